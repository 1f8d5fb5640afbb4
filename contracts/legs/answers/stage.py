"""The stage on which acts are played: a client's program, and a stub that answers it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from contracts.compare import Difference, Differences
from contracts.driving import Program, ProgramError
from contracts.driving.answer import Unsupported, read
from contracts.driving.stub import Stub
from contracts.legs.answers.acts import Act, Seen
from contracts.legs.checking import checked, inside
from contracts.outcome import Check


class Stage:
    """Where a client is answered by a stub."""

    def __init__(self, program: Program, stub: Stub, version: str) -> None:
        self._program = program
        self._stub = stub
        self._version = version

    def check(self, topic: str, act: Act) -> Check:
        """The check that the client makes of the answers what it should."""
        return _checked(topic, act.question.name, self.unlike(act), act.reason)

    def check_all(self, topic: str, name: str, acts: Sequence[Act], about: str) -> Check:
        """One check for many acts."""
        return _checked(topic, name, self._all_unlike(acts), f"{len(acts)} {about}")

    def _all_unlike(self, acts: Iterable[Act]) -> Differences:
        for number, act in enumerate(acts, 1):
            yield from inside(f"answer {number}", self.unlike(act))

    def unlike(self, act: Act) -> Differences:
        """How what the client makes of the answers differs from what it should."""
        self._stub.play(act.script)
        try:
            answer = read(self._program.ask(act.question.spoken(self._stub.url, self._version)))
        except ProgramError as error:
            yield Difference("answer", "an answer of the protocol", str(error))
            return
        yield from act.judge(Seen(answer, tuple(self._stub.requests)))


def _checked(topic: str, name: str, differences: Differences, about: str) -> Check:
    try:
        return checked(topic, name, differences, about)
    except Unsupported as nothing:
        return Check(topic=topic, name=name, about=(about,), skipped=str(nothing))
