"""Faults at work: which of a world's faults strike a request, and what it gets instead of its answer.

Requests that a fault meets take a number from the store, which no other worker gets; the number alone decides whether
the fault strikes. So `times` is exact however many workers serve, and the same requests meet the same faults again.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import suppress
from fnmatch import fnmatchcase
from typing import Final, NamedTuple

from msgspec.structs import replace

from mock_server.graph.refusal import Refusal
from mock_server.store import Effect, Fault, Match, Store, UnknownWorld, WorldRecord
from mock_server.store.usage import Counts
from mock_server.traffic.error_values import refusal_of
from mock_server.world.chance import BITS, draw, key_of

MOST_LATENCY: Final = 60.0

_MET, _STRUCK = 0, 1
_GLOB: Final = frozenset("*[")


class Approach(NamedTuple):
    """A request as faults see it.

    `paths` are its path with and without the version, `hosts` the names that it means, `values` what it can tell about
    itself in an error's text. `accounts` are those that it is about; they need to be known only if a fault asks. A
    request in a batch meets errors alone, the batch itself all but errors.
    """

    world_id: str
    seed: int
    now: int
    method: str
    paths: tuple[str, ...]
    hosts: tuple[str, ...] = ()
    token: str = ""
    metrics: Collection[str] = ()
    accounts: Collection[str] = ()
    values: Mapping[str, str] = {}
    in_batch: bool = False
    is_batch: bool = False


class Strike(NamedTuple):
    """What struck a request: the ids of faults, and what they do. Without refusal and effect it is only delayed."""

    faults: tuple[str, ...]
    refusal: Refusal | None = None
    latency: float = 0.0
    effect: Effect | None = None


class Faults:
    """The faults of all worlds of a store."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def strike(self, faults: Sequence[Fault], approach: Approach) -> Strike | None:
        """What the faults, in the order in which they were armed, do to a request; None where they let it pass."""
        struck = tuple(self._striking(faults, approach))
        if not struck:
            return None
        ids = tuple(fault.id for fault in struck)
        latency = min(sum(fault.latency_ms for fault in struck) / 1000, MOST_LATENCY)
        last = struck[-1]
        refusal = refusal_of(last.error, last.values, approach.values, f"{last.id} is armed") if last.error else None
        return Strike(ids, refusal, latency, last.effect)

    def told(self, world_id: str, faults: Sequence[Fault]) -> dict[str, int]:
        """How often each fault has struck, by id."""
        counts = self._store.counted(world_id)
        return {fault.id: _struck(fault, counts.get(fault.counter, {})) for fault in faults}

    def _striking(self, faults: Sequence[Fault], approach: Approach) -> Iterator[Fault]:
        """The faults that strike, up to the first one after which nothing is left to be answered."""
        for fault in faults:
            if _concerns(fault, approach) and self._strikes(fault, approach):
                yield fault
                if fault.finishes:
                    return

    def _strikes(self, fault: Fault, approach: Approach) -> bool:
        counter = approach.world_id, fault.counter
        number = self._store.count({counter: {_MET: 1}})[counter][_MET]
        if fault.times and number == fault.times:
            with suppress(UnknownWorld):
                self._store.update(approach.world_id, lambda record: _with_spent(record, fault.id))
        if fault.times:
            return number <= fault.times
        if not fault.probability:
            return not fault.every or number % fault.every == 0
        strikes = draw(key_of(approach.seed, fault.counter), number) < fault.probability * (1 << BITS)
        if strikes:
            self._store.count({counter: {_STRUCK: 1}})
        return strikes


def _with_spent(record: WorldRecord, fault_id: str) -> WorldRecord:
    """The record with a fault that has struck as often as it was to."""
    faults = tuple(replace(fault, spent=True) if fault.id == fault_id else fault for fault in record.faults)
    return replace(record, faults=faults)


def _concerns(fault: Fault, approach: Approach) -> bool:
    """Whether a fault lasts, and is meant for such a request."""
    if not fault.lasts(approach.now):
        return False
    if (approach.in_batch and not fault.error) or (approach.is_batch and fault.error):
        return False
    return _matches(fault.match, approach)


def _matches(match: Match, approach: Approach) -> bool:
    asked = (
        (match.metric, approach.metrics),
        (match.method, (approach.method,)),
        (match.token, (approach.token,)),
        (match.account, approach.accounts),
        (match.host, approach.hosts),
    )
    if any(wanted and wanted not in found for wanted, found in asked):
        return False
    return not match.path or any(is_below(path, match.path) for path in approach.paths)


def is_below(path: str, pattern: str) -> bool:
    """Whether a path is named by a pattern with * and [ ], or is or lies below the path that stands there instead."""
    if not _GLOB.isdisjoint(pattern):
        return fnmatchcase(path, pattern)
    whole = pattern.rstrip("/")
    return path == whole or path.startswith(f"{whole}/")


def _struck(fault: Fault, counts: Counts) -> int:
    met = counts.get(_MET, 0)
    if fault.times:
        return min(met, fault.times)
    if fault.every:
        return met // fault.every
    return counts.get(_STRUCK, 0) if fault.probability else met
