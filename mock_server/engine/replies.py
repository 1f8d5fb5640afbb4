"""Headers and bodies of replies, in the dialect of the host that answers."""

from __future__ import annotations

from functools import lru_cache

from mock_server.catalogue.model import ApiVersion, Grade, Host
from mock_server.graph import refusal as refusals
from mock_server.graph import wire
from mock_server.graph.message import Reply
from mock_server.graph.presenting import Message, etag, not_modified
from mock_server.graph.refusal import Refusal
from mock_server.insights.setting import Answer, Outcome
from mock_server.traffic.effects import replaced
from mock_server.traffic.faults import Strike
from mock_server.world.real_tokens import masked

_CONTENT_TYPE = ("Content-Type", "application/json; charset=UTF-8")
_ALWAYS = (
    ("Access-Control-Allow-Origin", "*"),
    ("Pragma", "no-cache"),
    ("Expires", "Sat, 01 Jan 2000 00:00:00 GMT"),
)
_FRESH = ("Cache-Control", "private, no-cache, no-store, must-revalidate")
_ERROR = ("Cache-Control", "no-store")

_TRACE = "x-fb-trace-id"

ALLOWED = "GET, HEAD, POST, DELETE, OPTIONS"


def success(answer: Answer, host: Host, version: ApiVersion, *, mock_headers: bool) -> Reply:
    """The reply that carries an answer."""
    headers = [*_headers(host, version, _FRESH, answer.rule if mock_headers else "", answer.grade)]
    body = answer.body.encode("ascii")
    headers += (("ETag", etag(body)), (_TRACE, wire.trace_id()))
    return Reply(200, headers, body)


def struck(reply: Reply, strike: Strike, *, mock_headers: bool) -> Reply:
    """The reply as faults let it through."""
    if mock_headers and strike.faults:
        reply.headers.append(("X-Mock-Fault", ",".join(strike.faults)))
    return replaced(reply, strike.effect)._replace(latency=strike.latency, effect=strike.effect or "")


def without_mock_headers(reply: Reply) -> Reply:
    """The reply without the headers that tell its rule and its evidence."""
    return reply._replace(headers=[(name, value) for name, value in reply.headers if not name.startswith("X-Mock-")])


def unless_known(reply: Reply, if_none_match: str) -> Reply:
    """The reply, without its body where the client has it already."""
    tag = next((value for name, value in reply.headers if name == "ETag"), "")
    return Reply(304, reply.headers, b"") if tag and not_modified(if_none_match, tag) else reply


def messages(outcome: Outcome | Reply) -> list[Message]:
    """What `debug` tells of an answer: what it leaves out, and why."""
    if not isinstance(outcome, Answer):
        return []
    return [
        Message("warning", f"{omission.metric} is left out: {omission.absence.because}")
        for omission in outcome.omissions
    ]


def failure(refusal: Refusal, host: Host, version: ApiVersion, *, mock_headers: bool) -> Reply:
    """The reply that carries a refusal."""
    trace_id = wire.trace_id()
    values = {name: masked(value) for name, value in refusal.values.items()}
    rendered = refusals.render(refusal._replace(values=values), host, trace_id)
    headers = list(_headers(host, version, _ERROR, refusal.row.name if mock_headers else "", refusal.grade))
    headers.append(("WWW-Authenticate", rendered.challenge))
    headers.append((_TRACE, trace_id))
    return Reply(rendered.status, headers, rendered.body)


def options(host: Host, version: ApiVersion) -> Reply:
    """The reply to a browser that asks what it may send."""
    headers = [
        *_headers(host, version, _FRESH, "", Grade.ASSUMED),
        ("Access-Control-Allow-Methods", ALLOWED),
        ("Access-Control-Allow-Headers", "Authorization, Content-Type, X-Mock-Fidelity, X-Mock-Now"),
        ("Allow", ALLOWED),
    ]
    return Reply(200, headers, b"")


@lru_cache(maxsize=4096)
def _headers(
    host: Host, version: ApiVersion, caching: tuple[str, str], rule: str, grade: Grade
) -> tuple[tuple[str, str], ...]:
    mock = (("X-Mock-Rule", rule), ("X-Mock-Grade", grade.value)) if rule else ()
    return (_CONTENT_TYPE, (host.version_header, version.name), caching, *_ALWAYS, *mock)
