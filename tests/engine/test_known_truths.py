"""What is legal where, transcribed by hand from the project's facts: the catalogue itself is held against it."""

from __future__ import annotations

from datetime import date

import pytest

from tests.conftest import DAY, FACEBOOK, INSTAGRAM, START, Emulator, IsolatedWorld

_FEED = "reach views likes comments saved shares total_interactions reposts follows profile_visits profile_activity"
_TOTALS = "total_likes total_comments total_views"
# As of July 2026; facebook_views and crossposted_views need a media that is shared to Facebook.
_LEGAL_2026 = {
    "photo": f"{_FEED} facebook_views {_TOTALS}",
    "video": f"{_FEED} facebook_views {_TOTALS}",
    "album": f"{_FEED} facebook_views {_TOTALS}",
    "reel": "reach views likes comments saved shares total_interactions reposts ig_reels_avg_watch_time "
    f"ig_reels_video_view_total_time reels_skip_rate crossposted_views facebook_views {_TOTALS}",
    "story": "reach views shares total_interactions reposts follows profile_visits profile_activity navigation replies "
    "link_clicks facebook_views total_views",
}
_LISTED_2026 = [
    "impressions",
    "reach",
    "replies",
    "saved",
    "likes",
    "comments",
    "shares",
    "total_interactions",
    "follows",
    "profile_visits",
    "profile_activity",
    "navigation",
    "ig_reels_video_view_total_time",
    "ig_reels_avg_watch_time",
    "views",
    "reels_skip_rate",
    "reposts",
    "facebook_views",
    "crossposted_views",
    "total_views",
    "total_likes",
    "total_comments",
    "link_clicks",
]
_FORMS = {
    "photo": {"media_type": "IMAGE"},
    "video": {"media_type": "VIDEO"},
    "album": {"media_type": "CAROUSEL_ALBUM"},
    "reel": {"media_product_type": "REELS"},
    "story": {"media_product_type": "STORY"},
}
_TWELVE = [
    "accounts_engaged",
    "total_interactions",
    "likes",
    "comments",
    "saves",
    "shares",
    "replies",
    "views",
    "follows_and_unfollows",
    "profile_links_taps",
    "profile_views",
    "website_clicks",
]


@pytest.fixture(scope="module")
def world(client: Emulator) -> IsolatedWorld:
    """A world with a fresh media of each kind, shared to Facebook."""
    media = [
        {
            **form,
            "id": f"1790000000001000{number}",
            "created_at": "-PT5H",
            "insights": {"reach": 900},
            "shared_to_facebook": True,
        }
        for number, form in enumerate(_FORMS.values())
    ]
    return client.world_of_media(*media)


def _media(kind: str) -> str:
    return f"1790000000001000{list(_FORMS).index(kind)}"


@pytest.mark.parametrize("metric", _LISTED_2026)
@pytest.mark.parametrize("kind", sorted(_FORMS))
def test_legal_metrics_of_july_2026(world: IsolatedWorld, kind: str, metric: str) -> None:
    """On v25.0 in July 2026 each kind of media has the metrics of the facts, and refuses the others."""
    reply = world.get(_media(kind), metric=metric)
    legal = metric in _LEGAL_2026[kind].split()
    assert reply.status == (200 if legal else 400)
    if legal:
        assert reply.names == [metric]
    elif metric == "impressions" and kind in ("photo", "album", "story"):
        text = "(#100) Starting from version v22.0 and above, the impressions metric is no longer supported for the"
        assert reply.error["message"] == f"{text} queried media."
    else:
        text = f"(#100) The Media Insights API does not support the {metric} metric for this media product type."
        assert reply.error["message"] == text


