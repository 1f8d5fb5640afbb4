"""What callers of the control plane send: read, or refused with the place of the mistake."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from typing import Any

from flask import request

from mock_server.catalogue.model import ApiVersion
from mock_server.catalogue.versions import VERSIONS
from mock_server.control.mistakes import Mistake
from mock_server.world.moments import parse_duration, parse_instant


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
