"""Any HTTP client, here requests: put the emulator's address where the Graph host was, and follow `paging.next`."""

import os
from collections.abc import Iterator
from typing import Any

import requests

EMULATOR = os.environ.get("INSIGHTS_MOCK_URL", "http://127.0.0.1:8080")
TOKEN = "EAAmock-reader"

session = requests.Session()


def items(path: str, **params: str) -> Iterator[Any]:
    """The items of a list, page by page; the links carry the token and everything that was asked."""
    page = session.get(f"{EMULATOR}/v25.0/{path}", params={"access_token": TOKEN, **params}, timeout=10).json()
    yield from page["data"]
    while following := page.get("paging", {}).get("next"):
        page = session.get(following, timeout=10).json()
        yield from page["data"]


posts = list(items("17841400000000001/media", fields="id,timestamp", limit="50"))
[reach] = items("17900000000000001/insights", metric="reach")

print(len(posts), "posts")
print(reach["values"][0]["value"], "accounts reached")
