"""People log in at both logins: the dialog, the code, short-lived and long-lived tokens, and their ends."""

from __future__ import annotations

from base64 import b64encode
from typing import Any
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mock_server.world.real_tokens import looks_real
from tests.auth.logins import (
    APP,
    APP_TOKEN,
    BACK,
    SCOPES,
    SECRET,
    advance,
    code_of,
    dialog,
    exchange,
    logged_in,
    long_lived,
    refreshed,
    way_back,
)
from tests.conftest import ACCOUNT, FACEBOOK, INSTAGRAM, Emulator, Reply

_BOTH = pytest.mark.parametrize("host", [FACEBOOK, INSTAGRAM])
_KISSA = "17841400000000002"
_OBSERVED = {"X-Mock-Fidelity": "observed"}


def _reach(client: Emulator, host: str, token: str, account: str = ACCOUNT) -> Any:
    return client.get(f"/v25.0/{account}/insights", host=host, token=token, metric="reach", period="day")


def test_credentials_in_http_basic(client: Emulator) -> None:
    """Libraries of OAuth send the app's id and secret in HTTP Basic; what is no such says nothing."""
    login = {"grant_type": "client_credentials"}
    right = b64encode(b"1000000000000001:mock-app-secret").decode()

    def asked(authorization: str) -> Reply:
        headers = {"Authorization": authorization}
        return client.get("/v25.0/oauth/access_token", token=None, host=FACEBOOK, headers=headers, **login)

    assert asked(f"Basic {right}").json["access_token"] == "1000000000000001|mock-app-secret"
    assert asked("Basic !").rule == asked("Basic Zm9v").rule == "client_id_missing"


@_BOTH
def test_somebody_logs_in_and_reads_insights(fresh: Emulator, host: str) -> None:
    """The code of the dialog becomes a token, and the token reads insights."""
    token = logged_in(fresh, host, mock_user=ACCOUNT)
    assert _reach(fresh, host, token).names == ["reach"]
    assert _reach(fresh, host, token, _KISSA).error["code"] == 100


def test_the_code_exchange_of_instagram_follows_the_fidelity(fresh: Emulator) -> None:
    """The documents wrap what the recordings show flat; the user id is not the account's, and a number there."""
    told = exchange(fresh, INSTAGRAM, code=code_of(fresh, INSTAGRAM)).json["data"][0]
    assert list(told) == ["access_token", "user_id", "permissions"]
    assert told["permissions"] == SCOPES[INSTAGRAM]
    flat = exchange(fresh, INSTAGRAM, headers=_OBSERVED, code=code_of(fresh, INSTAGRAM)).json
    assert flat["user_id"] == int(told["user_id"])
    assert len(told["user_id"]) == 17
    assert told["user_id"] != ACCOUNT
    assert flat["permissions"] == SCOPES[INSTAGRAM].split(",")


def test_the_code_exchange_of_facebook(fresh: Emulator) -> None:
    """It takes GET and POST, with the version and without, and tells how long the token lives."""
    told = exchange(fresh, FACEBOOK, code=code_of(fresh, FACEBOOK)).json
    assert list(told) == ["access_token", "token_type", "expires_in"]
    assert (told["token_type"], told["expires_in"]) == ("bearer", 7200)
    body = f"client_id={APP}&client_secret={SECRET}&redirect_uri={quote(BACK, safe='')}&code="
    sent = (body + code_of(fresh, FACEBOOK)).encode()
    form = {"Host": FACEBOOK, "Content-Type": "application/x-www-form-urlencoded"}
    assert fresh.call("POST", "/oauth/access_token", headers=form, body=sent).json["expires_in"] == 7200


@_BOTH
def test_a_long_lived_token_outlives_the_short_lived_one(fresh: Emulator, host: str) -> None:
    """A short-lived token dies within hours, the one that it was exchanged for after 60 days."""
    short = logged_in(fresh, host)
    told = long_lived(fresh, host, short).json
    assert (told["token_type"], told["expires_in"]) == ("bearer", 5_184_000)
    advance(fresh, "PT3H")
    assert _reach(fresh, host, short).error["error_subcode"] == 463
    assert _reach(fresh, host, told["access_token"]).status == 200
    advance(fresh, "P60D")
    assert _reach(fresh, host, told["access_token"]).error["error_subcode"] == 463


def test_a_refreshed_token_lives_for_60_days_more(fresh: Emulator) -> None:
    """From the age of a day on a long-lived token of Instagram can be refreshed, until it has expired."""
    token = long_lived(fresh, INSTAGRAM, logged_in(fresh, INSTAGRAM)).json["access_token"]
    advance(fresh, "PT23H59M59S")
    assert refreshed(fresh, token).rule == "token_too_young"
    advance(fresh, "PT1S")
    told = refreshed(fresh, token).json
    assert list(told) == ["access_token", "token_type", "expires_in", "permissions"]
    assert told["permissions"] == SCOPES[INSTAGRAM]
    advance(fresh, "P59D")
    assert refreshed(fresh, token).error["error_subcode"] == 463
    assert _reach(fresh, INSTAGRAM, told["access_token"]).status == 200


