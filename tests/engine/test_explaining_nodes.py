"""Explain tells of nodes and lists what was understood, what refused them, on what evidence, and what to do."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

import pytest

from tests.conftest import ACCOUNT, FACEBOOK, INSTAGRAM, PHOTO, READER, Emulator


def _told(client: Emulator, path: str, token: str = READER, host: str = FACEBOOK, **params: str) -> dict[str, Any]:
    url = f"https://{host}{path}{'&' if '?' in path else '?'}access_token={token}"
    told = client.control("GET", "/explain", url=url, **params)
    assert told.status == 200, told.body
    found: dict[str, Any] = told.json
    return found


@pytest.mark.parametrize(
    ("path", "rule", "understood"),
    [
        (f"/v25.0/{ACCOUNT}", "IGUser", "BUSINESS account"),
        (f"/v25.0/{ACCOUNT}/media?limit=1", "IGUser.media", "BUSINESS account"),
        (f"/v25.0/{PHOTO}?fields=like_count", "IGMedia", "photo post"),
        ("/v25.0/me/accounts", "User.accounts", "Facebook user"),
        ("/v25.0/100000000000001", "Page", "Facebook Page"),
    ],
)
def test_answers(client: Emulator, path: str, rule: str, understood: str) -> None:
    """An answer is told as it is, with the object that was understood and the evidence of its row."""
    told = _told(client, path)
    assert (told["status"], told["rule"]) == (200, rule)
    assert told["understood"]["object"].startswith(understood)
    assert told["evidence"][0]["row"].endswith(rule)
    assert told["evidence"][0]["source"]
    assert all(step["result"] == "passed" for step in told["steps"])


@pytest.mark.parametrize(
    ("path", "rule", "fix"),
    [
        ("/v25.0/me?fields=instagram_business_account", "field_missing", "ask an Instagram account by its id"),
        (f"/v25.0/{ACCOUNT}?fields=shopping_review_status", "permission_missing", "lacks instagram_shopping"),
        (f"/v25.0/{ACCOUNT}/media?fields=insights.metric(bogus)", "value_not_listed", ""),
        (f"/v25.0/{PHOTO}?fields=view_count", "field_needs_discovery", "business_discovery.username"),
        (f"/v25.0/{ACCOUNT}?fields=id,id", "field_twice", "an alias"),
        (f"/v25.0/{ACCOUNT}/media?after=x", "cursor_invalid", "take cursors from the reply"),
        ("/v25.0/17841400000000005", "account_not_professional", "convert it to a business"),
        ("/v25.0/17899999999999999", "object_missing", "the token does not see it"),
        (f"/v25.0/?ids={PHOTO},5", "object_missing", "the token does not see it"),
        ("/v25.0/17900000000000015", "story_gone", "a story lives for 24 hours"),
    ],
)
def test_refusals(client: Emulator, path: str, rule: str, fix: str) -> None:
    """A refusal is told with the error that the wire shows, its reason, its evidence and the cure."""
    told = _told(client, path)
    assert (told["rule"], told["steps"][-1]["result"]) == (rule, "refused")
    assert fix in told["fix"]
    assert told["because"] == told["steps"][-1]["because"]
    assert told["evidence"]
    wire = client.get(
        path.partition("?")[0], **dict(pair.split("=", 1) for pair in path.partition("?")[2].split("&") if pair)
    )
    assert {name: value for name, value in wire.error.items() if name != "fbtrace_id"} == told["error"]


def test_both_fidelities(client: Emulator) -> None:
    """Where the sources disagree the answer of the other side is told as well."""
    told = _told(client, "/v25.0/me?fields=user_id", "IGAAmock-reader", INSTAGRAM, fidelity="observed")
    assert told["answer"] == {"user_id": ACCOUNT, "id": told["answer"]["id"]}
    assert told["other_fidelity"]["fidelity"] == "documented"


@pytest.mark.parametrize(
    ("path", "token"),
    [
        ("/v25.0/me/permissions?method=delete", READER),
        ("/v25.0/me/permissions/instagram_basic?method=delete", READER),
        (f"/v25.0/{ACCOUNT}/subscribed_apps?method=post&subscribed_fields=comments", READER),
        ("/v25.0/100000000000001/subscribed_apps?method=post&subscribed_fields=feed", "EAAmock-page"),
    ],
)
def test_explaining_changes_nothing(fresh: Emulator, path: str, token: str) -> None:
    """What a request would change is as it was after it was explained."""

    def state() -> list[Any]:
        lists = ("me/permissions", f"{ACCOUNT}/subscribed_apps", "100000000000001/subscribed_apps")
        return [fresh.get(f"/v25.0/{each}").json for each in lists]

    before = state()
    assert _told(fresh, path, token)["status"] == 200
    assert state() == before
    name, _, query = path.partition("?")
    assert fresh.call("GET", f"{quote(name)}?{query}&access_token={token}", headers={"Host": FACEBOOK}).status == 200
    assert state() != before
