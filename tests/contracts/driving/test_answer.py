"""Answers of programs are read strictly."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from contracts.driving import Kind, ProgramError
from contracts.driving.answer import Failure, Items, Row, Rows, Token, Unsupported, read

ROW: dict[str, Any] = {
    "metric": "reach",
    "period": "day",
    "value": 5,
    "end_time": "2026-07-01T00:00:00-07:00",
    "breakdown": {"follow_type": "FOLLOWER", "age": "18-24"},
    "shape": "values",
    "id": "1/insights/reach/day",
}
ERROR: dict[str, Any] = {"kind": "rate_limited", "code": 4, "subcode": None, "status": 400, "message": "wait"}


def rows(**changed: Any) -> dict[str, Any]:
    return {"result": {"rows": [{**ROW, **changed}]}}


def test_rows_are_read_with_instants_and_sorted_breakdowns() -> None:
    answer = read({**rows(), "waited": [1, 2.5]})

    ended = datetime(2026, 7, 1, 7, tzinfo=UTC)
    parts = (("age", "18-24"), ("follow_type", "FOLLOWER"))
    assert answer == Rows((Row("reach", "day", 5, ended, parts, "values", "1/insights/reach/day"),), waited=(1.0, 2.5))


def test_missing_and_skipped_metrics_are_read() -> None:
    answer = read({"result": {"rows": [], "missing": ["a"], "skipped": ["b"]}, "waited": []})

    assert answer == Rows((), frozenset({"a"}), frozenset({"b"}))


def test_items_tokens_and_errors_are_read() -> None:
    assert read({"result": {"items": [{"id": "1"}]}}) == Items(({"id": "1"},))
    assert read({"result": {"token": "t", "expires_in": 5}}) == Token("t", 5)
    assert read({"error": {**ERROR, "kind": None}}) == Failure(None, 4, None, 400, "wait")
    assert read({"error": ERROR, "waited": [3]}) == Failure(Kind.RATE_LIMITED, 4, None, 400, "wait", (3.0,))


def test_what_a_client_does_not_have_is_told() -> None:
    with pytest.raises(Unsupported, match="the client has no stories"):
        read({"unsupported": "stories"})


def test_a_token_is_not_shown() -> None:
    assert "secret" not in repr(read({"result": {"token": "secret"}}))


@pytest.mark.parametrize("value", [2**70, 0.1, None, {"0": 5}, "text"])
def test_values_stay_as_they_are(value: Any) -> None:
    answer = read(rows(value=value))

    assert isinstance(answer, Rows)
    assert answer.rows[0].value == value


@pytest.mark.parametrize(
    ("answer", "problem"),
    [
        ({}, "neither `error` nor a `result`"),
        ({"result": None}, "neither `error` nor a `result`"),
        ({"result": {"rows": {}}}, "answer.result.rows: "),
        (rows(value=True), "answer.result.rows[0].value: "),
        (rows(end_time="2026-07-01"), "answer.result.rows[0].end_time: '2026-07-01' is no instant"),
        (rows(end_time="soon"), "answer.result.rows[0].end_time: 'soon' is no instant"),
        (rows(shape="series"), "answer.result.rows[0].shape: "),
        (rows(id=17), "answer.result.rows[0].id: "),
        (rows(colour="red"), "answer.result.rows[0]: "),
        ({"result": {"rows": [{"metric": "reach"}]}}, "answer.result.rows[0]: "),
        ({"result": {"items": ["1"]}}, "answer.result.items[0]: "),
        ({"result": {"token": None}}, "answer.result.token: "),
        ({"error": {**ERROR, "kind": "bad_luck"}}, "answer.error.kind: "),
        ({"error": {**ERROR, "code": "4"}}, "answer.error.code: "),
        ({**rows(), "waited": [-1]}, "answer.waited[0]: "),
        ({"error": ERROR, "result": {}}, "answer: "),
    ],
)
def test_what_the_protocol_does_not_know_is_refused_with_its_place(answer: dict[str, Any], problem: str) -> None:
    with pytest.raises(ProgramError) as told:
        read(answer)

    assert problem in str(told.value)


def test_what_is_refused_is_not_quoted() -> None:
    with pytest.raises(ProgramError) as told:
        read({"result": {"token": ["EAAmock-secret"]}})

    assert "secret" not in str(told.value)
