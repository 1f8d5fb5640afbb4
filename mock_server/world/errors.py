"""The one error of this package: a mistake in a world, told so that its author can mend it."""

from __future__ import annotations

from collections.abc import Iterable


class WorldError(Exception):
    """A mistake in a world: what is wrong, where (`accounts[0].media[2].media_type`), and what would be right."""

    def __init__(self, message: str, path: str = "", allowed: Iterable[str] = ()) -> None:
        super().__init__(message)
        self.message = message
        self.path = path
        self.allowed = tuple(allowed)

    def __str__(self) -> str:
        return f"{self.path}: {self.message}" if self.path else self.message
