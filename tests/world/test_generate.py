"""Generated media, and their place among the written ones."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mock_server.catalogue.kinds import ALBUM, ALBUM_CHILD, PHOTO, REEL, STORY, VIDEO
from mock_server.world import generate
from mock_server.world.generate import Stream
from mock_server.world.model import Media, World
from tests.world.making import DAY, START, make_world

FULL = "accounts: [{generate: {feed: 600, reels: 300, stories_per_day: 3, since: -P100D}}]"

STREAMS = st.builds(
    lambda since, per, slot, limit: Stream(key=b"k", since=since, per=per, span=per * slot, limit=limit),
    since=st.integers(0, 10**9),
    per=st.integers(1, 50),
    slot=st.integers(1, 10_000),
    limit=st.integers(0, 60),
)


@given(STREAMS)
def test_moments_never_fall(stream: Stream) -> None:
    """A later item of a stream never happens earlier than the one before it."""
    moments = [stream.moment(serial, stream.chance(serial)) for serial in range(100)]

    assert moments == sorted(moments)
    assert moments[0] >= stream.since


@given(STREAMS, st.integers(-1_000, 1_000_000))
def test_count_is_the_number_of_past_moments(stream: Stream, age: int) -> None:
    """What has happened is counted without looking at all of it."""
    now = stream.since + age
    moments = [stream.moment(serial, stream.chance(serial)) for serial in range(stream.limit)]

    assert stream.count(now) == sum(moment <= now for moment in moments)


def everything(world: World, now: int = START) -> list[Media]:
    """All posts of the only account."""
    return world.media_page(world.accounts[0], now, 0, 10_000)


def test_the_feed_has_its_mixture() -> None:
    """Exactly so many reels and feed posts as asked, and the feed in its documented mixture."""
    kinds = Counter(media.kind.name for media in everything(make_world(FULL)))

    assert kinds[REEL.name] == 300
    assert kinds[PHOTO.name] + kinds[VIDEO.name] + kinds[ALBUM.name] == 600
    assert 300 < kinds[PHOTO.name] < 420
    assert 50 < kinds[VIDEO.name] < 130
    assert 100 < kinds[ALBUM.name] < 200


def test_about_a_third_of_the_reels_are_shared() -> None:
    """Some reels, and nothing else, are shared to Facebook."""
    shared = [media for media in everything(make_world(FULL)) if media.shared_to_facebook]

    assert 70 < len(shared) < 130
    assert {media.kind for media in shared} == {REEL}


def test_albums_hold_two_to_six() -> None:
    """A generated album's children are found by id, and know their album."""
    world = make_world(FULL)
    albums = [media for media in everything(world) if media.kind is ALBUM]

    assert {len(album.children) for album in albums} == {2, 3, 4, 5, 6}
    child = albums[0].children[1]
    found = world.find(child.id, START)
    assert isinstance(found, Media)
    assert found.kind is ALBUM_CHILD
    assert found.parent is not None
    assert (found.id, found.parent.id, found.created_at) == (child.id, albums[0].id, albums[0].created_at)


@pytest.mark.parametrize("now", [START - 200 * DAY, START - 50 * DAY, START, START + 50 * DAY])
def test_find_and_page_agree(now: int) -> None:
    """What the page lists is found, newest first, as often as it is counted; what it does not list is not found."""
    world = make_world(FULL)
    listed = everything(world, now)

    assert len(listed) == world.media_count(world.accounts[0], now)
    assert [media.created_at for media in listed] == sorted((media.created_at for media in listed), reverse=True)
    assert all(world.find(media.id, now) for media in listed)
    unlisted = {media.id for media in everything(world)} - {media.id for media in listed}
    assert not any(world.find(media_id, now) for media_id in unlisted)


def test_a_found_media_is_the_listed_one() -> None:
    """The same media comes out of the page and of its id."""
    world = make_world(FULL)
    for listed in everything(world)[::50]:
        found = world.find(listed.id, START)
        assert isinstance(found, Media)
        assert (found.kind, found.created_at, found.shared_to_facebook) == (
            listed.kind,
            listed.created_at,
            listed.shared_to_facebook,
        )


def test_stories_go_on_for_ever() -> None:
    """As the clock moves, so many stories a day appear, and each can be seen for a day."""
    world = make_world(FULL)
    account = world.accounts[0]
    later = START + 400 * DAY

    assert len(world.stories_between(account, later, later + 10 * DAY)) in range(28, 33)
    seen = world.media_page(account, later, 0, 100, stories=True)
    assert all(story.kind is STORY and later - DAY < story.created_at <= later for story in seen)
    assert seen[0].expires_at == seen[0].created_at + DAY
    assert world.find(seen[0].id, later)
    assert world.find(seen[0].id, later + 90 * DAY)
    assert world.find(seen[0].id, START) is None


def test_zeros_generate_nothing() -> None:
    """Zeros, and media without `generate`, mean that nothing is generated."""
    for text in ("accounts: [{generate: {}}]", "accounts: [{media: []}]"):
        world = make_world(text)
        assert everything(world) == []
        assert world.stories_between(world.accounts[0], 0, START + 100 * DAY) == []


def test_a_modest_feed_by_default() -> None:
    """An account of which nothing is said has a modest feed, and a story a day."""
    world = make_world()

    assert world.media_count(world.accounts[0], START) == 18
    assert len(world.stories_between(world.accounts[0], START - 30 * DAY, START)) in range(29, 32)


def test_a_million_media_cost_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """An account of a million media is built without making any, and a page makes no more than it shows."""
    made: list[str] = []

    def counted(**keys: object) -> Media:
        made.append(str(keys["id"]))
        return Media(**keys)  # type: ignore[arg-type]

    monkeypatch.setattr(generate, "Media", counted)
    world = make_world("accounts: [{generate: {feed: 1000000, since: -P365D}}]")
    assert made == []

    page = world.media_page(world.accounts[0], START, 500_000, 25)
    assert [media.id for media in page] == made[:25]
    assert len(made) <= 26


WRITTEN = st.lists(st.integers(-20 * DAY, 5 * DAY), max_size=12)


@settings(deadline=None)
@given(WRITTEN, st.integers(0, 30), st.integers(-15 * DAY, 10 * DAY), st.integers(0, 45), st.integers(0, 12))
def test_a_page_is_a_slice_of_the_whole(ages: list[int], made: int, age: int, offset: int, limit: int) -> None:
    """Written and generated posts merge, and a page is a slice of the merged list."""
    media = ", ".join(f"{{created_at: {'-' if seconds < 0 else ''}PT{abs(seconds)}S}}" for seconds in ages)
    text = f"accounts: [{{generate: {{feed: {made}, since: -P10D}}, media: [{media}]}}]"
    world = make_world(text)
    account, now = world.accounts[0], START + age

    whole = world.media_page(account, now, 0, 1_000)
    page = world.media_page(account, now, offset, limit)

    assert len(whole) == world.media_count(account, now)
    assert [post.id for post in page] == [post.id for post in whole[offset : offset + limit]]
    assert [post.created_at for post in whole] == sorted((post.created_at for post in whole), reverse=True)


def test_generated_media_are_the_same_in_every_process() -> None:
    """The numbers that everything is drawn from may not change between releases without notice."""
    newest = everything(make_world())[0]

    assert (newest.id, newest.kind.name, newest.created_at) == ("18046305993967418", "reel", 1_784_122_014)
