"""The file of an SQLite store: what stays in it, and which files are none."""

from __future__ import annotations

import pickle
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from mock_server.store import StoreError
from mock_server.store.schema import write_ahead
from mock_server.store.sqlite import SqliteStore
from tests.store.records import patched, world


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "worlds.db"


def opened(path: Path) -> closing[SqliteStore]:
    return closing(SqliteStore(path))


def execute(path: Path, statement: str) -> None:
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute(statement)


def test_worlds_outlive_the_store(path: Path) -> None:
    """What one store wrote, the next one reads, and it goes on counting."""
    with opened(path) as store:
        store.create(world("EAAmock-reader"))
        store.delete(store.create(world()).id)
        changed = store.update("world-1", patched)
    with opened(path) as store:
        assert store.records() == {"world-1": changed}
        assert store.create(world()).id == "world-3"


def test_the_file_has_a_write_ahead_log(path: Path) -> None:
    """Readers do not wait for a writer."""
    with opened(path), closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)


def test_a_pickled_store_is_the_same_store(path: Path) -> None:
    """A store can be handed to a spawned process."""
    with opened(path) as store, closing(pickle.loads(pickle.dumps(store))) as copy:  # noqa: S301 - our own
        created = store.create(world())
        assert copy.generation() == store.generation()
        assert copy.records() == {"world-1": created}


def test_opening_is_news_to_all(path: Path) -> None:
    """A process that was killed before it told of its commit is made up for by the next one that opens the file."""
    with opened(path) as store:
        before = store.generation()
        with opened(path):
            assert store.generation() != before


def test_a_store_can_be_closed_twice(path: Path) -> None:
    """Closing again does nothing."""
    store = SqliteStore(path)
    store.create(world())
    store.close()
    store.close()


def test_a_directory_is_refused(tmp_path: Path) -> None:
    """A directory is called one."""
    with pytest.raises(StoreError, match="it is a directory"):
        SqliteStore(tmp_path)


def test_a_missing_folder_is_refused(tmp_path: Path) -> None:
    """Folders are not made on the way."""
    with pytest.raises(StoreError, match=r"missing/worlds.db cannot be used as a store: unable to open"):
        SqliteStore(tmp_path / "missing" / "worlds.db")


@pytest.mark.parametrize("text", ["Hi", "To whom it may concern. " * 100], ids=["short", "long"])
def test_another_kind_of_file_is_left_alone(path: Path, text: str) -> None:
    """A file that is no database is refused as it is, and nothing appears beside it."""
    path.write_text(text)
    with pytest.raises(StoreError, match=r"worlds.db cannot be used as a store: file is not a database"):
        SqliteStore(path)
    assert path.read_text() == text
    assert list(path.parent.iterdir()) == [path]


def test_another_programs_database_is_left_alone(path: Path) -> None:
    """A database with foreign tables is refused byte for byte as it was."""
    execute(path, "CREATE TABLE bookmarks (url TEXT)")
    before = path.read_bytes()
    with pytest.raises(StoreError, match=r"worlds.db is a database of another program"):
        SqliteStore(path)
    assert path.read_bytes() == before
    assert list(path.parent.iterdir()) == [path]


def test_a_newer_schema_is_refused(path: Path) -> None:
    """A file of a later release names its version and ours."""
    SqliteStore(path).close()
    execute(path, "PRAGMA user_version = 2")
    with pytest.raises(StoreError, match="has schema version 2, and this insights-mock knows version 1 only"):
        SqliteStore(path)


def test_a_foreign_generation_file_is_left_alone(path: Path) -> None:
    """A file that happens to have the name of ours is not overwritten."""
    sidecar = path.with_name("worlds.db.generation")
    sidecar.write_text("the next generation")
    with pytest.raises(StoreError, match=r"worlds.db.generation belongs to another program"):
        SqliteStore(path)
    assert sidecar.read_text() == "the next generation"


def test_an_unusable_generation_file_is_refused(path: Path) -> None:
    """What the operating system refuses is told with the name of the file."""
    path.with_name("worlds.db.generation").mkdir()
    with pytest.raises(StoreError, match=r"worlds.db.generation cannot be used beside a store: .*directory"):
        SqliteStore(path)


def test_a_database_that_breaks_later_is_reported(path: Path) -> None:
    """SQLite's complaints arrive as errors of the store, for reading and for writing."""
    with opened(path) as store:
        execute(path, "DROP TABLE worlds")
        with pytest.raises(StoreError, match="no such table: worlds"):
            store.records()
        with pytest.raises(StoreError, match="no such table: worlds"):
            store.create(world())


def test_opening_does_not_fail_while_another_process_opens(path: Path) -> None:
    """Who cannot switch to the write-ahead log, because another process has the lock, goes on without."""
    SqliteStore(path).close()
    execute(path, "PRAGMA journal_mode = DELETE")
    with closing(sqlite3.connect(path, timeout=0)) as ours, closing(sqlite3.connect(path)) as theirs:
        theirs.execute("BEGIN IMMEDIATE")
        write_ahead(ours)
        assert ours.execute("PRAGMA journal_mode").fetchone() == ("delete",)
        theirs.rollback()
        write_ahead(ours)
        assert ours.execute("PRAGMA journal_mode").fetchone() == ("wal",)


def test_a_file_that_cannot_be_written_is_refused(path: Path) -> None:
    """Only a lock is waited out in that way."""
    SqliteStore(path).close()
    execute(path, "PRAGMA journal_mode = DELETE")
    with (
        closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as connection,
        pytest.raises(sqlite3.OperationalError, match="readonly"),
    ):
        write_ahead(connection)
