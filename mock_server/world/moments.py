"""Times as people write them (ISO 8601), read into whole seconds and written back."""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from datetime import MAXYEAR, MINYEAR, UTC, datetime
from typing import Final

MINUTE: Final = 60
HOUR: Final = 60 * MINUTE
DAY: Final = 24 * HOUR

EARLIEST: Final = int(datetime(2010, 1, 1, tzinfo=UTC).timestamp())
LATEST: Final = int(datetime(2100, 12, 31, 23, 59, 59, tzinfo=UTC).timestamp())

_INSTANT = re.compile(
    r"(?P<year>\d{4}|[1-9]\d{4,11})-\d{2}-\d{2}"
    r"(?:[Tt ](?P<clock>\d{2}:\d{2}(?::\d{2}(?:\.\d{1,6})?)?)(?P<zone>[Zz]|[+-]\d{2}:?\d{2})?)?",
    re.ASCII,
)
_DURATION = re.compile(
    r"(?P<sign>[+-]?)P(?:(?P<weeks>\d{1,12})W)?(?:(?P<days>\d{1,12})D)?"
    r"(?:T(?=\d)(?:(?P<hours>\d{1,12})H)?(?:(?P<minutes>\d{1,12})M)?(?:(?P<seconds>\d{1,12})S)?)?",
    re.ASCII,
)
_YEARS = "times lie in the years 2010 to 2100"
_SECONDS = {"weeks": 7 * DAY, "days": DAY, "hours": HOUR, "minutes": MINUTE, "seconds": 1}


def parse_instant(text: str) -> int:
    """`2026-07-16T18:00:00Z`, with any offset, or `2026-07-16`; a time without an offset is UTC."""
    match = _INSTANT.fullmatch(text)
    if not match:
        raise ValueError("expected a time such as 2026-07-16T18:00:00Z or 2026-07-16")
    if not MINYEAR <= int(match["year"]) <= MAXYEAR:
        raise ValueError(_YEARS)
    try:
        read = datetime.fromisoformat(text.upper())
    except ValueError as error:
        raise ValueError(f"there is no such time: {error}") from None
    moment = int((read if read.tzinfo else read.replace(tzinfo=UTC)).timestamp())
    return bounded(moment)


def parse_duration(text: str) -> int:
    """`PT25H`, `P10D`, `PT3H30M`, `-PT3H`. Months and years are refused: they have no fixed length."""
    match = _DURATION.fullmatch(text)
    parts = match.groupdict() if match else {}
    if not any(parts.get(unit) for unit in _SECONDS):
        raise ValueError("expected a duration such as PT25H, P10D or -PT3H30M (weeks, days, hours, minutes, seconds)")
    total = sum(int(parts[unit] or 0) * length for unit, length in _SECONDS.items())
    return -total if parts["sign"] == "-" else total


def format_instant(moment: int) -> str:
    """The moment as `2026-07-16T18:00:00Z`."""
    return datetime.fromtimestamp(moment, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def format_duration(seconds: int) -> str:
    """The duration in hours, minutes and seconds: `-PT3H30M`."""
    minutes, rest = divmod(abs(seconds), MINUTE)
    hours, minutes = divmod(minutes, 60)
    parts = [f"{number}{unit}" for number, unit in ((hours, "H"), (minutes, "M"), (rest, "S")) if number]
    return ("-" if seconds < 0 else "") + "PT" + ("".join(parts) or "0S")


def bounded(moment: int) -> int:
    """The moment itself when it lies in the years that worlds may speak of."""
    if not EARLIEST <= moment <= LATEST:
        raise ValueError(_YEARS)
    return moment


class Moment(ABC):
    """A time of a world file: an instant, or so long before or after the world's start.

    No dataclass, because msgspec would write and read its fields instead of the text.
    """

    __slots__ = ("seconds",)

    def __init__(self, seconds: int) -> None:
        self.seconds: Final = seconds

    @abstractmethod
    def at(self, start: int) -> int:
        """The time in epoch seconds; ValueError when it lies outside the years that worlds may speak of."""

    @staticmethod
    def parse(text: str) -> Moment:
        """An instant or a duration, whichever the text is."""
        return Duration.parse(text) if text.lstrip("+-").startswith("P") else Instant.parse(text)

    def __eq__(self, other: object) -> bool:
        return type(other) is type(self) and isinstance(other, Moment) and other.seconds == self.seconds

    def __hash__(self) -> int:
        return hash((type(self), self.seconds))

    def __repr__(self) -> str:
        return f"{type(self).__name__}.parse({str(self)!r})"


class Instant(Moment):
    """A fixed time, in epoch seconds."""

    __slots__ = ()

    def at(self, start: int) -> int:  # noqa: ARG002  an instant is where it is
        return self.seconds

    @staticmethod
    def parse(text: str) -> Instant:
        return Instant(parse_instant(text))

    def __str__(self) -> str:
        return format_instant(self.seconds)


class Duration(Moment):
    """A length of time; as a time of a world it counts from the world's start."""

    __slots__ = ()

    def at(self, start: int) -> int:
        return bounded(start + self.seconds)

    @staticmethod
    def parse(text: str) -> Duration:
        return Duration(parse_duration(text))

    def __str__(self) -> str:
        return format_duration(self.seconds)
