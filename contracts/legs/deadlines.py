"""What changes at an instant: asked a second before it, at it and a second after, by moving the clock of a world."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import NamedTuple

from contracts.bench import Bench
from contracts.compare import Difference, at, differences, shown, unlike
from contracts.files.deadline import Deadline, DeadlineFile, First, load_deadlines
from contracts.files.exchange import Expectation
from contracts.files.keeping import filled_call, missing_names
from contracts.files.promises import MISSING, Contains, Json, Promise, Received
from contracts.legs.checking import checked
from contracts.openapi.public import PublicDocument
from contracts.outcome import Check, Checks
from contracts.target import Target

_SECOND = timedelta(seconds=1)
_NAMES = "the document's metrics"


def play(bench: Bench) -> Checks:
    """A check for each deadline, and one for each metric of which the document says when it ended."""
    files = load_deadlines()
    for file in files:
        yield from (_check(deadline, file, bench.target) for deadline in file.deadlines)
    yield from told_by(bench.document, files)


def told_by(document: PublicDocument, files: tuple[DeadlineFile, ...]) -> Checks:
    """What the document says of the ends of metrics, held against the deadlines."""
    ends = {
        each.retires.metric: f"from {each.retires.version} on; everywhere on {each.at:%Y-%m-%d}"
        for file in files
        for each in file.deadlines
        if each.retires
    }
    for metric in document.raw["x-insights-metrics"]:
        name = f"{metric['edge']}.{metric['name']}"
        promised, received = ends.get(name), metric.get("retired")
        if received is not None or promised is not None:
            same = promised == received
            found = () if same else (Difference("retired", promised or "no end is known", shown(received)),)
            yield Check(topic=_NAMES, name=name, differences=found, about=("x-insights-metrics, retired",))


class _Stage(NamedTuple):
    target: Target
    world: str
    kept: dict[str, Json]


def _check(deadline: Deadline, file: DeadlineFile, target: Target) -> Check:
    call = deadline.call
    about = (
        deadline.behaviour,
        f"{deadline.source}, {deadline.date} ({deadline.grade})",
        f"{call.method} {call.path} at {call.host}, {_written(deadline.at)}",
    )
    with target.world({**file.world, "now": _written(deadline.begins)}) as world:
        return checked(file.topic, deadline.id, _passed(deadline, _Stage(target, world, {})), *about)


def _passed(deadline: Deadline, stage: _Stage) -> Iterator[Difference]:
    for first in deadline.first:
        yield from _asked_first(first, stage)
    yield from _asked(deadline, deadline.at - _SECOND, deadline.before, stage)
    yield from _asked(deadline, deadline.at, deadline.after, stage, deadline.settled)
    yield from _asked(deadline, deadline.at + _SECOND, deadline.after, stage)


def _asked_first(first: First, stage: _Stage) -> Iterator[Difference]:
    """The request that comes before; what it keeps must be there."""
    for _ in range(first.repeat):
        reply = stage.target.send(filled_call(first.call, stage.kept))
    for name, place in first.keep.items():
        value = at(place, reply.body)
        if value is MISSING:
            yield Difference(f"first: {place}", "a value", f"{reply.status} {shown(at('body.error', reply.body))}")
        else:
            stage.kept[name] = value


def _asked(
    deadline: Deadline, now: datetime, expect: Expectation, stage: _Stage, settled: Promise = None
) -> Iterator[Difference]:
    moved = stage.target.control("PUT", "/clock", stage.world, {"now": _written(now)})
    if at("body.now", moved.body) != _written(now):
        yield Difference("the clock", _written(now), shown(at("body.error.message", moved.body)))
        return
    yield from _settled(settled, at("body.settled", moved.body))
    if missing_names([deadline.call.path, deadline.call.token], stage.kept):
        return
    reply = stage.target.send(filled_call(deadline.call, stage.kept))
    for each in differences(expect, reply):
        yield Difference(f"{_written(now)} {each.where}", each.promised, each.received)


def _settled(promise: Promise, received: Received) -> Iterator[Difference]:
    if isinstance(promise, list):
        yield from unlike(Contains(tuple(promise)), received, "settled")
    elif promise is not None:
        yield from unlike(promise, received, "settled")


def _written(instant: datetime) -> str:
    return f"{instant:%Y-%m-%dT%H:%M:%SZ}"
