"""The public document with one operation for each row and host, so that a generator can only make requests of that row.

Paths differ in their fragment alone, which no request carries: such a document is for memory, never for publication.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

from contracts.openapi.public import PATH, PublicDocument, PublicRow, answer_schema
from tests.spec.emulated import subjects_of

Part = dict[str, Any]


def to_be_answered(public: PublicDocument) -> Part:
    """The document for requests that are right: rows that have a window take since and until."""
    paths = {}
    for row, host in _asked(public):
        place = [
            _one("version", [public.version], place="path"),
            _one("object-id", [subject.id for subject in subjects_of(row)], place="path"),
        ]
        window = _window(public.day) if row.windowed else []
        paths[f"{PATH}#{row.name}@{host}"] = {"get": _operation(public, row, host, [*place, *window])}
    return _with(public, paths)


def to_be_refused(public: PublicDocument) -> Part:
    """The document for requests with a mistake.

    The path is fixed, else most mistakes would be made there. There are no windows: `since=0`, a mistake to the
    generator, is a time to Graph.
    """
    paths = {}
    for row, host in _asked(public):
        path = f"/{public.version}/{subjects_of(row)[0].id}/insights"
        paths[f"{path}#{row.name}@{host}"] = {"get": _operation(public, row, host, [])}
    return _with(public, paths)


def _asked(public: PublicDocument) -> Iterator[tuple[PublicRow, str]]:
    yield from ((row, host) for row in public.rows for host in row.hosts)


def _with(public: PublicDocument, paths: Part) -> Part:
    # The token goes into a header of every request; the server is the application itself.
    return {**public.raw, "servers": [{"url": "/"}], "security": [], "paths": paths}


def _operation(public: PublicDocument, row: PublicRow, host: str, others: list[Part]) -> Part:
    """The operation of one row: its parameters and its shapes, and nothing else."""
    params = (_one(name, values, required=name not in row.optional) for name, values in row.params.items())
    responses = {**public.operation["responses"]}
    responses["200"] = {**responses["200"], "content": {"application/json": {"schema": answer_schema(public.raw, row)}}}
    return {
        "operationId": f"{row.name}@{host}",
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
