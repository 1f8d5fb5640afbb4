"""Promises over HTTP: kept, broken, and those that cannot be read."""

from __future__ import annotations

from typing import Any

import pytest

from tests.conftest import ACCOUNT, PHOTO, Emulator, emulator


def check(emulator: Emulator, *promises: Any, method: str = "POST") -> Any:
    reply = emulator.control(method, "/journal/check", {"checks": list(promises)})
    assert reply.status == 200, reply.body
    return reply.json


def test_kept_promises_are_ok(fresh: Emulator) -> None:
    """With GET and POST alike, and an answer says how much was looked at."""
    fresh.get(f"/v23.0/{PHOTO}/insights", metric="reach")
    promises: list[Any] = [
        {"no_retired_metric": True},
        {"calls": {"path": "*/insights", "at_most": 1, "status": 200}},
        {"order": [f"/{PHOTO}/insights"]},
        {"budget": {"account": ACCOUNT, "calls": 1, "within": "PT1H"}},
        {"backoff_after_throttle": {"seconds": 60}},
        {"no_silent_zero": True},
        {"nothing_twice": True},
    ]
    for method in ("GET", "POST"):
        assert check(fresh, *promises, method=method) == {"world": "default", "ok": True, "checked": 1, "findings": []}


def test_broken_promises_are_found_together(fresh: Emulator) -> None:
    """Each finding names its promise and the entries that show it."""
    fresh.get(f"/v23.0/{PHOTO}/insights", metric="plays")
    for _ in range(2):
        fresh.get("/v23.0/17841400000000004/insights", metric="follower_count", period="day")
    told = check(
        fresh,
        {"no_retired_metric": True},
        {"calls": {"account": ACCOUNT, "exactly": 0}},
        {"order": [{"metric": "follower_count"}, {"metric": "plays"}]},
        {"no_silent_zero": True},
        {"nothing_twice": {"within": "PT1S"}},
    )
    assert not told["ok"]
    assert [(each["check"], each["entries"]) for each in told["findings"]] == [
        ("no_retired_metric", [1]),
        ("calls", [1]),
        ("order", [2]),
        ("no_silent_zero", [2, 3]),
        ("nothing_twice", [2, 3]),
    ]


def test_a_full_journal_is_told() -> None:
    """A promise may have been broken by what is no longer there."""
    small = emulator(journal=3)
    for is_full in (False, False, True, True):
        small.get("/v23.0/me")
        told = check(small, {"no_retired_metric": True})
        assert (told["ok"], "note" in told) == (True, is_full)


@pytest.mark.parametrize(
    ("body", "path"),
    [
        ({}, "checks"),
        ({"checks": []}, "checks"),
        ({"checks": [{"no_retired_metric": True}] * 101}, "checks"),
        ({"checks": ["no_retired_metric"]}, "checks[0]"),
        ({"checks": [{"no_retired_metric": True, "nothing_twice": True}]}, "checks[0]"),
        ({"checks": [{"no_retired_metrics": True}]}, "checks[0].no_retired_metrics"),
        ({"checks": [{"no_retired_metric": False}]}, "checks[0].no_retired_metric"),
        ({"checks": [{"nothing_twice": True}, {"calls": {"path": "/me"}}]}, "checks[1].calls"),
        ({"checks": [{"calls": {"route": "/me", "at_most": 1}}]}, "checks[0].calls.route"),
        ({"checks": [{"calls": {"at_most": -1}}]}, "checks[0].calls.at_most"),
        ({"checks": [{"calls": {"at_most": True}}]}, "checks[0].calls.at_most"),
        ({"checks": [{"calls": {"at_most": 1, "status": "bad"}}]}, "checks[0].calls.status"),
        ({"checks": [{"calls": 10}]}, "checks[0].calls"),
        ({"checks": [{"order": "/me"}]}, "checks[0].order"),
        ({"checks": [{"order": [7]}]}, "checks[0].order[0]"),
        ({"checks": [{"order": [""]}]}, "checks[0].order[0].path"),
        ({"checks": [{"budget": {"account": ACCOUNT}}]}, "checks[0].budget"),
        ({"checks": [{"budget": {"account": ACCOUNT, "calls": 1, "within": "1h"}}]}, "checks[0].budget.within"),
        ({"checks": [{"budget": {"account": ACCOUNT, "calls": 1, "within": "-PT1H"}}]}, "checks[0].budget.within"),
        ({"checks": [{"backoff_after_throttle": {"seconds": 0}}]}, "checks[0].backoff_after_throttle.seconds"),
        ({"checks": [{"nothing_twice": True}], "world": "w"}, "world"),
    ],
    ids=str,
)
def test_promises_that_cannot_be_read_are_refused(client: Emulator, body: Any, path: str) -> None:
    """With the place of the mistake."""
    reply = client.control("POST", "/journal/check", body)
    assert reply.status == 400
    assert reply.error["path"] == path


def test_an_unknown_promise_is_refused_with_those_that_there_are(client: Emulator) -> None:
    """The nearest is named, and all are listed."""
    error = client.control("POST", "/journal/check", {"checks": [{"no_retired_metrics": True}]}).error
    assert "did you mean no_retired_metric?" in error["message"]
    assert {"no_retired_metric", "calls", "order", "nothing_twice"} < set(error["allowed"])
