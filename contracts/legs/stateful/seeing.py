"""Everything that a world tells at an instant, and what must be true of it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple, cast
from urllib.parse import quote

from contracts.compare import Difference, Reply, at, shown
from contracts.legs.stateful.model import ACCOUNT, Insights, Login, Model, Post, instant
from contracts.target import Target

OK = 200
_REFUSALS = ((100, Insights.UNKNOWN), (10, Insights.FEW))  # by their codes
_ALLOWED = {
    Insights.UNKNOWN: {Insights.UNKNOWN},
    Insights.EMPTY: {Insights.EMPTY},
    Insights.FEW: {Insights.FEW, Insights.TOLD},
    Insights.TOLD: {Insights.TOLD},
}
_TRACE = re.compile(rb'"fbtrace_id":"[^"]*"')
# Counts of events, so that those of a window are those of its parts together.
_ADDITIVE = ("likes", "comments", "saves", "shares", "total_interactions", "views", "profile_links_taps")

Answers = Mapping[str, Reply]
Counts = Mapping[tuple[str, str], int]


class Window(NamedTuple):
    """A stretch of whole days of the API, cut in two (epoch seconds of midnights)."""

    since: int
    cut: int
    until: int


class Sight(NamedTuple):
    """What was read at an instant, by the path that was asked."""

    now: int
    answers: Answers

    def text(self, path: str) -> str:
        """An answer as it is compared with another of the same request: without the id of its trace."""
        reply = self.answers[path]
        return f"{reply.status} {_TRACE.sub(b'', reply.content).decode(errors='replace')}"

    def data(self, path: str) -> list[dict[str, Any]]:
        """The entries of an answer; none where it has another form."""
        body = self.answers[path].body
        found = body.get("data") if isinstance(body, dict) else None
        return (
            [cast("dict[str, Any]", each) for each in found if isinstance(each, dict)]
            if isinstance(found, list)
            else []
        )


def see(target: Target, model: Model, window: Window, version: str, now: int) -> Sight:
    """Ask everything once."""
    reader = model.logins[0]
    answers = {path: _asked(target, reader, version, path) for path in (*_paths(model), *_totals(window))}
    answers |= {_me(login): _asked(target, login, version, "me") for login in model.logins}
    return Sight(now, answers)


def same(one: Sight, other: Sight, why: str) -> Iterator[Difference]:
    """Two sights that must be equal to the byte."""
    for path in one.answers:
        if one.text(path) != other.text(path):
            yield Difference(f"{why}: {path}", one.text(path), other.text(path))


def as_expected(sight: Sight, model: Model) -> Iterator[Difference]:
    """What the model knows of lists, insights and tokens."""
    for post in model.posts:
        yield from _insights(sight, post)
    for login in model.logins:
        yield from _token(sight, login)
    seen = [post for post in model.posts if post.created <= sight.now]
    stories = {post.id for post in seen if post.is_story and sight.now < post.over}
    yield from _listed(sight, "stories", stories)
    yield from _listed(sight, "media", {post.id for post in seen if not post.is_story})


def counts(sight: Sight, model: Model) -> dict[tuple[str, str], int]:
    """The lifetime values by media and metric."""
    return {
        (post.id, entry.get("name", "")): value
        for post in model.posts
        for entry in sight.data(_insights_path(post))
        for value in (_value(entry),)
        if value is not None
    }


def never_fell(before: Counts, after: Counts) -> Iterator[Difference]:
    """Lifetime values stay or grow."""
    for key, value in after.items():
        if value < before.get(key, value):
            yield Difference(f"{' '.join(key)} as time goes by", f"{before[key]} or more", str(value))


def adds_up(sight: Sight, window: Window) -> Iterator[Difference]:
    """The totals of a window are those of its two parts together."""
    whole, *parts = ({each.get("name", ""): _total(each) for each in sight.data(path)} for path in _totals(window))
    for name in _ADDITIVE:
        numbers = [part.get(name) for part in parts]
        if None in numbers or whole.get(name) != sum(number or 0 for number in numbers):
            yield Difference(f"{name} of a window", f"{whole.get(name)}, as of the window in one", shown(numbers))


def _insights(sight: Sight, post: Post) -> Iterator[Difference]:
    path = _insights_path(post)
    expected = post.insights(sight.now)
    if _told(sight, post) not in _ALLOWED[expected]:
        yield Difference(path, expected.value, sight.text(path))


def _told(sight: Sight, post: Post) -> Insights | None:
    """What the answer comes to; None: something that it never should."""
    path = _insights_path(post)
    reply = sight.answers[path]
    if reply.status != OK:
        code = at("body.error.code", reply.body)
        return next((told for each, told in _REFUSALS if each == code), None)
    names = tuple(str(each.get("name")) for each in sight.data(path))
    return {(): Insights.EMPTY, post.metrics: Insights.TOLD}.get(names)


def _token(sight: Sight, login: Login) -> Iterator[Difference]:
    lives = login.ends is None or sight.now < login.ends
    if (sight.answers[_me(login)].status == OK) is not lives:
        yield Difference(_me(login), "an answer" if lives else "a refusal: the token has ended", sight.text(_me(login)))


def _listed(sight: Sight, edge: str, expected: set[str]) -> Iterator[Difference]:
    path = f"{ACCOUNT}/{edge}"
    received = [str(each.get("id")) for each in sight.data(path)]
    if sorted(received) != sorted(expected):
        yield Difference(path, shown(sorted(expected)), shown(list(received)))


def _paths(model: Model) -> Iterator[str]:
    yield from (f"{ACCOUNT}/{edge}" for edge in ("media", "stories"))
    yield f"{ACCOUNT}/insights?metric=reach,follower_count&period=day"
    yield from map(_insights_path, model.posts)


def _insights_path(post: Post) -> str:
    return f"{post.id}/insights?metric={','.join(post.metrics)}"


def _totals(window: Window) -> tuple[str, str, str]:
    """The window in one, and its parts. A day belongs to the part in which it ends."""
    spans = ((window.since + 1, window.until), (window.since + 1, window.cut), (window.cut + 1, window.until))
    whole, first, second = (
        f"{ACCOUNT}/insights?metric={','.join(_ADDITIVE)}&period=day&metric_type=total_value&since={since}&until={until}"
        for since, until in spans
    )
    return whole, first, second


def _me(login: Login) -> str:
    ends = "never" if login.ends is None else instant(login.ends)
    return f"me at {login.host} with the token that ends {ends}"


def _asked(target: Target, login: Login, version: str, path: str) -> Reply:
    headers = {"Host": login.host.value, "Authorization": f"Bearer {login.token}"}
    return target.ask("GET", f"/{version}/{quote(path, safe='/?&=,')}", headers)


def _value(entry: Mapping[str, Any]) -> int | None:
    values = entry.get("values")
    value = values[0].get("value") if isinstance(values, list) and values and isinstance(values[0], dict) else None
    return value if isinstance(value, int) else None


def _total(entry: Mapping[str, Any]) -> int | None:
    total = entry.get("total_value")
    value = total.get("value") if isinstance(total, dict) else None
    return value if isinstance(value, int) else None
