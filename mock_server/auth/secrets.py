"""Secrets are compared in a time that tells nothing about them."""

from __future__ import annotations

import hmac


def same(sent: str, secret: str) -> bool:
    """Whether what was sent is the secret."""
    return hmac.compare_digest(sent.encode("utf-8", "surrogatepass"), secret.encode())
