"""The schemas of the values that fields hold."""

from __future__ import annotations

from mock_server.catalogue.model import Field, Value
from mock_server.spec.forms import COUNT, DIGITS, FLAG, LINK, TEXT, Schema, closed, listed, reference

_VALUES: dict[Value, Schema] = {
    Value.ID: DIGITS,
    Value.TEXT: TEXT,
    Value.COUNT: COUNT,
    Value.NUMBER: {"type": "number"},
    Value.FLAG: FLAG,
    Value.TIME: {"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\+0000$"},
    Value.ADDRESS: LINK,
    Value.WORDS: listed(TEXT),
}

_PICTURE = closed({"height": COUNT, "is_silhouette": FLAG, "url": LINK, "width": COUNT}, "url")
_CHECK = closed({"status": TEXT, "matches_found": FLAG}, "status")

# The insides of fields that are objects.
_OBJECTS: dict[str, Schema] = {
    "picture": closed({"data": _PICTURE}, "data"),
    "category_list": listed(closed({"id": DIGITS, "name": TEXT}, "id", "name")),
    "config": closed({"quota_total": COUNT, "quota_duration": COUNT}),
    "boost_ads_list": listed(closed({"ad_id": DIGITS, "ad_status": TEXT})),
    "boost_eligibility_info": closed({"eligible_to_boost": FLAG, "boost_ineligible_reason": TEXT}),
    "copyright_check_information": closed({"status": _CHECK}, "status"),
    "from": closed({"id": DIGITS, "username": TEXT}, "id"),
}


def schema_of(field: Field) -> Schema:
    """The schema of a field's value, with what it is."""
    return {**_value(field), "description": field.description}


def _value(field: Field) -> Schema:
    if field.value is Value.NODE and field.node:
        return reference(field.node)
    if field.value is not Value.OBJECT:
        return _VALUES[field.value]
    if field.name not in _OBJECTS:
        raise LookupError(f"mock_server/spec/values.py does not know what is inside the field {field.name}")
    return _OBJECTS[field.name]
