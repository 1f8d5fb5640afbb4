"""Rolling windows over counts by slots of time. A clock that was set back does not see what it counted later."""

from __future__ import annotations

from collections.abc import Mapping

from mock_server.catalogue.model import Allowance


def slot_of(allowance: Allowance, now: int) -> int:
    """The slot that an instant lies in."""
    return now // allowance.slot


def spent(counts: Mapping[int, int], allowance: Allowance, now: int) -> int:
    """How many calls the window holds."""
    return sum(counts.get(slot, 0) for slot in _slots(allowance, now))


def returns_at(counts: Mapping[int, int], allowance: Allowance, now: int, allowed: int) -> int:
    """When the window holds fewer calls than are allowed, if none are added."""
    left, at = spent(counts, allowance, now), now
    for slot in _slots(allowance, now):
        if left < allowed:
            break
        left -= counts.get(slot, 0)
        at = (slot + allowance.slots) * allowance.slot
    return at


def _slots(allowance: Allowance, now: int) -> range:
    last = slot_of(allowance, now)
    return range(last - allowance.slots + 1, last + 1)
