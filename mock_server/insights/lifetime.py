"""The numbers of one media at one instant: how its reach grows, and what people do of it."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import accumulate, pairwise

from mock_server.catalogue.kinds import KINDS, REGIONS
from mock_server.catalogue.media_metrics import MEDIA_METRICS, REELS_AVERAGE_TIME
from mock_server.catalogue.model import Counts, Level, MediaKind, MediaMetric, Quantity, Times
from mock_server.catalogue.quantities import (
    FIRST_VIEWS,
    LIKES,
    ON_FACEBOOK,
    QUANTITIES,
    REACH,
    REPEAT_VIEWS,
    REPLIES,
    SAVED,
)
from mock_server.insights import eras
from mock_server.insights.draws import FULL, LEVEL_SLOT, MEDIA_REACH, SLOT, Draws, between, draws, mood, ordinal, share
from mock_server.timeline.pacific import DAY
from mock_server.world.model import Media, Persona

Number = int | float
Pins = Mapping[Quantity, int]
Share = tuple[int, float, float]
"""How a quantity is drawn: its slot, its lowest share of the reach, the step to higher ones."""

_NUMBERS = {metric.name: metric.number for metric in MEDIA_METRICS}
_HOUR = 3600.0
_ROUNDING = 1e-9
# However early a media's viewers were laid down, it ends with at most so many times as many.
_MOST_GROWTH = 4.0


class Lifetime:
    """What a media has collected by an instant. Values never fall as the instant moves on.

    `start` is when the world starts: a growing account is measured from it.
    """

    __slots__ = ("_drawn", "_media", "_pins", "_scale", "_shares")

    def __init__(self, media: Media, at: int, start: int) -> None:
        self._media = media
        self._drawn = draws(media.account.seed_key, media.id)
        self._pins: Pins = pins(media) if media.insights else {}
        self._shares = _SHARES[media.shared_to_facebook][media.kind]
        self._scale = self._reached(at, start)

    def value(self, metric: MediaMetric) -> Number | None:
        """The metric's value; None where the world says that it is unavailable."""
        number = metric.number
        insights = self._media.insights
        if insights and metric.name in insights and not _is_quantity(number, insights[metric.name]):
            return _laid_down(number, insights[metric.name])
        if type(number) is Counts:
            return sum(map(self.quantity, number.of))
        return self._level(number)

    def added(self, shares: Sequence[Share]) -> int:
        """What the shares of the reach add up to; for media of which the world lays nothing down."""
        scale, drawn = self._scale, self._drawn
        return sum([int(scale * (low + step * drawn[slot])) for slot, low, step in shares])

    def quantity(self, quantity: Quantity) -> int:
        """How much of a quantity the media has."""
        if self._pins and quantity in self._pins:
            return self._pins[quantity]
        bounds = self._shares.get(quantity)
        if bounds is None:
            return 0
        slot, low, step = bounds
        amount = self._scale * (low + step * self._drawn[slot])
        return int(amount * _counted(self._media) if quantity is REPLIES else amount)

    def _level(self, number: Counts | Level | Times | None) -> Number | None:
        if isinstance(number, Times):
            average = self.value(REELS_AVERAGE_TIME)
            return None if average is None else int(average * sum(map(self.quantity, number.counts.of)))
        return level(number, self._drawn) if isinstance(number, Level) else None

    def _reached(self, at: int, start: int) -> float:
        media = self._media
        if REACH in self._pins:
            return self._pins[REACH]
        if media.viewers is not None:
            return min(_grown_from(media, at), _views(self._pins))
        account = media.account
        final = account.followers * between(MEDIA_REACH, self._drawn[SLOT[REACH]])
        reached = final * growth(media.kind, at - media.created_at)
        if account.persona is not Persona.STEADY:
            reached *= mood(account, ordinal(media.created_at), ordinal(start))
        return _within(reached, self._pins) if self._pins else reached


def shares_of(metric: MediaMetric, kind: MediaKind, *, on_facebook: bool) -> tuple[Share, ...] | None:
    """The shares that a count adds up; None for what is no plain sum of shares."""
    if not isinstance(metric.number, Counts) or REPLIES in metric.number.of:
        return None
    shares = _SHARES[on_facebook][kind]
    return tuple(shares[quantity] for quantity in metric.number.of if quantity in shares)