@pytest.mark.parametrize(
    ("metric", "kind", "version", "day", "status"),
    [
        # plays: refused from v22.0 on since 21 January 2025, everywhere since 21 April 2025; unlisted on 2 June 2026.
        ("plays", "reel", "v21.0", "2025-01-21", 200),
        ("plays", "reel", "v22.0", "2025-01-21", 400),
        ("plays", "reel", "v21.0", "2025-04-20", 200),
        ("plays", "reel", "v21.0", "2025-04-21", 400),
        ("video_views", "video", "v20.0", "2025-01-07", 200),
        ("video_views", "video", "v21.0", "2024-10-02", 400),
        ("video_views", "video", "v20.0", "2025-01-08", 400),
        ("impressions", "photo", "v21.0", "2025-04-20", 200),
        ("impressions", "photo", "v22.0", "2025-01-21", 400),
        ("impressions", "photo", "v21.0", "2025-04-21", 400),
        ("engagement", "photo", "v17.0", "2023-12-10", 200),
        ("engagement", "photo", "v18.0", "2023-09-12", 400),
        ("engagement", "photo", "v17.0", "2023-12-11", 400),
        ("exits", "story", "v17.0", "2023-12-10", 200),
        ("exits", "story", "v17.0", "2023-12-11", 400),
        ("total_interactions", "photo", "v17.0", "2023-12-10", 400),
        ("total_interactions", "photo", "v18.0", "2023-09-12", 200),
        ("total_interactions", "photo", "v17.0", "2023-12-11", 200),
        ("views", "photo", "v21.0", "2025-01-20", 400),
        ("views", "photo", "v17.0", "2025-01-21", 200),
        ("reposts", "reel", "v22.0", "2025-12-02", 400),
        ("reposts", "reel", "v22.0", "2025-12-03", 200),
        ("reels_skip_rate", "reel", "v24.0", "2025-12-03", 200),
        ("facebook_views", "photo", "v25.0", "2026-04-21", 400),
        ("facebook_views", "photo", "v25.0", "2026-04-22", 200),
        ("facebook_views", "reel", "v25.0", "2025-12-03", None),
        ("link_clicks", "story", "v25.0", "2026-06-21", 400),
        ("link_clicks", "story", "v25.0", "2026-06-22", 200),
        ("clips_replays_count", "reel", "v19.0", "2024-01-22", None),
        ("clips_replays_count", "reel", "v19.0", "2024-01-23", 200),
        ("ig_reels_avg_watch_time", "reel", "v17.0", "2023-09-12", 400),
        ("ig_reels_avg_watch_time", "reel", "v17.0", "2023-09-13", 200),
        ("likes", "photo", "v15.0", "2022-10-24", 400),
        ("likes", "photo", "v15.0", "2022-10-25", 200),
        ("likes", "reel", "v13.0", "2022-03-25", 200),
        ("video_views", "album", "v10.0", "2021-04-08", 400),
        ("video_views", "album", "v10.0", "2021-04-09", 200),
    ],
)
def test_metrics_come_and_go(
    client: Emulator, metric: str, kind: str, version: str, day: str, status: int | None
) -> None:
    """Metrics appear and are retired on the days of the changelog; a version that is not out yet is refused."""
    media = {**_FORMS[kind], "created_at": f"{day}T00:00:00Z", "insights": {"reach": 900}, "shared_to_facebook": True}
    world = client.world_of_media({"id": "17900000000020000", **media}, now=f"{day}T12:00:00Z")
    reply = world.get("17900000000020000", version=version, metric=metric)
    assert reply.status == (400 if status is None else status)
    if status is None:
        assert reply.rule == "version_unknown"


@pytest.mark.parametrize("fidelity", ["documented", "observed"])
@pytest.mark.parametrize(("version", "status"), [("v20.0", 200), ("v21.0", 200), ("v22.0", None), ("v25.0", None)])
@pytest.mark.parametrize("kind", ["photo", "album", "video"])
def test_impressions_of_media_from_before_july_2024(
    client: Emulator, kind: str, version: str, status: int | None, fidelity: str
) -> None:
    """They live on on v21.0 and older for ever; on newer versions the observed fidelity alone answers."""
    media = {**_FORMS[kind], "id": "17900000000020001", "created_at": "2024-07-01T23:59:59Z", "insights": {"reach": 9}}
    world = client.world_of_media(media, now="2026-05-01T00:00:00Z", fidelity=fidelity)
    reply = world.get("17900000000020001", version=version, metric="impressions")
    assert reply.status == (status or (200 if fidelity == "observed" else 400))


@pytest.mark.parametrize("host", [FACEBOOK, INSTAGRAM])
@pytest.mark.parametrize("metric", ["total_likes", "total_comments", "total_views", "link_clicks"])
def test_facebook_only_metrics(world: IsolatedWorld, metric: str, host: str) -> None:
    """Some metrics exist for Facebook Login alone."""
    kind = "story" if metric == "link_clicks" else "photo"
    assert world.get(_media(kind), host=host, metric=metric).status == (200 if host == FACEBOOK else 400)


