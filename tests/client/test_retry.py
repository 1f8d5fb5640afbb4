"""When the client asks again, how long it waits before, and when it gives up."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
import requests

from client import InsightsClient, RateLimited, Retry, Transient, Unreachable
from client.usage import wait_of
from tests.client.conftest import SECRET, Script, Scripted, Slept, data, error, seeded

Make = Callable[..., InsightsClient]
BROKEN = (requests.ConnectionError(), requests.exceptions.ChunkedEncodingError(), requests.ReadTimeout())
ONCE = Retry(budget=0)


def usage(minutes: Any) -> dict[str, str]:
    """The header of a business use case that is used up."""
    budget = {"type": "instagram", "call_count": 101, "estimated_time_to_regain_access": minutes}
    return {"X-Business-Use-Case-Usage": json.dumps({"17841": [{"call_count": 3}, budget]})}


@pytest.mark.parametrize(
    "trouble",
    [
        *(error(code) for code in (1, 2, 4, 17, 32, 341, 613, 80002)),
        error(9999, is_transient=True),
        error(9999, status=503),
        Scripted(502, b"<html>Bad gateway</html>"),
        Scripted(429, b""),
        *BROKEN,
    ],
    ids=str,
)
def test_passing_trouble_is_waited_for(client_of: Make, script: Script, slept: Slept, trouble: Any) -> None:
    found = client_of(trouble, trouble, data()).media_insights("17", ["reach"])

    assert found.missing == ("reach",)
    assert len(script.asked) == 3
    assert len(slept.waits) == 2


@pytest.mark.parametrize(
    "refusal",
    [error(code) for code in (-1, 10, 100, 190, 200, 368, 803, 2500, 12345)] + [Scripted(200, b"half a bo")],
    ids=str,
)
def test_nothing_else_is_asked_again(client_of: Make, script: Script, slept: Slept, refusal: Any) -> None:
    with pytest.raises(Exception):  # noqa: B017, PT011 - tests of errors tell which
        client_of(refusal).media_insights("17", ["reach"])

    assert len(script.asked) == 1
    assert slept.waits == []


def test_waits_are_random_below_a_ceiling_that_doubles() -> None:
    retry = Retry(budget=1e9, first=1, longest=8, random=seeded(7))

    ceilings = [1, 2, 4, 8, 8, 8]
    waits = [[retry.wait(retries, 0, None) or 0 for _ in range(200)] for retries in range(6)]

    for ceiling, drawn in zip(ceilings, waits, strict=True):
        assert max(drawn) <= ceiling
        assert min(drawn) < 0.1 * ceiling
        assert max(drawn) > 0.9 * ceiling
    assert retry.wait(10_000, 0, None) is not None


def test_a_seed_repeats_the_waits() -> None:
    waits = [[Retry(random=seeded(7)).wait(n, 0, None) for n in range(5)] for _ in range(2)]

    assert waits[0] == waits[1]


@pytest.mark.parametrize(
    ("spent", "asked", "gives_up"), [(0, None, False), (60, None, True), (0, 59, False), (0, 60, True), (10, 50, True)]
)
def test_the_budget_is_never_overdrawn(spent: float, asked: float | None, gives_up: bool) -> None:  # noqa: FBT001 - a column
    assert (Retry(budget=60).wait(0, spent, asked) is None) is gives_up


def test_trouble_that_lasts_ends_with_the_budget(client_of: Make, slept: Slept) -> None:
    with pytest.raises(Transient):
        client_of(*[error(2)] * 99, retry=Retry(budget=30, random=seeded(3))).media_insights("17", ["reach"])

    assert 2 < len(slept.waits) < 20
    assert sum(slept.waits) < 30


def test_time_that_answers_take_counts(client_of: Make, script: Script) -> None:
    ticks = iter([0.0, 100.0])

    with pytest.raises(Transient):
        client_of(error(2), error(2), clock=lambda: next(ticks)).media_insights("17", ["reach"])

    assert len(script.asked) == 1


def test_the_wait_that_the_api_asks_for(client_of: Make, slept: Slept) -> None:
    client = client_of(error(80002, headers=usage(5)), data(), retry=Retry(budget=301))
    client.media_insights("17", ["reach"])

    assert slept.waits == [300]


def test_a_wait_beyond_the_budget_is_told_at_once(client_of: Make, slept: Slept) -> None:
    with pytest.raises(RateLimited) as raised:
        client_of(error(80002, headers=usage(5))).media_insights("17", ["reach"])

    assert raised.value.wait == 300
    assert slept.waits == []


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({}, None),
        (usage(5), 300),
        (usage(0), None),
        (usage("soon"), None),
        ({"X-App-Usage": '{"call_count": 101, "estimated_time_to_regain_access": 2}'}, 120),
        ({"X-App-Usage": '{"call_volume": 101, "cpu_time": 3}'}, None),
        ({"X-App-Usage": "[1]"}, None),
        ({"X-App-Usage": f'{{"estimated_time_to_regain_access": {"9" * 400}}}'}, 31_536_000),
        ({"Retry-After": "9" * 400}, 31_536_000),
        ({"X-App-Usage": "{"}, None),
        ({"X-Business-Use-Case-Usage": '{"1": [7], "2": 7}'}, None),
        ({"Retry-After": "7"}, 7),
        ({"Retry-After": "7", **usage(5)}, 300),
        ({"Retry-After": "-7"}, None),
        ({"Retry-After": "Fri, 17 Jul 2026 18:00:30 GMT", "Date": "Fri, 17 Jul 2026 18:00:00 GMT"}, 30),
        ({"Retry-After": "Fri, 17 Jul 2026 18:00:00 GMT", "Date": "Fri, 17 Jul 2026 18:00:30 GMT"}, None),
        ({"Retry-After": "Fri, 17 Jul 2026 18:00:30 GMT"}, None),
        ({"Retry-After": "Fri, 17 Jul 2026 18:00:30 GMT", "Date": "Fri, 17 Jul 2026 18:00:00 -0000"}, None),
    ],
)
def test_what_headers_say_of_waiting(headers: dict[str, str], seconds: float | None) -> None:
    assert wait_of(headers) == seconds


@pytest.mark.parametrize(
    ("trouble", "message"),
    [
        (requests.ReadTimeout(), "no answer within 30 seconds"),
        (requests.ConnectionError(), "no whole answer: ConnectionError"),
        (requests.exceptions.ChunkedEncodingError(), "no whole answer: ChunkedEncodingError"),
    ],
)
def test_no_answer(client_of: Make, trouble: Exception, message: str) -> None:
    with pytest.raises(Unreachable) as raised:
        client_of(trouble, retry=ONCE).media_insights("17", ["reach"])

    assert (str(raised.value), raised.value.status, raised.value.code) == (message, None, None)


def test_a_form_that_may_have_arrived_is_not_sent_again(client_of: Make, script: Script) -> None:
    client = client_of(requests.ConnectionError(), data(), app_id="1", app_secret=SECRET)

    with pytest.raises(Unreachable):
        client.refresh_token()

    assert len(script.asked) == 1


def test_a_form_that_was_refused_for_now_is_sent_again(client_of: Make, script: Script) -> None:
    answer = Scripted(body={"access_token": "EAAnew"})
    token = client_of(error(2), answer, app_id="1", app_secret=SECRET).refresh_token()

    assert (token.token, token.expires_in) == ("EAAnew", None)
    assert len(script.asked) == 2
