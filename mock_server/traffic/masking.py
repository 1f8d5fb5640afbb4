"""Tokens, codes and secrets as the journal shows them: recognizable, and of no use to anybody."""

from __future__ import annotations

import re
from collections.abc import Mapping
from hashlib import blake2b
from typing import Final
from urllib.parse import parse_qsl, urlencode

from mock_server.graph.params import MOST_PAIRS
from mock_server.world.real_tokens import holds_real, masked

_SHOWN: Final = 8
_SHORT: Final = 11
# A shorter one is a word like others; it is looked for where tokens stand, not in every text.
_TELLING: Final = 6
_NAMES: Final = (
    "access_token",
    "input_token",
    "fb_exchange_token",
    "fb_dtsg",
    "client_secret",
    "app_secret",
    "appsecret_proof",
    "code",
    "refresh_token",
    "verify_token",
)
_NAME: Final = "|".join(_NAMES)
# In links, in JSON, in JSON within JSON; as a link may stand in any of them, its sign may be percent-encoded.
_IN_LINK: Final = re.compile(rf"(?<![A-Za-z0-9_])({_NAME})(=|%3[Dd])([^&\"'\s<>\\#]+)")
_IN_JSON: Final = re.compile(rf'(?<![A-Za-z0-9_])({_NAME})(\\*"\s*:\s*\\*")((?:[^"\\]|\\+[/u])+)')
# Whatever begins as tokens do and is too long for a word, known or not; real ones do not get this far.
_LIKELY: Final = re.compile(r"(?<![A-Za-z0-9_-])(?:EAA|IGAA|IGQ)[A-Za-z0-9]{15,}")
_MADE: Final = re.compile(r"(?<![A-Za-z0-9_-])(?:EAAmock|IGAAmock|AQFmock|AQImock)-[A-Za-z0-9_.-]+")
_MASKED: Final = re.compile(r".{0,8}~[0-9a-f]{8}", re.DOTALL)


def shown(secret: str) -> str:
    """How a token is shown: its beginning, of a short one no more than half, and a hash that tells it from others."""
    if not secret or holds_real(secret) or _MASKED.fullmatch(secret):
        return masked(secret)
    digest = blake2b(secret.encode("utf-8", "replace"), digest_size=4).hexdigest()
    return f"{secret[: _SHOWN if len(secret) > _SHORT else len(secret) // 2]}~{digest}"


def without_secrets(text: str, *secrets: str) -> str:
    """The text with all tokens, codes and secrets in it shown so; `secrets` are some that it is known to hold."""
    text = masked(text)
    for secret in secrets:
        if len(secret) >= _TELLING:
            text = text.replace(secret, shown(secret))
    for pattern in (_IN_LINK, _IN_JSON):
        text = pattern.sub(lambda found: found[1] + found[2] + shown(found[3]), text)
    text = _MADE.sub(lambda found: shown(found[0]), text)
    return _LIKELY.sub(lambda found: shown(found[0]), text)


def query_without_secrets(query: str, *secrets: str) -> str:
    """A query string, the same way."""
    pairs = parse_qsl(query, keep_blank_values=True)[:MOST_PAIRS]
    return urlencode([(without_secrets(name, *secrets), _value(name, value, secrets)) for name, value in pairs])


def pairs_without_secrets(sent: Mapping[str, str], *secrets: str) -> str:
    """Parameters as a query string, the same way."""
    return query_without_secrets(urlencode(sent), *secrets)


def _value(name: str, value: str, secrets: tuple[str, ...]) -> str:
    return shown(value) if name.lower() in _NAMES else without_secrets(value, *secrets)
