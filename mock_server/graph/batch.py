"""Batch requests: several requests in one, which may use what earlier ones answered."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import NamedTuple
from urllib.parse import quote, unquote

from mock_server.catalogue.grammar_errors import (
    BATCH_DEPENDENCY_UNRESOLVED,
    BATCH_ITEM_UNREADABLE,
    BATCH_NO_ARRAY,
    BATCH_TOO_LONG,
    BATCH_TOO_MANY_REFERENCES,
)
from mock_server.catalogue.limits import MOST_BATCHED
from mock_server.graph.jsonpath import matches
from mock_server.graph.message import Reply
from mock_server.graph.refusal import Refused
from mock_server.graph.wire import Json

MOST_ITEMS = MOST_BATCHED.value
MOST_REFERENCES = 200

_FIRST_FAILURE = 400
_LONGEST_RESULT = 16384
# A reference as it stands or percent-encoded: {result=name:$.path}.
_REFERENCE = re.compile(r"(?:\{|%7B)(result(?:=|%3D)[^{}]{1,400}?)(?:\}|%7D)", re.IGNORECASE)


class Item(NamedTuple):
    """One request of a batch. `omit_response_on_success` None means that the client did not say."""

    method: str
    relative_url: str
    body: str = ""
    name: str = ""
    depends_on: tuple[str, ...] = ()
    omit_response_on_success: bool | None = None
    headers: tuple[tuple[str, str], ...] = ()
    access_token: str = ""

    @property
    def path(self) -> str:
        """The path with a slash in front, whether one was sent or not."""
        return "/" + self.relative_url.partition("?")[0].lstrip("/")

    @property
    def query(self) -> str:
        """What follows the question mark, as it was sent."""
        return self.relative_url.partition("?")[2]


def read(text: str) -> tuple[Item, ...]:
    """The requests of a `batch` parameter. One that depends on no earlier one refuses the whole batch."""
    try:
        items = _items(json.loads(text))
    except (ValueError, RecursionError):
        raise Refused(BATCH_NO_ARRAY, "the batch is no JSON") from None
    _links(items)
    return items


def _items(sent: object) -> tuple[Item, ...]:
    if not isinstance(sent, list):
        raise Refused(BATCH_NO_ARRAY, "the batch is no array")
    if len(sent) > MOST_ITEMS:
        raise Refused(BATCH_TOO_LONG, f"the batch holds {len(sent)} requests", most=str(MOST_ITEMS))
    return tuple(_item(index, entry) for index, entry in enumerate(sent))


def _item(index: int, entry: object) -> Item:
    if not isinstance(entry, dict) or not isinstance(entry.get("relative_url"), str):
        raise Refused(BATCH_ITEM_UNREADABLE, f"request {index} cannot be read", index=str(index))
    return Item(
        method=_text(entry, "method").upper() or "GET",
        relative_url=_text(entry, "relative_url"),
        body=_text(entry, "body"),
        name=_text(entry, "name"),
        depends_on=_names(entry.get("depends_on")),
        omit_response_on_success=_flag(entry.get("omit_response_on_success")),
        headers=_headers(entry.get("headers")),
        access_token=_text(entry, "access_token"),
    )


def _text(entry: Mapping[str, object], name: str) -> str:
    """A member as text; one that is no text as JSON, a missing one as nothing."""
    value = entry.get(name)
    if value is None:
        return ""
    text = value if isinstance(value, str) else json.dumps(value, separators=(",", ":"))
    return text.encode("utf-8", "replace").decode("utf-8")


def _names(value: object) -> tuple[str, ...]:
    """The names of `depends_on`: one, or a list of them."""
    values = value if isinstance(value, list) else [value]
    return tuple(name for name in values if isinstance(name, str) and name)


def _flag(value: object) -> bool | None:
    return None if value is None else value not in (False, 0, "0", "false")


def _headers(value: object) -> tuple[tuple[str, str], ...]:
    """Headers written as `Name: value`, or as objects like those of the reply."""
    entries = value if isinstance(value, list) else []
    return tuple(pair for entry in entries if (pair := _header(entry)))


def _header(entry: object) -> tuple[str, str] | None:
    if isinstance(entry, dict):
        return _text(entry, "name"), _text(entry, "value")
    if not isinstance(entry, str):
        return None
    name, _, value = entry.partition(":")
    return name.strip(), value.strip()


class _Reference(NamedTuple):
    """`{result=name:path}` taken apart."""

    name: str
    path: str


def _reference(content: str) -> _Reference:
    name, _, path = unquote(content)[len("result=") :].partition(":")
    return _Reference(name, path)


def _links(items: Sequence[Item]) -> list[frozenset[int]]:
    """For each request the indexes of the earlier ones that it needs; a name means the last one that bears it."""
    named: dict[str, int] = {}
    links = []
    for index, (item, names) in enumerate(zip(items, _needed(items), strict=True)):
        links.append(frozenset(_position(index, name, named) for name in names))
        if item.name:
            named[item.name] = index
    return links


def _needed(items: Sequence[Item]) -> list[list[str]]:
    """For each request the names of those that it waits for."""
    found = [_REFERENCE.findall(item.relative_url) + _REFERENCE.findall(item.body) for item in items]
    if sum(map(len, found)) > MOST_REFERENCES:
        raise Refused(BATCH_TOO_MANY_REFERENCES, "the batch has too many references", most=str(MOST_REFERENCES))
    return [
        [*item.depends_on, *(_reference(content).name for content in contents)]
        for item, contents in zip(items, found, strict=True)
    ]


def _position(index: int, name: str, named: Mapping[str, int]) -> int:
    if name not in named:
        because = f"request {index} needs {name[:100]!r}, and no earlier request has that name"
        raise Refused(BATCH_DEPENDENCY_UNRESOLVED, because, index=str(index), name=name[:100])
    return named[name]


def run(items: Sequence[Item], answer: Callable[[Item], Reply], *, include_headers: bool) -> list[Json]:
    """The results in the order of the requests.

    `answer` turns refusals into replies itself. A request that waits for a failed one is not made, and its result is
    null; null is also the result of a success that the client need not see.
    """
    links = _links(items)
    awaited = frozenset().union(*links)
    replies: list[Reply | None] = []
    bodies: dict[str, Json] = {}
    for item, needed in zip(items, links, strict=True):
        reply = _answered(item, bodies, answer) if all(_succeeded(replies[index]) for index in needed) else None
        replies.append(reply)
        if item.name and reply:
            bodies[item.name] = _content(reply)
    return [
        _result(item, reply, is_awaited=index in awaited, include_headers=include_headers)
        for index, (item, reply) in enumerate(zip(items, replies, strict=True))
    ]


def _succeeded(reply: Reply | None) -> bool:
    return reply is not None and reply.status < _FIRST_FAILURE


def _answered(item: Item, bodies: Mapping[str, Json], answer: Callable[[Item], Reply]) -> Reply:
    replaced = partial(_REFERENCE.sub, lambda found: _found(_reference(found[1]), bodies))
    return answer(item._replace(relative_url=replaced(item.relative_url), body=replaced(item.body)))


def _found(reference: _Reference, bodies: Mapping[str, Json]) -> str:
    """What a reference stands for: the plain values that its path finds, joined by commas, fit for a query string."""
    plain = (value for value in matches(reference.path, bodies.get(reference.name)) if _is_plain(value))
    texts = (value if isinstance(value, str) else json.dumps(value) for value in plain)
    return ",".join(quote(text, safe="", errors="replace") for text in texts)[:_LONGEST_RESULT]


def _is_plain(value: Json) -> bool:
    return value is not None and not isinstance(value, (dict, list))


def _content(reply: Reply) -> Json:
    try:
        content: Json = json.loads(reply.body)
    except ValueError:
        return None
    return content


def _result(item: Item, reply: Reply | None, *, is_awaited: bool, include_headers: bool) -> Json:
    omitted = is_awaited if item.omit_response_on_success is None else item.omit_response_on_success
    if reply is None or (_succeeded(reply) and omitted):
        return None
    headers: list[Json] = [{"name": name, "value": value} for name, value in reply.headers]
    result: dict[str, Json] = {"code": reply.status}
    if include_headers:
        result["headers"] = headers
    result["body"] = reply.body.decode("utf-8", "replace")
    return result
