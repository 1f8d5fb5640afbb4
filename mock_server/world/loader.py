"""World files, read strictly: every mistake is a WorldError that names the place and what may stand there."""

from __future__ import annotations

from typing import TypeVar

import msgspec

from mock_server.world.checks import check
from mock_server.world.converting import convert
from mock_server.world.document import Document, WorldDocument
from mock_server.world.errors import WorldError
from mock_server.world.mistakes import explained
from mock_server.world.moments import Moment
from mock_server.world.syntax import parse

__all__ = ["WorldError", "dump", "read"]

AnyDocument = TypeVar("AnyDocument", bound=Document)


def read(text: str | bytes, origin: str) -> WorldDocument:
    """The world that the YAML or JSON text describes; `origin` names the text in messages."""
    tree = parse(text, origin)
    if tree is None:
        raise WorldError(f"{origin} is empty; the smallest world is `{{}}`")
    document = converted(tree, WorldDocument)
    check(document)
    return document


def dump(document: WorldDocument) -> bytes:
    """The document as JSON that reads back as the same document."""
    return msgspec.json.encode(document, enc_hook=str)


def converted(tree: object, schema: type[AnyDocument]) -> AnyDocument:
    """Plain values as the document that they describe."""
    try:
        return convert(tree, schema, dec_hook=_moment)
    except msgspec.ValidationError as error:
        raise explained(error, tree, schema) from None


def _moment(kind: type[Moment], value: object) -> Moment:
    if not isinstance(value, str):
        raise TypeError("expected a time or a duration such as 2026-07-16T18:00:00Z or -PT3H, as text")
    return kind.parse(value)
