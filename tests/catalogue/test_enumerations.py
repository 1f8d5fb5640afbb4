"""The lists in the enumeration errors, transcribed from recordings; each is held against the wire on its day."""

from __future__ import annotations

import pytest

from tests.conftest import FACEBOOK, INSTAGRAM, Emulator

# github.com/janu-software/facebook-php-sdk issue 17, 2023-10-04, v18.0
_ACCOUNT_2023 = (
    "impressions, reach, follower_count, email_contacts, phone_call_clicks, text_message_clicks, "
    "get_directions_clicks, website_clicks, profile_views, audience_gender_age, audience_locale, audience_country, "
    "audience_city, online_followers, accounts_engaged, total_interactions, likes, comments, shares, saves, replies, "
    "engaged_audience_demographics, reached_audience_demographics, follower_demographics, follows_and_unfollows, "
    "profile_links_taps"
)
# cassettes and probes of February to July 2026, v22.0 to v25.0
_ACCOUNT_2026 = (
    "reach, follower_count, website_clicks, profile_views, online_followers, accounts_engaged, total_interactions, "
    "likes, comments, shares, saves, replies, engaged_audience_demographics, reached_audience_demographics, "
    "follower_demographics, follows_and_unfollows, profile_links_taps, views, threads_likes, threads_replies, reposts, "
    "quotes, threads_followers, threads_follower_demographics, content_views, threads_views, threads_clicks, "
    "threads_reposts"
)
# github.com/keboola/component-meta, 2026-06-02
_MEDIA_JUNE_2 = (
    "impressions, reach, replies, saved, likes, comments, shares, total_interactions, follows, profile_visits, "
    "profile_activity, navigation, ig_reels_video_view_total_time, ig_reels_avg_watch_time, views, reels_skip_rate, "
    "reposts, facebook_views, crossposted_views, content_views, total_views, total_likes, total_comments, link_clicks"
)
# introspection of 2026-06-24 (v22.0) and diagnostics of 2026-07-16 (v25.0)
_MEDIA_JULY = _MEDIA_JUNE_2.replace("content_views, ", "")
# Zenovi project, 2026-09-27
_MEDIA_INSTAGRAM = (
    "impressions, shares, comments, likes, saved, replies, total_interactions, navigation, follows, profile_visits, "
    "profile_activity, reach, ig_reels_video_view_total_time, ig_reels_avg_watch_time, views, thread_replies, reposts, "
    "quotes, thread_shares, threads_views, threads_media_clicks, reels_skip_rate, threads_reposts, facebook_views, "
    "crossposted_views, total_views, total_likes, total_comments, link_clicks"
)


def _message(client: Emulator, host: str, day: str, object_id: str, version: str, **params: str) -> str:
    now = f"{day}T12:00:00Z"
    token = "EAAmock-reader" if host == FACEBOOK else "IGAAmock-reader"
    asked = {"metric": "a_metric_that_never_was", **params}
    reply = client.get(f"/{version}/{object_id}/insights", token=token, host=host, headers={"X-Mock-Now": now}, **asked)
    assert (reply.status, reply.error["code"]) == (400, 100)
    message: str = reply.error["message"]
    return message


@pytest.mark.parametrize(
    ("day", "version", "listed"),
    [
        ("2023-10-04", "v18.0", _ACCOUNT_2023),
        ("2026-02-02", "v22.0", _ACCOUNT_2026),
        ("2026-05-08", "v22.0", _ACCOUNT_2026),
        ("2026-06-02", "v25.0", _ACCOUNT_2026),
        ("2026-07-07", "v23.0", _ACCOUNT_2026),
        ("2026-07-16", "v25.0", _ACCOUNT_2026),
    ],
)
def test_account_metrics(client: Emulator, day: str, version: str, listed: str) -> None:
    """The account edge lists what was recorded on that day, to the letter."""
    message = _message(client, FACEBOOK, day, "17841400000000001", version, period="day")
    assert message == f"(#100) metric[0] must be one of the following values: {listed}"


@pytest.mark.parametrize(
    ("day", "version", "listed"),
    [
        ("2026-06-02", "v25.0", _MEDIA_JUNE_2),
        ("2026-06-23", "v25.0", _MEDIA_JUNE_2),
        ("2026-06-24", "v22.0", _MEDIA_JULY),
        ("2026-07-16", "v25.0", _MEDIA_JULY),
    ],
)
def test_media_metrics(client: Emulator, day: str, version: str, listed: str) -> None:
    """The media edge lists what was recorded on that day, whatever the media is."""
    message = _message(client, FACEBOOK, day, "17900000000000008", version)
    assert message == f"(#100) metric[0] must be one of the following values: {listed}"


def test_media_metrics_of_the_instagram_host(client: Emulator) -> None:
    """graph.instagram.com lists 29 names in an order of its own, and without a prefix."""
    message = _message(client, INSTAGRAM, "2026-09-27", "17900000000000008", "v25.0")
    assert message == f"metric[0] must be one of the following values: {_MEDIA_INSTAGRAM}"


@pytest.mark.parametrize(
    ("host", "prefix", "date"), [(FACEBOOK, "(#100) ", "2026-07-16"), (INSTAGRAM, "", "2026-08-31")]
)
def test_account_breakdowns(client: Emulator, host: str, prefix: str, date: str) -> None:
    """Both hosts list the seven breakdowns of accounts in the recorded order."""
    token = "EAAmock-reader" if host == FACEBOOK else "IGAAmock-reader"
    asked = {"metric": "reach", "period": "day", "breakdown": "nothing", "metric_type": "total_value"}
    reply = client.get(
        "/v25.0/17841400000000001/insights",
        token=token,
        host=host,
        headers={"X-Mock-Now": f"{date}T12:00:00Z"},
        **asked,
    )
    known = "country, city, age, gender, follow_type, media_product_type, contact_button_type"
    assert reply.error["message"] == f"{prefix}breakdown[0] must be one of the following values: {known}"
