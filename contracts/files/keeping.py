"""Values that a scenario keeps from one reply to use them later, as `${NAME}`."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from typing import cast, overload
from urllib.parse import urlsplit

from contracts.files.exchange import Call, Expectation
from contracts.files.promises import NAMED, Bound, Contains, Each, Json, Kept, Not, Promise, kept_names

Values = Mapping[str, Json]


def missing_names(said: object, kept: Values) -> list[str]:
    """The names that are used and were not kept."""
    return sorted(kept_names(said) - set(kept))


def filled_text(text: str, kept: Values) -> str:
    """A text with its names filled in."""
    return NAMED.sub(lambda found: _text(kept[found[1]]), text)


@overload
def filled(value: dict[str, Json], kept: Values) -> dict[str, Json]: ...
@overload
def filled(value: Json, kept: Values) -> Json: ...
def filled(value: Json, kept: Values) -> Json:
    """A document with its names filled in; a text that is nothing but a name becomes the value itself."""
    match value:
        case str():
            return _whole(value, kept)
        case list():
            return [filled(each, kept) for each in value]
        case dict():
            return {key: filled(each, kept) for key, each in value.items()}
        case _:
            return value


def filled_call(call: Call, kept: Values) -> Call:
    """The request with its names filled in; of a link, path and query are asked."""
    path = filled_text(call.path, kept)
    if not path.startswith("/"):
        link = urlsplit(path)
        path = f"/{link.path.lstrip('/')}?{link.query}"
    return replace(
        call,
        path=path,
        headers={name: filled_text(value, kept) for name, value in call.headers.items()},
        body=filled_text(call.body, kept),
        token=None if call.token is None else filled_text(call.token, kept),
    )


def filled_expectation(expect: Expectation, kept: Values) -> Expectation:
    """The expectation with its names filled in."""
    return replace(
        expect,
        headers={name: filled_promise(promise, kept) for name, promise in expect.headers.items()},
        error=None if expect.error is None else {key: filled_promise(each, kept) for key, each in expect.error.items()},
        body=filled_promise(expect.body, kept),
    )


def filled_promise(promise: Promise, kept: Values) -> Promise:
    """A promise with its names filled in."""
    match promise:
        case Kept(written):
            return cast("Promise", _whole(written, kept))
        case Each(inner):
            return Each(filled_promise(inner, kept))
        case Not(inner):
            return Not(filled_promise(inner, kept))
        case Bound(word, limit):
            return Bound(word, filled_promise(limit, kept))
        case Contains(promises):
            return Contains(tuple(filled_promise(each, kept) for each in promises))
        case _:
            return _filled_inside(promise, kept)


def _filled_inside(promise: Promise, kept: Values) -> Promise:
    match promise:
        case dict():
            return {key: filled_promise(each, kept) for key, each in promise.items()}
        case list():
            return [filled_promise(each, kept) for each in promise]
        case _:
            return promise


def _whole(written: str, kept: Values) -> Json:
    name = NAMED.fullmatch(written)
    return kept[name[1]] if name else filled_text(written, kept)


def _text(value: Json) -> str:
    return value if isinstance(value, str) else json.dumps(value)
