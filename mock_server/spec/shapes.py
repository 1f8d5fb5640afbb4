"""The shapes in which metrics are answered, and which metrics come in which."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from mock_server.catalogue.model import AccountMetric, Level, MediaMetric


@dataclass(frozen=True, slots=True)
class MediaShape:
    """A shape of the media edge: the schema of its entries, and whether a metric comes in it."""

    schema: str
    holds: Callable[[MediaMetric], bool]


@dataclass(frozen=True, slots=True)
class AccountShape:
    """A shape of the account edge. `totals` tells whether it is one number for the window or a value for each day."""

    schema: str
    holds: Callable[[AccountMetric], bool]
    totals: bool = False


def _is_fractional(metric: MediaMetric) -> bool:
    return isinstance(metric.number, Level) and metric.number.digits > 0


MEDIA_COUNT = MediaShape("MediaCount", lambda metric: not _is_fractional(metric))
MEDIA_RATE = MediaShape("MediaRate", _is_fractional)
SERIES = AccountShape("AccountSeries", lambda each: bool(each.series and not each.hourly and not each.is_table))
ONLINE = AccountShape("OnlineFollowers", lambda metric: metric.hourly)
TABLE = AccountShape("AudienceTable", lambda metric: bool(metric.is_table))
TOTAL = AccountShape("AccountTotal", lambda metric: bool(metric.totals and not metric.demographics), totals=True)
DEMOGRAPHICS = AccountShape("Demographics", lambda metric: metric.demographics, totals=True)

MEDIA_SHAPES = (MEDIA_COUNT, MEDIA_RATE)
ACCOUNT_SHAPES = (SERIES, ONLINE, TABLE, TOTAL, DEMOGRAPHICS)
