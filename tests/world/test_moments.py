"""Times as people write them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mock_server.world.moments import (
    EARLIEST,
    LATEST,
    Duration,
    Instant,
    Moment,
    format_duration,
    format_instant,
    parse_duration,
    parse_instant,
)
from tests.world.making import START


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2026-07-16T18:00:00Z", START),
        ("2026-07-16T20:00:00+02:00", START),
        ("2026-07-16T20:00:00+0200", START),
        ("2026-07-16 18:00:00Z", START),
        ("2026-07-16t18:00:00z", START),
        ("2026-07-16T18:00:00.999Z", START),
        ("2026-07-16T18:00", START),
        ("2026-07-16", START - 18 * 3600),
    ],
)
def test_instant(text: str, moment: int) -> None:
    """An instant has any offset; without one it is UTC, and a date alone is its midnight."""
    assert parse_instant(text) == moment


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("PT25H", 90_000),
        ("P10D", 864_000),
        ("PT3H30M", 12_600),
        ("-PT3H", -10_800),
        ("+PT1S", 1),
        ("P1W", 604_800),
        ("P1DT1M", 86_460),
        ("PT0S", 0),
    ],
)
def test_duration(text: str, seconds: int) -> None:
    """A duration is made of weeks, days, hours, minutes and seconds, and may be negative."""
    assert parse_duration(text) == seconds


@pytest.mark.parametrize(
    "text",
    [
        "",
        "now",
        "2026",
        "2026-02-30",
        "2026-07-16T25:00:00Z",
        "2009-12-31",
        "2101-01-01",
        "20260716",
        "2026-W29-4",
        "٢٠٢٦-07-16",
    ],
)
def test_no_instant(text: str) -> None:
    """What is no instant of the years 2010 to 2100 is a ValueError."""
    with pytest.raises(ValueError, match=r"expected a time|no such time|2010 to 2100"):
        parse_instant(text)


@pytest.mark.parametrize("text", ["", "P", "PT", "P1M", "P1Y", "3H", "PT1.5H", "P1H", "--PT1H", "P1DT", "PT\u0663H"])
def test_no_duration(text: str) -> None:
    """What is no duration of fixed length is a ValueError."""
    with pytest.raises(ValueError, match="expected a duration"):
        parse_duration(text)


@given(st.integers(EARLIEST, LATEST))
def test_instants_come_back(moment: int) -> None:
    """An instant that is written reads back."""
    assert parse_instant(format_instant(moment)) == moment


@given(st.integers(-(10**9), 10**9))
def test_durations_come_back(seconds: int) -> None:
    """A duration that is written reads back."""
    assert parse_duration(format_duration(seconds)) == seconds


@pytest.mark.parametrize(
    ("text", "moment"), [("-PT3H", START - 10_800), ("P1D", START + 86_400), ("2026-07-16", 1_784_160_000)]
)
def test_moment(text: str, moment: int) -> None:
    """A time of a world file is an instant or counts from the world's start."""
    assert Moment.parse(text).at(START) == moment


def test_relative_times_stay_in_bounds() -> None:
    """A duration may not lead out of the years of worlds."""
    with pytest.raises(ValueError, match="2010 to 2100"):
        Moment.parse("-P9000D").at(START)


def test_equal_moments() -> None:
    """An instant and a duration of as many seconds are different times."""
    assert Instant(5) == Instant(5)
    assert hash(Duration(5)) == hash(Duration(5))
    assert Instant(5) != Duration(5)
    assert repr(Duration(-60)) == "Duration.parse('-PT1M')"
