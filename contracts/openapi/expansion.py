"""A document with one operation for each row and host, so that a generator can only make requests of that row.

Paths differ in their fragment alone, which no request carries: such a document is for memory, never for publication.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from typing import Any, TypeAlias

from contracts.openapi.public import PATH, PublicDocument, PublicRow, answer_schema

Part: TypeAlias = dict[str, Any]
IdsOf: TypeAlias = Callable[[PublicRow], list[str]]


def to_be_answered(document: PublicDocument, ids_of: IdsOf) -> Part:
    """The document for requests that are right: rows that have a window take since and until."""
    paths = {}
    for row, host in _asked(document, ids_of):
        place = [
            _one("version", [document.version], place="path"),
            _one("object-id", ids_of(row), place="path"),
        ]
        window = _window(document.day) if row.windowed else []
        paths[f"{PATH}#{operation_name(row, host)}"] = {"get": _operation(document, row, host, [*place, *window])}
    return in_memory(document, paths)


def to_be_refused(document: PublicDocument, ids_of: IdsOf) -> Part:
    """The document for requests with a mistake.

    The path is fixed, else most mistakes would be made there. There are no windows: `since=0`, a mistake to the
    generator, is a time to Graph.
    """
    paths = {}
    for row, host in _asked(document, ids_of):
        path = f"/{document.version}/{ids_of(row)[0]}/insights"
        paths[f"{path}#{operation_name(row, host)}"] = {"get": _operation(document, row, host, [])}
    return in_memory(document, paths)


def operation_name(row: PublicRow, host: str) -> str:
    """The name of the operation of a row on a host."""
    return f"{row.name}@{host}"


def in_memory(document: PublicDocument, paths: Part) -> Part:
    """The document with these paths alone, at one server and without security: who sends adds the token."""
    return {**document.raw, "servers": [{"url": "/"}], "security": [], "paths": paths}


def _asked(document: PublicDocument, ids_of: IdsOf) -> Iterator[tuple[PublicRow, str]]:
    """The rows about which somebody can be asked, on each of their hosts."""
    yield from ((row, host) for row in document.rows if ids_of(row) for host in row.hosts)


def _operation(document: PublicDocument, row: PublicRow, host: str, others: list[Part]) -> Part:
    """The operation of one row: its parameters and its shapes, and nothing else."""
    params = (_one(name, values, required=name not in row.optional) for name, values in row.params.items())
    responses = {**document.operation["responses"]}
    schema = answer_schema(document.raw, row)
    responses["200"] = {**responses["200"], "content": {"application/json": {"schema": schema}}}
    return {
        "operationId": operation_name(row, host),
        "parameters": [*others, _metrics(row), *params],
        "responses": responses,
    }


def _one(name: str, values: list[str], *, place: str = "query", required: bool = True) -> Part:
    return {"name": name, "in": place, "required": required, "schema": {"type": "string", "enum": values}}


def _metrics(row: PublicRow) -> Part:
    schema = {"type": "array", "minItems": 1, "items": {"type": "string", "enum": row.metrics}}
    return {"name": "metric", "in": "query", "required": True, "style": "form", "explode": False, "schema": schema}


def _window(day: str) -> list[Part]:
    """Ends in every notation, any two of them in order and near enough to each other and to the day."""
    today = datetime.fromisoformat(day).replace(tzinfo=UTC)
    since = [today - timedelta(days=days) for days in (6, 5, 4)]
    until = [today - timedelta(days=days) for days in (3, 2, 1)]
    return [_one(name, _written(*ends), required=False) for name, ends in (("since", since), ("until", until))]


def _written(first: datetime, second: datetime, third: datetime) -> list[str]:
    return [str(int(first.timestamp())), second.date().isoformat(), third.isoformat()]
