"""The numbers of an account: what each Pacific day brought, and what windows of days add up to.

A day's exposure is drawn from the followers; what media with laid down numbers collected that day comes on top.
Counts add up over days. Unique counts go through a concave function of the summed exposure: each day brings people who
were there before, so a longer window has fewer people than its days together, and never fewer than a part of it.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import accumulate

from mock_server.catalogue.account_metrics import ACCOUNT_METRICS
from mock_server.catalogue.account_metrics import REACH_METRIC as _REACH
from mock_server.catalogue.account_metrics import VIEWS as _VIEWS
from mock_server.catalogue.model import AccountMetric, Counts, Quantity
from mock_server.catalogue.quantities import REACH
from mock_server.insights.draws import (
    DAILY_EXPOSURE,
    LEVEL_SLOT,
    SLOT,
    Draws,
    between,
    daily_draws,
    mood,
    ordinal,
)
from mock_server.insights.lifetime import Lifetime
from mock_server.timeline.pacific import DAY, day_of, last_midnight
from mock_server.timeline.pacific import midnights as midnights_between
from mock_server.world.model import Account, Media, Persona, World

# How many times the followers an endless window reaches: so many that even the liveliest day has more people than any
# media that is generated on it.
_CROWDS = {Persona.STEADY: 3.0, Persona.DORMANT: 3.0, Persona.GROWING: 5.0, Persona.VIRAL: 14.0}
_FOR_EVER = 1 << 40
# A viral media lifts the days around it: its reach comes within a few days of its posting.
_DAYS_AROUND = (-4, -3, -2, -1, 0, 1)
# A media older than so many seconds for each hour of its kind's growth collects nothing any more.
_GROWN = 40 * 3600


class Days:
    """An account's numbers over windows of days, each day named by the midnight that ends it."""

    __slots__ = ("_account", "_crowd", "_largest", "_most", "_pins", "_start")

    def __init__(self, world: World, account: Account) -> None:
        self._account = account
        self._pins = _pins(account) if account.insights else {}
        self._most = _most_people(account) if account.insights else None
        self._start = world.start
        self._largest = _largest_reach(account, world.start)
        self._crowd = _CROWDS[account.persona] * max(account.followers, self._largest, 1)

    def count(self, metric: AccountMetric, midnights: Sequence[int]) -> int:
        """The metric over the days: each thing done, or for unique counts each person once.

        A number that the world lays down is answered for every window that has a day.
        """
        laid_down = self._account.insights.get(metric.name)
        if laid_down is not None:
            return int(laid_down) if midnights else 0
        counts = metric.number
        if counts is None:
            return 0
        added = self._added(counts, midnights)
        return self._people(added) if counts.unique else added

    def counts(self, metric: AccountMetric, ends: Sequence[int], span: int) -> list[int]:
        """The metric over the `span` days that end at each of the midnights, which follow one another without a gap."""
        before = days_until(ends[0], span) if ends else []
        days = [*before, *ends[1:]]
        if self._pins or metric.name in self._account.insights or metric.number is None:
            return [self.count(metric, days[number : number + span]) for number in range(len(ends))]
        running = [0, *accumulate(self._added(metric.number, [day]) for day in days)]
        sums = [end - start for start, end in zip(running, running[span:], strict=False)]
        return [self._people(each) for each in sums] if metric.number.unique else sums

    def quantity(self, quantity: Quantity, midnights: Sequence[int]) -> int:
        """How much of the quantity the days brought."""
        if quantity in self._pins and midnights:
            return self._pins[quantity]
        return sum(self._drawn(quantity, midnight) for midnight in midnights) + self._collected_in(quantity, midnights)

    def _added(self, counts: Counts, midnights: Sequence[int]) -> int:
        return sum(self.quantity(quantity, midnights) for quantity in counts.of)

    def _drawn(self, quantity: Quantity, midnight: int) -> int:
        day = day_of(midnight)
        drawn = daily_draws(self._account.seed_key, day)
        exposure = int(self._exposure(drawn, day))
        return exposure if quantity is REACH else int(exposure * between(quantity.per_day, drawn[SLOT[quantity]]))

    def _exposure(self, drawn: Draws, day: int) -> float:
        if self._most is not None:
            return self._most
        start_day = ordinal(self._start)
        lift = max(mood(self._account, day + near, start_day) for near in _DAYS_AROUND)
        return self._account.followers * lift * between(DAILY_EXPOSURE, drawn[LEVEL_SLOT])

    def _collected_in(self, quantity: Quantity, midnights: Sequence[int]) -> int:
        """What media with laid down numbers collected; the midnights follow one another without a gap."""
        if not midnights or not self._account.pinned:
            return 0
        first, last = last_midnight(midnights[0] - 1), midnights[-1]
        return sum(
            self._collected(media, quantity, last) - self._collected(media, quantity, first)
            for media in self._account.pinned
            if media.created_at <= last and first - media.created_at < _GROWN * media.kind.growth_hours
        )

    def _collected(self, media: Media, quantity: Quantity, at: int) -> int:
        return _lifetime(media, at, self._start).quantity(quantity) if media.created_at <= at else 0

    def _people(self, exposure: int) -> int:
        """How many people so much exposure is: whoever sees one media is there once, the others ever more often."""
        people, beyond = exposure, exposure - self._largest
        if beyond > 0:
            people = self._largest + min(beyond, math.ceil(-self._crowd * math.expm1(-beyond / self._crowd)))
        return people if self._most is None else min(people, self._most)


def days_until(end: int, span: int) -> list[int]:
    """The midnights that end the `span` days up to and with the one that ends at `end`."""
    return midnights_between(end - (span - 1) * DAY - DAY // 2, end)


@lru_cache(maxsize=4096)
def _lifetime(media: Media, at: int, start: int) -> Lifetime:
    """The numbers of a media at a midnight; every day of a window asks for them again."""
    return Lifetime(media, at, start)


@lru_cache(maxsize=256)
def _pins(account: Account) -> Mapping[Quantity, int]:
    """The quantities that the world lays down for every window, by the metric that counts nothing else."""
    return {
        metric.number.of[0]: int(account.insights[metric.name] or 0)
        for metric in ACCOUNT_METRICS
        if metric.number and len(metric.number.of) == 1 and not metric.number.unique
        if account.insights.get(metric.name) is not None
    }


def _most_people(account: Account) -> int | None:
    """How many people the world lets a window reach: as many as it lays down, and no more than it lays down views."""
    laid_down = [account.insights.get(metric.name) for metric in (_REACH, _VIEWS)]
    return next((int(value) for value in laid_down if value is not None), None)


@lru_cache(maxsize=256)
def _largest_reach(account: Account, start: int) -> int:
    """The largest reach that one of the media with laid down numbers has in the end."""
    return max((Lifetime(media, _FOR_EVER, start).quantity(REACH) for media in account.pinned), default=0)
