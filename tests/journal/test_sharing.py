"""How exchanges get from where they are noted to whoever reads: by threads, processes and the store."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing
from pathlib import Path

import pytest

from mock_server.store import Entry, Store, StoreError, open_store
from mock_server.store.entry import MOST_ANSWERS
from mock_server.store.sqlite import SqliteStore
from mock_server.traffic.journal import Journal
from tests.conftest import Emulator
from tests.serving.started import started
from tests.store.records import world

Notes = Journal[str, str]


def worded(world_id: str, exchange: str, reply: str | None) -> Entry:
    return Entry(
        world=world_id,
        at=0,
        real=0,
        took=0,
        method="GET",
        scheme="http",
        host="h",
        path=exchange,
        status=200,
        answer=reply,
    )


def paths(journal: Notes, after: int = 0) -> list[str]:
    return [entry.path for entry in journal.entries("world-1", after)]


@pytest.fixture
def store() -> Iterator[Store]:
    with closing(open_store("memory")) as store:
        store.create(world())
        yield store


@pytest.fixture
def two(tmp_path: Path) -> Iterator[tuple[Notes, Notes]]:
    """The journals of two processes over one file."""
    with ExitStack() as stack:
        stores = [stack.enter_context(closing(SqliteStore(tmp_path / "worlds.db"))) for _ in range(2)]
        stores[0].create(world())
        yield Journal(stores[0], worded), Journal(stores[1], worded)
        time.sleep(0.1)  # their threads have written all by then, and leave the files alone


def test_what_was_noted_is_read(store: Store) -> None:
    """At once, in order, and once only."""
    journal: Notes = Journal(store, worded)
    for path in "abc":
        journal.note("world-1", path, path.upper())
    assert paths(journal) == ["a", "b", "c"]
    assert paths(journal, after=2) == ["c"]
    assert [entry.answer for entry in journal.entries("world-1")] == ["A", "B", "C"]


def test_answers_stay_with_their_exchanges(store: Store) -> None:
    """Those of the latest are kept, whether the journal was read before or not."""
    journal: Notes = Journal(store, worded)
    for number in range(MOST_ANSWERS + 3):
        journal.note("world-1", f"{number}", f"answer {number}")
        if number == 5:
            paths(journal)
    answers = [entry.answer for entry in journal.entries("world-1")]
    assert answers == [None] * 3 + [f"answer {number}" for number in range(3, MOST_ANSWERS + 3)]


def test_nothing_is_put_into_words_before_somebody_reads(store: Store) -> None:
    """In the memory of one process an exchange costs next to nothing."""
    done: list[str] = []

    def listed(world_id: str, exchange: str, reply: str | None) -> Entry:
        done.append(exchange)
        return worded(world_id, exchange, reply)

    journal: Notes = Journal(store, listed)
    journal.note("world-1", "a", "A")
    time.sleep(0.1)
    assert done == []


def test_a_world_that_is_gone_takes_its_exchanges_along(store: Store) -> None:
    """What was noted before comes back under no later world of the same id."""
    journal: Notes = Journal(store, worded)
    journal.note("world-1", "a", "A")
    store.delete("world-1")
    assert paths(journal) == []
    store.create(world(), "world-1")
    assert paths(journal) == []


def test_a_deleted_world_leaves_nothing_in_memory(fresh: Emulator) -> None:
    """Tests that make and delete worlds by the thousand do not fill it."""
    world = fresh.world(accounts=[{}], tokens=[{}])
    fresh.get("/me", token=world.tokens[0])
    world.delete()
    assert world.id not in fresh.engine.recorder.journal._noted


def test_others_see_what_was_answered_before_they_read(two: tuple[Notes, Notes]) -> None:
    """Right after it was noted, and nothing is lost or doubled."""
    ours, theirs = two
    for number in range(50):
        (ours, theirs)[number % 2].note("world-1", str(number), "")
        if number % 10 == 9:
            assert sorted(paths(ours), key=int) == [str(each) for each in range(number + 1)]


def test_what_one_forgets_all_forget(two: tuple[Notes, Notes]) -> None:
    """Also what another process had only noted."""
    ours, theirs = two
    theirs.note("world-1", "a", "")
    ours.forget("world-1")
    assert paths(theirs) == []


def test_under_load_the_rest_follows_when_there_is_less_to_do(
    two: tuple[Notes, Notes],
) -> None:
    """Thousands at once are all there soon after."""
    ours, theirs = two
    for number in range(3000):
        ours.note("world-1", str(number), "")
    time.sleep(0.5)
    assert len(paths(theirs)) == 3000


def test_the_oldest_go(two: tuple[Notes, Notes]) -> None:
    """However many processes write."""
    for journal in two:
        journal.most = 10
    for number in range(40):
        two[number % 2].note("world-1", str(number), "")
        time.sleep(0.002)
    left = paths(two[0])
    assert len(left) == 10
    assert min(map(int, left)) > 20


def test_threads_lose_nothing(store: Store) -> None:
    """Whoever notes while another one reads."""
    journal: Notes = Journal(store, worded)

    def note_and_read(number: int) -> list[str]:
        journal.note("world-1", str(number), "")
        return paths(journal, 10_000)

    with ThreadPoolExecutor(8) as threads:
        list(threads.map(note_and_read, range(400)))
    assert sorted(map(int, paths(journal))) == list(range(400))


def test_a_store_that_fails_stops_no_request(tmp_path: Path) -> None:
    """The journal goes on when the store works again."""
    with closing(SqliteStore(tmp_path / "worlds.db")) as store:
        store.create(world())
        journal: Notes = Journal(store, worded)

        def fails(*_: object) -> None:
            raise StoreError("locked")

        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(store, "write", fails)
            journal.note("world-1", "lost", "")
            time.sleep(0.1)
        journal.note("world-1", "kept", "")
        assert "kept" in paths(journal)
        time.sleep(0.1)


def test_workers_share_a_journal() -> None:
    """Whichever worker is asked knows what the others answered, and nothing that the start screen tried."""
    with started("--workers", "2") as emulator:
        asked = "/v23.0/17900000000000001/insights?metric=reach&access_token=EAAmock-reader"
        for _ in range(30):
            assert emulator.ask(asked)[0] == 200
        told = [json.loads(emulator.ask("/_mock/journal")[1])["entries"] for _ in range(4)]
        assert [len(entries) for entries in told] == [30] * 4


def test_what_was_just_answered_survives_the_end(tmp_path: Path) -> None:
    """A worker that is told to end writes what it noted."""
    store = f"sqlite:///{tmp_path}/worlds.db"
    with started("--store", store) as emulator:
        for _ in range(20):
            emulator.ask("/v23.0/me?access_token=EAAmock-reader")
        emulator.stopped()
    with closing(open_store(store)) as left:
        assert len(left.read("default", 0)) == 20
