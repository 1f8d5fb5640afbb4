"""Which stories are told to whom when their 24 hours end, and what is told of them: what the API said last."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from heapq import merge
from itertools import groupby, islice
from typing import NamedTuple

from mock_server.catalogue.limits import FEWEST_VIEWERS
from mock_server.catalogue.media_metrics import REACH_METRIC
from mock_server.catalogue.model import Login
from mock_server.catalogue.webhooks import (
    HIDDEN_COUNT,
    MOST_UPDATES,
    SENT_AFTER,
    STORY_INSIGHTS,
    STORY_METRICS,
    STORY_SCOPE,
)
from mock_server.engine.settling import Event, ending
from mock_server.insights.lifetime import Lifetime
from mock_server.store import Hook, WorldRecord
from mock_server.webhooks.payload import StoryUpdate, story_notification
from mock_server.world.model import STORY_LIFE, Account, Media, World

MOST_STORIES = 1_000
"""Of so many stories notifications are sent in one move of a clock; of more, the first."""


class Notice(NamedTuple):
    """A notification that is due: when, to which callback, of which media, and its text."""

    at: int
    callback_url: str
    media: tuple[str, ...]
    body: str


class Plan(NamedTuple):
    """The notifications that are due, in order, and what is told of stories that nobody hears of."""

    notices: list[Notice]
    silent: list[Event]


def planned(world: World, record: WorldRecord, after: int, until: int) -> Plan:
    """What has to be sent of the stories whose 24 hours end in (after, until]."""
    hooks = [hook for hook in record.hooks if STORY_INSIGHTS in hook.fields]
    if not hooks or until <= after:
        return Plan([], [])
    hearing = _Hearing(world, record, hooks)
    first, last = after - SENT_AFTER.value, until - SENT_AFTER.value
    due = merge(*(ending(world, account, first, last) for account in world.accounts), key=_posted)
    stories = list(islice(due, MOST_STORIES + 1))
    silent = [Event(_at(story), "webhook_withheld", story.id, result=reason) for story, reason in hearing.deaf(stories)]
    if len(stories) > MOST_STORIES:
        left_out = stories.pop()
        silent.append(Event(_at(left_out), "webhooks_left_out", f"{left_out.id} and all later stories of this move"))
    return Plan(sorted(_notices(world, stories, hearing), key=lambda notice: notice.at), silent)


def has_listeners(record: WorldRecord) -> bool:
    """Whether anybody may have to be told of stories."""
    return any(STORY_INSIGHTS in hook.fields and hook.state == "verified" for hook in record.hooks)


def story_values(world: World, story: Media) -> dict[str, int]:
    """The numbers that the API told of a story last, under the names that notifications use.

    Where the API told none for lack of viewers, the notification hides them as well.
    """
    numbers = Lifetime(story, story.created_at + STORY_LIFE - 1 - world.data_delay, world.start)
    told = ((row.name, numbers.value(row)) for row in STORY_METRICS)
    values = {name: int(value) for name, value in told if value is not None}
    few = FEWEST_VIEWERS.value
    if (numbers.value(REACH_METRIC) or 0) < few and REACH_METRIC.name in values:
        return dict.fromkeys(values, HIDDEN_COUNT.value)
    if world.story_threshold == "each_metric":
        return {name: HIDDEN_COUNT.value if 0 < value < few else value for name, value in values.items()}
    return values


class _Hearing:
    """Who hears of an account's stories, and why others do not."""

    def __init__(self, world: World, record: WorldRecord, hooks: list[Hook]) -> None:
        self._world = world
        self._record = record
        self.hooks = hooks
        self._reasons: dict[tuple[int, str], str] = {}

    def reason(self, number: int, account: Account) -> str:
        """Why a hook hears nothing of an account; empty when it does hear."""
        key = number, account.id
        if key not in self._reasons:
            lacking = self._lacking(self.hooks[number], account)
            self._reasons[key] = next(lacking, "")
        return self._reasons[key]

    def deaf(self, stories: Iterable[Media]) -> Iterator[tuple[Media, str]]:
        """The stories that no hook hears of, with the reason of the first."""
        for story in stories:
            reasons = [self.reason(number, story.account) for number in range(len(self.hooks))]
            if all(reasons):
                yield story, reasons[0]

    def _lacking(self, hook: Hook, account: Account) -> Iterator[str]:
        app = self._world.app
        if hook.login is not Login.FACEBOOK:
            yield "story_insights comes with Facebook Login alone"
        if hook.state != "verified":
            yield f"the callback is not verified: {hook.reason or 'it was not asked yet'}"
        if app.mode != "live" or app.access != "advanced":
            yield "the app is not live with advanced access"
        if not account.account_type.professional or account.page_id is None:
            yield f"account {account.id} is no professional account with a Facebook Page"
        elif not hook.of_world and account.page_id not in self._record.subscriptions:
            yield f"the app is not subscribed to the Page {account.page_id}"
        if not any(_allows(self._world, token, account) for token in self._world.tokens):
            yield f"nobody who sees account {account.id} granted {STORY_SCOPE}"


def _allows(world: World, text: str, account: Account) -> bool:
    token = world.tokens[text]
    return account.id in token.accounts and STORY_SCOPE in token.scopes and token.invalid is None


def _notices(world: World, stories: Iterable[Media], hearing: _Hearing) -> Iterator[Notice]:
    """Stories that end together are told together."""
    for at, together in groupby(stories, key=_at):
        ended = list(together)
        updates = {story.id: StoryUpdate(story.account.id, story.id, at, story_values(world, story)) for story in ended}
        for number, hook in enumerate(hearing.hooks):
            heard = [updates[story.id] for story in ended if not hearing.reason(number, story.account)]
            for first in range(0, len(heard), MOST_UPDATES.value):
                part = heard[first : first + MOST_UPDATES.value]
                media = tuple(update.media_id for update in part)
                yield Notice(at, hook.callback_url, media, story_notification(part))


def _posted(story: Media) -> int:
    return story.created_at


def _at(story: Media) -> int:
    return story.created_at + STORY_LIFE + SENT_AFTER.value
