"""What a schema refuses, as differences that can be read: the place, what is promised there, and what was received."""

from collections.abc import Iterator, Sequence
from difflib import get_close_matches
from itertools import islice
from typing import Any

import jsonschema_rs

from contracts.compare import Difference, shown
from contracts.files.promises import MISSING, Json

REQUIRED = "required"
_MOST = 10  # differences of one text; a list of a hundred wrong items says it ten times
_LISTED = 6
_SHOWN = 120


def refusals(validator: jsonschema_rs.Validator, value: Json, where: str) -> Iterator[Difference]:
    """How a value differs from a schema: the first differences, in the order in which one reads."""
    if not validator.is_valid(value):
        yield from islice(_all(validator.iter_errors(value), where), _MOST)


def choice(values: Sequence[str], received: str = "") -> str:
    """Values to choose from on one line; of many those that are nearest to what was received, and how many more."""
    if len(values) <= _LISTED:
        return " | ".join(values)
    first = nearest(received, values, _LISTED) or list(values[:_LISTED])
    return f"{' | '.join(first)} | … ({len(values) - len(first)} more)"


def nearest(name: str, names: Sequence[str], most: int = 1) -> list[str]:
    """Those names that could have been meant, the nearest first."""
    return get_close_matches(name, names, most, 0.6)


def brief(value: Json) -> str:
    """A value on one line that is not too long."""
    text = shown(value)
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"


def _all(errors: Iterator[jsonschema_rs.ValidationError], where: str) -> Iterator[Difference]:
    for error in errors:
        yield from _differences(error, where)


def _differences(error: jsonschema_rs.ValidationError, where: str) -> Iterator[Difference]:
    kind: Any = error.kind  # a class of its own for each keyword
    received: Any = error.instance
    place = where + "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in error.instance_path)
    match kind.name:
        case "anyOf" | "oneOf" if getattr(kind, "context", ()):
            yield from _all(iter(_closest(kind.context)), where)
        case "required":
            yield Difference(f"{place}.{kind.value}", REQUIRED, MISSING.value)
        case "additionalProperties":
            for name in kind.value:
                yield Difference(f"{place}.{name}", MISSING.value, brief(received[name]))
        case "enum":
            listed = [each if isinstance(each, str) else brief(each) for each in kind.value]
            yield Difference(place, choice(listed, str(received)), brief(received))
        case name:
            promised = kind.value if isinstance(kind.value, list) else [kind.value]
            yield Difference(place, f"{name} {' | '.join(map(str, promised))}", brief(received))


def _closest(branches: list[list[jsonschema_rs.ValidationError]]) -> list[jsonschema_rs.ValidationError]:
    """The errors of the alternative that was meant: where most of what is wrong lies deep inside, and little of it."""
    return min(branches, key=lambda errors: (-_depth(errors), len(errors)))


def _depth(errors: list[jsonschema_rs.ValidationError]) -> int:
    """How far down the first error lies; an alternative that refuses its outermost keys was not meant."""
    return min((len(error.instance_path) for error in errors), default=0)
