"""The document's lists held against those of Meta's SDK metadata, value by value."""

from __future__ import annotations

from collections.abc import Iterator

from contracts.compare import Difference
from contracts.drift.listing import Where, noted, published
from contracts.drift.metadata import Metadata
from contracts.openapi.public import PublicDocument
from contracts.outcome import Check, Checks


def lists_against(document: PublicDocument, metadata: Metadata) -> Checks:
    """A check for each list. Its differences name the values that only one side lists."""
    mine = published(document)
    edges = {where[:2] for where in metadata.listings}
    for host, edge in dict.fromkeys(where[:2] for where in mine):
        if (host, edge) not in edges:
            yield Check(topic=f"{host} {edge}", name="all lists", skipped="the checkout does not know this edge")
    for where in (where for where in mine if where[:2] in edges):
        topic = f"{where.host} {where.edge}"
        if where not in metadata.listings:
            yield Check(topic=topic, name=where.parameter, skipped=metadata.unsaid)
        else:
            found = tuple(_differences(document, where, mine[where], metadata.listings[where]))
            yield Check(topic=topic, name=where.parameter, differences=found, about=_about(document, metadata))


def _differences(
    document: PublicDocument, where: Where, mine: tuple[str, ...], theirs: tuple[str, ...]
) -> Iterator[Difference]:
    for value in (each for each in mine if each not in theirs):
        yield Difference(value, noted("listed", document, where, value), "not in the metadata")
    for value in (each for each in theirs if each not in mine):
        yield Difference(value, noted("not in the document", document, where, value), "listed in the metadata")


def _about(document: PublicDocument, metadata: Metadata) -> tuple[str, ...]:
    return (f"the document of {document.version} as of {document.day} against {metadata.kind}",)
