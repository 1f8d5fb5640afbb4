"""Links that lead astray: a client follows `next`, but neither for ever nor to strangers."""

from __future__ import annotations

from collections.abc import Iterator

from contracts.compare import Difference, Differences
from contracts.driving.answer import Items
from contracts.driving.questions import Question
from contracts.driving.stub import HERE, Stub, by_param, in_order
from contracts.files.promises import Json
from contracts.legs.answers.acts import Act, Judge, Seen, reads, said

_ACCOUNT = "17841400000000551"
_MOST = 4  # requests until a client has seen that it goes round in a circle


def links(stranger: Stub) -> Iterator[Act]:
    """Pages whose links lead in a circle, to somebody else, and on into the future."""
    arguments: dict[str, Json] = {"account": _ACCOUNT, "fields": ["id"]}
    circle = Question(name="a circle", call="media", arguments=arguments)
    yield Act(
        circle,
        "a link that leads to where it stands would be followed for ever",
        in_order(said(_page("one", HERE))),
        _ends,
    )
    away = Question(name="another host", call="media", arguments=arguments)
    last: Json = {"data": [{"id": "2"}]}
    script = by_param("after", {"": said(_page("one", stranger.url)), "one": said(last)})
    stranger.play(in_order(said(last)))
    yield Act(
        away, "who follows a link with the token in a header gives it away", script, _keeps_the_token(away, stranger)
    )
    window: Json = {
        "data": [],
        "paging": {"previous": f"{HERE}/v26.0/1/insights?until=1", "next": f"{HERE}/v26.0/1/insights?since=2"},
    }
    series = Question(
        name="other windows", call="account_series", arguments={"account": _ACCOUNT, "metrics": ["reach"]}
    )
    yield Act(
        series, "insights link to the windows around, without end", in_order(said(window)), _asks_once(series, window)
    )


def _page(after: str, url: str) -> Json:
    link = f"{url}/v26.0/{_ACCOUNT}/media?fields=id&limit=25&after={after}"
    return {"data": [{"id": "1"}], "paging": {"cursors": {"before": "b", "after": after}, "next": link}}


def _ends(seen: Seen) -> Differences:
    """The circle is seen soon, and no item is told more often than it came."""
    if len(seen.requests) > _MOST:
        yield Difference("requests", f"at most {_MOST}", str(len(seen.requests)))
    if isinstance(seen.answer, Items) and len(seen.answer.items) > len(seen.requests):
        yield Difference("items", f"at most {len(seen.requests)}", str(len(seen.answer.items)))


def _keeps_the_token(question: Question, stranger: Stub) -> Judge:
    def judge(_: Seen) -> Differences:
        if any(question.bearer in f"{got.params} {got.headers}" for got in stranger.requests):
            yield Difference("a request to another host", "no token in it", "the token")

    return judge


def _asks_once(question: Question, body: Json) -> Judge:
    def judge(seen: Seen) -> Differences:
        yield from reads(question, [body])(seen)
        if len(seen.requests) != 1:
            yield Difference("requests", "1", str(len(seen.requests)))

    return judge
