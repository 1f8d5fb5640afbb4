"""The versions and days at which requests are asked again, found out from the emulator's matrix of what is legal."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from functools import lru_cache
from typing import NamedTuple

from contracts.compare import at
from contracts.files.promises import Received
from contracts.target import Target, TargetError

_DAY = timedelta(days=1)
_FAR = date(2100, 1, 1)
_NOON = "T12:00:00Z"
_EDGES = ("media", "account")


class UpgradeError(Exception):
    """The target has no such version, not on these days, or no such world."""


class Edition(NamedTuple):
    """A version at a moment, as the world's clock would show it."""

    version: str
    now: str

    @property
    def day(self) -> str:
        """The day of the moment."""
        return self.now[:10]


class Almanac:
    """What a target knows of its versions, and of the days on which something changes."""

    def __init__(self, target: Target) -> None:
        self._target = target
        refused = target.control("GET", "/metrics", "", query={"version": "?"})
        allowed = at("body.error.allowed", refused.body)
        self.versions: list[str] = [str(each) for each in allowed] if isinstance(allowed, list) else []
        if not self.versions:
            raise TargetError("the target tells no versions: GET /_mock/metrics names none")
        self._matrix = lru_cache(maxsize=None)(self._asked_matrix)

    def between(self, first: str, last: str) -> list[str]:
        """The versions from the first to the last. Raises UpgradeError."""
        for version in (first, last):
            if version not in self.versions:
                raise UpgradeError(f"there is no version `{version}`; allowed: {', '.join(self.versions)}")
        low, high = self.versions.index(first), self.versions.index(last)
        if low > high:
            raise UpgradeError(f"{first} is newer than {last}: --from names the version that is left behind")
        return self.versions[low : high + 1]

    def released(self, version: str, today: date) -> date:
        """The day from which on the version is there; today if it is there already."""
        place = self.versions.index(version)

        def is_out(day: date) -> bool:
            newest = at("body.version", self._matrix_reply("media", None, day))
            return self.versions.index(str(newest)) >= place

        return today if is_out(today) else _first(today, _FAR, is_out)

    def changes(self, version: str, after: date, until: date) -> Iterator[date]:
        """The days in (after, until] on which what is legal in the version changes."""
        if after >= until or self._matrix(version, after) == self._matrix(version, until):
            return
        if until - after == _DAY:
            yield until
            return
        middle = after + (until - after) // 2
        yield from self.changes(version, after, middle)
        yield from self.changes(version, middle, until)

    def _asked_matrix(self, version: str, day: date) -> list[Received]:
        return [at("body.metrics", self._matrix_reply(edge, version, day)) for edge in _EDGES]

    def _matrix_reply(self, edge: str, version: str | None, day: date) -> Received:
        query = {"edge": edge, "at": day.isoformat(), **({"version": version} if version else {})}
        reply = self._target.control("GET", "/metrics", "", query=query)
        if not isinstance(at("body.metrics", reply.body), list):
            raise TargetError(f"the target does not tell its matrix: /_mock/metrics answers {reply.status}")
        return reply.body


def editions(almanac: Almanac, versions: list[str], now: str, days: list[date]) -> list[Edition]:
    """Where to ask: each version on the days given; without any, from the world's time on until the last is out.

    The first is where the client stands. Raises UpgradeError if the first or last version is out on none of the days.
    """
    today = date.fromisoformat(now[:10])
    found = list(_given(almanac, versions, now, days) if days else _from_now_on(almanac, versions, now, today))
    for version in (versions[0], versions[-1]):
        if not any(edition.version == version for edition in found):
            out = almanac.released(version, min(days))
            raise UpgradeError(f"{version} is out on none of these days: it comes on {out}")
    return found


def _given(almanac: Almanac, versions: list[str], now: str, days: list[date]) -> Iterator[Edition]:
    for version in versions:
        out = almanac.released(version, min(days))
        yield from (Edition(version, _moment(day, now)) for day in sorted(set(days)) if day >= out)


def _from_now_on(almanac: Almanac, versions: list[str], now: str, today: date) -> Iterator[Edition]:
    last = almanac.released(versions[-1], today)
    for version in versions:
        out = almanac.released(version, today)
        days = (out, *almanac.changes(version, out, last))
        yield from (Edition(version, _moment(day, now)) for day in days)


def _moment(day: date, now: str) -> str:
    """Noon of a day; of the world's own day, the time that it is there."""
    return now if day.isoformat() == now[:10] else f"{day}{_NOON}"


def _first(low: date, high: date, holds: Callable[[date], bool]) -> date:
    """The first day after `low` of which something holds that does not hold on `low` and does on `high`."""
    while high - low > _DAY:
        middle = low + (high - low) // 2
        low, high = (low, middle) if holds(middle) else (middle, high)
    return high
