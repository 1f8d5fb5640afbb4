"""Each edge of each type of node, asked as a field of an object that has it."""

from __future__ import annotations

from typing import Any

import pytest

from mock_server.catalogue.model import Edge, NodeType
from mock_server.catalogue.nodes import NODE_TYPES
from tests.nodes.gallery import LOGINS, PAGE, PLACES, Gallery, places, seen

_CASES = [
    (row, edge, host)
    for row in NODE_TYPES
    if row.name in PLACES
    for edge in row.edges
    for host in LOGINS
    if LOGINS[host] in edge.logins
]
_INSIGHTS = "insights.metric(reach).period(day)"


def _named(case: Any) -> str:
    return case if isinstance(case, str) else case.name


@pytest.mark.parametrize(("row", "edge", "host"), _CASES, ids=_named)
def test_each_edge(rooms: Gallery, row: NodeType, edge: Edge, host: str) -> None:
    """It is told unless its list is empty, or refused; it is never a mistake of the emulator."""
    asked = _INSIGHTS if edge.name == "insights" else edge.name
    for place in places(row, host):
        reply = rooms.fields(place, asked, host)
        assert reply.status < 500, reply.body
        if reply.status == 200 and edge.name != "insights":
            assert seen(place, reply).get(edge.name, {"data": ["left out"]})["data"]


def test_the_insights_of_pages(rooms: Gallery) -> None:
    """They are not emulated, and the refusal is that of the edge; in a list it does not name the field."""
    wrong = "The value must be a valid insights metric"
    one = rooms.get(PAGE, fields="insights.metric(page_fans)")
    assert (one.rule, one.error["message"]) == ("page_metric_invalid", f"(#100) For field 'insights': {wrong}")
    listed = rooms.get("me/accounts", fields="insights.metric(page_fans)")
    assert (listed.rule, listed.error["message"]) == ("page_metric_invalid", f"(#100) {wrong}")
    assert rooms.get(PAGE, fields="insights").rule == "page_metric_missing"
