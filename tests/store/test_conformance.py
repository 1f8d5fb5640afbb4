"""What every store promises; each test runs against each store."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from msgspec.structs import replace

from mock_server.store import Entry, Snapshot, Store, Taken, UnknownWorld, WorldRecord, open_store
from mock_server.timeline.clock import Clock
from tests.store.records import NOW, patched, world

TOKEN = "EAAmock-reader"


@pytest.fixture(params=["memory", "sqlite"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    opened = open_store("memory" if request.param == "memory" else f"sqlite:///{tmp_path}/worlds.db")
    yield opened
    opened.close()


def with_tokens(*tokens: str) -> Callable[[WorldRecord], WorldRecord]:
    return lambda record: replace(record, tokens=tokens)


def failing(_: object) -> WorldRecord:
    raise ZeroDivisionError


def test_a_new_store_is_empty(store: Store) -> None:
    """Nothing is in a store before it is put there."""
    assert store.records() == {}


def test_create_returns_what_is_kept(store: Store) -> None:
    """A created world comes back whole, and the store keeps the same."""
    created = store.create(world(TOKEN))
    assert replace(created, revision=0) == world(TOKEN)("world-1")
    assert store.records() == {"world-1": created}


def test_records_are_listed_oldest_first(store: Store) -> None:
    """Changing a world does not move it."""
    for wanted in ("b", None, "a"):
        store.create(world(), wanted)
    store.update("b", patched)
    assert list(store.records()) == ["b", "world-1", "a"]


def test_records_are_the_callers_own(store: Store) -> None:
    """Whoever asked for the records may change the dictionary."""
    store.create(world())
    store.records().clear()
    assert list(store.records()) == ["world-1"]


@pytest.mark.parametrize("wanted", [None, "world-2"], ids=["numbered", "wanted"])
def test_a_number_never_comes_back(store: Store, wanted: str | None) -> None:
    """The id of a deleted world goes to no other world that nobody named."""
    store.create(world())
    store.delete(store.create(world(), wanted).id)
    assert store.create(world()).id == "world-3"


@pytest.mark.parametrize("wanted", ["shop", "world-0", "world-07", "world-9999999999999999999999", "my-world-5"])
def test_other_ids_do_not_disturb_the_numbers(store: Store, wanted: str) -> None:
    """Only an id that the numbering could reach moves it on."""
    assert store.create(world(), wanted).id == wanted
    assert store.create(world()).id == "world-1"


def test_a_failed_create_uses_no_number(store: Store) -> None:
    """A world that could not be made leaves no trace."""
    with pytest.raises(ZeroDivisionError):
        store.create(failing)
    assert store.create(world()).id == "world-1"


@pytest.mark.parametrize(
    ("make", "wanted", "kind", "value"),
    [
        (world(), "shop", "id", "shop"),
        (world("EAAmock-new", TOKEN), None, "token", TOKEN),
        (world(app_id="4711"), None, "app_id", "4711"),
    ],
    ids=["id", "token", "app_id"],
)
def test_create_refuses_what_is_taken(
    store: Store, make: Callable[[str], WorldRecord], wanted: str | None, kind: str, value: str
) -> None:
    """Two worlds never share an id, a token or an app id; the refusal names it and changes nothing."""
    store.create(world(TOKEN, app_id="4711"), "shop")
    before = store.generation(), store.records()
    with pytest.raises(Taken) as refusal:
        store.create(make, wanted)
    assert (refusal.value.kind, refusal.value.value) == (kind, value)
    assert (store.generation(), store.records()) == before


def test_update_refuses_what_is_taken(store: Store) -> None:
    """A world cannot grow into another one's token."""
    store.create(world(TOKEN))
    store.create(world())
    before = store.generation(), store.records()
    with pytest.raises(Taken, match="another world has this token already"):
        store.update("world-2", with_tokens("EAAmock-new", TOKEN))
    assert (store.generation(), store.records()) == before


def test_a_refusal_does_not_spell_out_the_token(store: Store) -> None:
    """Texts of exceptions and records end in logs, where tokens do not belong."""
    created = store.create(world(TOKEN))
    with pytest.raises(Taken) as refusal:
        store.create(world(TOKEN))
    assert TOKEN not in f"{refusal.value} {refusal.value!r} {created!r}"


def test_a_dropped_token_is_free(store: Store) -> None:
    """What a world gives up, another one may take; what it keeps stays its own."""
    store.create(world(TOKEN, "EAAmock-kept"))
    store.update("world-1", with_tokens("EAAmock-kept"))
    assert store.create(world(TOKEN)).tokens == (TOKEN,)
    with pytest.raises(Taken):
        store.create(world("EAAmock-kept"))


def test_a_deleted_world_frees_all_that_was_its_own(store: Store) -> None:
    """After a deletion the same world can be loaded again."""
    store.create(world(TOKEN, app_id="4711"), "shop")
    store.delete("shop")
    assert store.records() == {}
    assert store.create(world(TOKEN, app_id="4711"), "shop").tokens == (TOKEN,)


