"""The schemas of answers, one for each shape that occurs, and of the error envelope. All of them are closed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import chain
from typing import NamedTuple

from mock_server.catalogue.breakdowns import PERIODS, TOP_ROWS
from mock_server.insights import account_terms, media_rules
from mock_server.spec.failures import occurring
from mock_server.spec.forms import COUNT, DEBUG, LINK, TEXT, Schema, closed, listed, reference
from mock_server.spec.parameters import by_edge
from mock_server.spec.rows import ACCOUNT, Row
from mock_server.spec.shapes import ACCOUNT_SHAPES, DEMOGRAPHICS, MEDIA_COUNT, MEDIA_RATE, ONLINE, SERIES, TABLE, TOTAL

_INSIGHTS = (
    "An entry for each metric and period, in the order asked. What does not exist or is not computed yet is left out, "
    "so `data` can be empty. `paging` comes with numbers that depend on `since` and `until`."
)
_MEDIA_COUNT = "A count of a media, over its whole life. `total_value` comes with a breakdown."
_MEDIA_RATE = "A rate of a media, in per cent."
_SERIES = "A number of an account for each day of the window."
_ONLINE = "How many followers were online in each hour of the Pacific day, for each day of the window."
_TABLE = "A table of the first generation: followers by city, country, locale, or gender and age."
_TOTAL = (
    "One number of an account for the window. Metrics that need a breakdown have no `value`, and without one no "
    "`total_value` at all."
)
_DEMOGRAPHICS = (
    "An audience by age, gender, city or country. There is never a `value`, and no `total_value` without a breakdown. "
    f"At most {TOP_ROWS} rows, in no order."
)
_BREAKDOWNS = (
    "The parts of a number. `dimension_values` follow the order of `dimension_keys`. Parts that are zero are left out, "
    "and so is `results` when nothing is known yet."
)
_PAGING = "Links to the windows before and after. They carry the access token."

_END_TIME = r"^\d{4}-\d{2}-\d{2}T0[78]:00:00\+0000$"
_HOUR = r"^([0-9]|1[0-9]|2[0-3])$"


def schemas(rows: Sequence[Row]) -> dict[str, Schema]:
    """All schemas by name; shapes that no row has are left out."""
    present = [name for name in _ENTRIES if any(name in row.shapes for row in rows)]
    return {
        "Insights": insights(present),
        **{name: _entry(name, rows) for name in present},
        **_SHARED,
        "Error": _error(),
    }


def insights(shapes: Iterable[str]) -> Schema:
    """A successful answer whose entries have these shapes."""
    entries = listed({"anyOf": [reference(name) for name in shapes]})
    return {"description": _INSIGHTS, **closed({"data": entries, "paging": reference("Paging"), **DEBUG}, "data")}


def _entry(shape: str, rows: Sequence[Row]) -> Schema:
    kind = _ENTRIES[shape]
    properties = {
        "name": {"type": "string", "enum": list(dict.fromkeys(_names(shape, rows)))},
        "period": {"type": "string", "enum": _periods(shape, rows)},
        "title": TEXT,
        "description": TEXT,
        **kind.properties,
        "id": {"type": "string", "pattern": r"^\d+/insights/[a-z_]+/[a-z0-9_]+$"},
    }
    required = (name for name in properties if name != "total_value")
    return {"description": kind.description, **closed(properties, *required)}


def _names(shape: str, rows: Sequence[Row]) -> Iterable[str]:
    for row in rows:
        if shape in row.shapes:
            yield from (name for name in row.box.metrics if _comes_in(shape, name, row))


def _comes_in(shape: str, name: str, row: Row) -> bool:
    if row.object == ACCOUNT:
        return next(each for each in ACCOUNT_SHAPES if each.schema == shape).holds(account_terms.metric_named(name))
    return (MEDIA_RATE if shape == MEDIA_RATE.schema else MEDIA_COUNT).holds(media_rules.METRICS[name])


def _periods(shape: str, rows: Sequence[Row]) -> list[str]:
    if shape in (MEDIA_COUNT.schema, MEDIA_RATE.schema):
        return ["lifetime"]
    found = {period for row in rows if shape in row.shapes for period in row.box.of("period")}
    return [period for period in PERIODS if period in found]


def _media(value: Schema) -> Schema:
    total = closed({"value": value, "breakdowns": reference("Breakdowns")}, "value", "breakdowns")
    return {"values": listed(closed({"value": value}, "value"), minItems=1, maxItems=1), "total_value": total}


def _days(value: Schema) -> Schema:
    end_time = {
        "type": "string",
        "pattern": _END_TIME,
        "description": "The Pacific midnight that ends the day, in UTC.",
    }
    return {"values": listed(closed({"value": value, "end_time": end_time}, "value", "end_time"))}


class Kind(NamedTuple):
    """What is special about a shape: what it is, and its properties beside those that all entries have."""

    description: str
    properties: Schema


_BY_HOUR: Schema = {"type": "object", "patternProperties": {_HOUR: COUNT}, "additionalProperties": False}
_BY_KEY: Schema = {"type": "object", "additionalProperties": COUNT}
_PARTS = reference("Breakdowns")

_ENTRIES = {
    MEDIA_COUNT.schema: Kind(_MEDIA_COUNT, _media(COUNT)),
    MEDIA_RATE.schema: Kind(_MEDIA_RATE, _media({"type": "number", "minimum": 0, "maximum": 100})),
    SERIES.schema: Kind(_SERIES, _days(COUNT)),
    ONLINE.schema: Kind(_ONLINE, _days(_BY_HOUR)),
    TABLE.schema: Kind(_TABLE, _days(_BY_KEY)),
    TOTAL.schema: Kind(_TOTAL, {"total_value": {**closed({"value": COUNT, "breakdowns": _PARTS}), "minProperties": 1}}),
    DEMOGRAPHICS.schema: Kind(_DEMOGRAPHICS, {"total_value": closed({"breakdowns": _PARTS}, "breakdowns")}),
}

_DIMENSIONS = {"minItems": 1, "maxItems": 3}
_PART = closed({"dimension_values": listed(TEXT, **_DIMENSIONS), "value": COUNT}, "dimension_values", "value")
_KEYS = listed({"type": "string", "enum": ["timeframe", *dict.fromkeys(chain(*by_edge().values()))]}, **_DIMENSIONS)
_DIVISION = closed({"dimension_keys": _KEYS, "results": listed(_PART)}, "dimension_keys")

_SHARED = {
    "Breakdowns": {"description": _BREAKDOWNS, **listed(_DIVISION, minItems=1, maxItems=1)},
    "Paging": {"description": _PAGING, **closed({"previous": LINK, "next": LINK}, "previous", "next")},
}


def _error() -> Schema:
    error = closed(
        {
            "message": TEXT,
            "type": {"type": "string", "enum": occurring("type")},
            "code": {"type": "integer", "enum": occurring("code")},
            "error_data": closed({"blame_field_specs": listed(listed(TEXT))}, "blame_field_specs"),
            "error_subcode": {"type": "integer", "enum": occurring("error_subcode")},
            "is_transient": {"type": "boolean"},
            "error_user_title": TEXT,
            "error_user_msg": TEXT,
            "fbtrace_id": {"type": "string", "pattern": "^[A-Za-z0-9_-]+$"},
        },
        "message",
        "type",
        "code",
        "fbtrace_id",
    )
    return {"description": "Every refusal has this envelope.", **closed({"error": error, **DEBUG}, "error")}
