"""What reading gets: an object, one of its lists, its insights, or the same of several objects."""

from __future__ import annotations

from mock_server.catalogue.differences import ME_ON_INSTAGRAM, SEVERAL_ACCOUNTS
from mock_server.catalogue.limits import MOST_IDS
from mock_server.catalogue.model import ErrorRow, Login
from mock_server.catalogue.object_errors import (
    PATH_UNKNOWN,
    TOO_MANY_IDS,
)
from mock_server.engine.bill import Bill
from mock_server.engine.finding import find, may_read
from mock_server.engine.heard import Heard
from mock_server.engine.routes import ME, Route
from mock_server.graph import fields, wire
from mock_server.graph.refusal import Refusal, Refused
from mock_server.insights.setting import Answer, Omission, Outcome, Setting, weakest
from mock_server.nodes import read
from mock_server.nodes.objects import Node, type_of
from mock_server.nodes.read import INSIGHTS
from mock_server.nodes.reading import Reading, Work
from mock_server.world.model import Account


def answered(route: Route, heard: Heard, setting: Setting, bill: Bill) -> Outcome:
    """The answer to a reading request, or the refusal. Raises Refused for what is found out deep inside."""
    if route.entry:
        raise Refused(PATH_UNKNOWN, "an item of an edge cannot be read", path=f"/{route.entry}")
    if route.object_id:
        return _of_object(route, heard, setting, bill)
    return _of_several(route, heard, setting, bill)


def insights_of(object_id: str, heard: Heard, setting: Setting, bill: Bill) -> Outcome:
    """The insights of an object, or the refusal."""
    found = find(object_id, heard)
    refusal = bill.charge(heard, found)
    if isinstance(found, Refusal):
        return found.of(object_id)
    outcome = refusal or may_read(found, heard, INSIGHTS) or read.insights_answer(found, heard.ask, setting)
    return outcome.of(object_id) if isinstance(outcome, Refusal) else outcome


def _of_object(route: Route, heard: Heard, setting: Setting, bill: Bill) -> Outcome:
    """What one object answers, or the refusal."""
    if route.edge == INSIGHTS:
        return insights_of(route.object_id, heard, setting, bill)
    found = find(route.object_id, heard)
    refusal = bill.charge(heard, found)
    if isinstance(found, Refusal):
        return found.of(route.object_id)
    if refusal := refusal or may_read(found, heard, route.edge):
        return refusal.of(route.object_id)
    return _read(found, route, reading_of(heard, setting, bill.work), heard)


def reading_of(heard: Heard, setting: Setting, work: Work) -> Reading:
    """The circumstances under which nodes are read."""
    assert heard.token is not None  # noqa: S101  unknown tokens are refused before anything is read
    return Reading(setting, heard.token, work, {}, heard.hosted.subscribed, heard.ask.sent)


def _read(found: Node, route: Route, reading: Reading, heard: Heard) -> Answer:
    """An object or one of its lists."""
    row = type_of(found)
    asked = fields.parse(heard.ask.sent.get("fields", ""))
    if route.edge:
        edge = read.edge_named(row, route.edge, reading)
        answer = read.edge(row, edge, found, asked, reading)
        return Answer(wire.text(answer), edge.evidence.grade, tuple(reading.omissions), f"{row.name}.{edge.name}")
    node = read.node(row, found, asked, reading._replace(arguments={}))
    return Answer(wire.text(_wrapped(node, route, heard)), row.evidence.grade, tuple(reading.omissions), row.name)


def _wrapped(node: read.Answer, route: Route, heard: Heard) -> wire.Json:
    """The documents show /me of graph.instagram.com inside `data`."""
    documented = ME_ON_INSTAGRAM.verdict(heard.fidelity) is ME_ON_INSTAGRAM.documented
    return {"data": [node]} if route.object_id == ME and heard.host.login is Login.INSTAGRAM and documented else node


def _of_several(route: Route, heard: Heard, setting: Setting, bill: Bill) -> Outcome:
    if route.edge == INSIGHTS and (refusal := one_account_only(heard)):
        return refusal
    if len(heard.ask.ids) > MOST_IDS.value:
        return Refusal(TOO_MANY_IDS, {"most": str(MOST_IDS.value), "sent": str(len(heard.ask.ids))}, "too many ids")
    bodies, grades = [], []
    omissions: dict[Omission, None] = {}
    for object_id in heard.ask.ids:
        outcome = _of_object(Route(object_id, route.edge), heard, setting, bill)
        if not isinstance(outcome, Answer):
            return outcome
        bodies.append(f'"{object_id}":{outcome.body}')
        grades.append(outcome.grade)
        omissions |= dict.fromkeys(outcome.omissions)
    rule = SEVERAL_ACCOUNTS.name if route.edge == INSIGHTS else "ids"
    return Answer("{" + ",".join(bodies) + "}", weakest(grades), tuple(omissions), rule)


def one_account_only(heard: Heard) -> Refusal | None:
    """The documents allow the insights of one account in a request."""
    verdict = SEVERAL_ACCOUNTS.verdict(heard.fidelity)
    accounts = sum(type(find(object_id, heard)) is Account for object_id in heard.ask.ids[: MOST_IDS.value])
    if isinstance(verdict.outcome, ErrorRow) and accounts > 1:
        return Refusal(verdict.outcome, {}, "several accounts in one request", SEVERAL_ACCOUNTS, verdict)
    return None
