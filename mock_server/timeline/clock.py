"""How the time of a world relates to real time: a value that stands still at an instant or runs along from one."""

from __future__ import annotations

import math

import msgspec

EARLIEST = 1_262_304_000  # 2010-01-01T00:00:00Z
LATEST = 4_133_980_799  # 2100-12-31T23:59:59Z

SLOWEST = 0.001
FASTEST = 100_000.0


class Clock(msgspec.Struct, frozen=True):
    """A world's clock showed `at` at the real second `since`; a clock without `since` stands still.

    While it runs, a real second is `speed` seconds.
    """

    at: int
    since: int | float | None = None
    speed: float = 1.0

    def __post_init__(self) -> None:
        if not EARLIEST <= self.at <= LATEST:
            raise ValueError("a clock can be set from 2010-01-01T00:00:00Z to 2100-12-31T23:59:59Z")
        if not SLOWEST <= self.speed <= FASTEST:
            raise ValueError(f"a clock runs at a speed from {SLOWEST:g} to {FASTEST:g}")

    @classmethod
    def standing(cls, at: int, speed: float = 1.0) -> Clock:
        """A clock that shows `at` until it is moved or runs."""
        return cls(at, None, speed)

    @classmethod
    def running(cls, at: int, real: float, speed: float = 1.0) -> Clock:
        """A clock that shows `at` now, at the real time `real`; at speed 1 it ticks together with the real seconds."""
        return cls(at, int(real) if speed == 1 else real, speed)

    @property
    def frozen(self) -> bool:
        """Whether the clock stands still."""
        return self.since is None

    def now(self, real: float) -> int:
        """The epoch second that the clock shows at the real time `real`; at the ends of its years it stays."""
        if self.since is None:
            return self.at
        return max(EARLIEST, min(LATEST, self.at + math.floor((real - self.since) * self.speed)))

    def moved_to(self, at: int, real: float, *, frozen: bool | None = None, speed: float | None = None) -> Clock:
        """The clock set to `at`, forwards or backwards, and standing there or not; None leaves that as it was."""
        stands = self.frozen if frozen is None else frozen
        pace = self.speed if speed is None else speed
        return Clock.standing(at, pace) if stands else Clock.running(at, real, pace)

    def advanced(self, seconds: int, real: float) -> Clock:
        """The clock moved on by `seconds`."""
        if seconds < 0:
            raise ValueError(f"a clock advances forwards only, not by {seconds} s; set it to move it back")
        return self.moved_to(self.now(real) + seconds, real)
