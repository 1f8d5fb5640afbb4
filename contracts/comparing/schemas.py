"""Operations, parameters and schemas of two documents. What the rows and the lists of fields tell is left to them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from contracts.comparing.containment import Schema, covers, excess, opened
from contracts.comparing.losses import Loss
from contracts.openapi.public import AXES, PATH, PublicDocument

_METHODS = ("get", "post", "delete")
_OF_EDITION = "version"  # each document knows one version only
_OF_ROWS = ("metric", *AXES)
_LIST = "Insights"
_LONGEST = 120  # characters of a schema that shows what is new


def lost_operations(old: PublicDocument, new: PublicDocument) -> Iterator[Loss]:
    """Operations that the new document does not have."""
    after = _operations(new)
    yield from (Loss(name, "gone") for name in _operations(old) if name not in after)


def lost_statuses(old: PublicDocument, new: PublicDocument) -> Iterator[Loss]:
    """Statuses that an operation does not answer any more."""
    for name, before, after in _in_both(old, new):
        for status in before["responses"]:
            if status not in after["responses"]:
                yield Loss(f"status {status}", "gone", name)


def changed_answers(old: PublicDocument, new: PublicDocument) -> Iterator[Loss]:
    """Schemas of answers that admit what they did not admit before."""
    before, after = (document.raw["components"]["schemas"] for document in (old, new))
    shapes = {shape for row in (*old.rows, *new.rows) for shape in row.answers}
    for name in before.keys() & after.keys():
        one, other = (_besides_rows(name, opened(each[name]), shapes) for each in (before, after))
        yield from _wider(one, other, name, is_listed=name in old.types)
    for operation, one, other in _in_both(old, new):
        for status in one["responses"].keys() & other["responses"].keys():
            schema, wider = _content(old, one["responses"][status]), _content(new, other["responses"][status])
            yield from _wider(schema, wider, f"{operation} {status}", is_listed=False)


def changed_parameters(old: PublicDocument, new: PublicDocument) -> Iterator[Loss]:
    """Parameters that are not taken any more, are demanded, or take fewer values."""
    for name, before, after in _in_both(old, new):
        told_elsewhere = (_OF_EDITION, *(_OF_ROWS if name.endswith(PATH) else ()))
        taken, takes = _parameters(old, before), _parameters(new, after)
        for key, each in taken.items():
            if key not in told_elsewhere:
                yield from _narrower(key, name, each, takes.get(key))
        for key, each in takes.items():
            if key not in taken and each.get("required"):
                yield Loss(key, "is demanded", name)


def _narrower(key: str, operation: str, before: dict[str, Any], after: dict[str, Any] | None) -> Iterator[Loss]:
    if after is None:
        yield Loss(key, "is not taken any more", operation)
        return
    if after.get("required") and not before.get("required"):
        yield Loss(key, "is demanded", operation)
    one, other = before.get("schema", {}), after.get("schema", {})
    if not covers(other, one):
        yield Loss(key, _told("no longer takes", excess(one, other)), operation)


def _wider(before: Schema, after: Schema, where: str, *, is_listed: bool) -> Iterator[Loss]:
    """Where an answer can be what it could not be before, as deep inside as it can be told."""
    if covers(before, after):
        return
    inside = [
        loss for name, one, other in _parts(before, after) for loss in _wider(one, other, where + name, is_listed=False)
    ]
    yield from inside
    yield from (Loss(f"{where}.{name}", "may be missing") for name in _demanded(before) - _demanded(after))
    lost = () if is_listed else before.get("properties", {}).keys() - after.get("properties", {}).keys()
    yield from (Loss(f"{where}.{name}", "gone") for name in lost)
    if not inside and not before.get("properties"):
        yield Loss(where, _told("may also be", excess(after, before)))


def _parts(before: Schema, after: Schema) -> Iterator[tuple[str, Schema, Schema]]:
    """The schemas of what both know inside: properties, and the items of lists."""
    ones, others = before.get("properties", {}), after.get("properties", {})
    yield from ((f".{name}", one, others[name]) for name, one in ones.items() if name in others)
    if isinstance(before.get("items"), dict) and isinstance(after.get("items"), dict):
        yield "[]", before["items"], after["items"]


def _demanded(schema: Schema) -> set[str]:
    return set(schema.get("required", ()))


def _told(words: str, schema: str) -> str:
    """The words and the schema that shows what is meant, where it is short enough to do so."""
    return f"{words} {schema}" if schema and len(schema) <= _LONGEST else f"{words} something else"


def _besides_rows(name: str, schema: Schema, shapes: set[str]) -> Schema:
    """The schema without what the rows tell better: which metrics are answered, and in which shapes."""
    told = {"name"} if name in shapes else {"data"} if name == _LIST else set()
    properties = {key: value for key, value in schema.get("properties", {}).items() if key not in told}
    return {**schema, "properties": properties} if told else schema


def _operations(document: PublicDocument) -> dict[str, dict[str, Any]]:
    return {
        f"{method.upper()} {path}": item[method]
        for path, item in document.raw["paths"].items()
        for method in _METHODS
        if method in item
    }


def _in_both(old: PublicDocument, new: PublicDocument) -> Iterator[tuple[str, dict[str, Any], dict[str, Any]]]:
    after = _operations(new)
    yield from ((name, each, after[name]) for name, each in _operations(old).items() if name in after)


def _parameters(document: PublicDocument, operation: dict[str, Any]) -> dict[str, dict[str, Any]]:
    found = (_followed(document, each) for each in operation.get("parameters", ()))
    return {each["name"]: each for each in found}


def _content(document: PublicDocument, response: dict[str, Any]) -> Schema:
    """The schema of the JSON that a response holds."""
    content = _followed(document, response).get("content", {})
    schema: Schema = opened(content.get("application/json", {}).get("schema", {}))
    return schema


def _followed(document: PublicDocument, part: dict[str, Any]) -> dict[str, Any]:
    """The part itself, in place of a reference to it."""
    if "$ref" not in part:
        return part
    found: Any = document.raw
    for step in part["$ref"].removeprefix("#/").split("/"):
        found = found[step]
    return dict(found)
