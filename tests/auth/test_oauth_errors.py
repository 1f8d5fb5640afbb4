"""Each mistake that can be made with the OAuth endpoints has its row, and is reached."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from mock_server.catalogue.oauth_errors import OAUTH_ERRORS
from tests.auth.logins import (
    APP,
    APP_TOKEN,
    BACK,
    SECRET,
    advance,
    code_of,
    debugged,
    dialog,
    exchange,
    logged_in,
    long_lived,
    refreshed,
)
from tests.conftest import FACEBOOK, IG_READER, INSTAGRAM, READER, Emulator, Reply

Mistake = Callable[[Emulator], Reply]
_OBSERVED = {"X-Mock-Fidelity": "observed"}
_OF_PROOF = ("proof_wrong", "proof_missing")


def _in_dialog(host: str = FACEBOOK, **params: Any) -> Mistake:
    return lambda client: dialog(client, host, **params)


def _in_exchange(host: str = FACEBOOK, headers: Any = None, **params: Any) -> Mistake:
    return lambda client: exchange(client, host, headers, **{"code": "AQ", **params})


def _used(host: str, headers: Any = None) -> Mistake:
    def ask(client: Emulator) -> Reply:
        code = code_of(client, host)
        assert exchange(client, host, code=code).status == 200
        return exchange(client, host, headers, code=code)

    return ask


def _expired(host: str, after: str) -> Mistake:
    def ask(client: Emulator) -> Reply:
        code = code_of(client, host)
        advance(client, after)
        return exchange(client, host, code=code)

    return ask


def _elsewhere(host: str) -> Mistake:
    return lambda client: exchange(client, host, code=code_of(client, host), redirect_uri=f"{BACK}/")


def _of_a_new_token(client: Emulator) -> Reply:
    token = long_lived(client, INSTAGRAM, logged_in(client, INSTAGRAM)).json["access_token"]
    return refreshed(client, token)


def _wrong_secret_at_instagram(client: Emulator) -> Reply:
    grant = {"grant_type": "ig_exchange_token", "client_secret": "wrong"}
    return client.get("/access_token", host=INSTAGRAM, token=IG_READER, **grant)


def _of_another_world(client: Emulator) -> Reply:
    return debugged(client, client.world().tokens[0])


_MISTAKES: dict[str, Mistake] = {
    "dialog_app_unknown": _in_dialog(client_id="1"),
    "dialog_redirect_missing": _in_dialog(redirect_uri=None),
    "dialog_redirect_invalid": _in_dialog(redirect_uri="javascript:alert(1)"),
    "dialog_parameter_too_long": _in_dialog(state="s" * 4_001),
    "dialog_scope_unknown": _in_dialog(scope="instagram_basic,no_such_scope"),
    "dialog_scope_missing": _in_dialog(INSTAGRAM, scope="instagram_business_manage_insights"),
    "dialog_response_type_invalid": _in_dialog(INSTAGRAM, response_type="token"),
    "dialog_person_unknown": _in_dialog(INSTAGRAM, mock_user="all"),
    "dialog_decision_invalid": _in_dialog(mock_decision="perhaps"),
    "client_id_missing": _in_exchange(client_id=None),
    "client_id_invalid": _in_exchange(client_id="my-app"),
    "app_unknown": _in_exchange(client_id="1"),
    "client_secret_missing": _in_exchange(client_secret=None),
    "client_secret_wrong": _in_exchange(client_secret="wrong"),
    "grant_type_invalid": _in_exchange(grant_type="password"),
    "redirect_uri_missing": _in_exchange(redirect_uri=None),
    "redirect_uri_differs": _elsewhere(FACEBOOK),
    "code_missing": _in_exchange(code=None),
    "code_unknown": _in_exchange(),
    "code_used": _used(FACEBOOK),
    "code_expired": _expired(FACEBOOK, "PT10M"),
    "exchange_token_missing": _in_exchange(grant_type="fb_exchange_token"),
    "platform_app_invalid": _in_exchange(INSTAGRAM, client_id="1"),
    "platform_secret_wrong": _in_exchange(INSTAGRAM, client_secret="wrong"),
    "platform_grant_type_invalid": _in_exchange(INSTAGRAM, grant_type="password"),
    "platform_redirect_uri_differs": _elsewhere(INSTAGRAM),
    "platform_code_unmatched": _expired(INSTAGRAM, "PT1H"),
    "platform_code_invalid": _in_exchange(INSTAGRAM, _OBSERVED),
    "platform_code_used": _used(INSTAGRAM, _OBSERVED),
    "instagram_secret_wrong": _wrong_secret_at_instagram,
    "token_request_unsupported": lambda client: refreshed(client, logged_in(client, INSTAGRAM)),
    "token_too_young": _of_a_new_token,
    "debugger_not_allowed": lambda client: debugged(client, READER, by=None),
    "debugged_of_other_app": _of_another_world,
    "app_token_unknown": lambda client: debugged(client, READER, by=f"1|{SECRET}"),
    "app_token_signature": lambda client: debugged(client, READER, by=f"{APP}|wrong"),
}


@pytest.mark.parametrize("row", [row for row in OAUTH_ERRORS if row.name not in _OF_PROOF], ids=lambda row: row.name)
def test_each_mistake_is_answered_with_its_row(fresh: Emulator, row: Any) -> None:
    """The row decides the answer, and its text arrives with nothing left to fill in."""
    reply = _MISTAKES[row.name](fresh)
    assert (reply.rule, reply.status) == (row.name, row.status)
    if row.name.startswith("dialog_"):
        assert "<h1>This login cannot go on</h1>" in reply.body.decode()
    elif row.name.startswith("platform_"):
        assert reply.json == {"error_type": "OAuthException", "code": 400, "error_message": row.message}
    else:
        assert (reply.error["code"], reply.error.get("error_subcode")) == (row.code, row.subcode)
        assert "{" not in reply.error["message"]


def test_no_mistake_is_listed_that_has_no_row() -> None:
    """The mistakes and the rows are the same."""
    assert {*_MISTAKES, *_OF_PROOF} == {row.name for row in OAUTH_ERRORS}


@pytest.mark.parametrize(
    "uri", ["/callback", "app://callback", "https://", "https://a b", "https://a/#x", "http://[", "http://a:x/"]
)
def test_only_web_addresses_lead_back(client: Emulator, uri: str) -> None:
    """A redirect_uri is an absolute http or https address without a fragment."""
    assert dialog(client, FACEBOOK, redirect_uri=uri, mock_decision="allow").rule == "dialog_redirect_invalid"


@pytest.mark.parametrize("host", [FACEBOOK, INSTAGRAM])
def test_a_code_belongs_to_its_login(fresh: Emulator, host: str) -> None:
    """What one login's dialog gave the other does not exchange, and the code is good for its own afterwards."""
    code, other = code_of(fresh, host), FACEBOOK if host == INSTAGRAM else INSTAGRAM
    assert exchange(fresh, other, code=code).rule in ("code_unknown", "platform_code_unmatched")
    assert exchange(fresh, host, code=code).status == 200


