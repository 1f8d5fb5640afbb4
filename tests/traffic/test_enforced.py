"""Where a world enforces its limits, calls beyond them are refused, and say so."""

from __future__ import annotations

import pytest

from mock_server.catalogue.hosts import FACEBOOK, INSTAGRAM
from mock_server.catalogue.limit_errors import LIMIT_ERRORS
from mock_server.catalogue.model import Host
from mock_server.graph.refusal import Refusal, envelope, status_on
from mock_server.traffic import Subject, Toll
from tests.traffic.making import (
    ACCOUNT,
    HOUR,
    IG_TOKEN,
    NOW,
    PAGE,
    PAGE_TOKEN,
    READER,
    Calls,
    make_world,
    percent,
    subject,
    usage,
)

# Ten calls for a person or an account, and one for a Page.
WORLD = make_world(enforced=True, users=1, calls_per_user=10, impressions=10, calls_per_impression=1)
ME = subject(WORLD, READER)
_TOO_MANY = (
    "(#{code}) There have been too many calls to this {what} account. Wait a bit and try again. For more info, please "
    "refer to https://developers.facebook.com/docs/graph-api/overview/rate-limiting."
)


def exhausted(about: Subject, now: int = NOW) -> Toll:
    """The toll of a call when ten were made before."""
    calls = Calls()
    calls(WORLD, about, now, 10)
    return calls(WORLD, about, now)


def refusal_of(toll: Toll) -> Refusal:
    """The refusal, of which there is one."""
    assert toll.refusal
    return toll.refusal


@pytest.mark.parametrize(
    ("about", "name", "status", "error"),
    [
        (
            subject(WORLD, ""),
            "rate_limited_app",
            403,
            {"message": "(#4) Application request limit reached", "code": 4, "is_transient": True},
        ),
        (ME, "rate_limited_user", 400, {"message": "(#17) User request limit reached", "code": 17}),
        (
            subject(WORLD, READER, PAGE),
            "rate_limited_page",
            400,
            {"message": "(#32) Page request limit reached", "code": 32},
        ),
        (
            subject(WORLD, READER, PAGE, words="subscribed_apps"),
            "rate_limited_custom",
            400,
            {"message": "(#613) Calls to this api have exceeded the rate limit.", "code": 613, "is_transient": False},
        ),
        (
            subject(WORLD, PAGE_TOKEN, PAGE),
            "rate_limited_pages",
            400,
            {"message": _TOO_MANY.format(code=80001, what="Page"), "code": 80001},
        ),
        (
            subject(WORLD, READER, ACCOUNT),
            "rate_limited_instagram",
            400,
            {"message": _TOO_MANY.format(code=80002, what="Instagram"), "code": 80002},
        ),
    ],
    ids=[row.name for row in LIMIT_ERRORS],
)
def test_each_limit_has_its_error(about: Subject, name: str, status: int, error: dict[str, object]) -> None:
    """The error of each limit, as graph.facebook.com words it."""
    refusal = refusal_of(exhausted(about))
    assert (refusal.row.name, status_on(refusal.row, FACEBOOK)) == (name, status)
    assert envelope(refusal, FACEBOOK) == {**error, "type": "OAuthException"}


@pytest.mark.parametrize(("words", "status", "code"), [("", 400, 80002), ("subscribed_apps", 500, 613)])
def test_the_other_hosts_errors(words: str, status: int, code: int) -> None:
    """graph.instagram.com gives its own type of error, without the code in the text."""
    refusal = refusal_of(exhausted(subject(WORLD, IG_TOKEN, ACCOUNT, INSTAGRAM, words)))
    error = envelope(refusal, INSTAGRAM)
    assert (status_on(refusal.row, INSTAGRAM), error["code"], error["type"]) == (status, code, "IGApiException")
    assert not str(error["message"]).startswith("(#")


def test_as_many_calls_as_allowed() -> None:
    """The last call that is allowed is answered at 100 per cent, the next one is refused."""
    calls = Calls()
    tolls = [calls(WORLD, ME) for _ in range(11)]
    assert [percent(toll) for toll in tolls] == [10, 20, 30, 40, 50, 60, 70, 80, 90, 100, 100]
    assert [toll.refusal is None for toll in tolls] == [True] * 10 + [False]


def test_a_request_for_many_ids_is_not_divided() -> None:
    """A request that begins within the limit is answered whole."""
    calls = Calls()
    assert calls(WORLD, ME, calls=50).refusal is None
    assert calls(WORLD, ME).refusal is not None


def test_nothing_is_refused_unless_enforced() -> None:
    """Without the key the same calls go through."""
    world = make_world(users=1, calls_per_user=10)
    calls = Calls()
    assert calls(world, ME, calls=1_000).refusal is calls(world, ME).refusal is None


def test_the_budget_returns_with_the_clock() -> None:
    """The refusal tells when, and then it is so."""
    calls = Calls()
    calls(WORLD, ME, NOW, 10)
    refusal = refusal_of(calls(WORLD, ME, NOW + 90, 0))
    assert refusal.values["returns"] == "2026-07-16T19:00:00Z"
    assert calls(WORLD, ME, NOW + HOUR - 1, 0).refusal is not None
    assert calls(WORLD, ME, NOW + HOUR, 0).refusal is None


def test_calling_on_prolongs_the_wait() -> None:
    """Refused calls count: who goes on calling waits longer."""
    calls = Calls()
    calls(WORLD, ME, NOW, 10)
    refusal = refusal_of(calls(WORLD, ME, NOW + HOUR // 2, 10))
    assert refusal.values["returns"] == "2026-07-16T19:30:00Z"


def test_the_fix_names_the_key_and_the_time() -> None:
    """Who meets a limit learns which key of the world made it, how large it is and when it returns."""
    person, account = refusal_of(exhausted(ME)).fix, refusal_of(exhausted(subject(WORLD, READER, ACCOUNT))).fix
    assert "`limits: {enforced: true}`" in person
    assert "10 calls" in person
    assert "2026-07-16T19:00:00Z" in person
    assert "limits.users" in person
    assert "limits.impressions" in account


def test_the_header_tells_the_minutes_to_wait() -> None:
    """Until a caller is blocked they are 0, then they run down."""
    calls, photo = Calls(), subject(WORLD, READER, ACCOUNT)

    def wait(now: int, number: int) -> int:
        return int(usage(calls(WORLD, photo, now, number))[ACCOUNT][0]["estimated_time_to_regain_access"])

    assert [wait(NOW, 10), wait(NOW, 0), wait(NOW + 60, 0), wait(NOW + 61, 0)] == [0, 1440, 1439, 1439]


@pytest.mark.parametrize("token", ["", READER])
def test_code_4_comes_without_a_usage_header(token: str) -> None:
    """The app's own limit is the only one whose refusals tell no usage."""
    assert (exhausted(subject(WORLD, token)).headers == ()) is (token == "")


@pytest.mark.parametrize("host", [FACEBOOK, INSTAGRAM])
def test_every_text_is_filled(host: Host) -> None:
    """No message and no fix shows its template."""
    for about in (ME, subject(WORLD, ""), subject(WORLD, PAGE_TOKEN, PAGE), subject(WORLD, READER, ACCOUNT)):
        refusal = refusal_of(exhausted(about))
        text = f"{envelope(refusal, host)['message']} {refusal.fix} {refusal.because}"
        assert "{" not in text.replace("{enforced: true}", "")
