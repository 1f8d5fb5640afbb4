"""What a real Meta token looks like. Such a token is refused wherever it turns up, and never repeated."""

from __future__ import annotations

import re

_SHAPE = r"(?:EAA|IGAA|IGQ)[A-Za-z0-9_-]{40,}"
_WHOLE = re.compile(_SHAPE)
_WITHIN = re.compile(rf"(?<![A-Za-z0-9_-]){_SHAPE}")

MASK = "(a real token)"
"""What stands where a real token stood."""

REFUSAL = (
    "this looks like a real Meta token. Keep real tokens out of the emulator: it has neither stored nor logged "
    "this one. Invent a token, such as EAAmock-reader"
)


def masked(text: str) -> str:
    """The text without the tokens of the live API that stand in it."""
    return _WITHIN.sub(MASK, text)


def looks_real(token: str) -> bool:
    """Whether the whole text could be a token of the live API."""
    return _WHOLE.fullmatch(token) is not None


def holds_real(text: str) -> bool:
    """Whether a token of the live API could stand somewhere in the text."""
    return _WITHIN.search(text) is not None
