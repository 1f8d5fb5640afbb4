"""Promises about a client, as callers of the control plane write them: read, and held against a journal."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any

from mock_server.control import reading
from mock_server.control.mistakes import Mistake, only
from mock_server.store import Entry
from mock_server.traffic import checks
from mock_server.traffic.checks import Finding
from mock_server.traffic.selecting import Selection
from mock_server.world.moments import DAY

Found = Iterator[Finding]
Check = Callable[[Sequence[Entry], Any, str], Found]

_MOST_CHECKS = 100
_MOST_FINDINGS = 100
_MOST_CALLS = 1_000_000
_BOUNDS = ("at_most", "at_least", "exactly")


def checked(body: Mapping[str, Any], entries: Sequence[Entry]) -> dict[str, Any]:
    """Whether the promises are kept, and what is wrong. Raises Mistake for one that cannot be read."""
    only(body, ("checks",))
    wanted = body.get("checks")
    if not isinstance(wanted, list) or not 0 < len(wanted) <= _MOST_CHECKS:
        raise Mistake(f"checks is a list of 1 to {_MOST_CHECKS} promises", path="checks", allowed=_CHECKS)
    findings = [each for number, check in enumerate(wanted) for each in _of(check, f"checks[{number}]", entries)]
    told = [
        {"check": each.check, "message": each.message, "entries": each.entries}
        for each in islice(findings, _MOST_FINDINGS)
    ]
    return {"ok": not findings, "checked": len(entries), "findings": told}


def _of(check: object, path: str, entries: Sequence[Entry]) -> list[Finding]:
    if not isinstance(check, dict) or len(check) != 1:
        raise Mistake("a promise is an object with one key", path=path, allowed=_CHECKS)
    only(check, _CHECKS, path)
    [(name, value)] = check.items()
    return list(_CHECKS[name](entries, value, f"{path}.{name}"))


def _switched_on(value: object, path: str) -> None:
    if value is not True:
        raise Mistake("write true, or leave the promise out", path=path, allowed=("true",))


def _no_retired_metric(entries: Sequence[Entry], value: object, path: str) -> Found:
    _switched_on(value, path)
    return checks.retired_metrics(entries)


def _no_silent_zero(entries: Sequence[Entry], value: object, path: str) -> Found:
    _switched_on(value, path)
    return checks.silent_zeros(entries)


def _nothing_twice(entries: Sequence[Entry], value: object, path: str) -> Found:
    if isinstance(value, dict):
        keys = reading.keys(value, path, required=("within",))
        return checks.repetitions(entries, reading.span(keys["within"], f"{path}.within"))
    _switched_on(value, path)
    return checks.repetitions(entries, DAY)


def _calls(entries: Sequence[Entry], value: object, path: str) -> Found:
    keys = reading.keys(value, path, optional=(*Selection._fields, *_BOUNDS))
    bounds = {name: reading.number(keys[name], f"{path}.{name}", 0, _MOST_CALLS) for name in _BOUNDS if name in keys}
    if not bounds:
        raise Mistake("say how many", path=path, allowed=_BOUNDS)
    return checks.calls(entries, _selection(keys, path), **bounds)


def _order(entries: Sequence[Entry], value: object, path: str) -> Found:
    if not isinstance(value, list) or not 0 < len(value) <= _MOST_CHECKS:
        raise Mistake("an order is a list of paths, or of objects that say which calls", path=path)
    selections = [
        _selection_alone({"path": each} if isinstance(each, str) else each, f"{path}[{number}]")
        for number, each in enumerate(value)
    ]
    return checks.order(entries, selections)


def _budget(entries: Sequence[Entry], value: object, path: str) -> Found:
    keys = reading.keys(value, path, required=("account", "calls"), optional=("within",))
    most = reading.number(keys["calls"], f"{path}.calls", 0, _MOST_CALLS)
    within = reading.span(keys["within"], f"{path}.within") if "within" in keys else None
    return checks.budget(entries, str(keys["account"]), most, within)


def _backoff(entries: Sequence[Entry], value: object, path: str) -> Found:
    keys = reading.keys(value, path, required=("seconds",))
    return checks.impatience(entries, reading.number(keys["seconds"], f"{path}.seconds", 1, 30 * DAY))


def _selection_alone(value: object, path: str) -> Selection:
    return _selection(reading.keys(value, path, optional=Selection._fields), path)


def _selection(keys: Mapping[str, Any], path: str) -> Selection:
    return reading.selection({name: str(keys[name]) for name in Selection._fields if name in keys}, f"{path}.")


_CHECKS: Mapping[str, Check] = {
    "no_retired_metric": _no_retired_metric,
    "calls": _calls,
    "order": _order,
    "budget": _budget,
    "backoff_after_throttle": _backoff,
    "no_silent_zero": _no_silent_zero,
    "nothing_twice": _nothing_twice,
}
