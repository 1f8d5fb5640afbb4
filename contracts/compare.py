"""A reply held against what a case promises: the answer is a list of differences, and none means a promise kept."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from contracts.files.exchange import Expectation
from contracts.files.promises import MISSING, Bound, Contains, Each, Json, Kept, Missing, Not, Promise, Received, Word


@dataclass(frozen=True, slots=True)
class Difference:
    """One place in which the reply is not what was promised, as texts to be read."""

    where: str
    promised: str
    received: str


@dataclass(frozen=True, slots=True)
class Reply:
    """What came back: header names in small letters, the body as JSON or, where it is none, as MISSING; its bytes."""

    status: int
    headers: Mapping[str, str]
    body: Received
    content: bytes = b""


Differences: TypeAlias = Iterator[Difference]


def differences(expected: Expectation, received: Reply) -> list[Difference]:
    """All differences, in the order in which one reads a reply."""
    return [
        *_status(expected, received),
        *_unexpected_error(expected, received),
        *_headers(expected, received),
        *_error(expected, received),
        *_body(expected, received),
        *_names(expected, received),
        *_key_orders(expected, received),
    ]


def unlike(promise: Promise, received: Received, where: str) -> Differences:
    """The differences between one promised value and what was received in its place."""
    match promise:
        case dict():
            yield from _object(promise, received, where)
        case list():
            yield from _list(promise, received, where)
        case Each():
            yield from _each(promise, received, where)
        case _:
            if not _kept(promise, received):
                yield Difference(where, shown(promise), shown(received))


def shown(value: Promise | Missing) -> str:
    """A value or a promise on one line."""
    match value:
        case Missing():
            return value.value
        case Word() | Kept():
            return value.written
        case _:
            return json.dumps(value, ensure_ascii=False, default=_plain)


def _plain(promise: object) -> Json | Mapping[str, Promise]:
    """What JSON cannot say, in words that it can."""
    match promise:
        case Word() | Kept():
            return promise.written
        case Bound():
            return {promise.word: promise.limit}
        case Not():
            return {"$not": promise.promise}
        case Each():
            return {"$each": promise.promise}
        case Contains():
            return {"$contains": list(promise.promises)}
        case _:
            raise TypeError(f"no promise: {promise!r}")


def _status(expected: Expectation, received: Reply) -> Differences:
    promised = expected.status
    if promised is not None and received.status not in promised:
        name = str(promised[0]) if len(promised) == 1 else f"{promised[0]} to {promised[-1]}"
        yield Difference("status", name, str(received.status))


def _unexpected_error(expected: Expectation, received: Reply) -> Differences:
    """The error that explains why all the rest differs."""
    error = at("body.error", received.body)
    if expected.error is None and error is not MISSING and not _speaks_of_error(expected.body):
        yield Difference("body.error", MISSING.value, shown(error))


def _speaks_of_error(body: Promise) -> bool:
    return isinstance(body, dict) and "error" in body


def _headers(expected: Expectation, received: Reply) -> Differences:
    for name, promise in expected.headers.items():
        yield from unlike(promise, received.headers.get(name.lower(), MISSING), f"header {name}")


def _error(expected: Expectation, received: Reply) -> Differences:
    if expected.error is not None:
        yield from unlike(expected.error, at("body.error", received.body), "body.error")


def _body(expected: Expectation, received: Reply) -> Differences:
    if expected.body is not None:
        yield from unlike(expected.body, received.body, "body")


def _names(expected: Expectation, received: Reply) -> Differences:
    if expected.names is not None:
        data = at("body.data", received.body)
        names: Json = [_name(entry) for entry in data] if isinstance(data, list) else None
        yield from unlike(list(expected.names), MISSING if names is None else names, "names")


def _name(entry: Json) -> Json:
    return entry.get("name") if isinstance(entry, dict) else None


def _key_orders(expected: Expectation, received: Reply) -> Differences:
    for where, promised in expected.key_order.items():
        value = at(where, received.body)
        keys: Received = list(value) if isinstance(value, dict) else MISSING
        yield from unlike(list(promised), keys, f"keys of {where}")


def at(where: str, body: Received) -> Received:
    """The value at a place like `body.data[0].values`."""
    value = body
    for step in where.replace("[", ".").replace("]", "").split(".")[1:]:
        if isinstance(value, dict):
            value = value.get(step, MISSING)
        elif isinstance(value, list) and step.isdecimal() and int(step) < len(value):
            value = value[int(step)]
        else:
            return MISSING
    return value


def _object(promised: Mapping[str, Promise], received: Received, where: str) -> Differences:
    if not isinstance(received, dict):
        yield Difference(where, shown(dict(promised)), shown(received))
        return
    for key, promise in promised.items():
        yield from unlike(promise, received.get(key, MISSING), f"{where}.{key}")


def _list(promised: list[Promise], received: Received, where: str) -> Differences:
    if not isinstance(received, list) or len(received) != len(promised):
        yield Difference(where, shown(promised), shown(received))
        return
    for index, (promise, element) in enumerate(zip(promised, received, strict=True)):
        yield from unlike(promise, element, f"{where}[{index}]")


def _each(promised: Each, received: Received, where: str) -> Differences:
    if not isinstance(received, list) or not received:
        yield Difference(where, shown(promised), shown(received))
        return
    for index, element in enumerate(received):
        yield from unlike(promised.promise, element, f"{where}[{index}]")


def _kept(promise: Promise, received: Received) -> bool:
    match promise:
        case Word() | Bound():
            return promise.keeps(received)
        case Not():
            return any(unlike(promise.promise, received, ""))
        case Contains():
            return isinstance(received, list) and all(_has(received, element) for element in promise.promises)
        case _:
            return type(promise) is type(received) and promise == received


def _has(received: list[Json], promise: Promise) -> bool:
    return any(not list(unlike(promise, element, "")) for element in received)
