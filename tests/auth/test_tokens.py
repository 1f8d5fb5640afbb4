"""Who may see what: dead tokens, tokens of the other host, missing scopes, any token, and no real token ever."""

from __future__ import annotations

import json
import logging
import sys
from typing import Any

import pytest

from tests.conftest import ACCOUNT, FACEBOOK, INSTAGRAM, NOW, PHOTO, READER, Emulator, IsolatedWorld, Reply, emulator

_KIND = {FACEBOOK: "facebook_user", INSTAGRAM: "instagram_user"}
_PASSWORD_CHANGED = (
    "Error validating access token: The session has been invalidated because the user changed their password or "
    "Facebook has changed the session for security reasons."
)
_DEAD: dict[str, tuple[int | None, str]] = {
    "malformed": (None, "Invalid OAuth access token - Cannot parse access token"),
    "not_authorized": (458, "Error validating access token: The user has not authorized application 1000000000000777."),
    "checkpointed": (459, "Error validating access token: The user is enrolled in a blocking, logged-in checkpoint"),
    "password_changed": (460, _PASSWORD_CHANGED),
    "logged_out": (467, "Error validating access token: The session is invalid because the user logged out."),
}
_REAL = [
    "EAA" + "Gm0PX4ZCpsBA" * 8,
    "EAAB" + "x" * 40,
    "IGAA" + "Rz9" * 30,
    "IGQVJ" + "a-b_c" * 20,
    "EAA" + "9" * 300,
]


def _error(reply: Reply, subcode: int | None) -> dict[str, Any]:
    """The error of a dead token."""
    assert reply.status == 400
    error = reply.error
    assert (error["code"], error.get("error_subcode"), error["type"]) == (190, subcode, "OAuthException")
    assert not error["message"].startswith("(#")
    assert 'Platform" "invalid_token" "' in reply.headers["www-authenticate"]
    return error


def _world(client: Emulator, host: str, **token: object) -> IsolatedWorld:
    """A world with one token of the host's kind."""
    tokens = [{"kind": _KIND[host], **token}]
    world = client.world(accounts=[{"followers": 500}], tokens=tokens, app={"id": "1000000000000777"})
    return IsolatedWorld(client, world.id, (world.tokens[0],) * 2, world.accounts)


@pytest.mark.parametrize("host", [FACEBOOK, INSTAGRAM])
@pytest.mark.parametrize("fault", sorted(_DEAD))
def test_dead_tokens(client: Emulator, fault: str, host: str) -> None:
    """Each way to die has its subcode and text, on both hosts."""
    world = _world(client, host, invalid=fault)
    subcode, message = _DEAD[fault]
    assert _error(world.get(world.account, host=host, metric="reach", period="day"), subcode)["message"] == message
    world.delete()


@pytest.mark.parametrize("host", [FACEBOOK, INSTAGRAM])
def test_expired_tokens(client: Emulator, host: str) -> None:
    """A token dies at its last second; the text tells both times in Pacific time, on graph.instagram.com the first."""
    world = _world(client, host, expires_at="2026-07-16T18:00:01Z")
    asked = {"host": host, "metric": "reach", "period": "day"}
    assert world.get(world.account, **asked).status == 200
    world.advance("PT1S")
    message = _error(world.get(world.account, **asked), 463)["message"]
    text = "Error validating access token: Session has expired on Thursday, 16-Jul-26 11:00:01 PDT."
    assert message == (f"{text} The current time is Thursday, 16-Jul-26 11:00:01 PDT." if host == FACEBOOK else text)
    world.delete()


def test_expiry_is_told_in_standard_time_in_winter(client: Emulator) -> None:
    """In January the times are PST."""
    world = _world(client, FACEBOOK, expires_at="2026-01-05T04:05:06Z")
    message = world.get(world.account, metric="reach", period="day").error["message"]
    assert "expired on Sunday, 04-Jan-26 20:05:06 PST." in message
    world.delete()


