"""What every leg of a run reports: one thing that was held against another, and how it differs."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias

from contracts.compare import Difference


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """One thing that was looked at.

    `topic` groups checks in a report (a row, an operation, a file of cases); `name` is unique inside of its topic.
    `about` are lines that a reader needs to understand and repeat it: the request, the evidence, the seed. A check
    that could not be made says why in `skipped`. None of its texts holds a token.
    """

    topic: str
    name: str
    differences: tuple[Difference, ...] = ()
    about: tuple[str, ...] = ()
    skipped: str = ""

    @property
    def kept(self) -> bool:
        """Whether nothing differs."""
        return not self.differences


Checks: TypeAlias = Iterator[Check]
