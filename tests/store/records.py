"""Small worlds for the tests of stores."""

from __future__ import annotations

from collections.abc import Callable

from msgspec.structs import replace

from mock_server.store import Patch, WorldRecord
from mock_server.timeline.clock import Clock

NOW = 1_784_203_200


def world(*tokens: str, app_id: str | None = None) -> Callable[[str], WorldRecord]:
    """Make a world with these tokens, and an app id of its own unless one is given."""

    def make(world_id: str) -> WorldRecord:
        return WorldRecord(
            id=world_id,
            document='{"name": "Caf\\u00e9 \u2615"}'.encode(),
            loaded_at=NOW,
            clock=Clock.running(NOW, NOW + 7),
            patches=(),
            tokens=tokens,
            app_id=app_id or f"app-of-{world_id}",
        )

    return make


def patched(record: WorldRecord) -> WorldRecord:
    """The world with one more patch."""
    patch = Patch(media="17900000000000001", insights={"reach": None, "saved": 2.5}, viewers=None, at=NOW)
    return replace(record, patches=(*record.patches, patch))
