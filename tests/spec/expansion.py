"""The public document with one operation for each row and host, so that a generator can only make requests of that row.

Paths differ in their fragment alone, which no request carries: such a document is for memory, never for publication.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from tests.spec.emulated import subjects_of
from tests.spec.public import PATH, PublicDocument, PublicRow, answer_schema

Part = dict[str, Any]


def expanded(public: PublicDocument, *, windows: bool) -> Part:
    """The document, expanded; with `windows` rows that have one take since and until."""
    paths = {
        f"{PATH}#{row.name}@{host}": {"get": _operation(public, row, host, windows=windows and row.windowed)}
        for row in public.rows
        for host in row.hosts
    }
    # The token goes into a header of every request; the server is the application itself.
    return {**public.raw, "servers": [{"url": "/"}], "security": [], "paths": paths}


def _operation(public: PublicDocument, row: PublicRow, host: str, *, windows: bool) -> Part:
    """The operation of one row: its parameters and its shapes, and nothing else."""
    parameters = [
        _one("version", [public.version], place="path"),
        _one("object-id", [subject.id for subject in subjects_of(row)], place="path"),
        _metrics(row),
        *(_one(name, values, required=name not in row.optional) for name, values in row.params.items()),
        *(_window(public.day) if windows else ()),
    ]
    responses = {**public.operation["responses"]}
    responses["200"] = {**responses["200"], "content": {"application/json": {"schema": answer_schema(public.raw, row)}}}
    return {"operationId": f"{row.name}@{host}", "parameters": parameters, "responses": responses}


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
