"""What every store can do."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Protocol

from mock_server.store.entry import Entry
from mock_server.store.record import WorldRecord
from mock_server.store.snapshot import Snapshot
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

    def restore(self, snapshot: Snapshot, most: int, *, new: bool) -> WorldRecord:
        """Have a world as it was, with its calls and the latest `most` of its journal, in place of all that is kept.

        A `new` one raises Taken like `create`, another one UnknownWorld and Taken like `update`.
        """

    def delete(self, world_id: str) -> None:
        """Forget a world, its calls and its journal, and free its id, tokens and app id. Raises UnknownWorld."""

    def count(self, calls: Mapping[Budget, Mapping[int, int]]) -> dict[Budget, Counts]:
        """Add calls to budgets and tell all that is counted of these, by whichever process. It is no new generation."""

    def forget_calls(self, world_id: str) -> None:
        """Count a world's calls from nothing again."""

    def counted(self, world_id: str) -> dict[str, Counts]:
        """All that is counted of a world's budgets, by their names."""

    @property
    def shared(self) -> bool:
        """Whether other processes may use the same store."""

    def write(self, entries: Sequence[Entry], most: int) -> None:
        """Add exchanges to the journals of their worlds, and keep the latest `most` of each. It is no new generation.

        They are numbered on, unless they have numbers already and none so high was given yet.

        Those of a world that is not there are dropped.
        """

    def read(self, world_id: str, after: int) -> list[Entry]:
        """The exchanges of a world's journal with numbers above `after`, in their order."""

    def forget_entries(self, world_id: str) -> None:
        """Empty a world's journal."""

    def close(self) -> None:
        """Let go of files. The store is not used afterwards."""
