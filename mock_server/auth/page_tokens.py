"""Page tokens: those that a world lists, and those that follow from a person's token and a Page."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from msgspec.structs import replace

from mock_server.auth.lives import is_short_lived
from mock_server.catalogue.model import TokenKind
from mock_server.world.model import Account, Page, Token, World

_MARK = "."


def page_token(world: World, user_token: Token, account: Account) -> str:
    """The token of the account's Page: the one that is listed for this account alone, else one of the person's own."""
    return _listed(world).get(account.id) or f"{user_token.token}{_MARK}{account.page_id}"


def user_part(sent: str) -> str:
    """The person's token within a derived Page token; empty for any other text."""
    return sent.rpartition(_MARK)[0]


def derived(world: World, sent: str) -> Token | None:
    """The Page token that the text derives from a person's token and one of the person's Pages."""
    text, _, page_id = sent.rpartition(_MARK)
    user, page = world.tokens.get(text), world.objects.get(page_id)
    if user is None or user.kind is not TokenKind.FACEBOOK_USER or not isinstance(page, Page):
        return None
    if page.account.id not in user.accounts:
        return None
    return replace(
        user,
        token=sent,
        kind=TokenKind.PAGE,
        accounts=frozenset({page.account.id}),
        expires_at=user.expires_at if is_short_lived(user) else None,
    )


@lru_cache(maxsize=16)
def _listed(world: World) -> Mapping[str, str]:
    """By account, the first Page token that is for it alone."""
    tokens: dict[str, str] = {}
    for token in world.tokens.values():
        if token.kind is TokenKind.PAGE and len(token.accounts) == 1:
            tokens.setdefault(next(iter(token.accounts)), token.token)
    return tokens
