"""Lists of fields like `id,media.limit(3){id,insights.metric(reach)}`, held against the document's types."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from contracts.compare import Difference
from contracts.matching.admitting import Admissions, Kind, insights_of
from contracts.matching.explaining import choice, nearest
from contracts.matching.parameters import WHERE
from contracts.openapi.public import PublicDocument, PublicType

_PLACE: Final = f"{WHERE} fields"
_INSIGHTS: Final = "insights"
_KINDS: Final = {"IGUser": "account", "IGMedia": "media"}
_SPACE: Final = re.compile(r"\s*")
_NAME: Final = re.compile(r"\w+")
_PIECE: Final = re.compile(r'[^()"]+|"(?:[^"\\]|\\.)*"|[()]')
_DEEPEST: Final = 32


class Field(NamedTuple):
    """A field that is asked, its arguments, and what is asked of the objects that it leads to."""

    name: str
    arguments: Mapping[str, str]
    fields: tuple[Field, ...]


def parse(text: str) -> tuple[Field, ...]:
    """The fields that a text asks for, also as a JSON list of names. Raises ValueError for what is no list."""
    reader = _Reader(_joined(text.strip()))
    return tuple(reader.fields("", _DEEPEST)) if reader.text else ()


def _joined(text: str) -> str:
    if not text.startswith("["):
        return text
    names = json.loads(text)
    return ",".join(map(str, names))


class _Reader:
    """A text, and how far it has been read."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._at = 0

    def fields(self, end: str, levels: int) -> Iterator[Field]:
        """The fields up to the sign that ends their list."""
        if not levels:
            raise ValueError("a list that is not so deep")
        yield self._field(levels)
        while self._took(","):
            yield self._field(levels)
        if not self._took(end) or (not end and self._at < len(self.text)):
            raise ValueError(f"`{end or ','}` at character {self._at}")

    def _field(self, levels: int) -> Field:
        name, arguments, fields = self._name(), dict[str, str](), tuple[Field, ...]()
        while self._took("."):
            modifier = self._name()
            if modifier == "fields" and self._took("("):
                fields = tuple(self.fields(")", levels - 1))
            else:
                arguments[modifier] = self._argument()
        if not fields and self._took("{"):
            fields = tuple(self.fields("}", levels - 1))
        return Field(name, arguments, fields)

    def _took(self, sign: str) -> bool:
        self._at = self._match(_SPACE).end()
        found = self.text.startswith(sign, self._at)
        self._at += len(sign) if found else 0
        return found

    def _name(self) -> str:
        self._took("")
        found = self._match(_NAME)
        self._at = found.end()
        return found[0]

    def _argument(self) -> str:
        if not self._took("("):
            raise ValueError(f"`(` at character {self._at}")
        start, depth = self._at, 1
        while depth:
            piece = self._match(_PIECE)
            depth += {"(": 1, ")": -1}.get(piece[0], 0)
            self._at = piece.end()
        return self.text[start : self._at - 1].strip()

    def _match(self, pattern: re.Pattern[str]) -> re.Match[str]:
        if found := pattern.match(self.text, self._at):
            return found
        raise ValueError(f"a name or `)` at character {self._at}")


class FieldRules:
    """The types of a document, and the rows that `insights` inside of a list must fit."""

    def __init__(self, document: PublicDocument, admissions: Admissions) -> None:
        self._types = document.types
        self._admissions = admissions
        self._roots = tuple(each for each in document.types.values() if each.is_asked_by_id)

    def refusals(self, fields: Iterable[Field], edge: str, host: str) -> Iterator[Difference]:
        """What no type knows that can be meant: the objects of the edge, or without an edge any that has an id."""
        yield from self._unknown(tuple(fields), self._behind(self._types.values(), edge) if edge else self._roots, host)

    def hosts_of(self, edge: str) -> set[str]:
        """The hosts on which some type has the edge."""
        return {host for each in self._types.values() if edge in each.edges for host in each.edges[edge].hosts}

    def _unknown(self, fields: tuple[Field, ...], types: Sequence[PublicType], host: str) -> Iterator[Difference]:
        if not types:
            return
        misses = [(each, [field for field in fields if host not in _hosts(each, field.name)]) for each in types]
        fewest = min(len(missed) for _, missed in misses)
        meant = [each for each, missed in misses if len(missed) == fewest]
        for name in dict.fromkeys(field.name for _, missed in misses for field in missed if len(missed) == fewest):
            yield _unknown_field(name, meant, host)
        for field in fields:
            yield from self._inside(field, meant, host)

    def _inside(self, field: Field, types: Sequence[PublicType], host: str) -> Iterator[Difference]:
        if field.name == _INSIGHTS:
            yield from self._of_insights(field, types, host)
        elif field.fields:
            yield from self._unknown(field.fields, self._behind(types, field.name), host)

    def _of_insights(self, field: Field, types: Sequence[PublicType], host: str) -> Iterator[Difference]:
        """What keeps `insights.metric(…)` from being one of a row's requests, as far as the type is known."""
        request = insights_of(field.arguments)
        kind = Kind(_KINDS.get(types[0].name, "") if len(types) == 1 else "")
        if "metric" not in request:
            yield Difference(f"{_PLACE}: insights", "insights.metric(…)", "insights")
        elif not self._admissions.rows(request, host, kind):
            for each in self._admissions.why_none(request, host, kind):
                yield Difference(
                    f"{_PLACE}: insights {each.where.removeprefix(WHERE).strip()}", each.promised, each.received
                )

    def _behind(self, types: Iterable[PublicType], name: str) -> tuple[PublicType, ...]:
        """The types to which a field or an edge leads."""
        found = {each.leads_to(name) for each in types} & self._types.keys()
        return tuple(self._types[each] for each in sorted(found))


def _hosts(kind: PublicType, name: str) -> Sequence[str]:
    """The hosts on which a type has a field or an edge."""
    if name in kind.edges:
        return kind.edges[name].hosts
    return next((field.hosts for field in kind.fields if field.name == name), ())


def _unknown_field(name: str, types: Sequence[PublicType], host: str) -> Difference:
    if elsewhere := {each for kind in types for each in _hosts(kind, name)}:
        return Difference(f"{_PLACE}: {name}", f"asked on {choice(sorted(elsewhere))}", host)
    names = {each for kind in types for each in (*(field.name for field in kind.fields), *kind.edges)}
    if meant := nearest(name, sorted(names)):
        knowing = [kind.name for kind in types if _hosts(kind, meant[0])]
        return Difference(f"{_PLACE}: {name}", f"`{meant[0]}` of {choice(knowing)}?", name)
    return Difference(f"{_PLACE}: {name}", f"a field of {choice([kind.name for kind in types])}", name)
