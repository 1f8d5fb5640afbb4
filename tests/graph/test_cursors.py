"""Cursors look like those of the API, hold a place, and cannot be made up."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mock_server.graph.cursors import seal, unseal

_KEY = b"the media of 17841400000000001"
_RANKS = st.integers(-(2**63), 2**63 - 1)


@given(st.binary(max_size=100), _RANKS)
def test_round_trip(key: bytes, rank: int) -> None:
    """A cursor tells its rank to the key that sealed it."""
    assert unseal(key, seal(key, rank)) == rank


@given(_RANKS)
def test_what_a_cursor_looks_like(rank: int) -> None:
    """Eighty characters that need no escapes in a URL, with the beginning that real ones have."""
    assert re.fullmatch(r"QVFIU[A-Za-z0-9_-]{75}", seal(_KEY, rank))


def test_neighbours_do_not_look_alike() -> None:
    """Nobody can tell from two cursors that their places are next to each other."""
    one, other = seal(_KEY, 1000), seal(_KEY, 1001)
    same = sum(left == right for left, right in zip(one[8:], other[8:], strict=True))
    assert same < 36


@given(_RANKS, st.integers(0, 79), st.sampled_from("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"))
def test_a_changed_cursor_is_void(rank: int, place: int, character: str) -> None:
    """Change any character, and the cursor holds nothing."""
    cursor = seal(_KEY, rank)
    changed = cursor[:place] + character + cursor[place + 1 :]
    assert unseal(_KEY, changed) == (rank if changed == cursor else None)


@given(_RANKS)
def test_a_cursor_of_another_list_is_void(rank: int) -> None:
    """Each list has its key."""
    assert unseal(b"another list", seal(_KEY, rank)) is None


@given(st.text(max_size=100))
def test_any_other_text_is_void(text: str) -> None:
    """No text that was not sealed holds a place."""
    assert unseal(_KEY, text) is None


@pytest.mark.parametrize("change", [str.lower, lambda cursor: cursor + "=", lambda cursor: cursor + "\n", str.strip])
def test_near_misses(change: object) -> None:
    """Other case, padding or a line break make it another text."""
    assert callable(change)
    cursor = seal(_KEY, 7)
    assert unseal(_KEY, change(cursor)) == (7 if change(cursor) == cursor else None)
