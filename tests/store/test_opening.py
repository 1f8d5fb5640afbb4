"""Which stores can be named, and what else is refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from mock_server.store import StoreError, open_store
from mock_server.store.memory import MemoryStore
from tests.store.records import world


def test_memory() -> None:
    """Each store in memory is a new one."""
    store = open_store("memory")
    assert isinstance(store, MemoryStore)
    store.create(world())
    assert open_store("memory").records() == {}


def test_sqlite_paths(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Three slashes name a file from here, four one from the root; it stays the same file wherever we go."""
    monkeypatch.chdir(tmp_path)
    relative = open_store("sqlite:///worlds.db")
    monkeypatch.chdir("/")
    absolute = open_store(f"sqlite:///{tmp_path}/worlds.db")
    created = relative.create(world())
    assert absolute.records() == {"world-1": created}
    relative.close()
    absolute.close()


@pytest.mark.parametrize(
    "url", ["", "Memory", "memory://", "sqlite", "sqlite:", "sqlite://worlds.db", "sqlite:///", "sqlite:///:memory:"]
)
def test_other_urls_are_refused(url: str) -> None:
    """The refusal repeats the URL and shows the forms that work."""
    with pytest.raises(StoreError) as refusal:
        open_store(url)
    assert str(refusal.value) == f"{url!r} names no store; use memory, sqlite:///relative.db or sqlite:////absolute.db"


@pytest.mark.parametrize("url", ["redis://localhost:6379/0", "rediss://:secret@host/0"])
def test_redis_is_announced(url: str) -> None:
    """Redis is said to come; the password in its URL is not repeated."""
    with pytest.raises(StoreError, match="Redis store is not available yet; use memory, sqlite") as refusal:
        open_store(url)
    assert "secret" not in str(refusal.value)
