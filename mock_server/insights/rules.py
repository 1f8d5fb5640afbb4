"""What all rules share: their signature, how a tuple of them decides, and the checks that both edges make of names."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from functools import partial
from typing import NamedTuple, TypeVar

from mock_server.catalogue.model import AccountMetric, Difference, Fidelity, MediaMetric
from mock_server.catalogue.parameter_errors import BREAKDOWNS_INCOMPATIBLE, PARAMETER_REQUIRED, VALUE_NOT_LISTED
from mock_server.graph.refusal import Refusal
from mock_server.insights.ask import Ask

Case = TypeVar("Case")
Rule = Callable[[Ask, Case], Refusal | None]
Metric = AccountMetric | MediaMetric


class Step(NamedTuple):
    """A rule that was tried: its name, the promise it keeps, and the refusal if it refused."""

    rule: str
    promise: str
    refusal: Refusal | None


def first_refusal(rules: Iterable[Rule[Case]], ask: Ask, case: Case) -> Refusal | None:
    """The refusal of the first rule that refuses; the order of the rules decides which error wins."""
    for rule in rules:
        if refusal := rule(ask, case):
            return refusal
    return None


def tried(rules: Iterable[Rule[Case]], ask: Ask, case: Case) -> list[Step]:
    """The rules in order, up to and with the one that refuses."""
    steps: list[Step] = []
    for rule in rules:
        steps.append(Step(rule.__name__, first_line(rule.__doc__), rule(ask, case)))
        if steps[-1].refusal:
            break
    return steps


def first_line(doc: str | None) -> str:
    """The first line of a docstring."""
    return (doc or "").strip().splitlines()[0]


def required(parameter: str) -> Refusal:
    """The refusal of a request that lacks a parameter."""
    return Refusal(PARAMETER_REQUIRED, {"parameter": parameter})


def metric_not_listed(
    sent: Sequence[str], known: Collection[str], rows: Mapping[str, Metric], listing: Sequence[str] | None = None
) -> Refusal | None:
    """The enumeration error for the first metric that is not known; a retired or mistyped one is told what to do."""
    refusal = not_listed("metric", sent, known, partial(_hint, rows), listing)
    return refusal._replace(about=rows.get(refusal.values["name"])) if refusal else None


def not_listed(
    parameter: str,
    sent: Sequence[str],
    known: Collection[str],
    hint: Callable[[str], str] | None = None,
    listing: Sequence[str] | None = None,
) -> Refusal | None:
    """The enumeration error for the first name that is not known, at its position as sent.

    `listing` is what the text lists, where the documents know names that the API does not list.
    """
    for position, name in enumerate(sent):
        if name not in known:
            told = hint(name) if hint else f"{parameter} is one of the values listed"
            return _unlisted(parameter, f"{parameter}[{position}]", name, known if listing is None else listing, told)
    return None


def one_not_listed(parameter: str, sent: str, listing: Sequence[str]) -> Refusal | None:
    """The enumeration error of a parameter that takes one value."""
    if not sent or sent in listing:
        return None
    return _unlisted(parameter, parameter, sent, listing, f"{parameter} is one of the values listed")


def _unlisted(parameter: str, place: str, name: str, listing: Iterable[str], hint: str) -> Refusal:
    """The refusal of a value that stands at a place where only the listed ones may."""
    values = {"name": name, "parameter": place, "values": ", ".join(listing), "hint": hint}
    return Refusal(VALUE_NOT_LISTED, values, because=f"{shortened(name)} is not a value of {parameter}")


def breakdown_refused(
    metric: Metric, asked: Sequence[str], allowed: Sequence[str], difference: Difference, fidelity: Fidelity
) -> Refusal:
    """A known breakdown that the metric does not take: documents and recordings disagree on the answer."""
    verdict = difference.verdict(fidelity)
    values = {
        "breakdowns": ", ".join(asked),
        "metric": metric.name,
        "allowed": ("breakdown " + " or ".join(allowed)) if allowed else "no breakdown",
    }
    row = verdict.outcome or BREAKDOWNS_INCOMPATIBLE
    return Refusal(row, values, f"{metric.name} takes {values['allowed']}", difference, verdict)  # type: ignore[arg-type]


def retirement_hint(metric: Metric) -> str:
    """What happened to a metric, and what to ask instead: `plays was retired on 2025-04-21; use views`."""
    instead = f"; use {metric.replacement}" if metric.replacement else ""
    if metric.retired:
        return f"{metric.name} was retired on {metric.retired.everywhere_on}{instead}"
    return f"{metric.name} is not available here{instead}"


def _hint(rows: Mapping[str, Metric], name: str) -> str:
    if name in rows:
        return retirement_hint(rows[name])
    close = difflib.get_close_matches(name[:80], rows, n=1)
    return f"did you mean {close[0]}?" if close else "`insights-mock metrics` shows what is legal"


def shortened(name: str) -> str:
    """A name as sent, short enough to print."""
    return repr(name if len(name) <= 40 else name[:37] + "...")  # noqa: PLR2004
