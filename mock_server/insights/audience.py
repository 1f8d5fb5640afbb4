"""Who the people behind a number are: rows of a breakdown, and the hours in which followers are online."""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import lru_cache
from heapq import nlargest
from itertools import product

from mock_server.catalogue.breakdowns import TOP_ROWS
from mock_server.catalogue.model import Breakdown
from mock_server.insights.draws import between, daily_draws, draws
from mock_server.insights.lifetime import divided
from mock_server.world.model import Account

Row = tuple[tuple[str, ...], int]

_KNOWN_FOLLOWERS = 0.93
_AT_HOME = 12.0
_SPREAD = (0.4, 1.6)
_ONLINE = (0.18, 0.55)
_HOURS = 24
_BUSIEST_HOUR = 18


def rows(account: Account, breakdowns: Sequence[Breakdown], total: int) -> list[Row]:
    """The whole divided by one or two breakdowns: at most 45 rows, none of them empty, in no order by size."""
    keys = tuple(product(*(breakdown.slices for breakdown in breakdowns)))
    weights = [math.prod(_weight(account, part.value, part.weight) for part in key) for key in keys]
    counted = zip(keys, divided(total, weights), strict=True)
    found = [(tuple(part.value for part in key), count) for key, count in counted if count]
    if len(found) <= TOP_ROWS:
        return found
    least = nlargest(TOP_ROWS, (count for _, count in found))[-1]
    return [row for row in found if row[1] >= least][:TOP_ROWS]


def followers_known(account: Account) -> int:
    """How many followers the demographics know something about; fewer than there are."""
    return int(account.followers * _KNOWN_FOLLOWERS)


def online_by_hour(account: Account, day: int) -> dict[str, int]:
    """How many followers were online in each hour of the Pacific day (its ordinal)."""
    drawn = daily_draws(account.seed_key, day)
    return {
        str(hour): int(account.followers * _online(hour) * between(_SPREAD, drawn[hour]) / 2) for hour in range(_HOURS)
    }


def _online(hour: int) -> float:
    low, high = _ONLINE
    return low + (high - low) * (1 + math.cos((hour - _BUSIEST_HOUR) * math.tau / _HOURS)) / 2


@lru_cache(maxsize=4096)
def _drawn_weight(key: bytes, value: str) -> float:
    return between(_SPREAD, draws(key, f"audience {value}")[0])


def _weight(account: Account, value: str, weight: float) -> float:
    home = _AT_HOME if value == account.country else 1.0
    return weight * home * _drawn_weight(account.seed_key, value)
