"""The formulas, at their edges."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from mock_server.traffic.budget import allowed, users
from mock_server.world.model import World
from tests.traffic.making import ACCOUNT, IG_TOKEN, NOW, PAGE, PAGE_TOKEN, READER, make_world, subject


def allowance(world: World, token: str, asked: str, impressions: int = 0) -> int:
    """The calls that are allowed, of an account that was seen so often."""
    return allowed(world, subject(world, token, asked), NOW, lambda *_: impressions)


@pytest.mark.parametrize(("seen", "calls"), [(0, 48_000), (10, 48_000), (11, 52_800), (13_555, 65_064_000)])
def test_an_account_has_4800_calls_for_each_impression(seen: int, calls: int) -> None:
    """Fewer than ten impressions count as ten."""
    assert allowance(make_world(), READER, ACCOUNT, seen) == calls


@pytest.mark.parametrize(("seen", "calls"), [(0, 4_800), (19, 4_800), (20, 9_600)])
def test_a_page_has_4800_calls_for_each_engaged_user(seen: int, calls: int) -> None:
    """One in ten impressions is an engaged user, and there is always one."""
    assert allowance(make_world(), PAGE_TOKEN, PAGE, seen) == calls


def test_an_app_has_200_calls_for_each_person() -> None:
    """Tokens that see the same accounts are one person's: three tokens here, two people."""
    world = make_world()
    assert users(world) == 2
    assert [allowance(world, token, asked) for token, asked in ((READER, ""), (READER, PAGE), ("", ""))] == [400] * 3


def test_there_is_always_one_person() -> None:
    """A world without tokens has an app with one user."""
    assert users(replace(make_world(), tokens={})) == 1


def test_the_world_lays_numbers_down() -> None:
    """What the world says goes before what its tokens and its media would give."""
    world = make_world(users=3, impressions=20, calls_per_user=5, calls_per_impression=2)
    assert allowance(world, READER, "") == 15
    assert allowance(world, IG_TOKEN, ACCOUNT, 1_000) == 40
    assert allowance(world, PAGE_TOKEN, PAGE, 1_000) == 4
