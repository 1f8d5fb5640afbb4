"""The client as a program under test: a call and what it came to, both as JSON.

It does not sleep. What it would have slept is told in `waited`, and its clock moves on by it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from inspect import signature
from random import Random
from typing import TypeVar, cast

import requests

from client.client import InsightsClient
from client.errors import InsightsError, InvalidParameter
from client.json_values import Json, Object
from client.nodes import AccessToken, Account, Media, Page
from client.results import Insights, Row
from client.retry import Retry

CALLS = (
    "account_series",
    "account_totals",
    "account_demographics",
    "media_insights",
    "story_insights",
    "account",
    "accounts",
    "media",
    "stories",
    "refresh_token",
)
_T = TypeVar("_T")
SEED = 1  # of the waits


class CallError(Exception):
    """A call that nobody can answer."""


class FakeTime:
    """A clock that stands still but for what is slept, and remembers it."""

    def __init__(self) -> None:
        self.waited: list[float] = []

    def clock(self) -> float:
        """The seconds since the call began."""
        return sum(self.waited)

    def sleep(self, seconds: float) -> None:
        """Move on at once."""
        self.waited.append(seconds)


def answer(call: Json, session: requests.Session | None = None) -> dict[str, Json]:
    """What a call comes to. Raises CallError for one that is not in the protocol."""
    if not isinstance(call, dict):
        raise CallError("a call is an object")
    time = FakeTime()
    name, own, arguments = call.get("call"), _object(call, "client"), _object(call, "arguments")
    if name not in CALLS:
        raise CallError(f"call: {name!r}: must be one of {', '.join(CALLS)}")
    try:
        with _client(own, time, session) as client:
            outcome: Object = {"result": _result(getattr(client, str(name)), arguments)}
    except InsightsError as error:
        outcome = {"error": _error(error)}
    except ValueError as error:  # the client's own: an argument that makes no sense
        outcome = {"error": _error(InvalidParameter(str(error)))}
    return {**outcome, "waited": list[Json](time.waited)}


def _object(call: Mapping[str, Json], key: str) -> Object:
    value = call.get(key, {})
    if not isinstance(value, dict):
        raise CallError(f"{key}: must be an object")
    return value


def _client(own: Object, time: FakeTime, session: requests.Session | None) -> InsightsClient:
    settings = dict(own)
    budget = settings.pop("budget", Retry().budget)
    retry = Retry(budget=cast("float", budget), random=Random(SEED))  # noqa: S311 - waits are no secret
    make = cast("Callable[..., InsightsClient]", InsightsClient)
    return _called(make, {**settings, "retry": retry, "session": session, "clock": time.clock, "sleep": time.sleep})


def _result(method: Callable[..., object], arguments: Object) -> Object:
    told: dict[str, object] = {key: value for key, value in arguments.items() if value is not None}
    found = _called(method, told | {key: _time(told[key]) for key in ("since", "until") if key in told})
    match found:
        case Insights():
            rows = [_row(row) for row in found.rows()]
            return {"rows": [*rows], "missing": [*found.missing], "skipped": [*found.skipped]}
        case AccessToken(token=token, expires_in=seconds):
            return {"token": token, "expires_in": seconds}
        case Account(raw=raw):
            return {"items": [raw]}
        case _:
            return {"items": [item.raw for item in cast("Iterable[Media | Page]", found)]}


def _called(function: Callable[..., _T], arguments: Mapping[str, object]) -> _T:
    try:
        signature(function).bind(**arguments)
    except TypeError as error:
        raise CallError(str(error)) from None
    return function(**arguments)


def _time(value: object) -> date | datetime:
    text = str(value)
    try:
        return datetime.fromisoformat(text) if "T" in text else date.fromisoformat(text)
    except ValueError:
        raise ValueError(f"{text!r} is neither a day nor an instant") from None


def _row(row: Row) -> Object:
    return {
        "metric": row.metric,
        "period": row.period,
        "value": cast("Json", row.value),
        "end_time": None if row.end_time is None else row.end_time.isoformat(),
        "breakdown": None if row.breakdown is None else dict(row.breakdown),
        "shape": row.shape,
        "id": row.id,
    }


def _error(error: InsightsError) -> Object:
    return {
        "kind": error.kind,
        "code": error.code,
        "subcode": error.subcode,
        "status": error.status,
        "message": error.message,
    }
