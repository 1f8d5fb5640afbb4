"""Answers that a document allows, made at random: also those that the emulator never gives."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from random import Random
from typing import Any, TypeAlias

from contracts.openapi.public import PublicDocument

NEW = "brand_new"
"""What stands where Graph has added a value or a key since the document was written."""

Schema: TypeAlias = Mapping[str, Any]

_DEEPEST = 4  # objects inside of objects; below, nothing optional is made
_LONGEST = 3  # of a list
_EVEN = 0.5
_TEXTS = (
    "",
    "0",
    "null",
    'Zoë 🌻 "quoted"',
    "東京, 東京都",
    "two\nlines\tand a tab",
    "a/b\\c",
    "\u202eright to left",
    " ",
)
_INTEGERS = (0, 0, 1, 7, 840, 2**31, 2**53 + 1, 10**19 + 1)
_NUMBERS = (0, 0.0, 0.1, 33.333333333333336, 48.4, 1e-9, 99, 100.0)
_TIMES = ("2026-03-08T08:00:00+0000", "2026-03-09T07:00:00+0000", "2024-02-29T08:00:00+0000")
_PATTERNS: Mapping[str, tuple[str, ...]] = {
    r"^\d+$": ("7", "17841400000000551", "98765432109876543210"),
    r"^\d+/insights/[a-z_]+/[a-z0-9_]+$": ("7/insights/reach/day", "98765432109876543210/insights/views/days_28"),
    r"^https?://": ("https://scontent.invalid/v/1?a=b&c=%2F%20#d", "http://localhost/"),
    r"^[A-Za-z0-9_-]+$": ("AbC-_09",),
    r"^\d{4}-\d{2}-\d{2}T0[78]:00:00\+0000$": _TIMES,
    r"^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\+0000$": (*_TIMES, "2026-12-31T23:59:59+0000"),
}


class Answers:
    """Makes what the schemas of a document describe. `novelty` is the chance that a value is new, or a key added."""

    def __init__(self, document: PublicDocument, random: Random, novelty: float = 0.0) -> None:
        self._schemas: dict[str, Any] = document.raw["components"]["schemas"]
        self._random = random
        self._novelty = novelty

    def of(self, name: str) -> dict[str, Any]:
        """An object of the schema with this name."""
        made: dict[str, Any] = self._made(self._schemas[name], 0)
        return made

    def _made(self, schema: Schema, depth: int) -> Any:  # noqa: ANN401  whatever the schema describes
        if "$ref" in schema:
            return self._made(self._schemas[schema["$ref"].rpartition("/")[2]], depth)
        if "anyOf" in schema:
            return self._made(self._random.choice(schema["anyOf"]), depth)
        if "const" in schema:
            return schema["const"]
        if "enum" in schema:
            is_new = isinstance(schema["enum"][0], str) and self._happens(self._novelty)
            return NEW if is_new else self._random.choice(schema["enum"])
        return _MAKERS[schema["type"]](self, schema, depth)

    def _object(self, schema: Schema, depth: int) -> dict[str, Any]:
        made = {name: self._made(schema["properties"][name], depth + 1) for name in self._keys(schema, depth)}
        for pattern in schema.get("patternProperties", {}):
            made |= {str(hour): self._integer({}, depth) for hour in range(self._random.choice((0, 3, 24))) if pattern}
        if self._happens(self._novelty):
            made[NEW] = self._random.choice((None, 1, "text", {"nested": []}))
        return self._with_parts(made) if "dimension_keys" in made else made

    def _keys(self, schema: Schema, depth: int) -> list[str]:
        """The keys that are required, and about half of the others."""
        properties = schema.get("properties", {})
        chance = _EVEN if depth < _DEEPEST else 0.0
        keys = [name for name in properties if name in schema.get("required", ()) or self._happens(chance)]
        return keys or self._random.sample(list(properties), schema.get("minProperties", 0))

    def _with_parts(self, made: dict[str, Any]) -> dict[str, Any]:
        """The parts of a number with one value for each dimension, which schemas cannot say."""
        made["dimension_keys"] = list(dict.fromkeys(made["dimension_keys"]))
        for index, part in enumerate(made.get("results", ())):
            part["dimension_values"] = [f"{self._text({}, 0)} {index}" for _ in made["dimension_keys"]]
        return made

    def _array(self, schema: Schema, depth: int) -> list[Any]:
        fewest = schema.get("minItems", 0)
        length = self._random.randint(fewest, min(schema.get("maxItems", _LONGEST), max(_LONGEST, fewest)))
        return [self._made(schema["items"], depth + 1) for _ in range(length)]

    def _text(self, schema: Schema, _: int) -> str:
        return self._random.choice(
            _PATTERNS[schema["pattern"]] if "pattern" in schema else _TEXTS[schema.get("minLength", 0) :]
        )

    def _integer(self, _: Schema, __: int) -> int:
        return self._random.choice(_INTEGERS)

    def _number(self, _: Schema, __: int) -> float:
        return self._random.choice(_NUMBERS)

    def _boolean(self, _: Schema, __: int) -> bool:
        return self._happens(_EVEN)

    def _happens(self, chance: float) -> bool:
        return self._random.random() < chance


_MAKERS: Mapping[str, Callable[[Answers, Schema, int], Any]] = {
    "object": Answers._object,  # noqa: SLF001  the class's own
    "array": Answers._array,  # noqa: SLF001
    "string": Answers._text,  # noqa: SLF001
    "integer": Answers._integer,  # noqa: SLF001
    "number": Answers._number,  # noqa: SLF001
    "boolean": Answers._boolean,  # noqa: SLF001
}
