"""What msgspec says about a wrong value, retold for the people who write worlds."""

from __future__ import annotations

import re
from difflib import get_close_matches
from typing import Any, cast

import msgspec
from msgspec import inspect

from mock_server.world.document import Document
from mock_server.world.errors import WorldError
from mock_server.world.vocabulary import MetricValue

_LONGEST_SHOWN = 60
_PLACE = re.compile(r" - at (?:`key` in )?`\$(?P<path>.*)`$")
_STEP = re.compile(r"\[(?P<index>\d+|\.\.\.)\]|\.(?P<name>[^.\[]+)")


def explained(error: msgspec.ValidationError, tree: object, schema: type[Document]) -> WorldError:
    """The mistake, with its place, what may stand there and what does."""
    found = _PLACE.search(str(error))
    kind, value, path = _walk(schema, tree, found["path"] if found else "")
    if isinstance(kind, inspect.StructType) and isinstance(value, dict):
        return _wrong_keys(kind, value, path)
    if isinstance(error.__cause__, (TypeError, ValueError)):
        return WorldError(str(error.__cause__), path)
    return WorldError(f"expected {_described(kind)}, not {shown(value)}", path, _choices(kind))


def shown(value: object) -> str:
    """A wrong value as a message prints it: short, and in the words of world files."""
    if isinstance(value, (dict, list)):
        return "a mapping" if isinstance(value, dict) else "a list"
    text = repr(value) if isinstance(value, float) else msgspec.json.encode(value).decode()
    return text if len(text) <= _LONGEST_SHOWN else text[:_LONGEST_SHOWN] + "…"


def suggestion(name: str, allowed: tuple[str, ...]) -> str:
    """`; did you mean followers?` when one of the allowed names is close, else nothing."""
    close = get_close_matches(name[:_LONGEST_SHOWN], allowed, n=1)
    return f"; did you mean {close[0]}?" if close else ""


def _walk(schema: type[Document], tree: object, path: str) -> tuple[inspect.Type, Any, str]:
    """The type and the value at the path, and the path as users write it."""
    kind: inspect.Type = inspect.type_info(schema)
    value: Any = tree
    written = ""
    for step in _STEP.finditer(path):
        key = _key(step, value)
        kind, value = _inner(kind, key), value[key]
        written += f"[{key}]" if isinstance(key, int) else f".{key}" if written else key
    return _single(kind), value, written


def _key(step: re.Match[str], value: dict[str, object]) -> str | int:
    if step["name"]:
        return step["name"]
    return _wrong_metric(value) if step["index"] == "..." else int(step["index"])


def _wrong_metric(values: dict[str, object]) -> str:
    """The key of the first wrong value: of the free mappings, which are all `insights`, msgspec names none."""
    for key, value in values.items():
        try:
            msgspec.convert(value, cast("Any", MetricValue))
        except msgspec.ValidationError:
            return key
    raise AssertionError("msgspec refused a mapping whose values are right")


def _members(kind: inspect.Type) -> list[inspect.Type]:
    return list(kind.types) if isinstance(kind, inspect.UnionType) else [kind]


def _single(kind: inspect.Type) -> inspect.Type:
    """The type itself where null only means that a key was left out."""
    members = [member for member in _members(kind) if not isinstance(member, inspect.NoneType)]
    return members[0] if len(members) == 1 else kind


def _inner(kind: inspect.Type, key: str | int) -> inspect.Type:
    outer = _single(kind)
    if isinstance(outer, inspect.StructType):
        return next(field.type for field in outer.fields if field.encode_name == key)
    if isinstance(outer, inspect.DictType):
        return outer.value_type
    return cast("inspect.VarTupleType", outer).item_type


def _wrong_keys(kind: inspect.StructType, value: dict[str, object], path: str) -> WorldError:
    allowed = tuple(field.encode_name for field in kind.fields)
    unknown = next((key for key in value if key not in allowed), None)
    if unknown is None:
        names = (field.encode_name for field in kind.fields if field.required)
        missing = next(name for name in names if name not in value)
        return WorldError(f"the key {missing} is needed here", path, allowed)
    hint = suggestion(unknown, allowed) or f"; allowed are {', '.join(allowed)}"
    return WorldError(f"unknown key {shown(unknown)}{hint}", f"{path}.{unknown}" if path else unknown, allowed)


def _choices(kind: inspect.Type) -> tuple[str, ...]:
    if isinstance(kind, inspect.LiteralType):
        return tuple(str(value) for value in kind.values)
    if isinstance(kind, inspect.EnumType):
        return tuple(member.value for member in kind.cls)
    return ()


def _described(kind: inspect.Type) -> str:
    if isinstance(kind, inspect.UnionType):
        return " or ".join(dict.fromkeys(_described(member) for member in kind.types))
    if isinstance(kind, inspect.Metadata):
        return str((kind.extra_json_schema or {}).get("description") or _described(kind.type))
    if isinstance(kind, (inspect.LiteralType, inspect.EnumType)):
        return "one of " + ", ".join(_choices(kind))
    if isinstance(kind, (inspect.IntType, inspect.FloatType)):
        return _described_number(kind)
    return _NAMES.get(type(kind), "something else")


def _described_number(kind: inspect.IntType | inspect.FloatType) -> str:
    name = "a whole number" if isinstance(kind, inspect.IntType) else "a number"
    return name if kind.ge is None else f"{name} from {kind.ge} to {kind.le}"


_NAMES: dict[type[inspect.Type], str] = {
    inspect.StrType: "a text",
    inspect.BoolType: "true or false",
    inspect.NoneType: "null",
    inspect.StructType: "a mapping",
    inspect.DictType: "a mapping",
    inspect.VarTupleType: "a list",
    inspect.CustomType: "a time",
}
