"""Who can log in: at Instagram each account, at Facebook people who manage one of the accounts, or all of them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

from mock_server.auth.granting import Grant
from mock_server.catalogue.model import Dialog, Login, TokenKind
from mock_server.world.identity import facebook_name, user_id
from mock_server.world.model import Account, World

EVERYBODY: Final = "all"
"""How the person is chosen who manages all accounts."""

MOST_SHOWN: Final = 50

_KINDS: Final = {Login.FACEBOOK: TokenKind.FACEBOOK_USER, Login.INSTAGRAM: TokenKind.INSTAGRAM_USER}


class Person(NamedTuple):
    """Somebody who can log in. `choice` is how a request chooses them, `accounts` is what they manage (None: all)."""

    choice: str
    user_id: str
    accounts: tuple[str, ...] | None
    name: str
    about: str


def shown(dialog: Dialog, world: World) -> list[Person]:
    """The people whom the dialog offers; in a world of very many accounts the first."""
    choices = [account.id for account in world.accounts[:MOST_SHOWN]]
    if dialog.login is Login.FACEBOOK and len(world.accounts) > 1:
        choices = [EVERYBODY, *choices]
    return [person for choice in choices if (person := chosen(dialog, world, choice))]


def chosen(dialog: Dialog, world: World, choice: str) -> Person | None:
    """The person whom a choice names."""
    if choice == EVERYBODY and dialog.login is Login.FACEBOOK:
        return _manager(world, world.accounts, EVERYBODY)
    account = world.objects.get(choice)
    if not isinstance(account, Account):
        return None
    if dialog.login is Login.FACEBOOK:
        return _manager(world, (account,), choice)
    return Person(choice, account.id, (account.id,), account.name, f"@{account.username}")


def grant_by(
    dialog: Dialog, world: World, owner: str, accounts: tuple[str, ...] | None, scopes: tuple[str, ...]
) -> Grant:
    """What a user allows; their role is that of the first token that the world lists for them."""
    kind = kind_of(dialog.login)
    like = next((token for token in world.tokens.values() if token.user_id == owner and token.kind is kind), None)
    if like is None:
        return Grant(owner, accounts, scopes)
    return Grant(owner, accounts, scopes, like.role, like.via_business)


def kind_of(login: Login) -> TokenKind:
    """The kind of token that a person of this login gives."""
    return _KINDS[login]


def _manager(world: World, accounts: Sequence[Account], choice: str) -> Person:
    owner = user_id(world.seed, TokenKind.FACEBOOK_USER, [account.id for account in accounts])
    names = f"@{accounts[0].username}" if len(accounts) == 1 else f"all {len(accounts)} accounts"
    managed = None if choice == EVERYBODY else (choice,)
    return Person(choice, owner, managed, facebook_name(world, owner), f"manages {names}")
