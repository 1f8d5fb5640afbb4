"""Fingerprints: values are gone, what is said to everybody stays, and every difference in looks is found."""

from __future__ import annotations

import json
from typing import Any

import pytest

from contracts.compare import Difference, Reply
from contracts.files.promises import MISSING, Json
from contracts.fingerprinting.fingerprint import Fingerprint, fingerprint, unlike

OWN = "17900000000000001"
FOREIGN = "17900000000000009"


def shape(body: Any, **headers: str) -> Json:
    return fingerprint(Reply(200, headers, body), {OWN}).body


@pytest.mark.parametrize(
    ("value", "looks"),
    [
        (12, "int"),
        (0, "int"),
        (-12, "negint"),
        (12.0, "float"),
        (True, "boolean"),
        (None, None),
        ("a caption of somebody's", "text"),
        ("", "empty"),
        (OWN, "<id>:own"),
        (FOREIGN, "<id>:FOREIGN"),
        (f"{OWN}/insights/reach/lifetime", "<id>:own/insights/reach/lifetime"),
        ("call me: 17900000000000001", "text"),
        ("2026-07-16T07:00:00+0000", "9999-99-99T99:99:99+9999"),
        ("2026-07-16T07:00:00Z", "9999-99-99T99:99:99Z"),
        ("https://images.example/17900000000000001.jpg?secret=1", "link"),
        (
            f"https://graph.facebook.com/v26.0/{OWN}/media?limit=2&access_token=EAAmock-secret&after=x",
            "link /v26.0/<id>:own/media?limit&access_token&after",
        ),
        (
            f"http://127.0.0.1:8080/graph.facebook.com/v26.0/{OWN}/media?limit=2",
            "link /v26.0/<id>:own/media?limit",
        ),
    ],
)
def test_a_value_is_told_by_its_kind(value: Any, looks: Any) -> None:
    assert shape({"some_key": value}) == {"some_key": looks}


def test_a_list_is_the_set_of_its_shapes() -> None:
    """Elements that look alike count once, where the first of them stands; keys in another order look otherwise."""
    first, second = {"a": 1, "b": 2}, {"b": 1, "a": 2}
    looks = shape([first, {"a": 3, "b": 4}, second, first, "x"])
    assert json.dumps(looks) == json.dumps([{"a": "int", "b": "int"}, {"b": "int", "a": "int"}, "text"])
    assert shape([]) == []


def test_what_a_metric_is_called_stays() -> None:
    entry = {"name": "reach", "period": "day", "values": [{"value": 3}], "title": "Reach", "description": "How many."}
    assert shape(entry) == {**entry, "values": [{"value": "int"}]}


def test_what_people_are_called_does_not() -> None:
    assert shape({"name": "Blue Bottle", "username": "blue.bottle"}) == {"name": "text", "username": "text"}


@pytest.mark.parametrize(
    ("keys", "values", "looks"),
    [
        (["story_navigation_action_type"], ["tap_forward"], ["tap_forward"]),
        (["city"], ["Singapore"], ["text"]),
        (["age", "gender"], ["18-24", "F"], ["text"]),
    ],
)
def test_places_and_ages_of_people_are_values(keys: list[str], values: list[str], looks: list[str]) -> None:
    told = shape({"dimension_keys": keys, "results": [{"dimension_values": values, "value": 4}]})
    assert told == {"dimension_keys": keys, "results": [{"dimension_values": looks, "value": "int"}]}


def test_an_error_stays_but_for_ids_and_moments() -> None:
    message = f"Object with ID '{FOREIGN}': Session has expired on Saturday, 13-Jun-26 05:00:00 PDT. (#100) 2592000 s"
    error = {
        "message": message,
        "type": "OAuthException",
        "code": 190,
        "error_subcode": 463,
        "is_transient": False,
        "fbtrace_id": "AbI4OgPLVffnvzHT3515128",
    }
    expected = "Object with ID '<id>:FOREIGN': Session has expired on <moment>. (#100) 2592000 s"
    assert shape({"error": error}) == {"error": {**error, "message": expected, "fbtrace_id": "trace"}}


def test_keys_that_are_values_are_told_by_their_kind() -> None:
    assert shape({OWN: {"id": OWN}, FOREIGN: {"id": FOREIGN}}) == {
        "<id>:own": {"id": "<id>:own"},
        "<id>:FOREIGN": {"id": "<id>:FOREIGN"},
    }
    assert shape({"value": {"0": 4, "1": 7}}) == {"value": {"<number>": "int"}}
    assert shape({"value": {"Paris, France": 4, "F.18-24": 7.5}}) == {"value": {"<text>": ["int", "float"]}}


def test_the_items_of_a_batch_are_looked_into() -> None:
    item = {"code": 200, "headers": [{"name": "ETag", "value": "x"}], "body": json.dumps({"id": OWN})}
    assert shape([item]) == [{"code": 200, "headers": [{"name": "ETag", "value": "text"}], "body": {"id": "<id>:own"}}]


def test_headers_of_the_contract_are_told() -> None:
    headers = {
        "content-type": "application/json; charset=UTF-8",
        "facebook-api-version": "v26.0",
        "date": "Sun, 22 Nov 2026 12:00:00 GMT",
        "etag": f'"{"0a" * 20}"',
        "x-app-usage": '{"call_count":28,"total_time":25}',
        "x-fb-trace-id": "!",
        "www-authenticate": f'OAuth "Facebook Platform" "invalid_request" "no {FOREIGN}"',
        "location": "https://app.example/?code=secret",
    }
    assert fingerprint(Reply(200, headers, {}), ()).headers == {
        "content-type": "application/json; charset=UTF-8",
        "facebook-api-version": "v26.0",
        "www-authenticate": 'OAuth "Facebook Platform" "invalid_request" "no <id>:FOREIGN"',
        "location": "link",
        "x-fb-trace-id": "text",
        "etag": "40 hex",
        "x-app-usage": {"call_count": "int", "total_time": "int"},
    }


def test_what_is_no_json_looks_like_none() -> None:
    assert fingerprint(Reply(502, {"x-app-usage": "<html>"}, MISSING), ()) == (502, {"x-app-usage": "text"}, "no JSON")


def looks(body: Json, status: int = 200) -> Fingerprint:
    return Fingerprint(status, {"content-type": "application/json"}, body)


def test_equal_looks_have_no_difference() -> None:
    assert unlike(looks({"a": ["int", {"b": None}]}), looks({"a": ["int", {"b": None}]})) == []


@pytest.mark.parametrize(
    ("promised", "received", "difference"),
    [
        (looks("x"), looks("x", 500), Difference("status", "200", "500")),
        (looks({"a": "int"}), looks({"a": "float"}), Difference("body.a", '"int"', '"float"')),
        (looks({"code": 1}), looks({"code": True}), Difference("body.code", "1", "true")),
        (looks({"a": 1, "b": 1}), looks({"b": 1, "a": 1}), Difference("keys of body", "a, b", "b, a")),
        (looks({"a": 1}), looks({}), Difference("keys of body", "a", "none")),
        (looks({"a": []}), looks({"a": "text"}), Difference("body.a", "[]", '"text"')),
        (looks(["int"]), looks(["text"]), Difference("body[0]", '"int"', '"text"')),
        (looks(["int", "text"]), looks(["text"]), Difference("body", '["int"]', "no such element")),
        (looks(["int"]), looks(["int", "text"]), Difference("body", "no more than that", '["text"]')),
    ],
)
def test_each_difference_is_told_with_its_place(
    promised: Fingerprint, received: Fingerprint, difference: Difference
) -> None:
    assert unlike(promised, received) == [difference]
