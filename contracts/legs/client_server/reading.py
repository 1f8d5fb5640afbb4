"""What a client reads: every row of the document, windows of all widths, and the lists."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from urllib.parse import parse_qs

from contracts.compare import Difference, Differences
from contracts.driving.comparing import unlike_rows
from contracts.driving.questions import WIDEST, Question, day_before, instant_of, row_questions
from contracts.driving.reading import rows_of
from contracts.driving.world import BIG, GONE_STORY, TINY, UNAVAILABLE
from contracts.files.promises import Json
from contracts.legs.client_server.interview import Asked, Heard
from contracts.legs.client_server.judging import asks_once, finds_accounts, reads_items, reads_rows
from contracts.openapi.public import PublicDocument
from contracts.subjects import ACCOUNT, FACEBOOK, INSTAGRAM, PAGE_TOKEN, SUBJECTS

HOSTS = (FACEBOOK, INSTAGRAM)
PHOTO = next(subject.id for subject in SUBJECTS if subject.kind == "photo")

_FIELDS: list[Json] = ["id", "caption", "media_type", "media_product_type", "timestamp", "permalink", "like_count"]
_PROFILE: list[Json] = ["id", "username", "name", "followers_count", "media_count"]
_SLACK = timedelta(seconds=1)  # one window may begin where the last one ended, or a second later


def rows(document: PublicDocument) -> Iterator[Asked]:
    """All that the document's rows allow, and data that are not there."""
    yield from (Asked(question, reads_rows) for question in row_questions(document))
    for name, call, arguments in _READ:
        yield from (Asked(Question(name=name, call=call, arguments=arguments, host=host), reads_rows) for host in HOSTS)
    for call, arguments in _READ_BY_A_PAGE:
        name = "with the token of a Page"
        yield Asked(Question(name=name, call=call, arguments=arguments, token=PAGE_TOKEN), reads_rows)


_READ: tuple[tuple[str, str, dict[str, Json]], ...] = (
    ("an account that is too small", "account_series", {"account": TINY, "metrics": ["reach", "follower_count"]}),
    ("no audience", "account_demographics", {"account": TINY, "metrics": ["follower_demographics"],
                                             "breakdowns": ["country"], "timeframe": "this_month"}),
    ("a number that is unavailable", "media_insights", {"media": UNAVAILABLE, "metrics": ["saved", "reach"]}),
    ("nothing but an unavailable number", "media_insights", {"media": UNAVAILABLE, "metrics": ["saved"]}),
    ("a story that is gone", "story_insights", {"story": GONE_STORY, "metrics": ["reach"]}),
    ("days of which nothing is kept", "account_series", {"account": ACCOUNT, "metrics": ["reach"],
                                                         "since": "2019-01-01", "until": "2019-01-03"}),
    ("a period that means nothing", "media_insights", {"media": PHOTO, "metrics": ["reach"], "period": "day"}),
)  # fmt: skip
_READ_BY_A_PAGE: tuple[tuple[str, dict[str, Json]], ...] = (
    ("account_series", {"account": ACCOUNT, "metrics": ["reach"]}),
    ("media_insights", {"media": PHOTO, "metrics": ["reach", "likes"]}),
)


def windows(document: PublicDocument) -> Iterator[Asked]:
    """Windows up to those that have to be split: days are joined, totals stay side by side."""
    for host in HOSTS:
        for name, begun, ended in _WINDOWS:
            window: dict[str, Json] = {"since": day_before(document, begun), "until": day_before(document, ended)}
            series: dict[str, Json] = {"account": ACCOUNT, "metrics": ["reach"], **window}
            totals: dict[str, Json] = {"account": ACCOUNT, "metrics": ["reach", "likes"], **window}
            yield Asked(Question(name=name, call="account_series", arguments=series, host=host), reads_rows)
            yield Asked(Question(name=name, call="account_totals", arguments=totals, host=host), reads_parts)
        days: dict[str, Json] = {"since": day_before(document, 12)[:10], "until": day_before(document, 5)[:10]}
        arguments: dict[str, Json] = {"account": ACCOUNT, "metrics": ["reach"], **days}
        yield Asked(Question(name="days", call="account_series", arguments=arguments, host=host), reads_rows)
        seams: dict[str, Json] = {"since": _ended(document, 41), "until": _ended(document, 10)}
        arguments = {"account": ACCOUNT, "metrics": ["reach"], **seams}
        yield Asked(Question(name="from end to end", call="account_series", arguments=arguments, host=host), reads_rows)


