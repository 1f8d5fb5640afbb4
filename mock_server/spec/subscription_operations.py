"""The operations on an app's subscriptions to webhooks."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from mock_server.catalogue.hosts import FACEBOOK
from mock_server.catalogue.nodes import WEBHOOK_FIELDS
from mock_server.spec.edition import Edition
from mock_server.spec.forms import DEBUG, FLAG, TEXT, Schema, closed, listed
from mock_server.spec.graph_parameters import FOR_APPS, referred
from mock_server.spec.occasions import SUBSCRIBING
from mock_server.spec.responses import answer, refusal_references
from mock_server.spec.wording import LOCAL, SUBSCRIPTIONS_OPERATION

Part = dict[str, Any]

WEBHOOKS = "webhooks"

_CALLBACK = "http://127.0.0.1:9000/hook"
_OBJECT: Schema = {"type": "string", "enum": ["instagram"]}


def subscription_schemas() -> dict[str, Schema]:
    """The schemas of their answers by name."""
    field = closed({"name": TEXT, "version": TEXT}, "name", "version")
    subscription = closed(
        {"object": _OBJECT, "callback_url": TEXT, "active": FLAG, "fields": listed(field)},
        "object",
        "callback_url",
        "active",
        "fields",
    )
    return {
        "Subscriptions": {
            "description": "The callbacks of an app; an active one has answered the handshake.",
            **closed({"data": listed(subscription), **DEBUG}, "data"),
        }
    }


def subscription_paths(edition: Edition) -> Part:
    """All of them by path."""
    fields = {"type": "array", "minItems": 1, "items": {"type": "string", "enum": [*WEBHOOK_FIELDS]}}
    wished = [
        _query("object", "Of which object notifications are wanted.", _OBJECT),
        _query("callback_url", "Where they go. It is asked at once.", {**TEXT, "examples": [_CALLBACK]}),
        _query("verify_token", "What the callback is asked with.", {**TEXT, "examples": ["hello"]}),
        {**_query("fields", "Which fields, separated by commas.", fields), "style": "form", "explode": False},
    ]
    done = answer("It is done.", ["Success"], _example("done", "It is done", {"success": True}))
    of_object = {**_query("object", "Of which object they end.", _OBJECT), "required": False}
    return {
        "/{version}/{object-id}/subscriptions": {
            "servers": [{"url": f"https://{FACEBOOK.name}"}, {"url": f"{LOCAL}/{FACEBOOK.name}"}],
            "get": _operation("listSubscriptions", "The callbacks of an app", [], _listing(edition), edition),
            "post": _operation("subscribeApp", "Let notifications come to a callback", wished, done, edition),
            "delete": _operation("unsubscribeApp", "Let no more notifications come", [of_object], done, edition),
        }
    }


def _listing(edition: Edition) -> Part:
    fields = [{"name": "story_insights", "version": edition.version.name}]
    value = {"data": [{"object": "instagram", "callback_url": _CALLBACK, "active": True, "fields": fields}]}
    return answer("The list.", ["Subscriptions"], _example("one", "One callback", value))


def _operation(name: str, summary: str, others: Sequence[Part], success: Part, edition: Edition) -> Part:
    return {
        "operationId": name,
        "tags": [WEBHOOKS],
        "summary": summary,
        "description": SUBSCRIPTIONS_OPERATION,
        "parameters": [*referred("Version", "ObjectId"), *others, *referred(*FOR_APPS)],
        "responses": {"200": success, **refusal_references(SUBSCRIBING, edition)},
    }


def _query(name: str, description: str, schema: Schema) -> Part:
    return {"name": name, "in": "query", "required": True, "description": description, "schema": schema}


def _example(name: str, summary: str, value: Part) -> Part:
    return {name: {"summary": summary, "value": value}}