@pytest.mark.parametrize(
    ("token", "host"), [("EAAmock-reader", INSTAGRAM), ("EAAmock-page", INSTAGRAM), ("IGAAmock-reader", FACEBOOK)]
)
def test_tokens_of_the_other_host(client: Emulator, token: str, host: str) -> None:
    """Each host cannot parse the tokens of the other."""
    reply = client.get(f"/v25.0/{ACCOUNT}/insights", token=token, host=host, metric="reach", period="day")
    assert _error(reply, None)["message"] == "Invalid OAuth access token - Cannot parse access token"


@pytest.mark.parametrize("host", [FACEBOOK, INSTAGRAM])
@pytest.mark.parametrize(
    "token", ["nobody", "EAAmock", "0", " ", "null", "a|b", "EAAmock-reader ", "eaamock-reader", "☃"]
)
def test_unknown_tokens(client: Emulator, token: str, host: str) -> None:
    """What no world knows cannot be parsed."""
    reply = client.get(f"/v25.0/{ACCOUNT}/insights", token=token, host=host, metric="reach", period="day")
    assert _error(reply, None)["message"] == "Invalid OAuth access token - Cannot parse access token"


@pytest.mark.parametrize("host", [FACEBOOK, INSTAGRAM])
@pytest.mark.parametrize("token", [None, ""])
def test_missing_tokens(client: Emulator, token: str | None, host: str) -> None:
    """Without a token a node asks for one with 104, /me with 2500."""
    error = client.get(f"/v25.0/{ACCOUNT}/insights", token=token, host=host, metric="reach").error
    assert (error["code"], error["message"]) == (104, "An access token is required to request this resource.")
    error = client.get("/v25.0/me/insights", token=token, host=host, metric="reach").error
    text = "An active access token must be used to query information about the current user."
    assert (error["code"], error["message"]) == (2500, text)


_FACEBOOK_SCOPES = ["instagram_basic", "instagram_manage_insights", "pages_read_engagement"]
_INSTAGRAM_SCOPES = ["instagram_business_basic", "instagram_business_manage_insights"]


@pytest.mark.parametrize(
    ("host", "scopes", "via_business", "status"),
    [
        (FACEBOOK, _FACEBOOK_SCOPES, False, 200),
        (FACEBOOK, None, False, 200),
        (FACEBOOK, None, True, 200),
        (FACEBOOK, _FACEBOOK_SCOPES, True, 400),
        (FACEBOOK, [*_FACEBOOK_SCOPES, "ads_management"], True, 200),
        (FACEBOOK, [*_FACEBOOK_SCOPES, "ads_read"], True, 200),
        (FACEBOOK, _FACEBOOK_SCOPES[:2], False, 400),
        (FACEBOOK, _FACEBOOK_SCOPES[1:], False, 400),
        (FACEBOOK, [_FACEBOOK_SCOPES[0], _FACEBOOK_SCOPES[2]], False, 400),
        (FACEBOOK, [], False, 400),
        (FACEBOOK, _INSTAGRAM_SCOPES, False, 400),
        (INSTAGRAM, _INSTAGRAM_SCOPES, False, 200),
        (INSTAGRAM, None, False, 200),
        (INSTAGRAM, _INSTAGRAM_SCOPES[:1], False, 400),
        (INSTAGRAM, _INSTAGRAM_SCOPES[1:], False, 400),
        (INSTAGRAM, _FACEBOOK_SCOPES, False, 400),
    ],
)
def test_scopes(client: Emulator, host: str, scopes: list[str] | None, status: int, *, via_business: bool) -> None:
    """Insights need the scopes of their login; a role from a Business Manager also needs one of the ads scopes."""
    world = _world(client, host, via_business=via_business, **({} if scopes is None else {"scopes": scopes}))
    reply = world.get(world.account, host=host, metric="reach", period="day")
    assert reply.status == status
    if status == 400:
        prefix = "(#10) " if host == FACEBOOK else ""
        text = f"{prefix}Application does not have permission for this action"
        assert (reply.error["code"], reply.error["message"]) == (10, text)
    world.delete()


