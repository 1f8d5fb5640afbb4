"""The objects that lead to insights: accounts, media, Pages. What was not asked, or does not exist, is None."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from client.json_values import Object


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """A professional account. With Instagram Login `id` belongs to the app, and `user_id` is the account's own."""

    id: str
    user_id: str | None = None
    username: str | None = None
    name: str | None = None
    followers_count: int | None = None
    follows_count: int | None = None
    media_count: int | None = None
    raw: Object = field(default_factory=dict, repr=False, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Media:
    """A post, reel, album or story. `media_product_type` tells reels from other videos."""

    id: str
    caption: str | None = None
    media_type: str | None = None
    media_product_type: str | None = None
    permalink: str | None = None
    timestamp: datetime | None = None
    raw: Object = field(default_factory=dict, repr=False, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A Facebook Page and the id of the professional account that is linked to it."""

    id: str
    name: str | None = None
    instagram_business_account: str | None = None
    raw: Object = field(default_factory=dict, repr=False, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class AccessToken:
    """A new token, and the seconds that it lives; None for one that does not expire."""

    token: str = field(repr=False)
    expires_in: int | None = None
    raw: Object = field(default_factory=dict, repr=False, compare=False)
