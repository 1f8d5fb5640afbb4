"""What a request was about: accounts, media, and metrics of insights, also those that fields expand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from itertools import islice
from typing import Final, NamedTuple

from mock_server.catalogue.limits import MOST_IDS
from mock_server.catalogue.model import AccountMetric, MediaMetric
from mock_server.engine.finding import find
from mock_server.engine.heard import Heard
from mock_server.engine.routes import ME
from mock_server.graph import fields, params
from mock_server.graph.fields import Field
from mock_server.graph.refusal import Refusal, Refused
from mock_server.graph.versions import served
from mock_server.insights import eras
from mock_server.insights.account_terms import METRICS as ACCOUNT_METRICS
from mock_server.insights.media_rules import METRICS as MEDIA_METRICS
from mock_server.nodes.read import INSIGHTS
from mock_server.timeline.pacific import DAY
from mock_server.world.model import Account, Comment, Media, Page

_MOST_NAMES: Final = 100
_LONGEST_NAME: Final = 80
_TO_MEDIA: Final = frozenset({"media", "stories", "children", "tags", "live_media"})
_TO_ACCOUNTS: Final = frozenset({"instagram_business_account", "connected_instagram_account", "owner", "accounts"})


class Asked(NamedTuple):
    """Ids of accounts and media, kinds of the media, names of metrics, and those that had come to their end."""

    accounts: tuple[str, ...] = ()
    media: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    metrics: tuple[str, ...] = ()
    retired: tuple[str, ...] = ()


class _Question(NamedTuple):
    """A metric that is asked of media or of an account."""

    metric: str
    of_media: bool


def asked_of(heard: Heard) -> Asked:
    """What a request was about, as far as that can be told."""
    parts, ids = heard.place.parts, heard.ask.ids[: MOST_IDS.value]
    if heard.place.site or not (parts or ids):
        return Asked()
    edge = next(iter(parts if ids else parts[1:]), "")
    named = ids or parts[:1]
    objects = [found for each in named if (found := _found(each, heard))]
    questions = dict.fromkeys(_questions(heard, edge, any(isinstance(each, Media) for each in objects)))
    accounts = (_account(each) for each in objects)
    media = [each for each in objects if isinstance(each, Media)]
    return Asked(
        tuple(dict.fromkeys(account.id for account in accounts)),
        tuple(each.id for each in media),
        tuple(dict.fromkeys(each.kind.name for each in media)),
        _bounded(question.metric for question in questions),
        _bounded(_ended(questions, media, heard)),
    )


def _found(object_id: str, heard: Heard) -> Account | Media | Page | Comment | None:
    """The object, also one that the token does not see."""
    found = find(object_id, heard)
    if isinstance(found, Refusal) and object_id != ME:
        return heard.hosted.world.find(object_id, heard.now)
    return found if isinstance(found, (Account, Media, Page, Comment)) else None


def _bounded(names: Iterable[str]) -> tuple[str, ...]:
    """The names, each once and none of them long; there are never many that a program means."""
    return tuple(islice(dict.fromkeys(name[:_LONGEST_NAME] for name in names), _MOST_NAMES))


def _account(found: Account | Media | Page | Comment) -> Account:
    return found if isinstance(found, Account) else found.account


def _questions(heard: Heard, edge: str, of_media: bool) -> Iterator[_Question]:  # noqa: FBT001  a fact, not a switch
    if edge == INSIGHTS:
        yield from (_Question(metric, of_media) for metric in heard.ask.metrics)
    elif text := heard.ask.sent.get("fields", ""):
        try:
            yield from _expanded(fields.parse(text), of_media or edge in _TO_MEDIA)
        except Refused:
            return


def _expanded(asked: Iterable[Field], of_media: bool) -> Iterator[_Question]:  # noqa: FBT001  the same
    for field in asked:
        if field.name == INSIGHTS:
            yield from (_Question(metric, of_media) for metric in params.names(field.arguments.get("metric", "")))
        else:
            yield from _expanded(field.fields, (of_media or field.name in _TO_MEDIA) and field.name not in _TO_ACCOUNTS)


def _ended(questions: Iterable[_Question], media: list[Media], heard: Heard) -> Iterator[str]:
    """The metrics that no longer exist in the version that serves, on this day; some live on for older media."""
    day = eras.day(heard.now // DAY)
    version = served(heard.place.version, day, heard.hosted.world.app.min_version or "")
    if version is None:
        return
    for metric, of_media in questions:
        rows: Mapping[str, MediaMetric | AccountMetric] = {**MEDIA_METRICS} if of_media else {**ACCOUNT_METRICS}
        retired = rows[metric].retired if metric in rows else None
        if retired and retired.applies(version, day) and not _spared(retired.spares_created_before, media):
            yield metric


def _spared(before: date | None, media: list[Media]) -> bool:
    return before is not None and bool(media) and all(eras.day(each.created_at // DAY) < before for each in media)
