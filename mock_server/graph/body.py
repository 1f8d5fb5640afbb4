"""The body of a request: waited for, but not for long, and its parameters in each of the forms that clients send."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from contextlib import suppress
from threading import Thread

from mock_server.catalogue.grammar_errors import BODY_TOO_LONG, BODY_UNREADABLE
from mock_server.graph.params import MOST_PAIRS, pairs
from mock_server.graph.refusal import Refused

MOST_BYTES = 1_000_000
PATIENCE = 2
"""So many seconds a body may take to come."""

_BOUNDARY = re.compile(r'boundary=(?:"([^"]{1,200})"|([^\s;,"]{1,200}))', re.IGNORECASE)
_PART_NAME = re.compile(r'[;\s]name=(?:"([^"]*)"|([^\s;"]+))', re.IGNORECASE)
_LONGEST_PART_HEAD = 2048


def arrived(read: Callable[[], bytes]) -> bytes | None:
    """What `read` gets of a body, None where it gets nothing in time.

    A client that announces more than it sends must not keep a worker from the others.
    """
    came: list[bytes] = []

    def receive() -> None:
        with suppress(Exception):  # the client is gone, whatever the server calls that
            came.append(read())

    reader = Thread(target=receive, daemon=True)
    reader.start()
    reader.join(PATIENCE)
    return came[0] if came else None


def parameters(content_type: str, body: bytes) -> dict[str, str]:
    """Names and values. A body that claims no form is read as JSON when it looks so, else as urlencoded pairs."""
    if len(body) > MOST_BYTES:
        raise Refused(BODY_TOO_LONG, "the body is too long", most=str(MOST_BYTES))
    form = content_type.partition(";")[0].strip().lower()
    if form == "multipart/form-data":
        return _parts(content_type, body)
    text = body.decode("utf-8-sig", "replace").strip()
    if form.endswith("json") or (form != "application/x-www-form-urlencoded" and text.startswith("{")):
        return _members(text) if text else {}
    return pairs("&".join(text.split("&", MOST_PAIRS)[:MOST_PAIRS]))


def _members(text: str) -> dict[str, str]:
    """The members of a JSON object; a value that is no text is kept as JSON, null as good as not sent."""
    try:
        members = json.loads(text)
        if members is None:
            return {}
        if not isinstance(members, dict):
            raise _unreadable("a JSON object")
        return {_encodable(name): _kept(value) for name, value in members.items() if value is not None}
    except (ValueError, RecursionError):
        raise _unreadable("a JSON object") from None


def _kept(value: object) -> str:
    return _encodable(value) if isinstance(value, str) else json.dumps(value, separators=(",", ":"))


def _encodable(text: str) -> str:
    """The text without lone surrogates, which JSON may hold and a URL may not."""
    return text.encode("utf-8", "replace").decode("utf-8")


def _parts(content_type: str, body: bytes) -> dict[str, str]:
    """The named parts of multipart/form-data."""
    if not body.strip():
        return {}
    boundary = _BOUNDARY.search(content_type)
    if not boundary:
        raise _unreadable("multipart/form-data")
    delimiter = b"\r\n--" + (boundary[1] or boundary[2]).encode("utf-8", "replace")
    _preamble, *parts = (b"\r\n" + body).split(delimiter, MOST_PAIRS)
    if not parts:
        raise _unreadable("multipart/form-data")
    return dict(pair for part in parts if (pair := _part(part)))


def _part(part: bytes) -> tuple[str, str] | None:
    """Name and value of a part; None for the end of the body, and for a part without a name."""
    head, gap, value = part.partition(b"\r\n\r\n")
    named = _PART_NAME.search(head[:_LONGEST_PART_HEAD].decode("utf-8", "replace"))
    if part.startswith(b"--") or not gap or not named:
        return None
    return named[1] or named[2] or "", value.decode("utf-8", "replace")


def _unreadable(form: str) -> Refused:
    return Refused(BODY_UNREADABLE, f"the body is no {form.removeprefix('a ')}", form=form)
