"""The signatures of a notification, over its exact bytes."""

from __future__ import annotations

import hmac
from typing import Final

SIGNATURE: Final = "X-Hub-Signature-256"
OLD_SIGNATURE: Final = "X-Hub-Signature"

_DIGESTS: Final = {SIGNATURE: "sha256", OLD_SIGNATURE: "sha1"}


def signatures(body: bytes, secret: str) -> dict[str, str]:
    """The headers that prove who sent the body."""
    return {name: f"{digest}={_hex(body, secret, digest)}" for name, digest in _DIGESTS.items()}


def is_signed(body: bytes, secret: str, header: str) -> bool:
    """Whether the value of X-Hub-Signature-256 was made of this body with this secret."""
    return hmac.compare_digest(header.encode("utf-8", "replace"), signatures(body, secret)[SIGNATURE].encode())


def _hex(body: bytes, secret: str, digest: str) -> str:
    return hmac.new(secret.encode(), body, digest).hexdigest()
