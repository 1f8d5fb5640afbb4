"""The values of Instagram's accounts, media and comments."""

from __future__ import annotations

from base64 import urlsafe_b64encode
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from mock_server.catalogue.differences import CHILD_PERMALINK
from mock_server.catalogue.kinds import ALBUM, ALBUM_CHILD, LIVE, REEL, STORY
from mock_server.catalogue.media_metrics import (
    COMMENTS_METRIC,
    LIKES_METRIC,
    REPOSTS_METRIC,
    SAVED_METRIC,
    SHARES_METRIC,
    TOTAL_COMMENTS,
    TOTAL_LIKES,
    TOTAL_VIEWS,
    VIEWS,
)
from mock_server.catalogue.model import Login, MediaMetric
from mock_server.catalogue.object_errors import FIELD_REQUIRES_ARGUMENT, USERNAME_UNKNOWN
from mock_server.graph.refusal import Refused
from mock_server.graph.wire import Json
from mock_server.insights.lifetime import Lifetime
from mock_server.nodes.objects import Business
from mock_server.nodes.reading import Reading
from mock_server.timeline.pacific import DAY
from mock_server.world.chance import digits, draw
from mock_server.world.identity import app_scoped_id
from mock_server.world.model import Account, Comment, Media

_CDN = "https://cdn.instagram.invalid"
_SITE = "https://www.instagram.com"
_LEGACY_LENGTH = 19
_COMMENT_EVERY = 60
_MOST_FOLLOWED = 1_000


def wire_time(moment: int) -> str:
    """An instant (epoch seconds) as nodes tell it: `2026-05-07T13:00:34+0000`."""
    return datetime.fromtimestamp(moment, UTC).strftime("%Y-%m-%dT%H:%M:%S+0000")


def comments_of(media: Media, numbers: Lifetime) -> int:
    """How many comments a media has: as many as its insights say; of an unavailable number, those that are listed."""
    count = numbers.value(COMMENTS_METRIC)
    return len(media.given_comments or ()) if count is None else int(count)


def comments_count(media: Media, reading: Reading) -> int:
    """How many comments a media has by now."""
    return comments_of(media, reading.numbers(media))


def comment_time(comment: Comment, reading: Reading) -> int:
    """When a comment was written: when the media's number of comments came to it, or a minute after the one before."""
    media, now = comment.media, reading.setting.now
    if COMMENTS_METRIC.name in media.insights:
        return min(media.created_at + _COMMENT_EVERY * (comment.number + 1), now)
    start = reading.setting.world.start
    early, late = media.created_at, now
    while early < late:
        middle = (early + late) // 2
        if comments_of(media, Lifetime(media, middle, start)) > comment.number:
            late = middle
        else:
            early = middle + 1
    return early


def _count(metric: MediaMetric) -> Callable[[Media, Reading], Json]:
    def read(media: Media, reading: Reading) -> Json:
        value = reading.numbers(media).value(metric)
        return None if value is None else int(value)

    return read


def _id_of_account(account: Account, reading: Reading) -> str:
    return app_scoped_id(reading.setting.world, account) if reading.login is Login.INSTAGRAM else account.id


def _discovered(_: Account, reading: Reading) -> Account:
    wanted = reading.arguments.get("username", "").strip()
    if not wanted:
        raise Refused(FIELD_REQUIRES_ARGUMENT, "nobody is named", argument="username")
    for account in reading.setting.world.accounts:
        if account.account_type.professional and account.username.lower() == wanted.lower():
            return account
    raise Refused(USERNAME_UNKNOWN, "no professional account of this world has the username", username=wanted[:100])


def _website(account: Account, _: Reading) -> str | None:
    """The link on the profile; one account in four has none."""
    return f"https://{account.username}.example" if draw(account.seed_key, "website") % 4 else None


def _business(account: Account, _: Reading) -> Business | None:
    return Business(account.business_id) if account.business_id else None


def _legacy(owner: Account | Media | Comment, prefix: str, length: int) -> str:
    key = owner.seed_key if isinstance(owner, Account) else owner.account.seed_key
    return digits(prefix, length, draw(key, "legacy", owner.id))


def _shortcode(media: Media) -> str:
    return urlsafe_b64encode(draw(media.account.seed_key, "shortcode", media.id).to_bytes(8)).decode().rstrip("=")


def _permalink(media: Media, reading: Reading) -> str | None:
    if media.kind is STORY:
        return f"{_SITE}/stories/{media.account.username}/{_legacy(media, '3', _LEGACY_LENGTH)}"
    if media.kind is ALBUM_CHILD and CHILD_PERMALINK.verdict(reading.setting.fidelity) is CHILD_PERMALINK.documented:
        return None
    return f"{_SITE}/{'reel' if media.kind is REEL else 'p'}/{_shortcode(media)}/"


