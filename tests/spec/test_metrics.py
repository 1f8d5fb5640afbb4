"""The metrics of a document: those that errors enumerate on its day, and those that were retired before."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from contracts.openapi.public import PublicDocument
from mock_server.graph.versions import newest
from mock_server.spec import document
from mock_server.spec.edition import AS_OF
from tests.spec.documents import BY_NAME, DAYS, documented


def _metrics(public: PublicDocument, *, listed: bool) -> dict[str, dict[str, Any]]:
    told = (each for each in public.raw["x-insights-metrics"] if each.get("listed", True) is listed)
    return {f"{each['edge']}.{each['name']}": each for each in told}


@pytest.mark.parametrize(
    ("name", "replacement"),
    [
        ("media.plays", "views"),
        ("media.video_views", "views"),
        ("media.clips_replays_count", None),
        ("account.audience_city", "follower_demographics"),
        ("account.impressions", "views"),
    ],
)
def test_retired_metrics_are_remembered(name: str, replacement: str | None) -> None:
    """What errors enumerate no more is told with its end, what took its place, and that no host lists it."""
    told = _metrics(PublicDocument.committed(), listed=False)[name]
    assert told["retired"].startswith("from v")
    assert told.get("replacement") == replacement
    assert told.get("hosts", []) == []


@pytest.mark.parametrize("day", DAYS)
def test_listed_metrics_are_those_of_the_parameter(day: str) -> None:
    """What is remembered is taken on neither edge, unless the other one lists it."""
    public = documented(day)
    listed, remembered = (_metrics(public, listed=each) for each in (True, False))
    names = {each.partition(".")[2] for each in listed}
    assert names <= {*public.values_of("metric")}
    assert {each.partition(".")[2] for each in remembered}.isdisjoint({*public.values_of("metric")} - names)
    assert listed.keys().isdisjoint(remembered)
    assert all("retired" in each for each in remembered.values())


@pytest.mark.parametrize("day", DAYS)
def test_sources_of_metrics_are_told(day: str) -> None:
    """Each metric names a source that the document describes."""
    raw = documented(day).raw
    assert {each["source"] for each in raw["x-insights-metrics"]} <= raw["x-insights-sources"].keys()


@pytest.mark.parametrize(
    ("day", "version", "is_listed"),
    [("2023-10-01", "v17.0", True), ("2024-01-01", "v17.0", True), ("2024-06-14", "v20.0", False)],
)
def test_a_metric_is_listed_until_its_day_comes(day: str, version: str, *, is_listed: bool) -> None:
    """Until then it stands among the others, retired or not."""
    public = PublicDocument(document(BY_NAME[version], date.fromisoformat(day)))
    assert ("account.audience_city" in _metrics(public, listed=True)) is is_listed
    assert ("account.audience_city" in _metrics(public, listed=False)) is not is_listed


@pytest.mark.parametrize("day", [date(2023, 3, 1), AS_OF])
def test_no_error_enumerates_nothing(day: date) -> None:
    """Before graph.instagram.com listed metrics of media it enumerated those of accounts."""
    shown = {name: body["error"]["message"] for _, name, body in PublicDocument(_on(day)).error_examples()}
    assert [name for name, message in shown.items() if message.rstrip().endswith(":")] == []
    assert "reach" in shown["value_not_listed.instagram"]


def _on(day: date) -> dict[str, Any]:
    return document(newest(day), day)
