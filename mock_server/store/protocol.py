"""What every store can do."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Protocol

from mock_server.store.record import WorldRecord
from mock_server.store.usage import Budget, Counts


class Store(Protocol):
    """The worlds, shared by all threads (and with SQLite all processes) that serve them.

    `make` and `change` run inside the transaction: they are quick and do not call the store.
    """

    def generation(self) -> int:
        """A number that differs after every change, by whichever process; it costs no more than a memory read.

        Numbers are compared for equality, never for order. Who keeps records reads the generation first.
        """

    def records(self) -> dict[str, WorldRecord]:
        """All worlds by id, oldest first."""

    def create(self, make: Callable[[str], WorldRecord], wanted_id: str | None = None) -> WorldRecord:
        """Add the world that `make` returns for its id: the wanted one, or `world-N` with an N never used before.

        Raises Taken when its id, a token or its app id belongs to another world.
        """

    def update(self, world_id: str, change: Callable[[WorldRecord], WorldRecord]) -> WorldRecord:
        """Replace a world by what `change` makes of it, with no other change in between.

        Raises UnknownWorld, and Taken like `create`.
        """

    def delete(self, world_id: str) -> None:
        """Forget a world and its calls, and free its id, tokens and app id. Raises UnknownWorld."""

    def count(self, calls: Mapping[Budget, Mapping[int, int]]) -> dict[Budget, Counts]:
        """Add calls to budgets and tell all that is counted of these, by whichever process. It is no new generation."""

    def forget_calls(self, world_id: str) -> None:
        """Count a world's calls from nothing again."""

    def close(self) -> None:
        """Let go of files. The store is not used afterwards."""
