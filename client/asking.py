"""A question about metrics, asked in as many requests as it takes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import NamedTuple

from client.connection import Params
from client.errors import MetricRefused
from client.json_values import Object
from client.reading import metrics_of, objects
from client.results import Insights, Series, Total
from client.skipping import Answered, asked_without_refused
from client.windows import Span, joined


class Question(NamedTuple):
    """Metrics, and what else is sent with them."""

    metrics: tuple[str, ...]
    params: Params


def names_of(metrics: Iterable[str]) -> tuple[str, ...]:
    """Names, each once; one text may hold several, as the API has them: `reach,likes`."""
    texts = [metrics] if isinstance(metrics, str) else metrics
    names = (name.strip() for text in texts for name in text.split(","))
    return tuple(dict.fromkeys(name for name in names if name))


def listed(names: Iterable[str]) -> str | None:
    """A list as the API has it; None for an empty one, which is not sent."""
    return ",".join(names_of(names)) or None


def insights(
    question: Question, windows: Iterable[Span], page_of: Callable[[Params], Object], *, skips: bool
) -> Insights:
    """The answer to a question, one window after the other."""
    metrics: list[Series | Total] = []
    skipped: dict[str, MetricRefused] = {}
    for span in windows:
        names = [name for name in question.metrics if name not in skipped]
        if skipped and not names:
            break
        ask = partial(_entries, page_of, {**question.params, **span.params})
        told = asked_without_refused(ask, names) if skips else Answered(ask(names), {})
        metrics += [each for entry in told.entries for each in metrics_of(entry, span.window)]
        skipped |= told.refused
    known = {metric.name for metric in metrics} | skipped.keys()
    missing = tuple(name for name in question.metrics if name not in known)
    return Insights(joined(metrics), missing, {name: skipped[name] for name in question.metrics if name in skipped})


def _entries(page_of: Callable[[Params], Object], params: Params, metrics: Sequence[str]) -> tuple[Object, ...]:
    page = page_of({"metric": listed(metrics), **params})
    return tuple(objects(page.get("data"), "data"))
