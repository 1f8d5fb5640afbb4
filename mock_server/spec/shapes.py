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
    """A shape of the account edge: the schema of its entries, whether they are totals, and whether a metric comes in it."""

    schema: str
    totals: bool
    holds: Callable[[AccountMetric], bool]


def _is_fractional(metric: MediaMetric) -> bool:
    return isinstance(metric.number, Level) and metric.number.digits > 0


MEDIA_COUNT = MediaShape("MediaCount", lambda metric: not _is_fractional(metric))
MEDIA_RATE = MediaShape("MediaRate", _is_fractional)
SERIES = AccountShape("AccountSeries", False, lambda each: bool(each.series and not each.hourly and not each.table_key))
ONLINE = AccountShape("OnlineFollowers", False, lambda metric: metric.hourly)
TABLE = AccountShape("AudienceTable", False, lambda metric: bool(metric.table_key))
TOTAL = AccountShape("AccountTotal", True, lambda metric: bool(metric.totals and not metric.demographics))
DEMOGRAPHICS = AccountShape("Demographics", True, lambda metric: metric.demographics)

MEDIA_SHAPES = (MEDIA_COUNT, MEDIA_RATE)
ACCOUNT_SHAPES = (SERIES, ONLINE, TABLE, TOTAL, DEMOGRAPHICS)
SHAPES: tuple[MediaShape | AccountShape, ...] = (*MEDIA_SHAPES, *ACCOUNT_SHAPES)
