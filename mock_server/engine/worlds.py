"""The worlds of a store, compiled and kept fresh: a request pays a comparison of numbers, a change a rebuild."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from mock_server.catalogue.model import Host
from mock_server.store import Patch, Store, WorldRecord
from mock_server.timeline.clock import Clock
from mock_server.world.build import build
from mock_server.world.loader import read
from mock_server.world.model import World
from mock_server.world.patch import patched


class Hosted(NamedTuple):
    """A world with its clock. `revision` and `source` say what it was compiled from.

    `passes` remembers until when a token (with a host) is let through; a change of the world forgets it.
    """

    world: World
    clock: Clock
    revision: int
    source: tuple[bytes, int, tuple[Patch, ...]]
    passes: dict[tuple[str, Host], float]


class Worlds:
    """All worlds of a store; `served_id` is the one for requests that no token assigns to another."""

    def __init__(self, store: Store, served_id: str) -> None:
        self._store = store
        self._served_id = served_id
        self._generation = -1
        self._hosted: Mapping[str, Hosted] = {}
        self._by_token: Mapping[str, Hosted] = {}

    def of_token(self, token: str) -> Hosted:
        """The world that knows the token, else the one that is served."""
        self._refresh()
        return self._by_token.get(token) or self._hosted[self._served_id]

    def all(self) -> Mapping[str, Hosted]:
        """All worlds by id, oldest first."""
        self._refresh()
        return self._hosted

    def served(self) -> Hosted:
        """The world that is served."""
        return self.all()[self._served_id]

    def _refresh(self) -> None:
        generation = self._store.generation()
        if generation != self._generation:
            self._reload(generation)

    def _reload(self, generation: int) -> None:
        records = self._store.records()
        hosted = {world_id: self._hosted_from(record) for world_id, record in records.items()}
        by_token = {token: each for each in hosted.values() for token in (*each.world.tokens, _app_token(each.world))}
        self._hosted, self._by_token, self._generation = hosted, by_token, generation

    def _hosted_from(self, record: WorldRecord) -> Hosted:
        known = self._hosted.get(record.id)
        if known and known.revision == record.revision:
            return known
        source = (record.document, record.loaded_at, record.patches)
        world = known.world if known and known.source == source else compiled(record)
        return Hosted(world, record.clock, record.revision, source, {})


def _app_token(world: World) -> str:
    """The token with which the world's app speaks for itself."""
    return f"{world.app.id}|{world.app.secret}"


def compiled(record: WorldRecord) -> World:
    """The world that a record describes, with the changes made to it since."""
    world = build(read(record.document, record.id), world_id=record.id, loaded_at=record.loaded_at)
    for patch in record.patches:
        change = {"insights": patch.insights or {}, "viewers": patch.viewers}
        world = patched(world, patch.media, change, at=patch.at)
    return world
