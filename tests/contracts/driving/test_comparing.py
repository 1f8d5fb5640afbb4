"""What a client has read is held against the harness' own reading."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from contracts.compare import Difference
from contracts.driving import Kind
from contracts.driving.answer import Failure, Items, Row, Rows
from contracts.driving.comparing import Refusal, unlike_ids, unlike_items, unlike_refusal, unlike_rows
from contracts.driving.reading import rows_of

DAY = datetime(2026, 7, 1, 7, tzinfo=UTC)
BODY: dict[str, Any] = {
    "data": [
        {
            "name": "reach",
            "period": "day",
            "values": [
                {"value": 0, "end_time": "2026-07-01T07:00:00+0000"},
                {"value": 48.4, "end_time": "2026-07-02T07:00:00+0000"},
            ],
            "id": "1/insights/reach/day",
        },
        {
            "name": "views",
            "period": "day",
            "total_value": {
                "value": 2**53 + 1,
                "breakdowns": [
                    {"dimension_keys": ["b", "a"], "results": [{"dimension_values": ["x", "y"], "value": 3}]}
                ],
            },
            "id": "1/insights/views/day",
        },
        {"name": "likes", "period": "day", "id": "1/insights/likes/day"},
        {"name": "saves", "period": "day", "values": []},
    ]
}
PROMISED = rows_of([BODY], ["reach", "views", "likes", "shares"])


def test_every_number_is_a_row_and_what_has_none_is_a_row_without() -> None:
    assert PROMISED.rows == (
        Row("reach", "day", 0, DAY, None, "values", "1/insights/reach/day"),
        Row("reach", "day", 48.4, DAY + timedelta(days=1), None, "values", "1/insights/reach/day"),
        Row("views", "day", 2**53 + 1, None, None, "total_value", "1/insights/views/day"),
        Row("views", "day", 3, None, (("a", "y"), ("b", "x")), "total_value", "1/insights/views/day"),
        Row("likes", "day", None, None, None, "total_value", "1/insights/likes/day"),
        Row("saves", "day", None, None, None, "values", None),
    )
    assert PROMISED.missing == {"shares"}


def test_the_same_rows_in_any_order_are_alike() -> None:
    elsewhere = [row._replace(end_time=row.end_time and row.end_time + timedelta()) for row in reversed(PROMISED.rows)]

    assert list(unlike_rows(PROMISED, replace(PROMISED, rows=tuple(elsewhere), waited=(1.0,)))) == []


def changed(index: int, **parts: Any) -> Callable[[Rows], Rows]:
    def change(rows: Rows) -> Rows:
        row = rows.rows[index]._replace(**parts)
        return replace(rows, rows=(*rows.rows[:index], row, *rows.rows[index + 1 :]))

    return change


@pytest.mark.parametrize(
    ("change", "where"),
    [
        (changed(0, value=None), "reach values 2026-07-01T07:00:00+00:00: value"),
        (changed(0, value=False), "reach values 2026-07-01T07:00:00+00:00: value"),
        (changed(1, value=48), "reach values 2026-07-02T07:00:00+00:00: value"),
        (changed(2, value=float(2**53)), "views total_value: value"),
        (changed(4, value=0), "likes total_value: value"),
        (changed(0, period="week"), "reach values 2026-07-01T07:00:00+00:00: period"),
        (changed(0, id=None), "reach values 2026-07-01T07:00:00+00:00: id"),
        (changed(3, breakdown=None), "views total_value"),
        (changed(2, shape="values"), "views values"),
        (changed(0, end_time=None), "reach values"),
        (lambda rows: replace(rows, rows=rows.rows[1:]), "reach values 2026-07-01T07:00:00+00:00"),
        (lambda rows: replace(rows, rows=(*rows.rows, rows.rows[2])), "views total_value"),
        (lambda rows: replace(rows, missing=frozenset()), "missing"),
        (lambda rows: replace(rows, skipped=frozenset({"reach"})), "skipped"),
        (lambda _: Failure(Kind.OTHER, 1, None, 500, "no"), "answer"),
    ],
)
def test_each_difference_is_told_with_its_place(change: Callable[[Rows], Any], where: str) -> None:
    found = list(unlike_rows(PROMISED, change(PROMISED)))

    assert where in [each.where for each in found]


def test_totals_of_several_windows_stand_side_by_side() -> None:
    two = replace(PROMISED, rows=(PROMISED.rows[2], PROMISED.rows[2]._replace(value=1)))
    added = replace(PROMISED, rows=(PROMISED.rows[2]._replace(value=2**53 + 2),))

    assert list(unlike_rows(two, replace(two, rows=two.rows[::-1]))) == []
    assert len(list(unlike_rows(two, added))) == 2


def test_of_many_differences_some_are_told_and_the_others_counted() -> None:
    many = Items(tuple({"id": str(number)} for number in range(50)))

    found = list(unlike_items([{"id": "x"}] * 50, many))

    assert len(found) == 9
    assert found[-1] == Difference("and more", "no other difference", "42 other differences")


@pytest.mark.parametrize(
    "received",
    [({"id": "1"},), ({"id": "2"}, {"id": "1"}), ({"id": "1"}, {"id": "2"}, {"id": "2"}), ({"id": "1"}, {"id": 2})],
)
def test_items_are_the_same_ones_in_the_same_order(received: tuple[dict[str, Any], ...]) -> None:
    assert list(unlike_items([{"id": "1"}, {"id": "2"}], Items(({"id": "1"}, {"id": "2"})))) == []
    assert list(unlike_items([{"id": "1"}, {"id": "2"}], Items(received)))


def test_pages_are_told_by_their_accounts_and_those_without_one_are_not() -> None:
    pages = Items(({"id": "9", "instagram_business_account": {"id": "1"}}, {"id": "8"}))

    assert list(unlike_ids([{"id": "1"}], pages)) == []
    assert list(unlike_ids([{"id": "9"}], pages))


@pytest.mark.parametrize(
    "received",
    [
        Failure(Kind.TOKEN_INVALID, 190, 463, 400, ""),
        Failure(Kind.TOKEN_EXPIRED, 191, 463, 400, ""),
        Failure(Kind.TOKEN_EXPIRED, 190, None, 400, ""),
        Failure(Kind.TOKEN_EXPIRED, 190, 463, None, ""),
        Rows(()),
        Items(()),
    ],
)
def test_a_refusal_is_told_with_its_kind_and_numbers(received: Any) -> None:
    promised = Refusal((Kind.TOKEN_EXPIRED,), 190, 463, 400)

    for kind in (Kind.TOKEN_EXPIRED, None):
        assert list(unlike_refusal(promised, Failure(kind, 190, 463, 400, "gone"))) == []
    assert list(unlike_refusal(promised, received))
