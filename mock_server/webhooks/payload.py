"""The text of a notification of stories that expired."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from mock_server.catalogue.webhooks import STORY_INSIGHTS
from mock_server.graph import wire

_OBJECT = "instagram"


class StoryUpdate(NamedTuple):
    """What a notification tells of a story."""

    account_id: str
    media_id: str
    at: int
    values: Mapping[str, int]


def story_notification(updates: Iterable[StoryUpdate]) -> str:
    """The text: an entry for each account and instant, in it a change for each story."""
    changes: dict[tuple[str, int], list[wire.Json]] = {}
    for update in updates:
        value: dict[str, wire.Json] = {"media_id": update.media_id, **update.values}
        changes.setdefault((update.account_id, update.at), []).append({"field": STORY_INSIGHTS, "value": value})
    entries: list[wire.Json] = [
        {"id": account_id, "time": at, "changes": of_account} for (account_id, at), of_account in changes.items()
    ]
    return wire.text({"object": _OBJECT, "entry": entries})
