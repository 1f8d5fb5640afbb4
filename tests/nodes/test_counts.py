"""Nodes and insights tell the same numbers, and lists have as many items as their counts say."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest

from tests.conftest import ACCOUNT, INSTAGRAM, Emulator
from tests.nodes.walking import pages

_FIELDS = {
    "like_count": "likes",
    "comments_count": "comments",
    "saved_count": "saved",
    "shares_count": "shares",
    "reposts_count": "reposts",
    "total_like_count": "total_likes",
    "total_comments_count": "total_comments",
    "total_views_count": "total_views",
}
_HOUR = "2026-07-16T17:00:00Z"


def _listed(client: Emulator, **asked: Any) -> list[dict[str, Any]]:
    return client.get(f"/v25.0/{ACCOUNT}/media", fields=",".join(["media_product_type", *_FIELDS]), **asked).data


def test_counts_are_those_of_insights(client: Emulator) -> None:
    """Each count of a post is the number of its metric, and a field is there exactly where the metric is."""
    compared = 0
    for media in _listed(client, limit=60, since="2026-01-01"):
        for field, metric in _FIELDS.items():
            reply = client.get(f"/v25.0/{media['id']}/insights", metric=metric)
            if field in media:
                assert reply.value(metric) == media[field], (media["id"], field)
                compared += 1
            elif reply.status == 200:
                assert metric == "total_views" or reply.json == {"data": []}, (media["id"], field)
    assert compared > 300


def test_counts_of_an_earlier_hour(client: Emulator) -> None:
    """At any time nodes and insights tell the same."""
    headers = {"X-Mock-Now": _HOUR}
    for media in _listed(client, limit=5, headers=headers):
        value = client.get(f"/v25.0/{media['id']}/insights", metric="likes", headers=headers).value("likes")
        assert value == media["like_count"]


def test_a_number_that_is_unavailable(client: Emulator) -> None:
    """What insights leave out, the node leaves out too."""
    answer = client.get("/v25.0/17900000000000019", fields="saved_count,like_count").json
    assert set(answer) == {"like_count", "id"}


@pytest.mark.parametrize("number", [1, 2, 3, 4, 5])
def test_there_are_as_many_comments_as_are_counted(client: Emulator, number: int) -> None:
    """All pages of comments together are as many as the node and insights count, each with an id of its own."""
    media_id = f"1790000000000000{number}"
    counted = client.get(f"/v25.0/{media_id}", fields="comments_count").json["comments_count"]
    comments = [item for page in pages(client, f"/v25.0/{media_id}/comments", limit=3) for item in page["data"]]
    assert len({comment["id"] for comment in comments}) == len(comments) == counted
    assert client.get(f"/v25.0/{media_id}/insights", metric="comments").value("comments") == counted
    times = [comment["timestamp"] for comment in comments]
    assert times == sorted(times, reverse=True)


def test_comments_come_one_by_one(client: Emulator) -> None:
    """A comment has the time at which the count came to it, and keeps its id, text and author."""
    path = "/v25.0/17900000000000001/comments"
    fields = "id,text,timestamp,username,from"
    newest, *others = client.get(path, fields=fields).data
    assert newest["from"]["username"] == newest["username"]
    then = datetime.fromisoformat(newest["timestamp"])
    at_once = {"X-Mock-Now": f"{then:%Y-%m-%dT%H:%M:%SZ}"}
    too_early = {"X-Mock-Now": f"{then - timedelta(seconds=1):%Y-%m-%dT%H:%M:%SZ}"}
    assert client.get(path, fields=fields, headers=at_once).data == [newest, *others]
    assert client.get(path, fields=fields, headers=too_early).data == others
    assert client.get(f"/v25.0/{newest['id']}", fields="text,media").json == {
        "text": newest["text"],
        "media": {"id": "17900000000000001"},
        "id": newest["id"],
    }
    assert client.get(f"/v25.0/{newest['id']}", headers=too_early).rule == "object_missing"


def test_given_comments(client: Emulator) -> None:
    """A world's comments are told in their order, the last one first; there are as many as insights say."""
    media = {"id": "17900000000082001", "media_type": "IMAGE", "created_at": "-P30D", "comments": ["one", "two"]}
    world = client.world_of_media({**media, "insights": {"comments": 2}})
    asked = {"token": world.tokens[0]}
    assert [each["text"] for each in client.get("/v25.0/17900000000082001/comments", **asked).data] == ["two", "one"]
    assert world.get("17900000000082001", metric="comments").value("comments") == 2


def test_comments_whose_number_is_unavailable(client: Emulator) -> None:
    """Where insights do not tell how many comments there are, those that the world lists are there."""
    media = {"id": "17900000000082002", "media_type": "IMAGE", "created_at": "-P3D", "comments": ["one", "two"]}
    world = client.world_of_media({**media, "insights": {"comments": None}})
    asked = {"token": world.tokens[0]}
    assert client.get("/v25.0/17900000000082002", fields="comments_count", **asked).json["comments_count"] == 2
    assert len(client.get("/v25.0/17900000000082002/comments", **asked).data) == 2


@pytest.mark.parametrize("number", [1, 2, 3, 4, 6, 7])
def test_media_count(client: Emulator, number: int) -> None:
    """An account counts as many posts as its list has; stories and live videos are not among them."""
    account = f"1784140000000000{number}"
    counted = client.get(f"/v25.0/{account}", fields="media_count").json["media_count"]
    listed = [
        each
        for page in pages(client, f"/v25.0/{account}/media", limit=100, fields="media_product_type")
        for each in page["data"]
    ]
    assert len({each["id"] for each in listed}) == len(listed) == counted
    assert {each["media_product_type"] for each in listed} <= {"FEED", "REELS"}


def test_every_listed_object_can_be_asked(client: Emulator) -> None:
    """What any list tells is found by its id, on both hosts, and is what the list told."""
    paths = ("media", "stories", "live_media")
    listed = [each["id"] for path in paths for each in client.get(f"/v25.0/{ACCOUNT}/{path}", limit=30).data]
    assert len(listed) > 30
    for object_id in listed:
        on_facebook = client.get(f"/v25.0/{object_id}", fields="id,media_type,timestamp,username")
        on_instagram = client.get(
            f"/v25.0/{object_id}", token="IGAAmock-reader", host=INSTAGRAM, fields="id,media_type,timestamp,username"
        )
        assert on_facebook.json == on_instagram.json
        assert on_facebook.json["id"] == object_id


def test_every_page_and_account_can_be_asked(client: Emulator) -> None:
    """Each Page of the list is found with the token that the list tells, and so is its account."""
    fields = "id,access_token,instagram_business_account"
    for page in client.get("/v25.0/me/accounts", fields=fields).data:
        assert client.get("/v25.0/me", token=page["access_token"]).json["id"] == page["id"]
        account = page["instagram_business_account"]["id"]
        told = client.get(f"/v25.0/{account}", token=page["access_token"], fields="username").json
        assert told == client.get(f"/v25.0/{account}", fields="username").json
