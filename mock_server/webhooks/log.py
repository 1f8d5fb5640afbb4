"""The deliveries that a world remembers: the newest, and those that are to be sent yet before those that are done."""

from __future__ import annotations

from collections.abc import Iterable

from mock_server.store import Delivery

MOST_DELIVERIES = 1_000
MOST_BYTES = 1_000_000


def remembered(deliveries: Iterable[Delivery]) -> tuple[Delivery, ...]:
    """As many deliveries as there is room for, in their order."""
    listed = tuple(deliveries)
    room = MOST_BYTES
    kept: set[str] = set()
    for each in (*filter(_is_due, listed[::-1]), *listed[::-1]):
        if each.id in kept:
            continue
        room -= len(each.body)
        if len(kept) == MOST_DELIVERIES or room < 0:
            break
        kept.add(each.id)
    return tuple(each for each in listed if each.id in kept)


def replaced(deliveries: Iterable[Delivery], newer: Iterable[Delivery]) -> tuple[Delivery, ...]:
    """The deliveries, with newer states of some, and new ones at their end."""
    known = {each.id: each for each in deliveries} | {each.id: each for each in newer}
    return remembered(known.values())


def _is_due(delivery: Delivery) -> bool:
    return delivery.next_at is not None
