"""The world in which clients are asked: that of the harness, and around it what clients stumble over."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

from contracts.files.promises import Json
from contracts.openapi.public import PublicDocument
from contracts.subjects import FACEBOOK, INSTAGRAM, TOKENS, world_of

BIG = "17841400000000602"
TINY = "17841400000000603"
PRIVATE = "17841400000000604"
NOBODY = "17841400000000609"  # is not there

FEW_VIEWERS = "17900000000000601"
BEFORE_CONVERSION = "17900000000000602"
GONE_STORY = "17900000000000603"
UNAVAILABLE = "17900000000000604"

POSTS = 300  # of the big account: many pages

_FACEBOOK, _INSTAGRAM = TOKENS[FACEBOOK], TOKENS[INSTAGRAM]
EXPIRED = {FACEBOOK: f"{_FACEBOOK}-expired", INSTAGRAM: f"{_INSTAGRAM}-expired"}
PASSWORD_CHANGED = {FACEBOOK: f"{_FACEBOOK}-password", INSTAGRAM: f"{_INSTAGRAM}-password"}
UNPARSABLE = {FACEBOOK: f"{_FACEBOOK}-malformed", INSTAGRAM: f"{_INSTAGRAM}-malformed"}
WITHOUT_INSIGHTS = f"{_FACEBOOK}-no-insights"

_MEDIA: tuple[dict[str, Json], ...] = (
    {"id": FEW_VIEWERS, "media_product_type": "STORY", "created_at": "-PT3H", "viewers": 4, "insights": {"reach": 4}},
    {"id": BEFORE_CONVERSION, "created_at": "2017-06-01T10:00:00Z", "viewers": 120},
    {"id": GONE_STORY, "media_product_type": "STORY", "created_at": "-P2D", "viewers": 300},
    {"id": UNAVAILABLE, "created_at": "-P8D", "viewers": 500, "insights": {"saved": None}},
)
_ACCOUNTS: tuple[dict[str, Json], ...] = (
    {
        "id": BIG,
        "username": "harness.big",
        "followers": 90000,
        "page": {"id": "100000000000602", "name": "Großer Garten 🌻"},
        "generate": {"feed": POSTS, "since": "-P400D"},
    },
    {"id": TINY, "username": "harness.tiny", "followers": 80, "page": {"id": "100000000000603"}, "media": []},
    {
        "id": PRIVATE,
        "username": "harness.private",
        "account_type": "PERSONAL",
        "followers": 200,
        "page": None,
        "media": [],
    },
)
_KINDS = {FACEBOOK: "facebook_user", INSTAGRAM: "instagram_user"}
_DEAD: tuple[tuple[dict[str, str], dict[str, Json]], ...] = (
    (EXPIRED, {"issued_at": "-P61D", "expires_at": "-P1D"}),
    (PASSWORD_CHANGED, {"invalid": "password_changed"}),
    (UNPARSABLE, {"invalid": "malformed"}),
)


def client_world(document: PublicDocument, *, needs_proof: bool = False) -> dict[str, Json]:
    """The world file: all subjects of the document, special media and accounts, and tokens that are dead or weak.

    With `needs_proof` the app answers only calls that carry an `appsecret_proof`.
    """
    world: dict[str, Any] = deepcopy(world_of(document))
    world["app"]["require_appsecret_proof"] = needs_proof
    world["accounts"][0]["media"] += deepcopy(list(_MEDIA))
    world["accounts"] += deepcopy(list(_ACCOUNTS))
    world["tokens"] += [
        {"token": tokens[host], "kind": kind, **why} for tokens, why in _DEAD for host, kind in _KINDS.items()
    ]
    scopes = ["instagram_basic", "pages_show_list", "pages_read_engagement"]
    world["tokens"].append({"token": WITHOUT_INSIGHTS, "kind": _KINDS[FACEBOOK], "scopes": scopes})
    return world
