"""Faults at work: when they strike, whom, in which order, and exactly as often as they were asked to."""

from __future__ import annotations

import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from mock_server.catalogue.error_rows import ERRORS
from mock_server.catalogue.hosts import FACEBOOK, HOSTS
from mock_server.catalogue.model import ErrorRow, Host
from mock_server.graph.refusal import Refused, holes_of, render
from mock_server.store import Store, WorldRecord, open_store
from mock_server.traffic.arming import armed, disarmed
from mock_server.traffic.error_values import named, refusal_of
from mock_server.traffic.faults import MOST_LATENCY, Approach, Faults, Strike, is_below
from mock_server.world.errors import WorldError
from tests.store.records import world as record_of
from tests.traffic.making import ACCOUNT, HOUR, NOW, READER, make_world

_WORLD = make_world()
_ASKED = Approach("w", 1, NOW, "GET", ("/v25.0/me", "/me"), (FACEBOOK.name,), READER, ("reach",), (ACCOUNT,))


@pytest.fixture(params=["memory", "sqlite"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    """A store with one world."""
    opened = open_store("memory" if request.param == "memory" else f"sqlite:///{tmp_path}/worlds.db")
    opened.create(record_of(READER), "w")
    yield opened
    opened.close()


def _arm(store: Store, *faults: dict[str, Any]) -> WorldRecord:
    return store.update("w", lambda record: armed(record, list(faults), _WORLD, NOW))


def _struck(store: Store, approach: Approach = _ASKED) -> Strike | None:
    """What strikes a request, with the faults as they are stored at this moment."""
    return Faults(store).strike(store.records()["w"].faults, approach)


def _row(strike: Strike | None) -> str:
    return strike.refusal.row.name if strike and strike.refusal else ""


def test_without_conditions_every_request_is_struck(store: Store) -> None:
    """A fault that names no number strikes until it is taken back."""
    _arm(store, {"error": "api_service"})
    assert [_row(_struck(store)) for _ in range(3)] == ["api_service"] * 3
    store.update("w", lambda record: disarmed(record, "fault-1"))
    assert _struck(store) is None


def test_the_next_times_and_no_more(store: Store) -> None:
    """A counted fault is spent with its last strike, and then costs no look at the store."""
    _arm(store, {"error": "api_service", "times": 2})
    assert [_row(_struck(store)) for _ in range(4)] == ["api_service", "api_service", "", ""]
    [fault] = store.records()["w"].faults
    assert fault.spent
    assert Faults(store).told("w", [fault]) == {"fault-1": 2}


def test_every_third_is_struck(store: Store) -> None:
    """Of requests that the fault is meant for, each third one is struck."""
    _arm(store, {"error": "api_service", "every": 3})
    assert [bool(_struck(store)) for _ in range(7)] == [False, False, True, False, False, True, False]
    assert Faults(store).told("w", store.records()["w"].faults) == {"fault-1": 2}


def test_chance_is_the_same_again(store: Store) -> None:
    """Probability follows the seed of the world: a replay agrees, another seed differs, and the share is right."""

    def run(seed: int) -> list[bool]:
        store.forget_calls("w")
        return [bool(_struck(store, _ASKED._replace(seed=seed))) for _ in range(200)]

    _arm(store, {"error": "api_service", "probability": 0.3})
    first = run(1)
    assert 30 < sum(first) < 90
    assert run(2) != first
    assert run(1) == first
    assert Faults(store).told("w", store.records()["w"].faults) == {"fault-1": sum(first)}


def test_strikes_are_exact_when_many_ask_at_once(tmp_path: Path) -> None:
    """Three connections to one file, as three workers have them, strike five times together and not once more."""
    url = f"sqlite:///{tmp_path}/worlds.db"
    stores = [open_store(url) for _ in range(3)]
    stores[0].create(record_of(READER), "w")
    _arm(stores[0], {"error": "api_service", "times": 5})
    faults = stores[0].records()["w"].faults
    with ThreadPoolExecutor(6) as pool:
        struck = list(pool.map(lambda n: Faults(stores[n % 3]).strike(faults, _ASKED) is not None, range(60)))
    assert sum(struck) == 5
    for each in stores:
        each.close()


def test_the_order_of_arming_decides(store: Store) -> None:
    """The first fault that strikes answers; the next gets its turn when the first is spent."""
    _arm(store, {"error": "api_service", "times": 1}, {"effect": "drop", "times": 1})
    first, second = _struck(store), _struck(store)
    assert first
    assert second
    assert (first.faults, _row(first), first.effect) == (("fault-1",), "api_service", None)
    assert (second.faults, second.refusal, second.effect) == (("fault-2",), None, "drop")


def test_a_delay_lets_the_request_go_on(store: Store) -> None:
    """Delays add up, to a minute at most, and what answers comes behind them."""
    _arm(store, {"latency_ms": 1500}, {"error": "api_service", "latency_ms": 200}, {"latency_ms": 9000})
    strike = _struck(store)
    assert strike
    assert (strike.faults, strike.latency, _row(strike)) == (("fault-1", "fault-2"), 1.7, "api_service")
    store.update("w", lambda record: disarmed(record, None))
    _arm(store, {"latency_ms": 60_000}, {"latency_ms": 60_000})
    strike = _struck(store)
    assert strike
    assert (strike.latency, strike.refusal, strike.effect) == (MOST_LATENCY, None, None)


@pytest.mark.parametrize(
    ("match", "other"),
    [
        ({"path": "/me"}, {"paths": ("/v25.0/media", "/media")}),
        ({"path": "/v25.0"}, {"paths": ("/v24.0/me", "/me")}),
        ({"path": "*/m[e]"}, {"paths": ("/v25.0/media", "/media")}),
        ({"metric": "reach"}, {"metrics": ("views",)}),
        ({"method": "get"}, {"method": "POST"}),
        ({"token": READER}, {"token": "EAAmock-page"}),
        ({"account": ACCOUNT}, {"accounts": ()}),
        ({"host": "graph.facebook.com"}, {"hosts": ("graph.instagram.com",)}),
    ],
)
def test_only_requests_that_match_are_struck_and_counted(
    store: Store, match: dict[str, str], other: dict[str, Any]
) -> None:
    """A request that a fault is not meant for passes, and does not use it up."""
    _arm(store, {"error": "api_service", "times": 1, "match": match})
    assert _struck(store, _ASKED._replace(**other)) is None
    assert _row(_struck(store)) == "api_service"


def test_batches_meet_effects_and_their_requests_errors(store: Store) -> None:
    """An error strikes one request of a batch; a connection that drops takes the whole batch with it."""
    _arm(store, {"error": "api_service", "match": {"path": "/me"}}, {"effect": "drop"})
    inside, whole = _struck(store, _ASKED._replace(in_batch=True)), _struck(store, _ASKED._replace(is_batch=True))
    assert inside
    assert whole
    assert (_row(inside), inside.effect) == ("api_service", None)
    assert (_row(whole), whole.effect) == ("", "drop")


def test_faults_begin_and_end_on_the_worlds_clock(store: Store) -> None:
    """A fault strikes from its beginning up to but without its end; a clock that is set back meets it again."""
    _arm(store, {"error": "api_service", "from": "PT10M", "for": "PT5M"})
    at = {seconds: bool(_struck(store, _ASKED._replace(now=NOW + seconds))) for seconds in (0, 599, 600, 899, 900, 700)}
    assert at == {0: False, 599: False, 600: True, 899: True, 900: False, 700: True}


def test_an_incident_goes_from_one_effect_to_the_next(store: Store) -> None:
    """What names no end of its own lasts until the next begins; the last lasts until it is taken back."""
    incident = {
        "incident": [
            {"latency_ms": 50},
            {"at": "PT5M", "effect": "html_502"},
            {"at": "PT5M", "error": "api_service", "until": "PT1H"},
            {"at": "PT10M", "error": "rate_limited_app"},
        ]
    }
    store.update("w", lambda record: armed(record, incident, _WORLD, NOW))
    spans = [(fault.begins - NOW, fault.ends and fault.ends - NOW) for fault in store.records()["w"].faults]
    assert spans == [(0, 300), (300, 600), (300, HOUR), (600, None)]
    seen = [_struck(store, _ASKED._replace(now=NOW + minutes * 60)) for minutes in (0, 5, 10, 60)]
    assert [each.effect if each else "" for each in seen] == [None, "html_502", None, None]
    assert [_row(each) for each in seen] == ["", "", "api_service", "rate_limited_app"]
    store.update("w", lambda record: disarmed(record, "incident-1"))
    assert store.records()["w"].faults == ()


def test_what_is_over_is_forgotten_later(store: Store) -> None:
    """Of faults that are over the latest fifty are kept, and a hundred may be alive."""
    for _ in range(70):
        _arm(store, {"error": "api_service", "for": "PT1S"})
        store.update("w", lambda record: armed(record, {"latency_ms": 1, "for": "PT1M"}, _WORLD, NOW + HOUR))
        store.update("w", lambda record: disarmed(record, record.faults[-1].id))
    assert len(store.records()["w"].faults) <= 51
    store.update("w", lambda record: disarmed(record, None))
    _arm(store, *[{"error": "api_service"}] * 100)
    with pytest.raises(WorldError, match="at most 100 faults"):
        _arm(store, {"error": "api_service"})
    assert len(store.records()["w"].faults) == 100


def test_faults_survive_a_restart(tmp_path: Path) -> None:
    """A file keeps faults and how often they have struck."""
    url = f"sqlite:///{tmp_path}/worlds.db"
    first = open_store(url)
    first.create(record_of(READER), "w")
    _arm(first, {"error": "api_service", "times": 2, "match": {"path": "/me"}, "for": "PT1H"})
    assert _struck(first)
    before = first.records()["w"].faults
    first.close()
    second = open_store(url)
    assert second.records()["w"].faults == before
    assert [bool(_struck(second)) for _ in range(2)] == [True, False]
    second.close()


@pytest.mark.parametrize("host", HOSTS, ids=lambda host: host.name)
@pytest.mark.parametrize("row", ERRORS, ids=lambda row: row.name)
def test_every_error_can_be_asked_for_by_name(row: ErrorRow, host: Host) -> None:
    """Each row is worded on each host, with nothing left open, with no more than its name."""
    refusal = named(f" {row.name.upper()} ", {})
    rendered = render(refusal, host, "trace")
    error = json.loads(rendered.body)["error"]
    assert (refusal.row, error["code"], error.get("error_subcode")) == (row, row.code, row.subcode)
    texts = error["message"], refusal.fix
    assert [hole for hole in holes_of(row) if any(f"{{{hole}}}" in text for text in texts)] == []


def test_texts_speak_of_the_request() -> None:
    """What is given fills a text first, then what the request tells, then a sample."""
    known = {"id": "17900000000000001", "verb": "post", "unused": "x"}
    assert refusal_of("object_missing", {}, {}, "").values["id"] == "17900000000000099"
    assert refusal_of("object_missing", {}, known, "").values == {"id": "17900000000000001", "verb": "post"}
    assert refusal_of("object_missing", {"id": "5"}, known, "").values == {"id": "5", "verb": "post"}


@pytest.mark.parametrize(
    ("text", "near"),
    [("rate_limited_ap", "did you mean rate_limited_app?"), ("", "/_mock/errors"), ("x" * 100_000, "/_mock/errors")],
)
def test_an_unknown_name_is_refused_with_a_known_one(text: str, near: str) -> None:
    """The header's own error says where the names are, and if possible which one was meant."""
    with pytest.raises(Refused) as refused:
        named(text, {})
    assert refused.value.refusal.row.name == "mock_header_invalid"
    assert near in refused.value.refusal.values["allowed"]


@pytest.mark.parametrize(
    ("path", "pattern", "below"),
    [
        ("/me", "/me", True),
        ("/me/accounts", "/me", True),
        ("/media", "/me", False),
        ("/me/accounts", "/me/", True),
        ("/17900000000000001/insights", "*/insights", True),
        ("/17900000000000001/insights", "/179*", True),
        ("/17900000000000001", "/1790000000000000[12]", True),
        ("/17900000000000003", "/1790000000000000[12]", False),
        ("/", "/", True),
        ("/me", "/", True),
    ],
)
def test_paths(path: str, pattern: str, below: bool) -> None:  # noqa: FBT001 - what is expected
    """A path stands for itself and all below it, a pattern for what it fits."""
    assert is_below(path, pattern) is below


def test_a_hostile_pattern_takes_no_time() -> None:
    """Many stars against a long path are done at once."""
    assert not is_below("/" + "a" * 5000, "/" + "*a" * 90 + "*b")
