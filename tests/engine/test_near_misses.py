"""What a client may have meant, told by explain, the journal and the log, and never on the wire."""

from __future__ import annotations

import logging
import time
from typing import Any

import pytest

from mock_server.engine.nearness import nearly
from mock_server.world.identity import app_scoped_id
from tests.conftest import ACCOUNT, FACEBOOK, INSTAGRAM, PHOTO, READER, Emulator

PAGE = "100000000000001"


def meant(emulator: Emulator, object_id: str = PHOTO, edge: str = "/insights", **params: Any) -> list[str]:
    """What the journal says about a request."""
    reply = emulator.get(f"/v23.0/{object_id}{edge}", **({"metric": "reach"} | params))
    assert b"did you mean" not in reply.body
    found: list[str] = emulator.control("GET", "/journal").json["entries"][-1]["did_you_mean"]
    return found


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ({"metric": "reahc"}, "metric 'reahc': did you mean reach?"),
        ({"metric": "reach,Likes"}, "metric 'Likes': did you mean likes?"),
        ({"metric": "impresions"}, "did you mean impressions (impressions was retired on"),
        ({"metric": "online_followers"}, "did you mean to ask the account that posted it?"),
        ({"period": "lifetme"}, "period 'lifetme': did you mean lifetime?"),
        ({"breakdown": "action_typ"}, "breakdown 'action_typ': did you mean action_type?"),
        ({"edge": "/insight"}, "edge 'insight': did you mean insights?"),
        ({"object_id": "17900000000000119"}, "did you mean the instagram media 17900000000000019?"),
        ({"object_id": ACCOUNT, "metric": "reach", "period": "days28"}, "period 'days28': did you mean days_28?"),
        ({"object_id": ACCOUNT, "metric": "saved", "period": "day"}, "did you mean to ask one of its media?"),
        ({"object_id": ACCOUNT, "period": "day", "metric_type": "totl_value"}, "did you mean total_value?"),
        ({"object_id": ACCOUNT, "period": "day", "timeframe": "last_30_day"}, "did you mean last_30_days?"),
        ({"object_id": "17841400000000011"}, f"did you mean the instagram account {ACCOUNT}?"),
        ({"object_id": "17841400000000000"}, "JavaScript rounds numbers of this size"),
        ({"object_id": "blue.bottle", "edge": ""}, f"did you mean the account {ACCOUNT}? This is its username"),
        ({"object_id": PAGE}, f"did you mean the account {ACCOUNT}? This is its Facebook Page"),
        ({"host": "graph.facebok.com"}, "host 'graph.facebok.com': did you mean graph.facebook.com?"),
        ({"host": "api.instagram.con:443"}, "did you mean api.instagram.com?"),
        ({"token": "IGAAmock-reader", "host": FACEBOOK}, "did you mean to ask graph.instagram.com"),
    ],
    ids=str,
)
def test_near_misses_are_told(fresh: Emulator, asked: dict[str, Any], told: str) -> None:
    """Each with what was probably meant."""
    assert any(told in miss for miss in meant(fresh, **asked)), meant(fresh, **asked)


@pytest.mark.parametrize(
    "asked",
    [
        {},
        {"metric": "qwertyuiop"},
        {"token": "something-else-entirely"},
        {"token": None},
        {"object_id": "5" * 17},
        {"host": "127.0.0.1:8080"},
        {"host": "example.org"},
        {"metric": "plays"},
    ],
    ids=str,
)
def test_what_is_right_or_far_off_is_no_near_miss(fresh: Emulator, asked: dict[str, Any]) -> None:
    """Nothing is guessed where there is nothing to guess."""
    assert meant(fresh, **asked) == []


@pytest.mark.parametrize(
    ("sent", "told"),
    [
        ("EAAmock-reeder", "differs in one place"),
        ("EAAmock-readre", "differs in one place"),
        ("EAAmock-reade", "differs in one place"),
        ('"EAAmock-reader"', "stands in blanks or quotes"),
        ("eaamock-READER", "has other capital letters"),
    ],
)
def test_a_token_is_described_and_never_spelt_out(fresh: Emulator, sent: str, told: str) -> None:
    """Its kind, its world and what it sees will do."""
    [miss] = meant(fresh, token=sent)
    assert told in miss
    assert "facebook_user token of the world default" in miss
    assert READER not in miss


