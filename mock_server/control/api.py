"""/_mock: worlds, clocks, the legality matrix, explanations and the OpenAPI document, as JSON."""

from __future__ import annotations

import hmac
import json
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any

from flask import Blueprint, Response, request
from werkzeug.exceptions import HTTPException

from mock_server.control import reading
from mock_server.control.clock import CLOCK_CALLS, clock_told
from mock_server.control.faults import FAULT_CALLS, faults_left
from mock_server.control.journal import JOURNAL_CALLS
from mock_server.control.mistakes import Mistake, mistake_of
from mock_server.control.replying import answer
from mock_server.control.snapshots import SNAPSHOT_CALLS, created_from_snapshot
from mock_server.control.webhooks import WEBHOOK_CALLS
from mock_server.engine import Engine
from mock_server.engine.explain import explain, request_from
from mock_server.engine.hosting import Hosting
from mock_server.engine.settler import Settler
from mock_server.engine.snapshots import is_snapshot
from mock_server.engine.worlds import Hosted
from mock_server.graph.body import PATIENCE, arrived
from mock_server.graph.versions import newest
from mock_server.insights.matrix import account_matrix, media_matrix
from mock_server.store import StoreError
from mock_server.world.errors import WorldError
from mock_server.world.loader import read
from mock_server.world.model import World
from mock_server.world.real_tokens import masked

_MATRICES = {"media": media_matrix, "account": account_matrix}
_NEWEST = 25


@dataclass(frozen=True, slots=True, kw_only=True)
class Control:
    """What the calls work on. `real` tells real time."""

    engine: Engine
    hosting: Hosting
    admin_token: str = ""
    real: Callable[[], float] = field(default=time.time)

    @property
    def settler(self) -> Settler:
        """What moves clocks."""
        return Settler(self.hosting, self.engine.worlds, self.engine.traffic)

    def blueprint(self) -> Blueprint:
        """The calls below /_mock."""
        blueprint = Blueprint("control", __name__, url_prefix="/_mock")
        blueprint.before_request(self._only_admins)
        blueprint.before_request(await_body)
        for method, rule, call in _CALLS:
            endpoint = f"{method} {rule}".replace(".", " ")  # Flask allows no dots in it
            blueprint.add_url_rule(rule, endpoint, lambda call=call, **names: call(self, **names), methods=[method])
        for kind in (Mistake, WorldError, StoreError, HTTPException):
            blueprint.register_error_handler(kind, answer_mistake)
        return blueprint

    def named_world(self) -> Hosted:
        """The world that `?world=` names, else the one that is served."""
        return self.world_called(request.args.get("world", ""))

    def world_called(self, world_id: str) -> Hosted:
        """The world with this id; the one that is served for none."""
        worlds = self.engine.worlds
        hosted = worlds.all().get(world_id) if world_id else worlds.served()
        if hosted is None:
            raise Mistake(f"there is no world {world_id!r}", status=404, path="world", allowed=worlds.all())
        return hosted

    def _only_admins(self) -> None:
        scheme, _, sent = request.headers.get("Authorization", "").partition(" ")
        right = scheme.lower() == "bearer" and hmac.compare_digest(sent.strip().encode(), self.admin_token.encode())
        if self.admin_token and not right:
            raise Mistake("this control plane needs the header Authorization: Bearer TOKEN", status=401)


def await_body() -> None:
    """Have the body of the call. Raises Mistake."""
    announced = request.content_length or "Transfer-Encoding" in request.headers
    if announced and arrived(request.get_data) is None:
        raise Mistake(f"the body did not come within {PATIENCE} s", status=408)


def answer_mistake(error: Exception) -> Response:
    """A mistake as JSON."""
    if isinstance(error, HTTPException):
        error = Mistake(error.description or error.name, status=error.code or 500, path=request.path)
    mistake = mistake_of(error)
    told = {"message": masked(str(mistake)), "path": masked(mistake.path), "allowed": list(mistake.allowed)}
    return answer({"error": told}, mistake.status)


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


def show_metrics(control: Control) -> Response:
    edge = reading.one_of("edge", request.args.get("edge", "media"), tuple(_MATRICES))
    day = reading.day(request.args["at"]) if "at" in request.args else _today(control)
    version = reading.version(request.args.get("version", newest(day).name))
    rows = _MATRICES[edge](version, day)
    return answer({"edge": edge, "version": version.name, "at": day.isoformat(), "metrics": rows})


def show_explanation(control: Control) -> Response:
    url = request.args.get("url", "")
    if not url:
        raise Mistake("say which request: ?url=/v23.0/ID/insights?metric=reach (percent-encoded)", path="url")
    asked = {name: request.args.get(name, "") for name in ("token", "now", "fidelity")}
    try:
        explanation = explain(control.engine, request_from(url, **asked))
    except ValueError as error:
        raise Mistake(f"not a URL: {error}", path="url") from None
    return answer(explanation)


def show_openapi(control: Control, name: str) -> Response:
    from mock_server import spec  # noqa: PLC0415 - serving the insights needs no document

    version_name, _, form = name.rpartition(".")
    reading.one_of("form", form, ("yaml", "json"))
    day = reading.day(request.args["at"]) if "at" in request.args else _today(control)
    document = spec.document(reading.version(version_name), day)
    text = spec.as_yaml(document) if form == "yaml" else json.dumps(document)
    return Response(text, mimetype="application/yaml" if form == "yaml" else "application/json")


_CALLS: tuple[tuple[str, str, Callable[..., Response]], ...] = (
    ("GET", "/health", health),
    ("GET", "/worlds", list_worlds),
    ("POST", "/worlds", create_world),
    ("GET", "/worlds/<world_id>", show_world),
    ("DELETE", "/worlds/<world_id>", delete_world),
    ("PATCH", "/worlds/<world_id>/media/<media_id>", patch_media),
    ("PATCH", "/worlds/<world_id>/accounts/<account_id>", patch_account),
    ("POST", "/reset", reset),
    ("GET", "/metrics", show_metrics),
    ("GET", "/explain", show_explanation),
    ("GET", "/openapi/<name>", show_openapi),
    *FAULT_CALLS,
    *CLOCK_CALLS,
    *WEBHOOK_CALLS,
    *JOURNAL_CALLS,
    *SNAPSHOT_CALLS,
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


def _today(control: Control) -> date:
    served = control.engine.worlds.served()
    return datetime.fromtimestamp(served.clock.now(control.real()), tz=UTC).date()
