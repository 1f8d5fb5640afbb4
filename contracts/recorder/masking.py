"""Tokens, codes and secrets as a recording shows them: recognizable, and of no use to anybody."""

import re
from collections.abc import Iterable
from hashlib import blake2b

SECRETS = (
    "access_token",
    "input_token",
    "fb_exchange_token",
    "client_secret",
    "app_secret",
    "appsecret_proof",
    "code",
    "refresh_token",
    "verify_token",
)
_NAMES = "|".join(SECRETS)
_SHOWN = 8
_SHORT = 11
_TELLING = 6  # a shorter secret is a word like others

# `name=value` in links, `"name": "value"` in JSON and in JSON within JSON, and whatever begins as tokens do.
_IN_LINK = re.compile(rf"(?<!\w)((?:{_NAMES})(?:=|%3[Dd]))([^&\"'\s<>\\#]+)")
_IN_JSON = re.compile(rf'(?<!\w)((?:{_NAMES})\\*"\s*:\s*\\*")((?:[^"\\]|\\+/)+)')
_TOKEN = re.compile(r"(?<![\w-])(?:EAA|IGAA|IGQ)[\w-]{6,}")
_MASKED = re.compile(r".{0,8}~[0-9a-f]{8}")


def mask(secret: str) -> str:
    """How a secret is shown: its beginning, and a hash that tells it from others. The emulator's journal agrees."""
    if _MASKED.fullmatch(secret):
        return secret
    digest = blake2b(secret.encode("utf-8", "replace"), digest_size=4).hexdigest()
    return f"{secret[: _SHOWN if len(secret) > _SHORT else len(secret) // 2]}~{digest}"


def masked(text: str, secrets: Iterable[str] = ()) -> str:
    """The text with all secrets in it shown so; some that it is known to hold can be named."""
    for secret in secrets:
        if len(secret) >= _TELLING:
            text = text.replace(secret, mask(secret))
    for pattern in (_IN_LINK, _IN_JSON):
        text = pattern.sub(lambda found: found[1] + mask(found[2]), text)
    return _TOKEN.sub(_unless_masked, text)


def _unless_masked(found: re.Match[str]) -> str:
    """A token shown so; the hash of one that is shown so already follows it."""
    return found[0] if found.string[found.end() : found.end() + 1] == "~" else mask(found[0])
