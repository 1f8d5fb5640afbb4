"""An emulator that stands still on the day of a document, with an object for each of the document's rows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from contracts.openapi.public import PublicDocument, PublicRow, Request
from mock_server.app import create_app
from mock_server.settings import Settings
from mock_server.world.cards import CARDS
from tests.conftest import Emulator, Reply

_CARDS = {card.name: card.value for card in CARDS}
_TOKENS = {"graph.facebook.com": "EAAmock-reader", "graph.instagram.com": "IGAAmock-reader"}
_SHARED_TOKENS = {"graph.facebook.com": "EAAmock-sharing", "graph.instagram.com": "IGAAmock-sharing"}

# What the default world has not: media of every kind that are shared to Facebook.
_SHARED: dict[str, dict[str, Any]] = {
    "photo": {"id": "17900000000000551", "media_type": "IMAGE"},
    "video": {"id": "17900000000000552", "media_type": "VIDEO"},
    "album": {"id": "17900000000000553", "media_type": "CAROUSEL_ALBUM", "children": [{"media_type": "IMAGE"}]},
    "reel": {"id": "17900000000000554", "media_product_type": "REELS"},
    "story": {"id": "17900000000000555", "media_product_type": "STORY"},
}
_PLAIN = {
    "account": _CARDS["account"],
    "photo": _CARDS["photo"],
    "video": _CARDS["video"],
    "album": _CARDS["carousel"],
    "reel": _CARDS["reel"],
    "story": _CARDS["story, 5 viewers"],
}


@dataclass(frozen=True, slots=True)
class Subject:
    """An object to ask about: its kind, what is special about it, its id, and the token for each host."""

    kind: str
    special: str
    id: str
    tokens: dict[str, str]


SUBJECTS = (
    *(Subject(kind, "", each, _TOKENS) for kind, each in _PLAIN.items()),
    *(Subject(kind, "shared_to_facebook", each["id"], _SHARED_TOKENS) for kind, each in _SHARED.items()),
    Subject("photo", "posted_before", _CARDS["photo, old"], _TOKENS),
)


class Emulated:
    """The emulator, and requests to it as rows tell them."""

    def __init__(self, document: PublicDocument) -> None:
        self.version = document.version
        self.emulator = Emulator(create_app(Settings(), now=f"{document.day}T18:00:00Z"))
        reply = self.emulator.control("POST", "/worlds", _sharing(f"{document.day}T18:00:00Z"))
        assert reply.status == 201, reply.body

    def ask(self, subject: Subject, host: str, request: Request) -> Reply:
        """The reply to a request about the subject."""
        path = f"/{self.version}/{subject.id}/insights"
        return self.emulator.get(path, token=subject.tokens[host], host=host, **request)


def subjects_of(row: PublicRow) -> list[Subject]:
    """The objects of a row."""
    return [each for each in SUBJECTS if each.kind == row.object and (each.special,) == (*row.only, "")[:1]]


def _sharing(now: str) -> dict[str, Any]:
    posted = {"created_at": "-PT3H", "viewers": 840, "shared_to_facebook": True}
    return {
        "now": now,
        "app": {"id": "1000000000000551"},
        "accounts": [{"id": "17841400000000551", "media": [{**each, **posted} for each in _SHARED.values()]}],
        "tokens": [
            {"token": _SHARED_TOKENS["graph.facebook.com"], "kind": "facebook_user"},
            {"token": _SHARED_TOKENS["graph.instagram.com"], "kind": "instagram_user"},
        ],
    }
