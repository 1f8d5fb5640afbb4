"""The notations of world files: JSON, and a plain YAML in which every value is what it looks like."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from typing import Any, Protocol

import yaml

from mock_server.world.errors import WorldError
from mock_server.world.real_tokens import REFUSAL, holds_real

_MOST_BYTES = 8_000_000
_DEEPEST = 20
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_FRAME = (yaml.StreamStartEvent, yaml.StreamEndEvent, yaml.DocumentStartEvent, yaml.DocumentEndEvent)

# YAML 1.2's core schema. YAML 1.1, which PyYAML follows, would turn the country NO into false and 12:30 into 750.
_CONSTANTS: dict[str, bool | None] = {"": None, "~": None, "null": None, "Null": None, "NULL": None}
_CONSTANTS |= dict.fromkeys(("true", "True", "TRUE"), True) | dict.fromkeys(("false", "False", "FALSE"), False)
_INTEGER = re.compile(r"[-+]?[0-9]{1,40}")
_NUMBER = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?")


class _Mark(Protocol):
    """A place in a text, as either of PyYAML's parsers marks it; both count from 0."""

    line: int
    column: int


def parse(text: str | bytes, origin: str) -> object:
    """The value that the text writes down, as plain mappings, lists, texts and numbers."""
    source = _decoded(text, origin)
    try:
        value = _from_json(source) if source.lstrip().startswith(("{", "[")) else _from_yaml(source)
    except yaml.MarkedYAMLError as error:
        raise WorldError(f"{origin} is neither YAML nor JSON: {error.problem}{_place(error.problem_mark)}") from None
    except (yaml.YAMLError, RecursionError, ValueError):
        raise WorldError(f"{origin} is neither YAML nor JSON") from None
    _refuse_unsafe(value, "")
    return value


def _decoded(text: str | bytes, origin: str) -> str:
    if len(text) > _MOST_BYTES:
        raise WorldError(f"{origin} is larger than {_MOST_BYTES // 1_000_000} MB; let `generate` make media up")
    try:
        source = text.decode("utf-8-sig") if isinstance(text, bytes) else text.removeprefix("\ufeff")
        source.encode("utf-8")
    except UnicodeError:
        raise WorldError(f"{origin} is not UTF-8 text") from None
    return source


def _from_json(source: str) -> object:
    try:
        return json.loads(source, object_pairs_hook=_mapping, parse_constant=_refuse_constant)
    except (json.JSONDecodeError, RecursionError):
        return _from_yaml(source)  # a flow mapping opens as JSON does


def _refuse_constant(name: str) -> None:
    raise WorldError(f"{name} is not a number that a world can hold")


def _from_yaml(source: str) -> object:
    """One pass over the events: nothing is built twice, and an alias cannot multiply what it names."""
    events = (event for event in yaml.parse(source, Loader=_LOADER) if not isinstance(event, _FRAME))
    first = next(events, None)
    value = None if first is None else _value(first, events, 0)
    extra = next(events, None)
    if extra is not None:
        raise WorldError(f"there is more than one document{_place(extra.start_mark)}")
    return value


def _value(event: yaml.Event, events: Iterator[yaml.Event], depth: int) -> object:
    _refuse_extras(event, depth)
    if isinstance(event, yaml.ScalarEvent):
        return _plain(event.value) if event.implicit[0] else event.value
    inner = _until_end(events)
    if isinstance(event, yaml.SequenceStartEvent):
        return [_value(item, events, depth + 1) for item in inner]
    return _mapping([(_key(key), _value(next(events), events, depth + 1)) for key in inner])


def _refuse_extras(event: yaml.Event, depth: int) -> None:
    if depth > _DEEPEST:
        raise WorldError(f"nested deeper than {_DEEPEST} levels{_place(event.start_mark)}")
    if isinstance(event, yaml.AliasEvent):
        raise WorldError(f"aliases are not read; write the value out{_place(event.start_mark)}")
    if getattr(event, "tag", None) not in (None, "!"):
        raise WorldError(f"tags such as !!str are not read{_place(event.start_mark)}")


def _until_end(events: Iterator[yaml.Event]) -> Iterator[yaml.Event]:
    for event in events:
        if isinstance(event, (yaml.SequenceEndEvent, yaml.MappingEndEvent)):
            return
        yield event


def _key(event: yaml.Event) -> str:
    if not isinstance(event, yaml.ScalarEvent):
        raise WorldError(f"a key is a plain word{_place(event.start_mark)}")
    return str(event.value)


def _plain(text: str) -> object:
    if text in _CONSTANTS:
        return _CONSTANTS[text]
    if _INTEGER.fullmatch(text):
        return int(text)
    return float(text) if _NUMBER.fullmatch(text) else text


def _mapping(pairs: list[tuple[str, object]]) -> dict[str, object]:
    mapping = dict(pairs)
    if len(mapping) == len(pairs):
        return mapping
    (twice, _), *_ = Counter(key for key, _ in pairs).most_common(1)
    if holds_real(twice):
        raise WorldError(REFUSAL)
    raise WorldError("this key stands twice in one mapping", twice[:60])


def _place(mark: _Mark | None) -> str:
    return f" (line {mark.line + 1}, column {mark.column + 1})" if mark else ""


def _refuse_unsafe(value: object, path: str, depth: int = 0) -> None:
    """Refuse what no world may hold: depths without end, half characters and real tokens."""
    if depth > _DEEPEST:
        raise WorldError(f"nested deeper than {_DEEPEST} levels", path)
    if isinstance(value, str):
        _refuse_unsafe_text(value, path)
    elif isinstance(value, list):
        for index, item in enumerate(value):
            _refuse_unsafe(item, f"{path}[{index}]", depth + 1)
    elif isinstance(value, dict):
        for key, item in value.items():
            _refuse_unsafe_text(key, path)
            _refuse_unsafe(item, f"{path}.{key}" if path else key, depth + 1)


def _refuse_unsafe_text(text: str, path: str) -> None:
    if holds_real(text):
        raise WorldError(REFUSAL, path)
    if not text.isascii() and any("\ud800" <= character <= "\udfff" for character in text):
        raise WorldError("half a surrogate pair is not a character", path)
