"""Choices of parameters that get the same metrics, put together into boxes: every combination in a box is legal."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

NOT_SENT = ""


class Choice(NamedTuple):
    """One value for each parameter, as it is sent; NOT_SENT for a parameter that is left out."""

    period: str = NOT_SENT
    metric_type: str = NOT_SENT
    breakdown: str = NOT_SENT
    timeframe: str = NOT_SENT


AXES = Choice._fields


class Box(NamedTuple):
    """All combinations of these values, one tuple of them for each parameter, and the metrics that take them all."""

    values: tuple[tuple[str, ...], ...]
    metrics: tuple[str, ...]

    def of(self, axis: str) -> tuple[str, ...]:
        """The values of a parameter, NOT_SENT left out."""
        return tuple(value for value in self.values[AXES.index(axis)] if value != NOT_SENT)

    def may_omit(self, axis: str) -> bool:
        """Whether the parameter may be left out."""
        return NOT_SENT in self.values[AXES.index(axis)]


def boxes(legal: Mapping[Choice, tuple[str, ...]]) -> list[Box]:
    """Few boxes that hold exactly the legal combinations: boxes that differ in one parameter only become one."""
    found = [Box(tuple((value,) for value in choice), metrics) for choice, metrics in legal.items()]
    for axis in reversed(range(len(AXES))):
        found = _merged(found, axis)
    return found


def _merged(found: list[Box], axis: int) -> list[Box]:
    groups: dict[Box, tuple[str, ...]] = {}
    for values, metrics in found:
        others = Box((*values[:axis], (), *values[axis + 1 :]), metrics)
        groups[others] = groups.get(others, ()) + values[axis]
    return [
        Box((*others.values[:axis], merged, *others.values[axis + 1 :]), others.metrics)
        for others, merged in groups.items()
    ]
