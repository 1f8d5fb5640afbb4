"""One emulator for all tests that only ask it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.serving.started import Started, started


@pytest.fixture(scope="module")
def served() -> Iterator[Started]:
    """The default world at a time that stands still, on two workers."""
    with started("--workers", "2", "--now", "2026-07-16T18:00:00Z") as emulator:
        yield emulator