def test_one_refused_metric_fails_the_whole_request(world: IsolatedWorld) -> None:
    """Nothing partial comes back; the error names all refused metrics, with a comma and a blank."""
    reply = world.get(_media("reel"), metric="reach,follows,likes,navigation")
    text = "(#100) The Media Insights API does not support the follows, navigation metric for this media product type."
    assert reply.error["message"] == text


@pytest.mark.parametrize("host", [FACEBOOK, INSTAGRAM])
def test_the_twelve_totals_share_one_request(world: IsolatedWorld, host: str) -> None:
    """All twelve metrics that need total_value and day answer together."""
    asked = {"metric": ",".join(_TWELVE), "period": "day", "metric_type": "total_value"}
    assert world.get(world.account, host=host, **asked).names == _TWELVE


def test_a_window_in_a_day_that_has_not_ended(world: IsolatedWorld) -> None:
    """What today brings is not known yet, so the entry is left out; that of a window in a past day has no points."""
    noon = START - START % DAY + 17 * 3600
    today, yesterday = (
        world.get(world.account, metric="reach", period="day", since=at, until=at + 5) for at in (noon, noon - DAY)
    )
    assert today.json == {"data": []}
    assert yesterday.data[0]["values"] == []


@pytest.mark.parametrize("metric", _TWELVE)
def test_totals_without_metric_type(world: IsolatedWorld, metric: str) -> None:
    """graph.facebook.com asks for metric_type=total_value, graph.instagram.com leaves the metric out."""
    reply = world.get(world.account, metric=f"reach,{metric}", period="day")
    text = f"(#100) The following metrics ({metric}) should be specified with parameter metric_type=total_value"
    assert reply.error["message"] == text
    assert world.get(world.account, host=INSTAGRAM, metric=f"reach,{metric}", period="day").names == ["reach"]
    assert world.get(world.account, host=INSTAGRAM, metric=metric, period="day").json == {"data": []}


def test_several_totals_without_metric_type_are_named_without_blank(world: IsolatedWorld) -> None:
    """Only the offenders are named, with a comma and no blank."""
    message = world.get(world.account, metric="likes,reach,views", period="day").error["message"]
    assert (
        message
        == "(#100) The following metrics (likes,views) should be specified with parameter metric_type=total_value"
    )


@pytest.mark.parametrize("host", [FACEBOOK, INSTAGRAM])
@pytest.mark.parametrize("period", ["week", "days_28"])
def test_reach_by_week_and_by_28_days(world: IsolatedWorld, period: str, host: str) -> None:
    """They answer as a series on both hosts; as a total only graph.facebook.com refuses them."""
    assert world.get(world.account, host=host, metric="reach", period=period).names == ["reach"]
    reply = world.get(world.account, host=host, metric="reach", period=period, metric_type="total_value")
    if host == FACEBOOK:
        text = f"(#100) The following periods ({period}) are incompatible with the metric (reach)"
        assert reply.error["message"] == text
    else:
        assert reply.names == ["reach"]


@pytest.mark.parametrize("period", ["day", "week", "days_28", "month", "lifetime", "total_over_range", "day,lifetime"])
def test_the_period_of_media_is_always_lifetime(world: IsolatedWorld, period: str) -> None:
    """Any listed period is taken, and changes nothing."""
    [entry] = world.get(_media("photo"), metric="reach", period=period).data
    assert entry["period"] == "lifetime"


@pytest.mark.parametrize(
    ("viewers", "threshold", "metric", "status"),
    [
        (4, "viewers", "reach", 400),
        (5, "viewers", "reach", 200),
        (0, "viewers", "reach", 400),
        (5, "viewers", "replies", 200),
        (5, "each_metric", "reach", 200),
        (5, "each_metric", "replies", 200),
        (300, "each_metric", "shares", 400),
        (300, "viewers", "shares", 200),
        (300, "each_metric", "follows", 200),
    ],
)
def test_stories_need_five_viewers(client: Emulator, viewers: int, threshold: str, metric: str, status: int) -> None:
    """Below five viewers every request fails; by the other reading also a number from 1 to 4, but not 0."""
    insights = {"reach": viewers, "shares": 4 if viewers == 300 else 0, "follows": 0, "replies": 0}
    story = {"id": "17900000000020002", "media_product_type": "STORY", "created_at": "-PT3H", "insights": insights}
    world = client.world_of_media(story, story_threshold=threshold)
    reply = world.get("17900000000020002", metric=metric)
    assert reply.status == status
    if status == 400:
        assert reply.error["message"] == "(#10) Not enough viewers for the media to show insights"
        assert reply.error["code"] == 10


