"""No token, code or secret leaves the journal whole."""

from __future__ import annotations

import base64
import json
from urllib.parse import quote

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from mock_server.traffic.masking import query_without_secrets, shown, without_secrets
from tests.conftest import ACCOUNT, PHOTO, READER, Emulator

SECRET = "mock-app-secret"
APP = "1000000000000001"
REAL = "EAAB" + "x1Y2z3" * 30


def test_a_token_is_shown_by_its_beginning_and_a_hash() -> None:
    """The same token is always shown alike, another one differently."""
    assert shown(READER).startswith("EAAmock-~")
    assert shown(READER) == shown(READER) != shown("EAAmock-page-2")


def test_a_mask_is_not_masked_again() -> None:
    """What the journal shows can be asked for as it stands there."""
    assert shown(shown(READER)) == shown(READER)
    assert without_secrets(f"access_token={shown(READER)}") == f"access_token={shown(READER)}"


@pytest.mark.parametrize("text", ["/v25.0/{}", "fields={}", "ACCESS_TOKEN={}", "nonexisting field ({})"])
def test_what_begins_like_a_token_is_masked_wherever_it_stands(text: str) -> None:
    """No world need know it."""
    unknown = "EAAsecretsecretsecretTOKEN1234567890"
    assert unknown not in without_secrets(text.format(unknown))
    assert unknown not in query_without_secrets(text.format(unknown))


@given(st.text(min_size=1, max_size=60))
@example("EAAmock-a")
@example("a")
def test_no_token_is_ever_shown_whole(token: str) -> None:
    """However short or odd it is."""
    assert len(token) == 1 or token not in shown(token) or shown(shown(token)) == shown(token) == token


@pytest.mark.parametrize(
    "text",
    [
        "https://x/?access_token=hunter2-hunter2&limit=3",
        '{"access_token":"hunter2-hunter2"}',
        '{"body":"{\\"access_token\\":\\"hunter2-hunter2\\"}"}',
        '{"access_token": "hunter2-hunter2"}',
        "access_token%3Dhunter2-hunter2%26limit%3D3",
        "client_secret=hunter2-hunter2",
        "https:\\/\\/x\\/?access_token=hunter2-hunter2\\u0026limit=3",
        "code=hunter2-hunter2#_",
        "x=1&input_token=hunter2%7C-hunter2-hunter2",
    ],
)
def test_secrets_are_found_by_their_names(text: str) -> None:
    """In links, in JSON, in JSON within JSON, and percent-encoded."""
    assert "hunter2-hunter2" not in without_secrets(text)
    assert "limit" not in text or "limit" in without_secrets(text) or "%26" in text


def test_what_looks_like_a_token_is_found_by_its_form() -> None:
    """Wherever it stands."""
    assert READER not in without_secrets(f"/{READER}/x, '{READER}' and {READER}.100000000000001")


def test_words_stay_words() -> None:
    """A short token that is sent as a word does not tear other words apart, and an error's code is no secret."""
    assert without_secrets("/me/insights", "me") == "/me/insights"
    assert without_secrets('{"error":{"code":190}}') == '{"error":{"code":190}}'


def test_queries_keep_their_other_parameters() -> None:
    """The names, the order and the values of what is no secret."""
    assert query_without_secrets(f"a=1&access_token={READER}&b=%20") == f"a=1&access_token={shown(READER)}&b=+"


def everything(emulator: Emulator) -> str:
    return "".join(
        emulator.control("GET", path).body.decode() for path in ("/journal", "/journal.har", "/journal/check")
    )


def test_tokens_of_requests_and_answers_are_masked(fresh: Emulator) -> None:
    """In the query, the header, bodies, links of answers, and the tokens that answers give out."""
    fresh.get(f"/v23.0/{ACCOUNT}/media", limit="1")
    fresh.get("/v23.0/me/accounts", fields="access_token")
    fresh.call("GET", "/v23.0/me", headers={"Authorization": f"Bearer {READER}"})
    batch = json.dumps([{"method": "GET", "relative_url": f"me?access_token={READER}"}])
    fresh.call("POST", "/v23.0/", body=f"access_token={READER}&batch={quote(batch)}".encode())
    fresh.get("/debug_token", token=f"{APP}|{SECRET}", input_token=READER)
    told = everything(fresh)
    assert "paging" in told
    for secret in (READER, SECRET, "EAAmock-page", f"{READER}.100000000000002"):
        assert f"{secret}&" not in told
        assert f'{secret}"' not in told
        assert f"{secret}\\" not in told


def test_codes_and_secrets_of_oauth_are_masked(fresh: Emulator) -> None:
    """An authorization code in a redirect, the app's secret in an exchange, and the token that comes of it."""
    back = "https://localhost/back"
    granted = fresh.get(
        "/dialog/oauth", token=None, host="www.facebook.com", client_id=APP, redirect_uri=back, granted="1"
    )
    basic = base64.b64encode(f"{APP}:{SECRET}".encode()).decode()
    fresh.call("GET", "/oauth/access_token?grant_type=client_credentials", headers={"Authorization": f"Basic {basic}"})
    fresh.get("/oauth/access_token", token=None, client_id=APP, client_secret=SECRET, grant_type="client_credentials")
    code = granted.headers.get("location", "").partition("code=")[2].partition("#")[0]
    told = everything(fresh)
    assert SECRET not in told
    assert not code or code not in told


def test_a_real_token_is_not_even_kept(fresh: Emulator) -> None:
    """Neither in the journal nor in the memory behind it."""
    fresh.get(f"/v23.0/{PHOTO}/insights", token=REAL, metric="reach")
    fresh.get(f"/v23.0/{PHOTO}/insights", headers={"Authorization": f"OAuth {REAL}"}, token=None)
    assert REAL not in repr(fresh.engine.recorder.journal._noted)
    assert REAL not in everything(fresh)
