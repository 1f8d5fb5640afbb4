"""From the text of `--store` to a store."""

from __future__ import annotations

from pathlib import Path

from mock_server.store.errors import StoreError
from mock_server.store.memory import MemoryStore
from mock_server.store.protocol import Store
from mock_server.store.sqlite import SqliteStore

_FORMS = "memory, sqlite:///relative.db or sqlite:////absolute.db"


def open_store(url: str) -> Store:
    """The store that a URL names. Raises StoreError when there is no such kind, or the file cannot be used."""
    kind, _, location = url.partition(":///")
    if url == "memory":
        return MemoryStore()
    if kind == "sqlite" and location not in ("", ":memory:"):
        return SqliteStore(Path(location))
    if url.startswith(("redis:", "rediss:")):
        raise StoreError(f"a Redis store is not available yet; use {_FORMS}")
    raise StoreError(f"{url!r} names no store; use {_FORMS}")
