"""What the numbers of one media owe each other, for any world and at any instant."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mock_server.catalogue.kinds import STORY
from mock_server.catalogue.media_metrics import MEDIA_METRICS
from mock_server.catalogue.model import MediaMetric
from mock_server.insights.lifetime import divided
from mock_server.world.model import Media
from tests.insights.worlds import DAY, KINDS, PARTS_OF_INTERACTIONS, Made, made, worlds

_METRICS = {metric.name: metric for metric in MEDIA_METRICS}
_AGES = st.lists(st.integers(0, 3 * DAY) | st.integers(0, 1200 * DAY), min_size=2, max_size=8).map(sorted)


def _of(metric: str, media: Media) -> MediaMetric | None:
    """The row of a metric, if this kind of media has it."""
    row = _METRICS[metric]
    return row if media.kind in row.kinds else None


def _rows_of(media: Media) -> list[MediaMetric]:
    return [row for row in MEDIA_METRICS if media.kind in row.kinds]


def _all_media(world: Made) -> list[Media]:
    return [*world.media, *world.generated()]


@given(worlds(), _AGES)
@settings(max_examples=60)
def test_parts_of_a_breakdown_add_up_to_the_value(world: Made, ages: list[int]) -> None:
    """At every instant the parts of a breakdown are together what the metric tells."""
    for media in _all_media(world):
        for row in (row for row in _rows_of(media) if row.breakdown):
            for age in ages:
                numbers = world.lifetime(media, media.created_at + age)
                value = numbers.value(row)
                if value is not None and row.breakdown:
                    parts = [numbers.quantity(part.quantity) for part in row.breakdown.slices if part.quantity]
                    assert sum(parts) == value, (row.name, media.insights)


@given(worlds(), _AGES)
@settings(max_examples=60)
def test_total_interactions_is_the_sum_of_its_parts(world: Made, ages: list[int]) -> None:
    """Of posts and reels it is likes, comments, saves and shares; of stories replies and shares."""
    for media in _all_media(world):
        names = ("replies", "shares") if media.kind is STORY else PARTS_OF_INTERACTIONS
        if any(media.insights.get(name, 0) is None for name in (*names, "total_interactions")):
            continue
        for age in ages:
            numbers = world.lifetime(media, media.created_at + age)
            parts = [numbers.value(_METRICS[name]) or 0 for name in names]
            assert numbers.value(_METRICS["total_interactions"]) == sum(parts), media.insights


@given(worlds(), _AGES)
@settings(max_examples=60)
def test_reach_never_exceeds_views(world: Made, ages: list[int]) -> None:
    """Nobody is reached without a view."""
    for media in _all_media(world):
        for age in ages:
            numbers = world.lifetime(media, media.created_at + age)
            reach, views = numbers.value(_METRICS["reach"]), numbers.value(_METRICS["views"])
            assert reach is None or views is None or reach <= views, media.insights


@given(worlds(), _AGES)
@settings(max_examples=60)
def test_lifetime_values_never_fall(world: Made, ages: list[int]) -> None:
    """As time moves on neither a metric nor a part of a breakdown ever gets smaller."""
    for media in _all_media(world):
        moments = [world.lifetime(media, media.created_at + age) for age in ages]
        for row in _rows_of(media):
            for earlier, later in pairwise(moments):
                before, after = earlier.value(row), later.value(row)
                assert before is None or after is None or before <= after, (row.name, media.insights)
                for part in row.breakdown.slices if row.breakdown else ():
                    if part.quantity:
                        assert earlier.quantity(part.quantity) <= later.quantity(part.quantity), (row.name, part.value)


@given(worlds())
@settings(max_examples=60)
def test_viewers_are_the_reach_at_the_start(world: Made) -> None:
    """`viewers` of a world file is what the media had reached when the world starts."""
    for media in world.media:
        if media.viewers is not None:
            assert world.lifetime(media, world.world.start).value(_METRICS["reach"]) == media.viewers


@given(worlds(), _AGES)
@settings(max_examples=60)
def test_laid_down_values_are_told_as_they_are(world: Made, ages: list[int]) -> None:
    """A value of the world file is answered at any time; null is never answered."""
    for media in world.media:
        for name, value in media.insights.items():
            row = _of(name, media)
            for age in ages if row else ():
                assert row is None or world.lifetime(media, media.created_at + age).value(row) == value


@given(worlds(), _AGES)
@settings(max_examples=60)
def test_values_are_whole_and_not_negative(world: Made, ages: list[int]) -> None:
    """All values are whole numbers of at least 0, but the skip rate, which is a percentage with one decimal."""
    for media in _all_media(world):
        for row in _rows_of(media):
            for age in ages:
                value = world.lifetime(media, media.created_at + age).value(row)
                if value is None:
                    continue
                if row.name == "reels_skip_rate":
                    assert isinstance(value, float)
                    assert 0 <= value <= 100
                    assert round(value, 1) == value
                else:
                    assert isinstance(value, int), row.name
                    assert value >= 0, row.name


@given(worlds(), st.integers(0, 400 * DAY))
@settings(max_examples=40)
def test_engagement_is_likes_comments_and_saves(world: Made, age: int) -> None:
    """The legacy metric adds up the same things as its successors tell."""
    for media in _all_media(world):
        names = ("likes", "comments", "saved")
        if any(media.insights.get(name, 0) is None for name in names) or media.kind is STORY:
            continue
        numbers = world.lifetime(media, media.created_at + age)
        assert numbers.value(_METRICS["engagement"]) == sum(numbers.value(_METRICS[name]) or 0 for name in names)


@pytest.mark.parametrize("kind", sorted(KINDS))
@pytest.mark.parametrize("country", ["US", "DE", "JP"])
def test_replies_of_stories_are_hidden_by_country(kind: str, country: str) -> None:
    """Stories of creators in Europe and Japan have 0 replies, others have some; nothing else has replies."""
    document = {**KINDS[kind], "created_at": "2026-06-01T00:00:00Z", "viewers": 100_000}
    world = made({"now": "2026-07-01T00:00:00Z", "accounts": [{"country": country, "media": [document]}]})
    replies = world.lifetime(world.media[0], world.world.start).value(_METRICS["replies"])
    assert (replies or 0) > 0 if kind == "story" and country == "US" else replies == 0


def _laid_down(kind: str, viewers: int | None, **insights: float | None) -> Made:
    document = {**KINDS[kind], "created_at": "2026-07-01T00:00:00Z", "insights": insights, "viewers": viewers}
    return made({"now": "2026-07-02T00:00:00Z", "accounts": [{"followers": 10_000, "media": [document]}]})


@pytest.mark.parametrize("order", [("engagement", "total_interactions"), ("total_interactions", "engagement")])
def test_the_order_of_laid_down_sums_does_not_matter(order: tuple[str, str]) -> None:
    """Engagement and total interactions, laid down together, both hold for the parts, whichever stands first."""
    laid_down = {"engagement": 30, "total_interactions": 50}
    world = _laid_down("photo", None, **{name: laid_down[name] for name in order})
    numbers = world.lifetime(world.media[0], world.world.start)
    parts = [numbers.value(_METRICS[name]) or 0 for name in PARTS_OF_INTERACTIONS]
    assert sum(parts[:3]) == 30
    assert sum(parts) == 50


def test_reach_stays_within_laid_down_views() -> None:
    """When a world lays views down, the reach that grows from `viewers` stops at them."""
    world = _laid_down("photo", 100, views=120)
    later = world.lifetime(world.media[0], world.world.start + 90 * DAY)
    assert (later.value(_METRICS["reach"]) or 0) <= 120


def test_interactions_of_a_european_story_are_shares_alone() -> None:
    """Where replies are hidden, laid down interactions of a story are all shares."""
    document = {**KINDS["story"], "created_at": "2026-07-01T00:00:00Z", "insights": {"total_interactions": 10}}
    account = {"country": "DE", "followers": 10_000, "media": [document]}
    world = made({"now": "2026-07-01T12:00:00Z", "accounts": [account]})
    numbers = world.lifetime(world.media[0], world.world.start)
    told = [numbers.value(_METRICS[name]) for name in ("total_interactions", "replies", "shares")]
    assert told == [10, 0, 10]


@given(
    st.integers(0, 10**15) | st.integers(0, 10_000),
    st.lists(st.floats(0, 1000, allow_subnormal=False) | st.just(0.0), min_size=1, max_size=70),
)
@settings(max_examples=400)
def test_a_whole_cut_into_parts_stays_whole(total: int, weights: list[float]) -> None:
    """The parts of any total by any weights are not negative, and add up to the total to the last one."""
    parts = divided(total, weights)
    assert min(parts) >= 0
    assert sum(parts) == (total if sum(weights) else 0)


def test_a_large_whole_cut_by_the_usual_weights_stays_whole() -> None:
    """Rounding loses nobody of an audience of hundreds of millions."""
    weights = [0.1 + 0.37 * number % 3.1 for number in range(48)]
    lost = [total for total in range(10**9, 10**9 + 5_000_000, 9_973) if sum(divided(total, weights)) != total]
    assert lost == []
