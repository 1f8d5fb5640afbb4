"""Worlds come, change and go: every change is one transaction of the store."""

from __future__ import annotations

import time
from collections.abc import Callable, Collection
from pathlib import Path

import msgspec
from msgspec.structs import replace

from mock_server.engine.worlds import compiled
from mock_server.settings import Settings
from mock_server.store import Hook, Patch, Store, UnknownWorld, WorldRecord
from mock_server.timeline.clock import Clock
from mock_server.world import shipped
from mock_server.world.build import build
from mock_server.world.document import AccountPatch, MediaPatch, WorldDocument
from mock_server.world.errors import WorldError
from mock_server.world.loader import converted, dump, read
from mock_server.world.patch import patched, patched_account


class Hosting:
    """Creates and changes the worlds of a store. `real` tells real time.

    `webhook_hosts` are the hosts besides this machine that webhooks may be sent to.
    """

    rehearses = False

    def __init__(
        self, store: Store, real: Callable[[], float] = time.time, webhook_hosts: Collection[str] = ()
    ) -> None:
        self.store = store
        self.real = real
        self.webhook_hosts = webhook_hosts

    def create(self, document: WorldDocument, wanted_id: str | None = None) -> WorldRecord:
        """Add a world. Raises WorldError for a mistake in it, Taken for a token or app id of another world."""
        return self.store.create(lambda world_id: self._record(world_id, document), wanted_id)

    def serve(self, document: WorldDocument, world_id: str) -> None:
        """Have the world under the id; one that an earlier process left there goes on if its file is the same."""
        left = self.store.records().get(world_id)
        if left is None:
            self.create(document, world_id)
        elif left.document != dump(document):
            self.store.update(world_id, lambda _: self._record(world_id, document))
            self.store.forget_calls(world_id)
            self.store.forget_entries(world_id)

    def reset(self, world_id: str) -> WorldRecord:
        """Put a world back to its file, as if it were loaded now."""
        return self.store.update(world_id, lambda record: self._record(world_id, read(record.document, world_id)))

    def record(self, world_id: str) -> WorldRecord:
        """What the store keeps of a world. Raises UnknownWorld."""
        records = self.store.records()
        if world_id not in records:
            raise UnknownWorld(world_id)
        return records[world_id]

    def change(self, world_id: str, change: Callable[[WorldRecord], WorldRecord]) -> WorldRecord:
        """Change what a world keeps besides its file. Raises whatever `change` raises, and then nothing is changed."""
        return self.store.update(world_id, change)

    def delete(self, world_id: str) -> None:
        """Forget a world."""
        self.store.delete(world_id)

    def patch_media(self, world_id: str, media_id: str, change: object) -> WorldRecord:
        """Change a media's numbers. Raises WorldError for a mistake, before anything is changed."""
        return self.store.update(world_id, lambda record: self._patched(record, media_id, change))

    def patch_account(self, world_id: str, account_id: str, change: object) -> WorldRecord:
        """Change an account's numbers. Raises WorldError for a mistake, before anything is changed."""
        return self.store.update(world_id, lambda record: self._patched_account(record, account_id, change))

    def _patched_account(self, record: WorldRecord, account_id: str, change: object) -> WorldRecord:
        patched_account(compiled(record), account_id, change)
        told = converted(change, AccountPatch)
        at = record.clock.now(self.real())
        patch = Patch("", told.insights, None, at, account_id, told.followers)
        return replace(record, patches=(*record.patches, patch))

    def _patched(self, record: WorldRecord, media_id: str, change: object) -> WorldRecord:
        at = record.clock.now(self.real())
        patched(compiled(record), media_id, change, at=at)
        told = converted(change, MediaPatch)
        patch = Patch(media_id, told.insights, told.viewers, at)
        return replace(record, patches=(*record.patches, patch))

    def _record(self, world_id: str, document: WorldDocument) -> WorldRecord:
        real = self.real()
        world = build(document, world_id=world_id, loaded_at=int(real))
        clock = Clock.standing(world.start) if world.frozen else Clock.running(int(real), real)
        return WorldRecord(
            id=world_id,
            document=dump(document),
            loaded_at=int(real),
            clock=clock,
            patches=(),
            tokens=tuple(world.tokens),
            app_id=world.app.id,
            settled_until=clock.now(real),
            hooks=tuple(Hook(each.callback_url, each.verify_token, each.fields, each.login) for each in world.webhooks),
        )


class Rehearsal(Hosting):
    """Tries what a request would change in a world, and leaves the world as it is."""

    rehearses = True

    def change(self, world_id: str, change: Callable[[WorldRecord], WorldRecord]) -> WorldRecord:
        """What the world would keep after the change."""
        return change(self.store.records()[world_id])


def chosen_world(settings: Settings) -> tuple[str, WorldDocument]:
    """The id and the document of the world that the settings ask for. Raises WorldError."""
    name, text = _text_of(settings.world)
    document = read(text, settings.world)
    return document.name or name, _adjusted(document, settings)


def _text_of(world: str) -> tuple[str, str | bytes]:
    if world in shipped.names():
        return world, shipped.text(world)
    path = Path(world)
    try:
        return path.stem, path.read_bytes()
    except OSError as error:
        reason = error.strerror or str(error)
        raise WorldError(f"cannot read the world {world!r}: {reason}", allowed=shipped.names()) from None


def _adjusted(document: WorldDocument, settings: Settings) -> WorldDocument:
    """The document with what the command line says instead of it."""
    changes: dict[str, object] = {}
    if settings.seed:
        changes["seed"] = int(settings.seed) if settings.seed.isdigit() else settings.seed
    if settings.fidelity:
        changes["fidelity"] = settings.fidelity
    if settings.now:
        changes["now"] = None if settings.now == "real" else settings.now
    if not changes:
        return document
    return read(msgspec.json.encode(msgspec.json.decode(dump(document)) | changes), "the command line")
