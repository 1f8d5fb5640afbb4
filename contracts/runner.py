"""Plays cases against a target."""

from collections.abc import Iterator
from dataclasses import dataclass

from contracts.compare import Difference, Reply, differences
from contracts.files.case import Case, CaseFile
from contracts.target import Target


@dataclass(frozen=True, slots=True)
class Outcome:
    """A case that was played: what came back and how it differs from what was promised."""

    case: Case
    reply: Reply
    differences: tuple[Difference, ...]

    @property
    def kept(self) -> bool:
        """Whether the reply is what was promised."""
        return not self.differences


def play(case: Case, target: Target) -> Outcome:
    """One case. The world of its file must stand at the target; its own world is made for it."""
    with target.world(case.world):
        reply = target.send(case.call)
    return Outcome(case, reply, tuple(differences(case.expect, reply)))


def play_file(file: CaseFile, target: Target) -> Iterator[Outcome]:
    """All cases of a file, inside of its world."""
    with target.world(file.world):
        for case in file.cases:
            yield play(case, target)
