"""The comparison as a truth table: a promise, what was received, and the differences between them."""

import pytest

from contracts.compare import Difference, Reply, differences, unlike
from contracts.files.case import Expectation
from contracts.files.document import Place, Table, read
from contracts.files.promises import MISSING, Json, Promise, Received

NOTHING = Expectation(status=None, headers={}, error=None, body=None, key_order={}, names=None)


def promise(written: str) -> Promise:
    """A promise as a case file has it."""
    place = Place("test.yaml")
    return Table.of(read(f"promise: {written}", place), place, ("promise",)).promise("promise")


@pytest.mark.parametrize(
    ("promised", "received"),
    [
        ("1", 1),
        ("48.4", 48.4),
        ("reach", "reach"),
        ("true", True),
        ("null", None),
        ("{}", {"a": 1}),
        ("{a: 1}", {"a": 1, "b": 2}),
        ("[]", []),
        ("[1, {a: 1}]", [1, {"a": 1, "b": 2}]),
        ("$integer", 0),
        ("$float", 0.5),
        ("$number", 1),
        ("$number", 1.5),
        ("$string", ""),
        ("$boolean", False),
        ("$object", {}),
        ("$list", []),
        ("$absent", MISSING),
        ("{a: $absent}", {}),
        ("{$match: ^a}", "abc"),
        ("{$link: '/v1/x?a=b'}", "http://127.0.0.1:8080/v1/x?a=b"),
        ("{$length: 2}", [1, 2]),
        ("{$each: $integer}", [1, 2]),
        ("{$contains: [{a: 2}, {a: 1}]}", [{"a": 1, "b": 1}, {"a": 2}, {"a": 3}]),
    ],
)
def test_kept(promised: str, received: Received) -> None:
    assert list(unlike(promise(promised), received, "body")) == []


@pytest.mark.parametrize(
    ("promised", "received", "expected"),
    [
        ("1", 2, ("body", "1", "2")),
        ("1", 1.0, ("body", "1", "1.0")),
        ("1", True, ("body", "1", "true")),
        ("1", "1", ("body", "1", '"1"')),
        ("null", 0, ("body", "null", "0")),
        ("1", MISSING, ("body", "1", "(absent)")),
        ("{a: 1}", {"a": 2}, ("body.a", "1", "2")),
        ("{a: 1}", {}, ("body.a", "1", "(absent)")),
        ("{a: {b: 1}}", {"a": []}, ("body.a", '{"b": 1}', "[]")),
        ("{a: $integer}", MISSING, ("body", '{"a": "$integer"}', "(absent)")),
        ("[]", [1], ("body", "[]", "[1]")),
        ("[1, 2]", [1, 3], ("body[1]", "2", "3")),
        ("[1]", {}, ("body", "[1]", "{}")),
        ("$integer", 1.0, ("body", "$integer", "1.0")),
        ("$integer", True, ("body", "$integer", "true")),
        ("$float", 1, ("body", "$float", "1")),
        ("$string", MISSING, ("body", "$string", "(absent)")),
        ("{a: $absent}", {"a": None}, ("body.a", "$absent", "null")),
        ("{$match: ^b}", "abc", ("body", "$match ^b", '"abc"')),
        ("{$match: ^b}", 3, ("body", "$match ^b", "3")),
        ("{$link: /v1/x}", "/v1/x", ("body", "$link /v1/x", '"/v1/x"')),
        ("{$link: /v1/x}", "http://h/v1/x?y", ("body", "$link /v1/x", '"http://h/v1/x?y"')),
        ("{$link: /v1/x}", "ftp://h/v1/x", ("body", "$link /v1/x", '"ftp://h/v1/x"')),
        ("{$length: 2}", [1], ("body", "$length 2", "[1]")),
        ("{$each: $integer}", [1, "2"], ("body[1]", "$integer", '"2"')),
        ("{$each: $integer}", [], ("body", '{"$each": "$integer"}', "[]")),
        ("{$contains: [2, 4]}", [1, 2], ("body", '{"$contains": [2, 4]}', "[1, 2]")),
    ],
)
def test_broken(promised: str, received: Received, expected: tuple[str, str, str]) -> None:
    assert list(unlike(promise(promised), received, "body")) == [Difference(*expected)]


BODY: Json = {"data": [{"name": "reach", "period": "day"}, {"name": "views", "period": "day"}], "paging": {}}


@pytest.mark.parametrize(
    ("expected", "difference"),
    [
        ({"status": range(400, 401)}, ("status", "400", "200")),
        ({"status": range(400, 500)}, ("status", "400 to 499", "200")),
        ({"headers": {"X-Api": "v1"}}, ("header X-Api", '"v1"', '"v2"')),
        ({"headers": {"ETag": "x"}}, ("header ETag", '"x"', "(absent)")),
        ({"error": {"code": 100}}, ("body.error", '{"code": 100}', "(absent)")),
        ({"names": ("views", "reach")}, ("names[0]", '"views"', '"reach"')),
        ({"names": ("reach",)}, ("names", '["reach"]', '["reach", "views"]')),
        ({"key_order": {"body": ("paging", "data")}}, ("keys of body[0]", '"paging"', '"data"')),
        ({"key_order": {"body.data[1]": ("name",)}}, ("keys of body.data[1]", '["name"]', '["name", "period"]')),
        ({"key_order": {"body.data[2]": ("name",)}}, ("keys of body.data[2]", '["name"]', "(absent)")),
        ({"body": {"data": [{}, {"name": "likes"}]}}, ("body.data[1].name", '"likes"', '"views"')),
    ],
)
def test_replies(expected: dict[str, object], difference: tuple[str, str, str]) -> None:
    reply = Reply(200, {"x-api": "v2"}, BODY)
    values = {name: getattr(NOTHING, name) for name in Expectation.__slots__}

    first, *_ = differences(Expectation(**{**values, **expected}), reply)

    assert first == Difference(*difference)


def test_an_error_that_nobody_promised_is_told_first() -> None:
    expected = Expectation(status=range(200, 201), headers={}, error=None, body=None, key_order={}, names=("reach",))
    reply = Reply(400, {}, {"error": {"code": 100}})

    assert differences(expected, reply) == [
        Difference("status", "200", "400"),
        Difference("body.error", "(absent)", '{"code": 100}'),
        Difference("names", '["reach"]', "(absent)"),
    ]


def test_a_kept_promise_has_no_differences() -> None:
    assert differences(NOTHING, Reply(200, {}, BODY)) == []


def test_a_body_that_is_no_json_is_absent() -> None:
    expected = Expectation(status=None, headers={}, error=None, body={"data": []}, key_order={}, names=None)

    assert differences(expected, Reply(200, {}, MISSING)) == [Difference("body", '{"data": []}', "(absent)")]
