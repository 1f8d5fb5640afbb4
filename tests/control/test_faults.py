"""/_mock/errors and /_mock/faults: what can go wrong, and arming it."""

from __future__ import annotations

from typing import Any

import pytest

from mock_server.catalogue.error_rows import ERRORS
from tests.conftest import ACCOUNT, NOW, PHOTO, READER, Emulator


def _arm(client: Emulator, value: object) -> list[dict[str, Any]]:
    reply = client.control("POST", "/faults", value)
    assert reply.status == 200, reply.body
    found: list[dict[str, Any]] = reply.json["faults"]
    return found


def test_errors_are_listed_in_the_words_of_each_host(client: Emulator) -> None:
    """Every row tells its name, texts, status, codes, fix, evidence, and what its texts leave open."""
    told = client.control("GET", "/errors").json
    rows = {row["name"]: row for row in told["errors"]}
    assert list(rows) == [row.name for row in ERRORS]
    window = rows["token_expired"]
    assert (window["code"], window["subcode"], window["grade"]) == (190, 463, "recorded")
    assert set(window["hosts"]) == {"graph.facebook.com", "graph.instagram.com"}
    facebook = window["hosts"]["graph.facebook.com"]
    assert (facebook["status"], facebook["type"]) == (400, "OAuthException")
    assert "Session has expired on {expired}" in facebook["message"]
    assert set(window["values"]) == {"expired", "now"}
    assert all(row["source"]["title"] and row["source"]["date"] and row["fix"] for row in rows.values())
    assert [effect["name"] for effect in told["effects"]] == ["drop", "truncate", "html_502"]


def test_a_fault_is_armed_told_and_taken_back(fresh: Emulator) -> None:
    """What was made comes back with its id and span, is listed, counted by health and world, and can be deleted."""
    [made] = _arm(fresh, {"error": "rate_limited_app", "times": 2, "match": {"path": "/me"}, "for": "PT1H"})
    assert made == {
        "id": "fault-1",
        "state": "armed",
        "begins": NOW,
        "ends": "2026-07-16T19:00:00Z",
        "struck": 0,
        "error": "rate_limited_app",
        "times": 2,
        "match": {"path": "/me"},
    }
    listed = fresh.control("GET", "/faults").json
    assert (listed["world"], listed["now"], listed["faults"]) == ("default", NOW, [made])
    assert fresh.control("GET", "/health").json["faults"] == 1
    assert fresh.control("GET", "/worlds/default").json["faults"] == 1
    assert fresh.control("DELETE", "/faults/fault-1").json["faults"] == []
    assert fresh.control("GET", "/health").json["faults"] == 0
    assert _arm(fresh, {"latency_ms": 5})[0]["id"] == "fault-2"


def test_faults_wait_and_expire_with_the_clock(fresh: Emulator) -> None:
    """The state of a fault is that of the world's time; one that is over is still listed."""
    _arm(fresh, [{"effect": "drop", "from": "PT1H", "until": "2026-07-16T20:00:00Z"}, {"latency_ms": 1, "for": "PT1M"}])

    def states() -> list[str]:
        return [fault["state"] for fault in fresh.control("GET", "/faults").json["faults"]]

    assert states() == ["waiting", "armed"]
    fresh.control("POST", "/clock/advance", {"by": "PT1H"})
    assert states() == ["armed", "expired"]
    assert fresh.control("GET", "/health").json["faults"] == 1
    fresh.control("POST", "/clock/advance", {"by": "PT1H"})
    assert states() == ["expired", "expired"]
    assert fresh.control("GET", "/health").json["faults"] == 0


