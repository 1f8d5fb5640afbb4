"""The lists of values that the insights edges take, as the document publishes them for each host."""

from __future__ import annotations

from typing import Any, NamedTuple, TypeAlias

from contracts.openapi.public import PublicDocument
from contracts.subjects import FACEBOOK, INSTAGRAM

PARAMETERS = "parameters"
"""The name of the list of the parameters themselves."""

_TAKES: dict[str, tuple[str, ...]] = {
    "media": ("metric", "period", "breakdown"),
    "account": ("metric", "period", "breakdown", "metric_type", "timeframe", "since", "until"),
}
_FREE = ("since", "until")  # no list: any time is taken


class Where(NamedTuple):
    """What a list belongs to: a host, an edge (`media` or `account`), and a parameter."""

    host: str
    edge: str
    parameter: str


Listings: TypeAlias = dict[Where, tuple[str, ...]]


def published(document: PublicDocument) -> Listings:
    """All lists of a document."""
    lists: Listings = {}
    for host in (FACEBOOK, INSTAGRAM):
        for edge, parameters in _TAKES.items():
            lists[Where(host, edge, PARAMETERS)] = parameters
            for parameter in parameters:
                if parameter not in _FREE:
                    lists[Where(host, edge, parameter)] = _values(document, host, edge, parameter)
    return lists


def noted(words: str, document: PublicDocument, where: Where, value: str) -> str:
    """The words, with what the document knows of a metric in brackets."""
    note = note_on(document, where.edge, value) if where.parameter == "metric" else ""
    return f"{words} ({note})" if note else words


def note_on(document: PublicDocument, edge: str, value: str) -> str:
    """When a metric was retired, what replaces it, why it is listed."""
    found = (each for each in _metrics(document) if (each["name"], each["edge"]) == (value, edge))
    told: dict[str, str] = next(found, {})
    retired = f"retired {told['retired']}" if "retired" in told else ""
    replacement = f"use {told['replacement']}" if "replacement" in told else ""
    return "; ".join(part for part in (retired, replacement, told.get("note", "")) if part)


def _values(document: PublicDocument, host: str, edge: str, parameter: str) -> tuple[str, ...]:
    if parameter == "metric":
        known = [each for each in _metrics(document) if each.get("listed", True)]
        return tuple(each["name"] for each in known if each["edge"] == edge and host in each.get("hosts", (host,)))
    if parameter == "breakdown":
        return tuple(document.parameters["breakdown"]["x-insights-listed"][edge])
    return tuple(document.values_of(parameter))


def _metrics(document: PublicDocument) -> list[dict[str, Any]]:
    known: list[dict[str, Any]] = document.raw["x-insights-metrics"]
    return known
