"""What a query string asks for, understood once and remembered: clients ask the same of many objects."""

from __future__ import annotations

from typing import Any

from mock_server.graph import params
from mock_server.world.real_tokens import holds_real, masked

_REMEMBERED = 2048
_LONGEST_REMEMBERED = 2048

_OF_INSIGHTS = frozenset(
    {"access_token", "breakdown", "limit", "metric", "metric_type", "period", "since", "timeframe", "until"}
)

_memory: dict[str, Ask] = {}


class Ask:
    """The parameters of an insights request. `decisions` remembers, per situation, what was decided about this ask.

    It is `plain` when it has parameters of insights alone, none that changes how the request is understood or answered.
    Lists that were `sent` keep doubles, because error texts count positions; the others have each name once.
    """

    __slots__ = (
        "breakdowns",
        "breakdowns_sent",
        "decisions",
        "ids",
        "metric_type",
        "metrics",
        "metrics_sent",
        "periods",
        "periods_sent",
        "plain",
        "sent",
        "since",
        "timeframe",
        "token",
        "until",
    )

    def __init__(self, query: str) -> None:
        sent = params.pairs(query)
        self.token = sent.get("access_token", "")
        self.sent = {name: masked(value) for name, value in sent.items()}
        self.plain = sent.keys() <= _OF_INSIGHTS
        self.metrics_sent = params.names(sent.get("metric", ""))
        self.metrics = _once(self.metrics_sent)
        self.periods_sent = params.names(sent.get("period", ""))
        self.periods = _once(self.periods_sent)
        self.breakdowns_sent = params.names(sent.get("breakdown", ""))
        self.breakdowns = _once(self.breakdowns_sent)
        self.metric_type = sent.get("metric_type", "").strip()
        self.timeframe = sent.get("timeframe", "").strip()
        self.since = sent.get("since", "").strip()
        self.until = sent.get("until", "").strip()
        self.ids = _once(params.names(sent.get("ids", "")))
        self.decisions: dict[Any, Any] = {}

    @property
    def totals(self) -> bool:
        """Whether totals are asked, not series."""
        return self.metric_type == "total_value"


def understand(query: str) -> Ask:
    """The ask of a raw query string."""
    ask = _memory.get(query)
    if ask is None:
        ask = Ask(query)
        _remember(query, ask)
    return ask


def _remember(query: str, ask: Ask) -> None:
    if len(query) > _LONGEST_REMEMBERED or holds_real(ask.token) or holds_real(query):
        return
    if len(_memory) >= _REMEMBERED:
        _memory.clear()
    _memory[query] = ask


def _once(names: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(names))
