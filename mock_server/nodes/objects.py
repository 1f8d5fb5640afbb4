"""Objects that no world file lists: people, businesses, apps and what they grant."""

from __future__ import annotations

from typing import Any, NamedTuple

from mock_server.catalogue.facebook_nodes import APPLICATION_NODE, BUSINESS_NODE, PAGE_NODE, USER_NODE
from mock_server.catalogue.instagram_nodes import ACCOUNT_NODE, COMMENT_NODE, MEDIA_NODE
from mock_server.catalogue.model import NodeType
from mock_server.world.model import Account, Comment, Media, Page


class User(NamedTuple):
    """The person for whom a Facebook user token speaks."""

    id: str


class Permission(NamedTuple):
    """A scope that a person granted."""

    scope: str


class Business(NamedTuple):
    """A business that owns accounts."""

    id: str


class Application(NamedTuple):
    """The world's app, as an object that is subscribed to `fields` sees it."""

    id: str
    fields: tuple[str, ...] = ()


class PublishingLimit(NamedTuple):
    """How many posts an account may still publish through the API."""

    account: Account


Item = Any
"""An object that is read: what it is, its type of node says, and the tables of values and lists go by that."""

Node = User | Page | Business | Application | Account | Media | Comment

_TYPES: dict[type, NodeType] = {
    User: USER_NODE,
    Page: PAGE_NODE,
    Business: BUSINESS_NODE,
    Application: APPLICATION_NODE,
    Account: ACCOUNT_NODE,
    Media: MEDIA_NODE,
    Comment: COMMENT_NODE,
}


def type_of(node: Node) -> NodeType:
    """The type of an object that is asked by id."""
    return _TYPES[type(node)]
