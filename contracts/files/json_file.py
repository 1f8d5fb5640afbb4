"""JSON files that people hand in: each mistake is told with its file, its line and what was expected."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import yaml

from contracts.files.document import CaseError, Place
from contracts.files.promises import MISSING, Json, Received

Kind = TypeVar("Kind", dict[str, Json], list[Json], str, int, bool)

_NAMES: dict[type, str] = {dict: "an object", list: "a list", str: "a text", int: "a number", bool: "true or false"}


@dataclass(frozen=True, slots=True)
class JsonFile:
    """A file that holds JSON. The places in it are told as keys and indices, from the outside in."""

    name: str
    text: str
    value: Json

    @classmethod
    def read(cls, path: Path) -> JsonFile:
        """The file. Raises CaseError where it cannot be read, or is not JSON."""
        try:
            text = path.read_text(encoding="utf-8")
            return cls(str(path), text, json.loads(text))
        except OSError as error:
            raise CaseError(f"cannot be read: {error.strerror}", Place(str(path), line=0)) from None
        except UnicodeDecodeError:
            raise CaseError("not UTF-8: a JSON file is expected", Place(str(path), line=0)) from None
        except json.JSONDecodeError as error:
            raise CaseError(f"not JSON: {error.msg}", Place(str(path), error.lineno)) from None
        except ValueError:
            raise CaseError("a number in it has too many digits", Place(str(path), line=0)) from None
        except RecursionError:
            raise CaseError("it is nested too deeply", Place(str(path), line=0)) from None

    def take(self, kind: type[Kind], *where: str | int) -> Kind:
        """The value at a place. Raises CaseError where there is none, or one of another type."""
        value: Received = self.value
        for depth, step in enumerate(where):
            value = _inside(value, step)
            if value is MISSING:
                expected = _holder(where[depth + 1]) if depth + 1 < len(where) else kind
                raise self.mistake(f"`{step}` is missing: {_NAMES[expected]} is expected", *where[:depth])
        if type(value) is not kind:
            raise self.mistake(f"`{where[-1] if where else 'the file'}` must be {_NAMES[kind]}", *where)
        return value

    def has(self, *where: str | int) -> bool:
        """Whether there is anything but null at a place."""
        value: Received = self.value
        for step in where:
            value = _inside(value, step)
        return value is not MISSING and value is not None

    def each(self, *where: str | int) -> Iterator[tuple[str | int, ...]]:
        """The places of the objects in the list at a place. Raises CaseError where it holds anything else."""
        for index in range(len(self.take(list, *where))):
            self.take(dict, *where, index)
            yield (*where, index)

    def texts(self, *where: str | int) -> tuple[str, ...]:
        """The list of texts at a place."""
        return tuple(self.take(str, *where, index) for index in range(len(self.take(list, *where))))

    def mistake(self, problem: str, *where: str | int) -> CaseError:
        """What is wrong at a place, to be raised."""
        told = "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in where).lstrip(".")
        return CaseError(f"{told}: {problem}" if told else problem, Place(self.name, _line(self.text, where)))


def _holder(step: str | int) -> type:
    """What can hold something at this key or index."""
    return list if isinstance(step, int) else dict


def _inside(value: Received, step: str | int) -> Received:
    if isinstance(step, int):
        return value[step] if isinstance(value, list) and step < len(value) else MISSING
    return value.get(step, MISSING) if isinstance(value, dict) else MISSING


def _line(text: str, where: tuple[str | int, ...]) -> int:
    """The line at which the value begins, 0 where nobody can tell: JSON is YAML but for some odd characters."""
    try:
        node = yaml.compose(text, Loader=yaml.CSafeLoader)
    except yaml.YAMLError:
        return 0
    if node is None:
        return 0
    for step in where:
        pairs = node.value if isinstance(step, int) else [value for key, value in node.value if key.value == step]
        node = pairs[step if isinstance(step, int) else -1]
    line: int = node.start_mark.line + 1
    return line
