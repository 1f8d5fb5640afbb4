"""Addresses that lead a browser back to the app, with what the dialog has to say."""

from __future__ import annotations

from typing import Final
from urllib.parse import quote, urlencode

from mock_server.auth.lives import data_access_until
from mock_server.auth.wishes import Wish
from mock_server.world.model import Token, World

_KEPT: Final = ":/?[]@!$&'()*+,;=%~"


def granted(wish: Wish, world: World, code: str, token: Token | None) -> str:
    """The way back with a code, or with a token in the fragment, or with both there."""
    state = _state(wish)
    if token is None:
        return _with_query(wish, {"code": code, **state}) + wish.dialog.ending
    told = {"access_token": token.token, "data_access_expiration_time": str(data_access_until(world, token))}
    if token.issued_at is not None and token.expires_at is not None:
        told["expires_in"] = str(token.expires_at - token.issued_at)
    if code:
        told["code"] = code
    return f"{_ascii(wish.redirect_uri)}#{urlencode({**told, **state})}"


def denied(wish: Wish) -> str:
    """The way back of somebody who said no; where a token was asked, the fragment tells it."""
    told = {**dict(wish.dialog.denial), **_state(wish)}
    if "token" in wish.responses:
        return f"{_ascii(wish.redirect_uri)}#{urlencode(told)}"
    return _with_query(wish, told) + wish.dialog.denial_ending


def _state(wish: Wish) -> dict[str, str]:
    return {} if wish.state is None else {"state": wish.state}


def _with_query(wish: Wish, told: dict[str, str]) -> str:
    uri = _ascii(wish.redirect_uri)
    mark = "&" if "?" in uri else "?"
    return f"{uri}{'' if uri.endswith(('?', '&')) else mark}{urlencode(told)}"


def _ascii(uri: str) -> str:
    """The address as a header can carry it."""
    return quote(uri, safe=_KEPT, errors="replace")
