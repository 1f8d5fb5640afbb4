"""Against what a call counts: the allowance that it comes under, and whose budget of it."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from hashlib import blake2b
from typing import Final, NamedTuple

from mock_server.catalogue.allowances import ALLOWANCES
from mock_server.catalogue.model import Allowance, Host, TokenKind, Topic
from mock_server.world.model import Account, Comment, Media, Page, Token, World

_BY_WORD: Final = {word: row for row in ALLOWANCES for word in row.words}
_BY_CASE: Final = {(topic, kind): row for row in ALLOWANCES for topic in row.topics for kind in row.token_kinds}
_APP: Final = "app"


class Subject(NamedTuple):
    """The budget of a call.

    Its `name` is its own within the world; the numbers of the account, if any, decide how large it is; `told_as` are
    the ids under which the host's header tells it.
    """

    allowance: Allowance
    host: Host
    name: str
    account_id: str = ""
    told_as: tuple[str, ...] = ()


def subject_of(
    world: World, host: Host, token: Token | None, found: object = None, words: Iterable[str] = ()
) -> Subject:
    """What a call counts against.

    `token` None means the app's own; `found` is the object that the call is about, or whose edge it reads. Of the
    `words`, the parts of the path and names of fields, some decide alone: `subscribed_apps`, `business_discovery`.
    """
    for word in words:
        if word in _BY_WORD:
            return _of_anybody(_BY_WORD[word], host, _APP)
    about = _about(world, token, found)
    kind = token.kind if token else None
    if isinstance(about, Account):
        return _of_account(_BY_CASE[Topic.INSTAGRAM, kind], host, about)
    if isinstance(about, Page) and kind is TokenKind.PAGE:
        return _of_page(_BY_CASE[Topic.PAGE, kind], host, about)
    topic = Topic.PLATFORM if about is None else Topic.PAGE
    return _of_anybody(_BY_CASE[topic, kind], host, _person(token.accounts) if token else _APP)


def _about(world: World, token: Token | None, found: object) -> Account | Page | None:
    """The account or Page that a call is about; where it is about neither, the one that the token speaks for."""
    if isinstance(found, (Media, Comment)):
        return found.account
    if isinstance(found, (Account, Page)):
        return found
    if token is None or token.kind is TokenKind.FACEBOOK_USER:
        return None
    speaker = world.objects.get(min(token.accounts, default=""))
    if not isinstance(speaker, Account):
        return None
    return speaker if token.kind is TokenKind.INSTAGRAM_USER else speaker.page


@lru_cache(maxsize=4096)
def _of_account(allowance: Allowance, host: Host, account: Account) -> Subject:
    owners = (account.business_id,) if account.business_id else ()
    return Subject(allowance, host, f"{allowance.name} {account.id}", account.id, (*owners, account.id))


def _of_page(allowance: Allowance, host: Host, page: Page) -> Subject:
    return Subject(allowance, host, f"{allowance.name} {page.id}", page.account.id, (page.id,))


def _of_anybody(allowance: Allowance, host: Host, who: str) -> Subject:
    return Subject(allowance, host, f"{allowance.name} {who}")


@lru_cache(maxsize=4096)
def _person(accounts: frozenset[str]) -> str:
    """Who a token belongs to: two that see the same accounts are one person's."""
    return blake2b(",".join(sorted(accounts)).encode(), digest_size=8).hexdigest()
