"""How long tokens live: short-lived ones for hours, long-lived ones for weeks; of some nobody wrote it down."""

from __future__ import annotations

from mock_server.catalogue.token_lives import DATA_ACCESS_LIFE, FACEBOOK_SHORT_LIFE
from mock_server.world.model import Token, World


def is_short_lived(token: Token) -> bool:
    """Whether the token is known to live for no more than two hours."""
    life = _life(token)
    return life is not None and life <= FACEBOOK_SHORT_LIFE.value


def is_long_lived(token: Token) -> bool:
    """Whether the token is known to live longer."""
    life = _life(token)
    return life is not None and life > FACEBOOK_SHORT_LIFE.value


def data_access_until(world: World, token: Token) -> int:
    """Until when the app may read the person's data; a token without a date counts from the world's start."""
    since = world.start if token.issued_at is None else token.issued_at
    return since + DATA_ACCESS_LIFE.value


def _life(token: Token) -> int | None:
    if token.issued_at is None or token.expires_at is None:
        return None
    return token.expires_at - token.issued_at
