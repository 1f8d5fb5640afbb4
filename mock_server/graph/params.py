"""Parameters as the API reads them: lists as `a,b` or `["a","b"]`, times as Unix seconds, ISO 8601 or in words."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime, timedelta
from urllib.parse import parse_qsl

from mock_server.timeline.pacific import DAY

_EARLIEST, _LATEST = datetime(1970, 1, 1, tzinfo=UTC), datetime(2100, 1, 1, tzinfo=UTC)
_UNIX = re.compile(r"-?[0-9]{1,12}\Z")
_AGO = re.compile(r"([0-9]{1,5}) (second|minute|hour|day|week|month|year)s? ago\Z")
_AWAY = re.compile(r"([+-]?[0-9]{1,5}) (second|minute|hour|day|week|month|year)s?\Z")
_JAVASCRIPT_TAIL = re.compile(r"\s*\([^)]*\)\Z")
_UNITS = {"second": 1, "minute": 60, "hour": 3600, "day": DAY, "week": 604800, "month": 2592000, "year": 31536000}
_FORMATS = ("%a %b %d %Y %H:%M:%S GMT%z", "%a, %d %b %Y %H:%M:%S %z", "%m/%d/%Y", "%d %B %Y", "%B %d, %Y")

MOST_PAIRS = 1000
LONGEST_TIME = 80


def pairs(query: str) -> dict[str, str]:
    """Names and values of a query string; of a repeated name the last counts, as in PHP."""
    return dict(parse_qsl(query, keep_blank_values=True, max_num_fields=None)[:MOST_PAIRS])


def names(value: str) -> tuple[str, ...]:
    """The names of a list parameter, in the order sent; blanks around them do not count."""
    value = value.strip()
    if value.startswith("["):
        return _json_names(value)
    return tuple(part for name in value.split(",") if (part := name.strip()))


def _json_names(value: str) -> tuple[str, ...]:
    try:
        items = json.loads(value)
    except (ValueError, RecursionError):
        return (value,)
    return tuple(item.strip() if isinstance(item, str) else json.dumps(item) for item in items)


def moment(value: str, now: int) -> int:
    """Epoch seconds of a time parameter. A date is 00:00 UTC. Raises ValueError for what is no time."""
    value = value[:LONGEST_TIME].strip()
    if _UNIX.match(value):
        return _bounded(int(value))
    return _bounded(_relative(value.lower(), now) or _absolute(value))


def _relative(value: str, now: int) -> int | None:
    words = {"now": now, "today": now - now % DAY, "yesterday": now - now % DAY - DAY}
    if value in words:
        return words[value]
    if match := _AGO.match(value):
        return now - int(match[1]) * _UNITS[match[2]]
    if match := _AWAY.match(value):
        return now + int(match[1]) * _UNITS[match[2]]
    return None


def _absolute(value: str) -> int:
    try:
        when = datetime.fromisoformat(value)
    except ValueError:
        when = _formatted(_JAVASCRIPT_TAIL.sub("", value))
    if when.tzinfo is None:
        when = when.replace(tzinfo=UTC)
    return (when - datetime(1970, 1, 1, tzinfo=UTC)) // timedelta(seconds=1)


def _formatted(value: str) -> datetime:
    for pattern in _FORMATS:
        try:
            return datetime.strptime(value, pattern)  # noqa: DTZ007 - patterns without a zone mean UTC
        except ValueError:
            continue
    raise ValueError(f"not a time: {value!r}")


def _bounded(seconds: int) -> int:
    if not _EARLIEST.timestamp() <= seconds <= _LATEST.timestamp():
        raise ValueError(f"out of range: {seconds}")
    return seconds
