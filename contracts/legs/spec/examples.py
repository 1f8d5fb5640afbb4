"""The document's examples, executed: each request that an example answers is read off the example and sent."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, TypeAlias

from contracts.bench import Bench
from contracts.compare import Difference, Differences, Reply, shown
from contracts.legs.checking import checked, inside
from contracts.legs.spec.asking import Desk, desk_of, error_of, query_of, unfit
from contracts.legs.spec.error_examples import speaks
from contracts.legs.spec.known import Acquaintance, Known
from contracts.legs.spec.occasions import occasions_unkept
from contracts.legs.spec.reading import insights_request
from contracts.legs.spec.wording import Wording
from contracts.openapi.public import Example, PublicDocument
from contracts.outcome import Check, Checks
from contracts.subjects import FACEBOOK, INSTAGRAM, SUBJECTS, TOKENS

Error: TypeAlias = dict[str, Any]

OK = "200"
INSIGHTS = f"getInsights {OK}"
_ONLY_OF_INSTAGRAM = ("exchangeForLongLived", "refresh")
_EMPTY: dict[str, list[object]] = {"data": []}
_VERBATIM = ("name", "period", "title", "description")
_NOT_TOLD = "the example does not tell its request; `generated` asks this operation"


def play(bench: Bench) -> Checks:
    """A check for each example of an answer, each error, and each error that a plain request reaches."""
    with desk_of(bench) as desk:
        answers = Answers(desk)
        for example in bench.document.examples():
            if example.place.endswith(f" {OK}") and example.value != _EMPTY:
                yield answers.check(example)
        yield from errors_checked(desk)
        for name, differences in occasions_unkept(desk):
            yield checked("errors that requests reach", name, differences)


class Answers:
    """Sends what an example answers, and holds the reply against the example."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._document = desk.document
        self._known = Acquaintance(desk)

    def check(self, example: Example) -> Check:
        """An example of an answer: executed where its request can be told."""
        requests = list(self._requests(example))
        if not requests:
            return Check(topic=example.place, name=example.name, skipped=_NOT_TOLD)
        about = (f"GET https://{host}/{{version}}/{path}?{query_of(params)}" for host, path, params in requests)
        return checked(example.place, example.name, self._unkept(example, requests), *about)

    def _requests(self, example: Example) -> Iterator[tuple[str, str, dict[str, str]]]:
        """The hosts, paths and parameters of an example's requests."""
        name, _, edge = example.name.partition(".")
        if example.place == INSIGHTS:
            for subject, request in insights_request(self._document, example):
                yield FACEBOOK, f"{subject}/insights", request
        elif example.place == f"getObject {OK}" and name in self._document.types:
            yield from self._of_node(name, example.value)
        elif example.place == f"debugToken {OK}":
            yield FACEBOOK, "debug_token", {"input_token": TOKENS[FACEBOOK] if example.name == "valid" else "nonsense"}
        elif edge and name in self._document.types:
            for known in self._of_type(name):
                yield from ((host, f"{known.id}/{edge}", {}) for host in self._hosts_of(known, edge))

    def _of_type(self, type_: str) -> list[Known]:
        return [known for known in self._known.objects if known.type == type_]

    def _hosts_of(self, known: Known, edge: str) -> list[str]:
        return [host for host in known.hosts if edge in {each.name for each in self._known.edges(known, host)}]

    def _of_node(self, type_: str, value: dict[str, Any]) -> Iterator[tuple[str, str, dict[str, str]]]:
        for known in self._of_type(type_)[:1]:
            for host in known.hosts:
                names = self._known.readable(self._document.types[type_], host, known.kind)
                yield host, known.id, {"fields": ",".join(name for name in value if name in names)}

    def _unkept(self, example: Example, requests: list[tuple[str, str, dict[str, str]]]) -> Differences:
        for host, path, params in requests:
            reply = self._desk.get(host, path, params)
            yield from inside(f"{host} {path}", self._reply_unkept(example, reply))

    def _reply_unkept(self, example: Example, reply: Reply) -> Differences:
        if str(reply.status) != OK:
            yield Difference("status", OK, f"{reply.status} {shown(reply.body)}")
            return
        yield from unfit(self._document.validator(example.schema), reply)
        yield from unlike_example(example.value, reply.body, "body", strictly=example.place == INSIGHTS)


def unlike_example(example: object, received: object, where: str, *, strictly: bool = False) -> Differences:
    """Keys, their order and the types of values are those of the example; `strictly` all keys, and texts too."""
    if isinstance(example, dict) and isinstance(received, dict):
        known = list(example) if strictly else [key for key in example if key in received]
        told = [key for key in received if strictly or key in example]
        if known != told:
            yield Difference(f"keys of {where}", shown(list(known)), shown(list(told)))
        for key in (each for each in known if each in received):
            yield from unlike_example(example[key], received[key], f"{where}.{key}", strictly=strictly)
            if strictly and key in _VERBATIM and example[key] != received[key]:
                yield Difference(f"{where}.{key}", str(example[key]), str(received[key]))
    elif isinstance(example, list) and isinstance(received, list):
        if example and received:
            yield from unlike_example(example[0], received[0], f"{where}[0]", strictly=strictly)
    elif _kind(example) != _kind(received):
        yield Difference(where, f"a value like {json.dumps(example)}", json.dumps(received, default=str))


def _kind(value: object) -> str:
    return "number" if type(value) in (int, float) else type(value).__name__


@dataclass(frozen=True, slots=True)
class Shown:
    """An error as the examples of all operations show it."""

    name: str
    host: str
    status: str
    examples: tuple[tuple[str, Error], ...]


def errors_of(document: PublicDocument) -> list[Shown]:
    """The errors that the document shows, each once for a host, with all its examples."""
    found: dict[tuple[str, str, str], list[tuple[str, Error]]] = {}
    for example in document.examples():
        operation, _, status = example.place.partition(" ")
        if status != OK and isinstance(example.value, dict) and "code" in example.value.get("error", {}):
            for host in _hosts_of(operation, example.name):
                found.setdefault((example.name.partition(".")[0], host, status), []).append(
                    (operation, example.value["error"])
                )
    return [Shown(*key, tuple(examples)) for key, examples in found.items()]


def _hosts_of(operation: str, name: str) -> list[str]:
    if operation in _ONLY_OF_INSTAGRAM:
        return [INSTAGRAM]
    named = [host for host in (FACEBOOK, INSTAGRAM) if speaks(name, host)]
    return named[:1]  # what both hosts say alike is asked on one


def errors_checked(desk: Desk) -> Iterator[Check]:
    """Each error, asked for by its name: the status and the words are those of all its examples."""
    wording = Wording(desk.document)
    for each in errors_of(desk.document):
        headers = {"X-Mock-Error": each.name}
        reply = desk.get(each.host, f"{SUBJECTS[1].id}/insights", {"metric": "reach"}, headers)
        yield checked("errors by name", f"{each.name}, {each.status}, {each.host}", _error_unkept(each, reply, wording))


def _error_unkept(each: Shown, reply: Reply, wording: Wording) -> Differences:
    error = error_of(reply)
    if str(reply.status) != each.status or "message" not in error:
        yield Difference("status", each.status, f"{reply.status} {shown(reply.body)}")
        return
    for operation, example in each.examples:
        if list(wording.of(example).items()) != list(wording.of(error).items()):
            yield Difference(f"error, as {operation} shows it", shown(example), shown(error))