def test_the_app_gets_a_token_of_its_own(fresh: Emulator) -> None:
    """client_credentials are answered with the app's id and secret."""
    own = {"client_id": APP, "client_secret": SECRET, "grant_type": "client_credentials"}
    told = fresh.get("/oauth/access_token", token=None, **own).json
    assert told == {"access_token": APP_TOKEN, "token_type": "bearer"}


@_BOTH
def test_the_way_back_carries_code_and_state(fresh: Emulator, host: str) -> None:
    """The redirect keeps the query that was there, adds code and state, and ends as each login ends it."""
    reply = dialog(fresh, host, state="a b&c=<d>", mock_decision="allow")
    query, _ = way_back(reply)
    assert (query["from"], query["state"]) == ("login", "a b&c=<d>")
    address = reply.headers["location"]
    assert address.startswith("https://app.example/callback?from=login&code=")
    assert address.endswith("#_=_" if host == FACEBOOK else "#_")


@pytest.mark.parametrize(
    ("host", "description"), [(FACEBOOK, "Permissions error"), (INSTAGRAM, "The user denied your request")]
)
def test_somebody_says_no(fresh: Emulator, host: str, description: str) -> None:
    """Cancel leads back with the reason and the state, and without a code."""
    query, _ = way_back(dialog(fresh, host, state="s", mock_decision="deny"))
    assert (query["error"], query["error_reason"], query["state"]) == ("access_denied", "user_denied", "s")
    assert query["error_description"] == description
    assert "code" not in query


def test_a_token_comes_in_the_fragment(fresh: Emulator) -> None:
    """response_type=token gives the token at once, `code token` both; the query tells neither."""
    query, fragment = way_back(dialog(fresh, FACEBOOK, response_type="token", state="s", mock_decision="allow"))
    assert set(query) == {"from"}
    assert (fragment["expires_in"], fragment["state"]) == ("7200", "s")
    assert _reach(fresh, FACEBOOK, fragment["access_token"]).status == 200
    query, both = way_back(dialog(fresh, FACEBOOK, response_type="code token", mock_decision="allow"))
    assert "code" not in query
    assert exchange(fresh, FACEBOOK, code=both["code"]).status == 200
    _, denied = way_back(dialog(fresh, FACEBOOK, response_type="token", mock_decision="deny"))
    assert denied["error"] == "access_denied"


def test_the_scopes_that_are_left_out_are_not_granted(fresh: Emulator) -> None:
    """Whoever unticks a scope gives a token without it; the profile cannot be declined."""
    ticked = {"mock_grant.instagram_basic": "1", "mock_grant.pages_read_engagement": "1"}
    token = logged_in(fresh, FACEBOOK, **ticked)
    told = fresh.get("/debug_token", token=APP_TOKEN, input_token=token).json["data"]
    assert told["scopes"] == ["public_profile", "pages_read_engagement", "instagram_basic"]
    assert _reach(fresh, FACEBOOK, token).error["code"] == 10


def test_older_names_of_scopes_were_known_until_they_were_renamed(client: Emulator) -> None:
    """Before 27 January 2025 `business_basic` asks for what is called instagram_business_basic since."""
    before = dialog_at(client, "2025-01-26T00:00:00Z")
    assert (before.status, dialog_at(client, "2025-01-27T00:00:00Z").rule) == (200, "dialog_scope_unknown")
    assert "instagram_business_basic" in before.body.decode()


def dialog_at(client: Emulator, now: str) -> Any:
    """The authorization window of Instagram for an older scope, at a time."""
    sent = {"client_id": APP, "redirect_uri": BACK, "scope": "business_basic"}
    return client.get("/oauth/authorize", token=None, host="api.instagram.com", headers={"X-Mock-Now": now}, **sent)


@_BOTH
def test_the_page_asks_who_and_what(client: Emulator, host: str) -> None:
    """The page offers people and scopes, says that nothing is real, and needs neither scripts nor other servers."""
    reply = dialog(client, host, state='"><script>alert(1)</script>', mock_user=_KISSA)
    page = reply.body.decode()
    assert reply.status == 200
    assert reply.headers["content-type"] == "text/html; charset=utf-8"
    assert f'value="{_KISSA}" checked' in page
    assert all(f"<small>{scope}</small>" in page for scope in SCOPES[host].split(","))
    assert "insights-mock, an emulator" in page
    assert "<script" not in page
    assert "default-src 'none'" in reply.headers["content-security-policy"]
    assert ('value="all"' in page) is (host == FACEBOOK)


