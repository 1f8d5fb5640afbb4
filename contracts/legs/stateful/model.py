"""What is known of a world without asking: who posted what when, and at which instants its answers change."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import Enum
from typing import NamedTuple
from zoneinfo import ZoneInfo

from contracts.files.exchange import Host
from contracts.files.promises import Json

ACCOUNT = "17841400000000591"
HOUR = 3600
DAY = 24 * HOUR
DELAY = HOUR  # how late the numbers of the world are
_YOUTH = 2 * HOUR

_PACIFIC = ZoneInfo("America/Los_Angeles")
_POSTS = ("reach", "likes", "comments", "saved", "shares", "total_interactions", "views")
_METRICS = {
    "photo": _POSTS,
    "album": _POSTS,
    "reel": (*_POSTS, "ig_reels_video_view_total_time"),
    "story": ("reach", "replies", "navigation", "shares", "total_interactions", "views"),
}
_KINDS: dict[str, dict[str, Json]] = {
    "photo": {"media_type": "IMAGE"},
    "album": {"media_type": "CAROUSEL_ALBUM", "children": [{"media_type": "IMAGE"}]},
    "reel": {"media_product_type": "REELS"},
    "story": {"media_product_type": "STORY"},
}


class Insights(Enum):
    """What asking for the insights of a media comes to."""

    UNKNOWN = "an error: nobody sees the media yet"
    EMPTY = "an empty data set"
    TOLD = "every metric"
    FEW = "every metric, or error 10: a young story may have fewer than five viewers"


class Post(NamedTuple):
    """A media and when it is posted, in epoch seconds."""

    id: str
    kind: str
    created: int
    highlighted: bool = False

    @property
    def metrics(self) -> tuple[str, ...]:
        """Those of its lifetime metrics that count something."""
        return _METRICS[self.kind]

    @property
    def is_story(self) -> bool:
        """Whether it lives for a day."""
        return self.kind == "story"

    @property
    def over(self) -> int:
        """When a story's day is over."""
        return self.created + DAY

    def insights(self, now: int) -> Insights:
        """What is told of it."""
        if now < self.created:
            return Insights.UNKNOWN
        gone = self.is_story and not self.highlighted and now >= self.over
        if gone or now < self.created + DELAY:
            return Insights.EMPTY
        return Insights.FEW if self.is_story and now < self.created + DELAY + _YOUTH else Insights.TOLD


class Login(NamedTuple):
    """A token, where it is sent, and when it ends (None: never)."""

    token: str
    host: Host
    ends: int | None


class Deadline(NamedTuple):
    """An instant at which some answer changes."""

    at: int
    about: str


@dataclass(frozen=True, slots=True)
class Model:
    """The world of a walk, which begins at `start` (epoch seconds)."""

    start: int

    @property
    def posts(self) -> tuple[Post, ...]:
        """All media, those of the next days too."""
        hours = enumerate((*_BEFORE, *_LATER), 1)
        return tuple(
            Post(f"179000000000059{number:02d}", kind, self.start + round(hour * HOUR), highlighted)
            for number, (kind, hour, highlighted) in hours
        )

    @property
    def logins(self) -> tuple[Login, ...]:
        """The first lives for ever; it reads all."""
        return (
            Login("EAAmock-machine", Host.FACEBOOK, None),
            Login("EAAmock-machine-short", Host.FACEBOOK, self.start + 9 * HOUR),
            Login("IGAAmock-machine", Host.INSTAGRAM, self.start + 2 * DAY),
        )

    def deadlines(self) -> Iterator[Deadline]:
        """Every instant that the model knows of."""
        for post in self.posts:
            yield Deadline(post.created, f"{post.id} is posted")
            yield Deadline(post.created + DELAY, f"numbers of {post.id} appear")
            if post.is_story:
                yield Deadline(post.over, f"the day of {post.id} ends")
        yield from (Deadline(each.ends, f"{_host(each)}: a token ends") for each in self.logins if each.ends)
        yield from (Deadline(self.midnight(days), "a day of the API ends") for days in range(1, 4))

    def midnight(self, days: int) -> int:
        """The Pacific midnight so many days after that of the start."""
        today = datetime.fromtimestamp(self.start, _PACIFIC).replace(hour=0, minute=0, second=0)
        return int((today.replace(tzinfo=None) + timedelta(days=days)).replace(tzinfo=_PACIFIC).timestamp())

    def world(self) -> dict[str, Json]:
        """The world file."""
        media: list[Json] = [
            {"id": each.id, "created_at": instant(each.created), "viewers": 840, **_KINDS[each.kind], **_flag(each)}
            for each in self.posts
        ]
        return {
            "name": "machine",
            "fidelity": "documented",
            "now": instant(self.start),
            "data_delay": f"PT{DELAY}S",
            "app": {"id": "1000000000000591"},
            "accounts": [{"id": ACCOUNT, "followers": 12000, "converted_at": "2018-03-01T00:00:00Z", "media": media}],
            "tokens": [_written(each, self.start) for each in self.logins],
        }


# Kind, hours after the start, and whether a story is highlighted. No two things happen at one instant.
_BEFORE = (
    ("photo", -72.0, False),
    ("story", -23.5, False),
    ("story", -23.0, True),
    ("reel", -5.0, False),
    ("story", -2.0, False),
    ("album", -0.75, False),
)
_LATER = (("photo", 0.75, False), ("story", 7.0, False), ("reel", 30.5, False))


def instant(epoch: int) -> str:
    """Epoch seconds as world files and the control plane write them."""
    return f"{datetime.fromtimestamp(epoch, UTC):%Y-%m-%dT%H:%M:%SZ}"


def _flag(post: Post) -> dict[str, Json]:
    return {"highlighted": True} if post.highlighted else {}


def _host(login: Login) -> str:
    return login.host.value


def _written(login: Login, start: int) -> dict[str, Json]:
    kind = "facebook_user" if login.host is Host.FACEBOOK else "instagram_user"
    ends: dict[str, Json] = {"expires_at": instant(login.ends)} if login.ends else {}
    return {"token": login.token, "kind": kind, "issued_at": instant(start - 30 * DAY), **ends}
