"""Where a request goes: host, version and path, and the operations of the document that stand there."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple
from urllib.parse import unquote, urlsplit

from contracts.matching.asking import Asked
from contracts.openapi.public import PublicDocument

METHODS = ("get", "post", "delete")
_VERSION = re.compile(r"v\d+(\.\d+)?")
_ANY = "*"  # stands for a parameter of a path
_LOOPBACK = ("127.0.0.1", "localhost", "::1")
_INSTAGRAM_TOKEN = "IG"


class Place(NamedTuple):
    """A path taken apart. `host` is "" where the request goes to nobody the document knows; `said` is what it named."""

    host: str
    said: str
    version: str
    segments: tuple[str, ...]
    is_tidy: bool


@dataclass(frozen=True, slots=True)
class Operation:
    """An operation of the document; `segments` are those behind the version, `*` for a parameter."""

    id: str
    method: str
    path: str
    versioned: bool
    segments: tuple[str, ...]
    names: tuple[str, ...]
    hosts: frozenset[str]
    told: dict[str, Any] = field(compare=False)

    def path_values(self, place: Place) -> dict[str, str]:
        """The parameters of the path, except for the version."""
        return {name: each for name, each in zip(self.names, place.segments, strict=True) if name}


class Atlas:
    """All operations of a document by their place. `at` is the URL of an emulator that is not on loopback."""

    def __init__(self, document: PublicDocument, at: str = "") -> None:
        raw = document.raw
        self.hosts = tuple(_hosts(raw["servers"]))
        self._facebook, self._instagram = self.hosts[:2]
        self._emulators = {*_LOOPBACK, urlsplit(at).netloc.lower(), urlsplit(at).hostname or ""} - {""}
        self._by_segments: dict[tuple[str, ...], list[Operation]] = defaultdict(list)
        for path, item in raw["paths"].items():
            for operation in _operations(path, item, self.hosts):
                self._by_segments[operation.segments].append(operation)
        self._known = {*self.hosts, *(host for each in self.all() for host in each.hosts)}

    def all(self) -> Iterator[Operation]:
        """All operations."""
        yield from (operation for operations in self._by_segments.values() for operation in operations)

    def locate(self, asked: Asked, token: str) -> Place:
        """Host, version and path of a request. The token decides where neither Host nor a prefix of the path does."""
        parts = urlsplit(asked.url)
        named = self._named(asked.headers, parts.netloc)
        written = [unquote(segment) for segment in parts.path.split("/")[1:]]
        segments = [segment for segment in written if segment]
        is_tidy = len(segments) == len(written) or written == [""]
        if named not in self._known and segments and segments[0].lower() in self._known:
            named = segments.pop(0).lower()
        elif named in self._emulators or parts.netloc.lower() in self._emulators:
            named = self._instagram if token.startswith(_INSTAGRAM_TOKEN) else self._facebook
        version = segments.pop(0) if segments and _VERSION.fullmatch(segments[0]) else ""
        return Place(named if named in self._known else "", named, version, tuple(segments), is_tidy)

    def _named(self, headers: Mapping[str, str], netloc: str) -> str:
        """The host that a request names: one of the API's in a header, or the one in its URL."""
        said = (_without_port(headers.get(name, "")) for name in ("x-forwarded-host", "host"))
        return next((name for name in said if name in self._known), _without_port(netloc))

    def operations_at(self, segments: tuple[str, ...]) -> Sequence[Operation]:
        """The operations whose path this can be; words of a path come before its parameters."""
        behind = segments[1:]
        patterns = (
            segments,
            *((_ANY, *each) for each in (behind, (*behind[:1], *(_ANY for _ in behind[1:]))) if segments),
        )
        return next((found for each in patterns if (found := self._by_segments.get(each))), ())


def _hosts(servers: list[dict[str, Any]]) -> Iterator[str]:
    """The hosts of Meta's among the servers."""
    yield from (urlsplit(each["url"]).netloc for each in servers if each["url"].startswith("https://"))


def _operations(path: str, item: Mapping[str, Any], everywhere: tuple[str, ...]) -> Iterator[Operation]:
    hosts = frozenset(_hosts(item["servers"]) if "servers" in item else everywhere)
    first, *rest = path.strip("/").split("/")
    versioned = first == "{version}"
    written = rest if versioned else [first, *rest]
    names = tuple(each[1:-1] if each.startswith("{") else "" for each in written)
    segments = tuple(_ANY if name else each for name, each in zip(names, written, strict=True))
    for method in METHODS:
        if method in item:
            told = item[method]
            yield Operation(told["operationId"], method.upper(), path, versioned, segments, names, hosts, told)


def _without_port(netloc: str) -> str:
    try:
        return (urlsplit(f"//{netloc}").hostname or "").lower()
    except ValueError:  # half an IPv6 address
        return ""
