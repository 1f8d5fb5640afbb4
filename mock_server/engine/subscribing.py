"""/{app-id}/subscriptions: the app says itself where notifications are to go."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from msgspec.structs import replace

from mock_server.auth.app_tokens import app_part, app_token_refused, has_app_form
from mock_server.auth.rules import unseen
from mock_server.catalogue.model import Grade, Login
from mock_server.catalogue.nodes import WEBHOOK_FIELDS
from mock_server.catalogue.parameter_errors import PARAMETER_REQUIRED
from mock_server.catalogue.token_errors import TOKEN_MISSING
from mock_server.catalogue.versions import LATEST
from mock_server.catalogue.webhook_errors import APP_TOKEN_REQUIRED, CALLBACK_UNVERIFIED
from mock_server.engine.heard import Heard
from mock_server.engine.hosting import Hosting
from mock_server.engine.worlds import Hosted, Worlds
from mock_server.graph import params, wire
from mock_server.graph.refusal import Refused
from mock_server.insights.rules import not_listed
from mock_server.insights.setting import Answer, Outcome
from mock_server.store import Hook, WorldRecord
from mock_server.webhooks.handshake import asked

SUBSCRIPTIONS: Final = "subscriptions"

_OBJECT: Final = "instagram"
_DONE: Final = '{"success":true}'
_LONGEST: Final = 2_000


def subscriptions(hosting: Hosting, worlds: Worlds, heard: Heard) -> Outcome:
    """The answer to a request for an app's subscriptions. Raises Refused."""
    hosted = _app_world(worlds, heard)
    answer = _METHODS[heard.method](hosting, hosted.world.id, heard.ask.sent)
    return Answer(answer, Grade.DOCUMENTED, rule="Application.subscriptions")


def is_about_subscriptions(parts: tuple[str, ...], method: str) -> bool:
    """Whether a request is for an app's subscriptions."""
    return len(parts) == 2 and parts[1] == SUBSCRIPTIONS and method in _METHODS  # noqa: PLR2004 - an app and its edge


def _app_world(worlds: Worlds, heard: Heard) -> Hosted:
    """The world of the app whose token is sent, which is the app that the path names. Raises Refused."""
    if not heard.sent:
        raise Refused(TOKEN_MISSING, "no token was sent")
    if not has_app_form(heard.sent):
        raise Refused(APP_TOKEN_REQUIRED, "the token is not the app's own", app=heard.hosted.world.app.id)
    hosted = worlds.of_token("", app_part(heard.sent))
    if refusal := app_token_refused(heard.sent, hosted.world.app):
        raise Refused.of(refusal)
    if heard.place.parts[0] not in (hosted.world.app.id, "app"):
        raise Refused.of(unseen(heard.place.parts[0], heard.method.lower()))
    return hosted


def _list(hosting: Hosting, world_id: str, _: Mapping[str, str]) -> str:
    data: list[wire.Json] = [
        {
            "object": _OBJECT,
            "callback_url": hook.callback_url,
            "active": hook.state == "verified",
            "fields": [{"name": name, "version": LATEST.name} for name in hook.fields],
        }
        for hook in hosting.record(world_id).hooks
    ]
    return wire.text({"data": data})


def _subscribe(hosting: Hosting, world_id: str, sent: Mapping[str, str]) -> str:
    _check(sent)
    fields = params.names(sent["fields"])
    hook = Hook(sent["callback_url"], sent["verify_token"], fields, Login.FACEBOOK, of_world=False)
    if not hosting.rehearses:
        [hook] = asked([hook], hosting.webhook_hosts)
        if hook.state != "verified":
            raise Refused(CALLBACK_UNVERIFIED, hook.reason, errors=_errors(hook.reason), advice=hook.reason)
    hosting.change(world_id, lambda record: _with(record, hook))
    return _DONE


def _unsubscribe(hosting: Hosting, world_id: str, sent: Mapping[str, str]) -> str:
    if "object" in sent:
        _check_object(sent["object"])
    hosting.change(world_id, lambda record: replace(record, hooks=_of_world(record)))
    return _DONE


def _check(sent: Mapping[str, str]) -> None:
    """Raise Refused for what is missing or unknown."""
    for name in ("object", "callback_url", "fields", "verify_token"):
        if not sent.get(name, "").strip() or len(sent[name]) > _LONGEST:
            raise Refused(PARAMETER_REQUIRED, f"{name} is missing or too long", parameter=name)
    _check_object(sent["object"])
    if unknown := not_listed("fields", params.names(sent["fields"]), WEBHOOK_FIELDS):
        raise Refused.of(unknown)


def _check_object(name: str) -> None:
    if unknown := not_listed("object", [name], (_OBJECT,)):
        raise Refused.of(unknown)


def _with(record: WorldRecord, hook: Hook) -> WorldRecord:
    """An app has one callback for the object, besides those that its world lists."""
    return replace(record, hooks=(*_of_world(record), hook))


def _of_world(record: WorldRecord) -> tuple[Hook, ...]:
    return tuple(each for each in record.hooks if each.of_world)


def _errors(reason: str) -> str:
    """The reason as the API words it."""
    status, _, phrase = reason.removeprefix("HTTP ").partition(" ")
    return f"HTTP Status Code = {status}; HTTP Message = {phrase}" if reason.startswith("HTTP ") else reason


_METHODS: Final[Mapping[str, Callable[[Hosting, str, Mapping[str, str]], str]]] = {
    "GET": _list,
    "POST": _subscribe,
    "DELETE": _unsubscribe,
}
