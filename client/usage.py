"""What an answer's headers tell about how long to wait before the next request."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from email.utils import parsedate_to_datetime

from client.json_values import Json, parsed

USAGE_HEADERS = ("X-App-Usage", "X-Business-Use-Case-Usage")
MINUTE = 60
LONGEST = 365 * 24 * 60 * MINUTE  # nobody means more, and a number can be too large to be a float


def wait_of(headers: Mapping[str, str]) -> float | None:
    """The longest wait that the headers ask for, in seconds; None where they ask for none."""
    waits = [_retry_after(headers), *(_regained(parsed(headers.get(name, ""))) for name in USAGE_HEADERS)]
    return float(min(max(waits), LONGEST)) or None


def _retry_after(headers: Mapping[str, str]) -> float:
    """Seconds, or the time from the answer's own date to another: clocks of two machines are not compared."""
    told = headers.get("Retry-After", "")
    if told.isdecimal():
        return float(told)
    try:
        later = parsedate_to_datetime(told) - parsedate_to_datetime(headers.get("Date", ""))
    except (ValueError, TypeError):  # no dates, or one with an offset and one without
        return 0.0
    return max(later.total_seconds(), 0.0)


def _regained(usage: Json) -> int | float:
    """When the busiest of the budgets is open again; Meta counts it in minutes."""
    minutes = (budget.get("estimated_time_to_regain_access") for budget in _budgets(usage))
    return max((each * MINUTE for each in minutes if isinstance(each, int | float)), default=0)


def _budgets(usage: Json) -> Iterator[dict[str, Json]]:
    """A budget, or lists of them by the id of an account or a business."""
    if isinstance(usage, dict):
        yield usage
        for budgets in usage.values():
            yield from (each for each in budgets if isinstance(each, dict)) if isinstance(budgets, list) else ()
