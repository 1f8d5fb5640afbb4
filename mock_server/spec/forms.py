"""What schemas are made of."""

from __future__ import annotations

from typing import Any

Schema = dict[str, Any]

TEXT: Schema = {"type": "string"}
COUNT: Schema = {"type": "integer", "minimum": 0}
FLAG: Schema = {"type": "boolean"}
DIGITS: Schema = {"type": "string", "pattern": r"^\d+$"}
LINK: Schema = {"type": "string", "pattern": "^https?://"}

# What the parameter `debug` adds to any object that is answered.
DEBUG: Schema = {"__debug__": {"$ref": "#/components/schemas/Debug"}}


def reference(name: str) -> Schema:
    """A reference to the schema of this name."""
    return {"$ref": f"#/components/schemas/{name}"}


def closed(properties: Schema, *required: str) -> Schema:
    """An object with these properties and no others."""
    return {
        "type": "object",
        "properties": properties,
        "required": [*required],
        "additionalProperties": False,
    }


def listed(items: Schema, **bounds: int) -> Schema:
    """A list of such items."""
    return {"type": "array", "items": items, **bounds}


def any_of(*names: str) -> Schema:
    """What one of these schemas describes."""
    return {"anyOf": [reference(name) for name in names]}
