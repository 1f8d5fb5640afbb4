"""From an account of a world file, with its media, to the archive that is served."""

from __future__ import annotations

from functools import partial

from msgspec import UNSET

from mock_server.catalogue.kinds import ACCOUNT_TYPES, ALBUM, ALBUM_CHILD, LIVE, PHOTO, REEL, STORY, VIDEO
from mock_server.catalogue.model import MediaKind
from mock_server.world.archive import Archive
from mock_server.world.chance import between, digits, draw, key_of
from mock_server.world.document import (
    AccountDocument,
    ChildDocument,
    GenerateDocument,
    MediaDocument,
    PageDocument,
)
from mock_server.world.errors import WorldError
from mock_server.world.generate import Plan, posts_between, stories_from
from mock_server.world.model import Account, Insights, Media
from mock_server.world.moments import DAY, EARLIEST, HOUR, MINUTE, Duration
from mock_server.world.numbering import Numbering
from mock_server.world.starting import Start
from mock_server.world.vocabulary import MediaType

_ID_LENGTH = 17
_FACEBOOK_ID_LENGTH = 15
_FEWEST_FOLLOWERS = 1_000
_MOST_FOLLOWERS = 50_000
_MODEST = GenerateDocument(feed=12, reels=6, stories_per_day=1, since=Duration(-90 * DAY))
_NOTHING = GenerateDocument()
_DEFAULT_SINCE = Duration(-365 * DAY)
_DEFAULT_CHILDREN = (ChildDocument(), ChildDocument())
_ACCOUNT_TYPE_OF = {row.name: row for row in ACCOUNT_TYPES}
_FEED_KIND_OF: dict[MediaType, MediaKind] = {"IMAGE": PHOTO, "VIDEO": VIDEO, "CAROUSEL_ALBUM": ALBUM}


def built_archive(document: AccountDocument, number: int, seed: int, numbering: Numbering, start: Start) -> Archive:
    """The account at this place of the world, with all its media."""
    path = f"accounts[{number}]"
    account = _account(document, number, seed, start, path)
    plan = _plan(document, number, numbering, account, start, f"{path}.generate")
    entries = enumerate(document.media or ())
    return Archive.of(account, plan, [_media(entry, n, account, start, f"{path}.media[{n}]") for n, entry in entries])


def _account(document: AccountDocument, number: int, seed: int, start: Start, path: str) -> Account:
    account_id = document.id or digits("17841", _ID_LENGTH, draw(key_of("account", seed), number))
    key = key_of("account", seed, account_id)
    return Account(
        id=account_id,
        account_type=_ACCOUNT_TYPE_OF[document.account_type],
        country=document.country,
        locale=document.locale,
        followers=_followers(document, key),
        converted_at=start.at(document.converted_at, f"{path}.converted_at"),
        persona=document.persona,
        business_id=_business_id(document, key),
        insights=document.insights,
        seed_key=key,
        page_id=_page_id(document, key),
        given_page_name=document.page.name if isinstance(document.page, PageDocument) else None,
        given_username=document.username,
        given_name=document.name,
    )


def _followers(document: AccountDocument, key: bytes) -> int:
    if document.followers is not None:
        return document.followers
    return between(_FEWEST_FOLLOWERS, _MOST_FOLLOWERS, draw(key, "followers"))


def _page_id(document: AccountDocument, key: bytes) -> str | None:
    if document.page is None:
        return None
    given = None if document.page is UNSET else document.page.id
    return given or digits("1", _FACEBOOK_ID_LENGTH, draw(key, "page"))


def _business_id(document: AccountDocument, key: bytes) -> str | None:
    if document.business is None:
        return None
    return document.business.id or digits("2", _FACEBOOK_ID_LENGTH, draw(key, "business"))


def _plan(
    document: AccountDocument, number: int, numbering: Numbering, account: Account, start: Start, path: str
) -> Plan:
    wanted = document.generate or (_MODEST if document.media is None else _NOTHING)
    since = start.at(wanted.since or _DEFAULT_SINCE, f"{path}.since")
    posts = wanted.feed + wanted.reels
    if posts > max(start.moment - since, 0):
        raise WorldError("more posts than seconds between `since` and the world's start", f"{path}.since")
    return Plan(
        number=number,
        numbering=numbering,
        reels=wanted.reels,
        posts=posts_between(account.seed_key, since, start.moment, posts),
        stories=stories_from(account.seed_key, since, wanted.stories_per_day),
    )


def _media(document: MediaDocument, number: int, account: Account, start: Start, path: str) -> Media:
    kind = _kind(document)
    created_at = start.at(document.created_at, f"{path}.created_at")
    media_id = document.id or digits("179", _ID_LENGTH, draw(account.seed_key, "media", number))
    return Media(
        id=media_id,
        account=account,
        kind=kind,
        media_type=_media_type(document),
        created_at=_default_time(kind, number, start.moment) if created_at is None else created_at,
        viewers=document.viewers,
        viewers_at=None if document.viewers is None else start.moment,
        shared_to_facebook=document.shared_to_facebook,
        highlighted=document.highlighted,
        insights=_insights(document, kind),
        make_children=partial(_children, _identified(document, media_id, account)) if kind is ALBUM else None,
        given_caption=document.caption,
        given_comments=document.comments,
    )


def _kind(document: MediaDocument) -> MediaKind:
    if document.live:
        return LIVE
    if document.media_product_type == "FEED":
        return _FEED_KIND_OF[_media_type(document)]
    return STORY if document.media_product_type == "STORY" else REEL


def _media_type(document: MediaDocument) -> MediaType:
    moves = document.live or document.media_product_type == "REELS"
    return document.media_type or ("VIDEO" if moves else "IMAGE")


def _default_time(kind: MediaKind, number: int, start: int) -> int:
    """Live videos and stories that can be seen at the start, and a post a day before it."""
    age = 10 * MINUTE if kind is LIVE else HOUR if kind is STORY else (number + 1) * DAY
    return max(start - age, EARLIEST)


def _insights(document: MediaDocument, kind: MediaKind) -> Insights:
    """The numbers of the file; comments that it lists are counted."""
    if document.comments is None or kind is STORY:
        return document.insights
    return {"comments": len(document.comments), **document.insights}


def _identified(document: MediaDocument, album_id: str, account: Account) -> tuple[tuple[str, MediaType], ...]:
    children = _DEFAULT_CHILDREN if document.children is None else document.children
    return tuple(
        (child.id or digits("179", _ID_LENGTH, draw(account.seed_key, "child", album_id, number)), child.media_type)
        for number, child in enumerate(children)
    )


def _children(identified: tuple[tuple[str, MediaType], ...], album: Media) -> tuple[Media, ...]:
    return tuple(
        Media(
            id=child_id,
            account=album.account,
            kind=ALBUM_CHILD,
            media_type=media_type,
            created_at=album.created_at,
            parent=album,
        )
        for child_id, media_type in identified
    )
