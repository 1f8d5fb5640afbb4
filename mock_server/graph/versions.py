"""Which version serves a request: the one asked, or the oldest that is still alive."""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache

from mock_server.catalogue.model import ApiVersion
from mock_server.catalogue.versions import VERSIONS

_LOOKS_LIKE_VERSION = re.compile(r"v([0-9]{1,3})(?:\.([0-9]{1,3}))?\Z")
_BY_NAME = frozenset(version.name for version in VERSIONS)
_BY_NUMBER = {version.number: version for version in VERSIONS}


def is_version(segment: str) -> bool:
    """Whether a path segment is meant as a version: `v23.0`, `v9`."""
    return segment in _BY_NAME or _LOOKS_LIKE_VERSION.match(segment) is not None


@lru_cache(maxsize=1024)
def served(asked: str, day: date, floor: str) -> ApiVersion | None:
    """The version that answers; None for one that is not released yet.

    An expired, unknown old or missing version is served by the oldest living one. `floor` is the app's min_version.
    """
    oldest = max(_oldest_living(day), _floor(floor, day), key=lambda version: version.number)
    if not asked:
        return oldest
    number = _number(asked)
    if number > newest(day).number:
        return None
    return max(_BY_NUMBER.get(number, oldest), oldest, key=lambda version: version.number)


@lru_cache(maxsize=64)
def newest(day: date) -> ApiVersion:
    """The newest version released by the day; before the first release, the first."""
    return next((version for version in reversed(VERSIONS) if version.released <= day), VERSIONS[0])


def _oldest_living(day: date) -> ApiVersion:
    return next(version for version in VERSIONS if version.last_day is None or day <= version.last_day)


def _floor(name: str, day: date) -> ApiVersion:
    floor = _BY_NUMBER.get(_number(name)) if name else None
    return floor if floor and floor.released <= day else VERSIONS[0]


def _number(text: str) -> tuple[int, int]:
    match = _LOOKS_LIKE_VERSION.match(text)
    return (int(match[1]), int(match[2] or 0)) if match else (0, 0)
