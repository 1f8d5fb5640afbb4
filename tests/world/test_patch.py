"""Numbers that change while a world runs."""

from __future__ import annotations

import pytest

from mock_server.world.errors import WorldError
from mock_server.world.model import Media, World
from mock_server.world.patch import patched, patched_account
from tests.world.making import START, make_world

TEXT = """
accounts:
  - generate: {feed: 9, stories_per_day: 1}
    media:
      - {id: "11111", viewers: 10, insights: {reach: 5, saved: 1}}
      - {id: "22222", media_type: CAROUSEL_ALBUM, children: [{id: "33333"}]}
      - {id: "44444", created_at: P1D}
  - {id: "55555", media: [{id: "66666", viewers: 1}]}
"""


def media_of(world: World, media_id: str) -> Media:
    """The media with this id."""
    media = world.find(media_id, START)
    assert isinstance(media, Media)
    return media


def test_a_written_media() -> None:
    """A patch changes what it names, in the new world alone, and says since when the viewers hold."""
    old = make_world(TEXT)
    new = patched(old, "11111", {"viewers": 20, "insights": {"saved": None}}, at=START + 60)
    media = media_of(new, "11111")

    assert (media.viewers, media.viewers_at, dict(media.insights)) == (20, START + 60, {"reach": 5, "saved": None})
    assert (media_of(old, "11111").viewers, dict(media_of(old, "11111").insights)) == (10, {"reach": 5, "saved": 1})


def test_viewers_keep_their_time() -> None:
    """A patch of other numbers leaves the viewers as they were."""
    media = media_of(patched(make_world(TEXT), "11111", {"insights": {"reach": 6}}, at=START + 60), "11111")

    assert (media.viewers, media.viewers_at) == (10, START)


def test_a_generated_media() -> None:
    """A generated media keeps its place and gets numbers, again and again."""
    world = make_world(TEXT)
    listed = [media.id for media in world.media_page(world.accounts[0], START, 0, 99)]
    generated = listed[5]
    for viewers in (7, 8):
        world = patched(world, generated, {"viewers": viewers}, at=START)
    page = world.media_page(world.accounts[0], START, 0, 99)

    assert [media.id for media in page] == listed
    assert page[5] is media_of(world, generated)
    assert page[5].viewers == 8
    assert world.media_count(world.accounts[0], START) == len(listed)


def test_a_generated_story() -> None:
    """A generated story is patched like a post."""
    world = make_world(TEXT)
    story = world.stories_between(world.accounts[0], START - 86_400 * 3, START)[0]
    new = patched(world, story.id, {"insights": {"reach": 4}}, at=START)

    assert new.stories_between(new.accounts[0], START - 86_400 * 3, START)[0].insights == {"reach": 4}


def test_the_new_world_is_whole() -> None:
    """All that belongs to the account knows the new account, which knows its pinned media; others are shared."""
    old = make_world(TEXT)
    new = patched(old, "22222", {"insights": {"reach": 1}}, at=START)
    account = new.accounts[0]

    assert {media.id for media in account.pinned} == {"11111", "22222"}
    assert all(media.account is account for media in (*account.pinned, *new.media_page(account, START, 0, 99)))
    assert media_of(new, "33333").account is account
    assert media_of(new, "33333").parent is media_of(new, "22222")
    assert account.page == new.find(account.page.id, START) if account.page else False
    assert new.accounts[1] is old.accounts[1]
    assert new.tokens is old.tokens


@pytest.mark.parametrize(
    ("media_id", "change", "path", "message"),
    [
        ("99999", {}, "media", "no such media"),
        ("55555", {}, "media", "no such media"),
        ("44444", {}, "media", "no such media"),
        ("33333", {}, "media", "inside an album"),
        ("11111", {"insights": {"raech": 1}}, "insights.raech", "did you mean reach"),
        ("11111", {"insights": {"reach": -1}}, "insights.reach", "at least 0"),
        ("11111", {"insights": {"reach": "x"}}, "insights.reach", 'not "x"'),
        ("11111", {"viewers": -1}, "viewers", "whole number"),
        ("11111", {"viewrs": 1}, "viewrs", "did you mean viewers"),
        ("11111", [], "", "expected a mapping"),
    ],
)
def test_refusals(media_id: str, change: object, path: str, message: str) -> None:
    """A patch of unknown media, of unknown numbers or with wrong values is refused."""
    with pytest.raises(WorldError) as refused:
        patched(make_world(TEXT), media_id, change, at=START)

    assert refused.value.path == path
    assert message in refused.value.message


def test_an_account() -> None:
    """A patch changes what it names; the media of the account follow, and those of others stay what they are."""
    old = make_world(TEXT)
    account = old.accounts[1]
    new = patched_account(old, account.id, {"followers": 100, "insights": {"reach": None}})

    assert (new.accounts[1].followers, dict(new.accounts[1].insights)) == (100, {"reach": None})
    assert media_of(new, "66666").account is new.objects[account.id] is new.accounts[1]
    assert (old.accounts[1].followers, dict(old.accounts[1].insights)) == (account.followers, {})
    assert media_of(new, "11111") is media_of(old, "11111")


def test_an_account_keeps_its_patched_media() -> None:
    """Media that were patched before are still what they were made."""
    world = patched_account(patched(make_world(TEXT), "66666", {"viewers": 9}, at=START), "55555", {"followers": 7})

    assert media_of(world, "66666").viewers == 9
    assert world.accounts[1].followers == 7


@pytest.mark.parametrize(
    ("account_id", "change", "path"),
    [
        ("99999", {"followers": 1}, "account"),
        ("55555", {"followers": -1}, "followers"),
        ("55555", {"viewers": 1}, "viewers"),
        ("55555", {"insights": {"plays": 1}}, "insights.plays"),
        ("55555", [], ""),
    ],
)
def test_a_patch_of_an_account_that_is_refused(account_id: str, change: object, path: str) -> None:
    """A mistake is told with its place."""
    with pytest.raises(WorldError) as told:
        patched_account(make_world(TEXT), account_id, change)

    assert told.value.path == path
