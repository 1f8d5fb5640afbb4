"""Numbers that agree: green on the emulator on other days too, and red where one does not fit the others."""

from __future__ import annotations

from typing import Any

import pytest
from requests import PreparedRequest, Response

from contracts.legs.spec.invariants import play
from tests.contracts.legs.spoiled import Spoil, bench_of, broken, told
from tests.spec.documents import DAYS, documented


@pytest.mark.parametrize("day", DAYS)
def test_the_emulators_numbers_agree(day: str) -> None:
    assert told(play(bench_of(document=documented(day)))) == []


def metric(name: str, change: int, *, asked_with: str = "", without: str = "\n") -> Spoil:
    """The number of a metric is changed, in requests that hold a text and not another."""

    def spoil(request: PreparedRequest, _: Response, body: Any) -> Any:
        if isinstance(body, dict) and asked_with in request.path_url and without not in request.path_url:
            for entry in body.get("data", ()):
                if entry.get("name") == name:
                    holder = entry["values"][0] if "values" in entry else entry.get("total_value", {})
                    holder["value"] = holder.get("value", 0) + change
        return body

    return spoil


def field(name: str) -> Spoil:
    def spoil(_: PreparedRequest, __: Response, body: Any) -> Any:
        return {**body, name: body[name] + 1} if isinstance(body, dict) and name in body else body

    return spoil


def on_instagram(request: PreparedRequest, _: Response, body: Any) -> Any:
    """One host counts a save more."""
    host = request.headers.get("Host", "")
    return metric("saved", 1)(request, _, body) if host == "graph.instagram.com" else body


def refused_batches(request: PreparedRequest, _: Response, body: Any) -> Any:
    return [] if request.method == "POST" and isinstance(body, list) else body


def encoded_commas(request: PreparedRequest, response: Response, body: Any) -> Any:
    if "%2C" in request.path_url:
        response.status_code = 400
    return body


# What is spoiled, and what is said of it: the topic, the name or the place.
FAULTS: dict[str, tuple[Spoil, str]] = {
    "a total that is not its parts": (metric("total_interactions", 1, asked_with="179"), "likes + comments"),
    "fewer views than viewers": (metric("views", -5000, asked_with="179"), "at least reach"),
    "another number when asked alone": (metric("likes", 1, asked_with="metric=likes"), "asked alone"),
    "a field that counts otherwise": (field("like_count"), "field like_count"),
    "hosts that do not agree": (on_instagram, "both hosts"),
    "halves that make no whole": (metric("likes", 1, asked_with="1784", without="until=1791547200"), "halves"),
    "fewer people in a week than in a day": (metric("reach", -99999, asked_with="period=week"), "of the week"),
    "more people in a window than on its days": (
        metric("reach", 10**6, asked_with="metric_type=total_value"),
        "series and totals",
    ),
    "saves that are not called saved": (metric("saved", 1, asked_with="1784"), "as saves"),
    "batches that are empty": (refused_batches, "in a batch"),
    "%2C refused": (encoded_commas, "comma as %2C"),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_number_that_does_not_fit_is_found(fault: str) -> None:
    spoil, said = FAULTS[fault]
    lines = told(broken(play(bench_of(spoil, document=documented("committed")))))
    assert any(said in line for line in lines), lines


def test_an_answer_that_cannot_be_read_is_a_finding() -> None:
    """The leg goes on where a reply has no form at all."""

    def shapeless(_: PreparedRequest, __: Response, body: Any) -> Any:
        return {"data": [{"name": "reach"}]} if isinstance(body, dict) and "data" in body else body

    lines = told(broken(play(bench_of(shapeless, document=documented("committed")))))
    assert any("unreadable: KeyError('values')" in line for line in lines)
