"""Plain HTTP, as many programs speak it: links that are followed as they stand, and every way to name the host."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest
import requests

from tests.clients.served import ACCOUNT, INSTAGRAM_READER, PHOTO, READER


def get(url: str, **options: Any) -> Any:
    """The JSON of an answer that is no error."""
    reply = requests.get(url, timeout=10, **options)
    reply.raise_for_status()
    return reply.json()


def pages(url: str, direction: str = "next", **options: Any) -> Iterator[Any]:
    """A page, and those that its links lead to."""
    page = get(url, **options)
    yield page
    while following := page.get("paging", {}).get(direction):
        page = get(following)
        yield page


@pytest.mark.parametrize("prefix", ["", "/graph.facebook.com"])
def test_walk_forth_and_back(emulator_url: str, prefix: str) -> None:
    """The links lead through all posts and back again, on the host and the prefix that were used."""
    query = {"access_token": READER, "fields": "id,timestamp", "limit": 40}

    forth = list(pages(f"{emulator_url}{prefix}/v25.0/{ACCOUNT}/media", params=query))

    assert [len(page["data"]) for page in forth] == [40, 40, 40, 9]
    assert all(page["paging"]["next"].startswith(f"{emulator_url}{prefix}/v25.0/") for page in forth[:-1])
    back = list(pages(forth[-1]["paging"]["previous"], "previous"))
    assert [page["data"] for page in back] == [page["data"] for page in forth[2::-1]]


def test_page_after_the_last(emulator_url: str) -> None:
    """Who asks on after the last page gets an empty one without a cursor, and stops."""
    url, query = f"{emulator_url}/v25.0/{ACCOUNT}/stories", {"access_token": READER, "limit": 100}
    last = get(url, params=query)

    assert get(url, params={**query, "after": last["paging"]["cursors"]["after"]}) == {"data": []}


@pytest.mark.parametrize("prefix", ["", "/graph.instagram.com"])
def test_instagrams_dialect(emulator_url: str, prefix: str) -> None:
    """An Instagram User token speaks for its account by /me, with a prefix and without."""
    base, query = f"{emulator_url}{prefix}/v25.0/me", {"access_token": INSTAGRAM_READER}

    posts = [post for page in pages(f"{base}/media", params={**query, "limit": 100}) for post in page["data"]]
    [me] = get(base, params={**query, "fields": "user_id,media_count"})["data"]
    insights = get(f"{base}/insights", params={**query, "metric": "reach", "period": "day"})

    assert (me["user_id"], me["media_count"]) == (ACCOUNT, len(posts))
    assert insights["data"][0]["id"].startswith(f"{ACCOUNT}/insights/reach/")
    assert insights["paging"]["next"].startswith(f"{emulator_url}{prefix}/v25.0/")


def test_me_as_production_sees_it(emulator_url: str) -> None:
    """The observed fidelity has no envelope around /me."""
    found = get(
        f"{emulator_url}/graph.instagram.com/me",
        params={"access_token": INSTAGRAM_READER, "fields": "user_id,username"},
        headers={"X-Mock-Fidelity": "observed"},
    )

    assert (found["user_id"], found["username"]) == (ACCOUNT, "blue.bottle")


@pytest.mark.parametrize(
    ("headers", "origin"),
    [
        ({"Host": "graph.facebook.com"}, "http://graph.facebook.com"),
        ({"X-Forwarded-Host": "graph.facebook.com", "X-Forwarded-Proto": "https"}, "https://graph.facebook.com"),
    ],
)
def test_host_that_was_meant(emulator_url: str, headers: dict[str, str], origin: str) -> None:
    """Links lead to the host that a header names, where a proxy or a name server sends it here."""
    page = get(f"{emulator_url}/v25.0/{ACCOUNT}/media", params={"access_token": READER}, headers=headers)

    link = urlsplit(page["paging"]["next"])
    assert f"{link.scheme}://{link.netloc}" == origin
    assert get(f"{emulator_url}{link.path}?{link.query}", headers=headers)["data"] != page["data"]


def test_unchanged_answer(emulator_url: str) -> None:
    """A client that remembers the ETag of an answer is told that it is the same."""
    url, query = f"{emulator_url}/v25.0/{PHOTO}", {"access_token": READER}
    tag = requests.get(url, query, timeout=10).headers["ETag"]

    again = requests.get(url, query, headers={"If-None-Match": tag}, timeout=10)

    assert (again.status_code, again.content) == (304, b"")
