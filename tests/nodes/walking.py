"""Going through the pages of a list by its own links."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

from tests.conftest import FACEBOOK, READER, Emulator, Reply


def follow(client: Emulator, link: str, **headers: str) -> Reply:
    """What a link leads to."""
    parts = urlsplit(link)
    return client.call("GET", f"{parts.path}?{parts.query}", headers={"Host": parts.netloc, **headers})


def pages(client: Emulator, path: str, token: str = READER, host: str = FACEBOOK, **params: Any) -> Iterator[Any]:
    """All pages of a list, by the links to the next one."""
    reply = client.get(path, token=token, host=host, **params)
    while True:
        assert reply.status == 200, reply.body
        yield reply.json
        link = reply.json.get("paging", {}).get("next")
        if not link:
            return
        reply = follow(client, link)
