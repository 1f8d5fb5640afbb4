"""Whether one JSON Schema admits all that another one admits. No other module knows the experimental API that tells."""

from __future__ import annotations

import json
from functools import lru_cache
from typing import Any, TypeAlias

from jsonschema_rs import CanonicalSchema, ReferencingError, ValidationError, canonicalize
from jsonschema_rs.canonical import CanonicalizationError, Containment

Schema: TypeAlias = dict[str, Any]

_CLOSING = ("additionalProperties", "unevaluatedProperties")
_UNDECIDED = (CanonicalizationError, ReferencingError, ValidationError)
_NOTHING: Schema = {"not": {}}  # the canonical schema that no value keeps


def covers(wide: Schema, narrow: Schema) -> bool:
    """Whether every value of the narrow schema is one of the wide; False too where nobody can tell."""
    if wide == narrow:
        return True
    try:
        return _canonical(wide).covers(_canonical(narrow)) == Containment.YES
    except _UNDECIDED:
        return False


def excess(more: Schema, less: Schema) -> str:
    """What the one admits and the other does not, as a schema on one line; "" where it cannot be said."""
    try:
        left = _canonical(more).subtract(_canonical(less)).to_json_schema()
    except _UNDECIDED:
        return ""
    told = {key: value for key, value in left.items() if key != "$schema"} if isinstance(left, dict) else left
    return "" if told == _NOTHING else json.dumps(told, ensure_ascii=False)


def opened(schema: Any) -> Any:  # noqa: ANN401  any part of a schema
    """The schema as a tolerant reader takes it: unknown keys are welcome, and a schema of another name is that name."""
    if isinstance(schema, list):
        return [opened(each) for each in schema]
    if not isinstance(schema, dict):
        return schema
    if "$ref" in schema:
        return {"const": schema["$ref"]}
    return {key: opened(value) for key, value in schema.items() if not (key in _CLOSING and value is False)}


def _canonical(schema: Schema) -> CanonicalSchema:
    return _of_text(json.dumps(schema, sort_keys=True))


@lru_cache(maxsize=1024)
def _of_text(text: str) -> CanonicalSchema:
    return canonicalize(json.loads(text))