_WINDOWS = (
    ("a week", 10, 3),
    ("30 days", 40, 10),
    ("31 days", 41, 10),
    ("75 days, with a change of clocks", 240, 165),
)


def _ended(document: PublicDocument, days: int) -> str:
    """An instant at which a day ends, in Californian summer: a window that begins there has that day, too."""
    return day_before(document, days).replace("T00:", "T07:")


def reads_parts(heard: Heard) -> Differences:
    """Totals of windows that cover the whole one without a gap, each as the API tells it, and none added up."""
    asked = [window for window in (_window(each["query"]) for each in heard.requests) if window is not None]
    yield from _unlike_cover(heard.question, asked)
    bodies = [reply.body for window in asked for reply in heard.interview.raw(_within(heard.question, *window))]
    yield from unlike_rows(rows_of(bodies, heard.question.metrics), heard.answer)
    yield from asks_once(heard)


def _within(question: Question, since: datetime, until: datetime) -> Question:
    arguments = {**question.arguments, "since": since.isoformat(), "until": until.isoformat()}
    return replace(question, arguments=arguments)


def _window(query: str) -> tuple[datetime, datetime] | None:
    """The window of a request, where it is one that Graph reads: seconds, days or instants."""
    sent = parse_qs(query)
    try:
        return _instant(sent["since"][0]), _instant(sent["until"][0])
    except (KeyError, ValueError):
        return None


def _instant(written: str) -> datetime:
    if written.isdecimal():
        return datetime.fromtimestamp(int(written), UTC)
    return instant_of(written)


def _unlike_cover(question: Question, asked: list[tuple[datetime, datetime]]) -> Differences:
    promised = tuple(_instant(str(question.arguments[name])) for name in ("since", "until"))
    covered = sorted(asked)
    if not covered or (covered[0][0], covered[-1][1]) != promised:
        ends = f"{covered[0][0]} to {covered[-1][1]}" if covered else "no window"
        yield Difference("windows", f"{promised[0]} to {promised[1]}", ends)
    for (_, ended), (begun, _) in pairwise(covered):
        if not timedelta() <= begun - ended <= _SLACK:
            yield Difference("windows", f"one that begins at {ended}", str(begun))
    if question.host == FACEBOOK and any(until - since > WIDEST for since, until in covered):
        yield Difference("windows", f"at most {WIDEST.days} days wide", "a wider one")


def lists() -> Iterator[Asked]:
    """Accounts, media and stories: complete, in order, and no page more than is needed."""
    for host in HOSTS:
        for name, call, arguments in _LISTS:
            yield Asked(Question(name=name, call=call, arguments=arguments, host=host), reads_items)
    yield Asked(Question(name="those of the token", call="accounts"), finds_accounts)


_LISTS: tuple[tuple[str, str, dict[str, Json]], ...] = (
    ("some fields", "account", {"account": ACCOUNT, "fields": _PROFILE}),
    ("in large pages", "media", {"account": BIG, "fields": _FIELDS, "page_size": 100}),
    ("in small pages, the first of many", "media", {"account": BIG, "fields": _FIELDS, "page_size": 7, "at_most": 20}),
    ("no more than a page", "media", {"account": BIG, "fields": ["id"], "page_size": 25, "at_most": 25}),
    ("no fields", "media", {"account": ACCOUNT}),
    ("none", "media", {"account": TINY, "fields": ["id"]}),
    ("some fields", "stories", {"account": ACCOUNT, "fields": _FIELDS}),
    ("one to a page", "stories", {"account": ACCOUNT, "fields": ["id"], "page_size": 1}),
    ("none", "stories", {"account": BIG, "fields": ["id"]}),
)
