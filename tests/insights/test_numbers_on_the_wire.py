"""The same promises about numbers, as a client of the served emulator sees them."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from tests.conftest import DAY, FACEBOOK, INSTAGRAM, START, Emulator, IsolatedWorld

_SHAPES = ("steady", "growing", "viral", "dormant")
_SOME_METRICS = (
    "views,accounts_engaged,total_interactions,likes,comments,shares,saves,replies,reposts,profile_views,"
    "website_clicks,profile_links_taps,reach"
)
_BROKEN_DOWN = [
    ("reach", "media_product_type"),
    ("reach", "follow_type"),
    ("reach", "media_product_type,follow_type"),
    ("views", "media_product_type"),
    ("views", "follow_type"),
    ("views", "follow_type,media_product_type"),
    ("total_interactions", "media_product_type"),
    ("likes", "media_product_type"),
    ("comments", "media_product_type"),
    ("shares", "media_product_type"),
    ("saves", "media_product_type"),
    ("profile_links_taps", "contact_button_type"),
]


@pytest.fixture(scope="module", params=_SHAPES)
def world(request: pytest.FixtureRequest, client: Emulator) -> IsolatedWorld:
    """A world of one account, with generated media and some whose numbers are laid down."""
    media = [
        {"media_type": "IMAGE", "created_at": "-P20D", "viewers": 90_000},
        {"media_product_type": "REELS", "created_at": "-P9D", "insights": {"reach": 70_000, "likes": 9_000}},
        {"media_product_type": "STORY", "created_at": "-PT20H", "viewers": 900},
    ]
    generate = {"feed": 30, "reels": 10, "stories_per_day": 1, "since": "-P40D"}
    account = {"followers": 20_000, "persona": request.param, "media": media, "generate": generate}
    return client.world(seed=_SHAPES.index(request.param), accounts=[account])


def _totals(world: IsolatedWorld, since: int, until: int, **params: Any) -> dict[str, int]:
    asked = {"metric": _SOME_METRICS, "period": "day", "metric_type": "total_value", **params}
    entries = world.get(world.account, since=since, until=until, **asked).data
    return {entry["name"]: entry["total_value"]["value"] for entry in entries}


@pytest.mark.parametrize("days", [1, 2, 7, 30])
def test_totals_of_days_and_windows_agree(world: IsolatedWorld, days: int) -> None:
    """Counts of days add up to the window; people are at least the most of a day, and at most the sum of all days."""
    since = START - days * DAY
    whole = _totals(world, since, START - 1)
    daily = [_totals(world, since + day * DAY, since + (day + 1) * DAY - 1) for day in range(days)]
    for name, value in whole.items():
        found = [told[name] for told in daily]
        if name in ("reach", "accounts_engaged"):
            assert max(found) <= value <= sum(found), name
        else:
            assert value == sum(found), name


def test_a_series_is_the_totals_of_its_days(world: IsolatedWorld) -> None:
    """A point of the daily series of reach is the total of the window that ends with it."""
    reply = world.get(world.account, metric="reach", period="day", since=START - 20 * DAY, until=START)
    for point in reply.data[0]["values"][:-1]:
        end = START - START % DAY - 30 * DAY
        while _iso(end) != point["end_time"][:10]:
            end += DAY
        total = _totals(world, end, end + DAY - 1, metric="reach")["reach"]
        assert point["value"] == total


def _iso(moment: int) -> str:
    return datetime.fromtimestamp(moment, UTC).date().isoformat()


@pytest.mark.parametrize(("period", "days"), [("week", 7), ("days_28", 28)])
def test_a_longer_period_has_no_fewer_people(world: IsolatedWorld, period: str, days: int) -> None:
    """A point of a week or of 28 days lies between the most of its days and the sum of them."""
    long = world.get(world.account, metric="reach", period=period, since=START - DAY, until=START).data[0]["values"][-1]
    short = world.get(world.account, metric="reach", period="day", since=START - 30 * DAY, until=START).data[0][
        "values"
    ]
    found = [point["value"] for point in short][-days:]
    assert max(found) <= long["value"] <= sum(found)


@pytest.mark.parametrize(("metric", "breakdown"), _BROKEN_DOWN)
def test_rows_add_up_to_the_total(world: IsolatedWorld, metric: str, breakdown: str) -> None:
    """The rows of an account's breakdown are together its total; none is 0, and none stands twice."""
    asked = {"metric": metric, "period": "day", "metric_type": "total_value", "breakdown": breakdown}
    total = world.get(world.account, since=START - 20 * DAY, until=START, **asked).data[0]["total_value"]
    [told] = total["breakdowns"]
    assert told["dimension_keys"] == breakdown.split(",")
    rows = {tuple(row["dimension_values"]): row["value"] for row in told["results"]}
    assert len(rows) == len(told["results"])
    assert all(value > 0 for value in rows.values())
    assert sum(rows.values()) == total["value"]


