"""The two hosts of the Graph API, one for each login, as far as they differ for who asks."""

from __future__ import annotations

from datetime import timedelta
from enum import StrEnum
from typing import NamedTuple

PROFILE = ("id", "username", "name", "followers_count", "follows_count", "media_count")


class Login(StrEnum):
    """How a person let the app in: it decides the kind of token, and the host that takes it."""

    FACEBOOK = "facebook"
    INSTAGRAM = "instagram"


class Host(NamedTuple):
    """A host, the longest time between `since` and `until` that it takes, if any, and what an account has there."""

    url: str
    widest_window: timedelta | None
    account_fields: tuple[str, ...]


HOSTS = {
    Login.FACEBOOK: Host("https://graph.facebook.com", timedelta(days=30), PROFILE),
    Login.INSTAGRAM: Host("https://graph.instagram.com", None, ("user_id", *PROFILE)),
}


def login_of(token: str) -> Login:
    """The login that gives such tokens: those of Instagram begin with IG."""
    return Login.INSTAGRAM if token.startswith("IG") else Login.FACEBOOK
