"""Every type of node with its fields and edges, who can read them, and their evidence."""

from __future__ import annotations

from typing import Any

from mock_server.catalogue.hosts import HOSTS
from mock_server.catalogue.model import Edge, Evidence, Field, Login, Needs, NodeType, Source
from mock_server.catalogue.nodes import NODE_TYPES
from mock_server.spec.edition import Edition
from mock_server.spec.node_types import ASKED_BY_ID, edges_of, fields_of, hosts_of

Part = dict[str, Any]


def field_list(edition: Edition) -> dict[str, Part]:
    """The types by name, with the fields and edges that they have on the day."""
    return {row.name: _type(row, edition) for row in NODE_TYPES}


def field_sources(edition: Edition) -> list[Source]:
    """Where all of that was read."""
    found = [row.evidence.source for row in NODE_TYPES]
    for row in NODE_TYPES:
        found += [field.evidence.source for field in fields_of(row, edition)]
        found += [edge.evidence.source for edge in edges_of(row, edition)]
    return found


def _type(row: NodeType, edition: Edition) -> Part:
    return {
        "title": row.title,
        "asked_by_id": row in ASKED_BY_ID,
        "hosts": hosts_of(row, row),
        **_scopes(row.needs, row.logins),
        **_evidence(row.evidence),
        "fields": [_field(field, row) for field in fields_of(row, edition)],
        "edges": [_edge(edge, row) for edge in edges_of(row, edition)],
    }


def _field(row: Field, owner: NodeType) -> Part:
    told: Part = {"name": row.name, "holds": row.value.value, "description": row.description, **_known(row, owner)}
    if row.default:
        told["default"] = True
    if row.node:
        told["node"] = row.node
    if row.kinds:
        told["kinds"] = [kind.name for kind in row.kinds]
    if row.refused:
        told["refused"] = row.refused.name
    return {**told, **_scopes(row.needs, row.logins), **_evidence(row.evidence)}


def _edge(row: Edge, owner: NodeType) -> Part:
    told: Part = {"name": row.name, "lists": row.of, "description": row.description, **_known(row, owner)}
    if row.changes:
        told["changes"] = [*row.changes]
    return {**told, "paged": row.paged, **_scopes(row.needs, row.logins), **_evidence(row.evidence)}


def _known(row: Field | Edge, owner: NodeType) -> Part:
    since = {"since": row.since.isoformat()} if row.since else {}
    return {"hosts": hosts_of(row, owner), **since}


def _scopes(needs: Needs, logins: frozenset[Login]) -> Part:
    """The scopes by host: of each group one."""
    scopes = {
        host.name: [[*group] for group in needs[host.login]]
        for host in HOSTS
        if host.login in logins and host.login in needs
    }
    return {"scopes": scopes} if scopes else {}


def _evidence(evidence: Evidence) -> Part:
    note = {"note": evidence.note} if evidence.note else {}
    return {"grade": evidence.grade.value, "source": evidence.source.key, **note}
