"""Rolling windows: what they hold, and when they have room again."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from mock_server.catalogue.allowances import INSTAGRAM, USER
from mock_server.catalogue.model import Allowance
from mock_server.traffic.window import returns_at, slot_of, spent
from tests.traffic.making import DAY, HOUR, NOW

ALLOWANCES = st.sampled_from([INSTAGRAM, USER])
# Slots before and after the one of NOW, further than any window reaches.
AROUND = st.dictionaries(st.integers(-150, 150), st.integers(1, 50), max_size=20)


def placed(around: dict[int, int], allowance: Allowance) -> dict[int, int]:
    """Counts whose slots are told from now."""
    return {slot_of(allowance, NOW) + slot: number for slot, number in around.items()}


def test_an_hour_and_a_day() -> None:
    """A person's window is an hour of minutes, an account's a day of quarters of an hour."""
    assert (USER.slots, USER.window, INSTAGRAM.slots, INSTAGRAM.window) == (60, HOUR, 96, DAY)


def test_calls_leave_the_window_when_their_time_is_over() -> None:
    """What was called in a minute is gone when that minute is an hour ago, and not before."""
    counts = {slot_of(USER, NOW): 7}
    assert spent(counts, USER, NOW + HOUR - 1) == 7
    assert spent(counts, USER, NOW + HOUR) == 0


def test_a_clock_that_is_set_back_does_not_see_the_future() -> None:
    """Calls of a later time do not count at an earlier one."""
    assert spent({slot_of(USER, NOW): 7}, USER, NOW - 1) == 0


@given(AROUND, ALLOWANCES, st.integers(1, 60))
def test_room_returns_exactly_then(around: dict[int, int], allowance: Allowance, allowed: int) -> None:
    """At the instant that is told there is room, a second before there is none."""
    counts = {slot: number for slot, number in placed(around, allowance).items() if slot <= slot_of(allowance, NOW)}
    at = returns_at(counts, allowance, NOW, allowed)
    assert spent(counts, allowance, at) < allowed
    assert at == NOW or spent(counts, allowance, at - 1) >= allowed
