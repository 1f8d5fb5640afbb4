"""What tests of nodes share."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.conftest import FACEBOOK, emulator
from tests.nodes.gallery import ACCOUNT, Gallery, gallery


@pytest.fixture(scope="session")
def rooms() -> Iterator[Gallery]:
    """The world with one object of each kind, whose app is subscribed to the account; tests do not change it."""
    made = gallery(emulator())
    asked = {"token": made.world.tokens[0], "host": FACEBOOK, "subscribed_fields": "comments"}
    assert made.world.emulator.get(f"/{ACCOUNT}/subscribed_apps", method="POST", **asked).status == 200
    yield made
    made.world.delete()
