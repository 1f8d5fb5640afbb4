"""Refusals by the name of their error row: what the row's texts leave open is filled in from somewhere."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from mock_server.catalogue.error_rows import ERRORS
from mock_server.catalogue.model import ErrorRow
from mock_server.catalogue.object_errors import MOCK_HEADER_INVALID
from mock_server.catalogue.samples import SAMPLES
from mock_server.catalogue.versions import LATEST
from mock_server.graph.refusal import Refusal, Refused, holes_of
from mock_server.world.mistakes import suggestion
from mock_server.world.real_tokens import masked

Values = Mapping[str, str]

ROWS: Final[Mapping[str, ErrorRow]] = {row.name: row for row in ERRORS}

_HEADER = "X-Mock-Error"
_ELSE: Final[Values] = {"latest": LATEST.name, "values": "reach, views, …"}


def refusal_of(name: str, given: Values, known: Values, because: str) -> Refusal:
    """A refusal with an error row; what was `given` comes first, then what is `known` of the request, then samples."""
    row = ROWS[name]
    values = {**_ELSE, **SAMPLES.get(name, {}), **known, **given}
    return Refusal(row, {hole: values[hole] for hole in sorted(holes_of(row))}, because)


def named(text: str, known: Values) -> Refusal:
    """The refusal that the header X-Mock-Error asks for. Raises Refused when no error has this name."""
    name = text.strip().lower()
    if name not in ROWS:
        allowed = f"the name of an error that GET /_mock/errors lists{suggestion(name, tuple(ROWS))}"
        raise Refused(MOCK_HEADER_INVALID, f"no error is called {masked(name)}", header=_HEADER, allowed=allowed)
    return refusal_of(name, {}, known, f"the header {_HEADER} asks for it")
