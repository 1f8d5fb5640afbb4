"""The token goes to its host in a header. It stands in no address and no error, and follows no link."""

from __future__ import annotations

import hashlib
import hmac
import traceback
from collections.abc import Callable
from typing import Any
from urllib.parse import quote

import pytest
import requests

from client import InsightsClient, InsightsError, Retry
from tests.client.conftest import INSTAGRAM_TOKEN, SECRET, TOKEN, Script, Scripted, data, error

Make = Callable[..., InsightsClient]
PROOF = hmac.new(SECRET.encode(), TOKEN.encode(), hashlib.sha256).hexdigest()


def test_the_token_is_sent_in_a_header(client_of: Make, script: Script) -> None:
    client_of(data()).media_insights("17", ["reach"])

    assert script.asked[0].headers["Authorization"] == f"Bearer {TOKEN}"
    assert TOKEN not in str(script.asked[0].url)
    assert "appsecret_proof" not in script.queries[0]


def test_credentials_of_a_netrc_file_do_not_take_its_place(
    client_of: Make, script: Script, monkeypatch: pytest.MonkeyPatch, tmp_path: Any
) -> None:
    """requests would send them to every host that the file names."""
    netrc = tmp_path / "netrc"
    netrc.write_text("machine graph.facebook.com login somebody password else\n", encoding="utf-8")
    monkeypatch.setenv("NETRC", str(netrc))

    client_of(data()).media_insights("17", ["reach"])

    assert script.asked[0].headers["Authorization"] == f"Bearer {TOKEN}"


@pytest.mark.parametrize(("token", "host"), [(TOKEN, "facebook"), (INSTAGRAM_TOKEN, "instagram")])
def test_the_token_decides_the_host(client_of: Make, script: Script, token: str, host: str) -> None:
    client_of(data(), token=token).media_insights("17", ["reach"])

    assert script.addresses == [f"https://graph.{host}.com/v26.0/17/insights"]


def test_login_and_version_can_be_said(client_of: Make, script: Script) -> None:
    client_of(data(), login="instagram", version=None).media_insights("17", ["reach"])

    assert script.addresses == ["https://graph.instagram.com/17/insights"]


def test_the_secret_is_proved_and_not_sent(client_of: Make, script: Script) -> None:
    client_of(data(), app_secret=SECRET).media_insights("17", ["reach"])

    assert script.queries[0]["appsecret_proof"] == PROOF
    assert SECRET not in str(script.asked[0].url)


def test_a_link_leads_to_no_other_host(client_of: Make, script: Script) -> None:
    link = f"https://evil.example/v1.0/9/media?access_token={TOKEN}&appsecret_proof=x&after=abc&limit=2"
    client = client_of(data({"id": "1"}, paging={"next": link}), data({"id": "2"}), app_secret=SECRET)

    assert [each.id for each in client.media("17", fields=["id"])] == ["1", "2"]

    assert script.addresses == ["https://graph.facebook.com/v26.0/17/media"] * 2
    assert script.queries[1] == {"fields": "id", "after": "abc", "limit": "2", "appsecret_proof": PROOF}


def test_a_redirect_is_not_followed(client_of: Make, script: Script) -> None:
    moved = Scripted(302, b"", {"Location": "https://evil.example/"})

    with pytest.raises(InsightsError, match="HTTP 302"):
        client_of(moved).media_insights("17", ["reach"])

    assert len(script.asked) == 1


@pytest.mark.parametrize(
    "trouble",
    [
        error(190, f"Malformed access token {TOKEN}", error_data={"tokens": [TOKEN, {TOKEN: SECRET}]}),
        error(100, f"Bad proof {PROOF}", error_user_msg=f"{SECRET} is wrong"),
        requests.ConnectionError(f"/v26.0/17?access_token={TOKEN}"),
        requests.exceptions.InvalidHeader(f"Bearer {TOKEN}"),
        Scripted(502, TOKEN.encode()),
        Scripted(200, {"data": [{"name": TOKEN, "values": TOKEN}]}),
        data({"name": "reach", "values": [{"value": TOKEN}]}),
    ],
    ids=str,
)
def test_no_error_tells_a_secret(client_of: Make, trouble: Any) -> None:
    """Neither its message nor what it holds, nor a traceback with all that led to it."""
    with pytest.raises(InsightsError) as raised:
        client_of(trouble, app_secret=SECRET, retry=Retry(budget=0)).media_insights("17", ["reach"])

    told = "".join(traceback.format_exception(raised.value)) + repr(raised.value) + repr(vars(raised.value))
    assert raised.value.__cause__ is None
    assert raised.value.__context__ is None
    assert not any(secret in told for secret in (TOKEN, SECRET, PROOF))


def test_no_traceback_with_its_variables_tells_a_secret(client_of: Make) -> None:
    """Test runners and reports of crashes show what the functions on the way were called with."""
    with pytest.raises(InsightsError) as raised:
        client_of(error(190), app_id="1", app_secret=SECRET).refresh_token()

    frames = [frame.f_locals for frame, _ in traceback.walk_tb(raised.value.__traceback__)][1:]
    assert "form" in frames[1]
    assert not any(secret in repr(frames) for secret in (TOKEN, SECRET, PROOF))


def test_nothing_shows_a_token_by_accident(client_of: Make) -> None:
    client = client_of(Scripted(body={"access_token": "EAAnew"}), app_id="1", app_secret=SECRET)
    token = client.refresh_token()

    assert token.token == "EAAnew"
    assert "EAAnew" not in repr(token)
    assert TOKEN not in repr(vars(client))
    assert SECRET not in repr(vars(client))


def test_a_token_of_facebook_is_exchanged_in_a_form(client_of: Make, script: Script) -> None:
    answer = Scripted(body={"access_token": "EAAnew", "expires_in": 5184000})
    token = client_of(answer, app_id="55", app_secret=SECRET).refresh_token()

    [asked] = script.asked
    assert (token.token, token.expires_in) == ("EAAnew", 5184000)
    assert (asked.method, asked.url) == ("POST", "https://graph.facebook.com/v26.0/oauth/access_token")
    assert asked.body == (
        f"grant_type=fb_exchange_token&client_id=55&client_secret={SECRET}&fb_exchange_token={quote(TOKEN)}"
    )


def test_a_token_of_facebook_needs_its_app(client_of: Make, script: Script) -> None:
    with pytest.raises(ValueError, match="app_id and app_secret"):
        client_of(app_secret=SECRET).refresh_token()

    assert script.asked == []


def test_a_token_of_instagram_is_refreshed_by_itself(client_of: Make, script: Script) -> None:
    token = client_of(Scripted(body={"access_token": INSTAGRAM_TOKEN}), token=INSTAGRAM_TOKEN).refresh_token()

    assert token.token == INSTAGRAM_TOKEN
    assert script.addresses == ["https://graph.instagram.com/refresh_access_token"]
    assert script.queries == [{"grant_type": "ig_refresh_token"}]


def test_an_answer_without_a_token(client_of: Make) -> None:
    with pytest.raises(InsightsError, match="no access_token"):
        client_of(Scripted(body={"token_type": "bearer"}), token=INSTAGRAM_TOKEN).refresh_token()
