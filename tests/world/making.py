"""Worlds for these tests."""

from __future__ import annotations

from mock_server.world.build import build
from mock_server.world.loader import read
from mock_server.world.model import World

DAY = 86_400
START = 1_784_224_800  # 2026-07-16T18:00:00Z


def make_world(text: str = "{}", world_id: str = "w") -> World:
    """The world that the text describes, as loaded on 16 July 2026."""
    return build(read(text, "test"), world_id=world_id, loaded_at=START)
