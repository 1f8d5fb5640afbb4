"""The objects that can be asked by id. Texts that nobody wrote down are made up when they are read."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Final

from msgspec import Struct

from mock_server.catalogue.kinds import LIVE, STORY
from mock_server.catalogue.model import AccountType, MediaKind
from mock_server.world import people
from mock_server.world.chance import key_of
from mock_server.world.moments import DAY
from mock_server.world.vocabulary import MediaType, Persona

STORY_LIFE: Final = DAY
"""How long a story can be seen, in seconds."""

_COMMENT_PREFIX: Final = "18"
_LONGEST_ID: Final = 20
_COMMENT_ID: Final = re.compile(rf"{_COMMENT_PREFIX}([0-9]{{2}})([0-9]{{10}})([0-9]{{{_LONGEST_ID}}})")

Insights = Mapping[str, float | None]
"""Metric values that the world lays down; None means unavailable."""


class Account(Struct, frozen=True, eq=False, kw_only=True):
    """An Instagram account. `seed_key` is what everything drawn for the account is drawn under."""

    id: str
    account_type: AccountType
    country: str
    locale: str
    followers: int
    converted_at: int | None
    persona: Persona
    business_id: str | None
    insights: Insights
    seed_key: bytes
    page_id: str | None = None
    given_page_name: str | None = None
    given_username: str | None = None
    given_name: str | None = None
    pinned: tuple[Media, ...] = ()

    @property
    def username(self) -> str:
        """The handle."""
        return self.given_username or people.username(self.seed_key, self.locale)

    @property
    def name(self) -> str:
        """The name that people read."""
        return people.name(self.seed_key, self.locale) if self.given_name is None else self.given_name

    @property
    def biography(self) -> str:
        """The text of the profile."""
        return people.biography(self.seed_key, self.locale)

    @property
    def page(self) -> Page | None:
        """The linked Facebook Page."""
        return None if self.page_id is None else Page(id=self.page_id, account=self)


class Page(Struct, frozen=True, kw_only=True):
    """A Facebook Page, linked to its account."""

    id: str
    account: Account

    @property
    def name(self) -> str:
        """The Page's name; a Page without one is called like its account."""
        return self.account.given_page_name or self.account.name


class Media(Struct, frozen=True, eq=False, kw_only=True):
    """A media of an account. `viewers` is its reach at `viewers_at`; `make_children` tells an album's children."""

    id: str
    account: Account
    kind: MediaKind
    media_type: MediaType
    created_at: int
    viewers: int | None = None
    viewers_at: int | None = None
    shared_to_facebook: bool = False
    highlighted: bool = False
    insights: Insights = {}
    parent: Media | None = None
    make_children: Callable[[Media], tuple[Media, ...]] | None = None
    given_caption: str | None = None
    given_comments: tuple[str, ...] | None = None

    @property
    def live(self) -> bool:
        """Whether it is being broadcast now."""
        return self.kind is LIVE

    @property
    def children(self) -> tuple[Media, ...]:
        """The media inside an album, in order."""
        return self.make_children(self) if self.make_children else ()

    @property
    def expires_at(self) -> int | None:
        """When a story is gone; None for what stays."""
        return self.created_at + STORY_LIFE if self.kind is STORY and not self.highlighted else None

    @property
    def is_pinned(self) -> bool:
        """Whether the world lays down any of its numbers."""
        return self.viewers is not None or bool(self.insights)

    @property
    def caption(self) -> str:
        """The text under it; empty means none."""
        if self.given_caption is not None:
            return self.given_caption
        return people.caption(self.account.seed_key, self.id, self.account.locale)

    def comment(self, number: int) -> str:
        """The text of a comment, counted from the oldest: the one that the world lists, else a made up one."""
        given = self.given_comments or ()
        if number < len(given):
            return given[number]
        return people.comment(self.account.seed_key, self.id, number, self.account.locale)


class Comment(Struct, frozen=True, kw_only=True):
    """A comment on a media, counted from the oldest."""

    media: Media
    number: int

    @property
    def id(self) -> str:
        """An id that tells the media and the number; longer than any that a world writes down."""
        media_id = self.media.id
        return f"{_COMMENT_PREFIX}{len(media_id):02d}{self.number:010d}{media_id.zfill(_LONGEST_ID)}"

    @property
    def account(self) -> Account:
        """The account whose media it is on."""
        return self.media.account

    @property
    def text(self) -> str:
        """What it says."""
        return self.media.comment(self.number)

    @property
    def username(self) -> str:
        """Who wrote it."""
        return people.username(key_of(self.media.account.seed_key.hex(), self.id), self.media.account.locale)


def comment_place(object_id: str) -> tuple[str, int] | None:
    """The media's id and the number that a comment's id tells; None for an id of another form."""
    match = _COMMENT_ID.fullmatch(object_id)
    length = int(match[1]) if match else 0
    if match is None or not 0 < length <= _LONGEST_ID:
        return None
    return match[3][-length:], int(match[2])
