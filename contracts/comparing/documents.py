"""Two versions' documents held against each other: what breaks for a client that moves, and what it gains."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from contracts.comparing.fields import lost_fields
from contracts.comparing.losses import Loss, joined
from contracts.comparing.rows import apart, lost_requests, reshaped
from contracts.comparing.schemas import (
    changed_answers,
    changed_parameters,
    lost_operations,
    lost_statuses,
)
from contracts.openapi.public import PublicDocument

# What is lost on the way to the other version breaks; the same question asked backwards tells what is new.
_BOTH_WAYS: tuple[tuple[str, Callable[[PublicDocument, PublicDocument], Iterator[Loss]]], ...] = (
    ("requests", lost_requests),
    ("fields and edges", lost_fields),
    ("operations", lost_operations),
)
_ONE_WAY: tuple[tuple[str, Callable[[PublicDocument, PublicDocument], Iterator[Loss]]], ...] = (
    ("requests", apart),
    ("answers", reshaped),
    ("answers", lost_statuses),
    ("answers", changed_answers),
    ("parameters", changed_parameters),
)
_BACKWARDS = {"gone": "new", "no longer ": "also ", "needs ": "no longer needs "}


class Change(NamedTuple):
    """What changes about a subject, in words; `instead` says what to use where there is something."""

    topic: str
    subject: str
    told: str
    instead: str = ""


class Comparison(NamedTuple):
    """The changes between two documents: those that break a client, and what is new."""

    breaking: list[Change]
    added: list[Change]


def compare(old: PublicDocument, new: PublicDocument) -> Comparison:
    """What a client of the old document loses with the new one, and what it gains."""
    replacements = replacements_of(new) | replacements_of(old)
    breaking = [
        Change(topic, loss.subject, loss.told, replacements.get(loss.subject, "") if loss.is_whole else "")
        for topic, losses in (*_BOTH_WAYS, *_ONE_WAY)
        for loss in joined(losses(old, new))
    ]
    added = [
        Change(topic, loss.subject, _backwards(loss.told))
        for topic, losses in _BOTH_WAYS
        for loss in joined(losses(new, old))
    ]
    return Comparison(sorted(set(breaking), key=_order), sorted(set(added), key=_order))


def _order(change: Change) -> tuple[int, str, str]:
    topics = [topic for topic, _ in (*_BOTH_WAYS, *_ONE_WAY)]
    return topics.index(change.topic), change.subject, change.told


def _backwards(told: str) -> str:
    word = next(word for word in _BACKWARDS if told.startswith(word))
    return _BACKWARDS[word] + told.removeprefix(word)


def replacements_of(document: PublicDocument) -> dict[str, str]:
    """What to use in place of a metric that was retired, and when it was."""
    listed: list[dict[str, Any]] = document.raw.get("x-insights-metrics", [])
    return {each["name"]: _replacement(each) for each in listed if "replacement" in each or "retired" in each}


def _replacement(metric: dict[str, Any]) -> str:
    """`use views; retired from v22.0 on; everywhere on 2025-04-21`."""
    use = f"use {metric['replacement']}" if "replacement" in metric else ""
    retired = f"retired {metric['retired']}" if "retired" in metric else ""
    return "; ".join(filter(None, (use, retired)))
