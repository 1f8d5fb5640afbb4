"""The harness' own reading of the API's answers: what a client should have made of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any

from contracts.driving.answer import Row, Rows
from contracts.files.promises import Received

Entry = Mapping[str, Any]


def rows_of(bodies: Iterable[Received], asked: Iterable[str]) -> Rows:
    """All numbers of answers to insights calls; a metric that no answer has is missing."""
    entries = [entry for body in bodies for entry in listed(body)]
    told = {entry["name"] for entry in entries}
    return Rows(tuple(row for entry in entries for row in _rows(entry)), frozenset(asked) - told)


def listed(body: Received) -> list[dict[str, Any]]:
    """What stands under `data`; nothing in a body without it."""
    data = body.get("data") if isinstance(body, dict) else None
    return [each for each in data if isinstance(each, dict)] if isinstance(data, list) else []


def _rows(entry: Entry) -> Iterator[Row]:
    rows = [*_values(entry), *_totals(entry)]
    yield from rows or [_row(entry, "values" if "values" in entry else "total_value", {})]


def _values(entry: Entry) -> Iterator[Row]:
    yield from (_row(entry, "values", point) for point in entry.get("values", ()))


def _totals(entry: Entry) -> Iterator[Row]:
    total = entry.get("total_value", {})
    if "value" in total:
        yield _row(entry, "total_value", total)
    for parts in total.get("breakdowns", ()):
        for part in parts.get("results", ()):
            names = dict(zip(parts["dimension_keys"], part["dimension_values"], strict=True))
            yield _row(entry, "total_value", part, tuple(sorted(names.items())))


def _row(entry: Entry, shape: str, holder: Entry, breakdown: tuple[tuple[str, str], ...] | None = None) -> Row:
    """The number that stands under `value` of the holder."""
    ended = holder.get("end_time")
    return Row(
        metric=entry["name"],
        period=entry.get("period"),
        value=holder.get("value"),
        end_time=datetime.fromisoformat(ended) if ended else None,
        breakdown=breakdown,
        shape=shape,
        id=entry.get("id"),
    )
