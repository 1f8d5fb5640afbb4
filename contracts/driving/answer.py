"""The answers of a client's program, read strictly: what does not fit the protocol is refused with its place."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, NamedTuple, TypeAlias

import jsonschema_rs

from contracts.driving import Kind, ProgramError
from contracts.files.promises import Json

Waited: TypeAlias = tuple[float, ...]
_Told: TypeAlias = Mapping[str, Any]


class Row(NamedTuple):
    """One number that a client has read; the protocol tells what its parts mean."""

    metric: str
    period: str | None
    value: Json
    end_time: datetime | None
    breakdown: tuple[tuple[str, str], ...] | None
    shape: str
    id: str | None


@dataclass(frozen=True, slots=True)
class Rows:
    """What one of the insights calls has read: `missing` metrics were left out, `skipped` ones refused."""

    rows: tuple[Row, ...]
    missing: frozenset[str] = frozenset()
    skipped: frozenset[str] = frozenset()
    waited: Waited = ()


@dataclass(frozen=True, slots=True)
class Items:
    """Objects as they came, in order."""

    items: tuple[dict[str, Json], ...]
    waited: Waited = ()


@dataclass(frozen=True, slots=True)
class Token:
    """A refreshed token, and for how many seconds it is good: None for ever."""

    token: str = field(repr=False)
    expires_in: int | None
    waited: Waited = ()


@dataclass(frozen=True, slots=True)
class Failure:
    """A refusal, as the client told it; without a kind, if it tells none."""

    kind: Kind | None
    code: int | None
    subcode: int | None
    status: int | None
    message: str
    waited: Waited = ()


Answer: TypeAlias = Rows | Items | Token | Failure


class Unsupported(Exception):  # noqa: N818  it is no error of the program
    """The client has nothing for a call; the text says what."""


def _object(properties: dict[str, Any], optional: frozenset[str] = frozenset()) -> dict[str, Any]:
    required = sorted(set(properties) - optional)
    return {"type": "object", "properties": properties, "required": required, "additionalProperties": False}


def _or_null(kind: str) -> dict[str, Any]:
    return {"type": [kind, "null"]}


_TEXTS = {"type": "array", "items": {"type": "string"}}
_WAITED = {"type": "array", "items": {"type": "number", "minimum": 0}}
_ROW = _object(
    {
        "metric": {"type": "string"},
        "period": _or_null("string"),
        "value": {"type": ["number", "string", "object", "null"]},
        "end_time": _or_null("string"),
        "breakdown": {"type": ["object", "null"], "additionalProperties": {"type": "string"}},
        "shape": {"enum": ["values", "total_value"]},
        "id": _or_null("string"),
    }
)
_RESULTS = {
    "rows": _object(
        {"rows": {"type": "array", "items": _ROW}, "missing": _TEXTS, "skipped": _TEXTS},
        frozenset({"missing", "skipped"}),
    ),
    "items": _object({"items": {"type": "array", "items": {"type": "object"}}}),
    "token": _object({"token": {"type": "string"}, "expires_in": _or_null("integer")}, frozenset({"expires_in"})),
}
_ERROR = _object(
    {
        "kind": {"enum": [*(kind.value for kind in Kind), None]},
        "code": _or_null("integer"),
        "subcode": _or_null("integer"),
        "status": _or_null("integer"),
        "message": {"type": "string"},
    },
    frozenset({"code", "subcode", "status"}),
)


def _form(key: str, schema: dict[str, Any]) -> jsonschema_rs.Validator:
    """Validates answers of one form; what it says of a mistake quotes no values, since they may be tokens."""
    answer = _object({key: schema, "waited": _WAITED}, frozenset({"waited"}))
    return jsonschema_rs.Draft202012Validator(answer, mask="what came")


_FORMS = {
    "error": _form("error", _ERROR),
    "unsupported": _form("unsupported", {"type": "string"}),
    **{key: _form("result", schema) for key, schema in _RESULTS.items()},
}


def read(answer: Mapping[str, Json]) -> Answer:
    """The answer as what it is. Raises Unsupported, or ProgramError with the place and what was expected there."""
    form = _form_of(answer)
    for mistake in _FORMS[form].iter_errors(answer):
        place = "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in mistake.instance_path)
        raise ProgramError(f"the client's program breaks the protocol: answer{place}: {mistake.message}")
    if form == "unsupported":
        raise Unsupported(f"the client has no {answer[form]}")
    return _READERS[form](answer)


def _form_of(answer: Mapping[str, Json]) -> str:
    """The name of the form that an answer seems to have."""
    for form in ("error", "unsupported"):
        if form in answer:
            return form
    result = answer.get("result")
    keys = [key for key in _RESULTS if isinstance(result, dict) and key in result]
    if not keys:
        raise ProgramError("the client's program answered neither `error` nor a `result` with rows, items or token")
    return keys[0]


def _waited(answer: _Told) -> Waited:
    return tuple(float(seconds) for seconds in answer.get("waited", ()))


def _rows(answer: _Told) -> Rows:
    result = answer["result"]
    rows = tuple(_row(row, f"answer.result.rows[{index}]") for index, row in enumerate(result["rows"]))
    missing, skipped = frozenset(result.get("missing", ())), frozenset(result.get("skipped", ()))
    return Rows(rows, missing, skipped, _waited(answer))


def _row(row: _Told, place: str) -> Row:
    parts = row["breakdown"]
    return Row(
        **{
            **row,
            "end_time": _instant(row["end_time"], f"{place}.end_time"),
            "breakdown": None if parts is None else tuple(sorted(parts.items())),
        }
    )


def _instant(written: str | None, place: str) -> datetime | None:
    if written is None:
        return None
    try:
        instant = datetime.fromisoformat(written)
    except ValueError:
        instant = datetime.min  # noqa: DTZ901  without a zone, as is everything that is no instant
    if instant.tzinfo is None:
        raise ProgramError(f"{place}: {written!r} is no instant with an offset, such as 2026-07-01T07:00:00+00:00")
    return instant


def _items(answer: _Told) -> Items:
    return Items(tuple(answer["result"]["items"]), _waited(answer))


def _token(answer: _Told) -> Token:
    return Token(answer["result"]["token"], answer["result"].get("expires_in"), _waited(answer))


def _failure(answer: _Told) -> Failure:
    told = answer["error"]
    numbers = (told.get("code"), told.get("subcode"), told.get("status"))
    kind = None if told["kind"] is None else Kind(told["kind"])
    return Failure(kind, *numbers, told["message"], _waited(answer))


_READERS: dict[str, Callable[[_Told], Answer]] = {"error": _failure, "rows": _rows, "items": _items, "token": _token}
