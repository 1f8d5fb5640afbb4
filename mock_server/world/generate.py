"""Generated media. Nothing is stored: the n-th media of an account is worked out when it is asked for."""

from __future__ import annotations

from functools import partial
from hashlib import blake2b
from typing import Final

from msgspec import Struct

from mock_server.catalogue.kinds import ALBUM, ALBUM_CHILD, PHOTO, REEL, STORY, VIDEO
from mock_server.catalogue.model import MediaKind
from mock_server.world.chance import key_of
from mock_server.world.moments import DAY
from mock_server.world.numbering import SERIAL_BITS, Numbering, Place
from mock_server.world.objects import Account, Media
from mock_server.world.vocabulary import MediaType

POSTS: Final = 0
STORIES: Final = 1

_ENDLESS: Final = (1 << SERIAL_BITS) - 1
_JITTER_BITS: Final = 24
_SHARED_OF_256: Final = 85
_VIDEO_OF_256: Final = 64
_FEWEST_CHILDREN: Final = 2
_MOST_CHILDREN: Final = 6

# The feed's mixture, in shares of 256: 60 % images, 15 % videos, the rest albums.
_IMAGES_BELOW: Final = 154
_VIDEOS_BELOW: Final = 192


class Stream(Struct, frozen=True):
    """Things that happen `per` times in `span` seconds: once in each equal slot, somewhere within the slot."""

    key: bytes
    since: int
    per: int
    span: int
    limit: int

    def chance(self, serial: int, child: int = 0) -> int:
        """Sixty-four bits that belong to this item alone."""
        name = (serial << 8 | child).to_bytes(8)
        return int.from_bytes(blake2b(name, key=self.key, digest_size=8).digest())

    def moment(self, serial: int, chance: int) -> int:
        """When the item happens; later items never happen earlier."""
        jitter = chance & (1 << _JITTER_BITS) - 1
        return self.since + ((serial << _JITTER_BITS | jitter) * self.span // self.per >> _JITTER_BITS)

    def count(self, now: int) -> int:
        """How many items have happened: all of the earlier slots, and those of the present one that are due."""
        if now < self.since or not self.per:
            return 0
        serial = min((now - self.since) * self.per // self.span, self.limit)
        while serial < self.limit and self.moment(serial, self.chance(serial)) <= now:
            serial += 1
        return serial


class Plan(Struct, frozen=True):
    """What is generated for one account: posts (feed and reels, mixed evenly) and stories without end."""

    number: int
    numbering: Numbering
    reels: int
    posts: Stream
    stories: Stream

    def media(self, account: Account, place: Place, media_id: str) -> Media | None:
        """The media at the place that the id names, whether or not its time has come; None where there is none."""
        if place.stream == STORIES:
            return self.story(account, place.serial) if place.serial < self.stories.limit and not place.child else None
        if place.stream != POSTS or place.serial >= self.posts.limit:
            return None
        if not place.child:
            return self.post(account, place.serial, media_id)
        post = self.post(account, place.serial)
        return next((child for child in post.children[place.child - 1 : place.child]), None)

    def post(self, account: Account, serial: int, post_id: str = "") -> Media:
        """The post with this serial number; who knows its id spares working it out."""
        chance = self.posts.chance(serial)
        kind = REEL if self._is_reel(serial) else _feed_kind(chance)
        return Media(
            id=post_id or self.numbering.encode(self.number, POSTS, serial),
            account=account,
            kind=kind,
            media_type=_MEDIA_TYPES[kind.name],
            created_at=self.posts.moment(serial, chance),
            shared_to_facebook=kind is REEL and _byte(chance, 1) < _SHARED_OF_256,
            make_children=partial(self._children, serial) if kind is ALBUM else None,
        )

    def story(self, account: Account, serial: int) -> Media:
        """The story with this serial number."""
        chance = self.stories.chance(serial)
        return Media(
            id=self.numbering.encode(self.number, STORIES, serial),
            account=account,
            kind=STORY,
            media_type="VIDEO" if _byte(chance, 0) < _VIDEO_OF_256 else "IMAGE",
            created_at=self.stories.moment(serial, chance),
        )

    def _is_reel(self, serial: int) -> bool:
        return (serial + 1) * self.reels // self.posts.per > serial * self.reels // self.posts.per

    def _children(self, serial: int, album: Media) -> tuple[Media, ...]:
        span = _MOST_CHILDREN - _FEWEST_CHILDREN + 1
        count = _FEWEST_CHILDREN + _byte(self.posts.chance(serial), 2) % span
        return tuple(self._child(serial, child, album) for child in range(1, count + 1))

    def _child(self, serial: int, child: int, album: Media) -> Media:
        is_video = _byte(self.posts.chance(serial, child), 0) < _VIDEO_OF_256
        return Media(
            id=self.numbering.encode(self.number, POSTS, serial, child),
            account=album.account,
            kind=ALBUM_CHILD,
            media_type="VIDEO" if is_video else "IMAGE",
            created_at=album.created_at,
            parent=album,
        )


_MEDIA_TYPES: Final[dict[str, MediaType]] = {
    PHOTO.name: "IMAGE",
    VIDEO.name: "VIDEO",
    REEL.name: "VIDEO",
    ALBUM.name: "CAROUSEL_ALBUM",
}


def _byte(chance: int, number: int) -> int:
    """One of the bytes that the time of an item leaves over."""
    return chance >> (_JITTER_BITS + 8 * number) & 0xFF


def _feed_kind(chance: int) -> MediaKind:
    share = _byte(chance, 0)
    if share < _IMAGES_BELOW:
        return PHOTO
    return VIDEO if share < _VIDEOS_BELOW else ALBUM


def posts_between(seed_key: bytes, since: int, start: int, count: int) -> Stream:
    """So many posts, spread over the time before the world's start."""
    return Stream(key=key_of(seed_key.hex(), "posts"), since=since, per=count, span=start - since, limit=count)


def stories_from(seed_key: bytes, since: int, per_day: int) -> Stream:
    """So many stories a day, for as long as the clock moves."""
    limit = _ENDLESS if per_day else 0
    return Stream(key=key_of(seed_key.hex(), "stories"), since=since, per=per_day, span=DAY, limit=limit)
