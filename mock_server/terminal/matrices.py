"""The legality matrices of both edges: a table, and below it what does not fit into its cells."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from mock_server.terminal.paper import Paper, table, wrapped

Row = Mapping[str, Any]

KINDS = ("photo", "video", "album", "reel", "story")
PERIODS = ("day", "week", "days_28", "lifetime")

_FACEBOOK_ALONE = ["facebook"]


def media_lines(rows: Sequence[Row], heading: str, paper: Paper) -> list[str]:
    """Which media metric lives on which kind of media."""
    alive = [row for row in rows if row["kinds"]]
    yes = paper.marks["yes"]
    notes = [
        *_grouped("broken down by", "breakdown", alive),
        *_grouped("in", "unit", [row for row in alive if row["unit"] != "count"]),
        ("Facebook Login only", _names(row for row in alive if list(row["logins"]) == _FACEBOOK_ALONE)),
        ("only if shared to Facebook", _names(row for row in alive if row["needs_facebook_sharing"])),
    ]
    lines = _crosses(alive, KINDS, lambda row, kind: yes if kind in row["kinds"] else "")
    return [*wrapped(heading), "", *lines, *_notes(notes, paper), *_gone(rows, alive, paper)]


def account_lines(rows: Sequence[Row], heading: str, paper: Paper) -> list[str]:
    """In which periods each account metric comes as a series, and in which as a total."""
    alive = [row for row in rows if row["time_series"] or row["total_value"]]
    notes = [
        *_grouped("broken down by", "breakdowns", alive),
        *_grouped("timeframe", "timeframes", alive),
        *_grouped("followers, at least", "minimum_followers", [row for row in alive if row["minimum_followers"]]),
    ]
    lines = _crosses(alive, PERIODS, _shape)
    return [*wrapped(heading), "", *lines, *_notes(notes, paper), *_gone(rows, alive, paper)]


def _crosses(rows: Sequence[Row], columns: Sequence[str], cell: Callable[[Row, str], str]) -> list[str]:
    if not rows:
        return ["  no metric"]
    return [
        line.rstrip()
        for line in table(
            [("", *columns), *((row["metric"], *(cell(row, column) for column in columns)) for row in rows)]
        )
    ]


def _shape(row: Row, period: str) -> str:
    shapes = [name for name, key in (("series", "time_series"), ("total", "total_value")) if period in row[key]]
    return "both" if len(shapes) > 1 else "".join(shapes)


def _grouped(label: str, key: str, rows: Iterable[Row]) -> Iterator[tuple[str, str]]:
    """For each value of a column the metrics that have it; values that the same metrics have stand together."""
    names_of: dict[str, list[str]] = {}
    for row in rows:
        for value in row[key] if isinstance(row[key], list) else [row[key]]:
            if value is not None:
                names_of.setdefault(str(value), []).append(row["metric"])
    values_of: dict[str, list[str]] = {}
    for value, names in names_of.items():
        values_of.setdefault(", ".join(names), []).append(value)
    return ((f"{label} {', '.join(values)}", names) for names, values in values_of.items())


def _names(rows: Iterable[Row]) -> str:
    return ", ".join(row["metric"] for row in rows)


def _notes(notes: Iterable[tuple[str, str]], paper: Paper) -> Iterator[str]:
    known = [note for note in notes if note[1]]
    if known:
        yield from paper.title("Notes")
    for name, text in known:
        yield from wrapped(f"{name}: {text}", 4, "  ")


def _gone(rows: Sequence[Row], alive: Sequence[Row], paper: Paper) -> Iterator[str]:
    """Metrics that are or will be retired, and those that only error texts name."""
    retired = [row for row in rows if row["retired_on"]]
    if retired:
        yield from paper.title("Retired from this version on, everywhere on this day; what to ask instead")
        yield from table(
            [(row["metric"], row["retired_in"], row["retired_on"], row["replacement"] or "") for row in retired]
        )
    listed = _names(row for row in rows if row["listed"] and row not in alive and not row["retired_on"])
    if listed:
        yield from paper.title("Named in error texts, yet answered for nothing")
        yield from wrapped(listed, 2)
