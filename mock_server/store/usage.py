"""What a store counts: the calls that were made against a budget, by slots of time."""

from __future__ import annotations

from collections.abc import Mapping

Budget = tuple[str, str]
"""What calls are counted against: the id of a world, and the name of one of its budgets."""

Counts = dict[int, int]
"""Calls by slot; slots are numbered from the epoch."""

MOST_SLOTS = 400


def added(counted: Mapping[int, int], calls: Mapping[int, int]) -> Counts:
    """Both together. Of very many slots those nearest to the calls stay, wherever a clock was moved before."""
    both = dict(counted)
    for slot, number in calls.items():
        both[slot] = both.get(slot, 0) + number
    if len(both) <= MOST_SLOTS:
        return both
    near = max(calls, default=0)
    return {slot: both[slot] for slot in sorted(both, key=lambda slot: abs(slot - near))[:MOST_SLOTS]}
