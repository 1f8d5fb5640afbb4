"""The two hosts of the Graph API, one for each login, as far as they differ for who asks."""

from __future__ import annotations

from datetime import timedelta
from enum import StrEnum
from typing import NamedTuple


class Login(StrEnum):
    """How a person let the app in: it decides the kind of token, and the host that takes it."""

    FACEBOOK = "facebook"
    INSTAGRAM = "instagram"


class Host(NamedTuple):
    """A host, and the longest time between `since` and `until` that it takes; None where there is no limit."""

    url: str
    widest_window: timedelta | None


HOSTS = {
    Login.FACEBOOK: Host("https://graph.facebook.com", timedelta(days=30)),
    Login.INSTAGRAM: Host("https://graph.instagram.com", None),
}


def login_of(token: str) -> Login:
    """The login that gives such tokens: those of Instagram begin with IG."""
    return Login.INSTAGRAM if token.startswith("IG") else Login.FACEBOOK