@pytest.mark.parametrize("host", [FACEBOOK, INSTAGRAM])
def test_an_account_has_no_less_than_each_of_its_media(world: IsolatedWorld, host: str) -> None:
    """Account totals over the life of a media are not smaller than what the media has."""
    totals = _totals(world, START - 30 * DAY, START, host=host)
    names = {
        "reach": "reach",
        "views": "views",
        "likes": "likes",
        "comments": "comments",
        "saved": "saves",
        "shares": "shares",
    }
    for media in world.media:
        reply = world.get(media, host=host, metric=",".join(names))
        for entry in reply.data if reply.status == 200 else ():
            # The account counts whole days; what came since the last midnight is not told yet.
            at_midnight = world.get(
                media, host=host, metric=entry["name"], headers={"X-Mock-Now": _iso(START) + "T07:00:00Z"}
            )
            if at_midnight.status == 200:
                assert at_midnight.value(entry["name"]) <= totals[names[entry["name"]]], (media, entry["name"])


def test_follows_are_what_follower_count_counts(world: IsolatedWorld) -> None:
    """The FOLLOWER row of follows_and_unfollows is the sum of follower_count over the same days."""
    asked = {"period": "day", "since": START - 5 * DAY, "until": START}
    daily = world.get(world.account, metric="follower_count", **asked).data[0]["values"]
    [entry] = world.get(
        world.account, metric="follows_and_unfollows", metric_type="total_value", breakdown="follow_type", **asked
    ).data
    rows = {
        row["dimension_values"][0]: row["value"] for row in entry["total_value"]["breakdowns"][0].get("results", [])
    }
    assert rows.get("FOLLOWER", 0) == sum(point["value"] for point in daily)


def test_demographics_stop_at_45_rows_and_stay_within_the_audience(world: IsolatedWorld) -> None:
    """Cities have at most 45 rows; together they are no more than the followers."""
    asked = {"metric": "follower_demographics", "period": "lifetime", "metric_type": "total_value"}
    for breakdown in ("city", "country", "age", "gender", "age,gender"):
        [told] = world.get(world.account, breakdown=breakdown, **asked).data[0]["total_value"]["breakdowns"]
        values = [row["value"] for row in told["results"]]
        assert 0 < len(values) <= 45
        assert 0 < sum(values) <= 20_000


def test_values_of_a_media_never_fall_while_the_clock_moves(client: Emulator) -> None:
    """Hour by hour, day by day, each number of a media stays or grows."""
    world = client.world_of_media(
        {"media_product_type": "REELS", "created_at": "-PT1H", "viewers": 500}, {"created_at": "-P1D"}
    )
    names = "reach,views,likes,comments,saved,shares,total_interactions,reposts"
    before = {media: dict.fromkeys(names.split(","), 0) for media in world.media}
    for _ in range(20):
        world.advance("PT7H")
        for media, known in before.items():
            now = {entry["name"]: entry["values"][0]["value"] for entry in world.get(media, metric=names).data}
            assert all(known[name] <= now[name] for name in now)
            known.update(now)


