"""JSON as Python values, and the few things that everybody here expects of it."""

from __future__ import annotations

import json
from typing import TypeAlias

Json: TypeAlias = "bool | int | float | str | list[Json] | dict[str, Json] | None"
Object: TypeAlias = "dict[str, Json]"


def parsed(content: bytes | str) -> Json:
    """The value of a JSON text; None where it is none."""
    try:
        value: Json = json.loads(content, parse_constant=_no_number)
    except (ValueError, RecursionError):
        return None
    return value


def text(value: Json) -> str | None:
    """A text, or None where there is another kind of value."""
    return value if isinstance(value, str) else None


def integer(value: Json) -> int | None:
    """A whole number, or None where there is another kind of value."""
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def _no_number(constant: str) -> Json:
    raise ValueError(f"{constant} is not JSON")
