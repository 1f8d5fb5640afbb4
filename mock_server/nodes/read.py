"""Reading nodes: the fields that are asked, of the object and of those that hang on it."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any
from urllib.parse import urlencode

from mock_server.auth.rules import granted
from mock_server.catalogue.limits import OLDEST_SINCE_DAYS
from mock_server.catalogue.model import Edge, Field, Login, NodeType
from mock_server.catalogue.nodes import EDGES_ELSEWHERE, NODE_TYPES
from mock_server.catalogue.object_errors import (
    FIELD_MISSING,
    FIELD_MISSING_ON_TYPE,
    NODE_TYPE_UNNAMED,
    PAGE_METRIC_INVALID,
    PAGE_METRIC_MISSING,
)
from mock_server.graph import fields as grammar
from mock_server.graph.paging import Leaf, leaf_of, paging_of, turn_of
from mock_server.graph.refusal import Refusal, Refused
from mock_server.graph.wire import Json
from mock_server.insights import account_edge, eras, media_edge
from mock_server.insights.ask import Ask, understand
from mock_server.insights.setting import Outcome, Setting
from mock_server.insights.window import window_of
from mock_server.nodes.lists import LISTS
from mock_server.nodes.objects import Item, Node, type_of
from mock_server.nodes.reading import Reading
from mock_server.nodes.values import VALUES
from mock_server.timeline.pacific import DAY
from mock_server.world.chance import key_of
from mock_server.world.model import Account, Media, Page

INSIGHTS = "insights"

_BY_NAME = {row.name: row for row in NODE_TYPES}
_EDGE_NAMES = frozenset(EDGES_ELSEWHERE) | {edge.name for row in NODE_TYPES for edge in row.edges}
_NO = ("", "0", "false")
_DAYS_OF_AN_OBJECT = 10
_OBJECTS_OF_A_BREAKDOWN = 2

Answer = dict[str, Json]


def node(node_type: NodeType, item: Item, asked: Sequence[grammar.Field], reading: Reading) -> Answer:
    """The asked fields of an object in the order asked; its id is always among them."""
    reading.work.spend()
    answer: Answer = {}
    for field in asked or _told(node_type):
        value = _value(node_type, item, field, reading)
        if value is not None:
            answer[field.key] = value
    if node_type.has_id and "id" not in answer:
        answer["id"] = VALUES[node_type.name]["id"](item, reading)
    return answer


def edge(node_type: NodeType, row: Edge, item: Item, asked: Sequence[grammar.Field], reading: Reading) -> Answer:
    """A list that hangs on an object: the page that the arguments ask for."""
    refuse_ungranted(row, reading)
    listing = LISTS[node_type.name, row.name](item, reading)
    target = _BY_NAME[row.of]
    asked = asked or _told(row)
    inside = reading._replace(listed=True, arguments={})
    if not row.paged:
        return {"data": [node(target, each, asked, inside) for each in listing.items(0, listing.count)]}
    app = reading.setting.world.app
    key = key_of(app.id, app.secret, item.id, row.name)
    leaf = leaf_of(listing, turn_of(reading.arguments), key)
    answer: Answer = {"data": [node(target, each, asked, inside) for each in leaf.items]}
    if paging := _paging(leaf, row, item, reading):
        answer["paging"] = paging
    if row.summed and reading.arguments.get("summary", "").lower() not in _NO:
        answer["summary"] = {"total_count": listing.count}
    return answer


def edge_named(node_type: NodeType, name: str, reading: Reading) -> Edge:
    """The edge of a type. Raises Refused: an edge that only other nodes have is a field that this one lacks."""
    row = _edges(node_type).get(name)
    if row is None or not _known(row, reading):
        raise _missing(node_type, name, reading)
    return row


def is_edge(name: str) -> bool:
    """Whether any node has such an edge."""
    return name in _EDGE_NAMES


def insights(item: Account | Media | Page, reading: Reading) -> Json:
    """The insights of an object, asked as a field of it."""
    ask = understand(urlencode(reading.arguments))
    outcome = insights_answer(item, ask, reading.setting)
    if isinstance(outcome, Refusal):
        raise _refused_inside(outcome.of(item.id), reading)
    reading.work.spend(_cost(item, ask, reading.setting.now))
    reading.omissions.update(dict.fromkeys(outcome.omissions))
    answer: Json = json.loads(outcome.body)
    return answer


def insights_answer(item: Node, ask: Ask, setting: Setting) -> Outcome:
    """What an object answers for its insights; those of Pages are not emulated, and other objects have none."""
    if type(item) is Media:
        return media_edge.answer(item, ask, setting)
    if type(item) is Account:
        return account_edge.answer(item, ask, setting)
    if type(item) is Page:
        row = PAGE_METRIC_INVALID if ask.metrics else PAGE_METRIC_MISSING
        return Refusal(row, because="this is a Facebook Page")
    return Refusal(FIELD_MISSING, {"field": INSIGHTS}, because=f"{type_of(item).title}s have no insights")


def _cost(item: Account | Media | Page, ask: Ask, now: int) -> int:
    """How much insights count as: a metric is an object, one of an account more in long windows and with breakdowns."""
    if isinstance(item, Media):
        return len(ask.metrics)
    days = min(max(window_of(ask, now).width // DAY, 0), OLDEST_SINCE_DAYS.value)
    return len(ask.metrics) * (1 + days // _DAYS_OF_AN_OBJECT + _OBJECTS_OF_A_BREAKDOWN * len(ask.breakdowns))


def refuse_ungranted(row: NodeType | Field | Edge, reading: Reading) -> None:
    """Raise Refused when the token lacks a scope that the row needs."""
    if row.needs and (
        refusal := granted(reading.token, reading.setting.host, row.needs, getattr(row, "lacking", None))
    ):
        raise Refused.of(refusal)


def _paging(leaf: Leaf[Any], row: Edge, item: Item, reading: Reading) -> Json:
    url = f"{reading.setting.base}/{reading.setting.version.name}/{item.id}/{row.name}"
    sent = {name: value for name, value in reading.arguments.items() if name != "ids"}
    paging = paging_of(leaf, url, sent, reading.setting.token)
    return {"cursors": paging["cursors"]} if paging and not row.linked else paging


def _value(node_type: NodeType, item: Item, field: grammar.Field, reading: Reading) -> Json:
    inside = reading._replace(arguments=field.arguments) if field.arguments else reading
    row = _fields(node_type).get(field.name)
    if row is not None and _known(row, reading):
        return _field_value(node_type, row, item, field, inside)
    branch = _edges(node_type).get(field.name)
    if branch is None or not _known(branch, reading):
        raise _missing(node_type, field.name, reading)
    return _branch(node_type, branch, item, field, inside)


def _field_value(node_type: NodeType, row: Field, item: Item, field: grammar.Field, reading: Reading) -> Json:
    refuse_ungranted(row, reading)
    fits = not row.kinds or item.kind in row.kinds
    if row.refused and not (fits and row.kinds):
        raise Refused(row.refused, f"{row.name} is not told of this object", field=row.name)
    value = VALUES[node_type.name][row.name](item, reading) if fits else None
    if value is None or row.node is None:
        return value
    return node(_BY_NAME[row.node], value, field.fields, reading._replace(arguments={}))


def _branch(node_type: NodeType, row: Edge, item: Item, field: grammar.Field, reading: Reading) -> Json:
    """An edge as a field; an empty list is left out, as long as it is no answer of its own."""
    if row.name == INSIGHTS:
        refuse_ungranted(row, reading)
        return insights(item, reading)
    arguments = dict(field.arguments)
    if field.fields:
        arguments["fields"] = grammar.text_of(field.fields)
    answer = edge(node_type, row, item, field.fields, reading._replace(arguments=arguments))
    return answer if answer["data"] else None


def _refused_inside(refusal: Refusal, reading: Reading) -> Refused:
    """The refusal of insights that were asked as a field, which names the field unless it is one of many objects."""
    return Refused.of(refusal if reading.listed else refusal._replace(inside=INSIGHTS))


def _missing(node_type: NodeType, name: str, reading: Reading) -> Refused:
    because = f"{node_type.title}s have no {name} here"
    if eras.day(reading.setting.now // DAY) < NODE_TYPE_UNNAMED and reading.login is Login.FACEBOOK:
        return Refused(FIELD_MISSING_ON_TYPE, because, field=name, type=node_type.name)
    return Refused(FIELD_MISSING, because, field=name)


def _known(row: Field | Edge, reading: Reading) -> bool:
    """Whether the field or edge exists for this login on this day."""
    return reading.login in row.logins and (row.since is None or eras.day(reading.setting.now // DAY) >= row.since)


@lru_cache(maxsize=64)
def _fields(node_type: NodeType) -> Mapping[str, Field]:
    return {row.name: row for row in node_type.fields}


@lru_cache(maxsize=64)
def _edges(node_type: NodeType) -> Mapping[str, Edge]:
    return {row.name: row for row in node_type.edges}


@lru_cache(maxsize=64)
def _told(row: NodeType | Edge) -> tuple[grammar.Field, ...]:
    """What is told of a node, or of the items of an edge, when no fields are asked."""
    names = row.told if isinstance(row, Edge) else tuple(field.name for field in row.fields if field.default)
    return tuple(grammar.Field(name, {}) for name in names)
