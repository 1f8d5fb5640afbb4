"""Worlds: listed, made, shown, patched, deleted, and put back to their files."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import Response, request

from mock_server.control import reading
from mock_server.control.clock import clock_told
from mock_server.control.control import Control
from mock_server.control.faults import faults_left
from mock_server.control.mistakes import Mistake
from mock_server.control.replying import answer
from mock_server.control.snapshots import created_from_snapshot
from mock_server.engine.snapshots import is_snapshot
from mock_server.world.loader import read
from mock_server.world.model import World

_NEWEST = 25


def health(control: Control) -> Response:
    served = control.engine.worlds.served()
    told = {"status": "ok", "world": served.world.id, **clock_told(served.clock, control)}
    return answer(told | faults_left(served, control.real()))


def list_worlds(control: Control) -> Response:
    served = control.engine.worlds.served().world.id
    hosted = control.engine.worlds.all().values()
    return answer({"worlds": [_summary(each.world) | {"served": each.world.id == served} for each in hosted]})


def create_world(control: Control) -> Response:
    text = request.get_data()
    if is_snapshot(text):
        world_id = created_from_snapshot(control, text)
    else:
        world_id = control.hosting.create(read(text, "the request body")).id
        control.settler.introduce(world_id)
    return answer(_summary(control.world_called(world_id).world), 201)


def show_world(control: Control, world_id: str) -> Response:
    hosted = control.world_called(world_id)
    now = hosted.clock.now(control.real())
    return answer(_details(hosted.world, now) | clock_told(hosted.clock, control) | faults_left(hosted, control.real()))


def delete_world(control: Control, world_id: str) -> Response:
    control.world_called(world_id)
    if world_id == control.engine.worlds.served().world.id:
        raise Mistake("the served world cannot be deleted; POST /_mock/reset puts it back", path="world")
    control.hosting.delete(world_id)
    control.engine.recorder.journal.drop(world_id)
    return answer({"deleted": world_id})


def patch_media(control: Control, world_id: str, media_id: str) -> Response:
    control.world_called(world_id)
    control.hosting.patch_media(world_id, media_id, reading.body())
    hosted = control.world_called(world_id)
    media = hosted.world.objects[media_id]
    told = {"world": world_id, "media": media_id, "insights": dict(media.insights)}  # type: ignore[union-attr]
    return answer(told | {"viewers": getattr(media, "viewers", None)})


def patch_account(control: Control, world_id: str, account_id: str) -> Response:
    control.world_called(world_id)
    control.hosting.patch_account(world_id, account_id, reading.body())
    account = control.world_called(world_id).world.archives[account_id].account
    told = {"world": world_id, "account": account_id, "insights": dict(account.insights)}
    return answer(told | {"followers": account.followers})


def reset(control: Control) -> Response:
    world_id = control.named_world().world.id
    control.hosting.reset(world_id)
    control.engine.traffic.forget(world_id)
    control.engine.recorder.journal.forget(world_id)
    control.settler.introduce(world_id)
    hosted = control.world_called(world_id)
    return answer(_summary(hosted.world) | clock_told(hosted.clock, control))


WORLD_CALLS: tuple[tuple[str, str, Callable[..., Response]], ...] = (
    ("GET", "/health", health),
    ("GET", "/worlds", list_worlds),
    ("POST", "/worlds", create_world),
    ("GET", "/worlds/<world_id>", show_world),
    ("DELETE", "/worlds/<world_id>", delete_world),
    ("PATCH", "/worlds/<world_id>/media/<media_id>", patch_media),
    ("PATCH", "/worlds/<world_id>/accounts/<account_id>", patch_account),
    ("POST", "/reset", reset),
)


def _summary(world: World) -> dict[str, Any]:
    tokens = [
        {"token": each.token, "kind": each.kind.value, "accounts": sorted(each.accounts)}
        for each in world.tokens.values()
    ]
    accounts = [
        {"id": each.id, "account_type": each.account_type.name, "followers": each.followers} for each in world.accounts
    ]
    return {"id": world.id, "name": world.name, "app_id": world.app.id, "tokens": tokens, "accounts": accounts}


def _details(world: World, now: int) -> dict[str, Any]:
    """The world with its accounts, and of each the newest posts and how many there are."""
    accounts = [
        {
            "id": each.id,
            "username": each.username,
            "name": each.name,
            "account_type": each.account_type.name,
            "country": each.country,
            "followers": each.followers,
            "page": each.page_id,
            "media_count": world.media_count(each, now),
            "media": [media.id for media in world.media_page(each, now, 0, _NEWEST)],
        }
        for each in world.accounts
    ]
    rules = {
        "story_threshold": world.story_threshold,
        "data_delay_seconds": world.data_delay,
        "seed": world.seed,
        "limits_enforced": world.limits.enforced,
    }
    return _summary(world) | {"accounts": accounts} | rules
