"""The store of a single process."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from threading import Lock

from msgspec.structs import replace

from mock_server.store.entry import Entry
from mock_server.store.errors import Taken, UnknownWorld
from mock_server.store.kept import Kept
from mock_server.store.record import Claim, WorldRecord, claims, number_of, numbered
from mock_server.store.snapshot import Snapshot
from mock_server.store.usage import Budget, Counts, added


class MemoryStore:
    """Worlds in a dictionary, behind a lock."""

    shared = False

    def __init__(self) -> None:
        self._lock = Lock()
        self._generation = 0
        self._last_number = 0
        self._records: dict[str, WorldRecord] = {}
        self._claimed: set[Claim] = set()
        self._calls: dict[Budget, Counts] = {}
        self._journals: dict[str, Kept] = {}

    def generation(self) -> int:
        return self._generation

    def records(self) -> dict[str, WorldRecord]:
        with self._lock:
            return dict(self._records)

    def create(self, make: Callable[[str], WorldRecord], wanted_id: str | None = None) -> WorldRecord:
        with self._lock:
            world_id = wanted_id or numbered(self._last_number + 1)
            record = self._put(world_id, make(world_id), held=set())
            self._last_number = max(self._last_number, number_of(world_id))
            return record

    def update(self, world_id: str, change: Callable[[WorldRecord], WorldRecord]) -> WorldRecord:
        with self._lock:
            old = self._known(world_id)
            return self._put(world_id, change(old), held=claims(old))

    def restore(self, snapshot: Snapshot, most: int, *, new: bool) -> WorldRecord:
        world_id = snapshot.record.id
        with self._lock:
            record = self._put(world_id, snapshot.record, held=set() if new else claims(self._known(world_id)))
            self._last_number = max(self._last_number, number_of(world_id))
            self._forget_calls(world_id)
            for budget, counts in snapshot.calls.items():
                self._calls[world_id, budget] = added({}, counts)
            self._journals[world_id] = Kept()
            self._journals[world_id].write(snapshot.journal, most)
            return record

    def delete(self, world_id: str) -> None:
        with self._lock:
            self._claimed -= claims(self._known(world_id))
            del self._records[world_id]
            self._generation += 1
        self.forget_calls(world_id)
        self.forget_entries(world_id)

    def count(self, calls: Mapping[Budget, Mapping[int, int]]) -> dict[Budget, Counts]:
        with self._lock:
            for budget, more in calls.items():
                self._calls[budget] = added(self._calls.get(budget, {}), more)
            return {budget: dict(self._calls[budget]) for budget in calls}

    def forget_calls(self, world_id: str) -> None:
        with self._lock:
            self._forget_calls(world_id)

    def counted(self, world_id: str) -> dict[str, Counts]:
        with self._lock:
            return {name: dict(counts) for (world, name), counts in self._calls.items() if world == world_id}

    def write(self, entries: Sequence[Entry], most: int) -> None:
        with self._lock:
            for world_id in {entry.world for entry in entries} & self._records.keys():
                of_world = [entry for entry in entries if entry.world == world_id]
                self._journals.setdefault(world_id, Kept()).write(of_world, most)

    def read(self, world_id: str, after: int) -> list[Entry]:
        with self._lock:
            return self._journals[world_id].read(after) if world_id in self._journals else []

    def forget_entries(self, world_id: str) -> None:
        with self._lock:
            self._journals.pop(world_id, None)

    def close(self) -> None:
        """There is nothing to let go of."""

    def _known(self, world_id: str) -> WorldRecord:
        if world_id not in self._records:
            raise UnknownWorld(world_id)
        return self._records[world_id]

    def _forget_calls(self, world_id: str) -> None:
        for budget in [each for each in self._calls if each[0] == world_id]:
            del self._calls[budget]

    def _put(self, world_id: str, record: WorldRecord, held: set[Claim]) -> WorldRecord:
        """Keep a world that, if it is not new, already held some claims."""
        record = replace(record, id=world_id, revision=self._generation + 1)
        claimed = claims(record)
        for kind, value in sorted((claimed - held) & self._claimed):
            raise Taken(kind, value)
        self._claimed -= held
        self._claimed |= claimed
        self._records[world_id] = record
        self._generation += 1
        return record