@pytest.mark.parametrize("host", [FACEBOOK, INSTAGRAM])
def test_a_token_sees_its_accounts_alone(client: Emulator, host: str) -> None:
    """Accounts, media and pages of others are as if they did not exist."""
    accounts: list[dict[str, object]] = [
        {"id": "17841400000008001", "media": [{"id": "17900000000008001"}], "page": {"id": "100000000008001"}},
        {"id": "17841400000008002", "media": [{"id": "17900000000008002"}], "page": {"id": "100000000008002"}},
    ]
    token = {"token": "mock-sees-second", "kind": _KIND[host], "accounts": ["17841400000008002"]}
    world = client.world(accounts=accounts, tokens=[token])
    for object_id in ("17841400000008001", "17900000000008001", "100000000008001", "17899999999999999"):
        reply = client.get(f"/{object_id}/insights", token="mock-sees-second", host=host, metric="reach", period="day")
        assert (reply.error["code"], reply.error["error_subcode"]) == (100, 33)
        text = f"Unsupported get request. Object with ID '{object_id}' does not exist, cannot be loaded due to missing "
        assert reply.error["message"].startswith(text)
        ends = (
            "or does not support this operation"
            if host == INSTAGRAM
            else "https://developers.facebook.com/docs/graph-api"
        )
        assert reply.error["message"].endswith(ends)
    for object_id in ("17841400000008002", "17900000000008002"):
        reply = client.get(f"/{object_id}/insights", token="mock-sees-second", host=host, metric="reach", period="day")
        assert reply.status == 200
    world.delete()


def test_a_token_without_accounts_sees_none(client: Emulator) -> None:
    """An empty list is not the same as one that was left out."""
    world = client.world(accounts=[{"id": "17841400000008003"}], tokens=[{"token": "mock-sees-none", "accounts": []}])
    assert client.get("/17841400000008003/insights", token="mock-sees-none", metric="reach").rule == "object_missing"
    world.delete()


def test_any_token() -> None:
    """With --any-token every invented token reads every account, IG… in the Instagram dialect; dead ones stay dead."""
    served = emulator(any_token=True)
    for token, dialect in (("whatever", "facebook"), ("IGwhatever", "instagram"), ("EAAmock-mine", "facebook")):
        reply = served.call("GET", f"/v25.0/{ACCOUNT}/insights?access_token={token}&metric=reach&period=day")
        assert reply.names == ["reach"]
        assert f"{dialect}-api-version" in reply.headers
    assert served.get(f"/v25.0/{PHOTO}/insights", token="EAAmock-expired", metric="reach").error["error_subcode"] == 463
    assert served.get(f"/v25.0/{PHOTO}/insights", token=None, metric="reach").error["code"] == 104
    assert served.get(f"/v25.0/{PHOTO}/insights", token="EAAmock-no-insights", metric="reach").error["code"] == 10


def test_any_token_leaves_an_apps_own_token_alone() -> None:
    """The app's token is no person's, and a wrong one is refused as ever."""
    served = emulator(any_token=True)
    right, wrong = "1000000000000001|mock-app-secret", "1000000000000001|another"
    assert served.get("/v25.0/debug_token", token=right, input_token=READER).json["data"]["is_valid"] is True
    for token in (right, wrong):
        usual = emulator().get("/v25.0/me", token=token)
        assert served.get("/v25.0/me", token=token).error["message"] == usual.error["message"]


