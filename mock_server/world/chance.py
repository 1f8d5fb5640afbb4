"""Numbers that look like chance: each is a pure function of what it is drawn for, in every process and on every day."""

from __future__ import annotations

from base64 import b32encode
from hashlib import blake2b
from typing import Final

BITS: Final = 64


def key_of(*parts: object) -> bytes:
    """Sixteen bytes that stand for the parts."""
    return blake2b("\0".join(map(str, parts)).encode(), digest_size=16).digest()


def draw(key: bytes, *parts: object) -> int:
    """A number from 0 to 2**64 - 1 for the parts under the key."""
    return int.from_bytes(blake2b("\0".join(map(str, parts)).encode(), key=key, digest_size=BITS // 8).digest())


def between(low: int, high: int, number: int) -> int:
    """A drawn number brought into the range, both ends included."""
    return low + (number * (high - low + 1) >> BITS)


def digits(prefix: str, length: int, number: int) -> str:
    """An id of so many digits that begins with the prefix."""
    missing = length - len(prefix)
    return prefix + str(number % 10**missing).zfill(missing)


def letters(length: int, *parts: object) -> str:
    """A word of so many letters and digits, as tokens have them."""
    return b32encode(blake2b("\0".join(map(str, parts)).encode()).digest()).decode()[:length]
