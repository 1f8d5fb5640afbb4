"""What the API tells, as values that do not change.

A number that the API does not tell is None, never 0. Texts such as a media type are left as they come: Meta adds new
ones without notice. `raw` is the object as it came, with whatever is not named here.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple, TypeAlias, TypeVar

from client.errors import MetricRefused
from client.json_values import Json, Object

_M = TypeVar("_M", "Series", "Total")
Number: TypeAlias = "int | float"
Value: TypeAlias = "Number | Mapping[str, Json]"  # an object of numbers: online_followers, by the hour


class Window(NamedTuple):
    """A span of time with both of its ends."""

    since: datetime
    until: datetime


class Point(NamedTuple):
    """A number of a series. `end_time` is when its day ended, or None for a number over a whole life."""

    value: Value | None
    end_time: datetime | None


class Part(NamedTuple):
    """A number of a breakdown: `{"country": "JP"}` or, broken down twice, `{"age": "25-34", "gender": "F"}`."""

    dimensions: Mapping[str, str]
    value: Number | None
    end_time: datetime | None = None


class Row(NamedTuple):
    """One number with all that is known of it. `shape` is `values` or `total_value`."""

    metric: str
    period: str | None
    value: Value | None
    end_time: datetime | None
    breakdown: Mapping[str, str] | None
    shape: str
    id: str | None
    window: Window | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Metric:
    """What both shapes have."""

    name: str
    period: str | None = None
    title: str | None = None
    description: str | None = None
    id: str | None = None
    raw: Object = field(default_factory=dict, repr=False, compare=False)

    def _row(self, shape: str, value: Value | None, window: Window | None = None) -> Row:
        return Row(self.name, self.period, value, None, None, shape, self.id, window)


@dataclass(frozen=True, slots=True, kw_only=True)
class Series(Metric):
    """A metric as numbers in time, oldest first; a media's metric has one number, over its whole life."""

    points: tuple[Point, ...] = ()

    @property
    def known(self) -> bool:
        """Whether there is any number."""
        return bool(self.points)

    @property
    def value(self) -> Value | None:
        """The latest number."""
        return self.points[-1].value if self.points else None

    def rows(self) -> Iterator[Row]:
        """A row for each point, or one without a number."""
        for value, end_time in self.points or (Point(None, None),):
            yield self._row("values", value)._replace(end_time=end_time)


@dataclass(frozen=True, slots=True, kw_only=True)
class Total(Metric):
    """A metric as one number for a window of time, with the parts that it was broken down to.

    Demographics have parts and no value. Instagram leaves out parts that are zero; `parts` is None where none were
    asked, or are known yet.
    """

    value: Number | None = None
    parts: tuple[Part, ...] | None = None
    window: Window | None = None

    @property
    def known(self) -> bool:
        """Whether there is any number."""
        return self.value is not None or bool(self.parts)

    def rows(self) -> Iterator[Row]:
        """A row for the value and one for each part, or one without a number."""
        row = self._row("total_value", self.value, self.window)
        if self.value is not None or not self.parts:
            yield row
        for part in self.parts or ():
            yield row._replace(value=part.value, breakdown=part.dimensions, end_time=part.end_time)


@dataclass(frozen=True, slots=True)
class Insights:
    """The answer to a question about metrics, in the order of the API.

    `missing` are metrics that were asked and left out: there are no data, which is not zero. `skipped` are those that
    were refused and given up, with their errors; there are none unless the client was made to skip them.
    """

    metrics: tuple[Series | Total, ...] = ()
    missing: tuple[str, ...] = ()
    skipped: Mapping[str, MetricRefused] = field(default_factory=dict)

    def __iter__(self) -> Iterator[Series | Total]:
        """The metrics."""
        return iter(self.metrics)

    def value(self, name: str) -> Value | None:
        """The number of a metric, None where there is none: its total, else the latest of its series.

        This and the next two raise the error of a metric that was skipped, and LookupError for one that was not
        asked, is not told in this shape, or is told several times.
        """
        return (self.total(name) if self.totals(name) else self.series(name)).value

    def series(self, name: str) -> Series:
        """The series of a metric; it is empty where the metric is missing."""
        return self._only(
            name, [each for each in self.metrics if isinstance(each, Series) and each.name == name], Series
        )

    def total(self, name: str) -> Total:
        """The total of a metric; it has no number where the metric is missing."""
        return self._only(name, list(self.totals(name)), Total)

    def totals(self, name: str) -> tuple[Total, ...]:
        """The totals of a metric: one for each window that a long span of time was cut into."""
        return tuple(each for each in self.metrics if isinstance(each, Total) and each.name == name)

    def rows(self) -> Iterator[Row]:
        """Every number, one by one."""
        for metric in self.metrics:
            yield from metric.rows()

    def to_rows(self) -> list[dict[str, object]]:
        """The same as flat dicts with the same keys, for a table: a column for each dimension, times as datetimes.

        Where a number is an object, each of its entries becomes a row, named in the column `key`.
        """
        flat = [cells for row in self.rows() for cells in _flat(row)]
        columns = dict.fromkeys(name for cells in flat for name in cells)
        return [{name: cells.get(name) for name in columns} for cells in flat]

    def _only(self, name: str, found: Sequence[_M], empty: type[_M]) -> _M:
        if len(found) > 1:
            raise LookupError(f"{name}: there are {len(found)}, one for each window or period")
        if found:
            return found[0]
        if name in self.skipped:
            raise self.skipped[name]
        if name not in self.missing:
            raise LookupError(f"{name}: was not asked, or is not told as a {empty.__name__.lower()}")
        return empty(name=name)


def _flat(row: Row) -> Iterator[dict[str, object]]:
    cells: dict[str, object] = {
        "id": row.id,
        "metric": row.metric,
        "period": row.period,
        "shape": row.shape,
        "since": row.window and row.window.since,
        "until": row.window and row.window.until,
        "end_time": row.end_time,
        **(row.breakdown or {}),
    }
    if not isinstance(row.value, Mapping):
        yield {**cells, "value": row.value}
    elif not row.value:
        yield {**cells, "value": None}
    else:
        yield from ({**cells, "key": key, "value": value} for key, value in row.value.items())
