"""An emulator of its own for each test, whose journal is empty."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.conftest import Emulator, query_of

Entries = Callable[..., list[dict[str, Any]]]


@pytest.fixture
def entries(fresh: Emulator) -> Entries:
    """The journal of the served world, as filters let it through."""

    def read(**filters: str) -> list[dict[str, Any]]:
        reply = fresh.call("GET", f"/_mock/journal?{query_of(filters)}")
        found: list[dict[str, Any]] = reply.json["entries"]
        return found

    return read
