"""What people allow apps and take back: each a change of a world's record. What is kept is bounded, the oldest goes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, NamedTuple

from msgspec.structs import replace

from mock_server.catalogue.model import Dialog, Login, TokenKind
from mock_server.store import Code, IssuedToken, Withdrawal, WorldRecord
from mock_server.world.chance import letters
from mock_server.world.identity import TOKEN_PREFIXES
from mock_server.world.model import Token, World

MOST_CODES: Final = 200
MOST_TOKENS: Final = 1_000
MOST_WITHDRAWALS: Final = 1_000

CODE_PREFIXES: Final[Mapping[Login, str]] = {Login.FACEBOOK: "AQFmock-", Login.INSTAGRAM: "AQImock-"}
"""How codes begin: a code tells which login gave it."""

# Together with the prefix short enough never to look like a real token.
_DRAWN: Final = 24


class Grant(NamedTuple):
    """What a person allows an app: which accounts (None: all of the world's), and which scopes."""

    user_id: str
    accounts: tuple[str, ...] | None
    scopes: tuple[str, ...]
    role: str | None = None
    via_business: bool = False


def allowed(record: WorldRecord, grant: Grant) -> WorldRecord:
    """A person allows scopes again: what was taken back of them holds no longer."""
    kept = (each for each in record.withdrawals if each.user_id != grant.user_id or each.scope not in grant.scopes)
    return replace(record, withdrawals=tuple(kept))


def with_code(record: WorldRecord, seed: int, dialog: Dialog, grant: Grant, redirect_uri: str, now: int) -> WorldRecord:
    """A new code for the grant, the last of the record."""
    code = Code(
        text=CODE_PREFIXES[dialog.login] + _text(record, seed),
        login=dialog.login,
        user_id=grant.user_id,
        accounts=grant.accounts,
        scopes=grant.scopes,
        redirect_uri=redirect_uri,
        expires_at=now + dialog.code_life.value,
    )
    return replace(record, codes=(*record.codes, code)[-MOST_CODES:], given_out=record.given_out + 1)


def with_token(
    record: WorldRecord, seed: int, kind: TokenKind, grant: Grant, now: int, life: int | None
) -> WorldRecord:
    """A new token for the grant, the last of the record; without a life it never expires."""
    token = IssuedToken(
        token=TOKEN_PREFIXES[kind] + _text(record, seed),
        kind=kind,
        user_id=grant.user_id,
        accounts=grant.accounts,
        scopes=grant.scopes,
        issued_at=now,
        expires_at=None if life is None else now + life,
        serial=record.given_out + 1,
        role=grant.role,
        via_business=grant.via_business,
    )
    return replace(record, issued=(*record.issued, token)[-MOST_TOKENS:], given_out=record.given_out + 1)


def used(record: WorldRecord, code: Code) -> WorldRecord:
    """The code has been exchanged."""
    return replace(record, codes=tuple(replace(each, used=True) if each is code else each for each in record.codes))


def revoked(record: WorldRecord, token: Token, scope: str | None) -> WorldRecord:
    """The token's owner takes a scope back, or (None) all that the app was ever allowed."""
    user = token.user_id
    kept = (each for each in record.withdrawals if (each.user_id, each.scope) != (user, scope))
    withdrawals = (*kept, Withdrawal(user_id=user, scope=scope, serial=record.given_out))
    codes = (each for each in record.codes if scope is not None or each.user_id != user)
    return replace(record, withdrawals=withdrawals[-MOST_WITHDRAWALS:], codes=tuple(codes))


def known_tokens(world: World, record: WorldRecord) -> Mapping[str, Token]:
    """The tokens that the world lists and those that it gave out, as far as nothing of them was taken back."""
    if not (record.issued or record.withdrawals):
        return world.tokens
    taken: dict[str, list[Withdrawal]] = {}
    for each in record.withdrawals:
        taken.setdefault(each.user_id, []).append(each)
    tokens = {text: _left(token, 0, taken) for text, token in world.tokens.items()}
    everything = frozenset(account.id for account in world.accounts)
    return tokens | {each.token: _left(_token(each, everything), each.serial, taken) for each in record.issued}


def grant_of(world: World, token: Token) -> Grant:
    """What the token's owner allowed."""
    accounts = None if len(token.accounts) == len(world.accounts) else tuple(sorted(token.accounts))
    return Grant(token.user_id, accounts, tuple(sorted(token.scopes)), token.role, token.via_business)


def _text(record: WorldRecord, seed: int) -> str:
    """What follows the prefix of the next code or token: drawn by its number, so that a replay draws the same."""
    return letters(_DRAWN, "given out", seed, record.id, record.given_out + 1)


def _token(issued: IssuedToken, everything: frozenset[str]) -> Token:
    return Token(
        token=issued.token,
        kind=issued.kind,
        accounts=everything if issued.accounts is None else frozenset(issued.accounts),
        scopes=frozenset(issued.scopes),
        user_id=issued.user_id,
        issued_at=issued.issued_at,
        expires_at=issued.expires_at,
        role=issued.role,  # type: ignore[arg-type]  # a token of the world has it
        via_business=issued.via_business,
    )


def _left(token: Token, serial: int, taken: Mapping[str, list[Withdrawal]]) -> Token:
    """The token without what its owner took back after it was given out."""
    for each in taken.get(token.user_id, ()):
        if serial > each.serial:
            continue
        if each.scope is None:
            token = replace(token, invalid=token.invalid or "not_authorized")
        else:
            token = replace(token, scopes=token.scopes - {each.scope})
    return token
