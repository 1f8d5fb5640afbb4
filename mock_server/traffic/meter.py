"""The calls against one budget, as one process knows them."""

from __future__ import annotations

import sys

from mock_server.store.usage import Counts, added
from mock_server.traffic.budget import Impressions, allowed
from mock_server.traffic.headers import FULL
from mock_server.traffic.subject import Subject
from mock_server.traffic.toll import Toll, refused, told
from mock_server.traffic.window import slot_of, spent
from mock_server.world.model import World

_HOUR = 3600


class Meter:
    """Counts calls, and knows how many more change nothing that is told.

    Until `room` is used up or the clock leaves [since, until), a call is only added to `fresh`. `unsent` are calls that
    other processes have not been told of; `counts` holds them too.
    """

    __slots__ = (
        "allowed",
        "counts",
        "fresh",
        "hour",
        "percent",
        "room",
        "since",
        "slot",
        "tolls",
        "unsent",
        "until",
        "world",
    )

    def __init__(self) -> None:
        self.counts: Counts = {}
        self.unsent: Counts = {}
        self.fresh = 0
        self.room = 0
        self.slot = 0
        self.since = 0
        self.until = 0
        self.world: World | None = None
        self.hour = 0
        self.allowed = 0
        self.percent = 0
        self.tolls: dict[Subject, Toll] = {}

    def add(self, subject: Subject, now: int, calls: int) -> None:
        """Count calls at an instant."""
        self.settle()
        length = subject.allowance.slot
        self.slot = slot_of(subject.allowance, now)
        self.since, self.until = self.slot * length, (self.slot + 1) * length
        self.fresh = calls
        self.settle()

    def settle(self) -> None:
        """Put fresh calls where they belong."""
        if self.fresh:
            fresh = {self.slot: self.fresh}
            self.counts, self.unsent, self.fresh = added(self.counts, fresh), added(self.unsent, fresh), 0

    def learn(self, counts: Counts) -> None:
        """Take over what all processes counted together, this one's calls included."""
        self.counts, self.unsent, self.room = counts, {}, 0

    def weigh(self, world: World, subject: Subject, now: int, impressions: Impressions, calls: int) -> Toll:
        """The toll of calls that were just added."""
        self._measure(world, subject, now, impressions)
        total = spent(self.counts, subject.allowance, now)
        if world.limits.enforced and total - calls >= self.allowed:
            return refused(subject, now, self.counts, self.allowed)
        percent = min(FULL, total * FULL // self.allowed)
        if percent != self.percent:
            self.tolls, self.percent = {}, percent
        self.room = 0 if world.limits.enforced else self._calls_to_next_percent(total)
        return self.tolls.setdefault(subject, told(subject, percent))

    def _measure(self, world: World, subject: Subject, now: int, impressions: Impressions) -> None:
        hour = now // _HOUR
        if self.world is not world or self.hour != hour:
            self.allowed = allowed(world, subject, now, impressions)
            self.world, self.hour = world, hour

    def _calls_to_next_percent(self, total: int) -> int:
        if self.percent == FULL:
            return sys.maxsize
        return -(-(self.percent + 1) * self.allowed // FULL) - total
