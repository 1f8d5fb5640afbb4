"""What a query string asks for, understood once and remembered: clients ask the same of many objects."""

from __future__ import annotations

from typing import Any

from mock_server.graph import params

_REMEMBERED = 2048
_LONGEST_REMEMBERED = 2048

_memory: dict[str, Ask] = {}


class Ask:
    """The parameters of an insights request. `decisions` remembers, per situation, what was decided about this ask.

    Lists keep what was sent, doubles included, because error texts count positions; `metrics` has each name once.
    """

    __slots__ = (
        "breakdowns",
        "decisions",
        "ids",
        "metric_type",
        "metrics",
        "metrics_sent",
        "periods",
        "sent",
        "since",
        "timeframe",
        "token",
        "until",
    )

    def __init__(self, query: str) -> None:
        sent = params.pairs(query)
        self.sent = sent
        self.token = sent.get("access_token", "")
        self.metrics_sent = params.names(sent.get("metric", ""))
        self.metrics = _once(self.metrics_sent)
        self.periods = _once(params.names(sent.get("period", "")))
        self.breakdowns = _once(params.names(sent.get("breakdown", "")))
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
    if len(query) > _LONGEST_REMEMBERED:
        return
    if len(_memory) >= _REMEMBERED:
        _memory.clear()
    _memory[query] = ask


def _once(names: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(names))
