"""An interview: a client's program is asked at the target, and the harness asks the API the same itself."""

from __future__ import annotations

import json
from collections.abc import Callable
from http import HTTPStatus
from typing import Any, NamedTuple

from contracts.bench import Bench
from contracts.compare import Difference, Differences, Reply, at, shown
from contracts.driving import Program, ProgramError
from contracts.driving.answer import Answer, Unsupported, read
from contracts.driving.questions import Question, graph_requests
from contracts.files.promises import Json, Received
from contracts.legs.checking import checked
from contracts.outcome import Check
from contracts.subjects import SECRET
from contracts.target import TargetError


class Heard(NamedTuple):
    """What a client answered to a question, and the requests that it made: entries of the emulator's journal."""

    interview: Interview
    question: Question
    answer: Answer
    requests: tuple[dict[str, Any], ...]

    def raw(self) -> list[Reply]:
        """The API's own answers to all that the question needs."""
        return self.interview.raw(self.question)


Judge = Callable[[Heard], Differences]
"""Tells how what a client did differs from what it should have done."""


class Asked(NamedTuple):
    """A question, who judges what the client does with it, and the trouble that it meets meanwhile."""

    question: Question
    judge: Judge
    fault: Json = None


class Interview:
    """Questions about a world that stands at the target."""

    def __init__(self, bench: Bench, program: Program, world_id: str) -> None:
        self.document = bench.document
        self._target = bench.target
        self._program = program
        self._world = world_id

    def check(self, asked: Asked) -> Check:
        """The check that a client does with a question what its judge expects."""
        question, fault = asked.question, asked.fault
        about = (f"{question.call} {shown(dict(question.arguments))}", *((f"fault {shown(fault)}",) if fault else ()))
        try:
            return checked(question.topic, question.name, self._unlike(asked), *about)
        except Unsupported as nothing:
            return Check(topic=question.topic, name=question.name, about=about, skipped=str(nothing))

    def begin(self) -> None:
        """Raise TargetError unless the target tells what it was asked."""
        self._order("DELETE", "/journal")
        self.get(Question(name="", call="accounts"), f"/{self.document.version}/me")
        if not self._requests():
            raise TargetError(f"{self._target.base_url} keeps no journal: serve it without `--journal 0`")

    def raw(self, question: Question) -> list[Reply]:
        """The API's own answers to all that a question needs."""
        return [self.get(question, path) for path in graph_requests(question, self.document.version)]

    def get(self, question: Question, path: str) -> Reply:
        """The API's answer on the question's host and to its token."""
        headers = {"Host": question.host, "Authorization": f"Bearer {question.bearer}"}
        return self._target.ask("GET", path, headers)

    def _unlike(self, asked: Asked) -> Differences:
        question = asked.question
        self._order("DELETE", "/journal")
        try:
            told = self._told(question, asked.fault)
            answer = read(told)
        except ProgramError as error:
            yield Difference("answer", "an answer of the protocol", str(error))
            return
        yield from _leaks(question, told)
        yield from asked.judge(Heard(self, question, answer, self._requests()))

    def _told(self, question: Question, fault: Json) -> dict[str, Json]:
        """The program's answer, given while the fault is armed."""
        if fault:
            self._order("POST", "/faults", fault)
        try:
            return self._program.ask(question.spoken(f"{self._target.base_url}/{question.host}", self.document.version))
        finally:
            if fault:
                self._order("DELETE", "/faults")

    def _requests(self) -> tuple[dict[str, Any], ...]:
        entries = at("journal.entries", self._order("GET", "/journal"))
        return tuple(each for each in entries if isinstance(each, dict)) if isinstance(entries, list) else ()

    def _order(self, method: str, path: str, document: Json = None) -> Received:
        reply = self._target.control(method, path, self._world, document)
        if reply.status != HTTPStatus.OK:
            raise TargetError(f"{method} /_mock{path} is answered by {reply.status}: {shown(reply.body)[:500]}")
        return reply.body


def _leaks(question: Question, told: dict[str, Json]) -> Differences:
    """Secrets that a client was told and tells on."""
    text = json.dumps(told)
    for name, secret in (("token", question.bearer), ("app secret", SECRET)):
        if secret in text:
            yield Difference("answer", f"nothing that holds the {name}", f"the {name} itself")
