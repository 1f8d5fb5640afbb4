"""The outcome of a run as text that fits into 80 columns."""

from collections.abc import Iterator, Sequence
from textwrap import wrap

from click import style

from contracts.compare import Difference
from contracts.playing import ScenarioOutcome, StepOutcome
from contracts.runner import Outcome

COLUMNS = 80
_MOST = 600  # characters of what was received


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
    cases = counted(len(outcomes), "case")
    return f"{cases}: {broken} not as promised" if broken else f"{cases}, all as promised"


def scenario_line(outcome: ScenarioOutcome) -> str:
    """A scenario's counts, in colour where there is a terminal."""
    steps = counted(len(outcome.scenario.steps), "step")
    broken = sum(not step.kept for step in outcome.steps)
    told = f", {broken} not as expected" if broken else ", as expected"
    told += f", {len(outcome.unplayed)} not played" if outcome.unplayed else ""
    return f"{outcome.scenario.name:<40} {steps:>9}{style(told, fg='red' if broken else 'green')}"


def scenario_findings(outcome: ScenarioOutcome) -> Iterator[str]:
    """The lines that tell of each step that did not come as expected."""
    if not outcome.kept:
        yield ""
        yield from _filled(outcome.scenario.about, indent=2)
        for step in outcome.steps:
            if not step.kept:
                yield from _step(step)
        yield ""


def scenarios_line(outcomes: Sequence[ScenarioOutcome]) -> str:
    """The last line of a run."""
    broken = sum(not outcome.kept for outcome in outcomes)
    told = counted(len(outcomes), "scenario")
    if broken:
        return style(f"{told}: {broken} not as expected", fg="red")
    return style(f"{told}, all as expected" if len(outcomes) > 1 else f"{told}, as expected", fg="green")


def counted(number: int, what: str) -> str:
    """A number of things, in the singular where it is one."""
    return f"{number} {what}" + ("" if number == 1 else "s")


def _step(outcome: StepOutcome) -> Iterator[str]:
    step = outcome.step
    yield from _filled(f"{step.place}: {step.does}", indent=2)
    if step.note:
        yield from _filled(step.note, indent=4)
    for difference in outcome.differences:
        yield from _difference(difference, "expected")


def _finding(outcome: Outcome) -> Iterator[str]:
    case = outcome.case
    yield ""
    yield from _filled(f"{case.id}: {case.behaviour}", indent=2)
    yield from _filled(f"{case.grade}, {case.date}: {case.source}", indent=4)
    yield from _filled(f"{case.call.method} {case.call.host}{case.call.path}", indent=4)
    for difference in outcome.differences:
        yield from _difference(difference)


def _difference(difference: Difference, wanted: str = "promised") -> Iterator[str]:
    yield from _filled(difference.where, indent=4)
    yield from _filled(f"{wanted}  {difference.promised}", indent=6)
    yield from _filled(f"received  {shorten(difference.received)}", indent=6)


def shorten(text: str) -> str:
    """The beginning of a text that is too long to be read."""
    return text if len(text) <= _MOST else f"{text[:_MOST]} … ({len(text)} characters)"


def _filled(text: str, indent: int) -> list[str]:
    margin = " " * indent
    return wrap(text, COLUMNS, initial_indent=margin, subsequent_indent=margin + "  ", break_on_hyphens=False)
