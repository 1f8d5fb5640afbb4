"""A world's clock over HTTP: how it goes, what falls due while it moves, and what it refuses."""

from __future__ import annotations

from typing import Any

import pytest

from mock_server.app import create_app
from mock_server.settings import Settings
from tests.conftest import NOW, Emulator

_FIRST = 1_800_000_000.0  # 2027-01-15T08:00:00Z


def _running(real: list[float]) -> Emulator:
    return Emulator(create_app(Settings(now="real"), real=lambda: real[0]))


def _named(settled: Any, name: str) -> list[tuple[str, str]]:
    return [(each["at"], each["what"]) for each in settled if each["event"] == name]


def test_a_scaled_clock() -> None:
    """With a speed the clock runs that much faster, goes on at it after a pause, and keeps what it showed."""
    real = [_FIRST]
    served = _running(real)
    assert served.control("PUT", "/clock", {"speed": 60}).json["speed"] == 60
    real[0] += 10.5
    assert served.control("GET", "/clock").json["now"] == "2027-01-15T08:10:30Z"
    served.control("PUT", "/clock", {"frozen": True})
    real[0] += 100
    told = served.control("GET", "/clock").json
    assert (told["now"], told["frozen"], told["speed"]) == ("2027-01-15T08:10:30Z", True, 60)
    served.control("PUT", "/clock", {"frozen": False})
    real[0] += 1
    assert served.control("GET", "/clock").json["now"] == "2027-01-15T08:11:30Z"
    served.control("PUT", "/clock", {"speed": 0.5})
    real[0] += 60
    assert served.control("GET", "/clock").json["now"] == "2027-01-15T08:12:00Z"


def test_a_speed_sets_a_standing_clock_going(fresh: Emulator) -> None:
    """A speed for a clock that stands means that it runs, unless it is told to stand."""
    assert fresh.control("PUT", "/clock", {"speed": 60}).json["frozen"] is False
    told = fresh.control("PUT", "/clock", {"now": NOW, "speed": 10, "frozen": True}).json
    assert (told["now"], told["frozen"], told["speed"]) == (NOW, True, 10)


def test_what_a_clock_tells_sets_it(fresh: Emulator) -> None:
    """What GET tells can be put back as it is."""
    told = fresh.control("GET", "/clock").json
    del told["world"]
    fresh.control("PUT", "/clock", {"now": "2026-08-01", "speed": 100})
    assert fresh.control("PUT", "/clock", told).status == 200
    assert fresh.control("GET", "/clock").json == told | {"world": "default"}


def test_back_to_real_time() -> None:
    """`now: real` shows real time and runs with it."""
    real = [_FIRST]
    served = _running(real)
    served.control("PUT", "/clock", {"now": "2025-04-22", "frozen": True})
    told = served.control("PUT", "/clock", {"now": "real", "speed": 1}).json
    assert (told["now"], told["frozen"]) == ("2027-01-15T08:00:00Z", False)


def test_a_fast_clock_ends_at_the_end_of_its_years() -> None:
    """Where the years end, the clock stays, and answers go on."""
    real = [_FIRST]
    served = _running(real)
    served.control("PUT", "/clock", {"speed": 100_000})
    real[0] += 10**9
    assert served.control("GET", "/clock").json["now"] == "2100-12-31T23:59:59Z"
    assert served.get("/v25.0/me").status < 500


def test_delayed_data_appear(fresh: Emulator) -> None:
    """A world that delays its data tells when the first numbers of each media are there, written or generated."""
    post = {"id": "17900000000008001", "created_at": "-PT1H"}
    story = {"id": "17900000000008002", "created_at": "-PT2H", "media_product_type": "STORY"}
    old = {"id": "17900000000008003", "created_at": "-P9D"}
    world = fresh.world_of_media(post, story, old, data_delay="PT6H")
    assert world.get(post["id"], metric="reach").json["data"] == []
    settled = world.advance("PT10H")["settled"]
    assert _named(settled, "data_appeared") == [
        ("2026-07-16T22:00:00Z", story["id"]),
        ("2026-07-16T23:00:00Z", post["id"]),
    ]
    assert world.get(post["id"], metric="reach").names == ["reach"]


def test_usage_falls(fresh: Emulator) -> None:
    """When counted calls leave their window, the budget is named once, with the time of the last."""
    world = fresh.world(accounts=[{"media": []}])
    assert world.advance("PT3H")["settled"] == []
    for _ in range(3):
        world.get(world.account, metric="reach", period="day")
    world.advance("PT20H")
    settled = world.advance("PT20H")["settled"]
    assert [what for _, what in _named(settled, "usage_fell")] == [f"instagram {world.account}"]
    assert _named(world.advance("P9D")["settled"], "usage_fell") == []


def test_faults_end(fresh: Emulator) -> None:
    """A fault that lasts for a time is told when its time is over."""
    world = fresh.world(accounts=[{"media": []}])
    fault = {"error": "unknown_error", "for": "PT1H"}
    assert fresh.control("POST", "/faults", fault, world=world.id).status == 200
    [(at, _)] = _named(world.advance("PT2H")["settled"], "fault_ended")
    assert at == "2026-07-16T19:00:00Z"


@pytest.mark.parametrize("by", ["PT0S", "P1D", "P30D"])
def test_a_busy_world_moves_in_bounded_time_and_length(fresh: Emulator, by: str) -> None:
    """However much falls due, the list is bounded."""
    account = {"generate": {"feed": 1_000_000, "stories_per_day": 1_000, "since": "2020-01-01"}}
    world = fresh.world(accounts=[account], data_delay="PT1H")
    assert len(world.advance(by)["settled"]) <= 1_000
