"""How far a test run reached, as a table of 80 columns."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from textwrap import wrap

from click import style

from contracts.coverage.goal import Reach
from contracts.reports.terminal import COLUMNS

_BAR = 30
_BY_SUBJECT = frozenset({"metrics", "breakdowns"})  # told as `reel views`


def table(reaches: Sequence[Reach], floors: Mapping[str, int]) -> Iterator[str]:
    """A line for each goal, with a bar, and with its floor where it has one."""
    for each in reaches:
        full = _BAR * len(each.reached) // each.total if each.total else _BAR
        bar = f"{'#' * full}{'.' * (_BAR - full)}"
        counts = f"{len(each.reached)} of {each.total}"
        coloured = style(bar, fg=_colour(each, floors))
        yield f"{each.goal:<12}{counts:>11}{each.percent:>5} %  {coloured}{_told(each, floors)}"


def missing_lines(reaches: Sequence[Reach]) -> Iterator[str]:
    """What was not reached, goal by goal."""
    for each in reaches:
        if each.missing:
            yield ""
            yield f"{each.goal}: {len(each.missing)} not reached"
            if each.goal in _BY_SUBJECT:
                for subject, things in groupby(sorted(each.missing, key=_subject), _subject):
                    yield from _filled(", ".join(thing.partition(" ")[2] for thing in things), f"  {subject:<8}")
            else:
                yield from _filled(", ".join(each.missing), "  ")


def below(reaches: Sequence[Reach], floors: Mapping[str, int]) -> list[Reach]:
    """The goals whose floor was not reached."""
    return [each for each in reaches if each.percent < floors.get(each.goal, 0)]


def _subject(thing: str) -> str:
    return thing.partition(" ")[0]


def _filled(text: str, start: str) -> list[str]:
    return wrap(text, COLUMNS, initial_indent=start, subsequent_indent=" " * len(start), break_on_hyphens=False)


def _told(each: Reach, floors: Mapping[str, int]) -> str:
    if each.goal not in floors:
        return ""
    return f"  {'floor' if each.percent >= floors[each.goal] else 'below'} {floors[each.goal]} %"


def _colour(each: Reach, floors: Mapping[str, int]) -> str | None:
    if each.goal not in floors:
        return None
    return "green" if each.percent >= floors[each.goal] else "red"
