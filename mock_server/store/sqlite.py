"""The store of several worker processes on one machine: an SQLite file, and beside it the generation they all watch."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path
from threading import Lock

import msgspec
from msgspec.structs import replace

from mock_server.store import journal
from mock_server.store.entry import Entry
from mock_server.store.errors import StoreError, Taken, UnknownWorld
from mock_server.store.generation import SharedGeneration
from mock_server.store.record import Claim, WorldRecord, claims, number_of, numbered
from mock_server.store.schema import prepare
from mock_server.store.snapshot import Snapshot
from mock_server.store.usage import Budget, Counts, added

_BUSY_SECONDS = 10.0
# Made once, before there are threads: msgspec crashes when several of them meet a type for the first time.
_RECORDS = msgspec.json.Decoder(WorldRecord)
_COUNTS = msgspec.json.Decoder(Counts)


class SqliteStore:
    """Worlds as JSON in a table; a change is an immediate transaction."""

    shared = True

    def __init__(self, path: Path) -> None:
        self._path = path.absolute()
        # By process id: after a fork the child must neither use nor close the connection of its parent.
        self._connections: dict[int, _SharedConnection] = {}
        with closing(_connect(self._path)):
            self._generation = SharedGeneration(self._path.with_name(f"{self._path.name}.generation"))
        # A process may have been killed between its commit and the news of it.
        self._generation.renew()

    def __reduce__(self) -> tuple[type[SqliteStore], tuple[Path]]:
        return SqliteStore, (self._path,)

    def generation(self) -> int:
        return self._generation.read()

    def records(self) -> dict[str, WorldRecord]:
        with self._connection().held() as connection:
            rows = connection.execute("SELECT record FROM worlds ORDER BY rowid").fetchall()
        return {record.id: record for record in map(_decoded, rows)}

    def create(self, make: Callable[[str], WorldRecord], wanted_id: str | None = None) -> WorldRecord:
        with self._change() as connection:
            [last_number] = connection.execute("SELECT last_number FROM counters").fetchone()
            world_id = wanted_id or numbered(last_number + 1)
            _number_above(connection, world_id)
            return _put(connection, world_id, make(world_id), held=set())

    def update(self, world_id: str, change: Callable[[WorldRecord], WorldRecord]) -> WorldRecord:
        with self._change() as connection:
            old = _known(connection, world_id)
            return _put(connection, world_id, change(old), held=claims(old))

    def restore(self, snapshot: Snapshot, most: int, *, new: bool) -> WorldRecord:
        world_id = snapshot.record.id
        with self._change() as connection:
            held = set() if new else claims(_known(connection, world_id))
            _number_above(connection, world_id)
            record = _put(connection, world_id, snapshot.record, held)
            _forget_calls(connection, world_id)
            for budget, counts in snapshot.calls.items():
                _counted(connection, (world_id, budget), counts)
            journal.forget(connection, world_id)
            journal.write(connection, world_id, snapshot.journal, most)
            return record

    def delete(self, world_id: str) -> None:
        with self._change() as connection:
            _release(connection, claims(_known(connection, world_id)))
            connection.execute("DELETE FROM worlds WHERE id = ?", (world_id,))
            _forget_calls(connection, world_id)
            journal.forget(connection, world_id)

    def count(self, calls: Mapping[Budget, Mapping[int, int]]) -> dict[Budget, Counts]:
        with self._transaction() as connection:
            return {budget: _counted(connection, budget, more) for budget, more in calls.items()}

    def forget_calls(self, world_id: str) -> None:
        with self._transaction() as connection:
            _forget_calls(connection, world_id)

    def counted(self, world_id: str) -> dict[str, Counts]:
        with self._connection().held() as connection:
            rows = connection.execute("SELECT budget, counts FROM calls WHERE world = ?", (world_id,)).fetchall()
        return {budget: _COUNTS.decode(counts) for budget, counts in rows}

    def write(self, entries: Sequence[Entry], most: int) -> None:
        with self._transaction() as connection:
            for world_id in {entry.world for entry in entries}:
                journal.write(connection, world_id, [each for each in entries if each.world == world_id], most)

    def read(self, world_id: str, after: int) -> list[Entry]:
        with self._connection().held() as connection:
            return journal.read(connection, world_id, after)

    def forget_entries(self, world_id: str) -> None:
        with self._transaction() as connection:
            journal.forget(connection, world_id)

    def close(self) -> None:
        self._connection().close()
        self._generation.close()

    def _connection(self) -> _SharedConnection:
        return self._connections.setdefault(os.getpid(), _SharedConnection(self._path))

    @contextmanager
    def _change(self) -> Iterator[sqlite3.Connection]:
        """A transaction; once it is committed, every process sees a new generation."""
        with self._transaction() as connection:
            yield connection
        self._generation.renew()

    @contextmanager
    def _transaction(self) -> Iterator[sqlite3.Connection]:
        with self._connection().held() as connection, connection:
            connection.execute("BEGIN IMMEDIATE")
            yield connection


class _SharedConnection:
    """The connection of one process: opened by the first thread that needs it, held by one at a time."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lock = Lock()
        self._connection: sqlite3.Connection | None = None

    @contextmanager
    def held(self) -> Iterator[sqlite3.Connection]:
        with self._lock, _explained(self._path):
            if self._connection is None:
                self._connection = _connect(self._path)
            yield self._connection

    def close(self) -> None:
        with self._lock:
            if self._connection is not None:
                self._connection.close()
                self._connection = None


