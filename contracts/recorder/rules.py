"""What is wrong with a request, or to be remarked, that no schema sees."""

from collections.abc import Callable, Iterator, Sequence
from enum import StrEnum
from typing import NamedTuple
from urllib.parse import parse_qsl, urlsplit

from contracts.compare import Difference
from contracts.matching.asking import Asked, Pair, pairs_of
from contracts.matching.matcher import token_in_header
from contracts.matching.parameters import TOKEN, WHERE, names_in

_LISTS = ("metric", "period", "breakdown", "ids")


class Level(StrEnum):
    """How bad it is: a breach fails a run, a remark does not."""

    BREACH = "breach"
    REMARK = "remark"


class Rule(NamedTuple):
    """A rule: how bad it is to break it, and what shows that a request does."""

    level: Level
    differences: Callable[[Asked, Sequence[Pair]], Iterator[Difference]]


def broken(asked: Asked, level: Level) -> list[Difference]:
    """What the rules of a level find in a request."""
    pairs = pairs_of(asked)
    return [each for rule in RULES if rule.level is level for each in rule.differences(asked, pairs)]


def _two_tokens(asked: Asked, pairs: Sequence[Pair]) -> Iterator[Difference]:
    if token_in_header(asked) and TOKEN in dict(pairs):
        yield Difference("token", "once", "in the header and in a parameter")


def _listed_twice(_: Asked, pairs: Sequence[Pair]) -> Iterator[Difference]:
    for name, value in pairs:
        listed = names_in(value) if name in _LISTS else []
        for twice in dict.fromkeys(str(each) for each in listed if listed.count(each) > 1):
            yield Difference(f"{WHERE} {name}", f"each {name} once", f"`{twice}` {listed.count(twice)} times")


def _token_in_url(asked: Asked, _: Sequence[Pair]) -> Iterator[Difference]:
    if TOKEN in dict(parse_qsl(urlsplit(asked.url).query)) and not token_in_header(asked):
        yield Difference("token", "in the header Authorization: URLs are logged", "in the URL")


RULES = (
    Rule(Level.BREACH, _two_tokens),
    Rule(Level.BREACH, _listed_twice),
    Rule(Level.REMARK, _token_in_url),
)