def _media_url(media: Media, _: Reading) -> str:
    if media.kind is ALBUM:
        first = next(iter(media.children), media)
        return _file(first, first.media_type == "VIDEO")
    return _file(media, media.media_type == "VIDEO")


def _file(media: Media, moves: bool) -> str:  # noqa: FBT001 - what the file shows
    return f"{_CDN}/{_shortcode(media)}.{'mp4' if moves else 'jpg'}"


def _media_type(media: Media, _: Reading) -> str:
    return "BROADCAST" if media.kind is LIVE else media.media_type


def _thumbnail(media: Media, _: Reading) -> str | None:
    return _file(media, moves=False) if media.media_type == "VIDEO" else None


def _author(comment: Comment, _: Reading) -> Json:
    return {"id": digits("17", 17, draw(comment.account.seed_key, "author", comment.id)), "username": comment.username}


_ACCOUNT: dict[str, Any] = {
    "username": lambda account, _: account.username,
    "name": lambda account, _: account.name or None,
    "biography": lambda account, _: account.biography or None,
    "website": _website,
    "followers_count": lambda account, _: account.followers,
    "follows_count": lambda account, _: draw(account.seed_key, "follows") % _MOST_FOLLOWED,
    "media_count": lambda account, reading: reading.setting.world.media_count(account, reading.setting.now),
    "profile_picture_url": lambda account, _: f"{_CDN}/{account.id}/profile.jpg",
    "ig_id": lambda account, _: int(_legacy(account, "4", 10)),
}
_MEDIA: dict[str, Any] = {
    "id": lambda media, _: media.id,
    "caption": lambda media, _: media.caption or None,
    "comments_count": comments_count,
    "like_count": _count(LIKES_METRIC),
    "media_product_type": lambda media, _: media.kind.media_product_type,
    "media_type": _media_type,
    "media_url": _media_url,
    "owner": lambda media, _: media.account,
    "permalink": _permalink,
    "thumbnail_url": _thumbnail,
    "timestamp": lambda media, _: wire_time(media.created_at),
    "username": lambda media, _: media.account.username,
}

INSTAGRAM_VALUES: dict[str, dict[str, Any]] = {
    "IGUser": {
        **_ACCOUNT,
        "id": _id_of_account,
        "user_id": lambda account, _: account.id,
        "account_type": lambda account, _: account.account_type.name,
        "legacy_instagram_user_id": lambda account, _: _legacy(account, "4", 10),
        "has_profile_pic": lambda *_: True,
        "is_published": lambda *_: True,
        "owner_business": _business,
        "shopping_product_tag_eligibility": lambda *_: False,
        "shopping_review_status": lambda *_: None,
        "business_discovery": _discovered,
    },
    "DiscoveredUser": {**_ACCOUNT, "id": lambda account, _: account.id},
    "IGMedia": {
        **_MEDIA,
        "alt_text": lambda *_: None,
        "boost_ads_list": lambda *_: None,
        "boost_eligibility_info": lambda *_: {"eligible_to_boost": True},
        "copyright_check_information": lambda *_: {"status": {"status": "completed", "matches_found": False}},
        "ig_id": lambda media, _: _legacy(media, "3", _LEGACY_LENGTH),
        "is_ai_generated": lambda *_: False,
        "is_comment_enabled": lambda *_: True,
        "is_shared_to_feed": lambda *_: True,
        "legacy_instagram_media_id": lambda media, _: _legacy(media, "3", _LEGACY_LENGTH),
        "media_audio_type": lambda *_: "ORIGINAL_SOUND",
        "shortcode": lambda media, _: _shortcode(media),
        "reposts_count": _count(REPOSTS_METRIC),
        "saved_count": _count(SAVED_METRIC),
        "shares_count": _count(SHARES_METRIC),
        "total_comments_count": _count(TOTAL_COMMENTS),
        "total_like_count": _count(TOTAL_LIKES),
        "total_views_count": _count(TOTAL_VIEWS),
    },
    "DiscoveredMedia": {**_MEDIA, "view_count": _count(VIEWS)},
    "IGComment": {
        "id": lambda comment, _: comment.id,
        "text": lambda comment, _: comment.text,
        "timestamp": lambda comment, reading: wire_time(comment_time(comment, reading)),
        "from": _author,
        "username": lambda comment, _: comment.username,
        "hidden": lambda *_: False,
        "like_count": lambda comment, _: draw(comment.account.seed_key, "likes", comment.id) % 5,
        "media": lambda comment, _: comment.media,
        "parent_id": lambda *_: None,
        "user": lambda *_: None,
        "legacy_instagram_comment_id": lambda comment, _: _legacy(comment, "1", _LEGACY_LENGTH),
    },
    "Conversation": {"id": lambda conversation, _: conversation.id},
    "ContentPublishingLimit": {
        "quota_usage": lambda *_: 0,
        "config": lambda *_: {"quota_total": 100, "quota_duration": DAY},
    },
}
