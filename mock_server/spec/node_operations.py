"""The operations on nodes and their edges, on several objects at once, and on batches."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from mock_server.catalogue.nodes import WEBHOOK_FIELDS
from mock_server.graph.batch import MOST_ITEMS as MOST_REQUESTS
from mock_server.spec.edition import Edition
from mock_server.spec.graph_parameters import FOR_CHANGING, FOR_READING, PAGING, SPAN, referred
from mock_server.spec.node_examples import listings, objects
from mock_server.spec.node_schemas import MANY, ME, RESULTS
from mock_server.spec.node_types import ASKED_BY_ID, Branch, branches, hosts_of
from mock_server.spec.occasions import BATCH, CHANGING, READING
from mock_server.spec.responses import JSON, answer, not_modified, refusal_references, refusals
from mock_server.spec.wording import (
    BATCH_BODY,
    BATCH_OPERATION,
    NODE_OPERATION,
    REVOCATION,
    SEVERAL_OPERATION,
    SUBSCRIBED_FIELDS,
)

Part = dict[str, Any]

NODES, EDGES, BATCHES = "nodes", "edges", "batches"

ROOT = "/{version}"
NODE = "/{version}/{object-id}"

# Edges that can be narrowed down to a span of time.
_TIMED = ("media",)
_FORM = "application/x-www-form-urlencoded"
_EXAMPLE_BATCH = '[{"method":"GET","name":"media","relative_url":"me/media?limit=2"}]'


def node_paths(edition: Edition) -> Part:
    """All of them by path."""
    edges: dict[str, list[Branch]] = {}
    for branch in branches(edition, *ASKED_BY_ID):
        edges.setdefault(branch.edge.name, []).append(branch)
    return {
        ROOT: {"get": _several(edition), "post": _batch(edition)},
        NODE: {"get": _node(edition)},
        **{f"{NODE}/{name}": _edge_item(name, hanging, edition) for name, hanging in sorted(edges.items())},
        f"{NODE}/permissions/{{permission}}": {"delete": _revocation(edition)},
    }


def _node(edition: Edition) -> Part:
    return {
        "operationId": "getObject",
        "tags": [NODES],
        "summary": "An object and its fields",
        "description": NODE_OPERATION,
        "parameters": referred("Version", "ObjectId", "Fields", *FOR_READING),
        "responses": _read("The object.", ["Object"], {**objects(edition), **_me(edition)}, edition),
    }


def _me(edition: Edition) -> Part:
    account = objects(edition)["IGUser"]["value"]
    shown = {name: account[name] for name in ("id", "user_id", "username") if name in account}
    return {ME: {"summary": "/me on graph.instagram.com", "value": {"data": [shown]}}}


def _several(edition: Edition) -> Part:
    ids = {"type": "array", "minItems": 1, "maxItems": 50, "items": {"type": "string", "pattern": r"^(\d{1,40}|me)$"}}
    sent = {"name": "ids", "in": "query", "required": True, "style": "form", "explode": False, "schema": ids}
    found = {each["value"]["id"]: {"id": each["value"]["id"]} for each in list(objects(edition).values())[-2:]}
    examples = {"several": {"summary": "Two objects", "value": found}}
    return {
        "operationId": "getObjects",
        "tags": [NODES],
        "summary": "Several objects and their fields",
        "description": SEVERAL_OPERATION,
        "parameters": [
            *referred("Version"),
            {**sent, "description": "The objects, separated by commas."},
            *referred("Fields", *FOR_READING),
        ],
        "responses": _read("The objects by id.", [MANY], examples, edition),
    }


def _edge_item(name: str, hanging: Sequence[Branch], edition: Edition) -> Part:
    changes = {method for branch in hanging for method in branch.edge.changes}
    item = {"get": _edge(name, hanging, edition)}
    if "POST" in changes:
        item["post"] = _subscription(hanging, edition)
    if "DELETE" in changes:
        item["delete"] = _deletion(name, hanging, edition)
    return item


def _edge(name: str, hanging: Sequence[Branch], edition: Edition) -> Part:
    examples = {key: example for branch in hanging for key, example in listings(branch, edition)}
    return {
        "operationId": f"get{_camel(name)}",
        "tags": [EDGES],
        "summary": f"The edge {name}",
        "description": "\n".join(map(_described, hanging)),
        "parameters": referred("Version", "ObjectId", "Fields", *_narrowing(name, hanging), *FOR_READING),
        "responses": _read("The list.", [branch.name for branch in hanging], examples, edition),
    }


def _described(branch: Branch) -> str:
    scopes = {login: groups for login, groups in branch.edge.needs.items() if login in branch.edge.logins}
    needed = "; ".join(f"{login}: {_groups(groups)}" for login, groups in scopes.items())
    asks = f" Further scopes are needed ({needed})." if needed else ""
    hosts = " and ".join(hosts_of(branch.edge, branch.owner))
    return f"- {branch.owner.name}, on {hosts}: {branch.edge.description}{asks}"


def _groups(groups: Sequence[Sequence[str]]) -> str:
    return ", ".join(" or ".join(group) for group in groups)


def _narrowing(name: str, hanging: Sequence[Branch]) -> list[str]:
    return [
        *(PAGING if any(branch.edge.paged for branch in hanging) else ()),
        *(SPAN if name in _TIMED else ()),
        *(("Summary",) if any(branch.edge.summed for branch in hanging) else ()),
    ]


def _subscription(hanging: Sequence[Branch], edition: Edition) -> Part:
    schema = {"type": "array", "minItems": 1, "items": {"type": "string", "enum": [*WEBHOOK_FIELDS]}}
    sent = {"name": "subscribed_fields", "in": "query", "required": True, "style": "form", "explode": False}
    fields = {**sent, "description": SUBSCRIBED_FIELDS, "schema": schema}
    return _change("subscribe", f"Let the app get webhooks: {_owners(hanging)}", [fields], edition)


def _deletion(name: str, hanging: Sequence[Branch], edition: Edition) -> Part:
    if name == "permissions":
        return _change("revokeAll", "Take all permissions back: the app is no longer authorized", [], edition)
    return _change("unsubscribe", f"Let the app get no more webhooks: {_owners(hanging)}", [], edition)


def _owners(hanging: Sequence[Branch]) -> str:
    return " or ".join(branch.owner.name for branch in hanging)


def _revocation(edition: Edition) -> Part:
    named = {"name": "permission", "in": "path", "required": True, "description": "The scope."}
    schema = {"type": "string", "pattern": "^[a-z_]+$"}
    return _change("revoke", REVOCATION, [{**named, "schema": schema}], edition)


def _change(operation: str, summary: str, others: Sequence[Part], edition: Edition) -> Part:
    done = {"done": {"summary": "It is done", "value": {"success": True}}}
    return {
        "operationId": operation,
        "tags": [EDGES],
        "summary": summary,
        "parameters": [*referred("Version", "ObjectId"), *others, *referred(*FOR_CHANGING)],
        "responses": {
            "200": answer("It is done.", ["Success"], done),
            **refusal_references(CHANGING, edition),
        },
    }


def _batch(edition: Edition) -> Part:
    as_text = {"type": "string", "description": BATCH_BODY, "examples": [_EXAMPLE_BATCH]}
    examples = {"batch": {"summary": "A success, and a result that was omitted", "value": [_RESULT, None]}}
    return {
        "operationId": "batch",
        "tags": [BATCHES],
        "summary": "Several requests in one",
        "description": BATCH_OPERATION,
        "parameters": referred("Version", *FOR_CHANGING),
        "requestBody": {"required": True, "content": {_FORM: _batch_of(as_text), JSON: _batch_of(_REQUESTS)}},
        "responses": {
            "200": answer("The results in the order of the requests.", [RESULTS], examples),
            **refusals(BATCH, edition),
        },
    }


def _batch_of(requests: Part) -> Part:
    flag = {"type": "string", "enum": ["true", "false"], "description": _INCLUDE_HEADERS}
    properties = {"batch": requests, "include_headers": flag}
    return {"schema": {"type": "object", "properties": properties, "required": ["batch"]}}


def _read(description: str, schemas: Sequence[str], examples: Part, edition: Edition) -> Part:
    return {
        "200": answer(description, schemas, examples),
        "304": not_modified(),
        **refusal_references(READING, edition),
    }


def _camel(name: str) -> str:
    return "".join(word.capitalize() for word in name.split("_"))


_INCLUDE_HEADERS = "Whether the results have headers; they do unless this says false."
_RESULT = {"code": 200, "headers": [{"name": "Pragma", "value": "no-cache"}], "body": '{"id":"17900000000000001"}'}
_TEXT = {"type": "string"}
_REQUESTS = {
    "description": BATCH_BODY,
    "type": "array",
    "maxItems": MOST_REQUESTS,
    "items": {
        "type": "object",
        "properties": {
            "method": _TEXT,
            "relative_url": _TEXT,
            "name": _TEXT,
            "body": _TEXT,
            "depends_on": {"anyOf": [_TEXT, {"type": "array", "items": _TEXT}]},
            "omit_response_on_success": {"type": "boolean"},
            "access_token": _TEXT,
        },
        "required": ["relative_url"],
    },
}
