"""All media of one account, written down and generated, as one list in the order of time."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from heapq import merge
from itertools import islice

from msgspec import Struct
from msgspec.structs import force_setattr

from mock_server.catalogue.kinds import STORY
from mock_server.world.generate import Plan
from mock_server.world.numbering import Place
from mock_server.world.objects import STORY_LIFE, Account, Media, Page


def _recency(media: Media) -> int:
    return -media.created_at


class Archive(Struct, frozen=True, eq=False, kw_only=True):
    """An account's media. The written ones stand newest first; `changed` holds generated ones that were patched."""

    account: Account
    plan: Plan
    posts: tuple[Media, ...] = ()
    stories: tuple[Media, ...] = ()
    lives: tuple[Media, ...] = ()
    changed: Mapping[str, Media] = {}

    @classmethod
    def of(cls, account: Account, plan: Plan, written: Iterable[Media], changed: Mapping[str, Media] = {}) -> Archive:
        """The archive of these media, all of which belong to the account."""
        posts: list[Media] = []
        stories: list[Media] = []
        lives: list[Media] = []
        for media in sorted(written, key=_recency):
            (stories if media.kind is STORY else lives if media.live else posts).append(media)
        ring = tuple(media for media in (*posts, *stories, *lives, *changed.values()) if media.is_pinned)
        force_setattr(account, "pinned", ring)  # media know their account, so it can learn of them only now
        return cls(
            account=account,
            plan=plan,
            posts=tuple(posts),
            stories=tuple(stories),
            lives=tuple(lives),
            changed=changed,
        )

    @property
    def written(self) -> tuple[Media, ...]:
        """The media that the world file lists."""
        return (*self.posts, *self.stories, *self.lives)

    def objects(self) -> Iterator[Account | Page | Media]:
        """Everything that has to be found by a table: all but what is generated."""
        yield self.account
        if self.account.page:
            yield self.account.page
        for media in (*self.written, *self.changed.values()):
            yield media
            yield from media.children

    def generated(self, place: Place, media_id: str) -> Media | None:
        """The generated media at the place that the id names."""
        return self.plan.media(self.account, place, media_id)

    def count(self, now: int) -> int:
        """How many posts there are."""
        return len(self.posts) - self._first_posted(now) + self.plan.posts.count(now)

    def page(self, now: int, offset: int, limit: int) -> list[Media]:
        """Posts, newest first; the cost does not depend on how many are generated or passed over."""
        made = self.plan.posts.count(now)
        first = self._first_posted(now)

        def newer(index: int) -> int:
            """How many posts stand before the written post."""
            return index - first + made - self.plan.posts.count(self.posts[index].created_at)

        written = bisect_left(range(len(self.posts)), offset, lo=first, key=newer)
        passed = offset - (written - first)
        listed = merge(self.posts[written : written + limit], self._made_before(made - passed), key=_recency)
        return list(islice(listed, limit))

    def stories_between(self, after: int, until: int) -> list[Media]:
        """Stories posted after the one moment, up to and with the other, oldest first; expired ones too."""
        stream = self.plan.stories
        made = (self.plan.story(self.account, serial) for serial in range(stream.count(after), stream.count(until)))
        written = (story for story in self.stories if after < story.created_at <= until)
        return sorted((*written, *map(self._current, made)), key=lambda story: story.created_at)

    def story_page(self, now: int, offset: int, limit: int) -> list[Media]:
        """Stories that can still be seen, newest first."""
        return self.stories_between(now - STORY_LIFE, now)[::-1][offset : offset + limit]

    def story_count(self, now: int) -> int:
        """How many stories there have been, expired ones too."""
        return self.plan.stories.count(now) + sum(story.created_at <= now for story in self.stories)

    def _first_posted(self, now: int) -> int:
        """The index of the newest written post that exists."""
        return bisect_left(self.posts, -now, key=_recency)

    def _made_before(self, serial: int) -> Iterator[Media]:
        return (self._current(self.plan.post(self.account, number)) for number in range(serial - 1, -1, -1))

    def _current(self, media: Media) -> Media:
        return self.changed.get(media.id, media) if self.changed else media