def test_update_replaces_the_world(store: Store) -> None:
    """A change builds on the world as it is and is kept as a whole."""
    store.create(world(TOKEN))
    store.update("world-1", patched)
    changed = store.update("world-1", lambda record: replace(patched(record), clock=Clock.standing(NOW)))
    assert (len(changed.patches), changed.clock, changed.tokens) == (2, Clock.standing(NOW), (TOKEN,))
    assert store.records() == {"world-1": changed}


def test_the_store_decides_id_and_revision(store: Store) -> None:
    """A change cannot rename a world or set its revision back."""
    created = store.create(world())
    changed = store.update("world-1", lambda record: replace(record, id="other", revision=0))
    assert changed.id == "world-1"
    assert changed.revision > created.revision
    assert list(store.records()) == ["world-1"]


def test_a_failed_change_changes_nothing(store: Store) -> None:
    """An exception in a change reaches the caller and leaves the world alone."""
    store.create(world())
    before = store.generation(), store.records()
    with pytest.raises(ZeroDivisionError):
        store.update("world-1", failing)
    assert (store.generation(), store.records()) == before


def test_an_unknown_world_is_named(store: Store) -> None:
    """Who changes or deletes a world that is not there learns its id."""
    with pytest.raises(UnknownWorld, match="there is no world 'world-1'"):
        store.update("world-1", patched)
    with pytest.raises(UnknownWorld) as refusal:
        store.delete("world-1")
    assert refusal.value.world_id == "world-1"


def test_every_change_shows_in_the_generation(store: Store) -> None:
    """Creating, updating and deleting make a new generation; reading does not."""
    seen = [store.generation()]
    for change in (
        lambda: store.create(world()),
        lambda: store.update("world-1", patched),
        lambda: store.update("world-1", patched),
        lambda: store.delete("world-1"),
    ):
        change()
        seen.append(store.generation())
        store.records()
        assert store.generation() == seen[-1]
    assert len(set(seen)) == 5


def test_a_revision_stands_for_one_content(store: Store) -> None:
    """A world that is deleted and made anew under the same id has a new revision."""
    revisions = []
    for _ in range(3):
        revisions.append(store.create(world(), "shop").revision)
        revisions.append(store.update("shop", patched).revision)
        store.delete("shop")
    assert len(set(revisions)) == 6


def test_threads_lose_no_change(store: Store) -> None:
    """Changes by many threads at once all count."""
    store.create(world())
    with ThreadPoolExecutor(8) as threads:
        list(threads.map(lambda _: store.update("world-1", patched), range(100)))
    assert len(store.records()["world-1"].patches) == 100


def _snapshot(record: WorldRecord, *entries: Entry) -> Snapshot:
    return Snapshot(record, {"user 1": {7: 2}}, entries)


def _entry(world_id: str, number: int) -> Entry:
    return Entry(
        number=number,
        world=world_id,
        at=NOW,
        real=NOW,
        took=5,
        method="GET",
        scheme="https",
        host="graph.facebook.com",
        path="/me",
        status=200,
    )


def test_a_world_is_put_back_in_one_piece(store: Store) -> None:
    """Record, calls and journal replace all that was kept, and the generation is a new one."""
    before = store.create(world(TOKEN))
    store.update("world-1", with_tokens("EAAmock-other"))
    store.count({("world-1", "user 1"): {7: 5}, ("world-1", "user 2"): {7: 1}})
    store.write([_entry("world-1", 0)], 100)
    generation = store.generation()
    restored = store.restore(_snapshot(before, _entry("world-1", 41), _entry("world-1", 42)), 1, new=False)
    assert store.records() == {"world-1": restored}
    assert replace(restored, revision=0) == replace(before, revision=0)
    assert restored.revision != before.revision
    assert store.generation() != generation
    assert store.counted("world-1") == {"user 1": {7: 2}}
    assert [entry.number for entry in store.read("world-1", 0)] == [42]


def test_a_world_that_cannot_be_put_back_leaves_all_as_it_was(store: Store) -> None:
    """A token of another world, an id that is taken and one that is missing are refused, and nothing is changed."""
    ours, theirs = store.create(world(TOKEN)), store.create(world("EAAmock-other"))
    store.count({("world-1", "user 1"): {7: 5}})
    store.write([_entry("world-1", 0)], 100)
    generation = store.generation()
    for record, new, refusal in (
        (replace(ours, tokens=theirs.tokens), False, Taken),
        (ours, True, Taken),
        (replace(ours, id="gone", app_id="gone", tokens=()), False, UnknownWorld),
    ):
        with pytest.raises(refusal):
            store.restore(_snapshot(record), 100, new=new)
    assert store.records() == {"world-1": ours, "world-2": theirs}
    assert store.counted("world-1") == {"user 1": {7: 5}}
    assert [entry.number for entry in store.read("world-1", 0)] == [1]
    assert store.generation() == generation


def test_a_world_that_comes_back_keeps_its_number(store: Store) -> None:
    """The next world that nobody names is numbered above it, and it may write its journal on."""
    made = store.restore(_snapshot(world(TOKEN)("world-7"), _entry("world-7", 3)), 100, new=True)
    assert made.id == "world-7"
    assert store.create(world()).id == "world-8"
    store.write([_entry("world-7", 0)], 100)
    assert [entry.number for entry in store.read("world-7", 0)] == [3, 4]
