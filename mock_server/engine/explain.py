"""Why a request gets its answer: what was understood, each rule in turn, the evidence, the other fidelity, the fix."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

from mock_server.auth.rules import TOKEN_RULES
from mock_server.catalogue.model import (
    AccountMetric,
    ApiVersion,
    Difference,
    Edge,
    Evidence,
    Fidelity,
    Grade,
    MediaMetric,
    NodeType,
)
from mock_server.catalogue.nodes import NODE_TYPES
from mock_server.engine.answering import one_account_only
from mock_server.engine.bill import Bill
from mock_server.engine.engine import Engine, outcome_of, setting_of, version_of
from mock_server.engine.finding import find, may_read
from mock_server.engine.heard import Heard
from mock_server.engine.near_misses import near_misses
from mock_server.engine.oauth import endpoint_of
from mock_server.engine.routes import Route, route_of
from mock_server.graph import presenting
from mock_server.graph.message import Reply, Request
from mock_server.graph.refusal import Refusal, Refused, envelope, status_on
from mock_server.insights import account_edge, media_edge
from mock_server.insights.account_rules import ACCOUNT_RULES
from mock_server.insights.account_terms import BY_DOCUMENTED_NAME
from mock_server.insights.account_terms import METRICS as ACCOUNT_METRICS
from mock_server.insights.lifetime import Lifetime
from mock_server.insights.media_rules import MEDIA_RULES
from mock_server.insights.media_rules import METRICS as MEDIA_METRICS
from mock_server.insights.rules import Step, first_line, tried
from mock_server.insights.setting import Answer, Outcome
from mock_server.insights.window import window_of
from mock_server.nodes.objects import Node, type_of
from mock_server.nodes.read import INSIGHTS
from mock_server.world.model import Account, Media
from mock_server.world.moments import format_instant

Explanation = dict[str, Any]

_NODES: dict[str, NodeType | Edge] = {row.name: row for row in NODE_TYPES} | {
    f"{row.name}.{edge.name}": edge for row in NODE_TYPES for edge in row.edges
}
_OTHER = {Fidelity.DOCUMENTED: Fidelity.OBSERVED, Fidelity.OBSERVED: Fidelity.DOCUMENTED}


def request_from(url: str, *, token: str = "", now: str = "", fidelity: str = "") -> Request:
    """The GET request that a URL or a path stands for; a token in the URL goes before the one given."""
    parts = urlsplit(url)
    query = dict(parse_qsl(parts.query, keep_blank_values=True))
    if token and not query.get("access_token"):
        query["access_token"] = token
    return Request(
        method="GET",
        path=parts.path,
        query=urlencode(query),
        host=parts.netloc or "localhost",
        scheme=parts.scheme or "https",
        mock_now=now,
        mock_fidelity=fidelity,
    )


def explain(engine: Engine, request: Request) -> Explanation:
    """The decision about a request, as plain values. What it would change stays as it is."""
    engine = engine.rehearsing()
    try:
        heard = engine.hear(request)
        version = version_of(heard)
        presenting.parameters(heard.ask.sent)
    except Refused as refused:
        step = Step("request_is_readable", "The request can be read, and its version is released.", refused.refusal)
        told = {"steps": [_step(step)], **_decision(refused.refusal, None)}
        return told | _meant(near_misses(request, None, refused.refusal, engine.worlds))
    outcome = _outcome(request, heard, version, engine)
    return {
        "understood": _understood(heard, version.name),
        "steps": [_step(step) for step in _steps_to(outcome, request, heard)],
        **_decision(outcome, heard),
        **_meant(near_misses(request, heard, outcome, engine.worlds)),
        "other_fidelity": _otherwise(request, heard, engine),
    }


def _meant(misses: Sequence[str]) -> Explanation:
    """What was nearly right in the request, if anything."""
    return {"did_you_mean": list(misses)} if misses else {}


def _outcome(request: Request, heard: Heard, version: ApiVersion, engine: Engine) -> Outcome:
    try:
        outcome = outcome_of(request, heard, version, engine, Bill(None))
    except Refused as refused:
        return refused.refusal
    return Answer("{}", Grade.DOCUMENTED, rule="oauth") if isinstance(outcome, Reply) else outcome


def _understood(heard: Heard, version: str) -> Explanation:
    place, ask = heard.place, heard.ask
    found = _asked_object(heard)
    understood = {
        "host": heard.host.name,
        "version_asked": place.version or "none",
        "version_served": version,
        "now": format_instant(heard.now),
        "fidelity": heard.fidelity.value,
        "world": heard.hosted.world.id,
        "token": f"{heard.token.kind} token" if heard.token else "none that the world knows",
        "object": ", ".join(ask.ids) if ask.ids else _named(found) if found else "",
        "edge": "" if _asks_insights(heard) else "/".join(place.parts[1:]),
        "fields": ask.sent.get("fields", ""),
        "metric": ", ".join(ask.metrics),
        "period": ", ".join(ask.periods),
        "metric_type": ask.metric_type,
        "breakdown": ", ".join(ask.breakdowns),
        "timeframe": ask.timeframe,
    }
    if isinstance(found, Account) and _asks_insights(heard):
        window = window_of(ask, heard.now)
        if not window.bad:
            understood["window"] = f"{format_instant(window.since)} .. {format_instant(window.until)}"
    return {key: value for key, value in understood.items() if value}


def _asks_insights(heard: Heard) -> bool:
    return heard.place.parts[-1:] == (INSIGHTS,)


def _named(found: Node | Refusal) -> str:
    if isinstance(found, Media):
        return f"{found.kind.title} {found.id}, posted {format_instant(found.created_at)}"
    if isinstance(found, Account):
        return f"{found.account_type.name} account {found.id} with {found.followers} followers"
    if isinstance(found, Refusal):
        return "none that the token sees"
    return f"{type_of(found).title} {found.id}"


def _steps(request: Request, heard: Heard) -> list[Step]:
    if endpoint_of(heard.place, heard.method, heard.ask.sent):
        return []  # the endpoints of OAuth have ways of their own
    steps = [Step(rule.__name__, first_line(rule.__doc__), rule(heard.bearer)) for rule in TOKEN_RULES]
    refused = next((number for number, step in enumerate(steps, 1) if step.refusal), None)
    return steps[:refused] if refused else steps + _path_steps(request, heard)


def _steps_to(outcome: Outcome, request: Request, heard: Heard) -> list[Step]:
    """The steps to an outcome; what is refused after all of them is refused while the answer is put together."""
    steps = _steps(request, heard)
    if isinstance(outcome, Refusal) and not any(step.refusal for step in steps):
        steps.append(Step("answer_can_be_read", "The object has the fields and edges, and they can be read.", outcome))
    return steps


def _path_steps(request: Request, heard: Heard) -> list[Step]:
    try:
        route = route_of(heard)
    except Refused as nowhere:
        return [Step("path_leads_somewhere", "The path leads to an object or an edge.", nowhere.refusal)]
    if route.object_id:
        return _object_steps(route, request, heard)
    refusal = one_account_only(heard) if route.edge == INSIGHTS else None
    return [Step("several_objects_are_asked", "Several objects may be asked in one request.", refusal)]


def _object_steps(route: Route, request: Request, heard: Heard) -> list[Step]:
    found = find(route.object_id, heard)
    promise = "The object exists and the token sees it."
    if isinstance(found, Refusal):
        return [Step("object_is_seen", promise, found)]
    denied = may_read(found, heard, route.edge)
    steps = [
        Step("object_is_seen", promise, None),
        Step("object_may_be_read", "The app serves the person, and the token has the scopes.", denied),
    ]
    if not denied and route.edge == INSIGHTS:
        steps += _edge_steps(found, request, heard)
    return steps


def _edge_steps(found: Node, request: Request, heard: Heard) -> list[Step]:
    setting = setting_of(request, heard, version_of(heard))
    ask = heard.ask
    if isinstance(found, Media):
        numbers = Lifetime(found, setting.computed_until, setting.world.start)
        return tried(MEDIA_RULES, ask, media_edge.case_of(found, ask, setting, numbers))
    if isinstance(found, Account):
        return tried(ACCOUNT_RULES, ask, account_edge.case_of(found, ask, setting, window_of(ask, setting.now)))
    return []


def _step(step: Step) -> Explanation:
    told = {"rule": step.rule, "promise": step.promise, "result": "refused" if step.refusal else "passed"}
    return told | ({"because": step.refusal.because} if step.refusal else {})


def _decision(outcome: Outcome, heard: Heard | None) -> Explanation:
    if isinstance(outcome, Answer):
        return _answered(outcome, heard)
    host = heard.host if heard else None
    row = outcome.row
    told: Explanation = {
        "status": status_on(row, host) if host else row.status,
        "rule": row.name,
        "because": outcome.because,
        "grade": outcome.grade.value,
        "error": envelope(outcome, host) if host else {"message": row.message.format_map(outcome.values)},
        "evidence": _evidence_of_refusal(outcome),
        "fix": outcome.fix,
    }
    return told


def _answered(answer: Answer, heard: Heard | None) -> Explanation:
    return {
        "status": 200,
        "rule": answer.rule,
        "grade": answer.grade.value,
        "answer": json.loads(answer.body),
        "left_out": [
            {
                "metric": omission.metric,
                "rule": omission.absence.name,
                "because": omission.absence.because,
                "evidence": _evidence(omission.absence.name, omission.absence.evidence),
                "fix": omission.absence.fix,
            }
            for omission in answer.omissions
        ],
        "evidence": [
            *(_evidence(name, row.evidence) for name, row in _NODES.items() if name == answer.rule),
            *(_evidence(f"metric {metric.name}", metric.evidence) for metric in _rows(heard)),
        ],
    }


def _rows(heard: Heard | None) -> list[MediaMetric | AccountMetric]:
    """The metrics that were asked, of the edge that was asked."""
    found = _asked_object(heard) if heard else None
    if heard is None or found is None:
        return []
    rows = MEDIA_METRICS if isinstance(found, Media) else ACCOUNT_METRICS | BY_DOCUMENTED_NAME
    return [rows[name] for name in heard.ask.metrics if name in rows]


def _asked_object(heard: Heard) -> Node | Refusal | None:
    """What the path names, or the first of several objects; None without a token or an object."""
    named = heard.ask.ids or heard.place.parts
    return find(named[0], heard) if heard.token and named and heard.place.parts else None


def _evidence_of_refusal(refusal: Refusal) -> list[Explanation]:
    told = [_evidence(f"error {refusal.row.name}", refusal.row.evidence)]
    about = refusal.about
    if refusal.verdict and isinstance(about, Difference):
        told.insert(0, _evidence(f"difference {about.number}, {about.name}", refusal.verdict.evidence))
    elif isinstance(about, MediaMetric | AccountMetric):
        told.append(_evidence(f"metric {about.name}", about.evidence))
        if about.retired:
            told.append(_evidence(f"retirement of {about.name}", about.retired.evidence))
    return told


def _evidence(row: str, evidence: Evidence) -> Explanation:
    source = evidence.source
    told = {
        "row": row,
        "grade": evidence.grade.value,
        "source": source.title,
        "where": source.where,
        "date": source.date.isoformat(),
    }
    return told | ({"note": evidence.note} if evidence.note else {})


def _otherwise(request: Request, heard: Heard, engine: Engine) -> Explanation:
    other = _OTHER[heard.fidelity]
    outcome = _outcome(request, heard._replace(fidelity=other), version_of(heard), engine)
    told: Explanation = {"fidelity": other.value}
    if isinstance(outcome, Answer):
        return told | {"status": 200, "rule": outcome.rule, "left_out": [each.metric for each in outcome.omissions]}
    error = envelope(outcome, heard.host)
    return told | {"status": status_on(outcome.row, heard.host), "rule": outcome.row.name, "message": error["message"]}
