"""Which endpoint of OAuth, or of an app that speaks for itself, a request goes to."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from mock_server.auth.exchanging import AUTHORIZATION_CODE
from mock_server.auth.granting import CODE_PREFIXES
from mock_server.catalogue.model import Login
from mock_server.catalogue.object_errors import METHOD_UNSUPPORTED, PATH_UNKNOWN
from mock_server.engine.heard import Heard
from mock_server.engine.oauth.debug import debug_token
from mock_server.engine.oauth.dialogs import facebook_dialog, instagram_dialog
from mock_server.engine.oauth.exchanges import (
    facebook_exchange,
    instagram_exchange,
    instagram_lengthening,
    instagram_refresh,
)
from mock_server.engine.oauth.serving import Endpoint, Serving
from mock_server.engine.subscribing import is_about_subscriptions, subscriptions
from mock_server.graph.message import Request
from mock_server.graph.place import Place
from mock_server.graph.refusal import Refusal
from mock_server.insights.setting import Outcome

_EXCHANGE: Final = ("oauth", "access_token")


def endpoint_of(place: Place, method: str, sent: Mapping[str, str]) -> Endpoint | None:
    """The endpoint that a request goes to; None leaves it to the Graph API."""
    if is_about_subscriptions(place.parts, method) and not place.site:
        return _subscriptions
    login = place.host.login if place.host else _login_of(place.parts, sent)
    methods = _ENDPOINTS.get((login, place.parts))
    if place.site and (methods is None or place.parts not in _ON_SITES):
        return _nothing_here
    return methods.get(method, _method_unsupported) if methods else None


def _login_of(parts: tuple[str, ...], sent: Mapping[str, str]) -> Login:
    """Whose endpoint a path means where no host says it."""
    if parts == _EXCHANGE:
        code = sent.get("code", "")
        if code.startswith(CODE_PREFIXES[Login.FACEBOOK]):
            return Login.FACEBOOK
        is_instagrams = code.startswith(CODE_PREFIXES[Login.INSTAGRAM]) or sent.get("grant_type") == AUTHORIZATION_CODE
        return Login.INSTAGRAM if is_instagrams else Login.FACEBOOK
    return Login.INSTAGRAM if parts in _INSTAGRAMS_OWN else Login.FACEBOOK


def _nothing_here(_: Serving, __: Request, heard: Heard) -> Outcome:
    return Refusal(PATH_UNKNOWN, {"path": heard.place.path}, f"{heard.place.site} serves OAuth alone")


def _subscriptions(engine: Serving, _: Request, heard: Heard) -> Outcome:
    return subscriptions(engine.hosting, engine.worlds, heard)


def _method_unsupported(_: Serving, __: Request, heard: Heard) -> Outcome:
    values = {"verb": heard.method.lower(), "id": heard.place.parts[0]}
    return Refusal(METHOD_UNSUPPORTED, values, "this endpoint takes other methods")


Methods = Mapping[str, Endpoint]

_FACEBOOK_DIALOG: Final[Methods] = dict.fromkeys(("GET", "HEAD", "POST"), facebook_dialog)
_INSTAGRAM_DIALOG: Final[Methods] = dict.fromkeys(("GET", "HEAD", "POST"), instagram_dialog)
_DEBUG: Final[Methods] = {"GET": debug_token, "HEAD": debug_token}
_ENDPOINTS: Final[Mapping[tuple[Login, tuple[str, ...]], Methods]] = {
    (Login.FACEBOOK, ("dialog", "oauth")): _FACEBOOK_DIALOG,
    (Login.FACEBOOK, ("oauth", "authorize")): _FACEBOOK_DIALOG,
    (Login.FACEBOOK, _EXCHANGE): {"GET": facebook_exchange, "POST": facebook_exchange},
    (Login.FACEBOOK, ("debug_token",)): _DEBUG,
    (Login.INSTAGRAM, ("oauth", "authorize")): _INSTAGRAM_DIALOG,
    (Login.INSTAGRAM, _EXCHANGE): {"POST": instagram_exchange},
    (Login.INSTAGRAM, ("access_token",)): {"GET": instagram_lengthening},
    (Login.INSTAGRAM, ("refresh_access_token",)): {"GET": instagram_refresh},
    (Login.INSTAGRAM, ("debug_token",)): _DEBUG,
}
_ON_SITES: Final = (("dialog", "oauth"), ("oauth", "authorize"), _EXCHANGE)
_INSTAGRAMS_OWN: Final = (("oauth", "authorize"), ("access_token",), ("refresh_access_token",))
