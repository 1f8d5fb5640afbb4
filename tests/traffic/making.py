"""A world to call, and traffic whose real time and impressions a test decides."""

from __future__ import annotations

import json
from typing import Any

from mock_server.catalogue.hosts import FACEBOOK
from mock_server.catalogue.model import Host
from mock_server.store import Store, open_store
from mock_server.traffic import Subject, Toll, Traffic, subject_of
from mock_server.world.build import build
from mock_server.world.loader import read
from mock_server.world.model import World

NOW = 1_784_224_800  # 2026-07-16T18:00:00Z, the start of an hour
HOUR, DAY = 3_600, 86_400

ACCOUNT, OTHER = "17841400000000001", "17841400000000002"
PAGE, BUSINESS, PHOTO = "100000000000001", "200000000000001", "17900000000000001"
READER, PAGE_TOKEN, IG_TOKEN = "EAAmock-reader", "EAAmock-page", "IGAAmock-reader"


def make_world(world_id: str = "w", **limits: int | bool) -> World:
    """Two accounts, the first with a Page, a business and a photo, and a token of each kind: two people in all."""
    page, business, media = {"id": PAGE}, {"id": BUSINESS}, [{"id": PHOTO}]
    document = {
        "limits": limits,
        "accounts": [{"id": ACCOUNT, "page": page, "business": business, "media": media}, {"id": OTHER, "page": None}],
        "tokens": [
            {"token": READER},
            {"token": PAGE_TOKEN, "kind": "page", "accounts": [ACCOUNT]},
            {"token": IG_TOKEN, "kind": "instagram_user", "accounts": [ACCOUNT]},
        ],
    }
    return build(read(json.dumps(document), "test"), world_id=world_id, loaded_at=NOW)


def subject(world: World, token: str = READER, asked: str = "", host: Host = FACEBOOK, words: str = "") -> Subject:
    """What a call counts against; an empty token is the app's own."""
    return subject_of(world, host, world.tokens.get(token), world.objects.get(asked), words.split("/"))


class Calls:
    """Calls by one process, at a real time and with impressions that a test moves."""

    def __init__(self, store: Store | None = None, impressions: int = 0) -> None:
        self.real = 1_000.0
        self.impressions = impressions
        self.asked: list[tuple[str, int]] = []
        self.traffic = Traffic(store or open_store("memory"), lambda: self.real, self._seen)

    def _seen(self, world: World, account_id: str, now: int) -> int:
        self.asked.append((account_id, now))
        return self.impressions

    def __call__(self, world: World, about: Subject, now: int = NOW, calls: int = 1) -> Toll:
        return self.traffic.charge(world, about, now, calls)


def usage(toll: Toll) -> dict[str, Any]:
    """The header of a toll, read."""
    [(_, value)] = toll.headers
    read_value: dict[str, Any] = json.loads(value)
    return read_value


def percent(toll: Toll) -> int:
    """How much of the calls a toll says are used up."""
    told = usage(toll)
    flat = told if "call_volume" in told or "call_count" in told else next(iter(told.values()))[0]
    return int(flat["call_volume"] if "call_volume" in flat else flat["call_count"])