def test_viewers_is_what_reach_answers_at_the_start(client: Emulator) -> None:
    """The story with 840 viewers has a reach of 840."""
    story = {"media_product_type": "STORY", "created_at": "-PT3H", "viewers": 840}
    post = {"created_at": "-P3D", "viewers": 77}
    world = client.world_of_media({"id": "17900000000000901", **story}, {"id": "17900000000000902", **post})
    assert world.get("17900000000000901", metric="reach").value("reach") == 840
    assert world.get("17900000000000902", metric="reach").value("reach") == 77


@pytest.mark.parametrize(
    ("name", "value"),
    [("reach", 0), ("reach", 123_456), ("saved", 7), ("views", 99), ("total_interactions", 12), ("follows", 0)],
)
def test_laid_down_values_are_answered(client: Emulator, name: str, value: int) -> None:
    """A number of the world file is the number in the answer."""
    world = client.world_of_media({"created_at": "-P3D", "insights": {name: value}})
    assert world.get(world.media[0], metric=name).value(name) == value


@pytest.mark.parametrize("name", ["reach", "views", "saved", "total_interactions", "profile_activity"])
def test_unavailable_values_are_left_out(client: Emulator, name: str) -> None:
    """Null in the world file leaves the metric out, and the others in."""
    world = client.world_of_media({"created_at": "-P3D", "insights": {name: None}})
    other = "likes" if name != "likes" else "saved"
    assert world.get(world.media[0], metric=name).data == []
    assert world.get(world.media[0], metric=f"{name},{other}").names == [other]


def test_an_unavailable_account_metric_is_left_out(client: Emulator) -> None:
    """Null for an account leaves its metric out of every shape."""
    world = client.world(accounts=[{"followers": 900, "insights": {"reach": None, "views": 5}}])
    asked = {"period": "day", "metric_type": "total_value"}
    assert world.get(world.account, metric="reach", **asked).data == []
    assert world.get(world.account, metric="reach", period="day").data == []
    assert world.get(world.account, metric="reach,views", **asked).value("views") == 5
    assert world.get(world.account, metric="reach,views", **asked).names == ["views"]


@pytest.mark.parametrize("hours", [0, 1, 24, 48])
@pytest.mark.parametrize("kind", ["FEED", "REELS", "STORY"])
def test_media_younger_than_the_delay_has_no_data(client: Emulator, kind: str, hours: int) -> None:
    """With a data_delay a media has the empty data set until the delay is over; then it has numbers."""
    media = {"media_product_type": kind, "created_at": "-PT20H", "viewers": 5_000}
    world = client.world_of_media(media, data_delay=f"PT{hours}H")
    [found] = world.media if kind != "STORY" else [_only_story(world)]
    reply = world.get(found, metric="reach")
    assert reply.status == 200, reply.body
    assert reply.names == (["reach"] if hours < 20 else [])


def _only_story(world: IsolatedWorld) -> str:
    engine = world.emulator.engine
    hosted = engine.worlds.all()[world.id].world
    [story] = hosted.media_page(hosted.accounts[0], START, 0, 5, stories=True)
    return story.id


def test_a_laid_down_count_is_no_fraction(client: Emulator) -> None:
    """Half a like is no value of a count: the world is refused, or the answer is whole."""
    media = {"created_at": "-P3D", "insights": {"total_interactions": 2.5}}
    body = {"accounts": [{"followers": 100, "media": [media]}]}
    reply = client.control("POST", "/worlds", body)
    if reply.status == 201:
        world = IsolatedWorld(
            client, reply.json["id"], (reply.json["tokens"][0]["token"],), (reply.json["accounts"][0]["id"],)
        )
        assert isinstance(world.get(world.media[0], metric="total_interactions").value("total_interactions"), int)
