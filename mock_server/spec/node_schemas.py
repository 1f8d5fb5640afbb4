"""The schemas of nodes, of lists of nodes, and of what comes with both. All of them are closed."""

from __future__ import annotations

from mock_server.catalogue.instagram_nodes import ACCOUNT_NODE
from mock_server.catalogue.model import NodeType
from mock_server.catalogue.nodes import NODE_TYPES
from mock_server.spec.edition import Edition
from mock_server.spec.forms import COUNT, DEBUG, FLAG, LINK, TEXT, Schema, any_of, closed, listed, reference
from mock_server.spec.node_types import ASKED_BY_ID, INSIGHTS, Branch, answered, branches, edges_of
from mock_server.spec.values import schema_of
from mock_server.spec.wording import (
    BATCH_RESULTS,
    CURSORS,
    CURSORS_ALONE,
    DEBUG_MESSAGES,
    OBJECTS,
    OBJECTS_BY_ID,
    WRAPPED,
)

ME = "WrappedUser"
RESULTS = "BatchResults"
MANY = "ObjectsById"


def node_schemas(edition: Edition) -> dict[str, Schema]:
    """All of them by name."""
    found = list(branches(edition))
    return {
        "Object": {"description": OBJECTS, **any_of(*(row.name for row in ASKED_BY_ID), ME)},
        **{row.name: _node(row, edition) for row in NODE_TYPES},
        ME: {
            "description": WRAPPED,
            **closed({"data": listed(reference(ACCOUNT_NODE.name), minItems=1, maxItems=1), **DEBUG}, "data"),
        },
        **{branch.name: _list(branch) for branch in found},
        MANY: {
            "description": OBJECTS_BY_ID,
            "type": "object",
            "properties": DEBUG,
            "additionalProperties": reference("Object"),
        },
        RESULTS: {"description": BATCH_RESULTS, **listed({"anyOf": [{"type": "null"}, reference("BatchResult")]})},
        **_SHARED,
    }


def _node(row: NodeType, edition: Edition) -> Schema:
    properties = {field.name: schema_of(field) for field in answered(row, edition)}
    lists = {branch.edge.name: reference(branch.name) for branch in branches(edition, row)}
    insights = {edge.name: reference("Insights") for edge in edges_of(row, edition) if edge.of == INSIGHTS}
    required = ("id",) if row.has_id else ()
    return {"description": f"{row.title}.", **closed({**properties, **insights, **lists, **DEBUG}, *required)}


def _list(branch: Branch) -> Schema:
    edge = branch.edge
    properties = {
        "data": listed(reference(edge.of)),
        **({"paging": reference("CursorPaging" if edge.linked else "Cursors")} if edge.paged else {}),
        **({"summary": reference("Summary")} if edge.summed else {}),
        **DEBUG,
    }
    return {"description": edge.description, **closed(properties, "data")}


_HEADER = closed({"name": TEXT, "value": TEXT}, "name", "value")
_CURSOR: Schema = {"type": "string", "minLength": 1}
_CURSORS = closed({"before": _CURSOR, "after": _CURSOR}, "before", "after")
_MESSAGE = closed({"message": TEXT, "type": {"type": "string", "enum": ["info", "warning"]}, "link": LINK}, "message")

_SHARED: dict[str, Schema] = {
    "CursorPaging": {
        "description": CURSORS,
        **closed({"cursors": _CURSORS, "previous": LINK, "next": LINK}, "cursors"),
    },
    "Cursors": {"description": CURSORS_ALONE, **closed({"cursors": _CURSORS}, "cursors")},
    "Summary": {"description": "How many items the list has.", **closed({"total_count": COUNT}, "total_count")},
    "BatchResult": {
        "description": "The reply to one request of a batch. The body is JSON in a text.",
        **closed({"code": COUNT, "headers": listed(_HEADER), "body": TEXT}, "code", "body"),
    },
    "Success": {"description": "It is done.", **closed({"success": FLAG, **DEBUG}, "success")},
    "Debug": {"description": DEBUG_MESSAGES, **closed({"messages": listed(_MESSAGE)})},
    "Script": {"description": "The answer as a call of a function.", "type": "string", "pattern": r"^/\*\*/ "},
}