@pytest.mark.parametrize("fidelity", ["documented", "observed"])
@pytest.mark.parametrize(
    ("age", "highlighted", "gone"),
    [("-PT23H59M59S", False, False), ("-PT24H", False, True), ("-P30D", False, True), ("-P30D", True, False)],
)
def test_stories_live_for_a_day(client: Emulator, age: str, fidelity: str, *, highlighted: bool, gone: bool) -> None:
    """After 24 hours a story has no insights, unless it is highlighted: empty by the documents, 100/33 as observed."""
    story = {"media_product_type": "STORY", "created_at": age, "insights": {"reach": 50}, "highlighted": highlighted}
    world = client.world_of_media({"id": "17900000000020003", **story}, fidelity=fidelity)
    reply = world.get("17900000000020003", metric="reach")
    if gone and fidelity == "observed":
        assert (reply.status, reply.error["code"], reply.error["error_subcode"]) == (400, 100, 33)
        assert reply.error["type"] == "GraphMethodException"
    else:
        assert reply.names == ([] if gone else ["reach"])


def test_old_media_by_fidelity(client: Emulator) -> None:
    """Media older than two years: the empty data set by the documents, still answered as observed."""
    for fidelity, names in (("documented", []), ("observed", ["reach"])):
        world = client.world_of_media({"created_at": "-P731D"}, {"created_at": "-P730D"}, fidelity=fidelity)
        newer, older = world.media
        assert world.get(older, metric="reach").names == names
        assert world.get(newer, metric="reach").names == ["reach"]


@pytest.mark.parametrize(
    ("day", "title"),
    [
        ("2020-07-31", "Media Posted Before Business Account Conversion"),
        ("2020-08-01", "Media posted before business account conversion"),
        ("2026-07-16", "Media posted before business account conversion"),
    ],
)
def test_media_from_before_the_conversion(client: Emulator, day: str, title: str) -> None:
    """Both hosts answer 2108006; the title lost its capitals in August 2020; graph.instagram.com has no title."""
    account = {"converted_at": "-P10D"}
    world = client.world_of_media({"created_at": "-P11D"}, account=account, now=f"{day}T12:00:00Z")
    [media] = world.media
    error = world.get(media, version="", metric="reach").error
    assert (error["code"], error["error_subcode"], error["message"]) == (100, 2108006, "Invalid parameter")
    assert error["error_user_title"] == title
    assert error["error_data"] == {"blame_field_specs": [[""]]}
    assert error["is_transient"] is False
    if date.fromisoformat(day) > date(2025, 1, 21):
        on_instagram = world.get(media, host=INSTAGRAM, metric="reach").error
        assert on_instagram["message"] == error["error_user_msg"]
        assert on_instagram["error_subcode"] == 2108006
        assert on_instagram["type"] == "IGApiException"
        assert not {"error_user_title", "error_user_msg", "error_data"} & set(on_instagram)


@pytest.mark.parametrize("fidelity", ["documented", "observed"])
def test_small_accounts(client: Emulator, fidelity: str) -> None:
    """Below 100 followers some metrics are not returned and the others are; demographics are refused as observed."""
    world = client.world(accounts=[{"followers": 99}, {"followers": 100}], fidelity=fidelity)
    few, enough = world.accounts
    for account, some in ((few, False), (enough, True)):
        day = {"period": "day"}
        assert world.get(account, metric="follower_count", **day).names == (["follower_count"] if some else [])
        assert world.get(account, metric="reach", **day).names == ["reach"]
        online = world.get(account, metric="online_followers", period="lifetime")
        assert online.names == (["online_followers"] if some else [])
        asked = {"metric_type": "total_value", "breakdown": "follow_type", **day}
        follows = world.get(account, metric="follows_and_unfollows", **asked)
        assert follows.names == (["follows_and_unfollows"] if some else [])
        reply = world.get(
            account, metric="follower_demographics", period="lifetime", metric_type="total_value", breakdown="age"
        )
        if some:
            assert reply.names == ["follower_demographics"]
        elif fidelity == "documented":
            assert reply.names == []
        else:
            assert (reply.error["error_subcode"], reply.error["message"]) == (2874010, "Not enough users")


