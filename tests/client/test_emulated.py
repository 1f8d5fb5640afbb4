"""Every call of the client against the emulator, at both hosts."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
import requests

import client as front
from client import InsightsClient

ACCOUNT = "17841400000000001"
PHOTO = "17900000000000001"
REEL = "17900000000000003"
STORY = "17900000000000014"
APP = {"app_id": "1000000000000001", "app_secret": "mock-app-secret"}
TOKENS = {"graph.facebook.com": "EAAmock-reader", "graph.instagram.com": "IGAAmock-reader"}

Make = Callable[..., InsightsClient]


@pytest.fixture
def make(emulated: requests.Session) -> Make:
    """Makes clients of a host."""

    def made(host: str, token: str = "", **settings: Any) -> InsightsClient:
        return InsightsClient(token or TOKENS[host], base_url=f"http://x/{host}", session=emulated, **settings)

    return made


@pytest.fixture(params=sorted(TOKENS))
def host(request: pytest.FixtureRequest) -> str:
    """Each host."""
    return str(request.param)


@pytest.fixture
def client(make: Make, host: str) -> Iterator[InsightsClient]:
    """A client of each host."""
    with make(host) as made:
        yield made


def test_series(client: InsightsClient) -> None:
    insights = client.account_series(
        ACCOUNT, ["reach", "follower_count"], since=date(2026, 10, 1), until=date(2026, 10, 8)
    )

    for name in ("reach", "follower_count"):
        points = insights.series(name).points
        assert [point.end_time for point in points] == [datetime(2026, 10, day, 7, tzinfo=UTC) for day in range(1, 8)]
        assert all(isinstance(point.value, int) for point in points)
    assert insights.missing == ()


def test_a_long_series_is_that_of_its_weeks(client: InsightsClient) -> None:
    """What is asked in one go, and cut for the host, is what many small questions find."""
    first, last = date(2026, 7, 20), date(2026, 10, 5)
    whole = client.account_series(ACCOUNT, ["reach"], since=first, until=last).series("reach").points

    weeks = [
        client.account_series(ACCOUNT, ["reach"], since=day, until=day + timedelta(days=7)).series("reach").points
        for day in (first + timedelta(days=7 * week) for week in range(11))
    ]
    assert whole == tuple(point for week in weeks for point in week)
    assert len(whole) == 77


def test_totals(client: InsightsClient) -> None:
    insights = client.account_totals(ACCOUNT, ["views", "reach"], breakdowns=["media_product_type"])

    views = insights.total("views")
    assert views.value == sum(part.value or 0 for part in views.parts or ())
    assert {tuple(part.dimensions) for part in views.parts or ()} == {("media_product_type",)}


def test_totals_of_a_long_span(client: InsightsClient, host: str) -> None:
    """Facebook tells them window by window, Instagram at once. Likes add up to the same, people do not."""
    found = client.account_totals(ACCOUNT, ["likes", "reach"], since=date(2026, 7, 1), until=date(2026, 9, 29))

    assert len(found.totals("likes")) == (3 if host == "graph.facebook.com" else 1)
    assert all(total.window is not None for total in found.totals("likes"))


def test_likes_add_up_and_people_do_not(make: Make) -> None:
    span = {"since": date(2026, 7, 1), "until": date(2026, 9, 29)}
    cut, whole = (make(host).account_totals(ACCOUNT, ["likes", "reach"], **span) for host in sorted(TOKENS))  # type: ignore[arg-type] # a mapping of dates

    sums = {name: sum(total.value or 0 for total in cut.totals(name)) for name in ("likes", "reach")}
    assert sums["likes"] == whole.value("likes")
    assert sums["reach"] > (whole.total("reach").value or 0) > 0


def test_a_total_that_needs_a_breakdown(client: InsightsClient) -> None:
    """Without one it is told and has no number."""
    assert client.account_totals(ACCOUNT, ["follows_and_unfollows"]).total("follows_and_unfollows").value is None

    found = client.account_totals(ACCOUNT, ["follows_and_unfollows"], breakdowns=["follow_type"])
    assert {part.dimensions["follow_type"] for part in found.total("follows_and_unfollows").parts or ()} == {
        "FOLLOWER",
        "NON_FOLLOWER",
    }


def test_demographics(client: InsightsClient) -> None:
    found = client.account_demographics(ACCOUNT, ["follower_demographics"], breakdowns=["age", "gender"])
    engaged = client.account_demographics(
        ACCOUNT, ["engaged_audience_demographics"], breakdowns=["country"], timeframe="this_month"
    )

    total = found.total("follower_demographics")
    assert total.value is None
    assert {tuple(part.dimensions) for part in total.parts or ()} == {("age", "gender")}
    assert engaged.total("engaged_audience_demographics").parts


def test_hours(client: InsightsClient) -> None:
    rows = client.account_series(ACCOUNT, ["online_followers"], period="lifetime").to_rows()

    assert [row["key"] for row in rows[:24]] == [str(hour) for hour in range(24)]


def test_media_insights(client: InsightsClient) -> None:
    found = client.media_insights(PHOTO, ["reach", "likes"])

    assert found.value("reach") == 840
    assert [metric.period for metric in found] == ["lifetime", "lifetime"]


def test_a_percentage(client: InsightsClient) -> None:
    assert isinstance(client.media_insights(REEL, ["reels_skip_rate"]).value("reels_skip_rate"), float)


def test_no_data_is_not_zero(client: InsightsClient) -> None:
    found = client.media_insights("17900000000000019", ["saved", "reach"])

    assert (found.value("saved"), found.missing) == (None, ("saved",))


def test_story_insights(client: InsightsClient) -> None:
    found = client.story_insights(STORY, ["navigation"], breakdowns=["story_navigation_action_type"])

    total = found.total("navigation")
    assert total.value == sum(part.value or 0 for part in total.parts or ())


def test_a_story_that_too_few_have_seen(client: InsightsClient) -> None:
    with pytest.raises(front.NotEnoughViewers):
        client.story_insights("17900000000000013", ["reach"])


def test_refused_metrics(make: Make, client: InsightsClient, host: str) -> None:
    """One fails the call, or is skipped: by its position, by its name, or by trying."""
    metrics = ["reach", "plays", "likes", "navigation", "facebook_views"]
    with pytest.raises(front.MetricUnsupported):
        client.media_insights(REEL, metrics)

    found = make(host, on_unsupported="skip").media_insights(REEL, metrics)
    assert list(found.skipped) == ["plays", "navigation", "facebook_views"]
    assert [metric.name for metric in found] == ["reach", "likes"]


def test_a_metric_that_was_retired(make: Make) -> None:
    with pytest.raises(front.MetricRetired):
        make("graph.facebook.com").media_insights(PHOTO, ["impressions"])


def test_accounts(make: Make, client: InsightsClient, host: str) -> None:
    """People have Pages, and Pages their accounts; an account of Instagram Login has itself."""
    if host == "graph.instagram.com":
        own = client.account("me")
        assert (own.user_id, own.username) == (ACCOUNT, "blue.bottle")
        return
    pages = list(client.accounts(page_size=2))
    assert pages[0].instagram_business_account == ACCOUNT
    assert len(pages) == len({page.id for page in pages}) > 4


def test_an_account(client: InsightsClient) -> None:
    account = client.account(ACCOUNT)

    assert (account.username, account.followers_count, account.media_count) == ("blue.bottle", 12000, 129)


def test_all_media(client: InsightsClient) -> None:
    """All of them, each once, newest first, whatever the size of the pages."""
    small, large = (list(client.media(ACCOUNT, page_size=size)) for size in (7, 100))

    assert small == large
    assert len({media.id for media in small}) == 129
    times = [media.timestamp for media in small if media.timestamp]
    assert times == sorted(times, reverse=True)


def test_stories(client: InsightsClient) -> None:
    stories = list(client.stories(ACCOUNT, page_size=1))

    assert STORY in [story.id for story in stories]
    assert {story.media_product_type for story in stories} == {"STORY"}


def test_a_new_token_works(make: Make, host: str) -> None:
    new = make(host, **APP).refresh_token()

    assert new.expires_in == 60 * 24 * 60 * 60
    assert make(host, new.token).account(ACCOUNT).username == "blue.bottle"


@pytest.mark.parametrize(
    ("token", "expected"),
    [
        ("EAAmock-expired", front.TokenExpired),
        ("EAAmock-password-changed", front.PasswordChanged),
        ("EAAmock-malformed", front.TokenInvalid),
        ("EAAmock-checkpointed", front.TokenInvalid),
        ("EAAmock-no-insights", front.PermissionMissing),
        ("EAAmock-one-account", front.UnknownObject),
    ],
)
def test_tokens_that_are_of_no_use(make: Make, token: str, expected: type[front.GraphError]) -> None:
    with pytest.raises(expected) as raised:
        make("graph.facebook.com", token).account_series(ACCOUNT, ["reach"])

    assert token not in str(raised.value)
    assert raised.value.trace_id


@pytest.mark.parametrize(
    ("object_id", "expected"),
    [
        ("17999999999999999", front.UnknownObject),
        ("17900000000000010", front.PostedBeforeConversion),
        ("17841400000000005", front.UnknownObject),
    ],
)
def test_objects_without_insights(client: InsightsClient, object_id: str, expected: type[front.GraphError]) -> None:
    with pytest.raises(expected):
        client.media_insights(object_id, ["reach"])


def test_a_wrong_proof_is_refused(make: Make) -> None:
    with pytest.raises(front.InvalidParameter, match="appsecret_proof"):
        make("graph.facebook.com", app_secret="another").account(ACCOUNT)
