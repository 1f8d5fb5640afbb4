"""Percentages rise with the calls and fall with the clock."""

from __future__ import annotations

import pytest

from mock_server.catalogue.hosts import FACEBOOK, INSTAGRAM
from tests.traffic.making import (
    ACCOUNT,
    DAY,
    HOUR,
    IG_TOKEN,
    NOW,
    OTHER,
    READER,
    Calls,
    make_world,
    percent,
    subject,
)

WORLD = make_world(users=1)  # 200 calls an hour
ME = subject(WORLD, READER)


def test_each_call_counts() -> None:
    """Two calls of 200 are one per cent, and only whole ones are told."""
    calls = Calls()
    assert [percent(calls(WORLD, ME)) for _ in range(5)] == [0, 1, 1, 2, 2]


def test_each_id_counts() -> None:
    """A request for fifty ids is fifty calls."""
    calls = Calls()
    assert percent(calls(WORLD, ME, calls=50)) == 25
    assert percent(calls(WORLD, ME)) == 25
    assert percent(calls(WORLD, ME)) == 26


def test_many_calls_count_as_one_by_one() -> None:
    """However calls are bundled, the same number of them is the same percentage."""
    calls = Calls()
    for _ in range(99):
        calls(WORLD, ME)
    assert percent(calls(WORLD, ME)) == percent(Calls()(WORLD, ME, calls=100)) == 50


def test_a_hundred_per_cent_is_the_most() -> None:
    """Where limits are not enforced calls go on, and the percentage stays."""
    calls = Calls()
    tolls = [calls(WORLD, ME, calls=199), calls(WORLD, ME), calls(WORLD, ME, calls=500), calls(WORLD, ME)]
    assert [percent(toll) for toll in tolls] == [99, 100, 100, 100]
    assert [toll.refusal for toll in tolls] == [None] * 4


def test_beyond_a_hundred_per_cent_nothing_is_weighed() -> None:
    """A busy world that enforces nothing pays no more for a call than before."""
    calls = Calls()
    calls(WORLD, ME, calls=500)
    assert calls.traffic._meters["w", ME.name].room > 10**9


def test_the_hour_rolls() -> None:
    """Calls of an hour ago are gone, those since then are not."""
    calls = Calls()
    calls(WORLD, ME, NOW, 20)
    calls(WORLD, ME, NOW + HOUR // 2, 40)
    assert percent(calls(WORLD, ME, NOW + HOUR - 1, 0)) == 30
    assert percent(calls(WORLD, ME, NOW + HOUR, 0)) == 20
    assert percent(calls(WORLD, ME, NOW + 2 * HOUR, 0)) == 0


def test_the_day_rolls() -> None:
    """An account's calls leave after 24 hours."""
    calls, photo = Calls(impressions=10), subject(WORLD, READER, ACCOUNT)
    calls(WORLD, photo, NOW, 24_000)
    assert percent(calls(WORLD, photo, NOW + DAY - 1, 0)) == 50
    assert percent(calls(WORLD, photo, NOW + DAY, 0)) == 0


def test_a_clock_that_is_set_back() -> None:
    """Calls of the future are not seen, and are there again when it comes."""
    calls = Calls()
    calls(WORLD, ME, NOW, 20)
    assert percent(calls(WORLD, ME, NOW - HOUR, 10)) == 5
    assert percent(calls(WORLD, ME, NOW, 0)) == 10


def test_one_request_elsewhere_in_time_changes_nothing() -> None:
    """A request with a time of its own neither sees nor loses what is counted now."""
    calls = Calls()
    for _ in range(19):
        calls(WORLD, ME)
    assert percent(calls(WORLD, ME, NOW + 10 * DAY)) == 0
    assert percent(calls(WORLD, ME)) == 10


def test_both_hosts_count_the_same_calls() -> None:
    """An account has one budget, told in the keys of either host."""
    calls = Calls(impressions=10)
    here, there = subject(WORLD, READER, ACCOUNT, FACEBOOK), subject(WORLD, IG_TOKEN, ACCOUNT, INSTAGRAM)
    calls(WORLD, here, calls=240)
    toll = calls(WORLD, there, calls=240)
    assert toll.headers == (("x-app-usage", '{"call_volume":1,"cpu_time":1}'),)
    assert percent(calls(WORLD, here)) == 1


def test_accounts_and_worlds_are_apart() -> None:
    """Calls of one account, person or world are nobody else's."""
    calls, other = Calls(), make_world("other", users=1)
    calls(WORLD, ME, calls=100)
    calls(WORLD, subject(WORLD, READER, ACCOUNT), calls=24_000)
    assert percent(calls(WORLD, subject(WORLD, READER, OTHER), calls=0)) == 0
    assert percent(calls(WORLD, subject(WORLD, "EAAmock-page", "", words="business_discovery"), calls=0)) == 0
    assert percent(calls(other, subject(other, READER), calls=0)) == 0
    assert percent(calls(WORLD, ME, calls=0)) == 50


def test_a_reset_counts_from_nothing() -> None:
    """A world that is forgotten starts anew, others go on."""
    calls, other = Calls(), make_world("other", users=1)
    calls(WORLD, ME, calls=100)
    calls(other, ME, calls=100)
    calls.traffic.forget("w")
    assert percent(calls(WORLD, ME, calls=0)) == 0
    assert percent(calls(other, ME, calls=0)) == 50


def test_a_changed_world_is_measured_again() -> None:
    """More users make a larger budget at once."""
    calls = Calls()
    calls(WORLD, ME, calls=100)
    assert percent(calls(make_world(users=2), ME, calls=0)) == 25


def test_impressions_are_asked_once_an_hour() -> None:
    """Numbers are computed when they are needed, and again in the next hour."""
    calls, photo = Calls(impressions=10), subject(WORLD, READER, ACCOUNT)
    for second in range(0, HOUR, 7):
        calls(WORLD, photo, NOW + second, 400)
    assert calls.asked == [(ACCOUNT, NOW)]
    calls(WORLD, photo, NOW + HOUR)
    assert calls.asked == [(ACCOUNT, NOW), (ACCOUNT, NOW + HOUR)]


def test_impressions_are_not_asked_for_people() -> None:
    """A person's budget follows the number of people alone."""
    calls = Calls()
    calls(WORLD, ME)
    assert calls.asked == []


@pytest.mark.parametrize("impressions", [10, 20])
def test_more_impressions_are_more_calls(impressions: int) -> None:
    """The same calls are a smaller part of a larger budget."""
    calls = Calls(impressions=impressions)
    assert percent(calls(WORLD, subject(WORLD, READER, ACCOUNT), calls=24_000)) == 500 // impressions
