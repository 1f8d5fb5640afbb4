"""Promises about a client, as functions over entries."""

from __future__ import annotations

from typing import Any

import pytest

from mock_server.store import Entry
from mock_server.traffic import checks
from mock_server.traffic.selecting import Selection

NOW = 1_784_224_800
MINUTE = 60


def entry(number: int = 1, **changes: Any) -> Entry:
    """An exchange, a second after the one before it."""
    at = changes.pop("at", NOW + number)
    plain = {
        "world": "w",
        "at": at,
        "real": (NOW + number) * 1_000_000,
        "took": 100,
        "method": "GET",
        "scheme": "https",
        "host": "graph.facebook.com",
        "path": "/v23.0/1/insights",
        "version": "v23.0",
        "status": 200,
        "token": "EAAmock-~1",
    }
    return Entry(number=number, **(plain | changes))


def throttle(number: int, **changes: Any) -> Entry:
    return entry(number, **({"status": 400, "code": 80002, "rule": "rate_limited_instagram"} | changes))


def test_retired_metrics_are_named_with_their_entries() -> None:
    """The text says which, how often and where."""
    found = [entry(1, retired=("plays",)), entry(2), entry(3, retired=("plays", "impressions"))]
    with pytest.raises(AssertionError, match=r"plays is retired and was asked 2 times \(entries 1, 3\)\nimpressions"):
        checks.assert_no_retired_metrics(found)
    checks.assert_no_retired_metrics([entry(2)])


@pytest.mark.parametrize(
    ("bounds", "wrong"),
    [
        ({"at_most": 1}, "2 calls of path /1/insights, where at most 1 were promised"),
        ({"at_least": 3}, "at least 3"),
        ({"exactly": 3}, "exactly 3"),
        ({"at_most": 2, "at_least": 2, "exactly": 2}, ""),
    ],
    ids=str,
)
def test_calls_are_counted(bounds: dict[str, int], wrong: str) -> None:
    """Of those that are selected, and no others."""
    found = [entry(1), entry(2, path="/v23.0/2/insights"), entry(3)]
    if not wrong:
        checks.assert_calls(found, Selection(path="/1/insights"), **bounds)
        return
    with pytest.raises(AssertionError, match=wrong):
        checks.assert_calls(found, Selection(path="/1/insights"), **bounds)


def test_order_is_that_of_time() -> None:
    """Not of the numbers, which processes give out in turns."""
    late, early = entry(1, real=5_000_000_000), entry(2, real=4_000_000_000, path="/v23.0/me")
    checks.assert_order([late, early], Selection(path="/me"), Selection(path="/1/insights"))
    with pytest.raises(AssertionError, match="nothing came of path /me after path /1/insights"):
        checks.assert_order([late, early], Selection(path="/1/insights"), Selection(path="/me"))


def test_order_lets_others_come_between() -> None:
    """And one entry fulfils one step alone."""
    found = [entry(1), entry(2, path="/other"), entry(3, path="/me")]
    checks.assert_order(found, Selection(path="/1/insights"), Selection(path="/me"))
    with pytest.raises(AssertionError, match="nothing came"):
        checks.assert_order(found, Selection(path="/me"), Selection(path="/me"))


def test_a_budget_counts_calls_about_an_account() -> None:
    """In all, or in any stretch of the world's time."""
    found = [entry(n, accounts=("a",), at=NOW + n * MINUTE) for n in range(1, 6)] + [entry(9, accounts=("b",))]
    checks.assert_budget(found, "a", 5)
    with pytest.raises(AssertionError, match="5 calls about the account a, where 4 were promised"):
        checks.assert_budget(found, "a", 4)
    checks.assert_budget(found, "a", 2, within=2 * MINUTE)
    with pytest.raises(AssertionError, match=r"within 121 s, where 2 were promised \(entries 1, 2, 3\)"):
        checks.assert_budget(found, "a", 2, within=2 * MINUTE + 1)


def test_a_throttle_asks_for_patience() -> None:
    """The next call of the token comes later, by the world's clock or by the real one."""
    soon = [throttle(1), entry(2)]
    with pytest.raises(AssertionError, match="1 s after the throttle rate_limited_instagram, where 60 s"):
        checks.assert_backoff_after_throttle(soon, 60)
    checks.assert_backoff_after_throttle([throttle(1), entry(2, at=NOW + 61)], 60)
    checks.assert_backoff_after_throttle([throttle(1), entry(2, at=NOW + 1, real=(NOW + 62) * 1_000_000)], 60)
    checks.assert_backoff_after_throttle([throttle(1), entry(2, token="EAAmock-~2")], 60)


def test_a_throttle_of_the_app_concerns_all_tokens() -> None:
    """The app's calls are counted together."""
    with pytest.raises(AssertionError, match="after the throttle"):
        checks.assert_backoff_after_throttle([throttle(1, code=4), entry(2, token="EAAmock-~2")], 60)


def test_the_latest_throttle_counts() -> None:
    """A token that was throttled long ago waits for the app's throttle as well."""
    late = 10 * MINUTE
    found = [throttle(1), throttle(late, code=4, rule="rate_limited_app", token="EAAmock-~2"), entry(late + 1)]
    with pytest.raises(AssertionError, match=rf"throttle rate_limited_app.*\(entries {late}, {late + 1}\)"):
        checks.assert_backoff_after_throttle(found, 60)


def test_the_rest_of_a_batch_could_not_wait() -> None:
    """Items behind the throttled one and the batch itself are no impatience; what follows is."""
    batch = [throttle(1, in_batch=True), entry(2, in_batch=True), entry(3, rule="batch")]
    checks.assert_backoff_after_throttle(batch, 60)
    with pytest.raises(AssertionError, match=r"\(entries 1, 4\)"):
        checks.assert_backoff_after_throttle([*batch, entry(4)], 60)


def test_what_answers_left_out_is_a_finding() -> None:
    """With the reason, because the client was not told it."""
    found = [entry(n, left_out={"saved": "unavailable"}) for n in (1, 2)]
    with pytest.raises(AssertionError, match=r"left out: saved was asked 2 times.*\(unavailable\).*entries 1, 2"):
        checks.assert_no_silent_zero(found)
    checks.assert_no_silent_zero([entry(1)])


def test_nothing_is_asked_twice() -> None:
    """Unless it failed, or time has passed, or it asked for something else."""
    with pytest.raises(AssertionError, match=r"asked and answered 3 times, word for word \(entries 1, 2, 3\)"):
        checks.assert_nothing_twice([entry(1), entry(2), entry(3)])
    checks.assert_nothing_twice([entry(1, status=500), entry(2)])
    checks.assert_nothing_twice([entry(1), entry(2, query="limit=3")])
    checks.assert_nothing_twice([entry(1), entry(2, method="POST")])
    checks.assert_nothing_twice([entry(1, sent="method=GET&metric=reach"), entry(2, sent="method=GET&metric=likes")])
    checks.assert_nothing_twice([entry(1), entry(2, at=NOW + 86_401)])
    checks.assert_nothing_twice([entry(1), entry(2)], within=1)
