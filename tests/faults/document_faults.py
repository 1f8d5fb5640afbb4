"""Faults of the OpenAPI document: it promises what is not so, or keeps silent about what is."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from contracts.openapi.public import PATH
from tests.faults.ground import Fault, Seed, document

Part = dict[str, Any]


def operation(change: Callable[[Part], object]) -> Seed:
    """The operation about insights is changed."""
    return document(lambda raw: change(raw["paths"][PATH]["get"]))


def row(name: str, change: Callable[[Part], object]) -> Seed:
    """A row is changed."""

    def changed(found: Part) -> None:
        (only,) = (each for each in found["x-insights-rows"] if each["name"] == name)
        change(only)

    return operation(changed)


def schema(name: str, change: Callable[[Part], object]) -> Seed:
    """A schema is changed."""
    return document(lambda raw: change(raw["components"]["schemas"][name]))


def field(of_type: str, name: str, change: Callable[[Part], object]) -> Seed:
    """What is told of a field is changed."""

    def changed(raw: Part) -> None:
        (only,) = (each for each in raw["x-insights-fields"][of_type]["fields"] if each["name"] == name)
        change(only)

    return document(changed)


def _no_rows_of_stories(found: Part) -> None:
    found["x-insights-rows"] = [each for each in found["x-insights-rows"] if each["object"] != "story"]


def _example(found: Part) -> Part:
    examples = found["responses"]["400"]["content"]["application/json"]["examples"]
    error: Part = examples["story_gone.facebook"]["value"]["error"]
    return error


DOCUMENT_FAULTS = (
    Fault(
        "row-with-a-metric-more",
        "A row promises a metric that is refused.",
        "rows",
        row("photo_facebook", lambda row: row["metrics"].append("navigation")),
    ),
    Fault(
        "row-with-a-metric-less",
        "A row lacks a metric that is answered.",
        "rows",
        row("story_facebook", lambda row: row["metrics"].remove("replies")),
    ),
    Fault(
        "row-on-both-hosts",
        "A row promises a host that refuses it.",
        "rows",
        row("reel_facebook", lambda row: row["hosts"].append("graph.instagram.com")),
    ),
    Fault(
        "row-with-a-period-more",
        "A row promises a period that is refused.",
        "rows",
        row("account_day_total", lambda row: row["params"]["period"].append("week")),
    ),
    Fault(
        "row-with-a-breakdown-less",
        "A row lacks a breakdown that is answered.",
        "rows",
        row("account_day_total_by_follow_type", lambda row: row["params"]["breakdown"].pop()),
    ),
    Fault(
        "optional-period",
        "A row says that the period may be left out.",
        "rows",
        row("account_day_total", lambda row: row["optional"].append("period")),
    ),
    Fault(
        "ignored-period",
        "A row says that the period is ignored.",
        "rows",
        row("account_day_total", lambda row: row["ignored"].append("period")),
    ),
    Fault(
        "answers-in-another-shape",
        "A row names the schema of another shape.",
        "rows",
        row("account_day_total", lambda row: row.update(answers=["AccountSeries"])),
    ),
    Fault("no-rows-of-stories", "The rows of stories are missing.", "fingerprints", operation(_no_rows_of_stories)),
    Fault(
        "title-forbidden",
        "The schema of an entry does not know the title.",
        "rows",
        schema("MediaCount", lambda schema: schema["properties"].pop("title")),
    ),
    Fault(
        "number-as-text-promised",
        "The schema promises texts for numbers.",
        "rows",
        schema("MediaCount", lambda schema: schema["properties"].update(values={"type": "string"})),
    ),
    Fault(
        "undocumented-status",
        "The errors with status 400 are not documented.",
        "rows",
        operation(lambda found: found["responses"].pop("400")),
    ),
    Fault(
        "example-with-another-code",
        "An example of an error has another code.",
        "examples",
        operation(lambda found: _example(found).update(code=101)),
    ),
    Fault(
        "field-of-nobody",
        "A field is promised that does not exist.",
        "nodes",
        document(
            lambda raw: raw["x-insights-fields"]["IGMedia"]["fields"].append(
                {**raw["x-insights-fields"]["IGMedia"]["fields"][0], "name": "saves"}
            )
        ),
    ),
    Fault(
        "field-on-the-other-host",
        "A field is promised on a host that does not have it.",
        "nodes",
        field("IGUser", "ig_id", lambda told: told.update(hosts=["graph.facebook.com", "graph.instagram.com"])),
    ),
    Fault(
        "node-schema-too-narrow",
        "The schema of media does not know the time.",
        "nodes",
        schema("IGMedia", lambda schema: schema["properties"].pop("timestamp")),
    ),
    Fault(
        "media-list-missing",
        "The list of media is not documented.",
        "client_spec",
        document(lambda raw: raw["paths"].pop("/{version}/{object-id}/media")),
    ),
    Fault(
        "parameter-unknown",
        "The parameter `timeframe` is not documented.",
        "client_spec",
        operation(
            lambda found: found.update(
                parameters=[each for each in found["parameters"] if each.get("name") != "timeframe"]
            )
        ),
    ),
)
