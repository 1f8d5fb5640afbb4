"""The parameters that nodes, edges and batches share, as components."""

from __future__ import annotations

from typing import Any

from mock_server.graph.fields import MOST_CHARACTERS
from mock_server.graph.paging import DEFAULT_LIMIT, MOST_ITEMS
from mock_server.spec.edition import Edition
from mock_server.spec.parameters import TIME, VERSION

Parameter = dict[str, Any]

# Whatever the operation, the first of these change how its answer is shown. Apps by themselves prove nothing.
FOR_APPS = ("Pretty", "Debug", "Callback", "SuppressHttpCode")
FOR_CHANGING = (*FOR_APPS, "AppsecretProof")
FOR_TOKENS = (*FOR_APPS, "Method", "AppsecretProof")
FOR_READING = (*FOR_TOKENS, "IfNoneMatch")
PAGING = ("Limit", "After", "Before")
SPAN = ("Since", "Until")

_SWITCH = {"type": "string", "enum": ["0", "1", "false", "true"]}
_CURSOR = {"type": "string", "minLength": 1}


def shared_parameters(edition: Edition) -> dict[str, Parameter]:
    """All of them by name."""
    return {
        "Version": _in_path("version", VERSION, {"type": "string", "enum": [edition.version.name]}),
        "ObjectId": _in_path("object-id", _OBJECT_ID, {"type": "string", "pattern": r"^(\d{1,40}|me)$"}),
        "Fields": {
            **_query("fields", _FIELDS, {"type": "string", "maxLength": MOST_CHARACTERS}),
            "examples": {name: {"value": value} for name, value in _FIELD_LISTS.items()},
        },
        "Limit": _query("limit", _LIMIT, {"type": "integer", "minimum": 0, "default": DEFAULT_LIMIT}),
        "After": _query("after", "The cursor after which the page begins. It excludes `before`.", _CURSOR),
        "Before": _query("before", "The cursor before which the page ends. It excludes `after`.", _CURSOR),
        "Since": _query("since", "Only what was posted from this time on.", TIME),
        "Until": _query("until", "Only what was posted up to this time.", TIME),
        "Summary": _query("summary", "Whatever its value: tells `summary.total_count` too.", {"type": "string"}),
        "Pretty": _query("pretty", "Whether the JSON is indented.", _SWITCH),
        "Debug": _query("debug", _DEBUG, {"type": "string", "enum": ["all", "info", "warning"]}),
        "Callback": _query("callback", _CALLBACK, {"type": "string", "pattern": r"^[A-Za-z_$][A-Za-z0-9_$]{0,99}$"}),
        "SuppressHttpCode": _query("suppress_http_code", _SUPPRESS, _SWITCH),
        "Method": _query("method", _METHOD, {"type": "string", "enum": ["GET", "get"]}),
        "IfNoneMatch": {
            "name": "If-None-Match",
            "in": "header",
            "description": "The ETag of an answer that you have; if it is still the answer, 304 comes without a body.",
            "schema": {"type": "string"},
        },
        "AppsecretProof": _query("appsecret_proof", _PROOF, {"type": "string", "pattern": "^[0-9a-fA-F]{64}$"}),
    }


def referred(*names: str) -> list[Parameter]:
    """References to them."""
    return [{"$ref": f"#/components/parameters/{name}"} for name in names]


def _in_path(name: str, description: str, schema: Parameter) -> Parameter:
    return {"name": name, "in": "path", "required": True, "description": description, "schema": schema}


def _query(name: str, description: str, schema: Parameter) -> Parameter:
    return {"name": name, "in": "query", "description": description, "schema": schema}


_OBJECT_ID = (
    "The id of an object. `me` is whom the token speaks for: a Facebook user, a Page or an Instagram account. On "
    "graph.instagram.com an account is asked by its `user_id`; its `id` is scoped to the app and is refused."
)
_FIELD_LISTS = {
    "names": "id,username",
    "expanded": "id,owner{username},comments.limit(3){text}",
    "insights": "id,insights.metric(reach,likes)",
    "renamed": "media.limit(1).as(newest){id}",
}
_FIELDS = (
    "The fields to tell, separated by commas; without it the default ones are told. Braces say what is told of the "
    "objects in a field or list, `.limit(3)` and the like give it parameters of its own, and `.as(name)` renames it. "
    "`x-insights-fields` lists the fields of each type. A field that an object does not have is left out, never null; "
    "one that its type does not have refuses the whole request. Answers with renamed fields fit no schema here."
)
_LIMIT = f"How many items a page has at most. More than {MOST_ITEMS} count as {MOST_ITEMS}."
_DEBUG = "Adds `__debug__` with messages of this level and above, so far as there are any."
_CALLBACK = "Wraps the answer in a call of this function, as a script."
_SUPPRESS = "When on, errors come with the status 200 too."
_METHOD = (
    "The method that is meant, for clients that cannot send it. POST and DELETE make the request another operation; "
    "and a POST with `method=GET` is this one, its parameters in the body."
)
_PROOF = (
    "The HMAC-SHA256 of the access token with the app's secret as the key, in hexadecimal digits. It is always "
    "checked, and apps can require it."
)
