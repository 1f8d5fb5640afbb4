"""The objects of the harness' world by type, and what its tokens may read of them, found out by asking."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import NamedTuple

from contracts.legs.spec.asking import Desk, items_of, object_of
from contracts.openapi.public import PublicField, PublicType
from contracts.subjects import ACCOUNT, APP, BUSINESS, FACEBOOK, INSTAGRAM, LIVE, PAGE, SUBJECTS, TOKENS

# It wants to know of whom.
NOT_ALONE = ("business_discovery",)


class Known(NamedTuple):
    """An object: its type, its id, the hosts on which it can be read, and for media its kind."""

    type: str
    id: str
    hosts: tuple[str, ...] = (FACEBOOK, INSTAGRAM)
    kind: str = ""

    def __str__(self) -> str:
        return f"{self.kind or self.type} {self.id}"


OF_FACEBOOK = (FACEBOOK,)
FIXED = (
    Known("User", "me", OF_FACEBOOK),
    Known("Page", PAGE, OF_FACEBOOK),
    Known("Business", BUSINESS, OF_FACEBOOK),
    Known("Application", APP, OF_FACEBOOK),
    Known("IGUser", ACCOUNT),
    # An old photo is not there yet on the days of older documents.
    *(Known("IGMedia", each.id, kind=each.kind) for each in SUBJECTS[1:] if each.special != "posted_before"),
    Known("IGMedia", LIVE, kind="live"),
)


class Acquaintance:
    """The known objects of a desk, those of which one must be told by another too, and the tokens' scopes."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._scopes: dict[str, frozenset[str]] = {}

    @cached_property
    def objects(self) -> tuple[Known, ...]:
        """All objects of which the document tells the fields."""
        photo, album = (next(each.id for each in FIXED if each.kind == kind) for kind in ("photo", "album"))
        found = (
            *FIXED,
            *(Known("IGComment", each) for each in self._listed(f"{photo}/comments")[:1]),
            *(Known("IGMedia", each, kind="album_child") for each in self._listed(f"{album}/children")[:1]),
        )
        return tuple(each for each in found if each.type in self._desk.document.types)

    def places(self) -> Iterator[tuple[Known, str]]:
        """Each object on each of its hosts."""
        for known in self.objects:
            yield from ((known, host) for host in known.hosts)

    def scopes(self, host: str) -> frozenset[str]:
        """The scopes of the host's token, as debug_token tells them."""
        if host not in self._scopes:
            reply = self._desk.get(host, "debug_token", {"input_token": TOKENS[host]})
            told = object_of(reply).get("data")
            self._scopes[host] = frozenset(told.get("scopes", ()) if isinstance(told, dict) else ())
        return self._scopes[host]

    def readable(self, type_: PublicType, host: str, kind: str = "") -> list[str]:
        """The fields that can be asked of such an object as they stand."""
        fields = type_.readable(host, self.scopes(host), kind)
        return [field.name for field in fields if field.name not in NOT_ALONE]

    def edges(self, known: Known, host: str) -> Iterator[PublicField]:
        """The lists of objects that hang on the object and can be read."""
        types = self._desk.document.types
        of_type = types[known.type]
        for name, edge in of_type.edges.items():
            if host in edge.hosts and of_type.lists[name] in types and edge.is_granted(host, self.scopes(host)):
                yield edge

    def _listed(self, path: str) -> list[str]:
        return [str(each.get("id")) for each in items_of(self._desk.get(FACEBOOK, path))]
