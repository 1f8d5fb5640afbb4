"""The objects of the default world that everybody knows, by type, and what the well-known tokens may read of them."""

from __future__ import annotations

from typing import NamedTuple

from mock_server.world.cards import CARDS
from tests.conftest import FACEBOOK, IG_READER, INSTAGRAM, READER
from tests.spec.emulated import Emulated

TOKENS = {FACEBOOK: READER, INSTAGRAM: IG_READER}

BUSINESS = "200000000000001"
APP = "1000000000000001"
PAGE = "100000000000001"
COMMENT = "1817000000000000017900000000000001"

_KINDS = {
    "photo": "photo",
    "video": "video",
    "reel": "reel",
    "carousel": "album",
    "carousel's": "album_child",
    "live": "live",
}
# A personal account, and a story that is gone.
_REFUSED = ("account, personal", "story, expired")


class Known(NamedTuple):
    """An object: its type, its id, the hosts on which it can be read, and for media its kind."""

    type: str
    id: str
    hosts: tuple[str, ...] = (FACEBOOK, INSTAGRAM)
    kind: str = ""

    def __str__(self) -> str:
        return f"{self.type} {self.id}"


def _of_card(name: str, value: str) -> Known:
    first = name.replace(",", " ").split()[0]
    if first == "account":
        return Known("IGUser", value)
    return Known("IGMedia", value, kind="story" if first == "story" else _KINDS[first])


KNOWN = (
    Known("User", "me", (FACEBOOK,)),
    Known("Page", PAGE, (FACEBOOK,)),
    Known("Business", BUSINESS, (FACEBOOK,)),
    Known("Application", APP, (FACEBOOK,)),
    Known("IGComment", COMMENT),
    *(_of_card(card.name, card.value) for card in CARDS if card.value.startswith("17") and card.name not in _REFUSED),
)


def scopes_of(emulated: Emulated, host: str) -> frozenset[str]:
    """The scopes of the host's token, as debug_token tells them."""
    reply = emulated.emulator.get(
        f"/{emulated.version}/debug_token", host=host, token=TOKENS[host], input_token=TOKENS[host]
    )
    return frozenset(reply.json["data"]["scopes"])
