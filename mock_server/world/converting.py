"""Plain values become typed ones, one thread at a time: msgspec crashes when several meet a type for the first time."""

from __future__ import annotations

from threading import Lock
from typing import Any, TypeVar

import msgspec

Kind = TypeVar("Kind")

_ONE_AT_A_TIME = Lock()


def convert(tree: object, kind: type[Kind], **how: Any) -> Kind:  # noqa: ANN401  what msgspec takes
    """The value that plain ones describe. Raises msgspec.ValidationError."""
    with _ONE_AT_A_TIME:
        found: Kind = msgspec.convert(tree, kind, **how)
    return found
