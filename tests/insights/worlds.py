"""Random worlds for the tests of the numbers: any seed, any audience, any persona, media of every kind."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any, NamedTuple

from hypothesis import strategies as st

from mock_server.insights.draws import ordinal
from mock_server.insights.lifetime import Lifetime
from mock_server.timeline.pacific import last_midnight, midnights
from mock_server.world.build import build
from mock_server.world.loader import read
from mock_server.world.model import Account, Media, World
from mock_server.world.moments import format_instant

DAY = 86_400
_EARLIEST, _LATEST = 1_514_764_800, 1_798_761_600  # the years 2018 to 2026

PERSONAS = ("steady", "growing", "viral", "dormant")
COUNTRIES = ("US", "JP", "DE", "BR")
PARTS_OF_INTERACTIONS = ("likes", "comments", "saved", "shares")

# What a world may lay down together without contradicting itself.
_FREE_PINS = ("likes", "comments", "saved", "shares", "follows", "profile_visits", "reposts")
_STORY_PINS = ("shares", "follows", "profile_visits", "navigation", "profile_activity", "link_clicks")

KINDS: dict[str, dict[str, Any]] = {
    "photo": {"media_type": "IMAGE"},
    "video": {"media_type": "VIDEO"},
    "album": {"media_type": "CAROUSEL_ALBUM"},
    "reel": {"media_product_type": "REELS"},
    "story": {"media_product_type": "STORY", "highlighted": True},
}


class Made(NamedTuple):
    """A random world, with its only account and the media that its file lists."""

    world: World
    account: Account
    media: tuple[Media, ...]

    @property
    def start_day(self) -> int:
        """The day on which it starts."""
        return ordinal(self.world.start)

    def lifetime(self, media: Media, at: int) -> Lifetime:
        """The numbers of a media at an instant."""
        return Lifetime(media, at, self.world.start)

    def generated(self, limit: int = 12) -> list[Media]:
        """Generated posts and stories, the newest first."""
        archive = self.world.archives[self.account.id]
        posts = [post for post in archive.page(self.world.start, 0, limit) if post not in self.media]
        return [*posts, *archive.story_page(self.world.start, 0, 2)]


def made(document: dict[str, Any]) -> Made:
    """The world of a document."""
    world = build(read(json.dumps(document), "test"), world_id="w", loaded_at=_EARLIEST)
    account = world.accounts[0]
    return Made(world, account, world.archives[account.id].written)


def window(since: int, days: int) -> list[int]:
    """The midnights that end so many days, the first of them not before `since`."""
    return midnights(since, since + (days + 1) * DAY)[:days]


def life_of(media: Media, until: int) -> list[int]:
    """The midnights that end all days from a media's first to the last full one before `until`."""
    return midnights(media.created_at, until)


def whole_days_end(until: int) -> int:
    """The last midnight that is not after `until`."""
    return last_midnight(until)


@st.composite
def pinned_insights(draw: st.DrawFn, kind: str) -> dict[str, int | None]:
    """Values that a world lays down for a media, without a contradiction among them."""
    pins: dict[str, int | None] = {}
    for name in _STORY_PINS if kind == "story" else _FREE_PINS:
        if draw(st.integers(0, 5)) == 0:
            pins[name] = draw(st.none() | st.integers(0, 10_000))
    if draw(st.booleans()):
        reach = draw(st.integers(5, 1_000_000))
        pins["reach"] = reach
        if draw(st.booleans()):
            pins["views"] = reach + draw(st.integers(0, 1_000_000))
    if kind != "story" and draw(st.integers(0, 4)) == 0:
        for name in PARTS_OF_INTERACTIONS:
            pins.pop(name, None)
        pins["total_interactions"] = draw(st.integers(0, 100_000))
    return pins


@st.composite
def media_documents(draw: st.DrawFn, start: int) -> dict[str, Any]:
    """A media of a world file; viewers and laid down numbers are not mixed."""
    kind = draw(st.sampled_from(sorted(KINDS)))
    age = draw(st.integers(1, 900 * DAY) | st.integers(1, 3 * DAY))
    document: dict[str, Any] = dict(KINDS[kind])
    document["created_at"] = format_instant(start - age)
    document["shared_to_facebook"] = draw(st.booleans())
    match draw(st.integers(0, 2)):
        case 0:
            document["viewers"] = draw(st.integers(0, 2_000_000))
        case 1:
            document["insights"] = draw(pinned_insights(kind))
    return document


@st.composite
def worlds(draw: st.DrawFn, *, most_media: int = 3) -> Made:
    """A world with one account."""
    start = draw(st.integers(_EARLIEST + 950 * DAY, _LATEST))
    followers = draw(st.integers(0, 5_000_000) | st.integers(0, 500))
    account = {
        "followers": followers,
        "persona": draw(st.sampled_from(PERSONAS)),
        "country": draw(st.sampled_from(COUNTRIES)),
        "media": [draw(media_documents(start)) for _ in range(draw(st.integers(0, most_media)))],
        "generate": {"feed": 12, "reels": 6, "stories_per_day": 1, "since": "-P60D"},
    }
    document = {
        "seed": draw(st.integers(0, 2**63 - 1)),
        "now": format_instant(start),
        "data_delay": f"PT{draw(st.sampled_from((0, 0, 1, 24, 48)))}H",
        "accounts": [account],
    }
    return made(document)


def splits(numbers: Sequence[int]) -> list[tuple[Sequence[int], Sequence[int]]]:
    """Some ways to cut a window into an earlier and a later part."""
    cuts = sorted({1, len(numbers) // 2, len(numbers) - 1} - {0})
    return [(numbers[:cut], numbers[cut:]) for cut in cuts if cut < len(numbers)]
