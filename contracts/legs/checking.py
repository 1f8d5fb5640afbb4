"""From differences to checks."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from itertools import islice
from time import perf_counter

from contracts.compare import Difference, Differences
from contracts.outcome import Check
from contracts.recorder.masking import masked

MOST = 20  # differences of a check that are told


def checked(topic: str, name: str, differences: Iterable[Difference], *about: str) -> Check:
    """A check whose differences are found now; of very many the first are told, and how many more there are.

    Answers hold tokens, in links and in lists of Pages: they are masked here.
    """
    start = perf_counter()
    found = iter(_readable(differences))
    told = tuple(_masked(each) for each in islice(found, MOST))
    left = sum(1 for _ in found)
    more = [f"{left} more differences are not shown"] if left else []
    lines = tuple(masked(line) for line in (*about, *more))
    return Check(topic=topic, name=name, differences=told, about=lines, seconds=perf_counter() - start)


def inside(where: object, differences: Iterable[Difference]) -> Differences:
    """The differences with the request in which they were found."""
    yield from (replace(each, where=f"{where}: {each.where}") for each in differences)


def _readable(differences: Iterable[Difference]) -> Differences:
    """The differences; a reply of a form in which nothing can be looked up is one of them."""
    try:
        yield from differences
    except (AttributeError, IndexError, KeyError, TypeError, ValueError) as error:
        yield Difference("reply", "the form that the document tells", f"unreadable: {error!r}")


def _masked(difference: Difference) -> Difference:
    return Difference(masked(difference.where), masked(difference.promised), masked(difference.received))
