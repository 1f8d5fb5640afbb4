"""Responses and their headers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from mock_server.catalogue.hosts import HOSTS
from mock_server.spec.edition import Edition
from mock_server.spec.failures import failures
from mock_server.spec.forms import any_of, reference
from mock_server.spec.occasions import Occasion
from mock_server.spec.wording import STATUSES

Part = dict[str, Any]

ERROR = "Error"
JSON = "application/json"

_ALWAYS = (*(host.version_header for host in HOSTS), "x-fb-trace-id")
_USAGE = ("x-app-usage", "x-business-use-case-usage")
_ON_SUCCESS = ("ETag", *_USAGE)
_ON_REFUSAL = ("WWW-Authenticate", *_USAGE)


def answer(description: str, schemas: Sequence[str], examples: Part) -> Part:
    """A success in one of the schemas. Parameters of display make it a script, or give a refusal its status."""
    return {
        "description": description,
        "headers": header_references(_ON_SUCCESS),
        "content": {JSON: {"schema": any_of(*schemas, ERROR), **_shown(examples)}, **_SCRIPT},
    }


def refusals(occasion: Occasion, edition: Edition) -> Part:
    """The refusals of an occasion by status."""
    return {
        str(status): {
            "description": STATUSES[status],
            "headers": header_references(_ON_REFUSAL),
            "content": {JSON: {"schema": reference(ERROR), "examples": examples}, **_SCRIPT},
        }
        for status, examples in failures(occasion, edition).items()
    }


def shared_refusals(edition: Edition, *occasions: Occasion) -> Part:
    """The refusals of occasions that several operations have, as components."""
    return {
        _name(occasion, status): response
        for occasion in occasions
        for status, response in refusals(occasion, edition).items()
    }


def refusal_references(occasion: Occasion, edition: Edition) -> Part:
    """References to the refusals of an occasion by status."""
    statuses = (str(status) for status in failures(occasion, edition))
    return {status: {"$ref": f"#/components/responses/{_name(occasion, status)}"} for status in statuses}


def header_references(names: Sequence[str]) -> Part:
    """References to these headers, behind those that every reply has."""
    return {name: {"$ref": f"#/components/headers/{name}"} for name in (*_ALWAYS, *names)}


def headers() -> Part:
    """All headers by name."""
    text = {"type": "string"}
    version = {"type": "string", "pattern": r"^v\d+\.\d+$"}
    told = "The version that answered, on {}."
    return {
        **{host.version_header: {"description": told.format(host.name), "schema": version} for host in HOSTS},
        "x-fb-trace-id": {"description": "Names this reply.", "required": True, "schema": text},
        "WWW-Authenticate": {
            "description": "The refusal once more, in OAuth's words.",
            "required": True,
            "schema": text,
        },
        "ETag": {"description": _ETAG, "schema": {"type": "string", "pattern": '^"[0-9a-f]{40}"$'}},
        "x-app-usage": {"description": _APP_USAGE, "schema": text},
        "x-business-use-case-usage": {"description": _BUSINESS_USAGE, "schema": text},
    }


def not_modified() -> Part:
    """The response to a client that has the answer already."""
    return {"description": "You have the answer already.", "headers": header_references(_ON_SUCCESS)}


def _name(occasion: Occasion, status: int | str) -> str:
    return f"{occasion.name}{status}"


def _shown(examples: Part) -> Part:
    return {"examples": examples} if examples else {}


_SCRIPT: Part = {"text/javascript": {"schema": reference("Script")}}
_ETAG = "Names the answer. Sent back as If-None-Match, it spares the body (status 304) while the answer is the same."
_APP_USAGE = (
    "How much of the app's or the person's budget of calls is used up, in percent, as a JSON object: `call_count`, "
    "`total_time` and `total_cputime`, on graph.instagram.com `call_volume` and `cpu_time`."
)
_BUSINESS_USAGE = (
    "On graph.facebook.com, of calls about Instagram accounts, and about Pages with Page tokens: a JSON object that "
    "tells for the business and the account or Page a list of `type`, `call_count`, `total_cputime`, `total_time` and "
    "`estimated_time_to_regain_access` (minutes). It comes instead of x-app-usage."
)
