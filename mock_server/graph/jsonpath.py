"""The part of JSONPath that batch requests use: `$.data.*.id`, `$['data'][0]`, `$..id`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

from mock_server.graph.wire import Json

MOST_MATCHES = 1000

_MOST_VISITED = 2000
_MOST_STEPS = 10
_LONGEST_PATH = 300
_STEP = re.compile(r"""(?P<dots>\.{1,2})(?P<name>[^.\[\]'"]+)|\[(?P<quote>['"]?)(?P<inside>[^\[\]'"]+)(?P=quote)\]""")
_INDEX = re.compile(r"[0-9]{1,9}\Z")


class Step(NamedTuple):
    """One step: to the member, item or, with `*`, to all of them; `deep` looks at every level below first."""

    key: str
    deep: bool


def matches(path: str, value: Json) -> list[Json]:
    """What the path finds, in order and at most so many; a path that cannot be read finds nothing."""
    steps = _steps(path)
    if steps is None:
        return []
    found = [value]
    for step in steps:
        found = list(islice(_after(found, step), MOST_MATCHES))
    return found


@lru_cache(maxsize=256)
def _steps(path: str) -> tuple[Step, ...] | None:
    if not path.startswith("$") or len(path) > _LONGEST_PATH:
        return None
    steps, at = [], 1
    while step := _STEP.match(path, at):
        steps.append(Step(step["name"] or step["inside"], step["dots"] == ".."))
        at = step.end()
    return tuple(steps) if at == len(path) and len(steps) <= _MOST_STEPS else None


def _after(values: Sequence[Json], step: Step) -> Iterator[Json]:
    starts = islice(_levels(values), _MOST_VISITED) if step.deep else values
    for value in starts:
        yield from _children(value, step.key)


def _levels(values: Sequence[Json]) -> Iterator[Json]:
    """The values and all within them, outer ones before inner ones."""
    waiting = list(reversed(values))
    while waiting:
        value = waiting.pop()
        yield value
        waiting.extend(reversed(list(_children(value, "*"))))


def _children(value: Json, key: str) -> Iterable[Json]:
    if isinstance(value, dict):
        return list(value.values()) if key == "*" else [value[key]] if key in value else []
    if isinstance(value, list):
        return value if key == "*" else _item(value, key)
    return []


def _item(values: list[Json], key: str) -> list[Json]:
    """The item at an index, as a list of one; nothing when the key is none or too high."""
    return values[int(key) : int(key) + 1] if _INDEX.match(key) else []