@pytest.mark.parametrize(("token", "code"), [("EAAmock-expired", 190), ("nobody-knows-me", 190), (IG_READER, 190)])
def test_only_living_tokens_of_the_login_are_exchanged(client: Emulator, token: str, code: int) -> None:
    """An expired token, an unknown one and one of the other login are refused as on any request."""
    assert long_lived(client, FACEBOOK, token).error["code"] == code


def test_a_long_lived_token_of_instagram_is_not_exchanged_again(fresh: Emulator) -> None:
    """Long-lived tokens are refreshed instead."""
    token = long_lived(fresh, INSTAGRAM, logged_in(fresh, INSTAGRAM)).json["access_token"]
    assert long_lived(fresh, INSTAGRAM, token).rule == "token_request_unsupported"


@pytest.mark.parametrize("host", [FACEBOOK, INSTAGRAM])
def test_real_looking_tokens_are_neither_exchanged_nor_repeated(client: Emulator, host: str) -> None:
    """They are refused with an explanation wherever they stand."""
    real = "EAA" + "Bq7xZ" * 12
    for reply in (long_lived(client, host, real), debugged(client, real)):
        assert reply.rule == "token_of_meta"
        assert real.encode() not in reply.body


@pytest.mark.parametrize("method", ["PUT", "DELETE", "HEAD"])
def test_other_methods_change_nothing(fresh: Emulator, method: str) -> None:
    """A code is exchanged by GET and POST alone."""
    code = code_of(fresh, FACEBOOK)
    sent = {"client_id": APP, "client_secret": SECRET, "redirect_uri": BACK, "code": code}
    assert fresh.get("/oauth/access_token", token=None, method=method, **sent).rule == "method_unsupported"
    assert exchange(fresh, FACEBOOK, code=code).status == 200


def test_a_tester_may_not_debug(client: Emulator) -> None:
    """Besides the app itself its admins and developers may debug tokens."""
    for role, status in (("developer", 200), ("tester", 400)):
        world = client.world(tokens=[{"role": role}])
        assert debugged(client, world.tokens[0], by=world.tokens[0]).status == status
        world.delete()


def test_debug_token_wants_a_token_to_debug(client: Emulator) -> None:
    """Without input_token the parameter is asked for."""
    assert (
        client.get("/debug_token", token=APP_TOKEN).error["message"] == "(#100) The parameter input_token is required"
    )
