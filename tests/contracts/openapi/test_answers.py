"""Answers that are made of the document's schemas."""

from __future__ import annotations

import json
from random import Random

import pytest

from contracts.openapi.answers import NEW, Answers
from contracts.openapi.public import PublicDocument

DOCUMENT = PublicDocument.committed()
SCHEMAS = ("Insights", "MediaCount", "MediaRate", "AccountSeries", "OnlineFollowers", "AccountTotal", "Demographics",
           "Error", "IGUser", "IGUser.media", "IGUser.stories", "User.accounts", "Token")  # fmt: skip


def random(seed: int = 1) -> Random:
    return Random(seed)  # noqa: S311  a seed makes it repeatable


@pytest.mark.parametrize("schema", SCHEMAS)
def test_what_is_made_is_what_the_schema_allows(schema: str) -> None:
    answers = Answers(DOCUMENT, random())

    made = [answers.of(schema) for _ in range(100)]

    assert all(DOCUMENT.schema(schema).is_valid(each) for each in made)
    assert len({json.dumps(each) for each in made}) > 10


def test_a_seed_makes_the_same_answers_again() -> None:
    first, again, other = (Answers(DOCUMENT, random(seed), 0.2) for seed in (7, 7, 8))

    ours = [first.of("Insights") for _ in range(20)]

    assert [again.of("Insights") for _ in range(20)] == ours
    assert [other.of("Insights") for _ in range(20)] != ours


def test_novelty_brings_values_and_keys_that_no_document_has() -> None:
    answers = Answers(DOCUMENT, random(), 0.2)
    made = [answers.of("AccountTotal") for _ in range(100)]

    assert any(each["name"] == NEW for each in made)
    assert any(NEW in each for each in made)


def test_among_what_is_made_are_numbers_that_floats_cannot_hold() -> None:
    answers = Answers(DOCUMENT, random())
    values = {each["values"][0]["value"] for each in (answers.of("MediaCount") for _ in range(200))}

    assert {0, 2**53 + 1} <= values


def test_parts_have_a_value_for_each_dimension() -> None:
    answers = Answers(DOCUMENT, random())
    parts = [
        part for _ in range(100) for part in answers.of("Demographics").get("total_value", {}).get("breakdowns", ())
    ]

    assert {len(part["dimension_keys"]) for part in parts} == {1, 2, 3}
    assert all(
        len(each["dimension_values"]) == len(part["dimension_keys"])
        for part in parts
        for each in part.get("results", ())
    )
