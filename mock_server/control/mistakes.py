"""Mistakes of the control plane: what is wrong, where, and what is allowed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from mock_server.store import StoreError, Taken, UnknownWorld
from mock_server.world.errors import WorldError
from mock_server.world.mistakes import suggestion


class Mistake(Exception):  # noqa: N818 - it is the caller's, not ours
    """A call that cannot be answered: its HTTP status, and the error that the caller reads."""

    def __init__(self, message: str, *, status: int = 400, path: str = "", allowed: Iterable[str] = ()) -> None:
        super().__init__(message)
        self.status = status
        self.path = path
        self.allowed = tuple(allowed)


def mistake_of(error: Exception) -> Mistake:
    """The mistake behind an error of a lower layer."""
    match error:
        case Mistake():
            return error
        case WorldError():
            return Mistake(error.message, path=error.path, allowed=error.allowed)
        case UnknownWorld():
            return Mistake(str(error), status=404, path="world")
        case Taken():
            return Mistake(
                f"{error.kind.replace('_', ' ')} {error.value} belongs to another world", status=409, path=error.kind
            )
        case StoreError():
            return Mistake(str(error), status=503, path="store")
    return Mistake(str(error))


def only(given: Mapping[str, object], allowed: Iterable[str], place: str = "") -> None:
    """Refuse keys that are not allowed; `place` is where the mapping stands."""
    names = tuple(allowed)
    for key in given:
        if key not in names:
            message = f"unknown key {key!r}{suggestion(str(key), names)}"
            raise Mistake(message, path=f"{place}.{key}" if place else str(key), allowed=names)
