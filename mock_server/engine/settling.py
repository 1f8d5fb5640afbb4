"""What falls due while a world's clock moves: stories, tokens, versions and metrics come to their end."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from heapq import nsmallest
from itertools import chain, islice
from typing import NamedTuple

from mock_server.catalogue.account_metrics import ACCOUNT_METRICS
from mock_server.catalogue.media_metrics import MEDIA_METRICS
from mock_server.catalogue.versions import VERSIONS
from mock_server.timeline.pacific import DAY
from mock_server.world.model import STORY_LIFE, Media, World

# A world of busy accounts can have millions of stories due in a long move; this many events are told.
MOST_EVENTS = 1000


class Event(NamedTuple):
    """Something that fell due at an instant (epoch seconds)."""

    at: int
    event: str
    what: str


def settled(world: World, after: int, until: int) -> list[Event]:
    """What fell due in (after, until], in order; of very many events the first."""
    if until <= after:
        return []
    return nsmallest(MOST_EVENTS, (event for event in _events(world, after, until) if after < event.at <= until))


def _events(world: World, after: int, until: int) -> Iterator[Event]:
    yield from _stories(world, after, until)
    for number, token in enumerate(world.tokens.values()):
        if token.expires_at is not None:
            yield Event(token.expires_at, "token_expired", f"tokens[{number}]")
    for version in VERSIONS:
        if version.last_day:
            yield Event(_midnight(version.last_day) + DAY, "version_expired", version.name)
    for metric in (*MEDIA_METRICS, *ACCOUNT_METRICS):
        if metric.retired:
            edge = "media" if metric in MEDIA_METRICS else "account"
            yield Event(_midnight(metric.retired.everywhere_on), "metric_retired", f"{edge}.{metric.name}")


def _stories(world: World, after: int, until: int) -> Iterator[Event]:
    for account in world.accounts:
        days = range(after - STORY_LIFE, until - STORY_LIFE, DAY)
        due = (world.stories_between(account, day, min(day + DAY, until - STORY_LIFE)) for day in days)
        ends = (_end(story) for story in chain.from_iterable(due) if not story.highlighted)
        yield from islice(ends, MOST_EVENTS)


def _end(story: Media) -> Event:
    return Event(story.created_at + STORY_LIFE, "story_expired", story.id)


def _midnight(day: date) -> int:
    return int(datetime(day.year, day.month, day.day, tzinfo=UTC).timestamp())
