"""What callers of the control plane send: read, or refused with the place of the mistake."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from flask import request

from mock_server.catalogue.model import ApiVersion
from mock_server.catalogue.versions import VERSIONS
from mock_server.control.mistakes import Mistake, only
from mock_server.traffic.selecting import Selection
from mock_server.world.moments import parse_duration, parse_instant

_NUMBER = re.compile(r"[0-9]{1,16}")
_STATUS = re.compile(r"[1-5](?:[0-9]{2}|xx)")
_LONGEST_FILTER = 500


def body() -> Mapping[str, Any]:
    """The JSON object in the body. Raises Mistake."""
    try:
        body = json.loads(request.get_data() or b"{}")
        json.dumps(body, ensure_ascii=False).encode()  # JSON can spell halves of characters, texts cannot hold them
    except (ValueError, RecursionError) as error:
        raise Mistake(f"the body is not JSON: {error}") from None
    if not isinstance(body, dict):
        raise Mistake("the body is a JSON object")
    return body


def instant(value: object, path: str) -> int:
    """An instant, in epoch seconds. Raises Mistake."""
    try:
        return parse_instant(str(value))
    except ValueError as error:
        raise Mistake(str(error), path=path) from None


def duration(value: object, path: str) -> int:
    """A duration, in seconds. Raises Mistake."""
    try:
        return parse_duration(str(value))
    except ValueError as error:
        raise Mistake(str(error), path=path) from None


def day(text: str) -> date:
    """A day. Raises Mistake."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise Mistake(f"{text!r} is no day such as 2025-04-21", path="at") from None


def version(name: str) -> ApiVersion:
    """A version of the Graph API. Raises Mistake."""
    by_name = {version.name: version for version in VERSIONS}
    one_of("version", name, tuple(by_name))
    return by_name[name]


def one_of(path: str, value: str, allowed: tuple[str, ...]) -> str:
    """A value that has to be one of a few. Raises Mistake."""
    if value not in allowed:
        raise Mistake(f"{path} cannot be {value!r}", path=path, allowed=allowed)
    return value


def number(value: object, path: str, lowest: int, highest: int) -> int:
    """A whole number, also as text, within bounds. Raises Mistake."""
    text = value if isinstance(value, str) else "" if isinstance(value, bool) else str(value)
    found = int(text) if _NUMBER.fullmatch(text) else lowest - 1
    if not lowest <= found <= highest:
        raise Mistake(f"{path} is a whole number from {lowest} to {highest}", path=path)
    return found


def span(value: object, path: str) -> int:
    """A duration that is not negative, in seconds. Raises Mistake."""
    seconds = duration(value, path)
    if seconds < 0:
        raise Mistake("a span of time is not negative", path=path)
    return seconds


def keys(value: object, path: str, *, required: Sequence[str] = (), optional: Sequence[str] = ()) -> Mapping[str, Any]:
    """An object with these keys alone. Raises Mistake."""
    if not isinstance(value, dict):
        raise Mistake("an object is needed here", path=path, allowed=(*required, *optional))
    only(value, (*required, *optional), path)
    for name in required:
        if name not in value:
            raise Mistake(f"the key {name!r} is missing", path=path, allowed=(*required, *optional))
    return value


def selection(sent: Mapping[str, str], place: str) -> Selection:
    """Which entries of a journal are meant. Raises Mistake."""
    for name, value in sent.items():
        if not 0 < len(value) <= _LONGEST_FILTER:
            raise Mistake(f"{name} has 1 to {_LONGEST_FILTER} characters", path=place + name)
    if "status" in sent and not _STATUS.fullmatch(sent["status"]):
        raise Mistake("a status is a number such as 400, or a class such as 4xx", path=f"{place}status")
    return Selection(**sent)
