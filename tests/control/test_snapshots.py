"""A world with all that became of it, as a file, and back."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from mock_server.engine.snapshots import VERSION
from tests.conftest import ACCOUNT, PHOTO, READER, Emulator, emulator

REAL = "EAAB" + "x1Y2z3" * 30


def take(emulator: Emulator, world: str = "default", **params: str) -> bytes:
    reply = emulator.control("GET", f"/worlds/{world}/snapshot", **params)
    assert reply.status == 200, reply.body
    return reply.body


def used(emulator: Emulator) -> None:
    """Leave traces of every kind in the served world."""
    emulator.control("PATCH", f"/worlds/default/media/{PHOTO}", {"insights": {"saved": 7}})
    emulator.control("POST", "/clock/advance", {"by": "PT3H"})
    emulator.control("POST", "/faults", {"error": "rate_limited_app", "times": 2, "match": {"metric": "views"}})
    exchange = {"grant_type": "fb_exchange_token", "fb_exchange_token": READER}
    app = {"client_id": "1000000000000001", "client_secret": "mock-app-secret"}
    assert emulator.get("/oauth/access_token", token=None, **exchange, **app).status == 200
    emulator.get("/me/permissions/email", method="DELETE")
    page = "EAAmock-page"
    emulator.get("/100000000000001/subscribed_apps", method="POST", token=page, subscribed_fields="messages")
    for _ in range(3):
        emulator.get(f"/v23.0/{PHOTO}/insights", metric="reach")


def seen(emulator: Emulator) -> list[Any]:
    """What a client and a tester see of the world."""
    numbers = emulator.get(f"/v23.0/{PHOTO}/insights", metric="reach,saved")
    return [
        numbers.json,
        emulator.control("GET", "/clock").json,
        emulator.control("GET", "/faults").json,
        emulator.get("/100000000000001/subscribed_apps", token="EAAmock-page").json,
        json.loads(take(emulator))["record"],
    ]


def test_a_round_trip_is_exact(fresh: Emulator) -> None:
    """All that is kept of a world comes back, calls and journal included."""
    used(fresh)
    before = take(fresh, journal="true")
    fresh.control("POST", "/reset")
    assert take(fresh, journal="true") != before
    assert fresh.control("PUT", "/worlds/default/snapshot", data=before).json["entries"] >= 3
    assert json.loads(take(fresh, journal="true")) == json.loads(before)


def test_what_was_told_stays_told(fresh: Emulator) -> None:
    """The clock of a world that was put back goes no further back than it did before."""
    told = fresh.control("POST", "/clock/advance", {"by": "P30D"}).json["settled"]
    before = take(fresh)
    elsewhere = emulator()
    elsewhere.control("PUT", "/worlds/default/snapshot", data=before)
    assert elsewhere.control("PUT", "/clock", {"now": "2026-07-16"}).status == 409
    assert elsewhere.control("PUT", "/clock", {"now": told[-1]["at"]}).status == 200


def test_a_world_goes_on_where_it_was(fresh: Emulator) -> None:
    """Clients see the same as before, although much has happened since."""
    used(fresh)
    file = take(fresh)
    before = seen(fresh)
    fresh.control("PATCH", f"/worlds/default/media/{PHOTO}", {"insights": {"saved": 9}})
    fresh.control("DELETE", "/faults")
    fresh.control("POST", "/clock/advance", {"by": "P3D"})
    assert seen(fresh) != before
    fresh.control("PUT", "/worlds/default/snapshot", data=file)
    assert seen(fresh) == before


def test_it_moves_to_another_emulator(fresh: Emulator, tmp_path: Any) -> None:
    """A file of one store is read by another kind of store."""
    world = fresh.world(accounts=[{}], tokens=[{}])
    fresh.get("/me", token=world.tokens[0])
    file = take(fresh, world.id, journal="true")
    other = emulator(store=f"sqlite:///{tmp_path}/worlds.db")
    made = other.control("POST", "/worlds", data=file)
    assert (made.status, made.json["id"], made.json["tokens"][0]["token"]) == (201, world.id, world.tokens[0])
    assert take(other, world.id, journal="true") == file


def test_the_journal_is_left_out_unless_it_is_wanted(fresh: Emulator) -> None:
    """And what is restored without one has none."""
    fresh.get("/me")
    assert json.loads(take(fresh))["journal"] == []
    fresh.control("PUT", "/worlds/default/snapshot", data=take(fresh))
    assert fresh.control("GET", "/journal").json["entries"] == []
    assert fresh.control("GET", "/worlds/default/snapshot", journal="maybe").error["path"] == "journal"


def test_numbers_of_the_journal_go_on(fresh: Emulator) -> None:
    """Who follows the journal by its numbers misses nothing after a restore."""
    fresh.get("/me")
    fresh.get("/me")
    fresh.control("PUT", "/worlds/default/snapshot", data=take(fresh, journal="true"))
    fresh.get("/me")
    assert [entry["number"] for entry in fresh.control("GET", "/journal").json["entries"]] == [1, 2, 3]


def test_counted_calls_come_back(fresh: Emulator) -> None:
    """Limits know what was called before the snapshot."""
    limits = {"enforced": True, "users": 1, "calls_per_user": 2}
    world = fresh.world(accounts=[{}], tokens=[{}], limits=limits)
    for _ in range(2):
        fresh.get("/me", token=world.tokens[0])
    file = take(fresh, world.id)
    fresh.control("POST", "/reset", world=world.id)
    assert fresh.get("/me", token=world.tokens[0]).status == 200
    fresh.control("PUT", f"/worlds/{world.id}/snapshot", data=file)
    assert fresh.get("/me", token=world.tokens[0]).rule == "rate_limited_user"


def test_a_snapshot_belongs_to_its_world(fresh: Emulator) -> None:
    """It is not restored over another one, nor added beside itself."""
    world = fresh.world(accounts=[{}], tokens=[{}])
    file = take(fresh)
    wrong = fresh.control("PUT", f"/worlds/{world.id}/snapshot", data=file)
    assert (wrong.status, wrong.error["path"]) == (400, "world")
    assert fresh.control("POST", "/worlds", data=file).status == 409
    assert fresh.control("GET", "/worlds/nowhere/snapshot").status == 404
    assert fresh.control("PUT", "/worlds/nowhere/snapshot", data=file).status == 404


def with_record(**changes: Any) -> Callable[[Any], Any]:
    return lambda tree: tree | {"record": tree["record"] | changes}


def delivery(**changes: Any) -> dict[str, Any]:
    plain = {"id": "delivery-1", "callback_url": "http://127.0.0.1:1/", "field": "story_insights", "about": ["1"]}
    return plain | {"body": "{}", "created_at": 0} | changes


def without(*path: Any) -> Callable[[Any], Any]:
    def change(tree: Any) -> Any:
        inner = tree
        for step in path[:-1]:
            inner = inner[step]
        del inner[path[-1]]
        return tree

    return change


def put(value: Any, *path: Any) -> Callable[[Any], Any]:
    def change(tree: Any) -> Any:
        inner = tree
        for step in path[:-1]:
            inner = inner[step]
        inner[path[-1]] = value
        return tree

    return change


@pytest.mark.parametrize(
    ("mangle", "path"),
    [
        (put(VERSION + 1, "snapshot"), "snapshot"),
        (put(1.0, "snapshot"), "snapshot"),
        (put("1", "snapshot"), "snapshot"),
        (without("snapshot"), "snapshot"),
        (without("record"), ""),
        (without("calls"), ""),
        (put(1, "colour"), ""),
        (put({}, "record"), "record"),
        (put(7, "record"), "record"),
        (without("record", "clock"), "record"),
        (without("record", "document"), "record"),
        (put("noon", "record", "clock", "at"), "record.clock.at"),
        (put(10**12, "record", "clock", "at"), "record.clock.at"),
        (put(5, "record", "clock", "at"), "record.clock"),
        (put(1, "record", "colour"), "record"),
        (put("world-7", "record", "id"), "record.id"),
        (put(["EAAmock-x"], "record", "tokens"), "record.tokens"),
        (put("red", "record", "document", "colour"), "record.document.colour"),
        (put("soon", "record", "document", "now"), "record.document.now"),
        (put("9", "record", "patches", 0, "media"), "record.patches.media"),
        (put(1, "record", "patches", 0, "colour"), "record.patches[0].colour"),
        (put("no_such_error", "record", "faults", 0, "error"), "record.faults[0].error"),
        (put("explode", "record", "faults", 0, "effect"), "record.faults[0].effect"),
        (put(-1, "record", "faults", 0, "latency_ms"), "record.faults[0].latency_ms"),
        (put(10**18, "record", "faults", 0, "latency_ms"), "record.faults[0].latency_ms"),
        (put(-1, "record", "faults", 0, "times"), "record.faults[0].times"),
        (put(2, "record", "faults", 0, "probability"), "record.faults[0].probability"),
        (put("zzz", "record", "faults", 0, "id"), "record.faults[0].id"),
        (put({"id": "fault-1", "begins": 0}, "record", "faults", 0), "record.faults[0]"),
        (put(-5, "record", "faults_armed"), "record.faults_armed"),
        (put(10**30, "record", "given_out"), "record.given_out"),
        (put([delivery(body="{")], "record", "deliveries"), "record.deliveries[0].body"),
        (put([delivery(body='"é"')], "record", "deliveries"), "record.deliveries[0].body"),
        (put([delivery(id="zzz")], "record", "deliveries"), "record.deliveries[0].id"),
        (put("king", "record", "issued", 0, "role"), "record.issued[0].role"),
        (put(-1, "record", "issued", 0, "issued_at"), "record.issued[0].issued_at"),
        (put("many", "calls", "platform x"), "calls[...]"),
        (put({"5": -1}, "calls", "platform x"), "calls.platform x"),
        (put("world-9", "journal", 0, "world"), "journal[0].world"),
        (put(1, "journal", 0, "colour"), "journal[0].colour"),
        (put(2**63, "journal", 0, "number"), "journal[0].number"),
        (put(10**18, "journal", 0, "at"), "journal[0].at"),
        (put(10**18, "journal", 0, "real"), "journal[0].real"),
        (put(REAL, "record", "issued", 0, "token"), ""),
    ],
)
def test_a_mangled_snapshot_is_refused_with_the_place(fresh: Emulator, mangle: Callable[[Any], Any], path: str) -> None:
    """And the world stays as it was."""
    used(fresh)
    before = take(fresh, journal="true")
    mangled = json.dumps(mangle(json.loads(before))).encode()
    reply = fresh.control("PUT", "/worlds/default/snapshot", data=mangled)
    assert reply.status == 400, reply.body
    assert reply.error["path"] == path, reply.error
    assert REAL.encode() not in reply.body
    assert take(fresh, journal="true") == before


@pytest.mark.parametrize("file", [b"", b"{", b"[]", b"7", b'{"snapshot":', b"\xff\xfe", b"[" * 100_000, b"{}"])
def test_what_is_no_snapshot_is_refused(client: Emulator, file: bytes) -> None:
    """Whatever the bytes are."""
    reply = client.control("PUT", "/worlds/default/snapshot", data=file)
    assert reply.status == 400
    assert reply.error["message"]


def test_a_mangled_snapshot_adds_no_world(fresh: Emulator) -> None:
    """What is refused leaves nothing behind."""
    world = fresh.world(accounts=[{}], tokens=[{}])
    tree = json.loads(take(fresh, world.id))
    world.delete()
    tree["record"]["clock"] = {}
    assert fresh.control("POST", "/worlds", data=json.dumps(tree).encode()).error["path"] == "record.clock"
    assert [each["id"] for each in fresh.control("GET", "/worlds").json["worlds"]] == ["default"]


def test_accounts_are_the_same_after_a_round_trip(fresh: Emulator) -> None:
    """The world's own file is still its file, and a reset leads back to it."""
    file = take(fresh)
    fresh.control("PUT", "/worlds/default/snapshot", data=file)
    told = fresh.control("POST", "/reset").json
    assert told["accounts"][0]["id"] == ACCOUNT