@pytest.mark.parametrize("fidelity", ["documented", "observed"])
@pytest.mark.parametrize(("days", "status"), [(30, 200), (31, 400)])
@pytest.mark.parametrize("extra", [0, 1])
def test_windows_of_thirty_days(world: IsolatedWorld, days: int, status: int, extra: int, fidelity: str) -> None:
    """2,592,000 seconds are the most on graph.facebook.com; graph.instagram.com has no such limit."""
    until = 1_784_224_000
    asked = {"metric": "reach", "period": "day", "since": until - days * 86_400 - extra, "until": until}
    headers = {"X-Mock-Fidelity": fidelity}
    wide = days * 86_400 + extra > 2_592_000
    reply = world.get(world.account, headers=headers, **asked)
    assert reply.status == (400 if wide else 200)
    assert (status == 400) <= wide
    if wide:
        text = "(#100) There cannot be more than 30 days (2592000 s) between since and until."
        assert reply.error["message"] == text
    assert world.get(world.account, host=INSTAGRAM, headers=headers, **asked).status == 200


@pytest.mark.parametrize("host", [FACEBOOK, INSTAGRAM])
@pytest.mark.parametrize(("days", "status"), [(728, 200), (729, 200), (730, 400), (-1, 400)])
def test_how_far_back_observed_windows_reach(world: IsolatedWorld, days: int, status: int, host: str) -> None:
    """As observed, since lies in the last 729 days and not in the future."""
    now = 1_784_224_800
    since = now - days * 86_400
    headers = {"X-Mock-Fidelity": "observed"}
    reply = world.get(
        world.account, host=host, headers=headers, metric="reach", period="day", since=since, until=since + 86_400
    )
    assert reply.status == status
    if status == 400:
        prefix = "(#100) " if host == FACEBOOK else ""
        text = "since param is not valid. Metrics data is available for the last 2 years"
        assert reply.error["message"] == prefix + text


@pytest.mark.parametrize("host", [FACEBOOK, INSTAGRAM])
@pytest.mark.parametrize(("days", "names"), [(60, ["reach"]), (88, ["reach"]), (95, []), (400, []), (-3, [])])
def test_how_far_back_documented_windows_reach(world: IsolatedWorld, days: int, names: list[str], host: str) -> None:
    """By the documents, what is older than 90 days or in the future is the empty data set."""
    since = 1_784_224_800 - days * 86_400
    asked = {"metric": "reach", "period": "day", "since": since, "until": since + 86_400}
    assert world.get(world.account, host=host, **asked).names == names


@pytest.mark.parametrize("fidelity", ["documented", "observed"])
@pytest.mark.parametrize(
    ("metric", "breakdown"),
    [
        ("reach", "action_type"),
        ("views", "follow_type"),
        ("navigation", "action_type"),
        ("profile_activity", "surface_type"),
    ],
)
def test_known_breakdowns_that_a_media_metric_does_not_take(
    world: IsolatedWorld, metric: str, breakdown: str, fidelity: str
) -> None:
    """The documents promise an unknown error with status 500; observed names breakdown and metric."""
    headers = {"X-Mock-Fidelity": fidelity}
    reply = world.get(_media("story"), metric=metric, breakdown=breakdown, headers=headers)
    if fidelity == "documented":
        assert (reply.status, reply.error["code"]) == (500, 1)
        assert reply.error["message"] == "An unknown error has occurred."
    else:
        assert reply.error["message"] == f"(#100) Incompatible breakdowns ({breakdown}) for metric ({metric})"


def test_a_breakdown_metric_cannot_share_its_request(world: IsolatedWorld) -> None:
    """A plain metric beside one with its breakdown fails the request."""
    asked = {"metric": "navigation,reach", "breakdown": "story_navigation_action_type"}
    reply = world.get(_media("story"), headers={"X-Mock-Fidelity": "observed"}, **asked)
    text = "(#100) Incompatible breakdowns (story_navigation_action_type) for metric (reach)"
    assert reply.error["message"] == text


