"""A document with an operation for each known object, host and list, or with all operations opened: for memory only."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple, TypeAlias
from urllib.parse import urlsplit

from contracts.openapi.expansion import in_memory
from contracts.openapi.public import PATH, PublicDocument

Part: TypeAlias = dict[str, Any]

# Lists of fields beside the generated ones: right, expanded, repeated, cut off, unknown.
_LISTS = ("id", "id,username,media_count", "media.limit(2){id,owner{username}}", "id,id", "media{", "insights", "bogus")


class Readable(NamedTuple):
    """What can be read of an object on a host: a node's fields, or the fields of a list's items."""

    title: str
    schema: str
    path: str
    fields: list[str]
    is_list: bool = False


def legal(document: PublicDocument, places: Iterable[Readable]) -> Part:
    """Any fields that each object has for its host, and any page of its lists, in any order."""
    paths: Part = {}
    for place in places:
        parameters = [_fields(place.fields), *([_limit()] if place.is_list else [])]
        path = f"/{document.version}/{place.path}#{place.title}"
        paths[path] = _operation(place.title, place.schema, parameters)
    return in_memory(document, paths)


def anything(document: PublicDocument, ids: list[str], proof: str) -> Part:
    """All operations but insights as they are, with known ids and lists of fields among the generated ones.

    Operations that have a host of their own get it as the prefix of their path. A wrong appsecret_proof would refuse
    every other request before anything else is looked at, so there is but the right one.
    """
    paths = {}
    for path, item in document.raw["paths"].items():
        if path != PATH:
            servers = item.get("servers", [{"url": ""}])
            bare = {key: each for key, each in item.items() if key != "servers"}
            paths[urlsplit(servers[-1]["url"]).path + path] = bare
    components = document.raw["components"]
    shared = components["parameters"]
    fields = {key: each for key, each in _or(shared["Fields"], [*_LISTS]).items() if key != "examples"}
    narrowed = {
        "ObjectId": _or(shared["ObjectId"], ids),
        "Fields": fields,
        "AppsecretProof": {**shared["AppsecretProof"], "schema": {"type": "string", "enum": [proof]}},
    }
    return {**in_memory(document, paths), "components": {**components, "parameters": {**shared, **narrowed}}}


def _or(parameter: Part, values: list[str]) -> Part:
    return {**parameter, "schema": {"anyOf": [{"type": "string", "enum": values}, parameter["schema"]]}}


def _operation(name: str, schema: str, parameters: list[Part]) -> Part:
    content = {"application/json": {"schema": {"$ref": f"#/components/schemas/{schema}"}}}
    responses = {"200": {"description": "What was asked.", "content": content}}
    return {"get": {"operationId": name, "parameters": parameters, "responses": responses}}


def _fields(names: list[str]) -> Part:
    schema = {"type": "array", "minItems": 1, "uniqueItems": True, "items": {"type": "string", "enum": names}}
    return {"name": "fields", "in": "query", "style": "form", "explode": False, "schema": schema}


def _limit() -> Part:
    return {"name": "limit", "in": "query", "schema": {"type": "integer", "minimum": 0, "maximum": 200}}
