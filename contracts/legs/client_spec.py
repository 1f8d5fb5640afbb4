"""Client against document: each request that the client sends is one of the document's, and so is each answer."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from contracts.bench import Bench
from contracts.compare import Difference, Differences, shown
from contracts.driving import Program, ProgramError
from contracts.driving.answer import Unsupported, read
from contracts.driving.questions import Question
from contracts.driving.world import BIG, TINY, UNAVAILABLE, client_world
from contracts.legs.checking import checked
from contracts.legs.client_server.credentials import proofs, refreshing
from contracts.legs.client_server.reading import lists, rows, windows
from contracts.matching.admitting import Kind
from contracts.openapi.public import PublicDocument
from contracts.outcome import Check, Checks
from contracts.recorder import Exchange, Recorder
from contracts.recorder.forwarding import Brought, Forward, ForwardError, Handed
from contracts.recorder.proxy import Proxy
from contracts.subjects import SUBJECTS
from contracts.target import Target, TargetError

NAME = "client_spec"
ABOUT = "Whatever the client sends is in the document, all of it has an effect, and so are the answers that it gets."
NO_PROGRAM = "no client's program was given"

_KINDS = {
    **{subject.id: Kind(subject.kind, subject.special) for subject in SUBJECTS},
    **{account: Kind("account") for account in (BIG, TINY, "me")},
    UNAVAILABLE: Kind("photo"),
}
_OF_ANOTHER_LENGTH = ("content-length", "content-encoding")


def play(bench: Bench) -> Checks:
    """A check for each question, asked through a proxy that records what passes."""
    if bench.program is None:
        yield Check(topic="client", name="program", skipped=NO_PROGRAM)
        return
    heard: list[Exchange] = []
    recorder = Recorder(bench.document, kinds=_KINDS, listener=heard.append)
    with (
        bench.target.world(client_world(bench.document)),
        Proxy(bench.target.base_url, recorder, forward=through(bench.target)) as proxy,
    ):
        for question in questions(bench.document):
            heard.clear()
            try:
                failure = _ask(bench.program, question, proxy.url, bench.document.version)
            except Unsupported as nothing:
                yield Check(topic=question.topic, name=question.name, skipped=str(nothing))
                continue
            yield _check(question, [*heard], failure)


def questions(document: PublicDocument) -> Iterator[Question]:
    """Questions that can be asked without breaking a rule."""
    yield from (asked.question for asked in chain(rows(document), windows(document), lists(), refreshing(), proofs()))


def through(target: Target) -> Forward:
    """Hands requests on to a target, however that is reached."""

    def forward(handed: Handed) -> Brought:
        try:
            reply = target.ask(handed.method, handed.target, dict(handed.headers), handed.body)
        except TargetError as error:
            raise ForwardError(str(error)) from error
        headers = [pair for pair in reply.headers.items() if pair[0] not in _OF_ANOTHER_LENGTH]
        return Brought(reply.status, "", headers, reply.content)

    return forward


def _ask(program: Program, question: Question, url: str, version: str) -> str:
    """Why the program gave no answer, "" if it did; whether it is right is not for the document to say.

    Raises Unsupported for a call that the client does not have.
    """
    try:
        read(program.ask(question.spoken(f"{url}/{question.host}", version)))
    except ProgramError as error:
        return str(error)
    return ""


def _check(question: Question, exchanges: list[Exchange], failure: str) -> Check:
    about = (f"{question.call} {shown(dict(question.arguments))}", *dict.fromkeys(each.line for each in exchanges))
    return checked(question.topic, question.name, _differences(exchanges, failure), *about)


def _differences(exchanges: list[Exchange], failure: str) -> Differences:
    if failure:
        yield Difference("answer", "an answer of the protocol", failure)
    elif not exchanges:
        yield Difference("requests", "some, to the base_url of the call", "none")
    for exchange in exchanges:
        if exchange.answered is None:
            yield Difference(f"{exchange.operation}: answer", "one", "none")
        for each in (*exchange.breaches, *exchange.ignored):
            yield Difference(f"{exchange.operation}: {each.where}", each.promised, each.received)
