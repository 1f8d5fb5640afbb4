"""The span of time that an account request asks for, and the days in it that can be told."""

from __future__ import annotations

from typing import NamedTuple

from mock_server.catalogue.breakdowns import TIMEFRAME_DAYS
from mock_server.graph import params
from mock_server.insights.ask import Ask
from mock_server.timeline.pacific import DAY, midnights

SERIES_WIDTH = 2 * DAY
TOTAL_WIDTH = DAY
SINCE_ALONE_WIDTH = DAY


class Window(NamedTuple):
    """From `since` to `until`, both included, in epoch seconds; `bad` names a parameter that is no time."""

    since: int
    until: int
    bad: str = ""

    @property
    def width(self) -> int:
        """The seconds between the two ends."""
        return self.until - self.since

    def ends_of_days(self) -> list[int]:
        """The Pacific midnights in the window: a day belongs to it when its end does."""
        return midnights(self.since, self.until)

    def before(self) -> Window:
        """The window of the same width that ends a second earlier."""
        return Window(self.since - 1 - self.width, self.since - 1)

    def after(self) -> Window:
        """The window of the same width that begins a second later."""
        return Window(self.until + 1, self.until + 1 + self.width)


def window_of(ask: Ask, now: int) -> Window:
    """The window that was asked; where an end is not sent, the one that the API takes."""
    since, bad_since = _end(ask.since, "since", now)
    until, bad_until = _end(ask.until, "until", now)
    width = TOTAL_WIDTH if ask.totals else SERIES_WIDTH
    if since is None and until is None:
        since, until = now - width, now
    elif until is None and since is not None:
        until = since + SINCE_ALONE_WIDTH
    elif since is None and until is not None:
        since = until - width
    return Window(since or 0, until or 0, bad_since or bad_until)


def timeframe_days(timeframe: str, now: int) -> list[int]:
    """The midnights that end the days of a timeframe; this_month where none is told."""
    width = TIMEFRAME_DAYS.get(timeframe, TIMEFRAME_DAYS["this_month"]) * DAY
    return midnights(now - width, now)


def _end(value: str, name: str, now: int) -> tuple[int | None, str]:
    if not value:
        return None, ""
    try:
        return params.moment(value, now), ""
    except ValueError:
        return None, name
