"""A media's numbers changed while its world runs: the result is another world, which shares all the rest."""

from __future__ import annotations

from msgspec.structs import replace

from mock_server.catalogue.kinds import ALBUM_CHILD
from mock_server.world.archive import Archive
from mock_server.world.checks import check_media_metrics
from mock_server.world.document import MediaPatch
from mock_server.world.errors import WorldError
from mock_server.world.loader import converted
from mock_server.world.model import Media, World


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


def _changed(media: Media, patch: MediaPatch, at: int) -> Media:
    insights = {**media.insights, **patch.insights}
    if patch.viewers is None:
        return replace(media, insights=insights)
    return replace(media, insights=insights, viewers=patch.viewers, viewers_at=at)


def _exchanged(world: World, media: Media) -> World:
    """The world with this media in the place of the one that had its id."""
    archive = _exchanged_in(world.archives[media.account.id], media)
    account = archive.account
    return replace(
        world,
        accounts=tuple(account if each.id == account.id else each for each in world.accounts),
        archives={**world.archives, account.id: archive},
        objects={**world.objects, **{item.id: item for item in archive.objects()}},
    )


def _exchanged_in(archive: Archive, media: Media) -> Archive:
    """A copy of the archive: the account learns of its pinned media, so it and all that belong to it are made anew."""
    account = replace(archive.account, pinned=())
    written = {each.id: replace(each, account=account) for each in archive.written}
    changed = {each.id: replace(each, account=account) for each in archive.changed.values()}
    (written if media.id in written else changed)[media.id] = replace(media, account=account)
    return Archive.of(account, archive.plan, written.values(), changed)
