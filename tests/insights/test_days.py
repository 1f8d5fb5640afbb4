"""What the numbers of an account owe each other, over any windows of days."""

from __future__ import annotations

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mock_server.catalogue.account_metrics import ACCOUNT_METRICS
from mock_server.catalogue.model import Quantity
from mock_server.catalogue.quantities import QUANTITIES, REACH
from mock_server.insights import audience
from mock_server.insights.daily import Days
from mock_server.insights.draws import DAILY_EXPOSURE, MEDIA_REACH
from mock_server.timeline.pacific import last_midnight
from mock_server.world.model import Media
from tests.insights.worlds import DAY, Made, life_of, made, splits, window, worlds

_ROWS = {metric.name: metric for metric in ACCOUNT_METRICS}
_COUNTED = [metric for metric in ACCOUNT_METRICS if metric.number]
_UNIQUE = [metric for metric in _COUNTED if metric.number and metric.number.unique]
_ADDING = [metric for metric in _COUNTED if metric.number and not metric.number.unique]
_DAILY = [quantity for quantity in QUANTITIES if quantity.per_day[1]]
_WIDTHS = st.integers(1, 90)
_BACK = st.integers(-60, 400)


def _window(world: Made, days_back: int, width: int) -> list[int]:
    return window(world.world.start - (days_back + width) * DAY, width)


@given(worlds(), _BACK, _WIDTHS)
@settings(max_examples=40)
def test_a_longer_window_never_has_fewer_people_nor_more_than_its_parts(world: Made, back: int, width: int) -> None:
    """Unique counts grow with the window, and stay within the sum of any two windows that it is cut into."""
    days = Days(world.world, world.account)
    ends = _window(world, back, width)
    for metric in _UNIQUE:
        whole = days.count(metric, ends)
        assert whole <= sum(days.count(metric, [end]) for end in ends), metric.name
        for earlier, later in splits(ends):
            first, second = days.count(metric, earlier), days.count(metric, later)
            assert max(first, second) <= whole <= first + second, metric.name


@pytest.mark.parametrize(
    ("persona", "width"), [("steady", 2), ("steady", 28), ("growing", 28), ("viral", 28), ("dormant", 28)]
)
@pytest.mark.parametrize("media", [0, 12])
def test_the_same_people_come_again_on_other_days(persona: str, width: int, media: int) -> None:
    """A window reaches visibly fewer people than its days together, also where some media have laid down numbers."""
    written = [{"created_at": f"-P{days}D", "viewers": 840} for days in range(1, media + 1)]
    account = {"followers": 12_000, "persona": persona, "media": written}
    world = made({"now": "2026-07-01T00:00:00Z", "accounts": [account]})
    days = Days(world.world, world.account)
    ends = window(world.world.start - width * DAY, width)
    assert days.count(_ROWS["reach"], ends) < 0.97 * sum(days.count(_ROWS["reach"], [end]) for end in ends)


@pytest.mark.parametrize(("persona", "liveliest"), [("steady", 1.0), ("growing", math.exp(1.4)), ("viral", 12.0)])
def test_the_liveliest_day_has_more_people_than_the_largest_media(persona: str, liveliest: float) -> None:
    """Even where a day brings the least that it can and a media the most."""
    world = made({"accounts": [{"followers": 100_000, "persona": persona, "media": []}]})
    day, media = (100_000 * liveliest * share for share in (DAILY_EXPOSURE[0], MEDIA_REACH[1]))
    assert Days(world.world, world.account)._people(int(day)) >= media


@given(worlds(), _BACK, _WIDTHS)
@settings(max_examples=40)
def test_counts_of_days_add_up_to_the_window(world: Made, back: int, width: int) -> None:
    """What is counted each day is together what the whole window counts."""
    days = Days(world.world, world.account)
    ends = _window(world, back, width)
    for metric in _ADDING:
        daily = [days.count(metric, [end]) for end in ends]
        assert sum(daily) == days.count(metric, ends), metric.name


@given(worlds(), _BACK, _WIDTHS)
@settings(max_examples=40)
def test_people_are_never_more_than_what_they_do(world: Made, back: int, width: int) -> None:
    """Reach is at most views, and accounts engaged are at most interactions, on each day and in the window."""
    days = Days(world.world, world.account)
    ends = _window(world, back, width)
    for people, things in (("reach", "views"), ("accounts_engaged", "total_interactions")):
        for some in (ends, ends[:1], ends[-1:]):
            assert days.count(_ROWS[people], some) <= days.count(_ROWS[things], some)


@given(worlds(), _BACK, _WIDTHS)
@settings(max_examples=40)
def test_numbers_of_days_are_whole_and_not_negative(world: Made, back: int, width: int) -> None:
    """Every count of every day and window is a whole number of at least 0."""
    days = Days(world.world, world.account)
    ends = _window(world, back, width)
    for metric in _COUNTED:
        for some in (ends, ends[:1], []):
            value = days.count(metric, some)
            assert isinstance(value, int)
            assert value >= 0


@given(worlds(), _BACK, _WIDTHS)
@settings(max_examples=40)
def test_interactions_are_the_sum_of_their_kinds(world: Made, back: int, width: int) -> None:
    """total_interactions is likes, comments, saves, shares and replies together."""
    days = Days(world.world, world.account)
    ends = _window(world, back, width)
    parts = [days.count(_ROWS[name], ends) for name in ("likes", "comments", "saves", "shares", "replies")]
    assert days.count(_ROWS["total_interactions"], ends) == sum(parts)


