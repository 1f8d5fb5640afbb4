"""A world's clock, as a value."""

from __future__ import annotations

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mock_server.timeline.clock import EARLIEST, LATEST, Clock

NOON = 1_784_203_200  # 2026-07-16T12:00:00Z
REAL = 1_790_000_000.75

instants = st.integers(EARLIEST, LATEST)
real_times = st.floats(1_700_000_000, 2_000_000_000)
speeds = st.sampled_from([1.0, 0.5, 60.0, 100_000.0])
clocks = st.builds(Clock.standing, instants, speeds) | st.builds(Clock.running, instants, real_times, speeds)


@pytest.mark.parametrize(
    ("clock", "real", "now", "frozen"),
    [
        (Clock.standing(NOON), REAL, NOON, True),
        (Clock.standing(NOON), REAL + 3600, NOON, True),
        (Clock.running(NOON, REAL), REAL, NOON, False),
        (Clock.running(NOON, REAL), REAL + 0.24, NOON, False),
        (Clock.running(NOON, REAL), REAL + 0.25, NOON + 1, False),
        (Clock.running(NOON, REAL), REAL + 3600, NOON + 3600, False),
        (Clock.running(NOON, REAL), REAL - 60, NOON - 60, False),
        (Clock.running(NOON, REAL, 60), REAL + 0.5, NOON + 30, False),
        (Clock.running(NOON, REAL, 0.5), REAL + 3, NOON + 1, False),
        (Clock.running(LATEST, REAL), REAL + 3600, LATEST, False),
        (Clock.running(NOON, 8e9), REAL, EARLIEST, False),
    ],
)
def test_now(clock: Clock, real: float, now: int, *, frozen: bool) -> None:
    """A standing clock ignores real time; a running one ticks whenever a real second begins."""
    assert (clock.now(real), clock.frozen) == (now, frozen)


@given(real_times, real_times)
def test_a_clock_started_at_real_time_shows_real_time(started: float, real: float) -> None:
    """A world without a time of its own agrees with the machine's clock to the second."""
    assert Clock.running(int(started), started).now(real) == int(real)


@pytest.mark.parametrize("clock", [Clock.standing(NOON), Clock.running(NOON, REAL)], ids=["standing", "running"])
@pytest.mark.parametrize("frozen", [True, False, None])
@pytest.mark.parametrize("at", [NOON - 86_400, NOON + 86_400], ids=["back", "forwards"])
def test_moved_to(clock: Clock, at: int, *, frozen: bool | None) -> None:
    """A clock moves both ways, and runs or stands there as told, or as it did."""
    moved = clock.moved_to(at, REAL + 10, frozen=frozen)
    assert moved.now(REAL + 10) == at
    assert moved.frozen == (clock.frozen if frozen is None else frozen)


@given(clocks, st.integers(0, 10**9), real_times)
def test_advanced(clock: Clock, seconds: int, real: float) -> None:
    """Advancing adds exactly the seconds to what the clock shows, and leaves it running or standing."""
    target = clock.now(real) + seconds
    if EARLIEST <= target <= LATEST:
        advanced = clock.advanced(seconds, real)
        assert (advanced.now(real), advanced.frozen) == (target, clock.frozen)
    else:
        with pytest.raises(ValueError, match="2100"):
            clock.advanced(seconds, real)


@pytest.mark.parametrize("speed", [0, -1, 100_001, float("nan"), float("inf")])
def test_speeds_are_bounded(speed: float) -> None:
    """No clock stands still by its speed, runs backwards, or so fast that a second is worth years."""
    with pytest.raises(ValueError, match=r"from 0\.001 to 100000"):
        Clock.running(NOON, REAL, speed)


def test_a_pause_keeps_the_speed() -> None:
    """A clock that is stopped and let go runs on as fast as before, from where it stood."""
    stopped = Clock.running(NOON, REAL, 60).moved_to(NOON, REAL, frozen=True)
    assert stopped.moved_to(NOON, REAL + 9, frozen=False).now(REAL + 10) == NOON + 60


def test_advanced_refuses_to_go_back() -> None:
    """Only setting a clock moves it back."""
    with pytest.raises(ValueError, match=r"forwards only, not by -1 s"):
        Clock.standing(NOON).advanced(-1, REAL)


@pytest.mark.parametrize("at", [EARLIEST - 1, LATEST + 1, 0, 10**18])
def test_years_are_bounded(at: int) -> None:
    """No way of making a clock leads outside of 2010 to 2100."""
    with pytest.raises(ValueError, match="2010-01-01T00:00:00Z to 2100-12-31T23:59:59Z"):
        Clock.standing(at)
    with pytest.raises(ValueError, match="2010"):
        Clock.running(at, REAL)
    with pytest.raises(ValueError, match="2010"):
        Clock.standing(NOON).moved_to(at, REAL)
    with pytest.raises(msgspec.ValidationError, match="2010"):
        msgspec.json.decode(f'{{"at": {at}}}', type=Clock)


@given(clocks)
def test_a_clock_survives_json(clock: Clock) -> None:
    """A clock is stored as JSON and comes back equal."""
    assert msgspec.json.decode(msgspec.json.encode(clock), type=Clock) == clock
