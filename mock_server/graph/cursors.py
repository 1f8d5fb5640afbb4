"""Cursors: opaque texts that hold a place in a list, and that nobody can make up or change."""

from __future__ import annotations

import hmac
import re
from base64 import urlsafe_b64decode, urlsafe_b64encode
from hashlib import blake2b

# With these bytes in front a cursor begins with QVFIU, as those of the API do.
_HEAD = b"\x01\x01\xd1"
_RANK_BYTES = 8
_TAG_BYTES = 34
# Head, rank and tag are 45 bytes, encoded twice: 60, then 80 characters without padding.
_CURSOR = re.compile(r"[A-Za-z0-9_-]{80}\Z")


def seal(key: bytes, rank: int) -> str:
    """The cursor of a rank, a signed 64-bit number; it is always the same."""
    plain = rank.to_bytes(_RANK_BYTES, "big", signed=True)
    tag = _hashed(key, plain, _TAG_BYTES)
    inner = urlsafe_b64encode(_HEAD + tag + _masked(key, tag, plain))
    return urlsafe_b64encode(inner).decode("ascii")


def unseal(key: bytes, text: str) -> int | None:
    """The rank of a cursor; None for a text that was not sealed with the key."""
    if not _CURSOR.match(text):
        return None
    try:
        content = urlsafe_b64decode(urlsafe_b64decode(text))
    except ValueError:
        return None
    tag, hidden = content[len(_HEAD) : -_RANK_BYTES], content[-_RANK_BYTES:]
    rank = int.from_bytes(_masked(key, tag, hidden), "big", signed=True)
    return rank if hmac.compare_digest(seal(key, rank), text) else None


def _masked(key: bytes, tag: bytes, rank: bytes) -> bytes:
    """The rank hidden, or the hidden rank shown: neighbours must not look alike."""
    mask = _hashed(key, tag, _RANK_BYTES)
    return bytes(one ^ other for one, other in zip(rank, mask, strict=False))


def _hashed(key: bytes, content: bytes, size: int) -> bytes:
    return blake2b(content, key=blake2b(key).digest(), digest_size=size).digest()
