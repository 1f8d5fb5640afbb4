"""Worlds come, change and go: every change is one transaction of the store."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import msgspec
from msgspec.structs import replace

from mock_server.engine.worlds import compiled
from mock_server.settings import Settings
from mock_server.store import Patch, Store, WorldRecord
from mock_server.timeline.clock import Clock
from mock_server.world import shipped
from mock_server.world.build import build
from mock_server.world.document import MediaPatch, WorldDocument
from mock_server.world.errors import WorldError
from mock_server.world.loader import converted, dump, read
from mock_server.world.patch import patched


class Hosting:
    """Creates and changes the worlds of a store. `real` tells real time."""

    def __init__(self, store: Store, real: Callable[[], float] = time.time) -> None:
        self.store = store
        self._real = real

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

    def reset(self, world_id: str) -> WorldRecord:
        """Put a world back to its file, as if it were loaded now."""
        return self.store.update(world_id, lambda record: self._record(world_id, read(record.document, world_id)))

    def change(self, world_id: str, change: Callable[[WorldRecord], WorldRecord]) -> WorldRecord:
        """Change what a world keeps besides its file. Raises whatever `change` raises, and then nothing is changed."""
        return self.store.update(world_id, change)

    def delete(self, world_id: str) -> None:
        """Forget a world."""
        self.store.delete(world_id)

    def set_clock(self, world_id: str, change: Callable[[Clock, float], Clock]) -> WorldRecord:
        """Move a world's clock. Raises ValueError for an impossible time."""
        return self.store.update(world_id, lambda record: replace(record, clock=change(record.clock, self._real())))

    def patch_media(self, world_id: str, media_id: str, change: object) -> WorldRecord:
        """Change a media's numbers. Raises WorldError for a mistake, before anything is changed."""
        return self.store.update(world_id, lambda record: self._patched(record, media_id, change))

    def _patched(self, record: WorldRecord, media_id: str, change: object) -> WorldRecord:
        at = record.clock.now(self._real())
        patched(compiled(record), media_id, change, at=at)
        told = converted(change, MediaPatch)
        patch = Patch(media_id, told.insights, told.viewers, at)
        return replace(record, patches=(*record.patches, patch))

    def _record(self, world_id: str, document: WorldDocument) -> WorldRecord:
        real = self._real()
        world = build(document, world_id=world_id, loaded_at=int(real))
        return WorldRecord(
            id=world_id,
            document=dump(document),
            loaded_at=int(real),
            clock=Clock.standing(world.start) if world.frozen else Clock.running(int(real), real),
            patches=(),
            tokens=tuple(world.tokens),
            app_id=world.app.id,
        )


class Rehearsal(Hosting):
    """Tries what a request would change in a world, and leaves the world as it is."""

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
