"""Which schema admits all that another one does."""

from typing import Any

import pytest

from contracts.comparing.containment import covers, excess, opened

YES: dict[str, tuple[dict[str, Any], dict[str, Any]]] = {
    "more values": ({"enum": ["day", "week"]}, {"enum": ["day"]}),
    "wider bounds": ({"type": "integer", "maximum": 500}, {"type": "integer", "maximum": 100}),
    "every number": ({"type": "number"}, {"type": "integer"}),
    "fewer demands": ({"type": "object"}, {"type": "object", "required": ["id"]}),
    "anything": ({}, {"type": "string"}),
}


@pytest.mark.parametrize("name", YES)
def test_the_wide_one_covers_the_narrow_one_alone(name: str) -> None:
    wide, narrow = YES[name]

    assert covers(wide, narrow)
    assert not covers(narrow, wide)
    assert excess(wide, narrow)


def test_what_cannot_be_decided_is_not_covered() -> None:
    """Patterns are not compared: neither is proven to hold the other."""
    assert not covers({"type": "string", "pattern": "^[a-f]+$"}, {"type": "string", "pattern": "^[abc]+$"})


def test_a_schema_that_is_none_covers_only_itself() -> None:
    assert covers({"type": "nonsense"}, {"type": "nonsense"})
    assert not covers({"type": "nonsense"}, {"type": "string"})
    assert excess({"type": "nonsense"}, {"type": "string"}) == ""


def test_nothing_is_left_where_all_is_covered() -> None:
    assert excess({"type": "integer"}, {"type": "number"}) == ""


def test_a_tolerant_reader_takes_unknown_keys_and_knows_schemas_by_name() -> None:
    closed = {"type": "object", "additionalProperties": False, "properties": {"paging": {"$ref": "#/Paging"}}}

    assert opened(closed) == {"type": "object", "properties": {"paging": {"const": "#/Paging"}}}
