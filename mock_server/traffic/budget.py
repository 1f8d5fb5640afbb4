"""How many calls a budget allows: Meta's formulas on the world's numbers, unless the world lays numbers down."""

from __future__ import annotations

from collections.abc import Callable

from mock_server.catalogue.allowances import FEWEST_IMPRESSIONS, FEWEST_USERS, IMPRESSIONS_PER_ENGAGED_USER
from mock_server.catalogue.model import Measure
from mock_server.traffic.subject import Subject
from mock_server.world.model import World

Impressions = Callable[[World, str, int], int]
"""Tells how often an account's content was seen in the 24 hours before an instant."""


def allowed(world: World, subject: Subject, now: int, impressions: Impressions) -> int:
    """The calls that are allowed in the subject's window."""
    row, limits = subject.allowance, world.limits
    if row.measure is Measure.USERS:
        return (limits.calls_per_user or row.calls_per) * users(world)
    seen = limits.impressions or max(FEWEST_IMPRESSIONS.value, impressions(world, subject.account_id, now))
    people = seen // IMPRESSIONS_PER_ENGAGED_USER.value if row.measure is Measure.ENGAGED_USERS else seen
    return (limits.calls_per_impression or row.calls_per) * people


def users(world: World) -> int:
    """How many people use the world's app: tokens that see the same accounts are one person's."""
    counted = len({token.accounts for token in world.tokens.values()})
    return world.limits.users or max(FEWEST_USERS.value, counted)
