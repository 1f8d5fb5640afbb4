"""dlt's generic REST source, with the configuration that docs/clients.md shows."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from typing import Any

import pytest
import requests
from dlt.sources.helpers.requests import Client
from dlt.sources.rest_api import rest_api_source
from requests.adapters import HTTPAdapter

from tests.clients.served import ACCOUNT, NOBODYS, PHOTO, READER
from tests.examples.clients.dlt_rest_api import instagram

Rows = list[dict[str, Any]]


class Recorder(HTTPAdapter):
    """Notes what is asked, and reads every answer to its end: dlt drops refused ones, sockets and all."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: list[str] = []

    def send(self, request: requests.PreparedRequest, *args: Any, **options: Any) -> requests.Response:
        """Send as ever."""
        self.asked.append(request.url or "")
        response = super().send(request, *args, **options)
        assert response.content
        return response


@pytest.fixture
def recorder() -> Recorder:
    """What is asked in the test."""
    return Recorder()


@pytest.fixture
def config(emulator_url: str, recorder: Recorder) -> Iterator[Any]:
    """The configuration, pointed at the emulator; the session is the one that dlt makes for itself."""
    changed: Any = deepcopy(instagram)
    with Client(raise_for_status=False).session as session:
        session.mount(emulator_url, recorder)
        changed["client"] |= {"base_url": f"{emulator_url}/v25.0/", "session": session}
        yield changed


def rows(config: Any, resource: str) -> Rows:
    """Everything that a resource yields."""
    return list(rest_api_source(config).with_resources(resource))


def test_all_posts(config: Any, recorder: Recorder) -> None:
    """The source follows `paging.next` as it stands, and ends where there is none."""
    posts = rows(config, "media")

    assert len({post["id"] for post in posts}) == 129
    assert len(recorder.asked) == 3
    assert all(f"access_token={READER}" in url for url in recorder.asked)


def test_insights_of_every_post(config: Any, recorder: Recorder) -> None:
    """Each post is asked; those that are refused are skipped, and the others have their numbers."""
    config["resources"][0]["endpoint"]["params"]["fields"] = "id,media_product_type"
    config["resources"][1]["endpoint"]["params"]["metric"] = "reach,ig_reels_avg_watch_time"
    reels = {post["id"] for post in rows(config, "media") if post["media_product_type"] == "REELS"}
    recorder.asked.clear()

    found = rows(config, "media_insights")

    assert len([url for url in recorder.asked if "/insights" in url]) == 129
    assert {row["_media_id"] for row in found} == reels
    assert len(found) == 2 * len(reels)


def test_account_totals(config: Any) -> None:
    """A resource for the account's own numbers."""
    endpoint = {
        "path": f"{ACCOUNT}/insights",
        "params": {"metric": "reach,views", "period": "day", "metric_type": "total_value"},
        "data_selector": "data",
        "paginator": "single_page",
    }
    config["resources"] = [{"name": "totals", "endpoint": endpoint}]

    reach, views = (row["total_value"]["value"] for row in rows(config, "totals"))

    assert views >= reach > 0


def test_children_of_albums(config: Any) -> None:
    """Expanded fields come nested in the rows."""
    config["resources"][0]["endpoint"]["params"]["fields"] = (
        "id,media_type,children{{media_url}}"  # dlt fills in single braces
    )

    for post in rows(config, "media"):
        children = post.get("children", {"data": []})["data"]
        assert bool(children) == (post["media_type"] == "CAROUSEL_ALBUM")
        assert all(set(child) == {"id", "media_url"} for child in children)


def test_refusal_stops_it(config: Any) -> None:
    """Without the rule that ignores 400, a refused post stops the source, and the URL says which."""
    endpoint = {"path": f"{NOBODYS}/insights", "params": {"metric": "reach"}, "paginator": "single_page"}
    config["resources"] = [{"name": "unknown", "endpoint": endpoint}]

    with pytest.raises(Exception, match=f"400 Client Error.*{NOBODYS}/insights"):
        rows(config, "unknown")


def test_configured_token(config: Any) -> None:
    """The token may go in a header too."""
    config["client"]["auth"] = {"type": "bearer", "token": READER}
    config["resources"] = [{"name": "one", "endpoint": {"path": PHOTO, "paginator": "single_page"}}]

    assert rows(config, "one") == [{"id": PHOTO}]