@pytest.mark.parametrize("any_token", [False, True])
@pytest.mark.parametrize("host", [FACEBOOK, INSTAGRAM])
@pytest.mark.parametrize("token", _REAL, ids=range(len(_REAL)))
def test_real_tokens_are_refused_and_explained(
    token: str, host: str, caplog: pytest.LogCaptureFixture, *, any_token: bool
) -> None:
    """A token of Meta's form is refused with 190 and an explanation, in query and header, and never repeated."""
    served = emulator(any_token=any_token)
    with caplog.at_level(logging.DEBUG):
        replies = [
            served.get(f"/v25.0/{ACCOUNT}/insights", token=token, host=host, metric="reach", period="day"),
            served.get(
                f"/v25.0/{ACCOUNT}/insights",
                token=None,
                host=host,
                headers={"Authorization": f"Bearer {token}"},
                metric="reach",
                period="day",
            ),
            served.get("/v25.0/me/insights", token=token, host=host),
            served.get(f"/v25.0/{ACCOUNT}", token=token, host=host, method="POST"),
        ]
    for reply in replies:
        assert "looks like a real Meta token" in _error(reply, None)["message"]
        assert token.encode() not in reply.body
        assert token not in str(reply.pairs)
    assert token not in caplog.text
    assert token not in served.control("GET", "/worlds").body.decode()


def test_real_tokens_are_forgotten(fresh: Emulator) -> None:
    """No cache of the application keeps the text of a real token: the reply says that it is not stored."""
    token = "EAA" + "Gk7" * 40
    fresh.get(f"/v25.0/{ACCOUNT}/insights", token=token, metric="reach", period="day")
    fresh.control("GET", "/explain", url=f"/v25.0/{ACCOUNT}/insights?metric=reach&access_token={token}")
    _assert_forgotten(token)


def _assert_forgotten(token: str) -> None:
    modules = [module for name, module in sys.modules.items() if name.startswith("mock_server")]
    kept = [
        f"{module.__name__}.{name}"
        for module in modules
        for name, value in vars(module).items()
        if isinstance(value, dict) and not name.startswith("__") and any(token in str(key) for key in value)
    ]
    assert kept == [], "a cache of the application keeps the token"


@pytest.mark.parametrize(
    "wrapped",
    [" {}", "{} ", "{}\n", "{}\x00", "\t{}", '"{}"', "Bearer {}", "{}|", "{}.", "access_token={}", "\u200b{}"],
)
def test_wrapped_real_tokens_are_not_taken_for_invented_ones(wrapped: str) -> None:
    """A blank or a quote around a real token does not make it one that --any-token takes and links repeat."""
    token = _REAL[0]
    served = emulator(any_token=True)
    reply = served.get(f"/v25.0/{ACCOUNT}/insights", token=wrapped.format(token), metric="reach", period="day")
    assert reply.status == 400
    assert token.encode() not in reply.body
    assert token not in str(reply.pairs)


@pytest.mark.parametrize("where", ["alias", "path", "parameter", "metric", "version"])
def test_real_tokens_elsewhere_are_not_repeated(client: Emulator, where: str) -> None:
    """A real token that slipped into a path or another parameter comes back in no error, header or link."""
    token = _REAL[0]
    path = {
        "alias": f"/v25.0/{token}/insights",
        "path": f"/v25.0/{PHOTO}/{token}",
        "version": f"/v99.0/{token}/insights",
    }
    extra = {"input_token": token} if where == "parameter" else {}
    metric = token if where == "metric" else "reach"
    reply = client.get(path.get(where, f"/v25.0/{ACCOUNT}/insights"), metric=metric, period="day", **extra)
    assert token.encode() not in reply.body
    assert token not in str(reply.pairs)


def test_worlds_with_real_tokens_are_refused(fresh: Emulator, caplog: pytest.LogCaptureFixture) -> None:
    """A world that holds a real token, anywhere in it, is refused without repeating it; nothing is kept."""
    token = _REAL[0]
    with caplog.at_level(logging.DEBUG):
        replies = [
            fresh.control("POST", "/worlds", {"tokens": [{"token": token}]}),
            fresh.control("POST", "/worlds", {"name": f"of {token}"}),
            fresh.control("POST", "/worlds", {token: 1}),
            fresh.control("POST", "/worlds", {"accounts": [{"media": [{"caption": token}]}]}),
            fresh.control("POST", "/worlds", data=f"tokens:\n- token: {token}\n".encode()),
            fresh.control("POST", "/worlds", data=f"# {token}\n[".encode()),
        ]
    for reply in replies:
        assert reply.status == 400
        assert token.encode() not in reply.body
    assert all("real Meta token" in reply.error["message"] for reply in replies[:-1])
    assert token not in caplog.text
    assert len(fresh.control("GET", "/worlds").json["worlds"]) == 1


