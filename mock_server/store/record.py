"""What a store remembers of a world, and what no two worlds may share."""

from __future__ import annotations

import re

import msgspec

from mock_server.store.errors import ClaimKind
from mock_server.timeline.clock import Clock

Claim = tuple[ClaimKind, str]

# Numbers that a sequence never reaches need not be kept out of it.
_NUMBERED = re.compile(r"world-([1-9][0-9]{0,8})")


class Patch(msgspec.Struct, frozen=True):
    """A change made to one media at `at`: values of its insights (None: unavailable) and how many accounts saw it."""

    media: str
    insights: dict[str, float | None] | None
    viewers: int | None
    at: int


class WorldRecord(msgspec.Struct, frozen=True):
    """A loaded world. The store sets `id` and `revision`; different contents, of any world, never share one."""

    id: str
    document: bytes
    loaded_at: int
    clock: Clock
    patches: tuple[Patch, ...]
    tokens: tuple[str, ...]
    app_id: str
    revision: int = 0

    def __repr__(self) -> str:
        # Tokens and secrets stay out of logs and tracebacks.
        return f"WorldRecord(id={self.id!r}, revision={self.revision})"


def claims(record: WorldRecord) -> set[Claim]:
    """What belongs to this world alone."""
    tokens: set[Claim] = {("token", token) for token in record.tokens}
    return {("id", record.id), ("app_id", record.app_id), *tokens}


def numbered(number: int) -> str:
    """The id of a world that nobody named."""
    return f"world-{number}"


def number_of(world_id: str) -> int:
    """The number in an id that `numbered` could have made, else 0."""
    match = _NUMBERED.fullmatch(world_id)
    return int(match[1]) if match else 0
