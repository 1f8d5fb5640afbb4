"""The tables of a store file, and the marks in its header by which we know one."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from mock_server.store.errors import StoreError

_APPLICATION_ID = 0x494D4F43  # "IMOC"
_VERSION = 1

_TABLES = (
    "CREATE TABLE worlds (id TEXT PRIMARY KEY, record BLOB NOT NULL)",
    "CREATE TABLE claims (kind TEXT, value TEXT, PRIMARY KEY (kind, value)) WITHOUT ROWID",
    "CREATE TABLE counters (revision INTEGER NOT NULL, last_number INTEGER NOT NULL)",
    "INSERT INTO counters VALUES (0, 0)",
    f"PRAGMA application_id = {_APPLICATION_ID}",
    f"PRAGMA user_version = {_VERSION}",
)

# Tables that came later than the others: a file without them is given them; whoever does not know them does no harm.
_CALLS = (
    "CREATE TABLE IF NOT EXISTS calls "
    "(world TEXT, budget TEXT, counts BLOB NOT NULL, PRIMARY KEY (world, budget)) WITHOUT ROWID"
)

_JOURNAL = (
    "CREATE TABLE IF NOT EXISTS journal "
    "(world TEXT, number INTEGER, entry BLOB NOT NULL, answer TEXT, PRIMARY KEY (world, number)) WITHOUT ROWID"
)


def prepare(connection: sqlite3.Connection, path: Path) -> None:
    """Make a store of an empty file; refuse any file that is neither empty nor a store we can read."""
    with connection:
        connection.execute("BEGIN IMMEDIATE")
        if _is_empty(connection):
            for statement in _TABLES:
                connection.execute(statement)
        _refuse_foreign(connection, path)
        connection.execute(_CALLS)
        connection.execute(_JOURNAL)
    write_ahead(connection)


def write_ahead(connection: sqlite3.Connection) -> None:
    """Let readers and a writer work at the same time."""
    connection.execute("PRAGMA synchronous = NORMAL")
    try:
        connection.execute("PRAGMA journal_mode = WAL")
    except sqlite3.OperationalError as error:
        # SQLite does not wait for this lock. Whoever has it opens the file too, and the mode is set for everyone.
        if error.sqlite_errorcode != sqlite3.SQLITE_BUSY:
            raise


def _is_empty(connection: sqlite3.Connection) -> bool:
    return connection.execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchone() is None


def _refuse_foreign(connection: sqlite3.Connection, path: Path) -> None:
    if connection.execute("PRAGMA application_id").fetchone() != (_APPLICATION_ID,):
        raise StoreError(f"{path} is a database of another program")
    [version] = connection.execute("PRAGMA user_version").fetchone()
    if version != _VERSION:
        raise StoreError(f"{path} has schema version {version}, and this insights-mock knows version {_VERSION} only")