def test_explanations_do_not_repeat_real_tokens(fresh: Emulator, caplog: pytest.LogCaptureFixture) -> None:
    """Explaining a request with a real token names the rule, not the token."""
    token = _REAL[0]
    url = f"/v25.0/{ACCOUNT}/insights?metric=reach"
    with caplog.at_level(logging.DEBUG):
        inside = fresh.control("GET", "/explain", url=f"{url}&access_token={token}")
        beside = fresh.control("GET", "/explain", url=url, token=token)
    for reply in (inside, beside):
        assert reply.json["rule"] == "token_of_meta"
        assert token.encode() not in reply.body
    assert token not in caplog.text


def test_mistakes_of_the_control_plane_do_not_repeat_real_tokens(fresh: Emulator) -> None:
    """A real token in the wrong place of a control call is not printed back."""
    token = _REAL[0]
    replies = {
        "world": fresh.control("GET", "/clock", world=token),
        "key": fresh.control("PUT", "/clock", {token: 1}),
        "value": fresh.control("PUT", "/clock", {"now": token}),
        "path": fresh.control("GET", f"/worlds/{token}"),
        "edge": fresh.control("GET", "/metrics", edge=token),
    }
    assert [place for place, reply in replies.items() if token.encode() in reply.body] == []


@pytest.mark.parametrize(
    "token", ["EAAmock-reader-of-my-own-project", "EAA" + "x" * 20, "IGAA-short", "EAAx." + "y" * 60]
)
def test_invented_tokens_are_not_taken_for_real_ones(client: Emulator, token: str) -> None:
    """Short or dotted tokens are nobody's; a world may have them."""
    world = client.world(tokens=[{"token": token}])
    reply = client.get(f"/v25.0/{world.account}/insights", token=token, metric="reach", period="day")
    assert reply.names == ["reach"]
    world.delete()


def test_an_app_token_names_the_world_of_its_app(client: Emulator) -> None:
    """`id|secret` belongs to the world whose app has that id and secret; it is no user, so it reads no insights."""
    world = client.world(app={"id": "1000000000000888", "secret": "hush"}, now="2025-01-01T00:00:00Z")
    url = f"/v21.0/{world.account}/insights?metric=reach&period=day"
    told = client.control("GET", "/explain", url=url, token="1000000000000888|hush").json
    assert told["understood"]["world"] == world.id
    assert told["status"] == 400
    wrong = client.control("GET", "/explain", url=url, token="1000000000000888|wrong").json
    assert wrong["understood"]["world"] == "default"
    world.delete()


def test_no_token_is_written_into_an_error(client: Emulator) -> None:
    """Errors never repeat the token that was sent, even an invented one."""
    for token in ("EAAmock-expired", "EAAmock-logged-out", "my-very-own-token", "EAAmock-no-insights"):
        reply = client.get(f"/v25.0/{ACCOUNT}/insights", token=token, metric="reach", period="day")
        assert reply.status == 400
        assert token.encode() not in reply.body
        assert token not in json.dumps(reply.pairs)


def test_default_world_has_a_token_for_each_state(client: Emulator) -> None:
    """The tokens of the table of well-known ids answer what the table says."""
    expected = {
        "EAAmock-reader": 200,
        "EAAmock-page": 200,
        "EAAmock-expired": 463,
        "EAAmock-password-changed": 460,
        "EAAmock-logged-out": 467,
        "EAAmock-not-authorized": 458,
        "EAAmock-checkpointed": 459,
        "EAAmock-malformed": None,
    }
    for token, answer in expected.items():
        reply = client.get(
            f"/v23.0/{ACCOUNT}/insights", token=token, metric="reach", period="day", headers={"X-Mock-Now": NOW}
        )
        if answer == 200:
            assert reply.names == ["reach"]
        else:
            assert reply.error.get("error_subcode") == answer
