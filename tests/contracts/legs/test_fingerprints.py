"""The fingerprints that are kept: fresh, green on the emulator, and red for what no schema sees."""

from __future__ import annotations

from functools import cache
from typing import Any

import pytest

from contracts.fingerprinting.baseline import file_of, load_baseline, written
from contracts.legs.fingerprints import play
from contracts.openapi.public import PublicDocument
from contracts.outcome import Check
from tests.contracts.legs.spoiled import Spoil, bench_of, broken, told
from tests.contracts.legs.taking import text


@cache
def played() -> tuple[Check, ...]:
    return tuple(play(bench_of()))


def test_the_kept_fingerprints_are_fresh() -> None:
    """What the emulator looks like is in the file; after a change on purpose, run `make generate`."""
    kept = file_of("v26.0").read_text(encoding="utf-8")
    assert kept == text(), "run `make generate`, and look at what it changed for users"


def test_a_file_says_what_it_was_read_from() -> None:
    assert written(load_baseline(file_of("v26.0"))) == file_of("v26.0").read_text(encoding="utf-8")


def test_the_emulator_looks_as_it_did() -> None:
    assert told(broken(played())) == []
    assert len(played()) > 300


def test_nothing_that_is_told_or_kept_holds_a_token() -> None:
    said = [*(line for check in played() for line in check.about), file_of("v26.0").read_text(encoding="utf-8")]
    assert not any("mock-probe" in each or "mock-app-secret" in each for each in said)


def renamed(body: Any, old: str, new: str) -> Any:
    """The body with one text in place of another, wherever it stands."""
    match body:
        case dict():
            return {key: renamed(value, old, new) for key, value in body.items()}
        case list():
            return [renamed(each, old, new) for each in body]
        case _:
            return new if body == old else body


def without_last(body: Any) -> Any:
    data = body.get("data") if isinstance(body, dict) else None
    return {**body, "data": data[:-1]} if isinstance(data, list) and len(data) > 2 else body


def worded(body: Any) -> Any:
    if isinstance(body, dict) and "error" in body:
        body["error"]["message"] = body["error"]["message"].replace("parameter", "param")
    return body


def with_floats(body: Any) -> Any:
    match body:
        case dict():
            return {key: with_floats(value) for key, value in body.items()}
        case list():
            return [with_floats(each) for each in body]
        case _:
            return float(body) if type(body) is int else body


def turned(body: Any) -> Any:
    """The keys of each entry in another order."""
    if isinstance(body, dict) and isinstance(body.get("data"), list):
        body["data"] = [dict(reversed(each.items())) if isinstance(each, dict) else each for each in body["data"]]
    return body


def answered_200(request: Any, response: Any, body: Any) -> Any:
    response.status_code = 200
    return body


def without_version(request: Any, response: Any, body: Any) -> Any:
    response.headers.pop("facebook-api-version", None)
    return body


SPOILS: dict[str, tuple[Spoil, str]] = {
    "a title": (lambda _, __, body: renamed(body, "Views", "views"), "title"),
    "the wording of an error": (lambda _, __, body: worded(body), "message"),
    "the last entry dropped": (lambda _, __, body: without_last(body), "body.data"),
    "12.0 in place of 12": (lambda _, __, body: with_floats(body), "float"),
    "keys in another order": (lambda _, __, body: turned(body), "keys of body.data["),
    "200 for errors": (answered_200, "status"),
    "a header left out": (without_version, "keys of headers"),
}


@pytest.mark.parametrize("name", SPOILS)
def test_what_looks_different_is_found(name: str) -> None:
    spoil, sign = SPOILS[name]
    found = told(broken(play(bench_of(spoil))))
    assert found
    assert any(sign in each for each in found), found[:5]


def test_a_row_that_the_document_lost_is_missed() -> None:
    """What is kept and asked no more is told as well as what is asked and was never kept."""
    raw = {**PublicDocument.committed().raw}
    document = PublicDocument(raw)
    document.rows = [row for row in document.rows if row.name != "reel_facebook"]
    (lost,) = broken(play(bench_of(document=document)))
    assert lost.name.startswith("reel_facebook at graph.facebook.com")
    assert "insights-contracts fingerprint --write v26.0.yaml" in lost.about[0]


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"x-insights-version": "v21.0"}, "no fingerprints of v21.0"),
        ({"x-insights-as-of": "2026-10-10"}, "are kept of v26.0 on 2026-10-09, not of v26.0 on 2026-10-10"),
    ],
)
def test_other_versions_and_days_tell_nothing(change: dict[str, str], reason: str) -> None:
    document = PublicDocument(PublicDocument.committed().raw | change)
    (check,) = play(bench_of(document=document))
    assert check.kept
    assert reason in check.skipped
