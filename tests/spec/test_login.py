"""The login as the document describes it is the login of the emulator."""

from __future__ import annotations

from functools import cache
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from contracts.openapi.public import PublicDocument
from tests.conftest import FACEBOOK, INSTAGRAM, Reply, query_of
from tests.spec.emulated import Emulated
from tests.spec.well_known import APP

SECRET = "mock-app-secret"
CALLBACK = "https://app.example/callback"
OF_APP = {"client_id": APP, "client_secret": SECRET, "redirect_uri": CALLBACK}
DIALOGS = {
    "openFacebookDialog": ("www.facebook.com", "/{version}/dialog/oauth", "instagram_basic"),
    "openInstagramDialog": ("www.instagram.com", "/oauth/authorize", "instagram_business_basic"),
}


@cache
def public() -> PublicDocument:
    return PublicDocument.committed()


@cache
def emulated() -> Emulated:
    return Emulated(public())


def dialog(name: str, **params: str) -> Reply:
    host, path, scope = DIALOGS[name]
    sent = {"client_id": APP, "redirect_uri": CALLBACK, "scope": scope, **params}
    path = path.format(version=public().version)
    return emulated().emulator.call("GET", f"{path}?{query_of(sent)}", headers={"Host": host})


def code_of(name: str) -> str:
    """The code with which the dialog leads back."""
    reply = dialog(name, mock_decision="allow")
    assert reply.status == 302, reply.body
    return parse_qs(urlsplit(reply.headers["location"]).query)["code"][0]


def get(path: str, host: str, **params: Any) -> Reply:
    return emulated().emulator.get(path.format(version=public().version), **{"token": None, "host": host, **params})


def post(path: str, host: str, **params: str) -> Reply:
    headers = {"Host": host, "Content-Type": "application/x-www-form-urlencoded"}
    return emulated().emulator.call("POST", path, headers=headers, body=query_of(params).encode())


def fits(schema: str, reply: Reply) -> Any:
    assert reply.status == 200, reply.body
    public().schema(schema).validate(reply.json)
    return reply.json


def debugged(token: str, host: str) -> Any:
    asked = get("/{version}/debug_token", host, token=token, input_token=token)
    return fits("DebuggedToken", asked)["data"]


def test_tokens_of_facebook_fit_their_schemas() -> None:
    """A code becomes a short-lived token and that a long-lived one; both can be debugged, and the app's own too."""
    exchange = "/{version}/oauth/access_token"
    short = fits("Token", get(exchange, FACEBOOK, **OF_APP, code=code_of("openFacebookDialog")))["access_token"]
    asked = {**OF_APP, "grant_type": "fb_exchange_token", "fb_exchange_token": short}
    long = fits("Token", get(exchange, FACEBOOK, **asked))["access_token"]
    app = fits("Token", get(exchange, FACEBOOK, **OF_APP, grant_type="client_credentials"))["access_token"]
    for token in (short, long, app):
        assert debugged(token, FACEBOOK)["is_valid"]


def test_an_exchange_can_be_a_form() -> None:
    """No secret need stand in an address: a body with the same parameters is documented, and answered alike."""
    asked = dict(public().operations())["exchangeAtFacebookByForm"]["requestBody"]["content"]
    properties = asked["application/x-www-form-urlencoded"]["schema"]["properties"]
    sent = {**OF_APP, "grant_type": "fb_exchange_token", "fb_exchange_token": "EAAmock-reader"}
    assert sent.keys() <= properties.keys()
    fits("Token", post(f"/{public().version}/oauth/access_token", FACEBOOK, **sent))


def test_tokens_of_instagram_fit_their_schemas() -> None:
    """A code becomes a short-lived token, that a long-lived one, and a day later that can be refreshed."""
    sent = {**OF_APP, "grant_type": "authorization_code", "code": code_of("openInstagramDialog")}
    first = fits("FirstToken", post("/oauth/access_token", "api.instagram.com", **sent))["data"][0]["access_token"]
    asked = {"grant_type": "ig_exchange_token", "client_secret": SECRET, "token": first}
    long = fits("Token", get("/access_token", INSTAGRAM, **asked))["access_token"]
    refreshed = {"grant_type": "ig_refresh_token", "token": long}
    young = get("/refresh_access_token", INSTAGRAM, **refreshed)
    assert young.rule == "token_too_young"
    public().errors.validate(young.json)
    later = {"X-Mock-Now": f"{public().day}T23:59:59Z"}
    emulated().emulator.control("POST", "/clock/advance", {"by": "P2D"})
    fits("Token", get("/refresh_access_token", INSTAGRAM, **refreshed))
    assert get("/refresh_access_token", INSTAGRAM, headers=later, **refreshed).rule == "token_too_young"
    assert debugged(long, INSTAGRAM)["is_valid"]


def test_what_is_no_token_is_debugged_too() -> None:
    """Of an unknown text the answer says what is wrong."""
    told = get("/{version}/debug_token", FACEBOOK, token=f"{APP}|{SECRET}", input_token="nobody-knows-me")
    assert "error" in fits("DebuggedToken", told)["data"]


def test_refusals_of_instagrams_exchange_are_the_examples() -> None:
    """api.instagram.com refuses in its own shape, in the words of the document."""
    shown = {each.name: each.value for each in public().examples() if each.place == "exchangeAtInstagram 400"}
    right = {**OF_APP, "grant_type": "authorization_code", "code": "unknown"}
    for change, name in (
        ({}, "platform_code_unmatched"),
        ({"client_id": "1"}, "platform_app_invalid"),
        ({"client_secret": "wrong"}, "platform_secret_wrong"),
        ({"grant_type": "password"}, "platform_grant_type_invalid"),
    ):
        reply = post("/oauth/access_token", "api.instagram.com", **{**right, **change})
        assert reply.status == 400
        assert reply.json == shown[name]
        public().schema("PlatformError").validate(reply.json)


@pytest.mark.parametrize("name", DIALOGS)
def test_dialogs_answer_as_documented(name: str) -> None:
    """The page, the way back and the page about a mistake have the document's statuses, types and texts."""
    operation = dict(public().operations())[name]
    shown = operation["responses"]["400"]["content"]["text/html"]["examples"]
    page, back = dialog(name), dialog(name, mock_decision="deny")
    mistaken = dialog(name, mock_decision="nonsense")
    assert (page.status, back.status, mistaken.status) == (200, 302, 400)
    assert page.headers["content-type"].startswith("text/html")
    assert back.headers["location"].startswith(CALLBACK)
    assert shown["dialog_decision_invalid"]["value"] in mistaken.body.decode()
