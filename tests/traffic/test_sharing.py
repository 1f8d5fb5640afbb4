"""Processes that share a store share their counts: at once where limits are enforced, else within half a second."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing
from pathlib import Path

import pytest

from mock_server.store.sqlite import SqliteStore
from tests.traffic.making import NOW, READER, Calls, make_world, percent, subject

OPEN = make_world(users=1)
ENFORCED = make_world(enforced=True, users=1)
ME, APP = subject(OPEN, READER), subject(OPEN, "")


@pytest.fixture
def two(tmp_path: Path) -> Iterator[tuple[Calls, Calls]]:
    """Two processes' traffic over one file."""
    with ExitStack() as stack:
        stores = [stack.enter_context(closing(SqliteStore(tmp_path / "worlds.db"))) for _ in range(2)]
        yield Calls(stores[0]), Calls(stores[1])


def test_calls_are_told_within_half_a_second(two: tuple[Calls, Calls]) -> None:
    """Each process tells the other of its calls when half a second has passed, and learns of the other's."""
    ours, theirs = two
    for calls in two:
        calls(OPEN, ME, calls=20)
        calls(OPEN, ME, calls=20)
    assert percent(ours(OPEN, ME, calls=0)) < 40
    for calls in (*two, ours):
        calls.real += 0.5
        calls(OPEN, ME, calls=0)
    assert percent(ours(OPEN, ME, calls=0)) == percent(theirs(OPEN, ME, calls=0)) == 40


def test_a_process_that_nobody_calls_any_more_tells_of_its_calls(two: tuple[Calls, Calls]) -> None:
    """Whoever hands over tells all that it counted, without a call and without time passing; once is enough."""
    ours, theirs = two
    for _ in range(3):
        ours(OPEN, ME, calls=10)
    assert _counted(theirs) == 10
    for _ in range(2):
        ours.traffic.hand_over()
        assert _counted(theirs) == 30
    assert ours.traffic._meters == {}


def test_handing_over_nothing_writes_nothing(tmp_path: Path) -> None:
    """A beat of an idle process leaves the file to the others."""
    with closing(SqliteStore(tmp_path / "worlds.db")) as store:
        calls = Calls(store)
        calls(OPEN, ME)
        calls.traffic.hand_over()
        with closing(sqlite3.connect(tmp_path / "worlds.db", isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            calls.traffic.hand_over()


def _counted(calls: Calls) -> int:
    return sum(sum(counts.values()) for counts in calls.traffic.counted("w").values())


def test_nothing_is_counted_twice(two: tuple[Calls, Calls]) -> None:
    """What was told once is not told again."""
    ours, theirs = two
    for _ in range(10):
        ours.real += 0.3
        theirs.real += 0.4
        ours(OPEN, ME)
        theirs(OPEN, ME)
    ours.real, theirs.real = 2_000.0, 2_000.0
    assert [percent(calls(OPEN, ME, calls=0)) for calls in (ours, theirs, ours)][1:] == [10, 10]


def test_budgets_are_told_together(two: tuple[Calls, Calls]) -> None:
    """A call against one budget tells, and learns, what was called against the others."""
    ours, theirs = two
    for calls in two:
        calls(OPEN, APP, calls=60)
        calls(OPEN, APP, calls=20)
        calls(OPEN, APP)
        calls.real += 0.5
        calls(OPEN, ME)
    assert percent(theirs(OPEN, APP, calls=0)) == 81
    ours(OPEN, APP)
    ours.real += 0.5
    ours(OPEN, ME)
    assert percent(ours(OPEN, APP, calls=0)) == 81


def test_enforced_limits_are_exact(two: tuple[Calls, Calls]) -> None:
    """Of 300 calls by two processes in no time exactly 200 go through."""
    tolls = [calls(ENFORCED, ME) for _ in range(150) for calls in two]
    assert [toll.refusal is None for toll in tolls] == [True] * 200 + [False] * 100


def test_a_process_that_starts_late_knows_what_was_called(tmp_path: Path) -> None:
    """Counts survive the process that made them."""
    with closing(SqliteStore(tmp_path / "worlds.db")) as store:
        Calls(store)(OPEN, ME, calls=100)
    with closing(SqliteStore(tmp_path / "worlds.db")) as store:
        assert percent(Calls(store)(OPEN, ME, calls=0)) == 50


def test_a_reset_reaches_the_other_process(two: tuple[Calls, Calls]) -> None:
    """What one process forgets, the other one does not remember for long."""
    ours, theirs = two
    for calls in two:
        calls(OPEN, ME, calls=100)
    ours.traffic.forget("w")
    theirs.real += 0.5
    assert percent(theirs(OPEN, ME, calls=2)) == 1


def test_real_time_that_goes_back_stops_nothing(two: tuple[Calls, Calls]) -> None:
    """A machine whose clock is set back still tells its calls."""
    ours, theirs = two
    ours(OPEN, ME, calls=20)
    ours(OPEN, ME, calls=21)
    ours.real -= 100
    ours(OPEN, ME, calls=0)
    assert percent(theirs(OPEN, ME, calls=0)) == 20


def test_threads_lose_no_call() -> None:
    """Calls by many threads at once all count."""
    calls = Calls()
    calls.traffic._real = time.time
    with ThreadPoolExecutor(8) as threads:
        list(threads.map(lambda _: calls(OPEN, ME), range(160)))
    assert percent(calls(OPEN, ME, NOW, 0)) == 80


def test_idle_meters_are_let_go_of() -> None:
    """A process keeps no world alive for calls that ended."""
    calls = Calls()
    for number in range(50):
        world = make_world(f"world-{number}")
        calls(world, subject(world, READER))
    for _ in range(2):
        calls.real += 0.5
        calls(OPEN, ME, calls=20)
    assert list(calls.traffic._meters) == [("w", ME.name)]
    assert percent(calls(OPEN, ME, calls=0)) == 20
