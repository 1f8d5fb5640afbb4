"""Two documents compared: the committed one with itself, and with copies in which one thing was changed."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from contracts.comparing.documents import Change, Comparison, compare
from contracts.openapi.public import PATH, PublicDocument

Raw = dict[str, Any]
MEDIA = "/{version}/{object-id}/media"


@pytest.fixture(scope="module")
def text() -> str:
    return json.dumps(PublicDocument.committed().raw)


@pytest.fixture
def compared(text: str) -> Callable[[Callable[[Raw], object]], Comparison]:
    """The committed document against a copy that is changed."""

    def _compared(change: Callable[[Raw], object]) -> Comparison:
        raw = json.loads(text)
        change(raw)
        return compare(PublicDocument(json.loads(text)), PublicDocument(raw))

    return _compared


def rows(raw: Raw, start: str) -> list[Raw]:
    found = [row for row in raw["paths"][PATH]["get"]["x-insights-rows"] if row["name"].startswith(start)]
    assert found
    return found


def row(raw: Raw, name: str) -> Raw:
    return next(each for each in rows(raw, name) if each["name"] == name)


def media_fields(raw: Raw) -> dict[str, Raw]:
    return {each["name"]: each for each in raw["x-insights-fields"]["IGMedia"]["fields"]}


def schema(raw: Raw, name: str) -> Raw:
    found: Raw = raw["components"]["schemas"][name]
    return found


def take_metric(raw: Raw, metric: str, start: str) -> None:
    for each in rows(raw, start):
        if metric in each["metrics"]:
            each["metrics"].remove(metric)


def take_value(raw: Raw, axis: str, value: str) -> None:
    for each in raw["paths"][PATH]["get"]["x-insights-rows"]:
        if value in each["params"].get(axis, []):
            each["params"][axis].remove(value)


def take_field(raw: Raw, name: str) -> None:
    raw["x-insights-fields"]["IGMedia"]["fields"].remove(media_fields(raw)[name])
    del schema(raw, "IGMedia")["properties"][name]


def take_edge(raw: Raw, name: str) -> None:
    edges = raw["x-insights-fields"]["IGUser"]["edges"]
    raw["x-insights-fields"]["IGUser"]["edges"] = [each for each in edges if each["name"] != name]


def split_row(raw: Raw) -> None:
    """One row of photos becomes two: what was asked together needs two requests."""
    for each in rows(raw, "photo_facebook") + rows(raw, "photo_shared_facebook"):
        each["metrics"].remove("saved")
        other = {**each, "name": f"{each['name']}_saved", "metrics": ["saved"]}
        raw["paths"][PATH]["get"]["x-insights-rows"].append(other)


def take_combination(raw: Raw) -> None:
    """Weeks have no time series any more; four weeks have."""
    series = row(raw, "account_week_days_28_series")
    series["params"] = {"period": ["days_28"], "metric_type": ["default", "time_series"]}
    weeks = {**series, "name": "account_week", "params": {"period": ["week"], "metric_type": ["default"]}}
    raw["paths"][PATH]["get"]["x-insights-rows"].append(weeks)


BREAKING: dict[str, tuple[Callable[[Raw], object], str, str]] = {
    "a metric of a kind": (lambda raw: take_metric(raw, "saved", "photo"), "saved", "gone for photo"),
    "a metric on one host": (
        lambda raw: row(raw, "story_by_story_navigation_action_type").update(hosts=["graph.facebook.com"]),
        "navigation",
        "no longer with breakdown=story_navigation_action_type for story on graph.instagram.com",
    ),
    "a special case": (
        lambda raw: take_metric(raw, "crossposted_views", "reel_shared"),
        "crossposted_views",
        "gone for reel with shared_to_facebook",
    ),
    "a value": (
        lambda raw: take_value(raw, "timeframe", "last_90_days"),
        "follower_demographics",
        "no longer with timeframe=last_90_days for account",
    ),
    "a combination": (
        take_combination,
        "reach",
        "no longer with period=week&metric_type=time_series for account",
    ),
    "a new requirement": (
        lambda raw: row(raw, "account_week_days_28_series")["optional"].clear(),
        "reach",
        "needs metric_type=default or time_series for account",
    ),
    "a shape": (
        lambda raw: [each.update(answers=["MediaRate"]) for each in rows(raw, "album_by_action_type")],
        "profile_activity",
        "answers MediaRate, not MediaCount for album",
    ),
    "what goes together": (
        split_row,
        "saved",
        "no longer in one request with",
    ),
    "a type": (lambda raw: raw["x-insights-fields"].pop("Business"), "Business", "gone"),
    "a field": (lambda raw: take_field(raw, "caption"), "IGMedia.caption", "gone"),
    "a field on a host": (
        lambda raw: media_fields(raw)["caption"]["hosts"].remove("graph.facebook.com"),
        "IGMedia.caption",
        "gone on graph.facebook.com",
    ),
    "a field of a kind": (
        lambda raw: media_fields(raw)["caption"].update(kinds=["photo"], refused="field_missing"),
        "IGMedia.caption",
        "gone for video, album, reel, story",
    ),
    "a scope": (
        lambda raw: media_fields(raw)["caption"].update(scopes={"graph.facebook.com": [["ads_read"]]}),
        "IGMedia.caption",
        "needs ads_read on graph.facebook.com",
    ),
    "an edge": (lambda raw: take_edge(raw, "stories"), "IGUser/stories", "gone"),
    "an operation": (lambda raw: raw["paths"].pop("/{version}/debug_token"), "GET /{version}/debug_token", "gone"),
    "a status": (lambda raw: raw["paths"][MEDIA]["get"]["responses"].pop("304"), "status 304", f"gone for GET {MEDIA}"),
    "a parameter": (
        lambda raw: raw["paths"][MEDIA]["get"]["parameters"].remove({"$ref": "#/components/parameters/Limit"}),
        "limit",
        f"is not taken any more for GET {MEDIA}",
    ),
    "a demand": (
        lambda raw: raw["components"]["parameters"]["Fields"].update(required=True),
        "fields",
        "is demanded for ",
    ),
    "a new demand": (
        lambda raw: raw["paths"][MEDIA]["get"]["parameters"].append(
            {"name": "purpose", "in": "query", "required": True, "schema": {"type": "string"}}
        ),
        "purpose",
        f"is demanded for GET {MEDIA}",
    ),
    "a form": (
        lambda raw: raw["components"]["parameters"]["Since"]["schema"].update(pattern="^\\d+$"),
        "since",
        "no longer takes ",
    ),
    "a new value in answers": (
        lambda raw: schema(raw, "AccountSeries")["properties"]["period"]["enum"].append("year"),
        "AccountSeries.period",
        'may also be {"const": "year"}',
    ),
    "a type in answers": (
        lambda raw: schema(raw, "IGMedia")["properties"]["comments_count"].update(type="string"),
        "IGMedia.comments_count",
        'may also be {"type": "string"}',
    ),
    "a key that may be missing": (
        lambda raw: schema(raw, "MediaCount")["required"].remove("title"),
        "MediaCount.title",
        "may be missing",
    ),
    "a key that is gone": (
        lambda raw: schema(raw, "Summary")["properties"].pop("total_count"),
        "Summary.total_count",
        "gone",
    ),
    "another schema": (
        lambda raw: schema(raw, "IGMedia.children")["properties"]["data"]["items"].update(
            {"$ref": "#/components/schemas/Page"}
        ),
        "IGMedia.children.data[]",
        'may also be {"const": "#/components/schemas/Page"}',
    ),
}


@pytest.mark.parametrize("name", BREAKING)
def test_it_breaks(name: str, compared: Callable[[Callable[[Raw], object]], Comparison]) -> None:
    change, subject, told = BREAKING[name]

    found = compared(change).breaking

    assert any(each.subject == subject and each.told.startswith(told) for each in found), found


def test_a_document_and_itself_are_the_same(compared: Callable[[Callable[[Raw], object]], Comparison]) -> None:
    assert compared(lambda _: None) == Comparison([], [])


HARMLESS: dict[str, Callable[[Raw], object]] = {
    "another version and day": lambda raw: raw.update(
        {"x-insights-version": "v27.0", "x-insights-as-of": "2027-01-01"}
    ),
    "a key more in answers": lambda raw: schema(raw, "Cursors")["properties"].update(page={"type": "integer"}),
    "a value less in answers": lambda raw: schema(raw, "AccountSeries")["properties"]["period"]["enum"].pop(),
    "a key that is always there now": lambda raw: schema(raw, "MediaCount")["required"].append("total_value"),
    "words": lambda raw: schema(raw, "IGMedia").update(description="Media, in other words."),
    "an optional parameter more": lambda raw: raw["paths"][MEDIA]["get"]["parameters"].append(
        {"name": "sort", "in": "query", "schema": {"type": "string"}}
    ),
    "an optional parameter that may be anything": lambda raw: raw["components"]["parameters"]["Since"].update(
        schema={}
    ),
}


@pytest.mark.parametrize("name", HARMLESS)
def test_it_breaks_nothing(name: str, compared: Callable[[Callable[[Raw], object]], Comparison]) -> None:
    assert compared(HARMLESS[name]).breaking == []


def test_what_is_new_is_told_as_new(text: str) -> None:
    """The same documents the other way round: what was lost is gained, and nothing breaks."""
    less = json.loads(text)
    take_metric(less, "saved", "photo")
    take_value(less, "timeframe", "last_90_days")
    less["paths"].pop("/{version}/debug_token")

    found = compare(PublicDocument(less), PublicDocument(json.loads(text)))

    assert found.breaking == []
    assert {
        Change("requests", "saved", "new for photo"),
        Change("requests", "follower_demographics", "also with timeframe=last_90_days for account"),
        Change("operations", "GET /{version}/debug_token", "new"),
    } <= set(found.added)


def test_a_retired_metric_is_told_with_its_successor(compared: Callable[[Callable[[Raw], object]], Comparison]) -> None:
    def retire(raw: Raw) -> None:
        take_metric(raw, "reach", "photo")
        listed = next(each for each in raw["x-insights-metrics"] if each["name"] == "reach")
        listed.update(replacement="views", retired="from v27.0 on; everywhere on 2027-01-01")

    [change] = compared(retire).breaking

    assert change.told == "gone for photo"
    assert change.instead == "use views; retired from v27.0 on; everywhere on 2027-01-01"
