"""A world's clock over HTTP: how it goes, what falls due while it moves, and what it refuses."""

from __future__ import annotations

from typing import Any

import pytest

from mock_server.app import create_app
from mock_server.settings import Settings
from tests.conftest import NOW, Emulator, IsolatedWorld, Reply

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
    fresh.control("PUT", "/clock", {"now": "2026-07-15", "speed": 100})
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


def test_a_clock_goes_anywhere_before_anything_was_told(fresh: Emulator) -> None:
    """Loading a world settles nothing: five years back, and forward again, what falls due is told."""
    world = fresh.world(now="2026-07-16T18:00:00Z", accounts=[{"media": []}])
    assert _set(world, "2021-07-16").json["settled"] == []
    assert _named(world.advance("P1461D")["settled"], "metric_retired")


def test_no_way_back_behind_what_was_told(fresh: Emulator) -> None:
    """What a move told has happened: 409 names the last of it and the cure, and the clock stays where it is."""
    world = fresh.world(now="2025-04-20T00:00:00Z", accounts=[{"media": []}])
    *_, last = world.advance("P2D")["settled"]
    refused = _set(world, "2025-04-20")
    assert (refused.status, refused.error["path"]) == (409, "now")
    assert all(text in refused.error["message"] for text in (last["event"], last["what"], last["at"], "/_mock/reset"))
    assert fresh.control("GET", "/clock", world=world.id).json["now"] == "2025-04-22T00:00:00Z"


def test_back_to_the_last_thing_that_was_told(fresh: Emulator) -> None:
    """The way back ends there, to the second; nothing is told twice on the way forward."""
    world = fresh.world(now="2025-04-20T00:00:00Z", accounts=[{"media": []}])
    *_, last = world.advance("P2D")["settled"]
    assert _set(world, last["at"]).json["settled"] == []
    assert world.advance("P1D")["settled"] == []
    assert _set(world, "2025-04-20T23:59:59Z").status == 409


def test_a_reset_opens_the_way_back(fresh: Emulator) -> None:
    """A world that is put back to its file has nothing behind it, and the same falls due again."""
    world = fresh.world(now="2025-04-20T00:00:00Z", accounts=[{"media": []}])
    there = world.advance("P2D")["settled"]
    fresh.control("POST", "/reset", world=world.id)
    assert _set(world, "2025-04-19").status == 200
    assert world.advance("P3D")["settled"] == there


def test_a_request_of_another_time_is_no_move(fresh: Emulator) -> None:
    """X-Mock-Now goes where the clock does not any more."""
    world = fresh.world(now="2025-04-20T00:00:00Z", accounts=[{"media": [{"media_product_type": "REELS"}]}])
    [reel] = world.media
    world.advance("P2D")
    for now, status in (("2025-04-20", 200), ("2025-04-22", 400)):
        asked = world.get(reel, version="v21.0", metric="plays", headers={"X-Mock-Now": now})
        assert asked.status == status


@pytest.mark.parametrize(
    ("method", "path", "body"),
    [
        ("PUT", "/clock", {"now": "99999-01-01T00:00:00Z"}),
        ("PUT", "/clock", {"now": "2101-01-01"}),
        ("POST", "/clock/advance", {"to": "99999-01-01"}),
        ("POST", "/clock/advance", {"by": "P36500000D"}),
        ("POST", "/worlds", {"now": "99999-01-01"}),
        ("POST", "/faults", {"error": "api_service", "until": "99999-01-01"}),
    ],
)
def test_times_that_no_clock_shows(fresh: Emulator, method: str, path: str, body: object) -> None:
    """A time beyond the years of the clock is refused with these years, and nothing moves."""
    refused = fresh.control(method, path, body)
    assert refused.status == 400
    assert all(year in refused.error["message"] for year in ("2010", "2100"))
    assert fresh.control("GET", "/clock").json["now"] == NOW


def _set(world: IsolatedWorld, now: str) -> Reply:
    return world.emulator.control("PUT", "/clock", {"now": now}, world=world.id)


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