@pytest.mark.parametrize("fidelity", ["documented", "observed"])
def test_views_by_follower_under_both_names(world: IsolatedWorld, fidelity: str) -> None:
    """The documents know follower_type and follow_type; observed knows follow_type alone."""
    asked = {"metric": "views", "period": "day", "metric_type": "total_value", "headers": {"X-Mock-Fidelity": fidelity}}
    [entry] = world.get(world.account, breakdown="follow_type", **asked).data
    assert entry["total_value"]["breakdowns"][0]["dimension_keys"] == ["follow_type"]
    reply = world.get(world.account, breakdown="follower_type", **asked)
    if fidelity == "documented":
        assert reply.data[0]["total_value"]["breakdowns"][0]["dimension_keys"] == ["follower_type"]
    else:
        assert reply.error["message"].startswith(
            "(#100) breakdown[0] must be one of the following values: country, city"
        )


@pytest.mark.parametrize("fidelity", ["documented", "observed"])
def test_dimension_keys_of_demographics(world: IsolatedWorld, fidelity: str) -> None:
    """The documents' sample has the timeframe as first key, in capitals; observed has the breakdown alone."""
    asked = {"metric": "reached_audience_demographics", "period": "lifetime", "metric_type": "total_value"}
    reply = world.get(
        world.account, breakdown="country", timeframe="this_week", headers={"X-Mock-Fidelity": fidelity}, **asked
    )
    [entry] = reply.data
    assert "value" not in entry["total_value"]
    [told] = entry["total_value"]["breakdowns"]
    documented = fidelity == "documented"
    assert told["dimension_keys"] == (["timeframe", "country"] if documented else ["country"])
    assert all(row["dimension_values"][0] == "THIS_WEEK" for row in told["results"]) is documented
    assert "paging" not in reply.json


@pytest.mark.parametrize("fidelity", ["documented", "observed"])
def test_album_and_child(client: Emulator, fidelity: str) -> None:
    """The album answers; its child is silent by the documents and refused as observed."""
    album = {"media_type": "CAROUSEL_ALBUM", "created_at": "-P2D", "children": [{"id": "17900000000020005"}]}
    world = client.world_of_media({"id": "17900000000020004", **album}, fidelity=fidelity)
    assert world.get("17900000000020004", metric="reach,saved").names == ["reach", "saved"]
    reply = world.get("17900000000020005", metric="reach")
    if fidelity == "documented":
        assert reply.json == {"data": []}
    else:
        assert reply.error["message"].endswith("does not support the reach metric for this media product type.")


def test_live_video_has_no_insights(client: Emulator) -> None:
    """While it is broadcast, a live video refuses every metric as unsupported."""
    world = client.world_of_media({"id": "17900000000020006", "live": True, "created_at": "-PT5M"})
    assert world.get("17900000000020006", metric="reach").rule == "metric_unsupported"


def test_personal_accounts_have_no_insights(client: Emulator) -> None:
    """Neither the account nor its media: error 100/33."""
    world = client.world_of_media({"created_at": "-P1D"}, account={"account_type": "PERSONAL"})
    for object_id in (world.account, world.media[0]):
        error = world.get(object_id, metric="reach", period="day").error
        assert (error["code"], error["error_subcode"]) == (100, 33)
        assert object_id in error["message"]


def test_pages_have_no_instagram_insights(client: Emulator) -> None:
    """A Facebook Page refuses Instagram's metrics in the words of Page insights."""
    assert client.get("/v25.0/100000000000001/insights", metric="reach").rule == "page_metric_invalid"
    assert client.get("/v25.0/100000000000001/insights").error["error_user_title"] == "No metric specified"


@pytest.mark.parametrize("host", [FACEBOOK, INSTAGRAM])
def test_reposts_on_both_hosts(world: IsolatedWorld, host: str) -> None:
    """As observed, graph.instagram.com does not support reposts of a media; by the documents it does."""
    for fidelity in ("documented", "observed"):
        reply = world.get(_media("reel"), host=host, metric="reposts", headers={"X-Mock-Fidelity": fidelity})
        refused = host == INSTAGRAM and fidelity == "observed"
        assert reply.status == (400 if refused else 200)
        if refused:
            begins = "Instagram Insights Media API endpoint does not support the metrics: reposts."
            assert reply.error["message"].startswith(begins)


