"""What a case can promise of a value, and the types of what is promised and received.

A plain value promises itself, a mapping promises its own keys and says nothing of others, a list promises each of its
elements and its length. Words promise less than an exact value:

    $integer  $float  $number  $string  $boolean  $object  $list    any value of that kind
    $absent                                                         no such key
    {$match: REGEX}                                                 a text in which the expression is found
    {$link: "/PATH?QUERY"}                                          an absolute link with just that path and query
    {$length: N}                                                    a list or an object of N elements
    {$each: PROMISE}                                                a list, not empty, whose elements all keep it
    {$contains: [PROMISE, …]}                                       a list with such elements, in any order
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum
from typing import TypeAlias
from urllib.parse import urlsplit

Json: TypeAlias = "bool | int | float | str | list[Json] | dict[str, Json] | None"


class Missing(Enum):
    """What is received where there is nothing."""

    MISSING = "(absent)"


MISSING = Missing.MISSING
Received: TypeAlias = "Json | Missing"


@dataclass(frozen=True, slots=True)
class Word:
    """A word as it is written with its argument, and its test of what is received."""

    written: str
    keeps: Callable[[Received], bool] = field(compare=False)


@dataclass(frozen=True, slots=True)
class Each:
    """`{$each: PROMISE}`: a list that is not empty and whose elements all keep the promise."""

    promise: Promise


@dataclass(frozen=True, slots=True)
class Contains:
    """`{$contains: [PROMISE, …]}`: for every promise the list has an element that keeps it."""

    promises: tuple[Promise, ...]


Promise: TypeAlias = (
    "bool | int | float | str | Word | Each | Contains | Sequence[Promise] | Mapping[str, Promise] | None"
)


def _kind(name: str, *types: type) -> Word:
    return Word(f"${name}", lambda received: type(received) in types)


def _match(pattern: str) -> Word:
    compiled = re.compile(pattern)
    return Word(
        f"$match {pattern}",
        lambda received: isinstance(received, str) and compiled.search(received) is not None,
    )


def _link(target: str) -> Word:
    if not target.startswith("/"):
        raise ValueError("a link is promised by its path and query, like /v25.0/1/insights?metric=reach")
    return Word(f"$link {target}", lambda received: isinstance(received, str) and _leads_to(target, received))


def _leads_to(target: str, link: str) -> bool:
    parts = urlsplit(link)
    return parts.scheme in ("http", "https") and link == f"{parts.scheme}://{parts.netloc}{target}"


def _length(written: str) -> Word:
    count = int(written)
    return Word(f"$length {count}", lambda received: isinstance(received, list | dict) and len(received) == count)


WORDS: Mapping[str, Word] = {
    word.written: word
    for word in (
        _kind("integer", int),
        _kind("float", float),
        _kind("number", int, float),
        _kind("string", str),
        _kind("boolean", bool),
        _kind("object", dict),
        _kind("list", list),
        Word("$absent", lambda received: received is MISSING),
    )
}
WORDS_WITH_TEXT: Mapping[str, Callable[[str], Word]] = {"$match": _match, "$link": _link, "$length": _length}