def test_an_id_within_the_app_is_known_on_the_other_host(fresh: Emulator) -> None:
    """graph.facebook.com knows none of them."""
    world = fresh.engine.worlds.served().world
    scoped = app_scoped_id(world, world.accounts[0])
    assert f"did you mean the account {ACCOUNT}?" in meant(fresh, scoped)[0]


def test_a_generated_media_is_found_too(fresh: Emulator) -> None:
    """Although its id stands nowhere."""
    world = fresh.world(accounts=[{"generate": {"feed": 50, "reels": 0, "stories_per_day": 0}}])
    right = world.media[0]
    wrong = right[:-1] + str((int(right[-1]) + 5) % 10)
    assert world.get(wrong, metric="reach").status == 400
    [entry] = fresh.control("GET", "/journal", world=world.id).json["entries"]
    assert any(right in miss for miss in entry["did_you_mean"])


def test_what_the_token_does_not_see_is_not_told(fresh: Emulator) -> None:
    """A near miss gives away no object of somebody else."""
    told = meant(fresh, "17841400000000011", token="EAAmock-one-account")
    assert told == ["id '17841400000000011': did you mean the instagram account 17841400000000002?"]


def test_explain_tells_them(fresh: Emulator) -> None:
    """Beside the fix; without one there is no key for it."""
    url = f"/v23.0/{PHOTO}/insights?metric=reahc&access_token={READER}"
    assert fresh.control("GET", "/explain", url=url).json["did_you_mean"] == ["metric 'reahc': did you mean reach?"]
    assert "did_you_mean" not in fresh.control("GET", "/explain", url=url.replace("reahc", "reach")).json


def test_the_log_tells_them(fresh: Emulator, caplog: pytest.LogCaptureFixture) -> None:
    """To whoever listens at level INFO, without a token."""
    with caplog.at_level(logging.INFO, "insights_mock"):
        fresh.get(f"/v23.0/{PHOTO}/insights", metric="reahc")
        fresh.get(f"/v23.0/{PHOTO}/insights", metric="reach", token="EAAmock-reeder")
    assert "metric 'reahc': did you mean reach?" in caplog.text
    assert "EAAmock-reeder" not in caplog.text


def test_they_are_found_in_bounded_time(fresh: Emulator) -> None:
    """However long and odd the request is."""
    names = ",".join("reac" * 500 + str(number) for number in range(200))
    began = time.perf_counter()
    meant(fresh, metric=names)
    meant(fresh, "1" * 5000)
    meant(fresh, token="EAAmock-" + "x" * 5000)
    meant(fresh, host="graph." * 2000 + "com")
    meant(fresh, ids=",".join(str(17_841_400_000_000_100 + number) for number in range(50)), edge="", object_id="")
    assert time.perf_counter() - began < 5


@pytest.mark.parametrize(
    ("sent", "known", "near"),
    [
        ("token", "token", False),
        ("tokem", "token", True),
        ("toke", "token", True),
        ("tokens", "token", True),
        ("otken", "token", True),
        ("tokne", "token", True),
        ("tokes1", "token", False),
        ("ten", "token", False),
        ("abc", "abd", False),
        ("ntoke", "token", False),
    ],
)
def test_nearly_means_one_place(sent: str, known: str, near: bool) -> None:  # noqa: FBT001  a row of the table
    """One character more, less or another, or two that changed places."""
    assert nearly(sent, known) is nearly(known, sent) is near


def test_the_dialects_agree(fresh: Emulator) -> None:
    """graph.instagram.com has the same near misses."""
    assert meant(fresh, token="IGAAmock-reader", host=INSTAGRAM, metric="reahc") == meant(fresh, metric="reahc")
