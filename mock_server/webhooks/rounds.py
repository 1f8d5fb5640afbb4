"""Deliveries in the order in which they are due, each as often as it has to be tried."""

from __future__ import annotations

import heapq
import time
from collections.abc import Iterable, Iterator

from msgspec.structs import replace

from mock_server.store import Delivery
from mock_server.webhooks.sending import Postman

# Real seconds that one move of a clock spends on waiting for receivers; what is due then stays due.
_PATIENCE = 30.0


class Rounds:
    """Delivers until an instant of a world's time. `done` tells, by id, what came of each delivery."""

    def __init__(self, postman: Postman, until: int) -> None:
        self.done: dict[str, Delivery] = {}
        self._postman = postman
        self._until = until
        self._patient_until = time.monotonic() + _PATIENCE

    def run(self, due: Iterable[tuple[int, Delivery]]) -> Iterator[Delivery]:
        """Each delivery after each attempt."""
        queue = [(at, number, delivery) for number, (at, delivery) in enumerate(due)]
        heapq.heapify(queue)
        while queue:
            at, number, delivery = heapq.heappop(queue)
            if time.monotonic() > self._patient_until:
                self.done[delivery.id] = replace(delivery, state="pending", next_at=at)
                continue
            tried = self._postman.delivered(delivery, at)
            self.done[tried.id] = tried
            yield tried
            if tried.next_at is not None and tried.next_at <= self._until:
                heapq.heappush(queue, (tried.next_at, number, tried))
