"""Ways to ask the same: however a request is written, the answer is the same."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple
from urllib.parse import quote

from contracts.compare import Difference, Differences, Reply
from contracts.files.promises import Json
from contracts.legs.spec.asking import Desk, headers_of, object_of
from contracts.subjects import SUBJECTS, TOKENS, subjects_of
from contracts.target import Target

PHOTO = SUBJECTS[1]


class Way(NamedTuple):
    """A way to ask: what is peculiar to it, and the request. Holes: path, query, host, token; the query encoded."""

    name: str
    target: str
    method: str = "GET"
    headers: Mapping[str, str] = {}
    body: str = ""


_BEARER = {"Authorization": "Bearer {token}"}
_FORM = {"Content-Type": "application/x-www-form-urlencoded"}
_ON_HOST = {"Host": "{host}"}

WAYS = (
    Way("comma as %2C", "{path}?{encoded}", headers={**_ON_HOST, **_BEARER}),
    Way("token in the query", "{path}?{query}&access_token={token}", headers=_ON_HOST),
    Way("token as OAuth", "{path}?{query}", headers={**_ON_HOST, "Authorization": "OAuth {token}"}),
    Way("host in the path", "/{host}{path}?{query}", headers=_BEARER),
    Way("slashes more than needed", "/{path}/?{query}", headers={**_ON_HOST, **_BEARER}),
    Way("a parameter that nobody knows", "{path}?{query}&locale=en_US", headers={**_ON_HOST, **_BEARER}),
    Way("GET in a POST", "{path}?method=GET", "POST", {**_ON_HOST, **_BEARER, **_FORM}, "{query}"),
    Way("since and until, which media ignore", "{path}?{query}&since=1&until=2", headers={**_ON_HOST, **_BEARER}),
)


def ways_unkept(target: Target, desk: Desk, host: str) -> Iterator[tuple[str, Differences]]:
    """Each way, and how its answer differs from the plain one."""
    rows = [row for row in desk.document.rows if PHOTO in subjects_of(row) and host in row.hosts]
    for row in rows[:1]:
        metrics = row.metrics[:2]
        path, query = f"/{desk.document.version}/{PHOTO.id}/insights", f"metric={','.join(metrics)}"
        filling = {"path": path, "query": query, "encoded": f"metric={'%2C'.join(metrics)}"}
        plain = target.ask("GET", f"{path}?{query}", headers_of(host))
        for way in WAYS:
            yield way.name, _unlike(plain, _asked(target, way, {**filling, "host": host, "token": TOKENS[host]}))
        yield "in a batch", _batch_unlike(plain, target, f"{path}?{query}".lstrip("/"), host)
        asked = desk.get(host, PHOTO.id, {"fields": f"insights.metric({','.join(metrics)})"})
        yield "as a field", _part_unlike(plain, asked, "insights")
        asked = desk.get(host, "insights", {"ids": PHOTO.id, "metric": ",".join(metrics)})
        yield "by ids", _part_unlike(plain, asked, PHOTO.id)


def _asked(target: Target, way: Way, filling: Mapping[str, str]) -> Reply:
    headers = {name: value.format(**filling) for name, value in way.headers.items()}
    return target.ask(way.method, way.target.format(**filling), headers, way.body.format(**filling).encode())


def _unlike(plain: Reply, reply: Reply) -> Differences:
    if (plain.status, plain.content) != (reply.status, reply.content):
        yield Difference("status and body", _told(plain), _told(reply))


def _part_unlike(plain: Reply, reply: Reply, key: str) -> Differences:
    if (reply.status, object_of(reply).get(key)) != (plain.status, plain.body):
        yield Difference(f"body.{key}", _told(plain), _told(reply))


def _told(reply: Reply) -> str:
    return f"{reply.status} {reply.content.decode(errors='replace')}"


def _batch_unlike(plain: Reply, target: Target, relative_url: str, host: str) -> Differences:
    item: Json = {"method": "GET", "relative_url": relative_url}
    body = f"batch={quote(json.dumps([item]))}"
    reply = target.ask("POST", "/", {**headers_of(host), **_FORM}, body.encode())
    answers: Any = reply.body
    if reply.status != plain.status or not isinstance(answers, list) or len(answers) != 1:
        yield Difference("body", "a list of one answer", _told(reply))
    elif (answers[0]["code"], json.loads(answers[0]["body"])) != (plain.status, plain.body):
        yield Difference("body[0]", _told(plain), f"{answers[0]['code']} {answers[0]['body']}")
