"""What a process answered: noted with next to no work, put into words when somebody reads or nothing else is to do."""

from __future__ import annotations

import os
import time
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from multiprocessing.util import Finalize
from threading import Event, Lock, Thread
from typing import Any, Final, Generic, TypeVar
from weakref import WeakSet

from mock_server.store import Entry, Store, StoreError
from mock_server.store.entry import MOST_ANSWERS

MOST_ENTRIES: Final = 10_000
"""How many exchanges of a world are kept, where nobody says otherwise."""

# Processes that share a store write so often what they answered, unless more than so much was answered meanwhile; a
# reader waits so long for the others. What piled up is written in pieces, for the sake of whoever else writes.
_EVERY: Final = 0.02
_CALM: Final = 32
_PIECE: Final = 500
_PATIENCE: Final = 4 * _EVERY


Exchange = TypeVar("Exchange")
Reply = TypeVar("Reply")


class Journal(Generic[Exchange, Reply]):
    """The exchanges of all worlds. `worded` puts one of a world into words, with its reply if that is still kept.

    Of each world the latest `most` are kept.

    Where processes share the store, each has a thread that hands over what it noted: within 20 ms while it answers
    fewer than 1,600 requests a second, else when it has less to do. Otherwise nothing happens before somebody reads.
    """

    def __init__(
        self, store: Store, worded: Callable[[str, Exchange, Reply | None], Entry], most: int = MOST_ENTRIES
    ) -> None:
        self.most = most
        self._store = store
        self._worded = worded
        self._begin()
        _alive.add(self)

    def _begin(self) -> None:
        """Begin with nothing: what a parent noted before a fork, the parent writes."""
        self._lock = Lock()
        self._noted: dict[str, deque[Exchange]] = {}
        self._replies: deque[tuple[Exchange, Reply]] = deque(maxlen=min(MOST_ANSWERS, self.most))
        self._thread: Thread | None = None
        self._work = Event()
        self._asleep = self._store.shared
        self._count = 0

    def note(self, world_id: str, exchange: Exchange, reply: Reply) -> None:
        """Keep an exchange of a world. It costs an append or two."""
        noted = self._noted.get(world_id)
        if noted is None:
            noted = self._noted.setdefault(world_id, deque(maxlen=self.most))
        noted.append(exchange)
        self._replies.append((exchange, reply))
        self._count += 1
        if self._asleep:
            self._wake()

    def entries(self, world_id: str, after: int = 0) -> list[Entry]:
        """The exchanges of a world with numbers above `after`.

        They are all that this process answered before, and what others that share the store had handed over or noted
        by then, as far as they keep up with their requests.
        """
        self.hand_over()
        self._let_others_write()
        return self._store.read(world_id, after)

    def forget(self, world_id: str) -> None:
        """Empty a world's journal."""
        self.let_go(world_id)
        self._store.forget_entries(world_id)

    def let_go(self, world_id: str) -> None:
        """Let go of what is noted of a world whose journal is about to be replaced, here and elsewhere."""
        self.drop(world_id)
        self._let_others_write()

    def drop(self, world_id: str) -> None:
        """Let go of what is noted of a world that is no more."""
        self._noted.pop(world_id, None)

    def hand_over(self) -> None:
        """Write all that is noted to the store."""
        while self._written(_PIECE):
            pass

    def _let_others_write(self) -> None:
        if self._store.shared:
            time.sleep(_PATIENCE)

    def _written(self, most: int) -> bool:
        """Whether there was anything to write; of each world the oldest `most` are."""
        with self._lock:
            taken = [
                (world_id, noted.popleft())
                for world_id, noted in list(self._noted.items())
                for _ in range(min(most, len(noted)))
            ]
            if taken:
                replies = {id(exchange): reply for exchange, reply in list(self._replies)}
                self._store.write(
                    [self._worded(world_id, each, replies.get(id(each))) for world_id, each in taken], self.most
                )
        return bool(taken)

    def _wake(self) -> None:
        with self._lock:
            self._asleep = False
            if self._thread is None:
                self._thread = Thread(target=self._keep_up, name="journal", daemon=True)
                self._thread.start()
                Finalize(None, self._finish, exitpriority=0)  # worker processes end without atexit
        self._work.set()

    def _keep_up(self) -> None:
        """Write what is noted while there is time for it, and sleep when there is nothing."""
        while True:
            self._work.wait()
            before = self._count
            time.sleep(_EVERY)
            if self._count - before > _CALM:
                continue
            with suppress(StoreError):  # the file is locked or gone: requests are answered nevertheless
                self._written(_PIECE)
            if not any(self._noted.values()):
                self._work.clear()
                self._asleep = True
                if any(self._noted.values()):  # noted just now, when nobody was to be woken
                    self._work.set()

    def _finish(self) -> None:
        with suppress(StoreError):
            self.hand_over()


_alive: WeakSet[Journal[Any, Any]] = WeakSet()


def _begin_in_child() -> None:
    for journal in _alive:
        journal._begin()  # noqa: SLF001  the module's own


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_begin_in_child)
