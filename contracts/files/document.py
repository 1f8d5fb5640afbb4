"""Case files and scenarios as YAML that knows its lines: each mistake is told with its place and what was expected.

The dialect is small on purpose. Dates stay texts and only `true` and `false` are booleans, so that the country `NO`
and the day `2026-07-16` mean what they say; merge keys are not taken, and a key may stand only once.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import partial
from typing import TypeVar

import yaml

from contracts.files.promises import (
    BOUNDS,
    NAMED,
    WORDS,
    WORDS_WITH_TEXT,
    Bound,
    Contains,
    Each,
    Json,
    Kept,
    Not,
    Promise,
    Word,
)

Chosen = TypeVar("Chosen", bound=StrEnum)


class CaseError(Exception):
    """A case file or a scenario says something that cannot be understood."""

    def __init__(self, problem: str, place: "Place") -> None:
        super().__init__(f"{place}: {problem}")
        self.problem = problem
        self.place = place


@dataclass(frozen=True, slots=True)
class Place:
    """Where in the files a reader is: in a case, or in a step of a scenario; line 0 is the file itself."""

    file: str
    line: int = 1
    case: str = ""
    step: int = 0

    def __str__(self) -> str:
        parts = (("line", self.line), ("case", self.case), ("step", self.step))
        return ", ".join((self.file, *(f"{name} {value}" for name, value in parts if value)))

    def at(self, node: yaml.Node) -> "Place":
        """The same file and case, at the node's line."""
        return replace(self, line=node.start_mark.line + 1)


class _Dialect(yaml.CSafeLoader):
    """YAML 1.2's core types, without dates."""

    yaml_implicit_resolvers = {}  # noqa: RUF012  PyYAML declares it so


for _tag, _pattern, _first in (
    ("null", r"^(?:null)?$", ["n", ""]),
    ("bool", r"^(?:true|false)$", ["t", "f"]),
    ("int", r"^-?(?:0|[1-9][0-9]*)$", list("-0123456789")),
    ("float", r"^-?[0-9]+\.[0-9]+$", list("-0123456789")),
):
    _Dialect.add_implicit_resolver(f"tag:yaml.org,2002:{_tag}", re.compile(_pattern), _first)


def read(text: str, place: Place) -> yaml.Node:
    """The one document of a file."""
    try:
        node = yaml.compose(text, Loader=_Dialect)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise CaseError(f"not YAML: {error.problem}", replace(place, line=line)) from error
    except yaml.reader.ReaderError as error:
        raise CaseError(f"not YAML: {error.reason}", place) from error
    if node is None:
        raise CaseError("the file is empty; a mapping is expected", place)
    return node


@dataclass(frozen=True, slots=True)
class Table:
    """A mapping whose keys are known in advance; reading it refuses all others."""

    place: Place
    nodes: Mapping[str, yaml.Node]

    @classmethod
    def of(cls, node: yaml.Node, place: Place, allowed: tuple[str, ...], required: tuple[str, ...] = ()) -> "Table":
        """The node as a table of these keys."""
        entries = dict(_entries(node, place))
        for key, (key_node, _) in entries.items():
            if key not in allowed:
                raise CaseError(f"unknown key `{key}`; allowed: {', '.join(allowed)}", place.at(key_node))
        for key in required:
            if key not in entries:
                raise CaseError(f"`{key}` is missing; required: {', '.join(required)}", place.at(node))
        return cls(place.at(node), {key: value for key, (_, value) in entries.items()})

    def __contains__(self, key: str) -> bool:
        return key in self.nodes

    def where(self, key: str) -> Place:
        """The place of the key's value, or of the table if it has no such key."""
        return self.place.at(self.nodes[key]) if key in self.nodes else self.place

    def table(self, key: str, allowed: tuple[str, ...], required: tuple[str, ...] = ()) -> "Table":
        """The table under a key."""
        return Table.of(self.nodes[key], self.place, allowed, required)

    def text(self, key: str, default: str = "") -> str:
        """The text under a key; what looks like a number must be quoted."""
        return _text(self.nodes[key], key, self.place) if key in self else default

    def written(self, key: str) -> str:
        """What stands under a key, as it is written, whatever its type."""
        node = self.nodes[key]
        if not isinstance(node, yaml.ScalarNode):
            raise CaseError(f"`{key}` must be a single value", self.where(key))
        return str(node.value)

    def texts(self, key: str) -> tuple[str, ...]:
        """The list of texts under a key."""
        return tuple(_text(node, key, self.place) for node in elements(self.nodes[key], key, self.place))

    def text_map(self, key: str) -> dict[str, str]:
        """The mapping of texts under a key; empty without it."""
        return {name: _text(node, name, self.place) for name, node in self._under(key)}

    def texts_map(self, key: str) -> dict[str, tuple[str, ...]]:
        """The mapping of lists of texts under a key; empty without it."""
        return {
            name: tuple(_text(element, name, self.place) for element in elements(node, name, self.place))
            for name, node in self._under(key)
        }

    def choice(self, key: str, choices: type[Chosen], default: Chosen | None = None) -> Chosen:
        """One of an enumeration's values."""
        if default is not None and key not in self:
            return default
        value = self.text(key)
        if value not in list(choices):
            raise CaseError(f"`{key}` is `{value}`; allowed: {', '.join(choices)}", self.where(key))
        return choices(value)

    def promise(self, key: str) -> Promise:
        """What is promised under a key."""
        return _promise(self.nodes[key], self.place)

    def promises(self, key: str) -> dict[str, Promise]:
        """The promises under a key that holds a mapping; empty without it."""
        return {name: _promise(node, self.place) for name, node in self._under(key)}

    def value(self, key: str) -> Json:
        """The plain value under a key."""
        return _plain(self.nodes[key], self.place)

    def document(self, key: str) -> dict[str, Json] | None:
        """A mapping of plain values, or nothing when the key is not there."""
        if key not in self:
            return None
        return {name: _plain(node, self.place) for name, node in self._under(key)}

    def _under(self, key: str) -> Iterator[tuple[str, yaml.Node]]:
        if key in self:
            yield from ((name, value) for name, (_, value) in _entries(self.nodes[key], self.place))


