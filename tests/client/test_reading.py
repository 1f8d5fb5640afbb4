"""Numbers are read as they are told: none is lost, none is invented, and what is not told is not zero."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import FrozenInstanceError
from datetime import UTC, date, datetime
from typing import Any

import pytest

from client import Insights, InsightsClient, Part, Point, Series, Total, Unreadable
from tests.client.conftest import Script, Scripted, data, error

Make = Callable[..., InsightsClient]
JULY = datetime(2026, 7, 15, 7, tzinfo=UTC)


def entry(name: str = "reach", **told: Any) -> dict[str, Any]:
    """An entry of an answer to an insights call."""
    return {"name": name, "period": "day", "title": "Reach", "description": "…", "id": f"17/insights/{name}/day"} | told


def parts(*results: tuple[list[str], Any], keys: tuple[str, ...] = ("country",), **total: Any) -> dict[str, Any]:
    """A total with its parts."""
    told = [{"dimension_values": values, "value": value} for values, value in results]
    return {"total_value": {**total, "breakdowns": [{"dimension_keys": list(keys), "results": told}]}}


@pytest.fixture
def read(client_of: Make) -> Callable[..., Insights]:
    """Reads entries."""
    return lambda *entries, metrics=("reach",): client_of(data(*entries)).media_insights("17", metrics)


Read = Callable[..., Insights]


def test_a_series(read: Read) -> None:
    told = entry(values=[{"value": 5, "end_time": "2026-07-15T07:00:00+0000"}, {"value": 0}], new_key={"a": 1})
    insights = read(told)

    reach = insights.series("reach")
    assert list(insights) == [reach]
    assert reach == Series(
        name="reach",
        period="day",
        title="Reach",
        description="…",
        id="17/insights/reach/day",
        points=(Point(5, JULY), Point(0, None)),
    )
    assert reach.raw == told
    assert insights.value("reach") == 0


def test_a_total_with_parts(read: Read) -> None:
    insights = read(entry(**parts((["JP"], 4), (["ATLANTIS"], 0), value=7)))

    total = insights.total("reach")
    assert (total.value, total.parts) == (7, (Part({"country": "JP"}, 4), Part({"country": "ATLANTIS"}, 0)))
    assert insights.value("reach") == 7


def test_parts_of_two_dimensions_and_no_total(read: Read) -> None:
    told = parts((["25-34", "F"], 4), (["25-34", "M"], 3), keys=("age", "gender"))
    total = read(entry("follower_demographics", **told)).total("follower_demographics")

    assert total.value is None
    assert total.parts == (Part({"age": "25-34", "gender": "F"}, 4), Part({"age": "25-34", "gender": "M"}, 3))
    assert [row.value for row in total.rows()] == [4, 3]


def test_both_shapes_of_one_metric(read: Read) -> None:
    """A media's metric with a breakdown is told twice."""
    insights = read(entry("navigation", values=[{"value": 4}], **parts((["tap_exit"], 4), value=4)))

    assert (insights.series("navigation").value, insights.total("navigation").value) == (4, 4)
    assert insights.value("navigation") == 4
    assert [row.shape for row in insights.rows()] == ["values", "total_value", "total_value"]


def test_what_was_left_out_is_missing(read: Read) -> None:
    insights = read(entry(values=[{"value": 0}]), metrics=["reach", "saved"])

    assert insights.missing == ("saved",)
    assert (insights.value("reach"), insights.value("saved")) == (0, None)
    assert (insights.series("saved"), insights.total("saved")) == (Series(name="saved"), Total(name="saved"))
    with pytest.raises(LookupError, match="likes: was not asked"):
        insights.value("likes")
    with pytest.raises(LookupError, match="reach: was not asked, or is not told as a total"):
        insights.total("reach")


@pytest.mark.parametrize(
    ("told", "shape"),
    [
        ({}, "total_value"),
        ({"total_value": None}, "total_value"),
        ({"total_value": {}}, "total_value"),
        ({"total_value": {"value": None}}, "total_value"),
        ({"total_value": {"breakdowns": None}}, "total_value"),
        ({"total_value": {"breakdowns": []}}, "total_value"),
        ({"total_value": {"breakdowns": [{"dimension_keys": ["follow_type"]}]}}, "total_value"),
        ({"values": []}, "values"),
        ({"values": None}, "values"),
        ({"values": [], "total_value": {}}, "values"),
        ({"values": [{}]}, "values"),
        ({"values": [{"value": None}]}, "values"),
    ],
)
def test_a_metric_without_a_number(read: Read, told: dict[str, Any], shape: str) -> None:
    """It is told, so it is not missing; its number is None, in one row."""
    insights = read(entry(**told))

    [row] = insights.rows()
    assert (row.metric, row.value, row.shape) == ("reach", None, shape)
    assert (insights.value("reach"), insights.missing) == (None, ())


