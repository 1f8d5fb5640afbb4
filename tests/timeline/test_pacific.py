"""The Pacific calendar, held against the plain arithmetic of zoneinfo."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mock_server.timeline import pacific
from mock_server.timeline.clock import EARLIEST, LATEST

PACIFIC = ZoneInfo("America/Los_Angeles")
HOUR = 3600
DAY = 24 * HOUR


def midnight_of(day: date) -> int:
    """The midnight at which a Pacific day begins."""
    return int(datetime(day.year, day.month, day.day, tzinfo=PACIFIC).timestamp())


def utc(text: str) -> int:
    """The epoch second of an ISO time without zone."""
    return int(datetime.fromisoformat(text).replace(tzinfo=UTC).timestamp())


days = st.dates(date(2012, 1, 1), date(2030, 12, 31)) | st.sampled_from(
    [date(2012, 3, 11), date(2026, 3, 8), date(2030, 3, 10), date(2012, 11, 4), date(2026, 11, 1), date(2030, 11, 3)]
)
instants = st.builds(lambda day, seconds: midnight_of(day) + seconds, days, st.integers(-2, 26 * HOUR))


@given(instants, st.integers(-2 * DAY, 800 * DAY))
def test_midnights_are_those_of_zoneinfo(since: int, width: int) -> None:
    """Every midnight of a window is there, in order, and nothing else."""
    until = since + width
    first = datetime.fromtimestamp(since, PACIFIC).date()
    dates = [first + timedelta(days=n) for n in range(width // DAY + 3)]
    assert pacific.midnights(since, until) == [m for m in map(midnight_of, dates) if since <= m <= until]


@pytest.mark.parametrize(
    ("since", "until", "expected"),
    [
        ("2026-07-09T07:00:00", "2026-07-09T07:00:00", ["2026-07-09T07:00:00"]),
        ("2026-07-09T07:00:01", "2026-07-10T06:59:59", []),
        ("2026-07-09T07:00:00", "2026-07-10T06:59:59", ["2026-07-09T07:00:00"]),
        ("2026-07-09T07:00:00", "2026-07-10T07:00:00", ["2026-07-09T07:00:00", "2026-07-10T07:00:00"]),
        ("2026-03-08T08:00:00", "2026-03-09T07:00:00", ["2026-03-08T08:00:00", "2026-03-09T07:00:00"]),
        ("2026-11-01T07:00:00", "2026-11-02T08:00:00", ["2026-11-01T07:00:00", "2026-11-02T08:00:00"]),
        ("2025-12-31T08:00:00", "2026-01-01T08:00:00", ["2025-12-31T08:00:00", "2026-01-01T08:00:00"]),
        ("2026-07-10T00:00:00", "2026-07-09T00:00:00", []),
    ],
    ids=["at-one", "within-a-day", "a-day-less-a-second", "a-day", "spring", "autumn", "new-year", "backwards"],
)
def test_midnights_of_a_window(since: str, until: str, expected: list[str]) -> None:
    """Both ends of a window count; the days of a change of time have 23 and 25 hours."""
    assert pacific.midnights(utc(since), utc(until)) == [utc(text) for text in expected]


@pytest.mark.parametrize(
    ("since", "until", "count"),
    [
        (-(10**18), 10**18, (date(2101, 1, 1) - date(2010, 1, 1)).days),
        (0, EARLIEST - 1, 0),
        (LATEST + 1, 10**12, 0),
        (EARLIEST, EARLIEST + DAY - 1, 1),
        (LATEST - DAY + 1, LATEST, 1),
    ],
    ids=["all-times", "before", "after", "first-day", "last-day"],
)
def test_midnights_are_clipped(since: int, until: int, count: int) -> None:
    """However wide a window is, it holds no more than the years that a clock can show."""
    assert len(pacific.midnights(since, until)) == count


@given(instants)
def test_last_midnight_begins_the_local_date(now: int) -> None:
    """The last midnight is the beginning of the Pacific date, also in the hour that comes twice."""
    assert pacific.last_midnight(now) == midnight_of(datetime.fromtimestamp(now, PACIFIC).date())


@given(instants)
def test_last_midnight_is_the_last_of_the_midnights(now: int) -> None:
    """The two ways to a midnight agree."""
    assert pacific.last_midnight(now) == pacific.midnights(now - 25 * HOUR, now)[-1]


@given(days)
def test_day_of_is_the_day_that_ends(day: date) -> None:
    """A midnight belongs to the day before it."""
    assert pacific.day_of(midnight_of(day)) == day.toordinal() - 1


@given(days)
def test_end_time_is_iso_in_utc(day: date) -> None:
    """An end time reads back as its midnight."""
    midnight = midnight_of(day)
    assert datetime.fromisoformat(pacific.format_end_time(midnight)) == datetime.fromtimestamp(midnight, UTC)


@pytest.mark.parametrize(
    ("day", "text"),
    [
        (date(2026, 7, 9), "2026-07-09T07:00:00+0000"),
        (date(2026, 1, 9), "2026-01-09T08:00:00+0000"),
        (date(2026, 3, 8), "2026-03-08T08:00:00+0000"),
        (date(2026, 3, 9), "2026-03-09T07:00:00+0000"),
        (date(2026, 11, 1), "2026-11-01T07:00:00+0000"),
        (date(2026, 11, 2), "2026-11-02T08:00:00+0000"),
    ],
)
def test_end_time_in_summer_and_winter(day: date, text: str) -> None:
    """Days end at 07:00 UTC in summer and at 08:00 UTC in winter."""
    assert pacific.format_end_time(midnight_of(day)) == text


@pytest.mark.parametrize(
    ("instant", "text"),
    [
        ("2026-06-13T12:00:00", "Saturday, 13-Jun-26 05:00:00 PDT"),
        ("2026-09-02T14:00:00", "Wednesday, 02-Sep-26 07:00:00 PDT"),
        ("2026-01-01T07:59:59", "Wednesday, 31-Dec-25 23:59:59 PST"),
        ("2026-11-01T08:30:00", "Sunday, 01-Nov-26 01:30:00 PDT"),
        ("2026-11-01T09:30:00", "Sunday, 01-Nov-26 01:30:00 PST"),
    ],
)
def test_long_date(instant: str, text: str) -> None:
    """Token errors tell Pacific time with its abbreviation."""
    assert pacific.long_date(utc(instant)) == text


@given(instants)
def test_long_date_is_what_strftime_says_in_english(instant: int) -> None:
    """Every weekday and month has its English name."""
    local = datetime.fromtimestamp(instant, PACIFIC)
    assert pacific.long_date(instant) == local.strftime("%A, %d-%b-%y %H:%M:%S %Z")