def elements(node: yaml.Node, key: str, place: Place) -> list[yaml.Node]:
    """The elements of a list."""
    if not isinstance(node, yaml.SequenceNode):
        raise CaseError(f"`{key}` must be a list", place.at(node))
    return list(node.value)


def _entries(node: yaml.Node, place: Place) -> Iterator[tuple[str, tuple[yaml.Node, yaml.Node]]]:
    if not isinstance(node, yaml.MappingNode):
        raise CaseError("a mapping is expected here", place.at(node))
    seen: set[str] = set()
    for key_node, value_node in node.value:
        key = _text(key_node, "a key", place)
        if key in seen:
            raise CaseError(f"`{key}` stands twice", place.at(key_node))
        seen.add(key)
        yield key, (key_node, value_node)


def _text(node: yaml.Node, key: str, place: Place) -> str:
    value = _plain(node, place)
    if not isinstance(value, str):
        raise CaseError(f"`{key}` must be a text; quote what looks like another type", place.at(node))
    return value


def _plain(node: yaml.Node, place: Place) -> Json:
    """A value as it is written."""
    if isinstance(node, yaml.MappingNode):
        return {key: _plain(value, place) for key, (_, value) in _entries(node, place)}
    if isinstance(node, yaml.SequenceNode):
        return [_plain(element, place) for element in node.value]
    if node.tag.startswith("!"):
        raise CaseError(f"the tag `{node.tag}` means nothing here; words begin with `$`", place.at(node))
    try:
        return _SCALARS.get(node.tag, str)(node.value)
    except ValueError:
        raise CaseError("the number has too many digits", place.at(node)) from None


def _promise(node: yaml.Node, place: Place) -> Promise:
    """A value in which words may stand."""
    if isinstance(node, yaml.MappingNode):
        return _object_or_word(dict(_entries(node, place)), node, place)
    if isinstance(node, yaml.SequenceNode):
        return [_promise(element, place) for element in node.value]
    value = _plain(node, place)
    if not isinstance(value, str):
        return value
    if NAMED.search(value):
        return Kept(value)
    return _bare_word(value, place.at(node)) if value.startswith("$") else value


def _object_or_word(entries: Mapping[str, tuple[yaml.Node, yaml.Node]], node: yaml.Node, place: Place) -> Promise:
    words = [key for key in entries if key.startswith("$")]
    if not words:
        return {key: _promise(value, place) for key, (_, value) in entries.items()}
    if len(entries) > 1:
        raise CaseError(f"`{words[0]}` stands alone in its mapping", place.at(node))
    _, argument = entries[words[0]]
    return _word(words[0], argument, place)


def _bare_word(word: str, place: Place) -> Word:
    if word not in WORDS:
        raise CaseError(f"unknown word `{word}`; words without an argument: {', '.join(WORDS)}", place)
    return WORDS[word]


def _bound(word: str, argument: yaml.Node, place: Place) -> Promise:
    limit = _promise(argument, place)
    if type(limit) not in (int, float) and not (isinstance(limit, Kept) and NAMED.fullmatch(limit.written)):
        raise CaseError(f"`{word}` takes a number, or a kept one as ${{NAME}}", place.at(argument))
    return Bound(word, limit)


def _contains(argument: yaml.Node, place: Place) -> Promise:
    return Contains(tuple(_promise(element, place) for element in elements(argument, "$contains", place)))


def _word(word: str, argument: yaml.Node, place: Place) -> Promise:
    if word in _WORDS_WITH_PROMISES:
        return _WORDS_WITH_PROMISES[word](argument, place)
    if word not in WORDS_WITH_TEXT:
        known = ", ".join((*WORDS_WITH_TEXT, *_WORDS_WITH_PROMISES))
        raise CaseError(f"unknown word `{word}`; words with an argument: {known}", place.at(argument))
    try:
        return WORDS_WITH_TEXT[word](str(_plain(argument, place)))
    except (ValueError, re.error) as error:
        raise CaseError(f"`{word}`: {error}", place.at(argument)) from error


_SCALARS: Mapping[str, Callable[[str], Json]] = {
    "tag:yaml.org,2002:null": lambda _: None,
    "tag:yaml.org,2002:bool": lambda written: written == "true",
    "tag:yaml.org,2002:int": int,
    "tag:yaml.org,2002:float": float,
}
_WORDS_WITH_PROMISES: Mapping[str, Callable[[yaml.Node, Place], Promise]] = {
    "$each": lambda argument, place: Each(_promise(argument, place)),
    "$contains": _contains,
    "$not": lambda argument, place: Not(_promise(argument, place)),
    **{word: partial(_bound, word) for word in BOUNDS},
}
