"""The worlds of a store, compiled and kept fresh: a request pays a comparison of numbers, a change a rebuild."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from msgspec.structs import replace

from mock_server.auth.app_tokens import app_token
from mock_server.auth.granting import known_tokens
from mock_server.auth.page_tokens import derived, user_part
from mock_server.catalogue.model import Host
from mock_server.graph.refusal import Refusal
from mock_server.store import Fault, Patch, Store, WorldRecord
from mock_server.timeline.clock import Clock
from mock_server.world.build import build
from mock_server.world.loader import read
from mock_server.world.model import Token, World
from mock_server.world.patch import patched, patched_account

_MOST_DERIVED = 4096


class Hosted(NamedTuple):
    """A world with its clock. `revision` and `source` say what it was compiled from.

    `passes` remembers until when a token (with a host) is let through, `permits` why it may read no insights (None: it
    may), `derived` the Page tokens that follow from others; a change of the world forgets them. `base` is the world
    before it gave out tokens or took some back. `faults` are those that can still strike, mostly none.
    """

    world: World
    clock: Clock
    revision: int
    source: tuple[bytes, int, tuple[Patch, ...]]
    passes: dict[tuple[str, Host], float]
    derived: dict[str, Token]
    base: World
    permits: dict[tuple[str, Host], Refusal | None]
    subscribed: Mapping[str, tuple[str, ...]] = {}
    faults: tuple[Fault, ...] = ()


class Worlds:
    """All worlds of a store; `served_id` is the one for requests that no token assigns to another."""

    def __init__(self, store: Store, served_id: str) -> None:
        self._store = store
        self._served_id = served_id
        self._generation = -1
        self._hosted: Mapping[str, Hosted] = {}
        self._by_token: Mapping[str, Hosted] = {}
        self._by_app: Mapping[str, Hosted] = {}

    def of_token(self, token: str, client_id: str = "") -> Hosted:
        """The world that knows the token, else that of the app with the id `client_id`, else the one that is served.

        A token that a world lists or gave out costs one look-up.
        """
        self._refresh()
        return self._by_token.get(token) or self._of_other(token, client_id)

    def _of_other(self, token: str, client_id: str) -> Hosted:
        by_user = self._by_token.get(user_part(token))
        return by_user or self._by_app.get(client_id) or self._hosted[self._served_id]

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
        by_token = {
            token: each for each in hosted.values() for token in (*each.world.tokens, app_token(each.world.app))
        }
        self._by_app = {each.world.app.id: each for each in hosted.values()}
        self._hosted, self._by_token, self._generation = hosted, by_token, generation

    def _hosted_from(self, record: WorldRecord) -> Hosted:
        known = self._hosted.get(record.id)
        if known and known.revision == record.revision:
            return known
        source = (record.document, record.loaded_at, record.patches)
        base = known.base if known and known.source == source else compiled(record)
        tokens = known_tokens(base, record)
        world = base if tokens is base.tokens else replace(base, tokens=tokens)
        faults = tuple(fault for fault in record.faults if not fault.spent)
        return Hosted(world, record.clock, record.revision, source, {}, {}, base, {}, record.subscriptions, faults)


def token_named(hosted: Hosted, sent: str) -> Token | None:
    """The token of the world that the text names, a Page token that follows from a person's own among them."""
    return hosted.world.tokens.get(sent) or hosted.derived.get(sent) or _derived(hosted, sent)


def _derived(hosted: Hosted, sent: str) -> Token | None:
    token = derived(hosted.world, sent)
    if token is not None:
        if len(hosted.derived) >= _MOST_DERIVED:
            hosted.derived.clear()
        hosted.derived[sent] = token
    return token


def compiled(record: WorldRecord) -> World:
    """The world that a record describes, with the changes made to it since."""
    world = build(read(record.document, record.id), world_id=record.id, loaded_at=record.loaded_at)
    for patch in record.patches:
        world = _patched(world, patch)
    return world


def _patched(world: World, patch: Patch) -> World:
    insights = patch.insights or {}
    if patch.account:
        return patched_account(world, patch.account, {"insights": insights, "followers": patch.followers})
    return patched(world, patch.media, {"insights": insights, "viewers": patch.viewers}, at=patch.at)
