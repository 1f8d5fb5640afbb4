"""Calls in a store: added up by slots, apart from worlds and their generation."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from mock_server.store import Store, open_store
from mock_server.store.sqlite import SqliteStore
from mock_server.store.usage import MOST_SLOTS, added
from tests.store.records import world

ONE, TWO, FOREIGN = ("shop", "user 1"), ("shop", "user 2"), ("other", "user 1")


@pytest.fixture(params=["memory", "sqlite"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    opened = open_store("memory" if request.param == "memory" else f"sqlite:///{tmp_path}/worlds.db")
    yield opened
    opened.close()


def test_calls_add_up(store: Store) -> None:
    """Whoever adds calls learns what is counted of the same budgets, and of no other."""
    store.count({ONE: {7: 2}, TWO: {7: 1}})
    assert store.count({ONE: {7: 1, 8: 5}}) == {ONE: {7: 3, 8: 5}}
    assert store.count({TWO: {}}) == {TWO: {7: 1}}


def test_counting_is_no_change_of_worlds(store: Store) -> None:
    """Nobody reads worlds anew because of a call."""
    before = store.generation()
    store.count({ONE: {7: 2}})
    store.forget_calls("shop")
    assert store.generation() == before


def test_a_world_is_forgotten_alone(store: Store) -> None:
    """Forgetting the calls of one world leaves those of others."""
    store.count({ONE: {7: 2}, TWO: {7: 1}, FOREIGN: {7: 4}})
    store.forget_calls("shop")
    assert store.count({ONE: {}, TWO: {}, FOREIGN: {}}) == {ONE: {}, TWO: {}, FOREIGN: {7: 4}}


def test_a_deleted_world_takes_its_calls_along(store: Store) -> None:
    """A world that is loaded anew under an old id begins with no calls."""
    store.create(world(), "shop")
    store.count({ONE: {7: 2}})
    store.delete("shop")
    assert store.count({ONE: {}}) == {ONE: {}}


def test_what_is_told_is_the_callers_own(store: Store) -> None:
    """Whoever was told may change it."""
    store.count({ONE: {7: 2}})[ONE].clear()
    assert store.count({ONE: {}}) == {ONE: {7: 2}}


def test_a_file_without_calls_is_given_the_table(tmp_path: Path) -> None:
    """A store of an earlier release goes on with its worlds."""
    path = tmp_path / "worlds.db"
    with closing(SqliteStore(path)) as store:
        created = store.create(world())
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("DROP TABLE calls")
    with closing(SqliteStore(path)) as store:
        assert store.count({ONE: {7: 2}}) == {ONE: {7: 2}}
        assert store.records() == {"world-1": created}


def test_of_very_many_slots_the_nearest_stay() -> None:
    """A clock that is moved about fills no memory, and loses nothing of the time that it shows."""
    counts: dict[int, int] = {}
    for slot in range(0, 10 * MOST_SLOTS, 5):
        counts = added(counts, {slot: 1})
    backwards = added(counts, {0: 1})
    forwards = added(backwards, {10 * MOST_SLOTS: 1})
    assert len(counts) == len(backwards) == len(forwards) == MOST_SLOTS
    assert 0 in backwards
    assert 0 not in forwards
