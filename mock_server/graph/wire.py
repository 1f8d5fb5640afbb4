"""The API's JSON style: compact, ASCII only, slashes escaped."""

from __future__ import annotations

import json
import os
import secrets
from itertools import accumulate, count, takewhile

Json = None | bool | int | float | str | list["Json"] | dict[str, "Json"]

_ENCODER = json.JSONEncoder(separators=(",", ":"), ensure_ascii=True, allow_nan=False)
_ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"

HEADER_TEXT_LIMIT = 1024


def text(value: Json) -> str:
    """The value as JSON text in the API's style."""
    return _ENCODER.encode(value).replace("/", "\\/")


def dumps(value: Json) -> bytes:
    """The value as the bytes of a body."""
    return text(value).encode("ascii")


def trace_id() -> str:
    """A trace id that no other reply has: a prefix of this process and a counter."""
    return f"{_traces.prefix}{next(_traces.counter):07d}"


class _Traces:
    """Where this process counts from."""

    def __init__(self) -> None:
        self.renew()

    def renew(self) -> None:
        self.prefix = "A" + "".join(secrets.choice(_ALPHABET) for _ in range(15))
        self.counter = count(secrets.randbelow(1 << 23))


_traces = _Traces()
if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_traces.renew)


def header_text(value: str) -> str:
    """A text that is safe between the quotes of a header: one line, ASCII, bounded."""
    escaped = _ENCODER.encode(value)[1:-1]
    if len(escaped) <= HEADER_TEXT_LIMIT:
        return escaped
    sizes = accumulate(len(_ENCODER.encode(character)) - 2 for character in value)
    fitting = sum(1 for _ in takewhile(HEADER_TEXT_LIMIT.__ge__, sizes))
    return _ENCODER.encode(value[:fitting])[1:-1]
