"""What tests of the OAuth endpoints share: an app that logs people in, at both logins."""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qs, urlsplit

from tests.conftest import FACEBOOK, INSTAGRAM, Emulator, Reply, query_of

APP, SECRET = "1000000000000001", "mock-app-secret"
APP_TOKEN = f"{APP}|{SECRET}"
BACK = "https://app.example/callback?from=login"
SITES = {FACEBOOK: "www.facebook.com", INSTAGRAM: "www.instagram.com"}
SCOPES = {
    FACEBOOK: "instagram_basic,instagram_manage_insights,pages_show_list,pages_read_engagement",
    INSTAGRAM: "instagram_business_basic,instagram_business_manage_insights",
}
_DIALOGS = {FACEBOOK: "/v23.0/dialog/oauth", INSTAGRAM: "/oauth/authorize"}


def dialog(client: Emulator, host: str, **params: Any) -> Reply:
    """Open the login's dialog; parameters that are None are not sent."""
    sent = {"client_id": APP, "redirect_uri": BACK, "scope": SCOPES[host], "response_type": "code", **params}
    return client.get(_DIALOGS[host], token=None, host=SITES[host], **sent)


def way_back(reply: Reply) -> tuple[dict[str, str], dict[str, str]]:
    """What the address that leads back to the app tells in its query and in its fragment."""
    assert reply.status == 302, reply.body
    parts = urlsplit(reply.headers["location"])
    query, fragment = (parse_qs(text, keep_blank_values=True) for text in (parts.query, parts.fragment))
    return {key: value[0] for key, value in query.items()}, {key: value[0] for key, value in fragment.items()}


def code_of(client: Emulator, host: str, **params: Any) -> str:
    """The code that somebody gives who says yes at once."""
    return way_back(dialog(client, host, mock_decision="allow", **params))[0]["code"]


def exchange(client: Emulator, host: str, headers: Any = None, **params: Any) -> Reply:
    """Exchange a code, as each login wants it."""
    sent: dict[str, Any] = {"client_id": APP, "client_secret": SECRET, "redirect_uri": BACK, **params}
    if host == FACEBOOK:
        return client.get("/v23.0/oauth/access_token", token=None, headers=headers, **sent)
    body = query_of({"grant_type": "authorization_code", **sent}).encode()
    form = {"Host": "api.instagram.com", "Content-Type": "application/x-www-form-urlencoded", **(headers or {})}
    return client.call("POST", "/oauth/access_token", headers=form, body=body)


def logged_in(client: Emulator, host: str, **params: Any) -> str:
    """A short-lived token of somebody who logs in now."""
    told = exchange(client, host, code=code_of(client, host, **params)).json
    token: str = told["data"][0]["access_token"] if host == INSTAGRAM else told["access_token"]
    return token


def long_lived(client: Emulator, host: str, token: str) -> Reply:
    """Exchange a token for a long-lived one."""
    if host == FACEBOOK:
        grant = {"grant_type": "fb_exchange_token", "fb_exchange_token": token}
        return client.get("/oauth/access_token", token=None, client_id=APP, client_secret=SECRET, **grant)
    grant = {"grant_type": "ig_exchange_token", "client_secret": SECRET}
    return client.get("/access_token", host=INSTAGRAM, token=token, **grant)


def refreshed(client: Emulator, token: str, **params: Any) -> Reply:
    """Refresh a long-lived token of Instagram."""
    return client.get(
        "/refresh_access_token", host=INSTAGRAM, token=token, **{"grant_type": "ig_refresh_token", **params}
    )


def debugged(client: Emulator, token: Any, by: Any = APP_TOKEN, host: str = FACEBOOK) -> Reply:
    """Ask what can be told of a token."""
    return client.get("/debug_token", host=host, token=by, input_token=token)


def advance(client: Emulator, by: str) -> None:
    """Move the served world's clock on."""
    assert client.control("POST", "/clock/advance", {"by": by}).status == 200
