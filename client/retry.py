"""How patient a client is."""

from __future__ import annotations

from dataclasses import dataclass, field
from random import Random

MOST_DOUBLINGS = 64  # more would be too large for a float, and beyond anybody's patience


@dataclass(frozen=True, slots=True, kw_only=True)
class Retry:
    """How long one request may go on, in seconds: no try begins when `budget` is spent, by waits and answers together.

    The waits are random, up to a ceiling that begins at `first` and doubles up to `longest`, so that many clients do
    not come back at once. An API that names a longer wait gets it, or the call ends where that is beyond the budget.
    A seeded `random` makes the waits repeatable; `Retry(budget=0)` never tries again.
    """

    budget: float = 60.0
    first: float = 1.0
    longest: float = 30.0
    random: Random = field(default_factory=Random, compare=False)

    def wait(self, retries: int, spent: float, asked: float | None) -> float | None:
        """How long to wait after so many retries and seconds, where the API asked for some time; None: give up."""
        ceiling = min(self.longest, self.first * 2.0 ** min(retries, MOST_DOUBLINGS))
        wait = max(self.random.uniform(0.0, ceiling), asked or 0.0)
        return wait if spent + wait < self.budget else None
