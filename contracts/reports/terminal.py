"""A run as text that fits into 80 columns."""

from collections.abc import Iterator
from textwrap import wrap

from click import style

from contracts.compare import Difference
from contracts.outcome import Check, Part, Run

COLUMNS = 80
_MOST = 600  # characters of what was received
_MOST_CHECKS = 12  # broken ones of a part that are told in full


def part_lines(part: Part, things: str) -> Iterator[str]:
    """A part's counts, in colour where there is a terminal, and each of its checks that broke."""
    if part.checks and len(part.skipped) == len(part.checks):
        yield f"{part.name:<40} {style('skipped', fg='yellow')}"
        yield from _filled(part.skipped[0].skipped, indent=2)
        return
    yield _part_line(part, things)
    if part.broken:
        yield ""
        yield from _filled(part.about, indent=2)
        for check in part.broken[:_MOST_CHECKS]:
            yield from _check(part, check)
        yield from _more(len(part.broken) - _MOST_CHECKS)
        yield ""


def total_line(run: Run, things: str) -> str:
    """The last line of a run: how many parts broke."""
    broken = sum(bool(part.broken) for part in run.parts)
    told = counted(len(run.parts), things)
    if broken:
        return style(f"{told}: {broken} not as expected", fg="red")
    return style(f"{told}, all as expected" if len(run.parts) > 1 else f"{told}, as expected", fg="green")


def counted(number: int, what: str) -> str:
    """A number of things, in the singular where it is one."""
    return f"{number} {what}" + ("" if number == 1 else "s")


def shorten(text: str) -> str:
    """The beginning of a text that is too long to be read."""
    return text if len(text) <= _MOST else f"{text[:_MOST]} … ({len(text)} characters)"


def _part_line(part: Part, things: str) -> str:
    """`story-expires       12 steps, 1 broken, 3 skipped`."""
    told = f", {len(part.broken)} broken" if part.broken else ", as expected"
    skipped = f", {len(part.skipped)} skipped" if part.skipped else ""
    many = counted(len(part.checks), things)
    return f"{part.name:<40} {many:>9}{style(told, fg='red' if part.broken else 'green')}{skipped}"


def _check(part: Part, check: Check) -> Iterator[str]:
    yield from _filled(check.name if check.topic == part.name else f"{check.topic}: {check.name}", indent=2)
    for line in check.about:
        yield from _filled(line, indent=4)
    for difference in check.differences:
        yield from _difference(difference)


def _difference(difference: Difference) -> Iterator[str]:
    yield from _filled(difference.where, indent=4)
    yield from _filled(f"expected  {shorten(difference.promised)}", indent=6)
    yield from _filled(f"received  {shorten(difference.received)}", indent=6)


def _more(left: int) -> Iterator[str]:
    if left > 0:
        yield f"  … and {left} more: --html FILE shows all"


def _filled(text: str, indent: int) -> list[str]:
    margin = " " * indent
    return wrap(text, COLUMNS, initial_indent=margin, subsequent_indent=margin + "  ", break_on_hyphens=False)
