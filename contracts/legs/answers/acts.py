"""Acts: calls, the answers that a script gives to them, and what the client must make of these.

A file of acts says for each one its `name`, the `reason` why such an answer is to be expected, the `call` with its
`arguments` and `options`, and the answers: `answers` one after the other, or `pages` by a parameter of the request. An
answer has a `status`, `headers`, and a `body` in JSON or a `text`. Without a `promise` everything must be read; with
one, `kinds`, `code`, `subcode` and, where it matters, `status` say which error must be told, `requests` how many the
client makes, `waited` how long it waits in all, `items` how many of the items it needs, and `accounts` which ones it
finds.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from contracts.compare import Difference, Differences
from contracts.driving import Kind
from contracts.driving.answer import Answer
from contracts.driving.comparing import Refusal, unlike_ids, unlike_items, unlike_refusal, unlike_rows
from contracts.driving.questions import LISTS, Question
from contracts.driving.reading import listed, rows_of
from contracts.driving.stub import JSON, Got, Said, Script, by_param, in_order
from contracts.files.document import CaseError, Place, Table, elements, read
from contracts.files.promises import Json

FILES = tuple(Path(__file__).with_name(f"{name}.yaml") for name in ("numbers", "lists", "refusals"))

_ACT = ("name", "reason", "call", "arguments", "options", "answers", "pages", "promise")
_SAID = ("status", "headers", "body", "text")
_PROMISE = ("kinds", "code", "subcode", "status", "requests", "waited", "items", "accounts")


class Seen(NamedTuple):
    """What a client answered, and the requests that it made."""

    answer: Answer
    requests: Sequence[Got]


Judge = Callable[[Seen], Differences]


class Act(NamedTuple):
    """A question, the script of the API's answers, and who judges what the client makes of them."""

    question: Question
    reason: str
    script: Script
    judge: Judge


def load(path: Path) -> tuple[Act, ...]:
    """The acts of a file. Raises CaseError with the line of a mistake."""
    place = Place(path.name)
    file = Table.of(read(path.read_text(encoding="utf-8"), place), place, ("acts",), ("acts",))
    return tuple(_act(Table.of(node, place, _ACT, _ACT[:4])) for node in elements(file.nodes["acts"], "acts", place))


def said(body: Json, status: int = 200, headers: Mapping[str, str] | None = None) -> Said:
    """An answer in JSON."""
    return Said(status, json.dumps(body, ensure_ascii=False).encode(), {"Content-Type": JSON, **(headers or {})})


def reads(question: Question, bodies: Sequence[Any]) -> Judge:
    """Everything that stands in these answers has been read."""
    if question.call not in LISTS:
        return lambda seen: unlike_rows(rows_of(bodies[-1:], question.metrics), seen.answer)
    if question.call == "account":
        return lambda seen: unlike_items(bodies, seen.answer)
    return lambda seen: unlike_items([item for body in bodies for item in listed(body)], seen.answer)


def _act(table: Table) -> Act:
    question = Question(
        name=table.text("name"),
        call=table.text("call"),
        arguments=table.document("arguments") or {},
        options=table.document("options") or {},
    )
    script, answers = _script(table)
    return Act(question, table.text("reason"), script, _judge(question, answers, _promise(table)))


def _promise(table: Table) -> dict[str, Any]:
    if "promise" not in table:
        return {}
    promise = table.table("promise", _PROMISE)
    kinds = promise.texts("kinds") if "kinds" in promise else ()
    for kind in kinds:
        if kind not in list(Kind):
            raise CaseError(f"`{kind}` is no kind of error; allowed: {', '.join(Kind)}", promise.where("kinds"))
    return {key: promise.value(key) for key in promise.nodes}


def _script(table: Table) -> tuple[Script, list[Said]]:
    """The script, and all answers that it may give, in order."""
    if "pages" not in table:
        nodes = elements(table.nodes["answers"], "answers", table.place)
        answers = [_said(Table.of(node, table.place, _SAID)) for node in nodes]
        return in_order(*answers), answers
    pages = table.document("pages") or {}
    param = str(pages.pop("param"))
    named = {value: said(body) for value, body in pages.items()}
    return by_param(param, named), list(named.values())


def _said(table: Table) -> Said:
    status = int(table.written("status")) if "status" in table else 200
    if "text" not in table:
        return said(table.value("body"), status, table.text_map("headers"))
    return Said(status, table.text("text").encode(), {"Content-Type": JSON, **table.text_map("headers")})


def _judge(question: Question, answers: list[Said], promise: dict[str, Any]) -> Judge:
    """Who judges by all that is promised, and without a word that insights are asked once."""
    main = _tells(promise) if "kinds" in promise else _finds(question, answers, promise)
    if not promise and question.call not in LISTS:
        promise = {"requests": 1}

    def judge(seen: Seen) -> Differences:
        yield from main(seen)
        yield from _requests(promise, seen)
        yield from _waited(promise, seen)

    return judge


def _tells(promise: dict[str, Any]) -> Judge:
    kinds = tuple(map(Kind, promise["kinds"]))

    def judge(seen: Seen) -> Differences:
        status = promise.get("status", getattr(seen.answer, "status", None))
        yield from unlike_refusal(Refusal(kinds, promise.get("code"), promise.get("subcode"), status), seen.answer)

    return judge


def _finds(question: Question, answers: list[Said], promise: dict[str, Any]) -> Judge:
    if "accounts" in promise:
        return lambda seen: unlike_ids([{"id": each} for each in promise["accounts"]], seen.answer)
    bodies = [json.loads(answer.body) for answer in answers if answer.status < 300]  # noqa: PLR2004  HTTP's successes
    if "items" in promise:
        items = [item for body in bodies for item in listed(body)]
        return lambda seen: unlike_items(items[: promise["items"]], seen.answer)
    return reads(question, bodies)


def _requests(promise: dict[str, Any], seen: Seen) -> Differences:
    if "requests" in promise and len(seen.requests) != promise["requests"]:
        yield Difference("requests", str(promise["requests"]), str(len(seen.requests)))


def _waited(promise: dict[str, Any], seen: Seen) -> Differences:
    bounds = promise.get("waited")
    waited = sum(seen.answer.waited)
    if bounds and not bounds.get("at_least", 0) <= waited <= bounds["at_most"]:
        yield Difference("waited", f"from {bounds.get('at_least', 0)} to {bounds['at_most']} s", f"{waited:g} s")
