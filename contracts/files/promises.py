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
    {$at_least: N}  {$at_most: N}                                   a number with this bound
    {$not: PROMISE}                                                 anything that does not keep the promise

A scenario also promises values that it kept from an earlier reply: `${NAME}`, alone or inside of a text, and as N.
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


@dataclass(frozen=True, slots=True)
class Bound:
    """`{$at_least: N}` and `{$at_most: N}`: a number with this bound."""

    word: str
    limit: Promise

    def keeps(self, received: Received) -> bool:
        """Whether a value is a number on the right side of the limit."""
        if type(received) not in (int, float) or not isinstance(self.limit, int | float):
            return False
        return received >= self.limit if self.word == "$at_least" else received <= self.limit  # type: ignore[operator]


@dataclass(frozen=True, slots=True)
class Not:
    """`{$not: PROMISE}`: whatever does not keep the promise."""

    promise: Promise


@dataclass(frozen=True, slots=True)
class Kept:
    """`${NAME}`, alone or in a text: it stands for a value that was kept, and is filled in before a comparison."""

    written: str


Promise: TypeAlias = (
    "bool | int | float | str | Word | Each | Contains | Bound | Not | Kept | Sequence[Promise] "
    "| Mapping[str, Promise] | None"
)
NAMED = re.compile(r"\$\{([a-z][a-z0-9_]*)\}")


def kept_names(promise: object) -> set[str]:
    """The names of kept values in a promise, or in what holds promises."""
    match promise:
        case Kept(written) | str(written):
            return set(NAMED.findall(written))
        case Each(inner) | Not(inner) | Bound(_, inner):
            return kept_names(inner)
        case Contains(promises):
            return kept_names(list(promises))
        case Mapping():
            return kept_names(list(promise.values()))
        case list() | tuple():
            return set().union(*map(kept_names, promise))
        case _:
            return set()


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
BOUNDS = ("$at_least", "$at_most")
WORDS_WITH_TEXT: Mapping[str, Callable[[str], Word]] = {"$match": _match, "$link": _link, "$length": _length}
