"""An exchange in words, for the journal: what was asked by whom, what decided, and no token that could be used."""

from __future__ import annotations

from typing import Any, Final

from mock_server.engine.asked import Asked, asked_of
from mock_server.engine.exchange import Decision, Exchange
from mock_server.engine.near_misses import near_misses
from mock_server.engine.worlds import Worlds
from mock_server.graph import body
from mock_server.graph.message import Reply, Request
from mock_server.graph.refusal import Refusal, Refused
from mock_server.store import Entry
from mock_server.traffic.masking import pairs_without_secrets, query_without_secrets, shown, without_secrets

_LONGEST_TEXT: Final = 2_048
_RULE: Final = "X-Mock-Rule"
_GRADE: Final = "X-Mock-Grade"
_WRITING: Final = ("POST", "PUT", "PATCH", "DELETE")


def entry_of(world_id: str, exchange: Exchange, reply: Reply | None, worlds: Worlds) -> Entry:
    """The entry of the journal, with the answer if its reply is still there; the store numbers it."""
    request, heard = exchange.request, exchange.heard
    sent = heard.sent if heard else ""
    asked = asked_of(heard) if heard else Asked()
    return Entry(
        world=world_id,
        at=heard.now if heard else _now(world_id, worlds, exchange.real),
        real=round(exchange.real * 1_000_000),
        took=exchange.took // 1000,
        method=heard.method if heard else request.method,
        scheme=request.scheme,
        host=without_secrets(request.host[:_LONGEST_TEXT], sent),
        path=without_secrets(request.path[:_LONGEST_TEXT], sent),
        query=query_without_secrets(request.query[:_LONGEST_TEXT], sent),
        sent=_sent(request, sent),
        token=shown(sent),
        token_kind=heard.token.kind.value if heard and heard.token else "",
        version=heard.place.version if heard else "",
        accounts=asked.accounts,
        media=asked.media,
        kinds=asked.kinds,
        metrics=asked.metrics,
        retired=asked.retired,
        status=exchange.status,
        near_misses=near_misses(request, heard, exchange.decision, worlds),
        fault=exchange.fault,
        in_batch=exchange.in_batch,
        bytes=exchange.size,
        headers=_headers(reply, sent),
        answer=_answer(reply, sent),
        **_told(exchange.decision, sent),
    )


def _now(world_id: str, worlds: Worlds, real: float) -> int:
    """The time of the world, if it is still there."""
    hosted = worlds.all().get(world_id)
    return hosted.clock.now(real) if hosted else int(real)


def _told(decision: Decision, sent: str) -> dict[str, Any]:
    """What decided, and how good the evidence for it is."""
    if isinstance(decision, Reply):
        marks = dict(decision.headers)
        return {"rule": marks.get(_RULE, ""), "grade": marks.get(_GRADE, "")}
    if not isinstance(decision, Refusal):
        grade, omissions, rule = decision
        left_out = {each.metric: each.absence.because for each in omissions}
        return {"rule": rule, "grade": grade.value, "left_out": left_out}
    row = decision.row
    because = without_secrets(decision.because[:_LONGEST_TEXT], sent)
    return {
        "rule": row.name,
        "grade": decision.grade.value,
        "code": row.code,
        "subcode": row.subcode,
        "because": because,
    }


def _sent(request: Request, token: str) -> str:
    """The parameters of the body."""
    if request.method not in _WRITING or not request.body:
        return ""
    try:
        pairs = body.parameters(request.content_type, request.body)
    except Refused:
        return ""
    return pairs_without_secrets({name: value[:_LONGEST_TEXT] for name, value in pairs.items()}, token)


def _headers(reply: Reply | None, token: str) -> tuple[tuple[str, str], ...]:
    return tuple((name, without_secrets(value, token)) for name, value in reply.headers) if reply else ()


def _answer(reply: Reply | None, token: str) -> str | None:
    """The text of the answer, if it is still there; that of an answer without a body is empty."""
    if reply is None:
        return None
    return without_secrets(reply.body.decode("utf-8", "replace"), token)
