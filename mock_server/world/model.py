"""The compiled world: what the engine asks for accounts, media, Pages and tokens."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from mock_server.catalogue.model import Fidelity, TokenKind
from mock_server.world.archive import Archive
from mock_server.world.document import WebhookDocument
from mock_server.world.numbering import Numbering
from mock_server.world.objects import STORY_LIFE, Account, Comment, Insights, Media, Page, comment_place
from mock_server.world.vocabulary import AppAccess, AppMode, Persona, Role, StoryThreshold, TokenFault

__all__ = [
    "STORY_LIFE",
    "Account",
    "App",
    "Comment",
    "Insights",
    "Limits",
    "Media",
    "Page",
    "Persona",
    "Token",
    "World",
]


class App(Struct, frozen=True, kw_only=True):
    """The app that the tokens belong to."""

    id: str
    secret: str
    mode: AppMode
    access: AppAccess
    min_version: str | None = None
    require_appsecret_proof: bool = False


class Token(Struct, frozen=True, kw_only=True):
    """An access token: whom it speaks for, what it may do, and what is wrong with it."""

    token: str
    kind: TokenKind
    accounts: frozenset[str]
    scopes: frozenset[str]
    user_id: str = ""
    issued_at: int | None = None
    expires_at: int | None = None
    invalid: TokenFault | None = None
    role: Role | None = None
    via_business: bool = False


class Limits(Struct, frozen=True, kw_only=True):
    """What the world lays down about limits of calls; None leaves it to Meta's formulas and the world's numbers."""

    enforced: bool = False
    users: int | None = None
    impressions: int | None = None
    calls_per_user: int | None = None
    calls_per_impression: int | None = None


class World(Struct, frozen=True, eq=False, kw_only=True):
    """A world at rest: it never changes, and takes the time as an argument.

    `objects` holds what is written down, by id; `archives` the media of each account, in the order of the accounts.
    """

    id: str
    name: str | None
    seed: int
    start: int
    frozen: bool
    fidelity: Fidelity | None
    story_threshold: StoryThreshold
    data_delay: int
    app: App
    accounts: tuple[Account, ...]
    tokens: Mapping[str, Token]
    webhooks: tuple[WebhookDocument, ...]
    objects: Mapping[str, Account | Media | Page]
    archives: Mapping[str, Archive]
    numbering: Numbering
    limits: Limits = Limits()

    def find(self, object_id: str, now: int) -> Account | Media | Page | None:
        """The object with this id, unless its time has not come. Expired stories are found."""
        found = self.objects.get(object_id) or self._generated(object_id)
        return None if type(found) is Media and found.created_at > now else found

    def comment(self, object_id: str, now: int) -> Comment | None:
        """The comment that an id names, on a media whose time has come; whether there are so many is not looked at."""
        place = comment_place(object_id)
        media = self.find(place[0], now) if place else None
        return Comment(media=media, number=place[1]) if place and isinstance(media, Media) else None

    def accounts_of(self, token: Token) -> tuple[Account, ...]:
        """The accounts that the token sees, in the order of the world."""
        return tuple(account for account in self.accounts if account.id in token.accounts)

    def media_page(self, account: Account, now: int, offset: int, limit: int, *, stories: bool = False) -> list[Media]:
        """Posts of the account, or the stories that can still be seen, newest first."""
        archive = self.archives[account.id]
        return archive.story_page(now, offset, limit) if stories else archive.page(now, offset, limit)

    def media_count(self, account: Account, now: int) -> int:
        """How many posts the account has; stories and live videos are not counted."""
        return self.archives[account.id].count(now)

    def stories_between(self, account: Account, after: int, until: int) -> list[Media]:
        """Stories posted in (after, until], oldest first, whether or not they have expired."""
        return self.archives[account.id].stories_between(after, until)

    def story_count(self, account: Account, now: int) -> int:
        """How many stories the account has posted, expired ones too."""
        return self.archives[account.id].story_count(now)

    def live_media(self, account: Account, now: int) -> list[Media]:
        """Videos that are being broadcast, newest first."""
        return [live for live in self.archives[account.id].lives if live.created_at <= now]

    def _generated(self, object_id: str) -> Media | None:
        place = self.numbering.decode(object_id)
        if place is None or place.account >= len(self.accounts):
            return None
        return self.archives[self.accounts[place.account].id].generated(place, object_id)
