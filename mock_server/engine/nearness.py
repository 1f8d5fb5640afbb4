"""Texts that differ in one place: a character too many, too few, or another one, or two that changed places."""

from __future__ import annotations

from itertools import takewhile
from operator import eq
from typing import Final

_SHORTEST: Final = 4


def nearly(sent: str, known: str) -> bool:
    """Whether the texts are different, but in one place only."""
    if sent == known or abs(len(sent) - len(known)) > 1 or min(len(sent), len(known)) < _SHORTEST:
        return False
    start = sum(1 for _ in takewhile(bool, map(eq, sent, known)))
    left, right = sent[start:], known[start:]
    if left[1:] == right[1:] or left[1:] == right or left == right[1:]:
        return True
    return left[:2] == right[1::-1] and left[2:] == right[2:]
