"""A request and its answer as they were on the wire, and the parameters that a request carries."""

import json
from collections.abc import Iterator, Mapping
from email import message_from_bytes
from types import MappingProxyType
from typing import NamedTuple, TypeAlias
from urllib.parse import parse_qsl, urlsplit

_NONE: Mapping[str, str] = MappingProxyType({})

Pair: TypeAlias = tuple[str, str]


class Asked(NamedTuple):
    """A request: an absolute URL, header names in small letters, the body as it was sent."""

    method: str
    url: str
    headers: Mapping[str, str] = _NONE
    body: bytes = b""


class Answered(NamedTuple):
    """What came back: header names in small letters, the body as it came, but for its transfer coding."""

    status: int
    headers: Mapping[str, str] = _NONE
    body: bytes = b""


def pairs_of(asked: Asked) -> list[Pair]:
    """Names and values in the order sent: those of the query, then those of the body, which count alike."""
    return [*parse_qsl(urlsplit(asked.url).query, keep_blank_values=True), *_of_body(asked)]


def _of_body(asked: Asked) -> Iterator[Pair]:
    content_type = asked.headers.get("content-type", "")
    form = content_type.partition(";")[0].strip().lower()
    text = asked.body.decode("utf-8", "replace").strip()
    if form == "multipart/form-data":
        yield from _parts(content_type, asked.body)
    elif text.startswith(("{", "[")):
        yield from _members(text)
    elif form in ("", "application/x-www-form-urlencoded"):
        yield from parse_qsl(text, keep_blank_values=True)


def _members(text: str) -> Iterator[Pair]:
    """The members of a JSON object; what is no text is kept as JSON."""
    try:
        members = json.loads(text)
    except (ValueError, RecursionError):
        return
    if isinstance(members, dict):
        yield from ((name, value if isinstance(value, str) else json.dumps(value)) for name, value in members.items())


def _parts(content_type: str, body: bytes) -> Iterator[Pair]:
    parts = message_from_bytes(b"Content-Type: " + content_type.encode("latin-1", "replace") + b"\r\n\r\n" + body)
    for part in parts.walk():
        name = part.get_param("name", header="content-disposition")
        value = part.get_payload(decode=True)
        if isinstance(name, str) and isinstance(value, bytes):
            yield name, value.decode("utf-8", "replace")