def test_the_first_error_in_order_wins(world: IsolatedWorld) -> None:
    """Names are checked before period, metric type and window; a missing permission comes before all of them."""
    reply = world.get(world.account, metric="bogus", period="bogus", since="1", until="x")
    assert reply.error["message"].startswith("(#100) metric[0] must be one of")
    denied = world.emulator.get("/v25.0/17841400000000001/insights", token="EAAmock-no-insights", metric="bogus")
    assert denied.error["code"] == 10


@pytest.mark.parametrize(
    ("breakdown", "position"),
    [("bogus", 0), ("action_type,bogus", 1), ("action_type,action_type,bogus", 2), ('["action_type","x","y"]', 1)],
)
def test_positions_of_unknown_breakdowns(world: IsolatedWorld, breakdown: str, position: int) -> None:
    """The error counts positions in the list as it was sent, doubles included."""
    error = world.get(_media("photo"), metric="profile_activity", breakdown=breakdown).error
    known = "follow_type, surface_type, action_type, story_navigation_action_type"
    assert error["message"] == f"(#100) breakdown[{position}] must be one of the following values: {known}"


@pytest.mark.parametrize(("metric", "position"), [("bogus", 0), ("reach,likes,bogus", 2), ("reach,reach,bogus,x", 2)])
def test_positions_of_unknown_metrics(world: IsolatedWorld, metric: str, position: int) -> None:
    """The error names the first unknown metric by its position."""
    message = world.get(_media("photo"), metric=metric).error["message"]
    assert message.startswith(f"(#100) metric[{position}] must be one of the following values: impressions, reach, ")


@pytest.mark.parametrize("host", [FACEBOOK, INSTAGRAM])
@pytest.mark.parametrize("fidelity", ["documented", "observed"])
def test_a_missing_period(world: IsolatedWorld, host: str, fidelity: str) -> None:
    """An account request needs its period; observed prints a lower-case article."""
    reply = world.get(world.account, host=host, metric="reach", headers={"X-Mock-Fidelity": fidelity})
    prefix = "(#100) " if host == FACEBOOK else ""
    article = "The" if fidelity == "documented" else "the"
    assert reply.error["message"] == f"{prefix}{article} parameter period is required"


@pytest.mark.parametrize("fidelity", ["documented", "observed"])
def test_insights_of_several_accounts(client: Emulator, fidelity: str) -> None:
    """One user at a time by the documents; observed answers them keyed by id, and refuses more than 50."""
    world = client.world(accounts=[{"followers": 500}, {"followers": 600}], fidelity=fidelity)
    asked = {"token": world.tokens[0], "metric": "reach", "period": "day"}
    reply = client.get("/v25.0/insights", ids=",".join(world.accounts), **asked)
    if fidelity == "documented":
        assert (reply.status, reply.error["code"]) == (400, 100)
        return
    assert list(reply.json) == list(world.accounts)
    for account in world.accounts:
        assert [entry["id"] for entry in reply.json[account]["data"]] == [f"{account}/insights/reach/day"]
    failing = client.get("/v25.0/insights", ids=f"{world.account},1", **asked)
    assert (failing.error["code"], failing.error["error_subcode"]) == (100, 33)
    many = client.get("/v25.0/insights", ids=",".join([world.account, *map(str, range(10_000, 10_050))]), **asked)
    assert many.status == 400
    doubled = client.get("/v25.0/insights", ids=",".join(["10000"] * 51), **asked)
    assert doubled.status == 400


@pytest.mark.parametrize("fidelity", ["documented", "observed"])
def test_more_than_fifty_ids_are_refused_not_cut(client: Emulator, fidelity: str) -> None:
    """51 ids that all exist are too many: nothing is silently left out."""
    accounts = [{"followers": 500, "media": []} for _ in range(51)]
    world = client.world(accounts=accounts, fidelity=fidelity)
    asked = {"token": world.tokens[0], "metric": "reach", "period": "day"}
    assert client.get("/v25.0/insights", ids=",".join(world.accounts), **asked).status == 400
