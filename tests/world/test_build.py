"""From a world file to the world that is served."""

from __future__ import annotations

import subprocess
import sys

import pytest

from mock_server.catalogue.hosts import FACEBOOK, INSTAGRAM
from mock_server.catalogue.kinds import ALBUM, ALBUM_CHILD, BUSINESS, LIVE, PHOTO, REEL, STORY, VIDEO
from mock_server.catalogue.model import MediaKind, TokenKind
from mock_server.world.errors import WorldError
from mock_server.world.model import Account, Media, Page
from tests.world.making import DAY, START, make_world


def test_an_empty_world() -> None:
    """A world of which nothing is said has an account, a Page, an app and a token for each login."""
    world = make_world()
    account = world.accounts[0]

    assert (world.seed, world.start, world.frozen, world.fidelity, world.data_delay) == (1, START, False, None, 0)
    assert (len(account.id), account.id[:5], account.account_type) == (17, "17841", BUSINESS)
    assert 1_000 <= account.followers <= 50_000
    assert account.page is not None
    assert account.page.name == account.name
    assert (len(world.app.id), world.app.secret) == (16, "mock-app-secret")
    assert [token.kind for token in world.tokens.values()] == [TokenKind.FACEBOOK_USER, TokenKind.INSTAGRAM_USER]
    assert all(token.accounts == {account.id} for token in world.tokens.values())


def test_now_stops_the_clock() -> None:
    """A world with `now` starts there and stands still; relative times count from it."""
    world = make_world("{now: 2025-01-01, accounts: [{media: [{id: '12345', created_at: -PT1H}]}]}")
    media = world.find("12345", world.start)

    assert (world.start, world.frozen) == (1_735_689_600, True)
    assert isinstance(media, Media)
    assert media.created_at == world.start - 3_600


@pytest.mark.parametrize(
    ("keys", "kind", "media_type"),
    [
        ("", PHOTO, "IMAGE"),
        ("media_type: VIDEO", VIDEO, "VIDEO"),
        ("media_type: CAROUSEL_ALBUM", ALBUM, "CAROUSEL_ALBUM"),
        ("media_product_type: REELS", REEL, "VIDEO"),
        ("media_product_type: STORY", STORY, "IMAGE"),
        ("media_product_type: STORY, media_type: VIDEO", STORY, "VIDEO"),
        ("live: true", LIVE, "VIDEO"),
    ],
)
def test_kinds(keys: str, kind: MediaKind, media_type: str) -> None:
    """The keys of a media decide its kind, and what they leave out."""
    media = make_world(f"accounts: [{{media: [{{id: '12345', {keys}}}]}}]").find("12345", START)

    assert isinstance(media, Media)
    assert (media.kind, media.media_type, media.live) == (kind, media_type, kind is LIVE)


def test_children() -> None:
    """An album's children are found by id and share its account and time; without `children` it has two images."""
    media = "{id: '11111', media_type: CAROUSEL_ALBUM, children: [{id: '22222', media_type: VIDEO}, {}]}"
    world = make_world(f"accounts: [{{media: [{media}, {{id: '33333', media_type: CAROUSEL_ALBUM}}]}}]")
    album, child, other = (world.find(media_id, START) for media_id in ("11111", "22222", "33333"))

    assert isinstance(album, Media)
    assert isinstance(child, Media)
    assert isinstance(other, Media)
    assert (child.kind, child.media_type, child.parent) == (ALBUM_CHILD, "VIDEO", album)
    assert (child.created_at, child.account) == (album.created_at, album.account)
    assert [(len(each.id), each.media_type) for each in album.children] == [(5, "VIDEO"), (17, "IMAGE")]
    assert [each.media_type for each in other.children] == ["IMAGE", "IMAGE"]


def test_find() -> None:
    """Accounts, Pages and media are found by id; media not before their time, expired stories still."""
    world = make_world(
        "accounts: [{id: '11111', page: {id: '22222', name: P}, media: "
        "[{id: '33333', created_at: PT1H}, {id: '44444', media_product_type: STORY, created_at: -P9D}]}]"
    )
    page = world.find("22222", START)

    assert world.find("11111", START) is world.accounts[0]
    assert isinstance(page, Page)
    assert (page.name, page.account) == ("P", world.accounts[0])
    assert world.find("33333", START) is None
    assert isinstance(world.find("33333", START + 3_600), Media)
    assert isinstance(world.find("44444", START), Media)
    assert world.find("55555", START) is None
    assert world.find("", START) is None


