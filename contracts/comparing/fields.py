"""The fields and edges of two documents: what one login reads in the one and not in the other."""

from __future__ import annotations

from collections.abc import Iterator

from contracts.comparing.losses import Loss
from contracts.openapi.public import PublicDocument, PublicField, PublicType


def lost_fields(old: PublicDocument, new: PublicDocument) -> Iterator[Loss]:
    """Types, fields and edges that the new document does not list, or for which it asks more."""
    for name, before in old.types.items():
        after = new.types.get(name)
        if after is None:
            yield Loss(name, "gone")
        else:
            yield from _lost(before, after)


def _lost(before: PublicType, after: PublicType) -> Iterator[Loss]:
    fields = {field.name: field for field in after.fields}
    for field in before.fields:
        yield from _of_field(f"{before.name}.{field.name}", field, fields.get(field.name))
    for name, edge in before.edges.items():
        yield from _of_field(f"{before.name}/{name}", edge, after.edges.get(name))


def _of_field(name: str, before: PublicField, after: PublicField | None) -> Iterator[Loss]:
    for host in before.hosts:
        if after is None or host not in after.hosts:
            yield Loss(name, "gone", host=host)
            continue
        for group in after.scopes.get(host, []):
            if not any(set(known) <= set(group) for known in before.scopes.get(host, [])):
                yield Loss(name, f"needs {' or '.join(group)}", host=host)
        for kind in _lost_kinds(before, after):
            yield Loss(name, "gone", kind, host=host)


def _lost_kinds(before: PublicField, after: PublicField) -> list[str]:
    """The kinds of media that had the field and are refused now."""
    if not after.refused or (not before.kinds and not after.kinds):
        return []
    return [kind for kind in before.kinds if kind not in after.kinds]
