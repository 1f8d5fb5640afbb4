"""The whole document, put together from its parts."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from mock_server.catalogue.hosts import FACEBOOK, HOSTS, INSTAGRAM
from mock_server.catalogue.model import ApiVersion, Fidelity, Host
from mock_server.spec.edition import Edition
from mock_server.spec.fields import field_list
from mock_server.spec.graph_parameters import FOR_READING, referred, shared_parameters
from mock_server.spec.login_operations import login_paths, login_schemas
from mock_server.spec.metrics import metric_list, source_list
from mock_server.spec.node_operations import node_paths
from mock_server.spec.node_schemas import node_schemas
from mock_server.spec.occasions import CHANGING, FACEBOOK_EXCHANGE, INSIGHTS, LENGTHENING, READING, SUBSCRIBING
from mock_server.spec.parameters import parameters
from mock_server.spec.responses import answer, headers, not_modified, refusals, shared_refusals
from mock_server.spec.rows import Row, rows
from mock_server.spec.schemas import schemas
from mock_server.spec.subscription_operations import subscription_paths, subscription_schemas
from mock_server.spec.successes import successes
from mock_server.spec.wording import INFO, LOCAL, OPERATION, TAGS

Part = dict[str, Any]

PATH = "/{version}/{object-id}/insights"

_SHARED = (READING, CHANGING, FACEBOOK_EXCHANGE, LENGTHENING, SUBSCRIBING)


def document(version: ApiVersion, day: date) -> Part:
    """The OpenAPI document of a version, as the API stands on a day."""
    edition = Edition(version, day)
    found = rows(edition)
    return {
        "openapi": "3.1.0",
        "info": _info(edition),
        "x-insights-version": version.name,
        "x-insights-as-of": day.isoformat(),
        "x-insights-fidelity": Fidelity.DOCUMENTED.value,
        "servers": _servers(),
        "security": [{name: []} for host in HOSTS for name in _schemes_of(host)],
        "tags": [{"name": name, "description": description} for name, description in TAGS.items()],
        "paths": {
            PATH: {"get": _operation(edition, found)},
            **node_paths(edition),
            **login_paths(edition),
            **subscription_paths(edition),
        },
        "components": {
            "securitySchemes": _security_schemes(),
            "parameters": shared_parameters(edition),
            "headers": headers(),
            "responses": shared_refusals(edition, *_SHARED),
            "schemas": {**schemas(found), **node_schemas(edition), **login_schemas(), **subscription_schemas()},
        },
        "x-insights-metrics": metric_list(edition),
        "x-insights-fields": field_list(edition),
        "x-insights-sources": source_list(edition),
    }


def _info(edition: Edition) -> Part:
    return {
        "title": "Instagram Insights",
        "version": edition.version.name,
        "summary": "Instagram's insights and the Graph around them, as insights-mock emulates both.",
        "description": INFO.format(version=edition.version.name, day=edition.day, life=edition.life),
        "license": {"name": "MIT", "identifier": "MIT"},
    }


def _servers() -> list[Part]:
    described = {
        f"https://{FACEBOOK.name}": "Facebook Login: Facebook User and Page tokens.",
        f"https://{INSTAGRAM.name}": "Instagram Login: Instagram User tokens.",
        LOCAL: "insights-mock on this machine. It speaks the dialect of the host that the token belongs to.",
    }
    return [{"url": url, "description": description} for url, description in described.items()]


def _operation(edition: Edition, found: Sequence[Row]) -> Part:
    return {
        "operationId": "getInsights",
        "tags": ["insights"],
        "summary": "Insights of a media or of a professional account",
        "description": OPERATION,
        "parameters": [*parameters(edition), *referred(*FOR_READING)],
        "responses": {"200": _success(edition, found), "304": not_modified(), **refusals(INSIGHTS, edition)},
        "x-insights-rows": [_row(row) for row in found],
    }


def _success(edition: Edition, found: Sequence[Row]) -> Part:
    examples = {each.name: {"summary": each.summary, "value": each.value} for each in successes(edition, found)}
    return answer("The numbers.", ["Insights"], examples)


def _security_schemes() -> Part:
    return {name: scheme for host in HOSTS for name, scheme in _schemes_of(host).items()}


def _schemes_of(host: Host) -> dict[str, Part]:
    told = _scopes(host)
    query = {"type": "apiKey", "in": "query", "name": "access_token", "description": told}
    bearer = {"type": "http", "scheme": "bearer", "description": told}
    return {f"{host.login}_login_query": query, f"{host.login}_login_header": bearer}


def _scopes(host: Host) -> str:
    kinds = " or ".join(sorted(kind.value for kind in host.token_kinds))
    also = (
        f", and {' or '.join(host.business_scopes)} when a Business Manager granted the role"
        if host.business_scopes
        else ""
    )
    return f"A token of kind {kinds}, for {host.name}. Scopes: {', '.join(host.scopes)}{also}."


def _row(row: Row) -> Part:
    return {
        "name": row.name,
        "object": row.object,
        **({"only": dict(row.only)} if row.only else {}),
        "hosts": [*row.hosts],
        "metrics": [*row.box.metrics],
        "params": {axis: [*row.box.of(axis)] for axis in row.told},
        "optional": [axis for axis in row.told if not row.demands(axis)],
        "windowed": row.windowed,
        "ignored": [*row.ignored],
        "answers": [*row.shapes],
    }
