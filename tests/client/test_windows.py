"""Spans that are longer than a host allows: how they are cut, and what becomes of the answers."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta, timezone
from itertools import pairwise
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from client import InsightsClient, Window
from client.windows import Span, cut, span_of
from tests.client.conftest import INSTAGRAM_TOKEN, Script, Scripted, data, error

Make = Callable[..., InsightsClient]
MONTH = timedelta(days=30)
MAY = datetime(2026, 5, 1, tzinfo=UTC)


def series(*values: tuple[int, str], name: str = "reach") -> Scripted:
    """An answer with the days of a metric."""
    points = [{"value": value, "end_time": f"{day}T07:00:00+0000"} for value, day in values]
    return data({"name": name, "period": "day", "values": points, "id": f"17/insights/{name}/day"})


def total(value: int | None, name: str = "likes") -> Scripted:
    """An answer with the total of a metric."""
    return data({"name": name, "period": "day", "total_value": {} if value is None else {"value": value}})


@pytest.mark.parametrize("days", [0, 1, 29, 30, 31, 60, 61, 90, 729])
def test_windows_cover_the_span_once(days: int) -> None:
    """From one end to the other, no window too wide, and no second in two of them."""
    windows = list(cut(Span(MAY, MAY + timedelta(days=days)), MONTH))

    assert windows[0].since == MAY
    assert windows[-1].until == MAY + timedelta(days=days)
    assert all(until - since <= MONTH for since, until in windows if since and until)
    for earlier, later in pairwise(windows):
        assert later.params["since"] == str(int(earlier.params["until"] or 0) + 1)
    assert len(windows) == max(1, -(-days // 30))


@pytest.mark.parametrize("span", [Span(), Span(MAY, MAY - MONTH), Span(MAY, MAY + 9 * MONTH)])
def test_what_cannot_or_need_not_be_cut(span: Span) -> None:
    assert list(cut(span, None)) == [span]
    if span != Span(MAY, MAY + 9 * MONTH):
        assert list(cut(span, MONTH)) == [span]


@pytest.mark.parametrize(
    ("given", "sent"),
    [
        (None, None),
        (date(2026, 5, 1), "1777593600"),
        (datetime(2026, 5, 1, tzinfo=UTC), "1777593600"),
        (datetime(2026, 4, 30, 17, tzinfo=timezone(-timedelta(hours=7))), "1777593600"),
        (datetime(2026, 5, 1, 0, 0, 0, 999_999, tzinfo=UTC), "1777593600"),
    ],
)
def test_times_are_sent_as_seconds(given: Any, sent: str | None) -> None:
    """A date is its first second in UTC."""
    assert span_of(given, given).params == {"since": sent, "until": sent}


@pytest.mark.parametrize("end", ["since", "until"])
def test_one_end_alone_is_refused(client_of: Make, end: str) -> None:
    """The API would tell a day or two, and nobody would miss the other eighty-eight."""
    with pytest.raises(ValueError, match="given together"):
        client_of().account_series("17", ["reach"], **{end: MAY})  # type: ignore[arg-type] # one of the two


def test_windows_are_as_wide_when_the_clocks_are_changed() -> None:
    """Thirty days on the wall are an hour too long for the API in the autumn, and too short in the spring."""
    zone = ZoneInfo("America/Los_Angeles")
    span = span_of(datetime(2026, 10, 3, tzinfo=zone), datetime(2026, 11, 2, tzinfo=zone))

    windows = list(cut(span, MONTH))

    assert [(each["since"], each["until"]) for each in (window.params for window in windows)] == [
        ("1791010800", "1793602800"),
        ("1793602801", "1793606400"),
    ]


def test_a_time_without_a_zone_is_refused(client_of: Make) -> None:
    with pytest.raises(ValueError, match="with a time zone"):
        client_of().account_series("17", ["reach"], since=datetime(2026, 5, 1), until=MAY)  # noqa: DTZ001 - that is the point


def test_a_long_series_is_one_series(client_of: Make, script: Script) -> None:
    client = client_of(series((1, "2026-05-02"), (2, "2026-05-03")), series((3, "2026-06-02")))
    insights = client.account_series("17", ["reach"], since=date(2026, 5, 1), until=date(2026, 6, 5))

    reach = insights.series("reach")
    assert [point.value for point in reach.points] == [1, 2, 3]
    assert [value["value"] for value in reach.raw["values"]] == [1, 2, 3]  # type: ignore[index, union-attr, call-overload]
    assert insights.value("reach") == 3
    assert [(each["since"], each["until"]) for each in script.queries] == [
        ("1777593600", "1780185600"),
        ("1780185601", "1780617600"),
    ]


def test_series_of_several_periods_stay_apart(client_of: Make) -> None:
    day, week = ({"name": "reach", "period": period, "values": [{"value": 1}]} for period in ("day", "week"))
    insights = client_of(data(day, week)).account_series("17", ["reach"], period="day,week")

    assert [metric.period for metric in insights] == ["day", "week"]
    with pytest.raises(LookupError, match="reach: there are 2"):
        insights.series("reach")


def test_totals_are_told_for_each_window_and_never_added(client_of: Make) -> None:
    client = client_of(total(5), total(7))
    insights = client.account_totals("17", ["likes"], since=date(2026, 5, 1), until=date(2026, 6, 5))

    assert [each.value for each in insights.totals("likes")] == [5, 7]
    assert [each.window for each in insights.totals("likes")] == [
        Window(MAY, MAY + MONTH),
        Window(MAY + MONTH + timedelta(seconds=1), datetime(2026, 6, 5, tzinfo=UTC)),
    ]
    with pytest.raises(LookupError, match="likes: there are 2"):
        insights.total("likes")


def test_instagram_takes_any_width(client_of: Make, script: Script) -> None:
    client = client_of(total(12), token=INSTAGRAM_TOKEN)
    insights = client.account_totals("17", ["likes"], since=date(2025, 5, 1), until=date(2026, 6, 5))

    assert insights.value("likes") == 12
    assert len(script.asked) == 1


def test_a_metric_is_missing_when_no_window_has_it(client_of: Make) -> None:
    client = client_of(total(5), data({"name": "views", "total_value": {"value": 9}}))
    found = client.account_totals("17", ["likes", "views", "shares"], since=date(2026, 5, 1), until=date(2026, 6, 5))

    assert found.missing == ("shares",)
    assert len(found.totals("likes")) == len(found.totals("views")) == 1


def test_what_was_refused_in_one_window_is_not_asked_in_the_next(client_of: Make, script: Script) -> None:
    refusal = error(100, "metric[1] must be one of the following values: likes")
    client = client_of(refusal, total(5), total(7), on_unsupported="skip")
    found = client.account_totals("17", ["likes", "plays"], since=date(2026, 5, 1), until=date(2026, 6, 5))

    assert [each["metric"] for each in script.queries] == ["likes,plays", "likes", "likes"]
    assert list(found.skipped) == ["plays"]


def test_no_window_is_asked_for_nothing(client_of: Make, script: Script) -> None:
    client = client_of(error(100, "metric[0] must be one of the following values: likes"), on_unsupported="skip")
    found = client.account_totals("17", ["plays"], since=date(2026, 5, 1), until=date(2026, 9, 5))

    assert (len(script.asked), found.metrics, list(found.skipped)) == (1, (), ["plays"])
