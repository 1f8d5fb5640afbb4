"""Deadlines: instants at which the API begins to answer otherwise, transcribed by hand with source and date.

A file of `contracts/deadlines` holds one topic: the `world` in which its deadlines pass, and the `deadlines`. Each is
asked a second `before` it, and at it and a second `after`. The world begins a second before the deadline; where
something must happen earlier, `starts` says when the world begins and `first` what is asked then.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import yaml

from contracts.files.case import Grade
from contracts.files.document import CaseError, Place, Table, elements, read
from contracts.files.exchange import Call, Expectation, Fidelity, Host, expectation, matching, sent, token_of, tokens_of
from contracts.files.promises import Json, Promise

DEADLINES = Path(__file__).parents[1] / "deadlines"

_EVIDENCE = ("id", "behaviour", "source", "date", "grade")
_ASKING = ("get", "request", "host", "token", "fidelity")
_KEYS = (*_EVIDENCE, "at", "starts", "first", *_ASKING, "before", "after", "settled", "retires")
_NEEDED = (*_EVIDENCE, "at", "before", "after")
_FIRST_KEYS = (*_ASKING, "repeat", "keep")
_INSTANT = r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ"
_MOST_REPEATS = 1000


@dataclass(frozen=True, slots=True)
class First:
    """A request that is made when the world begins, `repeat` times; `keep` names values of its reply."""

    call: Call
    keep: dict[str, str]
    repeat: int


@dataclass(frozen=True, slots=True)
class Retirement:
    """The metric that ends, as edge and name, and the version that never had it."""

    metric: str
    version: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Deadline:
    """What is answered before an instant and from it on, and why that is believed."""

    id: str
    behaviour: str
    source: str
    date: str
    grade: Grade
    at: datetime
    starts: datetime | None
    first: tuple[First, ...]
    call: Call
    before: Expectation
    after: Expectation
    settled: Promise
    retires: Retirement | None
    place: Place

    @property
    def begins(self) -> datetime:
        """When the world of the deadline begins."""
        return self.starts or self.at - timedelta(seconds=1)


@dataclass(frozen=True, slots=True)
class DeadlineFile:
    """The deadlines of one topic and the world they share, in which no time is told."""

    topic: str
    world: dict[str, Json]
    deadlines: tuple[Deadline, ...]


def load_deadlines(folder: Path = DEADLINES) -> tuple[DeadlineFile, ...]:
    """All files of a folder, in the order of their names. Raises CaseError."""
    files = tuple(load_deadline_file(path) for path in sorted(folder.glob("*.yaml")))
    if not files:
        raise CaseError("no files of deadlines here", Place(str(folder)))
    return files


def load_deadline_file(path: Path) -> DeadlineFile:
    """One file. Raises CaseError."""
    place = Place(path.name)
    file = Table.of(
        read(path.read_text(encoding="utf-8"), place), place, ("world", "deadlines"), ("world", "deadlines")
    )
    world = file.document("world") or {}
    if "now" in world:
        raise CaseError("the deadlines set the clock; leave out `now`", file.where("world"))
    found = tuple(_deadline(node, place, world) for node in elements(file.nodes["deadlines"], "deadlines", place))
    _refuse_twice(found)
    return DeadlineFile(path.stem, world, found)


def _deadline(node: yaml.Node, place: Place, world: Mapping[str, Json]) -> Deadline:
    table = Table.of(node, place, _KEYS, _NEEDED)
    return Deadline(
        id=matching(table, "id", r"[a-z0-9]+(-[a-z0-9]+)*", "small letters and digits, joined by hyphens"),
        behaviour=matching(table, "behaviour", r".*\S.*", "a sentence"),
        source=matching(table, "source", r".*\S.*", "where it can be read"),
        date=matching(table, "date", r"\d{4}(-\d\d){0,2}", "YYYY, YYYY-MM or YYYY-MM-DD"),
        grade=table.choice("grade", Grade),
        at=_instant(table, "at"),
        starts=_earlier(table) if "starts" in table else None,
        first=_first(table, world) if "first" in table else (),
        call=_call(table, world),
        before=expectation(table, "before"),
        after=expectation(table, "after"),
        settled=table.promise("settled") if "settled" in table else None,
        retires=_retirement(table) if "retires" in table else None,
        place=table.place,
    )


def _first(table: Table, world: Mapping[str, Json]) -> tuple[First, ...]:
    if "starts" not in table:
        raise CaseError("`first` is asked when the world begins; `starts` says when", table.where("first"))
    return tuple(_one_first(node, table.place, world) for node in elements(table.nodes["first"], "first", table.place))


def _one_first(node: yaml.Node, place: Place, world: Mapping[str, Json]) -> First:
    table = Table.of(node, place, _FIRST_KEYS)
    repeat = table.value("repeat") if "repeat" in table else 1
    if not isinstance(repeat, int) or not 1 <= repeat <= _MOST_REPEATS:
        raise CaseError(f"`repeat` is a number from 1 to {_MOST_REPEATS}", table.where("repeat"))
    return First(_call(table, world), table.text_map("keep"), repeat)


def _call(table: Table, world: Mapping[str, Json]) -> Call:
    if ("get" in table) == ("request" in table):
        raise CaseError("one of `get` and `request` is expected", table.place)
    token = table.text("token")
    return Call(
        **sent(table)._asdict(),
        host=table.choice("host", Host, Host.FACEBOOK),
        token=token if token.startswith("${") else token_of(table, tokens_of(world)),
        now=None,
        fidelity=table.choice("fidelity", Fidelity, Fidelity.DOCUMENTED),
    )


def _retirement(table: Table) -> Retirement:
    told = table.table("retires", ("metric", "from"), ("metric", "from"))
    metric = matching(told, "metric", r"(media|account)\.[a-z_]+", "an edge and a metric, like media.plays")
    return Retirement(metric, matching(told, "from", r"v\d+\.\d+", "a version like v22.0"))


def _earlier(table: Table) -> datetime:
    starts = _instant(table, "starts")
    if starts >= _instant(table, "at"):
        raise CaseError("the world starts before the deadline", table.where("starts"))
    return starts


def _instant(table: Table, key: str) -> datetime:
    written = matching(table, key, _INSTANT, "an instant like 2025-04-21T00:00:00Z")
    try:
        return datetime.strptime(written, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)
    except ValueError:
        raise CaseError(f"`{key}` is `{written}`, which is no time of the calendar", table.where(key)) from None


def _refuse_twice(deadlines: tuple[Deadline, ...]) -> None:
    places: dict[str, Place] = {}
    for deadline in deadlines:
        if deadline.id in places:
            raise CaseError(f"the id is taken: {places[deadline.id]}", deadline.place)
        places[deadline.id] = deadline.place