def _shares_of(kind: MediaKind, *, on_facebook: bool) -> Mapping[Quantity, Share]:
    """The shares of all quantities that a media of the kind can have."""
    return {
        quantity: (SLOT[quantity], quantity.per_reach[0], (quantity.per_reach[1] - quantity.per_reach[0]) / FULL)
        for quantity in QUANTITIES
        if kind in quantity.kinds and (on_facebook or quantity not in ON_FACEBOOK)
    }


_SHARES = {shared: {kind: _shares_of(kind, on_facebook=shared) for kind in KINDS} for shared in (False, True)}


def growth(kind: MediaKind, age: int) -> float:
    """Which part of its final reach a media of this age has: most comes early."""
    return -math.expm1(-age / (kind.growth_hours * _HOUR)) if age > 0 else 0.0


def level(number: Level, drawn: Draws) -> Number:
    """The value of a level for what was drawn."""
    value = between((number.least_liked, number.most_liked), drawn[LEVEL_SLOT])
    return round(value, number.digits) if number.digits else int(value)


def replies_hidden(media: Media) -> bool:
    """Whether the story's replies are not told because of where its creator lives."""
    posted = eras.day(media.created_at // DAY)
    country = media.account.country
    return any(country in region.countries and posted >= region.replies_hidden_from for region in REGIONS)


@lru_cache(maxsize=4096)
def pins(media: Media) -> Pins:
    """The quantities that the world's own values lay down; a pinned sum is shared among its parts."""
    pinned: dict[Quantity, int] = {}
    hidden = {REPLIES: 0} if replies_hidden(media) else {}
    sums: list[tuple[Counts, int]] = []
    for name, value in media.insights.items():
        number = _NUMBERS[name]
        if value is None or type(number) is not Counts:
            continue
        if len(number.of) == 1:
            pinned[number.of[0]] = int(value)
        else:
            sums.append((number, int(value)))
    pinned |= hidden
    for number, value in sorted(sums, key=lambda laid_down: len(laid_down[0].of)):
        _share_out(media, number, value, pinned)
    return pinned


def _share_out(media: Media, number: Counts, value: int, pinned: dict[Quantity, int]) -> None:
    drawn = draws(media.account.seed_key, media.id)
    free = [part for part in number.of if part not in pinned and media.kind in part.kinds]
    left = max(0, value - sum(pinned.get(part, 0) for part in number.of))
    pinned.update(zip(free, divided(left, [share(part, drawn) for part in free]), strict=True))


def divided(total: int, weights: Sequence[float]) -> list[int]:
    """The total cut by the weights into whole parts that add up to it; no weights, no parts."""
    last = max((number for number, weight in enumerate(weights) if weight), default=None)
    if last is None:
        return [0] * len(weights)
    whole = sum(weights)
    ends = [min(total, int(total * (passed / whole))) for passed in accumulate(weights)]
    ends[last:] = [total] * (len(ends) - last)
    return [end - start for start, end in pairwise([0, *ends])]


def _grown_from(media: Media, at: int) -> float:
    """The reach of a media whose viewers are known at one instant: it grows on from there."""
    viewers = media.viewers or 0
    anchor = growth(media.kind, (media.viewers_at or 0) - media.created_at)
    now = growth(media.kind, at - media.created_at)
    return viewers * (min(now / anchor, _MOST_GROWTH) if anchor else now) + _ROUNDING


def _within(reached: float, pinned: Pins) -> float:
    """Who liked or saved the media saw it, and nobody saw it more rarely than once."""
    return min(_views(pinned), max(reached, pinned.get(LIKES, 0), pinned.get(SAVED, 0)))


def _views(pinned: Pins) -> float:
    """How often the media was seen at most, where that is laid down."""
    return pinned.get(FIRST_VIEWS, math.inf) + pinned.get(REPEAT_VIEWS, 0)


@lru_cache(maxsize=4096)
def _counted_share(day_number: int) -> float:
    posted = eras.era(day_number)
    return 1.0 - sum(region.share_of_replies for region in REGIONS if posted >= region.replies_hidden_from)


def _counted(media: Media) -> float:
    """The share of a story's replies that the API counts; creators in some regions are told none."""
    return 0.0 if replies_hidden(media) else _counted_share(media.created_at // DAY)


def _is_quantity(number: Counts | Level | Times | None, laid_down: float | None) -> bool:
    """Whether a laid down value became a pin, and so obeys the rules for its quantity."""
    return laid_down is not None and type(number) is Counts and len(number.of) == 1


def _laid_down(number: Counts | Level | Times | None, value: float | None) -> Number | None:
    """A value of the world as the metric tells it: levels may have fractions, counts have none."""
    return value if value is None or (isinstance(number, Level) and value != int(value)) else int(value)
