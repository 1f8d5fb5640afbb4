"""What the real clients ask: well-known ids and tokens of the default world, and the requests that they make."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import requests

APP = "1000000000000001"
SECRET = "mock-app-secret"

ACCOUNT = "17841400000000001"
OTHER_ACCOUNT = "kissa.kyoto"
PAGE = "100000000000001"

PHOTO = "17900000000000001"
VIDEO = "17900000000000002"
ALBUM = "17900000000000005"
ALBUM_CHILDREN = ["17900000000000006", "17900000000000007"]
LIVE = "17900000000000011"
STORY_OF_FEW = "17900000000000013"
STORY = "17900000000000014"
NOBODYS = "17999999999999999"

READER = "EAAmock-reader"
PAGE_TOKEN = "EAAmock-page"
EXPIRED = "EAAmock-expired"
INSTAGRAM_READER = "IGAAmock-reader"


@dataclass(frozen=True)
class OwnWorld:
    """A world that one test may change."""

    token: str
    instagram_token: str
    account: str
    page: str
    app: str


def requests_of(session: requests.Session) -> list[str]:
    """The URLs that a session asks from now on, redirects and all."""
    asked: list[str] = []

    def note(response: requests.Response, *_: Any, **__: Any) -> None:
        asked.append(response.request.url or "")

    session.hooks["response"].append(note)
    return asked


def allow(dialog: str, **answers: str) -> str:
    """Where a browser is sent when the person in a login dialog allows the app."""
    decided = {"mock_decision": "allow", **answers}
    return requests.get(dialog, decided, allow_redirects=False, timeout=10).headers["Location"]
