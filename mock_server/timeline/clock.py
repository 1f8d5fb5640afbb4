"""How the time of a world relates to real time: a value that stands still at an instant or runs along from one."""

from __future__ import annotations

import msgspec

EARLIEST = 1_262_304_000  # 2010-01-01T00:00:00Z
LATEST = 4_133_980_799  # 2100-12-31T23:59:59Z


class Clock(msgspec.Struct, frozen=True):
    """A world's clock showed `at` at the real second `since`; a clock without `since` stands still."""

    at: int
    since: int | None = None

    def __post_init__(self) -> None:
        if not EARLIEST <= self.at <= LATEST:
            raise ValueError("a clock can be set from 2010-01-01T00:00:00Z to 2100-12-31T23:59:59Z")

    @classmethod
    def standing(cls, at: int) -> Clock:
        """A clock that shows `at` until it is moved."""
        return cls(at)

    @classmethod
    def running(cls, at: int, real: float) -> Clock:
        """A clock that shows `at` now, at the real time `real`, and ticks together with the real seconds."""
        return cls(at, int(real))

    @property
    def frozen(self) -> bool:
        """Whether the clock stands still."""
        return self.since is None

    def now(self, real: float) -> int:
        """The epoch second that the clock shows at the real time `real`."""
        return self.at if self.since is None else self.at + int(real) - self.since

    def moved_to(self, at: int, real: float, *, frozen: bool | None = None) -> Clock:
        """The clock set to `at`, forwards or backwards, and standing there or not; None leaves that as it was."""
        stands = self.frozen if frozen is None else frozen
        return Clock.standing(at) if stands else Clock.running(at, real)

    def advanced(self, seconds: int, real: float) -> Clock:
        """The clock moved on by `seconds`."""
        if seconds < 0:
            raise ValueError(f"a clock advances forwards only, not by {seconds} s; set it to move it back")
        return self.moved_to(self.now(real) + seconds, real)