def _collected(world: Made, media: Media, quantity: Quantity, midnights: list[int]) -> int:
    """What a media collected on the days that end at these midnights."""
    before = last_midnight(midnights[0] - 1)
    first = world.lifetime(media, before).quantity(quantity) if media.created_at <= before else 0
    return world.lifetime(media, midnights[-1]).quantity(quantity) - first


def _short_of(world: Made, media: Media, ends: list[int]) -> list[tuple[str, int, int]]:
    """The quantities of which the account has less in the window than one of its media."""
    days = Days(world.world, world.account)
    short = []
    for quantity in _DAILY:
        share = _collected(world, media, quantity, ends)
        total = days.count(_ROWS["reach"], ends) if quantity is REACH else days.quantity(quantity, ends)
        if total < share:
            short.append((quantity.name, total, share))
    return short


@given(worlds())
@settings(max_examples=50)
def test_an_account_has_at_least_what_one_media_has_in_its_life(world: Made) -> None:
    """Over the whole life of a media, written or generated, its account counts no less than the media does."""
    for media in (*world.media, *world.generated()):
        ends = life_of(media, world.world.start)
        if ends and media.account.account_type.professional:
            assert _short_of(world, media, ends) == [], (media.kind.name, media.insights, media.viewers)


@given(worlds(most_media=1), st.integers(0, 5))
@settings(max_examples=50)
def test_a_day_has_at_least_what_one_media_collects_on_it(world: Made, day: int) -> None:
    """On a single day the account counts no less than one of its media collects on that day."""
    for media in (*world.media, *world.generated()):
        ends = window(media.created_at + day * DAY, 1)
        assert _short_of(world, media, ends) == [], (media.kind.name, media.insights, media.viewers, day)


def test_no_day_near_a_viral_media_falls_short() -> None:
    """A media that goes viral late on a day brings its account no less than it collects itself, on each day after."""
    short = []
    for seed in (1, 2, 3, 1290):
        generate = {"feed": 2_000, "since": "-P400D"}
        account = {"followers": 100_000, "persona": "viral", "media": [], "generate": generate}
        world = made({"seed": seed, "now": "2026-07-01T00:00:00Z", "accounts": [account]})
        for media in world.generated(2_000):
            if media.kind.growth_hours > 24 and world.lifetime(media, 1 << 40).quantity(REACH) > 2.2 * 100_000:
                for day in range(6):
                    ends = window(media.created_at + day * DAY, 1)
                    short += [(seed, media.id, day, *found) for found in _short_of(world, media, ends)]
    assert short == []


@given(worlds(), st.integers(0, 10**10) | st.integers(0, 2_000))
@settings(max_examples=50)
def test_rows_of_a_breakdown_add_up(world: Made, total: int) -> None:
    """The rows of a breakdown that has at most 45 are together the whole; none is empty, none stands twice."""
    for metric in ACCOUNT_METRICS:
        ways = [(breakdown,) for breakdown in metric.breakdowns] + list(metric.pairs)
        for way in ways:
            weighted = any(part.weight for part in way[0].slices)
            rows = audience.rows(world.account, way, total) if weighted else []
            counts = [count for _, count in rows]
            assert len({key for key, _ in rows}) == len(rows) <= 45
            assert all(count > 0 for count in counts)
            size = 1
            for breakdown in way:
                size *= len(breakdown.slices)
            if weighted and size <= 45:
                assert sum(counts) == total, [breakdown.name for breakdown in way]
            assert sum(counts) <= total


@given(worlds(), st.integers(730_000, 740_000))
@settings(max_examples=40)
def test_no_more_followers_are_online_than_there_are(world: Made, day: int) -> None:
    """Each of the 24 hours has a whole number of followers, from 0 to all of them."""
    hours = audience.online_by_hour(world.account, day)
    assert list(hours) == [str(hour) for hour in range(24)]
    assert all(0 <= count <= world.account.followers for count in hours.values())


@given(worlds())
@settings(max_examples=40)
def test_demographics_know_no_more_followers_than_there_are(world: Made) -> None:
    """The followers of whom something is known are some of the followers."""
    assert 0 <= audience.followers_known(world.account) <= world.account.followers


@pytest.mark.parametrize("laid_down", [{"views": 10}, {"reach": 400}, {"reach": 400, "views": 500}, {"likes": 3}])
def test_numbers_follow_what_a_world_lays_down_for_an_account(laid_down: dict[str, int]) -> None:
    """Laid down numbers are told, and the others agree with them: reach within views, interactions as their sum."""
    account = {"followers": 9_000, "insights": laid_down, "media": []}
    world = made({"now": "2026-07-01T00:00:00Z", "accounts": [account]})
    days = Days(world.world, world.account)
    ends = window(world.world.start - 4 * DAY, 3)
    for name, value in laid_down.items():
        assert days.count(_ROWS[name], ends) == value
    assert days.count(_ROWS["reach"], ends) <= days.count(_ROWS["views"], ends)
    parts = [days.count(_ROWS[name], ends) for name in ("likes", "comments", "saves", "shares", "replies")]
    assert days.count(_ROWS["total_interactions"], ends) == sum(parts)
