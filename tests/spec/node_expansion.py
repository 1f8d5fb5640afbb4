"""The public document with an operation for each well-known object, host and edge: for memory only."""

from __future__ import annotations

import hmac
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

from contracts.openapi.public import PATH, PublicDocument
from tests.conftest import READER
from tests.spec.emulated import Emulated
from tests.spec.well_known import KNOWN, TOKENS, Known, scopes_of

Part = dict[str, Any]

NODE = "/{version}/{object-id}"
# It wants to know of whom.
_NOT_ALONE = ("business_discovery",)
_PROOF = hmac.new(b"mock-app-secret", READER.encode(), "sha256").hexdigest()
_LISTS = ("id", "id,username,media_count", "media.limit(2){id,owner{username}}", "id,id", "media{", "insights", "bogus")


def legal(public: PublicDocument, emulated: Emulated) -> Part:
    """Any fields that each object has for its host, and any page of its edges, in any order."""
    paths: Part = {}
    for known, host in _each_kind():
        scopes = scopes_of(emulated, host)
        of_type = public.types[known.type]
        names = [field.name for field in of_type.readable(host, scopes, known.kind) if field.name not in _NOT_ALONE]
        paths[_path(public, known, host)] = _operation(f"{known.type}{known.kind}@{host}", known.type, [_fields(names)])
        for name, edge in of_type.edges.items():
            target = public.types.get(of_type.lists[name])
            if target and host in edge.hosts and edge.is_granted(host, scopes):
                # Fields of some kinds of media alone are left out where others are listed, never refused.
                told = [field.name for field in target.readable(host, scopes) if field.name not in _NOT_ALONE]
                path = _path(public, known, host, f"/{name}")
                named = f"{known.type}{known.kind}.{name}@{host}"
                paths[path] = _operation(named, f"{known.type}.{name}", [_fields(told), _limit()])
    return {**public.raw, "servers": [{"url": "/"}], "security": [], "paths": paths}


def anything(public: PublicDocument) -> Part:
    """All operations but insights as they are, with well-known ids and lists of fields among the generated ones.

    Operations that have a host of their own get it as the prefix of their path.
    """
    paths = {}
    for path, item in public.raw["paths"].items():
        if path != PATH:
            servers = item.get("servers", [{"url": ""}])
            bare = {key: each for key, each in item.items() if key != "servers"}
            paths[urlsplit(servers[-1]["url"]).path + path] = bare
    components = public.raw["components"]
    shared = components["parameters"]
    ids = _or(shared["ObjectId"], [known.id for known in KNOWN])
    fields = {key: each for key, each in _or(shared["Fields"], [*_LISTS]).items() if key != "examples"}
    # A wrong proof would refuse every other request before anything else is looked at.
    proof = {**shared["AppsecretProof"], "schema": {"type": "string", "enum": [_PROOF]}}
    return {
        **public.raw,
        "servers": [{"url": "/"}],
        "security": [],
        "paths": paths,
        "components": {
            **components,
            "parameters": {**shared, "ObjectId": ids, "Fields": fields, "AppsecretProof": proof},
        },
    }


def _or(parameter: Part, values: list[str]) -> Part:
    return {**parameter, "schema": {"anyOf": [{"type": "string", "enum": values}, parameter["schema"]]}}


def _each_kind() -> Iterator[tuple[Known, str]]:
    """One object of each type and kind, on each of its hosts."""
    for known in {(each.type, each.kind): each for each in reversed(KNOWN)}.values():
        yield from ((known, host) for host in known.hosts)


def _path(public: PublicDocument, known: Known, host: str, edge: str = "") -> str:
    return f"/{public.version}/{known.id}{edge}#{known.type}{known.kind}@{host}"


def _operation(name: str, schema: str, parameters: list[Part]) -> Part:
    content = {"application/json": {"schema": {"$ref": f"#/components/schemas/{schema}"}}}
    responses = {"200": {"description": "What was asked.", "content": content}}
    return {"get": {"operationId": name, "parameters": parameters, "responses": responses}}


def _fields(names: list[str]) -> Part:
    schema = {"type": "array", "minItems": 1, "uniqueItems": True, "items": {"type": "string", "enum": names}}
    return {"name": "fields", "in": "query", "style": "form", "explode": False, "schema": schema}


def _limit() -> Part:
    return {"name": "limit", "in": "query", "schema": {"type": "integer", "minimum": 0, "maximum": 200}}


def host_of(operation: str) -> str:
    """The host of a legal operation."""
    return operation.partition("@")[2]


def token_of(host: str) -> Part:
    """The headers with which the host is asked."""
    return {"Authorization": f"Bearer {TOKENS[host]}", "Host": host}
