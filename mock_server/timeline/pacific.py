"""The API's calendar: its days end at midnight US Pacific, and its token errors tell Pacific time."""

from __future__ import annotations

import time
from bisect import bisect_left, bisect_right
from datetime import date, datetime
from functools import cache, lru_cache
from itertools import chain
from zoneinfo import ZoneInfo

from mock_server.timeline.clock import EARLIEST, LATEST

_PACIFIC = ZoneInfo("America/Los_Angeles")
DAY = 86_400
_EPOCH = date(1970, 1, 1).toordinal()

# strftime would answer in the language of the process.
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def midnights(since: int, until: int) -> list[int]:
    """All midnights from `since` to `until`, both included, oldest first; clipped to the years a clock can show."""
    since, until = max(since, EARLIEST), min(until, LATEST)
    if since > until:
        return []
    years = range(time.gmtime(since).tm_year, time.gmtime(until).tm_year + 1)
    table = list(chain.from_iterable(map(_midnights_of, years)))
    return table[bisect_left(table, since) : bisect_right(table, until)]


@lru_cache(maxsize=1024)
def last_midnight(now: int) -> int:
    """The latest midnight that is not after `now`."""
    return int(_local(now).replace(hour=0, minute=0, second=0, fold=0).timestamp())


def day_of(midnight: int) -> int:
    """The ordinal (as of `date.toordinal`) of the Pacific day that ends at `midnight`."""
    # A Pacific midnight is 07:00 or 08:00 UTC of the same date, the first moment of the day after.
    return _EPOCH + midnight // DAY - 1


@lru_cache(maxsize=4096)
def format_end_time(midnight: int) -> str:
    """A midnight as the API writes it, in UTC: `2026-07-09T07:00:00+0000`."""
    return time.strftime("%Y-%m-%dT%H:%M:%S+0000", time.gmtime(midnight))


def long_date(epoch: int) -> str:
    """An instant as token errors tell it: `Saturday, 13-Jun-26 05:00:00 PDT`."""
    local = _local(epoch)
    day = f"{_WEEKDAYS[local.weekday()]}, {local.day:02}-{_MONTHS[local.month - 1]}-{local.year % 100:02}"
    return f"{day} {local:%H:%M:%S} {local.tzname()}"


@cache
def _midnights_of(year: int) -> tuple[int, ...]:
    """The midnights of a year; Pacific and UTC dates agree at midnight, so it is the year in both."""
    days = range(date(year, 1, 1).toordinal(), date(year + 1, 1, 1).toordinal())
    return tuple(int(datetime.fromordinal(day).replace(tzinfo=_PACIFIC).timestamp()) for day in days)


def _local(epoch: int) -> datetime:
    return datetime.fromtimestamp(epoch, _PACIFIC)
