"""Answers that are made of the document's schemas, at random: legal ones, and such as Graph may give tomorrow."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from random import Random
from typing import Any

from contracts.bench import Bench
from contracts.driving import Kind
from contracts.driving.comparing import Refusal, unlike_refusal
from contracts.driving.questions import Question
from contracts.driving.stub import in_order
from contracts.legs.answers.acts import Act, Judge, reads, said
from contracts.openapi.answers import Answers

NOVELTIES = (0.0, 0.15)
_ACCOUNT, _MEDIA = "17841400000000551", "17900000000000551"
_SUBJECT = {"media_insights": {"media": _MEDIA}}
_ENTRIES = {
    "MediaCount": "media_insights",
    "MediaRate": "media_insights",
    "AccountSeries": "account_series",
    "OnlineFollowers": "account_series",
    "AccountTotal": "account_totals",
    "Demographics": "account_demographics",
    "AudienceTable": "account_series",
}
_LISTS = {"IGUser.media": "media", "IGUser.stories": "stories"}
_MOST_ENTRIES = 3


def topics(bench: Bench) -> Iterator[tuple[str, list[Act]]]:
    """By schema, so many acts as the bench has examples, half of them with something new."""
    makers: dict[str, Callable[[str, Answers, Random], Act]] = {
        **dict.fromkeys(_ENTRIES, _entries),
        **dict.fromkeys(_LISTS, _list),
        "IGUser": _account,
        "Error": _error,
    }
    known = bench.document.raw["components"]["schemas"]
    for schema, make in ((name, make) for name, make in makers.items() if name in known):
        random = Random(f"{bench.seed} {schema}")  # noqa: S311  a seed makes it repeatable
        answers = [Answers(bench.document, random, NOVELTIES[number % 2]) for number in range(bench.examples)]
        yield schema, [make(schema, each, random) for each in answers]


def _entries(schema: str, answers: Answers, random: Random) -> Act:
    made = [answers.of(schema) for _ in range(random.randint(0, _MOST_ENTRIES))]
    entries = list({(entry["name"], entry["period"]): entry for entry in made}.values())
    call = _ENTRIES[schema]
    metrics: Any = [*dict.fromkeys(entry["name"] for entry in entries), "left_out"]
    subject = _SUBJECT.get(call, {"account": _ACCOUNT})
    question = Question(name=schema, call=call, arguments={**subject, "metrics": metrics})
    return _read(question, {"data": entries})


def _list(schema: str, answers: Answers, _: Random) -> Act:
    page = answers.of(schema)
    page.pop("paging", None)  # links that lead on are acts of their own
    return _read(Question(name=schema, call=_LISTS[schema], arguments={"account": _ACCOUNT, "fields": ["id"]}), page)


def _account(schema: str, answers: Answers, _: Random) -> Act:
    question = Question(name=schema, call="account", arguments={"account": _ACCOUNT, "fields": ["id"]})
    return _read(question, answers.of(schema))


def _read(question: Question, body: dict[str, Any]) -> Act:
    return Act(question, "", in_order(said(body)), reads(question, [body]))


def _error(schema: str, answers: Answers, random: Random) -> Act:
    body = answers.of(schema)
    status = random.choice((400, 403, 404, 500))
    arguments: Any = {"media": _MEDIA, "metrics": ["reach"]}
    question = Question(name=schema, call="media_insights", arguments=arguments, options={"budget": 1})
    error = body["error"]
    refusal = Refusal(tuple(Kind), error["code"], error.get("error_subcode"), status)
    return Act(question, "", in_order(said(body, status)), _tells(refusal))


def _tells(refusal: Refusal) -> Judge:
    return lambda seen: unlike_refusal(refusal, seen.answer)
