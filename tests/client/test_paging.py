"""Lists are read page by page, as far as somebody reads."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest

from client import InsightsClient, Unreadable
from tests.client.conftest import Script, Scripted, data, error

Make = Callable[..., InsightsClient]


def page(*ids: str, after: str | None = None, **paging: Any) -> Scripted:
    """A page; with `after` there is a next one."""
    if after is not None:
        paging |= {"next": f"https://graph.facebook.com/v26.0/17/media?limit=2&after={after}"}
    return data(*({"id": each} for each in ids), paging={"cursors": {"after": after or "last"}, **paging})


def ids(client: InsightsClient, **arguments: Any) -> list[str]:
    """The ids of a list."""
    return [each.id for each in client.media("17", **arguments)]


def test_all_pages_in_order(client_of: Make, script: Script) -> None:
    assert ids(client_of(page("1", "2", after="a"), page("3", after="b"), page("4"))) == ["1", "2", "3", "4"]

    assert [each.get("after") for each in script.queries] == [None, "a", "b"]


def test_an_empty_page_may_have_a_next_one(client_of: Make) -> None:
    assert ids(client_of(page(after="a"), page(after="b"), page("1"))) == ["1"]


def test_cursors_alone_lead_nowhere(client_of: Make) -> None:
    assert ids(client_of(page("1"))) == ["1"]


@pytest.mark.parametrize("reply", [data({"id": "1"}), data({"id": "1"}, paging=None), data({"id": "1"}, paging={})])
def test_paging_may_be_left_out(client_of: Make, reply: Scripted) -> None:
    assert ids(client_of(reply)) == ["1"]


def test_nothing_is_asked_before_it_is_wanted(client_of: Make, script: Script) -> None:
    found = client_of(page("1", "2", after="a"), page("3")).media("17")
    assert len(script.asked) == 0

    assert [next(found).id, next(found).id] == ["1", "2"]
    assert len(script.asked) == 1

    assert next(found).id == "3"
    assert len(script.asked) == 2


@pytest.mark.parametrize(("at_most", "requests"), [(0, 0), (1, 1), (2, 1), (3, 2)])
def test_no_more_than_wanted(client_of: Make, script: Script, at_most: int, requests: int) -> None:
    client = client_of(page("1", "2", after="a"), page("3", after="b"))

    assert len(ids(client, at_most=at_most, page_size=2)) == at_most
    assert len(script.asked) == requests


def test_fields_and_the_size_of_pages(client_of: Make, script: Script) -> None:
    ids(client_of(page()), fields=["id", "like_count"], page_size=100)
    ids(client_of(page()), fields="id,like_count")
    ids(client_of(page()))

    assert script.queries[:2] == [{"fields": "id,like_count", "limit": "100"}, {"fields": "id,like_count"}]
    assert script.queries[2]["fields"] == "id,caption,media_type,media_product_type,permalink,timestamp"


@pytest.mark.parametrize(
    "replies",
    [
        [page("1", next="https://graph.facebook.com/v26.0/17/media?limit=2")] * 3,
        [page("1", after="a"), page("2", after="b"), page("3", after="a"), page("4")],
    ],
)
def test_a_list_that_goes_round_is_stopped(client_of: Make, replies: list[Scripted]) -> None:
    with pytest.raises(Unreadable, match="leads back"):
        ids(client_of(*replies))


@pytest.mark.parametrize("link", ["", "https://graph.facebook.com/v26.0/17/media", "http://[", 7, {"after": "a"}])
def test_a_link_that_is_none(client_of: Make, link: Any) -> None:
    with pytest.raises(Unreadable, match="no address of another page"):
        ids(client_of(page("1", next=link)))


@pytest.mark.parametrize("body", [{}, {"data": None}, {"data": {"id": "1"}}, {"data": ["1"]}, {"data": [None]}])
def test_a_list_that_is_none(client_of: Make, body: Any) -> None:
    with pytest.raises(Unreadable, match="data is no list of objects"):
        ids(client_of(Scripted(body=body)))


def test_an_error_in_the_middle_comes_after_what_was_read(client_of: Make) -> None:
    found = client_of(page("1", after="a"), error(190, error_subcode=463)).media("17")

    assert next(found).id == "1"
    with pytest.raises(Exception, match="190/463"):
        next(found)


def test_media_and_stories(client_of: Make, script: Script) -> None:
    told = {
        "id": 17900000000000000001,
        "caption": "Ein Café 🌻",
        "media_type": "HOLOGRAM",
        "media_product_type": "REELS",
        "permalink": "https://www.instagram.com/reel/x/",
        "timestamp": "2026-07-16T17:58:00+0000",
        "like_count": 3,
    }
    [media] = client_of(data(told)).media("17")
    [story] = client_of(data(told)).stories("17")

    assert media == story
    assert (media.id, media.media_type, media.raw["like_count"]) == ("17900000000000000001", "HOLOGRAM", 3)
    assert media.timestamp == datetime(2026, 7, 16, 17, 58, tzinfo=UTC)
    assert script.addresses == [f"https://graph.facebook.com/v26.0/17/{edge}" for edge in ("media", "stories")]


def test_what_does_not_exist_is_none(client_of: Make) -> None:
    [media] = client_of(data({"id": "1"})).media("17")

    assert (media.caption, media.timestamp, media.media_type) == (None, None, None)


def test_pages_and_their_accounts(client_of: Make, script: Script) -> None:
    linked = {"id": "1", "name": "Blue", "instagram_business_account": {"id": "17"}}
    pages = list(client_of(data(linked, {"id": "2"})).accounts())

    assert [(each.id, each.name, each.instagram_business_account) for each in pages] == [
        ("1", "Blue", "17"),
        ("2", None, None),
    ]
    assert script.addresses == ["https://graph.facebook.com/v26.0/me/accounts"]


@pytest.mark.parametrize("wrapped", [True, False])
def test_an_account(client_of: Make, wrapped: bool) -> None:  # noqa: FBT001 - a column
    """Instagram Login may wrap its own account in a list."""
    own = {"id": "227", "user_id": 178, "username": "blue.bottle", "followers_count": 0}
    account = client_of(Scripted(body={"data": [own]} if wrapped else own)).account("me")

    assert (account.id, account.user_id, account.username, account.name) == ("227", "178", "blue.bottle", None)
    assert (account.followers_count, account.media_count) == (0, None)
    assert account.raw == own


@pytest.mark.parametrize("body", [{}, {"id": None}, {"id": ""}, {"id": True}, {"id": ["1"]}, {"data": []}])
def test_an_account_without_an_id(client_of: Make, body: Any) -> None:
    with pytest.raises(Unreadable):
        client_of(Scripted(body=body)).account("me")


def test_ids_stay_one_step_of_the_address(client_of: Make, script: Script) -> None:
    list(client_of(data()).media("../me?x=/"))

    assert script.addresses == ["https://graph.facebook.com/v26.0/..%2Fme%3Fx%3D%2F/media"]


@pytest.mark.parametrize("account", ["", None, ".", ".."])
def test_an_id_cannot_be_empty(client_of: Make, account: Any) -> None:
    with pytest.raises(ValueError, match="an id cannot be empty"):
        list(client_of().media(account))


def test_an_id_may_be_a_number(client_of: Make, script: Script) -> None:
    number: Any = 17841400000000001
    list(client_of(data()).media(number))

    assert script.addresses == ["https://graph.facebook.com/v26.0/17841400000000001/media"]