def test_incidents_belong_together(fresh: Emulator) -> None:
    """The faults of an incident share its name, by which they are taken back together."""
    _arm(fresh, {"latency_ms": 1})
    made = _arm(fresh, {"incident": [{"at": "PT0S", "latency_ms": 900}, {"at": "PT5M", "effect": "html_502"}]})
    assert [(each["incident"], each["begins"], each["ends"]) for each in made] == [
        ("incident-2", NOW, "2026-07-16T18:05:00Z"),
        ("incident-2", "2026-07-16T18:05:00Z", None),
    ]
    left = fresh.control("DELETE", "/faults/incident-2").json["faults"]
    assert [each["id"] for each in left] == ["fault-1"]
    assert fresh.control("DELETE", "/faults").json["faults"] == []


def test_faults_are_a_worlds_own_and_reset_forgets_them(fresh: Emulator) -> None:
    """Another world has none, and a reset leaves none; ids start anew with it."""
    other = fresh.world()
    reply = fresh.control("POST", "/faults", {"error": "api_service"}, world=other.id)
    assert reply.json["world"] == other.id
    assert fresh.control("GET", "/faults").json["faults"] == []
    assert len(fresh.control("GET", "/faults", world=other.id).json["faults"]) == 1
    fresh.control("POST", "/reset", world=other.id)
    assert fresh.control("GET", "/faults", world=other.id).json["faults"] == []


@pytest.mark.parametrize(
    ("value", "path", "hint"),
    [
        ({"eror": "api_service"}, "eror", "did you mean error?"),
        ({"error": "api_servis"}, "error", "did you mean api_service?"),
        ({"error": 5}, "error", "a text"),
        ({"effect": "explode"}, "effect", "drop, html_502, truncate"),
        ({}, "", "an error, an effect or a latency_ms"),
        ({"times": 2}, "", "an error, an effect or a latency_ms"),
        ({"latency_ms": 0}, "", "an error, an effect or a latency_ms"),
        ({"latency_ms": 60_001}, "latency_ms", "60000"),
        ({"latency_ms": -1}, "latency_ms", "from 0"),
        ({"latency_ms": True}, "latency_ms", "true"),
        ({"error": "api_service", "effect": "drop"}, "effect", "either"),
        ({"error": "api_service", "times": 0}, "times", "from 1"),
        ({"error": "api_service", "times": 1.5}, "times", "1.5"),
        ({"error": "api_service", "times": 10**30}, "times", "1000000"),
        ({"error": "api_service", "every": 0}, "every", "from 1"),
        ({"error": "api_service", "probability": 0}, "probability", "above 0"),
        ({"error": "api_service", "probability": 1.1}, "probability", "up to 1"),
        ({"error": "api_service", "times": 1, "probability": 0.5}, "probability", "exclude"),
        ({"error": "api_service", "times": 1, "every": 2}, "every", "exclude"),
        ({"error": "api_service", "values": {"id": "1"}}, "values.id", "no place"),
        ({"error": "object_missing", "values": {"id": ["1"]}}, "values.id", "text or a number"),
        ({"error": "object_missing", "values": {"id": True}}, "values.id", "text or a number"),
        ({"error": "object_missing", "values": {"id": "1" * 1001}}, "values.id", "1000"),
        ({"error": "object_missing", "values": []}, "values", "a mapping"),
        ({"latency_ms": 1, "values": {"id": "1"}}, "values", "none is named"),
        ({"latency_ms": 1, "match": {"pth": "/me"}}, "match.pth", "did you mean path?"),
        ({"latency_ms": 1, "match": {"path": "me"}}, "match.path", "a path such as"),
        ({"latency_ms": 1, "match": {"path": "/me?x=1"}}, "match.path", "a path such as"),
        ({"latency_ms": 1, "match": {"metric": "reech"}}, "match.metric", "did you mean reach?"),
        ({"latency_ms": 1, "match": {"method": "GETT"}}, "match.method", "did you mean GET?"),
        ({"latency_ms": 1, "match": {"token": "EAAmock-raeder"}}, "match.token", "did you mean EAAmock-reader?"),
        ({"latency_ms": 1, "match": {"account": PHOTO}}, "match.account", "cannot be"),
        ({"latency_ms": 1, "match": {"account": "blue.bottle"}}, "match.account", "5 to 20 digits"),
        ({"latency_ms": 1, "match": {"host": "graph.facebok.com"}}, "match.host", "did you mean graph.facebook.com?"),
        ({"latency_ms": 1, "from": "soon"}, "from", "a time such as"),
        ({"latency_ms": 1, "from": "2101-01-01"}, "from", "2010 to 2100"),
        ({"latency_ms": 1, "from": "P99999D"}, "from", "2010 to 2100"),
        ({"latency_ms": 1, "for": "2026-07-16"}, "for", "a duration"),
        ({"latency_ms": 1, "for": "-PT1M"}, "for", "before it could strike"),
        ({"latency_ms": 1, "until": "2026-07-16T18:00:00Z"}, "until", "before it could strike"),
        ({"latency_ms": 1, "from": "PT2M", "until": "PT1M"}, "until", "before it could strike"),
        ({"latency_ms": 1, "for": "PT1M", "until": "PT1M"}, "for", "exclude"),
        ({"latency_ms": 1, "from": "PT1M", "at": "PT1M"}, "at", "exclude"),
        ([{"latency_ms": 1}, {"latency_ms": "1"}], "[1].latency_ms", "a whole number"),
        ([{"latency_ms": 1}, 7], "[1]", "expected a fault"),
        ([{"error": "api_servis"}], "[0].error", "api_service"),
        ([], "", "no fault"),
        ({"incident": []}, "incident", "no fault"),
        ({"incident": {"at": "PT1M"}}, "incident", "a list"),
        ({"incident": [{"latency_ms": 1}, {"effect": "dorp"}]}, "incident[1].effect", "drop"),
        ({"incident": [{"latency_ms": 1}], "times": 1}, "times", "unknown key"),
        ("api_service", "", "expected a fault"),
        (7, "", "expected a fault"),
        (None, "", "expected a fault"),
    ],
)
def test_mistakes_change_nothing(client: Emulator, value: object, path: str, hint: str) -> None:
    """A mistake is told with its place and what would be right, and not even the good half of a list is armed."""
    reply = client.control("POST", "/faults", value)
    assert reply.status == 400, reply.body
    assert reply.error["path"] == path
    assert hint in reply.error["message"], reply.error["message"]
    assert client.control("GET", "/faults").json["faults"] == []


