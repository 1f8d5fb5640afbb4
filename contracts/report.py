"""The outcome of a run as text that fits into 80 columns."""

from collections.abc import Iterator, Sequence
from textwrap import wrap

from contracts.compare import Difference
from contracts.runner import Outcome

COLUMNS = 80


def topic_line(topic: str, outcomes: Sequence[Outcome]) -> str:
    """A topic's counts."""
    kept = sum(outcome.kept for outcome in outcomes)
    broken = len(outcomes) - kept
    return f"{topic:<32} {kept:>4} as promised" + (f", {broken} not" if broken else "")


def findings(outcomes: Sequence[Outcome]) -> Iterator[str]:
    """The lines that tell of each broken promise."""
    for outcome in outcomes:
        if not outcome.kept:
            yield from _finding(outcome)


def total_line(outcomes: Sequence[Outcome]) -> str:
    """The last line of a run."""
    broken = sum(not outcome.kept for outcome in outcomes)
    cases = "1 case" if len(outcomes) == 1 else f"{len(outcomes)} cases"
    return f"{cases}: {broken} not as promised" if broken else f"{cases}, all as promised"


def _finding(outcome: Outcome) -> Iterator[str]:
    case = outcome.case
    yield ""
    yield from _filled(f"{case.id}: {case.behaviour}", indent=2)
    yield from _filled(f"{case.grade}, {case.date}: {case.source}", indent=4)
    yield from _filled(f"{case.call.method} {case.call.host}{case.call.path}", indent=4)
    for difference in outcome.differences:
        yield from _difference(difference)


def _difference(difference: Difference) -> Iterator[str]:
    yield from _filled(difference.where, indent=4)
    yield from _filled(f"promised  {difference.promised}", indent=6)
    yield from _filled(f"received  {difference.received}", indent=6)


def _filled(text: str, indent: int) -> list[str]:
    margin = " " * indent
    return wrap(text, COLUMNS, initial_indent=margin, subsequent_indent=margin + "  ", break_on_hyphens=False)
