"""One metric that is refused fails a whole request; this finds it, gives it up, and asks for the others."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple, TypeAlias

from client.errors import MetricRefused
from client.json_values import Object

Ask: TypeAlias = Callable[[Sequence[str]], tuple[Object, ...]]  # metrics -> the entries that tell them

_POSITION = re.compile(r"metric\[(\d{1,3})\]")


class Answered(NamedTuple):
    """The entries of the metrics that are told, and the errors of those that were refused."""

    entries: tuple[Object, ...]
    refused: Mapping[str, MetricRefused]


def asked_without_refused(ask: Ask, metrics: Sequence[str]) -> Answered:
    """What the API tells of the metrics that it does not refuse.

    Costs one more request for each refusal that names its metrics; for one that names none the metrics are halved.
    """
    try:
        return Answered(ask(metrics), {})
    except MetricRefused as error:
        if not metrics:
            raise
        refusal = error
    refused = _named(refusal.message, metrics) or (metrics if len(metrics) == 1 else [])
    others = [name for name in metrics if name not in refused]
    half = len(others) if refused else len(others) // 2
    parts = [asked_without_refused(ask, part) for part in (others[:half], others[half:]) if part]
    return Answered(
        tuple(entry for part in parts for entry in part.entries),
        dict.fromkeys(refused, refusal) | {name: error for part in parts for name, error in part.refused.items()},
    )


def _named(message: str, metrics: Sequence[str]) -> list[str]:
    """The metrics that a refusal is about: by their position, else by their names."""
    if found := _POSITION.search(message):
        return list(metrics[int(found[1]) :][:1])
    words = set(re.findall(r"\w+", message))
    return [name for name in metrics if name in words]
