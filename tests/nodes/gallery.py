"""A world with one object of each kind, all from before any field came, and how each type of node is asked."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import reduce
from typing import Any, NamedTuple

from mock_server.catalogue.model import Login, NodeType
from mock_server.catalogue.scopes import SCOPES
from tests.conftest import FACEBOOK, INSTAGRAM, Emulator, IsolatedWorld, Reply

APP = "1000000000000801"
ACCOUNT, OTHER = "17841400000000801", "17841400000000802"
PAGE = "100000000000801"
BUSINESS = "200000000000801"
PHOTO, VIDEO, REEL, ALBUM, LIVE = (f"1790000000008010{number}" for number in range(1, 6))
CHILD, VIDEO_CHILD = "17900000000080151", "17900000000080152"
STORY = "17900000000080106"

LOGINS = {FACEBOOK: Login.FACEBOOK, INSTAGRAM: Login.INSTAGRAM}


class Place(NamedTuple):
    """Where an object is found: a path, what stands around its fields, and the steps through the answer."""

    path: str
    kind: str = ""
    around: str = "%s"
    steps: Sequence[str | int] = ()


_DISCOVERED = f"business_discovery.username(other.account){{{'%s'}}}"
_COMMENTED = f"{PHOTO}/comments"

PLACES: dict[str, tuple[Place, ...]] = {
    "User": (Place("me"),),
    "Permission": (Place("me/permissions", steps=("data", 0)),),
    "Page": (Place(PAGE),),
    "Business": (Place(BUSINESS),),
    "Application": (Place(APP), Place(f"{ACCOUNT}/subscribed_apps", steps=("data", 0))),
    "IGUser": (Place(ACCOUNT),),
    "IGMedia": (
        Place(PHOTO, "photo"),
        Place(VIDEO, "video"),
        Place(REEL, "reel"),
        Place(ALBUM, "album"),
        Place(CHILD, "album_child"),
        Place(STORY, "story"),
        Place(LIVE, "live"),
    ),
    "IGComment": (Place(_COMMENTED, steps=("data", 0)),),
    "ContentPublishingLimit": (Place(f"{ACCOUNT}/content_publishing_limit", steps=("data", 0)),),
    "DiscoveredUser": (Place(ACCOUNT, around=_DISCOVERED, steps=("business_discovery",)),),
    "DiscoveredMedia": tuple(
        Place(ACCOUNT, kind, _DISCOVERED % "media{%s}", ("business_discovery", "media", "data", number))
        for number, kind in enumerate(("reel", "photo"))
    ),
}
_OF_FACEBOOK = ("User", "Permission", "Page", "Business", "DiscoveredUser", "DiscoveredMedia")


class Gallery(NamedTuple):
    """The world, and how it is asked."""

    world: IsolatedWorld

    def get(self, path: str, host: str = FACEBOOK, token: str = "", now: str = "", **params: Any) -> Reply:
        """Ask anything; the token that may do all is sent unless another one is named."""
        own = token or self.world.tokens[self.world.hosts.index(host)]
        headers = {"X-Mock-Now": now} if now else {}
        return self.world.emulator.get(f"/v25.0/{path}", token=own, host=host, headers=headers, **params)

    def fields(self, place: Place, fields: str, host: str = FACEBOOK, **more: Any) -> Reply:
        """Ask an object for fields."""
        return self.get(place.path, host, fields=place.around % fields, **more)


def places(row: NodeType, host: str) -> tuple[Place, ...]:
    """Where objects of the type are found on the host."""
    if host == FACEBOOK:
        return PLACES[row.name]
    return () if row.name in _OF_FACEBOOK else tuple(place for place in PLACES[row.name] if place.path != APP)


def seen(place: Place, reply: Reply) -> dict[str, Any]:
    """The object in the answer."""
    assert reply.status == 200, reply.body
    found: Any = reduce(lambda value, step: value[step], place.steps, reply.json)
    assert isinstance(found, dict)
    return found


def granted(login: Login, without: Collection[str] = ()) -> list[str]:
    """All scopes of a login, but those."""
    return sorted(scope.name for scope in SCOPES if scope.login is login and scope.name not in without)


def gallery(client: Emulator, **document: Any) -> Gallery:
    """The world; its tokens are granted all scopes unless the document says otherwise."""
    old = "2024-01-0%dT12:00:00Z"
    posts: list[dict[str, Any]] = [
        {"id": PHOTO, "media_type": "IMAGE", "created_at": old % 1, "comments": ["one", "two", "three"]},
        {"id": VIDEO, "media_type": "VIDEO", "created_at": old % 2},
        {"id": REEL, "media_product_type": "REELS", "created_at": old % 3},
        {
            "id": ALBUM,
            "media_type": "CAROUSEL_ALBUM",
            "created_at": old % 4,
            "children": [{"id": CHILD}, {"id": VIDEO_CHILD, "media_type": "VIDEO"}],
        },
        {"id": LIVE, "live": True, "created_at": old % 5},
        {"id": STORY, "media_product_type": "STORY", "created_at": old % 6, "highlighted": True},
    ]
    others: list[dict[str, Any]] = [
        {"id": "17900000000080201", "media_product_type": "REELS", "created_at": old % 2},
        {"id": "17900000000080202", "media_type": "IMAGE", "created_at": old % 1},
    ]
    own = {"id": ACCOUNT, "username": "own.account", "followers": 9_000, "converted_at": "2018-03-01T00:00:00Z"}
    accounts = [
        {**own, "page": {"id": PAGE}, "business": {"id": BUSINESS}, "media": posts},
        {**own, "id": OTHER, "username": "other.account", "media": others},
    ]
    tokens = [
        {"kind": "facebook_user", "scopes": granted(Login.FACEBOOK)},
        {"kind": "instagram_user", "scopes": granted(Login.INSTAGRAM), "accounts": [ACCOUNT]},
    ]
    return Gallery(client.world(**{"seed": 2, "app": {"id": APP}, "accounts": accounts, "tokens": tokens, **document}))
