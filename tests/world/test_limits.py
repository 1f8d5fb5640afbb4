"""The world key `limits`."""

from __future__ import annotations

import pytest

from mock_server.world.errors import WorldError
from mock_server.world.loader import dump, read
from mock_server.world.model import Limits
from tests.world.making import make_world


def test_nothing_is_enforced_unless_asked() -> None:
    """A world that says nothing of limits enforces none and leaves all numbers open."""
    assert make_world().limits == Limits()
    assert Limits().enforced is False


def test_all_that_can_be_laid_down() -> None:
    """Each key reaches the world, and survives being written and read."""
    text = "limits: {enforced: true, users: 3, impressions: 10, calls_per_user: 5, calls_per_impression: 1}"
    laid_down = Limits(enforced=True, users=3, impressions=10, calls_per_user=5, calls_per_impression=1)
    assert make_world(text).limits == laid_down
    assert make_world(dump(read(text, "test")).decode()).limits == laid_down


@pytest.mark.parametrize(
    ("keys", "path", "message"),
    [
        ("enforce: true", "limits.enforce", "did you mean enforced"),
        ("enforced: 1", "limits.enforced", "true or false"),
        ("users: 0", "limits.users", "whole number from 1"),
        ("calls_per_user: 0", "limits.calls_per_user", "whole number from 1"),
        ("calls_per_impression: 1.5", "limits.calls_per_impression", "whole number"),
        ("impressions: 9", "limits.impressions", "at least 10; for a smaller limit lower calls_per_impression"),
    ],
)
def test_mistakes_are_told(keys: str, path: str, message: str) -> None:
    """A mistake is refused with its place and what may stand there."""
    with pytest.raises(WorldError, match=message) as refusal:
        read(f"limits: {{{keys}}}", "test")
    assert refusal.value.path == path