@pytest.mark.parametrize("data", [b"{", b"\xff", b"[" * 100_000, b'{"error":NaN}', b'{"a":1,"a":2}', b"&a [*a]"])
def test_bodies_that_are_no_fault(client: Emulator, data: bytes) -> None:
    """Whatever cannot be read is refused in the promised form."""
    reply = client.control("POST", "/faults", data=data)
    assert reply.status == 400, reply.body
    assert set(reply.error) == {"message", "path", "allowed"}


def test_unknown_names_are_refused(client: Emulator) -> None:
    """A fault that is not there cannot be deleted, and a world that is not there has none."""
    assert client.control("DELETE", "/faults/fault-77").status == 404
    assert client.control("GET", "/faults", world="nowhere").status == 404
    assert client.control("POST", "/faults", {"latency_ms": 1}, world="nowhere").status == 404


def test_a_real_token_is_never_kept(client: Emulator) -> None:
    """A fault for a token of Meta's is refused without repeating it."""
    real = "EAA" + "Bq7xZ" * 12
    reply = client.control("POST", "/faults", {"latency_ms": 1, "match": {"token": real}})
    assert reply.status == 400
    assert real not in reply.body.decode()


@pytest.mark.parametrize("match", [{"account": ACCOUNT}, {"token": READER}, {"metric": "views"}, {"method": "post"}])
def test_what_may_be_matched(fresh: Emulator, match: dict[str, str]) -> None:
    """Accounts and tokens of the world, metrics of the catalogue and methods are taken; methods in any case."""
    [made] = _arm(fresh, {"latency_ms": 1, "match": match})
    assert made["match"] == {key: value.upper() if key == "method" else value for key, value in match.items()}
