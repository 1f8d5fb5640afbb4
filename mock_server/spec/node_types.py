"""The types of node that an edition has: which can be asked by id, with which fields and edges."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from mock_server.catalogue.facebook_nodes import APPLICATION_NODE, BUSINESS_NODE, PAGE_NODE, USER_NODE
from mock_server.catalogue.hosts import HOSTS
from mock_server.catalogue.instagram_nodes import ACCOUNT_NODE, COMMENT_NODE, MEDIA_NODE
from mock_server.catalogue.model import Edge, Field, NodeType
from mock_server.catalogue.nodes import NODE_TYPES
from mock_server.spec.edition import Edition

# The others come as items of edges and as values of fields alone.
ASKED_BY_ID = (USER_NODE, PAGE_NODE, BUSINESS_NODE, APPLICATION_NODE, ACCOUNT_NODE, MEDIA_NODE, COMMENT_NODE)

INSIGHTS = "InsightsResult"
_TYPES = {row.name: row for row in NODE_TYPES}


class Branch(NamedTuple):
    """An edge, and the type on which it hangs."""

    owner: NodeType
    edge: Edge

    @property
    def name(self) -> str:
        """The name of both."""
        return f"{self.owner.name}.{self.edge.name}"

    @property
    def target(self) -> NodeType:
        """The type of its items."""
        return _TYPES[self.edge.of]


def fields_of(row: NodeType, edition: Edition) -> list[Field]:
    """The fields that the type has on the day."""
    return [field for field in row.fields if _is_there(field, edition)]


def answered(row: NodeType, edition: Edition) -> list[Field]:
    """Those of them that some object answers."""
    return [field for field in fields_of(row, edition) if not field.refused or field.kinds]


def edges_of(row: NodeType, edition: Edition) -> list[Edge]:
    """The edges that the type has on the day."""
    return [edge for edge in row.edges if _is_there(edge, edition)]


def branches(edition: Edition, *owners: NodeType) -> Iterator[Branch]:
    """The lists of nodes that hang on the types: all edges but insights."""
    for owner in owners or NODE_TYPES:
        yield from (Branch(owner, edge) for edge in edges_of(owner, edition) if edge.of in _TYPES)


def hosts_of(row: Field | Edge | NodeType, owner: NodeType) -> list[str]:
    """The hosts that know the type, or a field or edge of it."""
    return [host.name for host in HOSTS if host.login in row.logins & owner.logins]


def _is_there(row: Field | Edge, edition: Edition) -> bool:
    return row.since is None or row.since <= edition.day
