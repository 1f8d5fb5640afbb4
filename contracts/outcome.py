"""What a run reports: things that were held against each other, and how they differ."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias

from contracts.compare import Difference


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """One thing that was looked at.

    `topic` groups checks in a report (a row, an operation, a file of cases); `name` is unique inside of its topic.
    `about` are lines that a reader needs to understand and repeat it: the request, the evidence, the seed. A check
    that could not be made says why in `skipped`. None of its texts holds a token. It took `seconds`.
    """

    topic: str
    name: str
    differences: tuple[Difference, ...] = ()
    about: tuple[str, ...] = ()
    skipped: str = ""
    seconds: float = 0.0

    @property
    def kept(self) -> bool:
        """Whether nothing differs."""
        return not self.differences


Checks: TypeAlias = Iterator[Check]


@dataclass(frozen=True, slots=True)
class Part:
    """A leg or a scenario that was played: its name, what it shows in a sentence, and its checks in order."""

    name: str
    about: str
    checks: tuple[Check, ...]

    @property
    def broken(self) -> tuple[Check, ...]:
        """The checks in which something differs."""
        return tuple(check for check in self.checks if not check.kept)

    @property
    def skipped(self) -> tuple[Check, ...]:
        """The checks that could not be made."""
        return tuple(check for check in self.checks if check.skipped)

    @property
    def seconds(self) -> float:
        """How long it took."""
        return sum(check.seconds for check in self.checks)


@dataclass(frozen=True, slots=True)
class Run:
    """All that a command played. `facts` say what a reader must know of it: the target, the document, the seed."""

    title: str
    facts: tuple[tuple[str, str], ...]
    parts: tuple[Part, ...]

    @property
    def kept(self) -> bool:
        """Whether nothing differs anywhere."""
        return not any(part.broken for part in self.parts)
