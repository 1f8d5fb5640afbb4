"""What a store refuses.

StoreError          the store cannot be opened, read or written
├── Taken           an id, token or app id belongs to another world
└── UnknownWorld    no world has this id
"""

from __future__ import annotations

from typing import Literal

ClaimKind = Literal["id", "token", "app_id"]


class StoreError(Exception):
    """The store cannot do what it was asked; the text says why."""


class Taken(StoreError):  # noqa: N818 - reads as what it is
    """An id, token or app id belongs to another world already."""

    def __init__(self, kind: ClaimKind, value: str) -> None:
        # The value may be a token, and texts of exceptions end in logs: whoever may show it reads `value`.
        super().__init__(f"another world has this {kind} already")
        self.kind = kind
        self.value = value


class UnknownWorld(StoreError):  # noqa: N818 - the same
    """No world has this id."""

    def __init__(self, world_id: str) -> None:
        super().__init__(f"there is no world {world_id!r}")
        self.world_id = world_id
