"""What falls due while a world's clock moves: stories, tokens, versions and metrics end, data appear, usage falls."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, date, datetime
from heapq import nsmallest
from itertools import chain, islice
from typing import NamedTuple

from mock_server.catalogue.account_metrics import ACCOUNT_METRICS
from mock_server.catalogue.allowances import ALLOWANCES
from mock_server.catalogue.media_metrics import MEDIA_METRICS
from mock_server.catalogue.versions import VERSIONS
from mock_server.store import Fault
from mock_server.store.usage import Counts
from mock_server.timeline.pacific import DAY
from mock_server.world.model import STORY_LIFE, Account, Media, World

# A world of busy accounts can have millions of stories due in a long move; this many events are told.
MOST_EVENTS = 1000

_ALLOWANCES = {row.name: row for row in ALLOWANCES}


class Event(NamedTuple):
    """Something that fell due at an instant (epoch seconds); of a notification, its delivery and what came of it."""

    at: int
    event: str
    what: str
    delivery: str = ""
    result: str = ""


def settled(
    world: World, after: int, until: int, usage: Mapping[str, Counts] = {}, faults: Iterable[Fault] = ()
) -> list[Event]:
    """What fell due in (after, until], in order; of very many events the first.

    `usage` are the calls that are counted of each budget.
    """
    if until <= after:
        return []
    found = chain(_events(world, after, until), _usage(usage, after, until), _faults(faults))
    return nsmallest(MOST_EVENTS, (event for event in found if after < event.at <= until))


def ending(world: World, account: Account, after: int, until: int) -> Iterator[Media]:
    """The account's stories whose 24 hours end in (after, until], oldest first; highlighted ones too."""
    first, last = after - STORY_LIFE, until - STORY_LIFE
    if world.story_count(account, first) == world.story_count(account, last):
        return
    for day in range(first, last, DAY):
        yield from world.stories_between(account, day, min(day + DAY, last))


def _events(world: World, after: int, until: int) -> Iterator[Event]:
    yield from _stories(world, after, until)
    if world.data_delay:
        yield from _data(world, after, until)
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
        due = (story for story in ending(world, account, after, until) if not story.highlighted)
        yield from islice(
            (Event(story.created_at + STORY_LIFE, "story_expired", story.id) for story in due), MOST_EVENTS
        )


def _data(world: World, after: int, until: int) -> Iterator[Event]:
    """The first numbers of media, which come later than the media where the world delays them."""
    for account in world.accounts:
        for media in _posted(world, account, after - world.data_delay, until - world.data_delay):
            yield Event(media.created_at + world.data_delay, "data_appeared", media.id)


def _posted(world: World, account: Account, after: int, until: int) -> Iterator[Media]:
    """What the account posted in (after, until]; of very many media the oldest."""
    posts = world.media_count(account, until) - world.media_count(account, after)
    yield from world.media_page(account, until, max(0, posts - MOST_EVENTS), min(posts, MOST_EVENTS))
    yield from islice(ending(world, account, after + STORY_LIFE, until + STORY_LIFE), MOST_EVENTS)


def _usage(usage: Mapping[str, Counts], after: int, until: int) -> Iterator[Event]:
    """When counted calls leave the windows of their budgets; of each budget the last time."""
    for budget, counts in usage.items():
        row = _ALLOWANCES.get(budget.partition(" ")[0])
        left = [(slot + row.slots) * row.slot for slot, calls in counts.items() if calls] if row else []
        if gone := [at for at in left if after < at <= until]:
            yield Event(max(gone), "usage_fell", budget)


def _faults(faults: Iterable[Fault]) -> Iterator[Event]:
    return (
        Event(fault.ends, "fault_ended", fault.id) for fault in faults if fault.ends is not None and not fault.spent
    )


def _midnight(day: date) -> int:
    return int(datetime(day.year, day.month, day.day, tzinfo=UTC).timestamp())
