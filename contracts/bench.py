"""What stands ready when a leg is played."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple, TypeAlias

from contracts.driving import Program
from contracts.openapi.public import PublicDocument
from contracts.outcome import Checks
from contracts.target import Target


@dataclass(frozen=True, slots=True, kw_only=True)
class Bench:
    """The emulator, the document it is held against, and the client's program, where there is one.

    `seed` and `examples` (requests for each operation and phase) bound what is generated.
    """

    target: Target
    document: PublicDocument
    program: Program | None = None
    seed: int = 1
    examples: int = 10


Play: TypeAlias = Callable[[Bench], Checks]


class Leg(NamedTuple):
    """A part of a run: its name on the command line, what it says in a sentence, and what plays it."""

    name: str
    about: str
    play: Play
