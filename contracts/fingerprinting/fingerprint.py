"""What a reply looks like, without its values: its fingerprint.

Replies of an emulator, of another day and of the live API can be compared by it; it can be kept and published.

Numbers become `int`, `negint` or `float`, texts `text`, digits of instants 9; an id is `<id>:own` when the asker knows
it, else `<id>:FOREIGN`; a link keeps its path and the names of its parameters. A list is the set of its elements'
shapes, in the order in which they first appear. What is said to everybody stays to the letter: names, titles and
descriptions of metrics, values of enumerations, codes and messages.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Collection, Iterator, Mapping
from typing import NamedTuple, cast
from urllib.parse import parse_qsl, urlsplit

from contracts.compare import Difference, Reply, shown
from contracts.files.promises import MISSING, Json


class Fingerprint(NamedTuple):
    """The status, the headers that say something of the contract, and the shape of the body."""

    status: int
    headers: dict[str, Json]
    body: Json


def fingerprint(reply: Reply, own_ids: Collection[str]) -> Fingerprint:
    """What a reply looks like to somebody who knows these ids."""
    eye = _Eye(frozenset(own_ids))
    headers = {name: read(eye, reply.headers[name]) for name, read in _HEADERS.items() if name in reply.headers}
    return Fingerprint(reply.status, headers, "no JSON" if reply.body is MISSING else eye.shape(reply.body))


def unlike(promised: Fingerprint, received: Fingerprint) -> list[Difference]:
    """Where the second looks different from the first."""
    return list(_unlike(dict(promised._asdict()), dict(received._asdict()), ""))


# Texts under these keys are enumerations, or the same for everybody.
_WORDS = frozenset(
    {
        "account_type",
        "dimension_keys",
        "dimension_values",
        "error_message",
        "error_type",
        "error_user_msg",
        "error_user_title",
        "media_product_type",
        "media_type",
        "permission",
        "scope",
        "scopes",
        "status",
        "tasks",
        "token_type",
        "type",
    }
)
_OF_ENTRIES = frozenset({"name", "period", "title", "description"})
_OF_PEOPLE = frozenset({"age", "city", "country", "gender"})
_PLAIN = frozenset({"code", "error_subcode", "is_transient"})  # numbers and flags that are told as they are

_ID = re.compile(r"\d{10,}")
_OBJECT_ID = re.compile(r"\d{10,}([/_][a-z0-9_]+)*")  # `17…/insights/reach/lifetime` is one too
_INSTANT = re.compile(r"\d{4}-\d\d-\d\d(T[\d:.]+(Z|[+-][\d:]+)?)?")
_LONG_DATE = re.compile(r"\b[A-Z][a-z]+day, \d\d-[A-Z][a-z]{2}-\d\d \d\d:\d\d:\d\d P[DS]T\b")
_TRACE = re.compile(r"[A-Za-z0-9_-]{11,}")
_ETAG = re.compile(r'(W/)?"[0-9a-f]{40}"')
_NAME = re.compile(r"[a-z][a-z0-9_]*")
_LINK = re.compile(r"/v\d+\.\d+(/|$)")


class _Eye(NamedTuple):
    """Whoever looks: the ids that are known, and the keys under which texts are told as they are."""

    own: frozenset[str]
    words: frozenset[str] = _WORDS

    def shape(self, value: Json, key: str = "") -> Json:
        """A value without its value; `key` is the one that it stands under."""
        match value:
            case dict():
                return self._object(value)
            case list():
                return _distinct(self.shape(each, key) for each in value)
            case str():
                return self._text(value, key)
            case _:
                return value if value is None or key in _PLAIN else _kind(value)

    def sentence(self, text: str) -> str:
        """A text to the letter, but for ids and moments."""
        return _ID.sub(self._id, _LONG_DATE.sub("<moment>", text))

    def json(self, text: str) -> Json:
        """The shape of what is written in JSON, or of the text."""
        try:
            return self.shape(cast("Json", json.loads(text)))
        except ValueError:
            return "text"

    def _object(self, told: Mapping[str, Json]) -> dict[str, Json]:
        eye = self._replace(words=_words_in(told, self.words))
        shapes: dict[str, Json] = {}
        others: dict[str, list[Json]] = {}
        for key, value in told.items():
            if _NAME.fullmatch(key):
                shapes[key] = eye.shape(value, key)
            else:
                others.setdefault(_kind_of_key(eye, key), []).append(eye.shape(value, key))
        return shapes | {kind: _one_or_all(_distinct(values)) for kind, values in others.items()}

    def _text(self, text: str, key: str) -> Json:
        if key in self.words or _OBJECT_ID.fullmatch(text):
            return self.sentence(text)
        if _INSTANT.fullmatch(text):
            return re.sub(r"\d", "9", text)
        if text.startswith(("http://", "https://")):
            return self._link(text)
        return _TEXTS.get(key, _some)(self, text)

    def _link(self, text: str) -> str:
        """`link /v26.0/<id>:own/media?limit&after`; of addresses elsewhere nothing but that they are links."""
        url = urlsplit(text)
        found = _LINK.search(url.path)
        names = [name for name, _ in parse_qsl(url.query, keep_blank_values=True)]
        return f"link {self.sentence(url.path[found.start() :])}?{'&'.join(names)}" if found else "link"

    def _id(self, found: re.Match[str]) -> str:
        return "<id>:own" if found[0] in self.own else "<id>:FOREIGN"


def _kind_of_key(eye: _Eye, key: str) -> str:
    return eye.sentence(key) if _OBJECT_ID.fullmatch(key) else "<number>" if key.isdecimal() else "<text>"


def _words_in(told: Mapping[str, Json], around: frozenset[str]) -> frozenset[str]:
    """The keys inside of an object whose texts are the same for everybody."""
    keys = told.keys()
    dimensions = told.get("dimension_keys")
    if isinstance(dimensions, list) and not _OF_PEOPLE.isdisjoint(map(str, dimensions)):
        return around - {"dimension_values"}
    if {"name", "period"} <= keys:
        return around | _OF_ENTRIES
    if keys == {"name", "value"}:
        return around | {"name"}
    return around | {"message"} if "code" in keys else around


def _kind(value: bool | float) -> str:  # noqa: FBT001  a value of JSON, not a switch
    if isinstance(value, bool):
        return "boolean"
    return "float" if isinstance(value, float) else "negint" if value < 0 else "int"


def _some(_: _Eye, text: str) -> str:
    return "text" if text else "empty"


def _trace(_: _Eye, text: str) -> str:
    return "trace" if _TRACE.fullmatch(text) else "text"


_TEXTS: Mapping[str, Callable[[_Eye, str], Json]] = {"body": _Eye.json, "fbtrace_id": _trace}
_HEADERS: Mapping[str, Callable[[_Eye, str], Json]] = {
    "content-type": _Eye.sentence,
    "facebook-api-version": _Eye.sentence,
    "instagram-api-version": _Eye.sentence,
    "www-authenticate": _Eye.sentence,
    "location": lambda eye, text: eye.shape(text),
    "x-fb-trace-id": _trace,
    "etag": lambda _, text: "40 hex" if _ETAG.fullmatch(text) else "text",
    "x-app-usage": _Eye.json,
    "x-business-use-case-usage": _Eye.json,
}


def _distinct(shapes: Iterator[Json] | list[Json]) -> list[Json]:
    """Each shape once; two objects with their keys in another order are not the same."""
    return list({json.dumps(shape): shape for shape in shapes}.values())


def _one_or_all(shapes: list[Json]) -> Json:
    return shapes[0] if len(shapes) == 1 else shapes


def _unlike(promised: Json, received: Json, where: str) -> Iterator[Difference]:
    match promised, received:
        case dict(), dict():
            yield from _unlike_objects(promised, received, where)
        case list(), list():
            yield from _unlike_lists(promised, received, where)
        case _:
            if type(promised) is not type(received) or promised != received:
                yield Difference(where, shown(promised), shown(received))


def _unlike_objects(promised: dict[str, Json], received: dict[str, Json], where: str) -> Iterator[Difference]:
    if list(promised) != list(received):
        yield Difference(f"keys of {where}", ", ".join(promised) or "none", ", ".join(received) or "none")
    for key in (key for key in promised if key in received):
        yield from _unlike(promised[key], received[key], f"{where}.{key}".removeprefix("."))


def _unlike_lists(promised: list[Json], received: list[Json], where: str) -> Iterator[Difference]:
    """Of lists that are not equally long only what the other has not."""
    if len(promised) == len(received):
        for index, (one, other) in enumerate(zip(promised, received, strict=True)):
            yield from _unlike(one, other, f"{where}[{index}]")
    else:
        gone, new = _without(promised, received), _without(received, promised)
        yield Difference(where, shown(gone) if gone else "no more than that", shown(new) if new else "no such element")


def _without(shapes: list[Json], others: list[Json]) -> list[Json]:
    known = set(map(json.dumps, others))
    return [shape for shape in shapes if json.dumps(shape) not in known]
