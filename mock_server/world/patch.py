"""The numbers of a media or account changed while its world runs: the result is a world that shares all the rest."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec.structs import replace

from mock_server.catalogue.kinds import ALBUM_CHILD
from mock_server.world.archive import Archive
from mock_server.world.checks import check_account_metrics, check_media_metrics
from mock_server.world.document import AccountPatch, MediaPatch
from mock_server.world.errors import WorldError
from mock_server.world.loader import converted
from mock_server.world.model import Account, Media, World


def patched(world: World, media_id: str, change: object, *, at: int) -> World:
    """The world in which the media has these numbers: `{"insights": {"reach": 4, "saved": None}, "viewers": 4}`."""
    patch = converted(change, MediaPatch)
    check_media_metrics(patch.insights, "insights")
    media = world.find(media_id, at)
    if not isinstance(media, Media):
        raise WorldError("the world has no such media", "media")
    if media.kind is ALBUM_CHILD:
        raise WorldError("media inside an album has no insights", "media")
    return _exchanged(world, _changed(media, patch, at))


def patched_account(world: World, account_id: str, change: object) -> World:
    """The world in which the account has these numbers: `{"followers": 100, "insights": {"reach": None}}`."""
    patch = converted(change, AccountPatch)
    check_account_metrics(patch.insights, "insights")
    archive = world.archives.get(account_id)
    if archive is None:
        raise WorldError("the world has no such account", "account", tuple(world.archives))
    account = archive.account
    followers = account.followers if patch.followers is None else patch.followers
    changed = replace(account, followers=followers, insights={**account.insights, **patch.insights}, pinned=())
    return _with_archive(world, _of_account(archive, changed, {}))


def _changed(media: Media, patch: MediaPatch, at: int) -> Media:
    insights = {**media.insights, **patch.insights}
    if patch.viewers is None:
        return replace(media, insights=insights)
    return replace(media, insights=insights, viewers=patch.viewers, viewers_at=at)


def _exchanged(world: World, media: Media) -> World:
    """The world with this media in the place of the one that had its id."""
    archive = world.archives[media.account.id]
    return _with_archive(world, _of_account(archive, replace(archive.account, pinned=()), {media.id: media}))


def _with_archive(world: World, archive: Archive) -> World:
    """The world with this archive in the place of the one that its account had."""
    account = archive.account
    return replace(
        world,
        accounts=tuple(account if each.id == account.id else each for each in world.accounts),
        archives={**world.archives, account.id: archive},
        objects={**world.objects, **{item.id: item for item in archive.objects()}},
    )


def _of_account(archive: Archive, account: Account, exchanged: Mapping[str, Media]) -> Archive:
    """A copy of the archive: the account learns of its pinned media, so all that belong to it are made anew."""
    written = {each.id: replace(each, account=account) for each in archive.written}
    changed = {each.id: replace(each, account=account) for each in archive.changed.values()}
    for media in exchanged.values():
        (written if media.id in written else changed)[media.id] = replace(media, account=account)
    return Archive.of(account, archive.plan, written.values(), changed)
