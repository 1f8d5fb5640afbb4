"""The document's examples: the emulator answers them, and a document that shows something else is found."""

from __future__ import annotations

import json
from typing import Any

import pytest
from requests import PreparedRequest, Response

from contracts.legs.spec.examples import errors_of, play
from contracts.openapi.public import PublicDocument
from tests.contracts.legs.spoiled import bench_of, broken, told
from tests.spec.documents import DAYS, documented


@pytest.mark.parametrize("day", DAYS)
def test_the_emulator_answers_the_examples(day: str) -> None:
    checks = list(play(bench_of(document=documented(day))))
    assert told(checks) == []
    assert sum(bool(check.skipped) for check in checks) < 20
    assert sum(check.topic.startswith("getInsights") for check in checks) >= 8
    assert sum(check.topic.startswith("errors") for check in checks) > 200


def test_what_is_asked_about_tokens_shows_none() -> None:
    said = [line for check in play(bench_of(document=documented("committed"))) for line in check.about]
    assert any("debug_token?input_token=" in line for line in said)
    assert not any("EAAmock-harness" in line for line in said)


def changed(old: str, new: str) -> PublicDocument:
    """The committed document with one text in place of another."""
    text = json.dumps(documented("committed").raw)
    assert old in text
    return PublicDocument(json.loads(text.replace(old, new)))


# What the document says in place of the truth, and what is said of it.
FAULTS: dict[str, tuple[str, str, str]] = {
    "another word of an error": ("Not enough viewers for", "Too few viewers of", "not_enough_viewers"),
    "another code": ('"code": 10, ', '"code": 11, ', "permission_missing"),
    "a title": ('"title": "Accounts reached"', '"title": "People reached"', "getInsights"),
    "keys in another order": (
        '"name": "reach", "period": "day"',
        '"period": "day", "name": "reach"',
        "keys of body.data",
    ),
    "a number as a text": ('"followers_count": 128', '"followers_count": "128"', "getObject 200"),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_an_example_that_is_not_so_is_found(fault: str) -> None:
    old, new, said = FAULTS[fault]
    lines = told(broken(play(bench_of(document=changed(old, new)))))
    assert any(said in line for line in lines), lines


def test_another_wording_of_the_server_is_found() -> None:
    def reworded(_: PreparedRequest, __: Response, body: Any) -> Any:
        if isinstance(body, dict) and "error" in body:
            body["error"]["message"] = body["error"]["message"].replace("must be", "has to be")
        return body

    lines = told(broken(play(bench_of(reworded, document=documented("committed")))))
    assert any("value_not_listed" in line for line in lines)


def test_each_error_is_asked_once_for_a_host() -> None:
    errors = errors_of(documented("committed"))
    keys = [(each.name, each.host, each.status) for each in errors]
    assert len(keys) == len(set(keys)) > 150
