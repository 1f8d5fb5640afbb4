"""Counts calls against budgets. One that changes nothing that is told costs a look-up and two additions."""

from __future__ import annotations

from collections.abc import Callable
from threading import Lock

from mock_server.store import Store
from mock_server.store.usage import Budget, Counts
from mock_server.traffic.budget import Impressions
from mock_server.traffic.meter import Meter
from mock_server.traffic.subject import Subject
from mock_server.traffic.toll import Toll
from mock_server.world.model import World

_SHARED_EVERY = 0.5


class Traffic:
    """The meters of a process. `real` tells real time, `impressions` how much an account's content was seen.

    The store holds the truth, and processes tell each other of their calls through it: every half second of real time,
    whoever is not called any more with the next beat of its pulse, or before each answer where a world enforces its
    limits.
    """

    def __init__(self, store: Store, real: Callable[[], float], impressions: Impressions) -> None:
        self._store = store
        self._real = real
        self._impressions = impressions
        self._lock = Lock()
        self._meters: dict[Budget, Meter] = {}
        self._shared_at = real()

    def charge(self, world: World, subject: Subject, now: int, calls: int = 1) -> Toll:
        """Count calls at a world's time."""
        with self._lock:
            meter = self._meters.get((world.id, subject.name))
            if (
                meter is not None
                and calls < meter.room
                and meter.since <= now < meter.until
                and meter.world is world
                and self._shared_at <= self._real() < self._shared_at + _SHARED_EVERY
                and (toll := meter.tolls.get(subject))
            ):
                meter.room -= calls
                meter.fresh += calls
                return toll
            return self._charged(world, subject, now, calls)

    def counted(self, world_id: str) -> dict[str, Counts]:
        """All calls that are counted of a world's budgets, this process's latest among them."""
        with self._lock:
            self._share_all()
            return self._store.counted(world_id)

    def hand_over(self) -> None:
        """Tell the others now: a process that nobody calls would keep its latest calls to itself."""
        with self._lock:
            self._share_all()

    def forget(self, world_id: str) -> None:
        """Count a world's calls from nothing again."""
        with self._lock:
            self._drop(world_id)
            self._store.forget_calls(world_id)

    def let_go(self, world_id: str) -> None:
        """Count on from what the store holds of a world."""
        with self._lock:
            self._drop(world_id)

    def _drop(self, world_id: str) -> None:
        self._meters = {budget: meter for budget, meter in self._meters.items() if budget[0] != world_id}

    def _charged(self, world: World, subject: Subject, now: int, calls: int) -> Toll:
        budget = world.id, subject.name
        is_new = budget not in self._meters
        meter = self._meters.setdefault(budget, Meter())
        meter.add(subject, now, calls)
        if not self._shared_at <= self._real() < self._shared_at + _SHARED_EVERY:
            self._share_all()
        elif is_new or world.limits.enforced:
            meter.learn(self._store.count({budget: meter.unsent})[budget])
        return meter.weigh(world, subject, now, self._impressions, calls)

    def _share_all(self) -> None:
        """Tell of all unsent calls; meters without any are let go of, for the store knows what they knew."""
        self._shared_at = self._real()
        for meter in self._meters.values():
            meter.settle()
        used = {budget: meter for budget, meter in self._meters.items() if meter.unsent}
        counted = self._store.count({budget: meter.unsent for budget, meter in used.items()}) if used else {}
        for budget, counts in counted.items():
            used[budget].learn(counts)
        self._meters = used
