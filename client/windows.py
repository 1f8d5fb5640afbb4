"""Long spans of time: cut into windows that the host takes, and put together again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import NamedTuple, TypeAlias

from client.json_values import Json
from client.results import Series, Total, Window

When: TypeAlias = "date | datetime"
SECOND = timedelta(seconds=1)


class Span(NamedTuple):
    """What was asked; an end that is None is left to the API."""

    since: datetime | None = None
    until: datetime | None = None

    @property
    def params(self) -> dict[str, str | None]:
        """The parameters of a request, in seconds since 1970: no time zone can be mistaken."""
        return {"since": _seconds(self.since), "until": _seconds(self.until)}

    @property
    def window(self) -> Window | None:
        """The span, where both of its ends are known."""
        return Window(self.since, self.until) if self.since and self.until else None


def span_of(since: When | None, until: When | None) -> Span:
    """A span of time. A date stands for its first second in UTC, as it does for the API.

    Raises ValueError for one end without the other: the API would choose that, a day away, and tell no more.
    """
    if (since is None) != (until is None):
        raise ValueError("since and until are given together, or left out together")
    return Span(_instant(since), _instant(until))


def cut(span: Span, widest: timedelta | None) -> Iterator[Span]:
    """Windows of at most that width. Both ends of a window belong to it, so the next one begins a second later."""
    since, until = span
    if since is None or until is None or widest is None:
        yield span
        return
    while until - since > widest:
        yield Span(since, since + widest)
        since += widest + SECOND
    yield Span(since, until)


def joined(metrics: Iterable[Series | Total]) -> tuple[Series | Total, ...]:
    """The metrics of all windows: a series goes on from one to the next, a total stands for its window.

    Totals are not added up: a person who was reached in two windows counts in both, and only once in the whole.
    """
    found: dict[object, Series | Total] = {}
    for metric in metrics:
        key = (metric.name, metric.period) if isinstance(metric, Series) else len(found)
        earlier = found.get(key)
        if isinstance(earlier, Series) and isinstance(metric, Series):
            metric = _continued(earlier, metric)  # noqa: PLW2901 - the same series, longer
        found[key] = metric
    return tuple(found.values())


def _continued(earlier: Series, later: Series) -> Series:
    raw = {**earlier.raw, "values": [*_values(earlier), *_values(later)]}
    return replace(earlier, points=earlier.points + later.points, raw=raw)


def _values(series: Series) -> list[Json]:
    values = series.raw.get("values")
    return values if isinstance(values, list) else []


def _seconds(instant: datetime | None) -> str | None:
    return None if instant is None else str(int(instant.timestamp()))


def _instant(when: When | None) -> datetime | None:
    if when is None:
        return None
    if not isinstance(when, datetime):
        return datetime.combine(when, time(), UTC)
    if when.tzinfo is None:
        raise ValueError("since and until are dates, or datetimes with a time zone")
    return when.astimezone(UTC).replace(microsecond=0)  # in a zone with summer time, days are not always 24 hours
