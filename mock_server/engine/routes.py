"""Which object and which edge a path names."""

from __future__ import annotations

from typing import NamedTuple

from mock_server.catalogue.object_errors import PATH_UNKNOWN, REQUEST_UNSUPPORTED
from mock_server.engine.heard import Heard
from mock_server.graph.refusal import Refused
from mock_server.nodes.read import is_edge

PERMISSIONS = "permissions"
ME = "me"


class Route(NamedTuple):
    """An object and one of its edges; no object where `ids` names several, no edge where the object itself is asked.

    `entry` is the one of the edge's items that is named behind it, as in `/me/permissions/email`.
    """

    object_id: str
    edge: str
    entry: str = ""


def route_of(heard: Heard) -> Route:
    """The object and the edge that a request is about. Raises Refused where nothing can be; only one can be changed."""
    first, *rest = heard.place.parts or ("",)
    if heard.ask.ids and heard.reads and (not first or is_edge(first)):
        _refuse(rest)
        return Route("", first)
    if not first:
        raise Refused(REQUEST_UNSUPPORTED, "the path names no object", verb=heard.method.lower())
    if not rest:
        return Route(first, "")
    if rest[0] == PERMISSIONS and len(rest) > 1:
        _refuse(rest[2:])
        return Route(first, PERMISSIONS, rest[1])
    _refuse(rest[1:] if is_edge(rest[0]) else rest)
    return Route(first, rest[0])


def _refuse(rest: list[str]) -> None:
    """Raise Refused for what remains of a path that has come to its end."""
    if rest:
        raise Refused(PATH_UNKNOWN, "no such edge", path="/" + "/".join(rest))
