"""The API's JSON style: compact, ASCII only, slashes escaped."""

from __future__ import annotations

import json
import secrets
from itertools import accumulate, count, takewhile

Json = None | bool | int | float | str | list["Json"] | dict[str, "Json"]

_ENCODER = json.JSONEncoder(separators=(",", ":"), ensure_ascii=True, allow_nan=False)
_ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"
_PREFIX = "A" + "".join(secrets.choice(_ALPHABET) for _ in range(15))
_COUNTER = count(secrets.randbelow(1 << 24))

HEADER_TEXT_LIMIT = 1024


def text(value: Json) -> str:
    """The value as JSON text in the API's style."""
    return _ENCODER.encode(value).replace("/", "\\/")


def dumps(value: Json) -> bytes:
    """The value as the bytes of a body."""
    return text(value).encode("ascii")


def trace_id() -> str:
    """A trace id that no other reply has: a prefix of this process and a counter."""
    return f"{_PREFIX}{next(_COUNTER):07d}"


def header_text(value: str) -> str:
    """A text that is safe between the quotes of a header: one line, ASCII, bounded."""
    escaped = _ENCODER.encode(value)[1:-1]
    if len(escaped) <= HEADER_TEXT_LIMIT:
        return escaped
    sizes = accumulate(len(_ENCODER.encode(character)) - 2 for character in value)
    fitting = sum(1 for _ in takewhile(HEADER_TEXT_LIMIT.__ge__, sizes))
    return _ENCODER.encode(value[:fitting])[1:-1]
