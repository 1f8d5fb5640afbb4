"""The schemas of answers, one for each shape that occurs, and of the error envelope. All of them are closed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from mock_server.catalogue.breakdowns import PERIODS
from mock_server.catalogue.error_rows import ERRORS
from mock_server.catalogue.hosts import HOSTS
from mock_server.graph.refusal import Refusal, envelope
from mock_server.insights import account_rules, media_rules
from mock_server.spec.failures import filled
from mock_server.spec.parameters import breakdowns
from mock_server.spec.rows import ACCOUNT, Row
from mock_server.spec.shapes import ACCOUNT_SHAPES, DEMOGRAPHICS, MEDIA_COUNT, MEDIA_RATE, ONLINE, SERIES, TABLE, TOTAL

Schema = dict[str, Any]

_COUNT: Schema = {"type": "integer", "minimum": 0}
_TEXT: Schema = {"type": "string"}
_END_TIME = r"^\d{4}-\d{2}-\d{2}T0[78]:00:00\+0000$"
_HOUR = r"^([0-9]|1[0-9]|2[0-3])$"


def schemas(rows: Sequence[Row]) -> dict[str, Schema]:
    """All schemas by name; shapes that no row has are left out."""
    present = [name for name in _ENTRIES if any(name in row.shapes for row in rows)]
    return {
        "Insights": insights(present),
        **{name: _entry(name, rows) for name in present},
        "Breakdowns": _BREAKDOWNS,
        "Paging": _PAGING,
        "Error": _error(),
    }


def insights(shapes: Iterable[str]) -> Schema:
    """A successful answer whose entries have these shapes."""
    entries = {"anyOf": [reference(name) for name in shapes]}
    return {
        "description": "An entry for each metric and period, in the order asked. What does not exist or is not computed "
        "yet is left out, so `data` can be empty. `paging` comes with numbers that depend on since and until.",
        **_closed({"data": {"type": "array", "items": entries}, "paging": reference("Paging")}, "data"),
    }


def reference(name: str) -> Schema:
    """A reference to the schema of this name."""
    return {"$ref": f"#/components/schemas/{name}"}


def _entry(shape: str, rows: Sequence[Row]) -> Schema:
    description, properties, optional = _ENTRIES[shape]
    around = {
        "name": {"type": "string", "enum": list(dict.fromkeys(_names(shape, rows)))},
        "period": {"type": "string", "enum": _periods(shape, rows)},
        "title": _TEXT,
        "description": _TEXT,
        **properties(),
        "id": {"type": "string", "pattern": r"^\d+/insights/[a-z_]+/[a-z0-9_]+$"},
    }
    return {"description": description, **_closed(around, *(name for name in around if name not in optional))}


def _names(shape: str, rows: Sequence[Row]) -> Iterable[str]:
    for row in rows:
        if shape in row.shapes:
            yield from (name for name in row.box.metrics if _comes_in(shape, name, row))


def _comes_in(shape: str, name: str, row: Row) -> bool:
    if row.object == ACCOUNT:
        return next(each for each in ACCOUNT_SHAPES if each.schema == shape).holds(account_rules.metric_named(name))
    return (MEDIA_RATE if shape == MEDIA_RATE.schema else MEDIA_COUNT).holds(media_rules.METRICS[name])


def _periods(shape: str, rows: Sequence[Row]) -> list[str]:
    if shape in (MEDIA_COUNT.schema, MEDIA_RATE.schema):
        return ["lifetime"]
    found = {period for row in rows if shape in row.shapes for period in row.box.of("period")}
    return [period for period in PERIODS if period in found]


def _closed(properties: Schema, *required: str) -> Schema:
    return {
        "type": "object",
        "properties": properties,
        "required": [*required],
        "additionalProperties": False,
    }


def _listed(items: Schema, **bounds: int) -> Schema:
    return {"type": "array", "items": items, **bounds}


def _media(value: Schema) -> Schema:
    total = _closed({"value": value, "breakdowns": reference("Breakdowns")}, "value", "breakdowns")
    return {"values": _listed(_closed({"value": value}, "value"), minItems=1, maxItems=1), "total_value": total}


def _days(value: Schema) -> Schema:
    end_time = {
        "type": "string",
        "pattern": _END_TIME,
        "description": "The Pacific midnight that ends the day, in UTC.",
    }
    return {"values": _listed(_closed({"value": value, "end_time": end_time}, "value", "end_time"))}


def _by_hour() -> Schema:
    return {"type": "object", "patternProperties": {_HOUR: _COUNT}, "additionalProperties": False}


def _total() -> Schema:
    parts = {"value": _COUNT, "breakdowns": reference("Breakdowns")}
    return {"total_value": {**_closed(parts), "minProperties": 1}}


Entry = tuple[str, Callable[[], Schema], tuple[str, ...]]

# What is special about each shape: what it is, its properties beside those that all entries have, and which are optional.
_ENTRIES: dict[str, Entry] = {
    MEDIA_COUNT.schema: (
        "A count of a media, over its whole life. `total_value` comes with a breakdown.",
        lambda: _media(_COUNT),
        ("total_value",),
    ),
    MEDIA_RATE.schema: (
        "A rate of a media, in per cent.",
        lambda: _media({"type": "number", "minimum": 0, "maximum": 100}),
        ("total_value",),
    ),
    SERIES.schema: ("A number of an account for each day of the window.", lambda: _days(_COUNT), ()),
    ONLINE.schema: (
        "How many followers were online in each hour of the Pacific day, for each day of the window.",
        lambda: _days(_by_hour()),
        (),
    ),
    TABLE.schema: (
        "A table of the first generation: followers by city, country, locale, or gender and age.",
        lambda: _days({"type": "object", "additionalProperties": _COUNT}),
        (),
    ),
    TOTAL.schema: (
        "One number of an account for the whole window. Metrics that need a breakdown have no `value`, and no "
        "`total_value` at all when none was asked.",
        _total,
        ("total_value",),
    ),
    DEMOGRAPHICS.schema: (
        "An audience divided by age, gender, city or country. There is no `value`, and no `total_value` without a "
        "breakdown. At most 45 rows, in no order.",
        lambda: {"total_value": _closed({"breakdowns": reference("Breakdowns")}, "breakdowns")},
        ("total_value",),
    ),
}

_BREAKDOWNS: Schema = {
    "description": "Parts of a number. `dimension_values` follow the order of `dimension_keys`; parts that are zero are "
    "left out, and so is `results` when nothing is known yet.",
    **_listed(
        _closed(
            {
                "dimension_keys": _listed(
                    {"type": "string", "enum": ["timeframe", *breakdowns()]}, minItems=1, maxItems=3
                ),
                "results": _listed(
                    _closed(
                        {"dimension_values": _listed(_TEXT, minItems=1, maxItems=3), "value": _COUNT},
                        "dimension_values",
                        "value",
                    )
                ),
            },
            "dimension_keys",
        ),
        minItems=1,
        maxItems=1,
    ),
}
_LINK: Schema = {"type": "string", "pattern": "^https?://"}
_PAGING: Schema = {
    "description": "Links to the windows before and after. They carry the access token.",
    **_closed({"previous": _LINK, "next": _LINK}, "previous", "next"),
}


def _error() -> Schema:
    error = _closed(
        {
            "message": _TEXT,
            "type": {"type": "string", "enum": _occurring("type")},
            "code": {"type": "integer", "enum": _occurring("code")},
            "error_data": _closed({"blame_field_specs": _listed(_listed(_TEXT))}, "blame_field_specs"),
            "error_subcode": {"type": "integer", "enum": _occurring("error_subcode")},
            "is_transient": {"type": "boolean"},
            "error_user_title": _TEXT,
            "error_user_msg": _TEXT,
            "fbtrace_id": {"type": "string", "pattern": "^[A-Za-z0-9_-]+$"},
        },
        "message",
        "type",
        "code",
        "fbtrace_id",
    )
    return {"description": "Every refusal has this envelope.", **_closed({"error": error}, "error")}


def _occurring(key: str) -> list[Any]:
    envelopes = (envelope(Refusal(row, filled(row)), host) for row in ERRORS for host in HOSTS)
    return sorted({error[key] for error in envelopes if key in error}, key=lambda value: (str(type(value)), value))
