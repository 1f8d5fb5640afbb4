"""docs/worlds.md shows every key of a world file, and what it shows is a world."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml
from msgspec.structs import fields

from mock_server.world.build import build
from mock_server.world.document import AccountPatch, Document, MediaPatch
from mock_server.world.loader import read

_PAGE = Path(__file__).parents[2] / "docs" / "worlds.md"


def _shown() -> str:
    found = re.search(r"```yaml\n(.*?)```", _PAGE.read_text(encoding="utf-8"), re.DOTALL)
    assert found
    return found[1]


def _keys_in(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        yield from value
        for inner in value.values():
            yield from _keys_in(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _keys_in(inner)


def test_the_annotated_world_is_a_world() -> None:
    """It is read and built like any other."""
    world = build(read(_shown(), "docs/worlds.md"), world_id="w", loaded_at=0)

    assert world.name == "annotated"
    assert len(world.accounts) == 1


def test_every_key_is_shown() -> None:
    """A key that the schema allows stands in the example, and no other does."""
    own = [part for part in Document.__subclasses__() if part.__module__ == Document.__module__]
    parts = [part for part in own if part not in (AccountPatch, MediaPatch)]
    allowed = {field.name for part in parts for field in fields(part)}
    metrics = {"reach", "saved"}

    assert set(_keys_in(yaml.safe_load(_shown()))) - metrics == allowed
