"""Days on which anything changes. Between two of them the rules are the same, so decisions can be remembered."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from datetime import date
from functools import lru_cache

from mock_server.catalogue.account_metrics import ACCOUNT_METRICS
from mock_server.catalogue.kinds import REGIONS
from mock_server.catalogue.media_metrics import MEDIA_METRICS
from mock_server.catalogue.metric_errors import CONVERSION_TITLE_CHANGED
from mock_server.catalogue.model import Change, Retirement, Span

_EPOCH_DAY = date(1970, 1, 1).toordinal()


@lru_cache(maxsize=4096)
def era(day_number: int) -> date:
    """The latest day of change that is not after the day (days since 1970): rules see no difference between the two."""
    day = date.fromordinal(_EPOCH_DAY + day_number)
    return CHANGES[max(bisect_right(CHANGES, day) - 1, 0)]


@lru_cache(maxsize=4096)
def day(day_number: int) -> date:
    """The UTC day, counted from 1970."""
    return date.fromordinal(_EPOCH_DAY + day_number)


def _changes() -> Iterator[date]:
    yield date.min
    yield CONVERSION_TITLE_CHANGED
    yield from (region.replies_hidden_from for region in REGIONS)
    for media_metric in MEDIA_METRICS:
        yield from media_metric.kinds.values()
        yield from _of_retirement(media_metric.retired)
        yield from _of_introduction(media_metric.introduced)
        for listed in media_metric.listed.values():
            yield from _of_span(listed)
        yield from filter(None, (media_metric.media_created_from, media_metric.older_title_until))
    for metric in ACCOUNT_METRICS:
        yield from _of_span(metric.listed)
        yield from _of_introduction(metric.recent_only_since)
        yield from filter(None, (metric.documented_name_since,))
        for retirement in (metric.retired, metric.series_retired, metric.timeframes_retired):
            yield from _of_retirement(retirement)


def _of_span(span: Span) -> Iterator[date]:
    yield from (end for end in (span.since, span.until) if end)


def _of_retirement(retired: Retirement | None) -> Iterator[date]:
    if retired:
        yield retired.everywhere_on
    if retired and retired.spares_created_before:
        yield retired.spares_created_before


def _of_introduction(introduced: Change | None) -> Iterator[date]:
    if introduced:
        yield introduced.everywhere_on


CHANGES = sorted(set(_changes()))
