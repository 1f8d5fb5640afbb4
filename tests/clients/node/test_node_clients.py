"""Clients in Node.js, unmodified but for the host that they call: the recipes of docs/clients.md, run as they stand."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.clients.served import ACCOUNT, PAGE, PHOTO, VIDEO

ROOT = Path(__file__).parents[3]
RECIPES = ROOT / "tests" / "examples" / "clients"
REFUSED = "(#100) The Media Insights API does not support the navigation metric for this media product type."

Recipe = Callable[[str, str], dict[str, Any]]


@pytest.fixture
def recipe(emulator_url: str) -> Recipe:
    """Runs a recipe that uses a package and reads what it prints."""
    node = shutil.which("node")

    def run(name: str, package: str) -> dict[str, Any]:
        if node is None or not (ROOT / "node_modules" / package).exists():
            missing = f"{package} is not installed: make clients (it needs Node.js 20 or later, and npm)"
            (pytest.fail if os.environ.get("CI") else pytest.skip)(missing)
        environment = {**os.environ, "INSIGHTS_MOCK_URL": emulator_url}
        ran = subprocess.run(
            [node, RECIPES / name], env=environment, capture_output=True, text=True, timeout=60, check=False
        )
        assert ran.returncode == 0, ran.stderr[-2000:]
        found: dict[str, Any] = json.loads(ran.stdout)
        return found

    return run


def test_business_sdk(recipe: Recipe) -> None:
    """Meta's own SDK reads lists page by page, both insights edges and a batch, and understands an error."""
    found = recipe("facebook_nodejs_business_sdk.cjs", "facebook-nodejs-business-sdk")

    assert found["pages"][0] == PAGE
    assert found["profile"]["username"] == "blue.bottle"
    _assert_walked(found["walked"], found["profile"]["media_count"])
    assert len(found["stories"]) == 3
    assert len(found["comments"]) == 2
    [series] = found["series"]
    assert series["id"] == f"{ACCOUNT}/insights/reach/day"
    assert [each["end_time"] for each in series["values"]] == ["2026-07-15T07:00:00+0000", "2026-07-16T07:00:00+0000"]
    views, reach = (each["total_value"]["value"] for each in found["totals"])
    assert views > reach == series["values"][-1]["value"]
    assert [each["name"] for each in found["lifetime"]] == ["reach", "saved", "likes"]


def test_business_sdk_batch(recipe: Recipe) -> None:
    """Each answer of a batch has its own status; one that fails takes no other with it."""
    found = recipe("facebook_nodejs_business_sdk.cjs", "facebook-nodejs-business-sdk")

    *good, bad = found["answers"]
    ids = [each["body"]["data"][0]["id"] for each in good]
    assert [each["status"] for each in found["answers"]] == [200, 200, 400]
    assert ids == [f"{media}/insights/reach/lifetime" for media in (PHOTO, VIDEO)]
    assert (bad["body"]["error"]["code"], bad["body"]["error"]["error_subcode"]) == (100, 33)


def test_business_sdk_error(recipe: Recipe) -> None:
    """The SDK's exception carries the status and the error object."""
    refused = recipe("facebook_nodejs_business_sdk.cjs", "facebook-nodejs-business-sdk")["refused"]

    assert (refused["name"], refused["status"]) == ("FacebookRequestError", 400)
    assert (refused["response"]["code"], refused["response"]["message"]) == (100, REFUSED)


def test_instagram_graph_api(recipe: Recipe) -> None:
    """A client that sends no version, doubles slashes and writes dates as JavaScript does."""
    found = recipe("instagram_graph_api.cjs", "instagram-graph-api")

    assert (found["username"], found["followers"]) == ("blue.bottle", 12000)
    _assert_walked(found["walked"], 129)
    assert len(found["children"]) == 2
    assert all(found["comments"])
    assert [name for name, _ in found["insights"]] == ["reach", "saved"]
    [[name, values]] = found["days"]
    assert name == "reach"
    assert [each["end_time"][:10] for each in values] == [f"2026-07-{day:02}" for day in range(9, 16)]


def test_fbgraph(recipe: Recipe) -> None:
    """A client of 2017: a version that has expired, and a body without a content type."""
    found = recipe("fbgraph.cjs", "fbgraph")

    _assert_walked(found["walked"], 129)
    assert found["series"]["data"][0]["id"] == f"{ACCOUNT}/insights/reach/day"
    assert found["refused"]["message"] == REFUSED
    assert [each["code"] for each in found["answers"]] == [200, 400]


def _assert_walked(pages: list[list[str]], count: int) -> None:
    """Every media is on one page, and all pages but the last are full."""
    walked = [media for page in pages for media in page]
    assert [len(page) for page in pages[:-1]] == [50] * (count // 50)
    assert len(set(walked)) == len(walked) == count
