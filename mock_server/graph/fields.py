"""Lists of fields as the API reads them: `id,media.limit(3){id,insights.metric(reach)}`."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import NamedTuple, NoReturn

from mock_server.catalogue.grammar_errors import (
    FIELD_LIST_ENDS,
    FIELD_LIST_GOES_ON,
    FIELD_NAME_EXPECTED,
    FIELD_SIGN_EXPECTED,
    FIELD_TWICE,
    FIELDS_TOO_DEEP,
    FIELDS_TOO_LONG,
    FIELDS_TOO_MANY,
)
from mock_server.catalogue.model import ErrorRow
from mock_server.graph.refusal import Refused

MOST_CHARACTERS = 16384
MOST_FIELDS = 500
MOST_LEVELS = 16

_REMEMBERED_CHARACTERS = 2048
_ECHOED_CHARACTERS = 1024

_BLANKS = re.compile(r"[ \t\r\n]*")
_NAME = re.compile(r"[A-Za-z0-9_]+")
# What an argument is made of: plain text, a quoted text that may hold parentheses, a parenthesis.
_PIECE = re.compile(r'[^()"]+|"(?:[^"\\]|\\.?)*(?:"|\Z)|[()]', re.DOTALL)
_NO_ARGUMENTS: Mapping[str, str] = MappingProxyType({})


class Field(NamedTuple):
    """A field that is asked, what is said in parentheses behind it, and the fields asked of what it leads to."""

    name: str
    arguments: Mapping[str, str]
    fields: tuple[Field, ...] = ()
    alias: str = ""

    @property
    def key(self) -> str:
        """The name under which the field is answered."""
        return self.alias or self.name


def parse(text: str) -> tuple[Field, ...]:
    """The fields that a text asks for; a JSON list of names means the same as names with commas."""
    return _remembered(text) if len(text) <= _REMEMBERED_CHARACTERS else _parsed(text)


def text_of(fields: Iterable[Field]) -> str:
    """The fields as a text that asks for them."""
    return ",".join(map(_text_of_one, fields))


def _text_of_one(field: Field) -> str:
    arguments = "".join(f".{name}({value})" for name, value in field.arguments.items())
    alias = f".as({field.alias})" if field.alias else ""
    inner = f"{{{text_of(field.fields)}}}" if field.fields else ""
    return f"{field.name}{arguments}{alias}{inner}"


# A text of the length that is remembered can become a hundred kilobytes of fields, so only few are.
@lru_cache(maxsize=128)
def _remembered(text: str) -> tuple[Field, ...]:
    return _parsed(text)


def _parsed(text: str) -> tuple[Field, ...]:
    if len(text) > MOST_CHARACTERS:
        _Reader(text, MOST_CHARACTERS).refuse(FIELDS_TOO_LONG, most=str(MOST_CHARACTERS))
    reader = _Reader(_with_commas(text.strip()))
    return _list(reader, "", MOST_LEVELS) if reader.peek() else ()


def _with_commas(text: str) -> str:
    """The names of a JSON list joined by commas; whatever is no such list stays as it is."""
    if not text.startswith("["):
        return text
    try:
        names = json.loads(text)
    except (ValueError, RecursionError):
        return text
    return ",".join(names) if all(isinstance(name, str) for name in names) else text


class _Reader:
    """A text and how far it has been read; it refuses with the place that it has reached."""

    def __init__(self, text: str, at: int = 0) -> None:
        self.text = text
        self.at = at
        self.fields = 0

    def peek(self) -> str:
        """The next character that is no blank, or nothing at the end."""
        if found := _BLANKS.match(self.text, self.at):
            self.at = found.end()
        return self.text[self.at : self.at + 1]

    def took(self, sign: str) -> bool:
        """Whether the next character was the sign; if so, it is behind us."""
        if self.peek() != sign:
            return False
        self.at += 1
        return True

    def take(self, sign: str) -> None:
        """Go past a sign that must come now; the empty sign is the end of the text."""
        found = self.peek()
        if found == sign:
            self.at += len(sign)
        elif not sign:
            self.refuse(FIELD_LIST_GOES_ON, found=found)
        elif found:
            self.refuse(FIELD_SIGN_EXPECTED, sign=sign, found=found)
        else:
            self.refuse(FIELD_LIST_ENDS, sign=sign)

    def name(self) -> str:
        """Go past a name that must come now."""
        self.peek()
        found = _NAME.match(self.text, self.at)
        if not found:
            self.refuse(FIELD_NAME_EXPECTED)
        self.at = found.end()
        return found[0]

    def argument(self) -> str:
        """Go past what stands in parentheses; those inside must be balanced, quoted ones do not count."""
        self.take("(")
        start, depth = self.at, 1
        while depth and (piece := _PIECE.match(self.text, self.at)):
            self.at = piece.end()
            depth += {"(": 1, ")": -1}.get(piece[0], 0)
        if depth:
            self.refuse(FIELD_LIST_ENDS, sign=")")
        return _unquoted(self.text[start : self.at - 1].strip())

    def refuse(self, row: ErrorRow, **values: str) -> NoReturn:
        """Refuse the text at the place reached; the echo of it is bounded."""
        because = f"the list of fields breaks off at character {self.at}"
        raise Refused(row, because, at=str(self.at), text=self.text[:_ECHOED_CHARACTERS], **values)


def _unquoted(argument: str) -> str:
    """An argument without the quotes around it."""
    if not argument.startswith('"'):
        return argument
    try:
        value = json.loads(argument)
    except ValueError:
        return argument
    return value if isinstance(value, str) else argument


def _list(reader: _Reader, end: str, levels: int) -> tuple[Field, ...]:
    """The fields up to the sign that ends the list; `levels` is how much deeper it may go."""
    if not levels:
        reader.refuse(FIELDS_TOO_DEEP, most=str(MOST_LEVELS))
    fields: dict[str, Field] = {}
    while not fields or reader.took(","):
        field = _field(reader, levels)
        if field.key in fields:
            reader.refuse(FIELD_TWICE, field=field.key)
        fields[field.key] = field
    reader.take(end)
    return tuple(fields.values())


def _field(reader: _Reader, levels: int) -> Field:
    reader.fields += 1
    if reader.fields > MOST_FIELDS:
        reader.refuse(FIELDS_TOO_MANY, most=str(MOST_FIELDS))
    field = Field(reader.name(), _NO_ARGUMENTS)
    while reader.took("."):
        field = _modified(field, reader, levels)
    if not field.fields and reader.took("{"):
        field = field._replace(fields=_list(reader, "}", levels - 1))
    return field


def _modified(field: Field, reader: _Reader, levels: int) -> Field:
    """The field with what the next `.name(…)` says of it."""
    name = reader.name()
    if name == "fields":
        reader.take("(")
        return field._replace(fields=_list(reader, ")", levels - 1))
    if name == "as":
        reader.take("(")
        alias = reader.name()
        reader.take(")")
        return field._replace(alias=alias)
    return field._replace(arguments={**field.arguments, name: reader.argument()})