@contextmanager
def _explained(path: Path) -> Iterator[None]:
    """Say of which file SQLite complains."""
    try:
        yield
    except sqlite3.Error as error:
        raise StoreError(f"{path} cannot be used as a store: {error}") from error


def _connect(path: Path) -> sqlite3.Connection:
    if path.is_dir():
        raise StoreError(f"{path} cannot be used as a store: it is a directory")
    with _explained(path), ExitStack() as on_failure:
        connection = sqlite3.connect(path, timeout=_BUSY_SECONDS, isolation_level=None, check_same_thread=False)
        on_failure.callback(connection.close)
        prepare(connection, path)
        on_failure.pop_all()
    return connection


def _known(connection: sqlite3.Connection, world_id: str) -> WorldRecord:
    row = connection.execute("SELECT record FROM worlds WHERE id = ?", (world_id,)).fetchone()
    if row is None:
        raise UnknownWorld(world_id)
    return _decoded(row)


def _number_above(connection: sqlite3.Connection, world_id: str) -> None:
    """Number the next world that nobody names above this one."""
    connection.execute("UPDATE counters SET last_number = max(last_number, ?)", (number_of(world_id),))


def _put(connection: sqlite3.Connection, world_id: str, record: WorldRecord, held: set[Claim]) -> WorldRecord:
    """Keep a world that, unless it is new, already held some claims."""
    connection.execute("UPDATE counters SET revision = revision + 1")
    [revision] = connection.execute("SELECT revision FROM counters").fetchone()
    record = replace(record, id=world_id, revision=revision)
    _claim(connection, claims(record) - held)
    _release(connection, held - claims(record))
    connection.execute(
        "INSERT INTO worlds VALUES (?, ?) ON CONFLICT (id) DO UPDATE SET record = excluded.record",
        (world_id, msgspec.json.encode(record)),
    )
    return record


def _claim(connection: sqlite3.Connection, wanted: set[Claim]) -> None:
    for kind, value in sorted(wanted):
        try:
            connection.execute("INSERT INTO claims VALUES (?, ?)", (kind, value))
        except sqlite3.IntegrityError:
            raise Taken(kind, value) from None


def _release(connection: sqlite3.Connection, held: set[Claim]) -> None:
    connection.executemany("DELETE FROM claims WHERE kind = ? AND value = ?", held)


def _counted(connection: sqlite3.Connection, budget: Budget, calls: Mapping[int, int]) -> Counts:
    """All that is counted of a budget, with these calls."""
    row = connection.execute("SELECT counts FROM calls WHERE world = ? AND budget = ?", budget).fetchone()
    counts = added(_COUNTS.decode(row[0]) if row else {}, calls)
    connection.execute(
        "INSERT INTO calls VALUES (?, ?, ?) ON CONFLICT (world, budget) DO UPDATE SET counts = excluded.counts",
        (*budget, msgspec.json.encode(counts)),
    )
    return counts


def _forget_calls(connection: sqlite3.Connection, world_id: str) -> None:
    connection.execute("DELETE FROM calls WHERE world = ?", (world_id,))


def _decoded(row: tuple[bytes]) -> WorldRecord:
    return _RECORDS.decode(row[0])
