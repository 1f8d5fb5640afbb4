"""What clients should do with a question: judges that hold an answer against the API's own."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from dataclasses import replace
from http import HTTPStatus
from typing import cast
from urllib.parse import quote

from contracts.compare import Difference, Differences, Reply, at, shown
from contracts.driving import Kind
from contracts.driving.comparing import Refusal, unlike_ids, unlike_items, unlike_refusal, unlike_rows
from contracts.driving.questions import graph_requests
from contracts.driving.reading import listed, rows_of
from contracts.files.promises import MISSING, Json, Received
from contracts.legs.client_server.interview import Heard, Judge

_MOST_PAGES = 20


def reads_rows(heard: Heard) -> Differences:
    """All numbers of the API's own answers, each metric told, left out or given up as there."""
    replies = heard.raw()
    yield from _refused(replies)
    yield from unlike_rows(rows_of([reply.body for reply in replies], heard.question.metrics), heard.answer)
    yield from asks_once(heard)


def _refused(replies: list[Reply]) -> Differences:
    """Answers of the API with which nothing can be compared."""
    for reply in replies:
        if reply.status != HTTPStatus.OK:
            yield Difference("the API", "an answer that can be compared", f"{reply.status} {shown(reply.body)}")


def skips(heard: Heard) -> Differences:
    """The metrics that the API refuses are given up and all others read, in at most two requests for each metric."""
    metrics = heard.question.metrics
    alone = {name: _raw_of([name], heard)[0] for name in metrics}
    left = [name for name in metrics if alone[name].status == HTTPStatus.OK]
    bodies = [reply.body for reply in _raw_of(left, heard)] if left else []
    promised = replace(rows_of(bodies, left), skipped=frozenset(metrics) - frozenset(left))
    yield from unlike_rows(promised, heard.answer)
    if len(heard.requests) > 2 * len(metrics):
        yield Difference("requests", f"at most {2 * len(metrics)}", str(len(heard.requests)))


def _raw_of(metrics: list[str], heard: Heard) -> list[Reply]:
    arguments = {**heard.question.arguments, "metrics": cast("list[Json]", metrics)}
    return heard.interview.raw(replace(heard.question, arguments=arguments))


def refuses(*kinds: Kind) -> Judge:
    """The API's own error, of one of these kinds, and nothing is asked again. What is not refused is read."""

    def judge(heard: Heard) -> Differences:
        refused = next((reply for reply in heard.raw() if reply.status != HTTPStatus.OK), None)
        if refused is None:
            yield from reads_rows(heard)
            return
        yield from unlike_refusal(refusal_of(refused, kinds), heard.answer)
        yield from asks_once(heard)

    return judge


def refusal_of(reply: Reply, kinds: Collection[Kind]) -> Refusal:
    """What a client should tell of a reply of the API."""
    code, subcode = (at(f"body.error.{key}", reply.body) for key in ("code", "error_subcode"))
    return Refusal(kinds, _number(code), _number(subcode), reply.status)


def _number(received: Received) -> int | None:
    return received if isinstance(received, int) else None


def reads_items(heard: Heard) -> Differences:
    """All items of the API's own pages in their order, or the first of them, and no page for nothing."""
    most = heard.question.arguments.get("at_most")
    [first] = heard.raw()
    yield from _refused([first])
    promised = _own_items(heard, first)[: most if isinstance(most, int) else None]
    if "fields" in heard.question.arguments:
        yield from unlike_items(promised, heard.answer)
    else:
        yield from unlike_ids(promised, heard.answer)
    yield from asks_once(heard)
    yield from _needs_no_more(heard, len(promised))


def finds_accounts(heard: Heard) -> Differences:
    """The accounts that the token sees, in the order of their Pages."""
    pages = [page for reply in heard.raw() for page in listed(reply.body)]
    found = [page["instagram_business_account"] for page in pages if "instagram_business_account" in page]
    yield from unlike_ids(found, heard.answer)
    yield from asks_once(heard)


def asks_once(heard: Heard) -> Differences:
    """No request is made twice: what was answered is known, and what was refused will be again."""
    times = Counter((each["method"], each["path"], each["query"]) for each in heard.requests)
    for (method, path, query), count in times.items():
        if count > 1:
            yield Difference("requests", "each one once", f"{count} times {method} {path}?{query}")


def _own_items(heard: Heard, reply: Reply) -> list[dict[str, Json]]:
    """The items of the first page and of all that follow it, or the one object of an account."""
    interview, question = heard.interview, heard.question
    if question.call == "account":
        return [reply.body] if isinstance(reply.body, dict) else []
    [path] = graph_requests(question, interview.document.version)
    items: list[dict[str, Json]] = []
    for _ in range(_MOST_PAGES):
        items += listed(reply.body)
        after = at("body.paging.cursors.after", reply.body)
        if at("body.paging.next", reply.body) is MISSING or not isinstance(after, str):
            break
        reply = interview.get(question, f"{path}&after={quote(after)}")
    return items


def _needs_no_more(heard: Heard, promised: int) -> Differences:
    size = heard.question.arguments.get("page_size")
    if not isinstance(size, int):
        return
    most = promised // size + 2  # the page that was begun, and one to see that there is no more
    if len(heard.requests) > most:
        yield Difference("requests", f"at most {most} for {promised} items", str(len(heard.requests)))
