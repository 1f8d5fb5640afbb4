"""One SQLite file, several processes."""

from __future__ import annotations

import multiprocessing
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import ExitStack, closing
from pathlib import Path

import pytest

from mock_server.store import Store
from mock_server.store.sqlite import SqliteStore
from tests.store.records import patched, world

CHANGES = 50

_store: Store  # of the worker process


def open_in_worker(store: Store) -> None:
    global _store  # noqa: PLW0603 - a worker serves one store
    _store = store


def seen() -> tuple[int, int]:
    """The generation, and how many patches the world has, as this process sees them."""
    return _store.generation(), len(_store.records()["world-1"].patches)


def patch(times: int) -> int:
    """Change the world so many times; return the generation after that."""
    for _ in range(times):
        _store.update("world-1", patched)
    return _store.generation()


@pytest.fixture
def store(tmp_path: Path) -> Iterator[SqliteStore]:
    with closing(SqliteStore(tmp_path / "worlds.db")) as store:
        store.create(world("EAAmock-reader"))
        yield store


@pytest.fixture
def workers(store: SqliteStore) -> Iterator[tuple[ProcessPoolExecutor, ProcessPoolExecutor]]:
    """Two pools of one spawned process each, so that a test says which process does what."""
    spawn = multiprocessing.get_context("spawn")
    with ExitStack() as stack:
        first, second = (
            stack.enter_context(ProcessPoolExecutor(1, spawn, initializer=open_in_worker, initargs=(store,)))
            for _ in range(2)
        )
        yield first, second


def test_a_change_is_seen_by_the_next_look_elsewhere(workers: tuple[ProcessPoolExecutor, ProcessPoolExecutor]) -> None:
    """When a change has returned in one process, the other one sees the new generation and the new world."""
    writer, reader = workers
    writer.submit(seen).result()
    generation, patches = reader.submit(seen).result()
    assert patches == 0
    for expected in (1, 2, 3):
        written = writer.submit(patch, 1).result()
        assert written != generation
        generation, patches = reader.submit(seen).result()
        assert (generation, patches) == (written, expected)


def test_concurrent_changes_lose_nothing(
    store: SqliteStore, workers: tuple[ProcessPoolExecutor, ProcessPoolExecutor]
) -> None:
    """Two processes that change one world at the same time both get all their changes in."""
    running = [worker.submit(patch, CHANGES) for worker in workers]
    generations = {run.result() for run in running}
    assert len(store.records()["world-1"].patches) == 2 * CHANGES
    assert store.generation() in generations


@pytest.mark.skipif("fork" not in multiprocessing.get_all_start_methods(), reason="this system cannot fork")
@pytest.mark.filterwarnings("ignore:This process .* is multi-threaded:DeprecationWarning")
def test_a_forked_child_has_a_connection_of_its_own(store: SqliteStore) -> None:
    """A store that was in use before a fork works on both sides of it."""
    before = store.generation()
    child = multiprocessing.get_context("fork").Process(target=store.update, args=("world-1", patched))
    child.start()
    child.join()
    assert child.exitcode == 0
    assert store.generation() != before
    assert len(store.update("world-1", patched).patches) == 2