@_BOTH
def test_the_page_leads_back_to_where_the_client_came_in(client: Emulator, host: str) -> None:
    """With the host in the path the form goes to that path."""
    site, path = (
        ("www.facebook.com", "v23.0/dialog/oauth") if host == FACEBOOK else ("www.instagram.com", "oauth/authorize")
    )
    sent = {"client_id": APP, "redirect_uri": BACK, "scope": SCOPES[host]}
    page = client.get(f"/{site}/{path}", token=None, host="127.0.0.1:8080", **sent).body.decode()
    assert f'action="/{site}/{path}"' in page


def test_without_a_host_the_paths_tell_the_login(fresh: Emulator) -> None:
    """On a host that is none of Meta's all of it works where nothing is ambiguous; a code knows who gave it."""
    local = {"token": None, "host": "127.0.0.1:8080"}
    sent = {"client_id": APP, "redirect_uri": BACK, "mock_decision": "allow"}
    for path, host in (("/dialog/oauth", FACEBOOK), ("/oauth/authorize", INSTAGRAM)):
        code = way_back(fresh.get(path, **local, scope=SCOPES[host], **sent))[0]["code"]
        proof = {"client_id": APP, "client_secret": SECRET, "redirect_uri": BACK, "grant_type": "authorization_code"}
        told = fresh.get("/oauth/access_token", method="POST", **local, **proof, code=code).json
        assert ("data" in told) is (host == INSTAGRAM)


@pytest.mark.parametrize("site", ["www.facebook.com", "www.instagram.com", "api.instagram.com"])
def test_the_sites_of_the_dialogs_serve_nothing_else(client: Emulator, site: str) -> None:
    """Insights and debug_token are not found there."""
    assert client.get(f"/v25.0/{ACCOUNT}/insights", host=site, metric="reach").error["code"] == 2500
    assert client.get("/debug_token", host=site).error["code"] == 2500


def test_tokens_and_codes_are_reproducible_and_never_look_real(fresh: Emulator) -> None:
    """After a reset the same steps give the same code and token, and the old ones are gone."""
    first = logged_in(fresh, FACEBOOK)
    assert not looks_real(first)
    assert fresh.control("POST", "/reset").status == 200
    assert _reach(fresh, FACEBOOK, first).error["code"] == 190
    assert logged_in(fresh, FACEBOOK) == first


@_BOTH
def test_an_app_leads_into_its_own_world(client: Emulator, host: str) -> None:
    """client_id names the world: its people log in there, by its clock, and its tokens read its accounts."""
    app = {"id": "1000000000000555", "secret": "hush"}
    world = client.world(app=app, now="2026-03-01T12:00:00Z")
    own = {"client_id": app["id"], "mock_user": world.account}
    code = code_of(client, host, **own)
    told = exchange(client, host, code=code, client_id=app["id"], client_secret=app["secret"]).json
    token = (told["data"][0] if host == INSTAGRAM else told)["access_token"]
    assert _reach(client, host, token, world.account).status == 200
    assert exchange(client, host, code=code).status == 400
    world.delete()


def test_a_page_token_that_follows_from_a_login_reads_insights(fresh: Emulator) -> None:
    """It reads what its Page's account has, and nothing of the person's other accounts."""
    token = f"{logged_in(fresh, FACEBOOK, mock_user='all')}.100000000000001"
    assert _reach(fresh, FACEBOOK, token).names == ["reach"]
    assert _reach(fresh, FACEBOOK, token, _KISSA).error["code"] == 100
    advance(fresh, "PT2H")
    assert _reach(fresh, FACEBOOK, token).error["error_subcode"] == 463


@given(
    st.dictionaries(
        st.sampled_from(["client_id", "redirect_uri", "state", "scope", "response_type", "mock_user"]), st.text()
    )
)
def test_whatever_is_sent_the_dialogs_answer_with_a_page(client: Emulator, sent: dict[str, str]) -> None:
    """Any text in any parameter gets the page or a page that says what is wrong."""
    for host in (FACEBOOK, INSTAGRAM):
        reply = dialog(client, host, **sent)
        assert reply.status in (200, 400)
        assert reply.body.startswith(b"<!DOCTYPE html>")
        assert b"<script" not in reply.body


@given(st.text(max_size=60))
def test_a_way_back_is_an_address_or_a_mistake(client: Emulator, tail: str) -> None:
    """No redirect_uri breaks the header that carries it."""
    reply = dialog(client, FACEBOOK, redirect_uri=f"https://app.example/{tail}", mock_decision="deny")
    assert reply.status in (302, 400)
    address = reply.headers.get("location", "https://app.example/")
    assert address.startswith("https://app.example/")
    assert address.isascii()
    assert address.isprintable()
