"""Journals in the store; each test runs against each store."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from mock_server.store import Entry, Store, open_store
from mock_server.store.entry import MOST_ANSWERS
from tests.store.records import NOW, world

MANY = 1000


@pytest.fixture(params=["memory", "sqlite"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    opened = open_store("memory" if request.param == "memory" else f"sqlite:///{tmp_path}/worlds.db")
    opened.create(world(), "shop")
    yield opened
    opened.close()


def entry(path: str = "/me", *, world_id: str = "shop", number: int = 0, answer: str | None = None) -> Entry:
    return Entry(
        number=number,
        world=world_id,
        at=NOW,
        real=NOW * 1_000_000,
        took=5,
        method="GET",
        scheme="https",
        host="graph.facebook.com",
        path=path,
        status=200,
        left_out={"saved": "unavailable"},
        headers=(("ETag", '"x"'),),
        answer=answer,
    )


def numbers(store: Store, after: int = 0) -> list[int]:
    return [each.number for each in store.read("shop", after)]


def test_entries_come_back_whole_and_numbered(store: Store) -> None:
    """In the order in which they were written."""
    store.write([entry("/a", answer="Ä"), entry("/b")], MANY)
    store.write([entry("/c")], MANY)
    assert store.read("shop", 0) == [
        entry("/a", number=1, answer="Ä"),
        entry("/b", number=2),
        entry("/c", number=3),
    ]
    assert numbers(store, after=2) == [3]


def test_writing_is_no_change_of_worlds(store: Store) -> None:
    """Nobody compiles a world anew because of its journal."""
    before = store.generation(), store.records()
    store.write([entry()], MANY)
    assert (store.generation(), store.records()) == before


def test_the_oldest_entries_go(store: Store) -> None:
    """Numbers go on."""
    for _ in range(3):
        store.write([entry(), entry()], 3)
    assert numbers(store) == [4, 5, 6]


@pytest.mark.parametrize("at_once", [1, MOST_ANSWERS + 5])
def test_answers_of_the_latest_are_kept(store: Store, at_once: int) -> None:
    """The others stay entries without an answer."""
    entries = [entry(answer=str(each)) for each in range(MOST_ANSWERS + 5)]
    for first in range(0, len(entries), at_once):
        store.write(entries[first : first + at_once], MANY)
    answers = [each.answer for each in store.read("shop", 0)]
    assert answers == [None] * 5 + [str(each) for each in range(5, MOST_ANSWERS + 5)]


def test_given_numbers_are_kept(store: Store) -> None:
    """As those of a journal that is put back; the next one follows."""
    store.write([entry(number=7), entry(number=9)], MANY)
    store.write([entry()], MANY)
    assert numbers(store) == [7, 9, 10]


def test_journals_are_apart(store: Store) -> None:
    """Each world has its own, and numbers of its own."""
    store.create(world("EAAmock-b"), "other")
    store.write([entry(), entry(world_id="other"), entry()], MANY)
    store.forget_entries("shop")
    store.write([entry()], MANY)
    assert numbers(store) == [1]
    assert [each.number for each in store.read("other", 0)] == [1]


def test_a_deleted_world_has_no_journal(store: Store) -> None:
    """Nor does it get one by entries that come late."""
    store.write([entry()], MANY)
    store.delete("shop")
    store.write([entry()], MANY)
    store.create(world(), "shop")
    assert numbers(store) == []


def test_counts_are_told_by_budget(store: Store) -> None:
    """Those of one world."""
    store.create(world("EAAmock-b"), "other")
    store.count({("shop", "a"): {1: 2}, ("shop", "b"): {5: 1}, ("other", "a"): {1: 9}})
    assert store.counted("shop") == {"a": {1: 2}, "b": {5: 1}}
    store.forget_calls("shop")
    assert store.counted("shop") == {}
