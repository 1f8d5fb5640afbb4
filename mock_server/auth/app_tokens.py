"""How an app speaks for itself: with its token, `id|secret`, or with the two in HTTP Basic."""

from __future__ import annotations

import base64
import binascii
from typing import Final

from mock_server.auth.secrets import same
from mock_server.catalogue.oauth_errors import APP_TOKEN_SIGNATURE, APP_TOKEN_UNKNOWN
from mock_server.graph.refusal import Refusal
from mock_server.world.model import App

_MARK: Final = "|"
_BASIC: Final = ("Basic ", "basic ")


def app_token(app: App) -> str:
    """The token with which the app speaks for itself."""
    return f"{app.id}{_MARK}{app.secret}"


def has_app_form(sent: str) -> bool:
    """Whether the text is meant as an app token."""
    return app_part(sent).isdecimal()


def app_part(sent: str) -> str:
    """The app id within a text that is meant as an app token; empty for any other."""
    app_id, mark, _ = sent.partition(_MARK)
    return app_id if mark else ""


def is_app_token(sent: str, app: App) -> bool:
    """Whether the text is the app's token."""
    return same(sent, app_token(app))


def app_token_refused(sent: str, app: App) -> Refusal | None:
    """Why a text that is meant as an app token is not the app's."""
    if is_app_token(sent, app):
        return None
    if app_part(sent) == app.id:
        return Refusal(APP_TOKEN_SIGNATURE, because="the secret in the app token is wrong")
    return Refusal(APP_TOKEN_UNKNOWN, because="no app has the id in the app token")


def has_basic(authorization: str) -> bool:
    """Whether the header is one of HTTP Basic."""
    return authorization.startswith(_BASIC)


def credentials_of(authorization: str) -> dict[str, str]:
    """The app's id and secret of HTTP Basic, as the parameters that clients send otherwise; none for what is no such.

    Whether the live API takes them is not documented; libraries of OAuth send them.
    """
    if not has_basic(authorization):
        return {}
    try:
        text = base64.b64decode(authorization[len(_BASIC[0]) :], validate=True).decode()
    except (binascii.Error, UnicodeDecodeError):
        return {}
    client_id, mark, secret = text.partition(":")
    return {"client_id": client_id, "client_secret": secret} if mark else {}
