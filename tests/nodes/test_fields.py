"""Each field of each type of node on both hosts, as its row says."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from itertools import pairwise
from typing import Any

import pytest

from mock_server.catalogue.model import Field, NodeType, Value
from mock_server.catalogue.nodes import NODE_TYPES
from tests.conftest import INSTAGRAM
from tests.nodes.gallery import LOGINS, PHOTO, PLACES, Gallery, Place, places, seen

_TYPES = [row for row in NODE_TYPES if row.name in PLACES]
_CASES = [(row, field, host) for row in _TYPES for field in row.fields for host in LOGINS if places(row, host)]
_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+0000\Z")
_FORMS: dict[Value, Callable[[Any], bool]] = {
    Value.ID: lambda value: isinstance(value, str) and value.isdigit(),
    Value.TEXT: lambda value: isinstance(value, str) and value != "",
    Value.COUNT: lambda value: type(value) is int and value >= 0,
    Value.FLAG: lambda value: type(value) is bool,
    Value.TIME: lambda value: isinstance(value, str) and _TIME.match(value) is not None,
    Value.ADDRESS: lambda value: isinstance(value, str) and value.startswith("https://"),
    Value.WORDS: lambda value: isinstance(value, list) and all(isinstance(each, str) for each in value),
    Value.OBJECT: lambda value: isinstance(value, (dict, list)) and bool(value),
    Value.NODE: lambda value: isinstance(value, dict) and "id" in value,
}
# Fields that no object of the emulator has.
_NEVER_TOLD = {
    ("IGMedia", "alt_text"),
    ("IGMedia", "boost_ads_list"),
    ("IGUser", "shopping_review_status"),
    ("IGComment", "parent_id"),
    ("IGComment", "user"),
}


def _asked(row: NodeType, field: Field) -> str:
    """The field as it is asked, with the argument that it needs."""
    return f"{field.name}.username(other.account)" if field.name == "business_discovery" else field.name


def _refusal(field: Field, place: Place, host: str) -> str:
    """The rule that refuses the field, if any does."""
    if LOGINS[host] not in field.logins:
        return "field_missing"
    kinds = {kind.name for kind in field.kinds}
    return field.refused.name if field.refused and place.kind not in kinds else ""


def _is_told(field: Field, place: Place) -> bool:
    """Whether an object of this kind may have the field."""
    return not field.kinds or place.kind in {kind.name for kind in field.kinds}


def _named(case: Any) -> str:
    return case if isinstance(case, str) else case.name


@pytest.mark.parametrize(("row", "field", "host"), _CASES, ids=_named)
def test_each_field(rooms: Gallery, row: NodeType, field: Field, host: str) -> None:
    """A field is answered in the form of its value, left out where the object has none, or refused."""
    told = []
    for place in places(row, host):
        reply = rooms.fields(place, _asked(row, field), host)
        if refusal := _refusal(field, place, host):
            assert reply.rule == refusal, reply.body
            continue
        answer = seen(place, reply)
        assert set(answer) <= {field.name, "id"}
        assert ("id" in answer) is row.has_id
        if field.name in answer:
            assert _is_told(field, place), place
            assert _FORMS[field.value](answer[field.name]), answer
            told.append(place)
    answered = any(not _refusal(field, place, host) for place in places(row, host))
    assert bool(told) is (answered and (row.name, field.name) not in _NEVER_TOLD)


@pytest.mark.parametrize("host", LOGINS)
@pytest.mark.parametrize("row", _TYPES, ids=_named)
def test_all_fields_at_once(rooms: Gallery, row: NodeType, host: str) -> None:
    """All fields together are told in the order asked, whatever it is; the id comes last unless it was asked."""
    for place in places(row, host):
        names = [_asked(row, field) for field in row.fields if not _refusal(field, place, host) and field.name != "id"]
        for order in (names, names[::-1]):
            answer = seen(place, rooms.fields(place, ",".join(order), host))
            told = [name.partition(".")[0] for name in order]
            assert list(answer) == [name for name in told if name in answer] + ["id"] * row.has_id


@pytest.mark.parametrize("row", _TYPES, ids=_named)
def test_default_fields(rooms: Gallery, row: NodeType) -> None:
    """Without fields an object tells its default ones, in their order."""
    for place in PLACES[row.name]:
        if place.around == "%s":
            defaults = [field.name for field in row.fields if field.default]
            assert [name for name in defaults if name in seen(place, rooms.get(place.path))] == list(
                seen(place, rooms.get(place.path))
            )


@pytest.mark.parametrize("host", LOGINS)
@pytest.mark.parametrize("row", _TYPES, ids=_named)
def test_unknown_fields(rooms: Gallery, row: NodeType, host: str) -> None:
    """A field that no row names does not exist, on any type and host."""
    for place in places(row, host):
        reply = rooms.fields(place, "mood", host)
        assert (reply.rule, "(mood)" in reply.error["message"]) == ("field_missing", True)


_DATED = [(row, field) for row in _TYPES for field in row.fields if field.since]


@pytest.mark.parametrize(("row", "field"), _DATED, ids=_named)
def test_fields_that_came_later(rooms: Gallery, row: NodeType, field: Field) -> None:
    """The day before a field came it does not exist; from its day on it does."""
    assert field.since
    day_before = field.since - timedelta(days=1)
    place = PLACES[row.name][0]
    for day, exists in ((day_before, False), (field.since, True)):
        reply = rooms.world.emulator.get(
            f"/{place.path}",
            token=rooms.world.tokens[0],
            fields=place.around % field.name,
            headers={"X-Mock-Now": f"{day}T12:00:00Z"},
        )
        assert (reply.status == 200) is exists
        assert exists or reply.rule.startswith("field_missing")


def test_types_are_named_until_march_2026(rooms: Gallery) -> None:
    """Until 5 March 2026 the error names the type of node, from the day after it does not; the other host never did."""
    texts = []
    for day in ("2026-03-05", "2026-03-06"):
        asked = {"token": rooms.world.tokens[0], "headers": {"X-Mock-Now": f"{day}T12:00:00Z"}, "fields": "mood"}
        texts.append(rooms.world.emulator.get(f"/{PHOTO}", **asked).error["message"])
    assert texts == [
        "(#100) Tried accessing nonexisting field (mood) on node type (IGMedia)",
        "(#100) Tried accessing nonexisting field (mood)",
    ]
    assert rooms.get(PHOTO, INSTAGRAM, fields="mood", now="2026-03-05T12:00:00Z").error["message"] == (
        "Tried accessing nonexisting field (mood)"
    )


def test_aliases(rooms: Gallery) -> None:
    """A field may be answered under another name, even twice."""
    answer = rooms.get(PHOTO, fields="media_type.as(kind),id.as(number),media_type").json
    assert answer == {"kind": "IMAGE", "number": PHOTO, "media_type": "IMAGE", "id": PHOTO}


def test_every_object_of_the_gallery_has_a_row() -> None:
    """All types are asked here but posts of Pages and conversations, of which there are none."""
    assert {row.name for row in NODE_TYPES} - set(PLACES) == {"Conversation", "PagePost"}
    assert all(older.name != newer.name for older, newer in pairwise(_TYPES))
