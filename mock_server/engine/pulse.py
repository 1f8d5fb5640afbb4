"""Real time passes: what falls due has its effects, and calls are told to other processes, without anybody asking."""

from __future__ import annotations

from contextlib import suppress
from threading import Event, Thread

from mock_server.engine.hosting import Hosting
from mock_server.engine.notifying import has_listeners
from mock_server.engine.settler import AlreadySettled, Settler
from mock_server.engine.settling import ending
from mock_server.engine.worlds import Worlds
from mock_server.store import StoreError, UnknownWorld, WorldRecord
from mock_server.traffic import Traffic

_SECONDS = 0.5


class Pulse:
    """Looks twice a second whether a notification is due; the store sees to it that one process alone sends it.

    Before, it hands over the calls that were counted. A look at worlds without webhooks is a memory read.
    """

    def __init__(self, hosting: Hosting, worlds: Worlds, traffic: Traffic) -> None:
        self._settler = Settler(hosting, worlds, traffic)
        self._traffic = traffic
        self._hosting = hosting
        self._worlds = worlds
        self._generation = -1
        self._records: tuple[WorldRecord, ...] = ()
        self._looked: dict[int, int] = {}
        self._over = Event()

    def start(self) -> Thread:
        """Beat in the background until the process ends, or `stop` is called."""
        thread = Thread(target=self._beat_on, name="pulse", daemon=True)
        thread.start()
        return thread

    def stop(self) -> None:
        """Beat no more."""
        self._over.set()

    def beat(self) -> None:
        """Hand over calls, and look once at all worlds that have webhooks."""
        self._traffic.hand_over()
        store = self._hosting.store
        if (generation := store.generation()) != self._generation:
            self._records = tuple(each for each in store.records().values() if each.hooks or each.deliveries)
            known = {record.revision for record in self._records}
            self._looked = {revision: at for revision, at in self._looked.items() if revision in known}
            self._generation = generation
        for record in self._records:
            with suppress(AlreadySettled, UnknownWorld, KeyError):  # another process was first, or the world is gone
                self._look_at(record)

    def _look_at(self, record: WorldRecord) -> None:
        if any(hook.state == "new" for hook in record.hooks):
            self._settler.introduce(record.id)
        if self._is_due(record, record.clock.now(self._hosting.real())):
            self._settler.catch_up(record.id)

    def _is_due(self, record: WorldRecord, now: int) -> bool:
        if any(each.next_at is not None and each.next_at <= now for each in record.deliveries):
            return True
        after = self._looked.get(record.revision, record.settled_until)
        if after is None or now <= after or not has_listeners(record):
            return False
        world = self._worlds.all()[record.id].world
        if any(True for account in world.accounts for _ in ending(world, account, after, now)):
            return True
        self._looked[record.revision] = now
        return False

    def _beat_on(self) -> None:
        while not self._over.is_set():
            with suppress(StoreError):  # a file that is busy may be free at the next beat
                self.beat()
            self._over.wait(_SECONDS)
