"""What requests other than reading do: subscribe an app to an object, take permissions back."""

from __future__ import annotations

from collections.abc import Callable

from msgspec.structs import replace

from mock_server.auth.granting import revoked
from mock_server.catalogue.model import Edge, NodeType, TokenKind
from mock_server.catalogue.nodes import WEBHOOK_FIELDS
from mock_server.catalogue.object_errors import METHOD_UNSUPPORTED, PAGE_TOKEN_REQUIRED
from mock_server.catalogue.parameter_errors import PARAMETER_REQUIRED
from mock_server.engine.bill import Bill
from mock_server.engine.finding import find, may_read
from mock_server.engine.heard import Heard
from mock_server.engine.hosting import Hosting
from mock_server.engine.routes import Route
from mock_server.graph import params
from mock_server.graph.refusal import Refusal, Refused
from mock_server.insights.rules import not_listed
from mock_server.insights.setting import Answer, Outcome
from mock_server.nodes.objects import Node, type_of
from mock_server.store import WorldRecord
from mock_server.world.model import Page

_DONE = '{"success":true}'


def changed(route: Route, heard: Heard, hosting: Hosting, bill: Bill) -> Outcome:
    """The answer to a request that changes something, or the refusal, which changes nothing."""
    found = find(route.object_id, heard)
    if refusal := bill.charge(heard, found):
        return refusal
    if isinstance(found, Refusal):
        return _about(found, route, heard)
    change = _CHANGES.get((route.edge, heard.method))
    row = _edge(type_of(found), route.edge)
    if change is None or row is None or heard.method not in row.changes:
        return _about(Refusal(METHOD_UNSUPPORTED, because="this object can only be read"), route, heard)
    if refusal := may_read(found, heard, route.edge) or _others_token(found, heard):
        return _about(refusal, route, heard)
    change(found, route, heard, hosting)
    return Answer(_DONE, row.evidence.grade, rule=f"{type_of(found).name}.{row.name}")


def _others_token(found: Node, heard: Heard) -> Refusal | None:
    """Pages are changed with tokens of their own."""
    if isinstance(found, Page) and heard.token and heard.token.kind is not TokenKind.PAGE:
        return Refusal(PAGE_TOKEN_REQUIRED, because="this is the token of a person")
    return None


def _about(refusal: Refusal, route: Route, heard: Heard) -> Refusal:
    """The refusal with the object and the method that it is about; those of finding speak of reading."""
    return refusal._replace(values={"id": route.object_id, **refusal.values, "verb": heard.method.lower()})


def _edge(row: NodeType, name: str) -> Edge | None:
    return next((edge for edge in row.edges if edge.name == name), None)


def _subscribe(found: Node, _: Route, heard: Heard, hosting: Hosting) -> None:
    fields = params.names(heard.ask.sent.get("subscribed_fields", ""))
    if not fields:
        raise Refused(PARAMETER_REQUIRED, "no fields are named", parameter="subscribed_fields")
    if unknown := not_listed("subscribed_fields", fields, WEBHOOK_FIELDS):
        raise Refused.of(unknown)
    _subscribed(found.id, tuple(dict.fromkeys(fields)), heard, hosting)


def _unsubscribe(found: Node, _: Route, heard: Heard, hosting: Hosting) -> None:
    _subscribed(found.id, None, heard, hosting)


def _subscribed(object_id: str, fields: tuple[str, ...] | None, heard: Heard, hosting: Hosting) -> None:
    """Leave the object with these subscribed fields, or with none."""

    def change(record: WorldRecord) -> WorldRecord:
        kept = {each: told for each, told in record.subscriptions.items() if each != object_id}
        return replace(record, subscriptions=kept if fields is None else kept | {object_id: fields})

    hosting.change(heard.hosted.world.id, change)


def _revoke(_: Node, route: Route, heard: Heard, hosting: Hosting) -> None:
    token = heard.token
    assert token is not None  # noqa: S101  unknown tokens are refused before anything is changed
    scope = route.entry or heard.ask.sent.get("permission", "").strip() or None
    hosting.change(heard.hosted.world.id, lambda record: revoked(record, token, scope))


_CHANGES: dict[tuple[str, str], Callable[[Node, Route, Heard, Hosting], None]] = {
    ("subscribed_apps", "POST"): _subscribe,
    ("subscribed_apps", "DELETE"): _unsubscribe,
    ("permissions", "DELETE"): _revoke,
}
