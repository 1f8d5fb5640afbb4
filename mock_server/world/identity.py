"""Who is behind a token: ids and names of people and apps, each drawn from the seed or from what it belongs to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from mock_server.catalogue.model import TokenKind
from mock_server.world import people
from mock_server.world.chance import digits, draw, key_of
from mock_server.world.model import World
from mock_server.world.objects import Account

TOKEN_PREFIXES: Final[Mapping[TokenKind, str]] = {
    TokenKind.FACEBOOK_USER: "EAAmock-",
    TokenKind.PAGE: "EAAmock-",
    TokenKind.INSTAGRAM_USER: "IGAAmock-",
}
"""How tokens begin that nobody wrote down."""

_ID_LENGTH: Final = 17
_USER_PREFIX: Final = "102"
_SCOPED_PREFIX: Final = "2"
_LOCALE: Final = "en_US"


def user_id(seed: int, kind: TokenKind, accounts: Sequence[str]) -> str:
    """The person whom a token of this kind speaks for, told by the accounts that it sees, in the world's order.

    Tokens of Facebook that see the same accounts belong to the same person; a token of Instagram is an account's own.
    """
    if kind is TokenKind.INSTAGRAM_USER:
        return accounts[0] if accounts else ""
    return digits(_USER_PREFIX, _ID_LENGTH, draw(key_of("facebook user", seed), *sorted(accounts)))


def facebook_name(world: World, facebook_user: str) -> str:
    """What a Facebook user is called."""
    return people.name(key_of("facebook user", world.seed, facebook_user), _LOCALE)


def app_scoped_id(world: World, account: Account) -> str:
    """The id by which the world's app knows an Instagram user: another than the account's own."""
    return digits(_SCOPED_PREFIX, _ID_LENGTH, draw(key_of("app-scoped id", world.app.id), account.id))


def app_name(world: World) -> str:
    """What the world's app is called."""
    return world.name or "insights-mock"