def test_parts_that_are_all_zero_are_not_parts_that_are_not_known(read: Read) -> None:
    nothing, unknown = (entry(name, **parts()) for name in ("reach", "views"))
    del unknown["total_value"]["breakdowns"][0]["results"]
    insights = read(nothing, unknown)

    assert insights.total("reach").parts == ()
    assert insights.total("views").parts is None


@pytest.mark.parametrize("number", [48.4, 12.0, 2**53 + 1, 10**30, -1])
def test_numbers_stay_what_they_are(read: Read, number: float) -> None:
    value = read(entry(values=[{"value": number}])).value("reach")

    assert (value, type(value)) == (number, type(number))


def test_a_number_may_be_an_object(read: Read) -> None:
    insights = read(entry("online_followers", values=[{"value": {"0": 3, "23": 0}}, {"value": {}}]))

    assert [row.value for row in insights.rows()] == [{"0": 3, "23": 0}, {}]


@pytest.mark.parametrize(
    "written", ["2026-07-15T07:00:00+0000", "2026-07-15T07:00:00+00:00", "2026-07-15T07:00:00Z",
                "2026-07-15T00:00:00-0700"],
)  # fmt: skip
def test_instants_have_their_offset(read: Read, written: str) -> None:
    [point] = read(entry(values=[{"value": 1, "end_time": written}])).series("reach").points

    assert point.end_time == JULY
    assert point.end_time.tzinfo is not None


def test_parts_may_have_an_instant(read: Read) -> None:
    told = parts((["JP"], 4))
    told["total_value"]["breakdowns"][0]["results"][0]["end_time"] = "2026-07-15T07:00:00+0000"

    assert read(entry(**told)).total("reach").parts == (Part({"country": "JP"}, 4, JULY),)


@pytest.mark.parametrize(
    "wrong",
    [
        {"name": None},
        {"name": 7},
        {"values": {"value": 1}},
        {"values": [1]},
        {"values": [{"value": "5"}]},
        {"values": [{"value": True}]},
        {"values": [{"value": [5]}]},
        {"values": [{"value": 5, "end_time": "yesterday"}]},
        {"values": [{"value": 5, "end_time": 1784098800}]},
        {"values": [{"value": 5, "end_time": "2026-07-15T07:00:00"}]},
        {"total_value": 5},
        {"total_value": {"value": "5"}},
        {"total_value": {"value": {"0": 5}}},
        {"total_value": {"breakdowns": {}}},
        {"total_value": {"breakdowns": [{"dimension_keys": ["country"], "results": {}}]}},
        {"total_value": {"breakdowns": [{"results": [{"dimension_values": ["JP"], "value": 1}]}]}},
        {"total_value": {"breakdowns": [{"dimension_keys": ["country"], "results": [{"value": 1}]}]}},
        parts((["JP"], 1), keys=("country", "city")),
        parts(([7], 1)),  # type: ignore[list-item] # that is the point
    ],
    ids=str,
)
def test_what_the_api_does_not_tell_in_this_way(read: Read, wrong: dict[str, Any]) -> None:
    with pytest.raises(Unreadable):
        read(entry(**wrong))


@pytest.mark.parametrize("body", [b"", b"<html>", b'{"data": [', b"null", b"[]", b'{"data": NaN}', b"[" * 100_000])
def test_what_is_no_answer(client_of: Make, body: bytes) -> None:
    with pytest.raises(Unreadable):
        client_of(Scripted(200, body)).media_insights("17", ["reach"])


def test_an_error_that_is_nested_beyond_reason(client_of: Make) -> None:
    body = b'{"error": ' + b"[" * 700 + b"]" * 700 + b"}"

    with pytest.raises(Unreadable, match="HTTP 400"):
        client_of(Scripted(400, body)).media_insights("17", ["reach"])


