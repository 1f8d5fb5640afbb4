"""The world in which the harness asks: on a document's day, with an object and a token for each of its rows."""

from __future__ import annotations

from dataclasses import dataclass

from contracts.files.promises import Json
from contracts.openapi.public import PublicDocument, PublicRow

FACEBOOK = "graph.facebook.com"
INSTAGRAM = "graph.instagram.com"
HOUR = "18:00:00Z"  # of a document's day: the clock of the harness' world

APP = "1000000000000551"
SECRET = "mock-harness-secret"
TOKENS = {FACEBOOK: "EAAmock-harness", INSTAGRAM: "IGAAmock-harness"}
PAGE_TOKEN = "EAAmock-harness-page"

ACCOUNT = "17841400000000551"
PAGE = "100000000000551"
BUSINESS = "200000000000551"
LIVE = "17900000000000581"  # being broadcast: it has fields and no insights

_POSTED = "-PT3H"
_BEFORE = "2024-06-01T10:00:00Z"


@dataclass(frozen=True, slots=True)
class Subject:
    """An object to ask about: its kind, and what is special about it ("" for nothing)."""

    kind: str
    special: str
    id: str


def _media(kind: str, number: int, special: str = "") -> tuple[Subject, dict[str, Json]]:
    media: dict[str, Json] = {
        "id": f"179000000000005{number:02d}",
        "viewers": 840,
        **_KINDS[kind],
        **_SPECIALS[special],
    }
    return Subject(kind, special, str(media["id"])), media


_KINDS: dict[str, dict[str, Json]] = {
    "photo": {"media_type": "IMAGE"},
    "video": {"media_type": "VIDEO"},
    "album": {"media_type": "CAROUSEL_ALBUM", "children": [{"media_type": "IMAGE"}, {"media_type": "VIDEO"}]},
    "reel": {"media_product_type": "REELS"},
    "story": {"media_product_type": "STORY"},
}
_SPECIALS: dict[str, dict[str, Json]] = {
    "": {"created_at": _POSTED, "shared_to_facebook": False},
    "shared_to_facebook": {"created_at": _POSTED, "shared_to_facebook": True},
    "posted_before": {"created_at": _BEFORE},
}
_MEDIA = (
    *(_media(kind, number) for number, kind in enumerate(_KINDS, 51)),
    *(_media(kind, number, "shared_to_facebook") for number, kind in enumerate(_KINDS, 61)),
    _media("photo", 71, "posted_before"),
)
SUBJECTS = (Subject("account", "", ACCOUNT), *(subject for subject, _ in _MEDIA))


def subjects_of(row: PublicRow) -> list[Subject]:
    """The objects of a row."""
    return [each for each in SUBJECTS if each.kind == row.object and (each.special,) == (*row.only, "")[:1]]


def world_of(document: PublicDocument) -> dict[str, Json]:
    """The world file that holds all subjects on the day of a document."""
    return {
        "name": "harness",
        "now": f"{document.day}T{HOUR}",
        "fidelity": "documented",  # as the document, whatever the server is told
        "app": {"id": APP, "secret": SECRET},
        "accounts": [
            {
                "id": ACCOUNT,
                "username": "harness",
                "followers": 12000,
                "converted_at": "2018-03-01T00:00:00Z",
                "country": "US",
                "page": {"id": PAGE, "name": "Harness"},
                "business": {"id": BUSINESS},
                "media": [*(media for _, media in _MEDIA), {"id": LIVE, "media_type": "VIDEO", "live": True}],
            }
        ],
        "tokens": [
            {"token": TOKENS[FACEBOOK], "kind": "facebook_user"},
            {"token": PAGE_TOKEN, "kind": "page"},
            {"token": TOKENS[INSTAGRAM], "kind": "instagram_user"},
        ],
    }
