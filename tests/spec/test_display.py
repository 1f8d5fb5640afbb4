"""Every operation of the Graph shows its answers as its parameters ask: with messages, as a script, with status 200."""

from __future__ import annotations

from functools import cache

import pytest

from contracts.openapi.public import PublicDocument
from tests.conftest import FACEBOOK, PHOTO, READER, Reply
from tests.spec.emulated import Emulated
from tests.spec.well_known import APP

_DISPLAY = {"Pretty", "Debug", "Callback", "SuppressHttpCode"}
# Pages for people, and a host that is not the Graph's.
_ELSEWHERE = ("openFacebookDialog", "openInstagramDialog", "exchangeAtInstagram")
_OF_APP = {"client_id": APP, "client_secret": "mock-app-secret", "grant_type": "client_credentials"}
_ASKED: dict[str, tuple[str, dict[str, str]]] = {
    "getInsights": (f"{PHOTO}/insights", {"metric": "reach", "access_token": READER}),
    "getObject": (PHOTO, {"access_token": READER}),
    "debugToken": ("debug_token", {"input_token": READER, "access_token": READER}),
    "exchangeAtFacebook": ("oauth/access_token", _OF_APP),
    "listSubscriptions": (f"{APP}/subscriptions", {"access_token": f"{APP}|mock-app-secret"}),
}


@cache
def public() -> PublicDocument:
    return PublicDocument.committed()


@cache
def emulated() -> Emulated:
    return Emulated(public())


def ask(operation: str, **params: str) -> Reply:
    path, sent = _ASKED[operation]
    return emulated().emulator.get(f"/{public().version}/{path}", token=None, host=FACEBOOK, **{**sent, **params})


def fits(operation: str, reply: Reply) -> bool:
    """Whether status, content type and body are the operation's."""
    content = dict(public().operations())[operation]["responses"][str(reply.status)]["content"]
    received = reply.headers["content-type"].partition(";")[0]
    body = reply.json if received == "application/json" else reply.body.decode()
    return public().validator(content[received]["schema"]).is_valid(body)


def test_every_operation_of_the_graph_takes_the_parameters_of_display() -> None:
    for name, operation in public().operations():
        references = {each.get("$ref", "").rpartition("/")[2] for each in operation.get("parameters", ())}
        assert references >= _DISPLAY or name in _ELSEWHERE, name


@pytest.mark.parametrize("operation", _ASKED)
@pytest.mark.parametrize("shown", [{"debug": "all"}, {"callback": "f"}, {"pretty": "1"}])
def test_answers_fit_however_they_are_shown(operation: str, shown: dict[str, str]) -> None:
    plain, reply = ask(operation), ask(operation, **shown)
    assert reply.status == 200
    assert reply.body != plain.body
    assert fits(operation, reply), reply.body


@pytest.mark.parametrize("operation", _ASKED)
@pytest.mark.parametrize("shown", [{}, {"callback": "f"}])
def test_refusals_fit_with_the_status_of_a_success(operation: str, shown: dict[str, str]) -> None:
    wrong = {"access_token": "EAAmock-nobody", "client_secret": "wrong", "suppress_http_code": "1", **shown}
    reply = ask(operation, **wrong)
    assert (reply.status, b"OAuthException" in reply.body) == (200, True)
    assert fits(operation, reply), reply.body


def test_insights_that_are_known_need_no_body() -> None:
    """getInsights is answered like all reading: 304 to whoever names the tag of the answer."""
    path, sent = _ASKED["getInsights"]
    tag = {"If-None-Match": ask("getInsights").headers["etag"]}
    reply = emulated().emulator.get(f"/{public().version}/{path}", token=None, host=FACEBOOK, headers=tag, **sent)
    assert (reply.status, reply.body) == (304, b"")
    assert "304" in public().operation["responses"]