def test_live_media() -> None:
    """Live videos stand apart from the posts."""
    world = make_world("accounts: [{media: [{live: true}, {live: true, created_at: PT1H}, {}]}]")
    account = world.accounts[0]

    assert len(world.live_media(account, START)) == 1
    assert len(world.live_media(account, START + DAY)) == 2
    assert world.media_count(account, START) == 1


def test_pinned() -> None:
    """An account knows its media that carry numbers."""
    media = "{viewers: 0}, {insights: {reach: 1}}, {insights: {saved: null}}, {comments: [a, b]}, {}"
    pinned = make_world(f"accounts: [{{media: [{media}]}}]").accounts[0].pinned

    assert [(each.viewers, each.viewers_at, dict(each.insights)) for each in pinned] == [
        (0, START, {}),
        (None, None, {"reach": 1}),
        (None, None, {"saved": None}),
        (None, None, {"comments": 2}),
    ]


def test_default_scopes() -> None:
    """A token may do what a usual token of its login may; with a role from a Business Manager also what that needs."""
    world = make_world(
        "tokens: [{token: aaaa}, {token: bbbb, via_business: true}, {token: cccc, kind: instagram_user},"
        " {token: dddd, scopes: []}]"
    )
    scopes = {text: token.scopes for text, token in world.tokens.items()}

    assert scopes["aaaa"] == set(FACEBOOK.usual_scopes) > set(FACEBOOK.scopes)
    assert scopes["bbbb"] - scopes["aaaa"] == {"ads_management", "ads_read"}
    assert scopes["cccc"] == set(INSTAGRAM.usual_scopes) > set(INSTAGRAM.scopes)
    assert scopes["dddd"] == set()


def test_made_tokens_and_apps_belong_to_one_world() -> None:
    """Two worlds of one file share no made token and no made app; their accounts have the same ids."""
    one, same, other = make_world(world_id="a"), make_world(world_id="a"), make_world(world_id="b")

    assert list(one.tokens) == list(same.tokens)
    assert not set(one.tokens) & set(other.tokens)
    assert one.app.id != other.app.id
    assert one.accounts[0].id == other.accounts[0].id
    assert [text[:8] for text in one.tokens] == ["EAAmock-", "IGAAmock"]


def test_accounts_of_a_token() -> None:
    """A token's accounts come in the order of the world."""
    world = make_world(
        "accounts: [{id: '11111'}, {id: '22222'}, {id: '33333'}]\ntokens: [{accounts: ['33333', '11111']}]"
    )

    assert [account.id for account in world.accounts_of(next(iter(world.tokens.values())))] == ["11111", "33333"]


def test_a_generated_id_cannot_be_written_down() -> None:
    """An id that the plan gives to a generated media is refused for a written one."""
    world = make_world("accounts: [{id: '11111', generate: {feed: 3}}]")
    taken = world.media_page(world.accounts[0], START, 0, 1)[0].id

    with pytest.raises(WorldError, match="belongs to a generated media") as refused:
        make_world(f"accounts: [{{id: '11111', generate: {{feed: 3}}, media: [{{id: '{taken}'}}]}}]")
    assert refused.value.path == "accounts[0].media[0].id"


def test_a_made_id_cannot_be_written_down() -> None:
    """An id that the seed gives to an object is refused for another one."""
    made = make_world("accounts: [{}, {}]").accounts[0].id

    with pytest.raises(WorldError, match="made from the seed"):
        make_world(f"accounts: [{{}}, {{id: '{made}'}}]")


def test_times_of_the_default_media() -> None:
    """Media without a time are there at the start: posts a day apart, stories an hour old."""
    world = make_world("accounts: [{media: [{}, {}, {media_product_type: STORY}]}]")
    account = world.accounts[0]

    assert [START - media.created_at for media in world.media_page(account, START, 0, 9)] == [DAY, 2 * DAY]
    assert [START - media.created_at for media in world.media_page(account, START, 0, 9, stories=True)] == [3_600]


def test_serving_needs_no_faker() -> None:
    """Building the default world and reading its media imports no Faker."""
    program = """
import sys
from mock_server.world import shipped
from mock_server.world.build import build
from mock_server.world.loader import read
world = build(read(shipped.text("default"), "default"), world_id="w", loaded_at=1784224800)
media = world.media_page(world.accounts[0], world.start, 0, 100)
assert len(media) == 100 and world.find(media[7].id, world.start).kind
assert "faker" not in sys.modules
assert media[60].caption
assert "faker" in sys.modules
"""
    subprocess.run([sys.executable, "-c", program], check=True)


def test_objects_say_what_they_are() -> None:
    """An account and its pinned media can be printed although each knows the other."""
    account = make_world("accounts: [{media: [{viewers: 3}]}]").accounts[0]

    assert isinstance(account, Account)
    assert account.id in repr(account)