def test_the_type_of_the_content_does_not_matter(client_of: Make) -> None:
    reply = Scripted(200, {"data": [entry(values=[{"value": 3}])]}, {"Content-Type": "text/javascript"})

    assert client_of(reply).media_insights("17", ["reach"]).value("reach") == 3


def test_results_do_not_change(read: Read) -> None:
    insights = read(entry(values=[{"value": 3}]))

    with pytest.raises(FrozenInstanceError):
        insights.series("reach").points = ()  # type: ignore[misc] # that is the point


def test_rows_for_a_table(read: Read) -> None:
    """Flat, with the same columns everywhere; an object becomes a row for each of its entries."""
    told = (
        entry(**parts((["JP"], 4), value=7)),
        entry("online_followers", values=[{"value": {"0": 3, "1": 0}, "end_time": "2026-07-15T07:00:00+0000"}]),
        entry("audience_city", values=[{"value": {}}]),
    )
    rows = read(*told).to_rows()

    columns = ["id", "metric", "period", "shape", "since", "until", "end_time", "value", "country", "key"]
    assert all(list(row) == columns for row in rows)
    assert [(row["metric"], row["country"], row["key"], row["value"]) for row in rows] == [
        ("reach", None, None, 7),
        ("reach", "JP", None, 4),
        ("online_followers", None, "0", 3),
        ("online_followers", None, "1", 0),
        ("audience_city", None, None, None),
    ]
    assert rows[2]["end_time"] == JULY


def test_rows_of_a_number_that_is_told_twice_differ_by_their_shape(read: Read) -> None:
    rows = read(entry(values=[{"value": 7}], total_value={"value": 7})).to_rows()

    assert [(row["shape"], row["value"]) for row in rows] == [("values", 7), ("total_value", 7)]


def test_rows_of_windows_tell_theirs(client_of: Make) -> None:
    client = client_of(data(entry("likes", total_value={"value": 7})))
    [row] = client.account_totals("17", ["likes"], since=date(2026, 7, 1), until=date(2026, 7, 8)).to_rows()

    assert (row["since"], row["until"]) == (datetime(2026, 7, 1, tzinfo=UTC), datetime(2026, 7, 8, tzinfo=UTC))


def test_no_rows_of_nothing() -> None:
    assert Insights().to_rows() == []


def test_a_skipped_metric_tells_why(client_of: Make) -> None:
    replies = [error(100, "metric[0] must be one of the following values: reach"), data()]
    insights = client_of(*replies, on_unsupported="skip").media_insights("17", ["plays", "reach"])

    with pytest.raises(Exception, match="must be one of"):
        insights.value("plays")


@pytest.mark.parametrize(
    ("call", "sent"),
    [
        (
            lambda client: client.account_series("17", ["reach", "reach", "follower_count"]),
            {"metric": "reach,follower_count", "period": "day", "metric_type": "time_series"},
        ),
        (
            lambda client: client.account_totals("17", "reach,views", breakdowns=["media_product_type", "follow_type"]),
            {
                "metric": "reach,views",
                "period": "day",
                "metric_type": "total_value",
                "breakdown": "media_product_type,follow_type",
            },
        ),
        (
            lambda client: client.account_demographics("17", ["follower_demographics"], timeframe="this_week"),
            {
                "metric": "follower_demographics",
                "period": "lifetime",
                "metric_type": "total_value",
                "timeframe": "this_week",
            },
        ),
        (lambda client: client.media_insights("17", iter(["reach"])), {"metric": "reach"}),
        (lambda client: client.media_insights("17", "reach, likes"), {"metric": "reach,likes"}),
        (lambda client: client.media_insights("17", ["reach,likes", " saved"]), {"metric": "reach,likes,saved"}),
        (lambda client: client.media_insights("17", period="day"), {"period": "day"}),
        (
            lambda client: client.story_insights("17", ["navigation"], breakdowns=["story_navigation_action_type"]),
            {"metric": "navigation", "breakdown": "story_navigation_action_type"},
        ),
    ],
)
def test_what_is_sent(client_of: Make, script: Script, call: Callable[[InsightsClient], Any], sent: Any) -> None:
    call(client_of(data()))

    assert script.queries == [sent]
    assert script.addresses == ["https://graph.facebook.com/v26.0/17/insights"]
