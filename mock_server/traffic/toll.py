"""What a call gets for being counted."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from mock_server.catalogue.model import Measure
from mock_server.graph.refusal import Refusal
from mock_server.traffic.headers import FULL, Headers, usage_headers
from mock_server.traffic.subject import Subject
from mock_server.traffic.window import returns_at, spent
from mock_server.world.moments import MINUTE, format_instant


class Toll(NamedTuple):
    """The headers that the reply carries, and the refusal when the budget is used up."""

    refusal: Refusal | None
    headers: Headers


def told(subject: Subject, percent: int) -> Toll:
    """The toll of a call that is let through."""
    return Toll(None, usage_headers(subject, percent, 0))


def refused(subject: Subject, now: int, counts: Mapping[int, int], allowed: int) -> Toll:
    """The toll of a call beyond what is allowed. Such calls count too, and prolong the wait."""
    allowance = subject.allowance
    returns = returns_at(counts, allowance, now, allowed)
    values = {
        "title": allowance.title,
        "allowed": str(allowed),
        "returns": format_instant(returns),
        "key": "limits.users" if allowance.measure is Measure.USERS else "limits.impressions",
    }
    because = f"{spent(counts, allowance, now)} calls are counted, this one too, and {allowed} are allowed"
    minutes = -(-(returns - now) // MINUTE)
    headers = usage_headers(subject, FULL, minutes) if allowance.told_when_refused else ()
    return Toll(Refusal(allowance.refusal, values, because), headers)
