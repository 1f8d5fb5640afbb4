"""What `upgrade` and `diff` print, in 80 columns."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import groupby
from textwrap import shorten, wrap

from click import style

from contracts.comparing.documents import Change, Comparison
from contracts.reports.terminal import COLUMNS, counted
from contracts.upgrading.answers import Fate
from contracts.upgrading.editions import Edition
from contracts.upgrading.findings import Break, Finding, cell, distinct, since

_LABEL = 24
_CELL = 11  # a day and a blank
_IN_A_BLOCK = (COLUMNS - _LABEL) // _CELL
_MESSAGE = 220  # characters of an error's message: some list every metric there is
_COLOURS = {Fate.OK.value: "green", Fate.LESS.value: "red", Fate.PAST.value: "yellow"}
_LEGEND = {
    Fate.LESS.value: "less: answered, with less in it than before",
    Fate.PAST.value: "past: over because time goes by in the world (a story, a token); not counted",
}


def comparison_lines(comparison: Comparison) -> Iterator[str]:
    """The changes between two documents: what breaks first, with what to use instead; then what is new, short."""
    for title, changes in (("Breaking", comparison.breaking), ("New", comparison.added)):
        if changes:
            yield from ("", style(title, bold=True))
        for topic, group in groupby(changes, key=lambda change: change.topic):
            yield f"  {topic}"
            for change in group:
                yield from _change(change)
    breaking, added = len(comparison.breaking), len(comparison.added)
    told = f"{counted(breaking, 'breaking change')}, {added} new"
    yield from ("", style(told, fg="red" if breaking else "green"))


def upgrade_lines(findings: list[Finding], replacements: Mapping[str, str]) -> Iterator[str]:
    """The matrix of all requests, then each that breaks: how, from when on, why, and what to use instead."""
    if findings:
        yield from _matrix(findings)
    for number, finding in enumerate(findings, start=1):
        if finding.breaks:
            yield from ("", *_broken(number, finding, replacements))
    before = [(number, finding) for number, finding in enumerate(findings, start=1) if finding.was_broken]
    if before:
        yield from ("", style("Refused already, not counted", bold=True))
    for number, finding in before:
        yield from _filled(f"{number:>3}  {finding.question.told}", 0, 5)
        yield from _filled(f"{finding.today.code}: {finding.today.because or finding.today.message}", 5)


def verdict_line(findings: list[Finding], unplayed: Counter[str]) -> Iterator[str]:
    """The last lines: how many requests break, and how many were not asked again."""
    for reason, times in unplayed.items():
        yield from _filled(f"{counted(times, 'request')} not asked again: {reason}", 0)
    broken = sum(bool(finding.breaks) for finding in findings)
    told = f"{counted(len(findings), 'request')}: {f'{broken} would break' if broken else 'none would break'}"
    yield style(told, fg="red" if broken else "green")


def _change(change: Change) -> Iterator[str]:
    instead = f"; {change.instead}" if change.instead else ""
    yield from _filled(f"{change.subject}: {change.told}{instead}", 4)


def _matrix(findings: list[Finding]) -> Iterator[str]:
    editions = distinct(findings)
    for start in range(0, len(editions), _IN_A_BLOCK):
        block = editions[start : start + _IN_A_BLOCK]
        if start:
            yield ""
        yield " " * _LABEL + "".join(f"{edition.version:>{_CELL}}" for edition in block)
        yield f"{'':<{_LABEL}}" + "".join(f"{edition.day:>{_CELL}}" for edition in block)
        for number, finding in enumerate(findings, start=1):
            label = f"{number:>3}  {_label(finding)}"
            yield f"{label:<{_LABEL}}" + "".join(_cell(finding, edition) for edition in block)
    shown = {cell(finding, edition) for finding in findings for edition in editions}
    yield from (told for word, told in _LEGEND.items() if word in shown)


def _cell(finding: Finding, edition: Edition) -> str:
    word = cell(finding, edition)
    return style(f"{word:>{_CELL}}", fg=_COLOURS.get(word, "red"))


def _label(finding: Finding) -> str:
    """What a request asks, as far as it fits: the beginning of its metrics, else the end of its path."""
    room = _LABEL - 6
    metrics, path = ",".join(finding.metrics), finding.question.path.partition("?")[0]
    if metrics:
        return metrics if len(metrics) <= room else f"{metrics[: room - 1]}…"
    return path if len(path) <= room else f"…{path[1 - room :]}"


def _broken(number: int, finding: Finding, replacements: Mapping[str, str]) -> Iterator[str]:
    yield from _filled(f"{number:>3}  {finding.question.told}", 0, 5)
    yield f"     asked {counted(finding.times, 'time')}"
    instead = {metric: replacements[metric] for metric in finding.metrics if metric in replacements}
    for each in finding.breaks:
        yield from _break(each, list(finding.answers), instead)
    for metric, told in instead.items():
        yield from _filled(f"{metric}: {told}", 5)


def _break(found: Break, editions: list[Edition], instead: Mapping[str, str]) -> Iterator[str]:
    """One way of breaking; how to mend it, unless what is told to use instead says that already."""
    answer = found.answer
    what = f"loses {', '.join(sorted(found.lost))}" if found.lost else f"error {answer.code}"
    yield from (style(line, fg="red") for line in _filled(f"{since(found.editions, editions)}: {what}", 5))
    if answer.message and not found.lost:
        yield from _filled(shorten(answer.message, _MESSAGE, placeholder=" …"), 7)
    because = f"{answer.because} ({answer.rule})" if answer.because else answer.rule
    yield from _filled(f"why: {because}", 7)
    if answer.fix and not any(metric in answer.fix for metric in instead):
        yield from _filled(f"fix: {answer.fix}", 7)


def _filled(text: str, indent: int, hanging: int | None = None) -> list[str]:
    margin = " " * indent
    after = " " * (indent + 2 if hanging is None else hanging)
    return wrap(text, COLUMNS, initial_indent=margin, subsequent_indent=after, break_on_hyphens=False)
