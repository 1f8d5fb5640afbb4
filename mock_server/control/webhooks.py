"""/_mock/webhooks: who asks for notifications, what was sent, and sending it again."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from flask import Response, request

from mock_server.control import reading
from mock_server.control.control import Control
from mock_server.control.mistakes import Mistake, only
from mock_server.control.replying import answer
from mock_server.store import Attempt, Delivery, Hook, WorldRecord
from mock_server.webhooks.sending import FAULTS
from mock_server.world.moments import format_instant

_STATES = ("pending", "sending", "delivered", "dropped")


def list_webhooks(control: Control) -> Response:
    return answer(_webhooks(control.settler.introduce(control.named_world().world.id)))


def verify_webhooks(control: Control) -> Response:
    return answer(_webhooks(control.settler.verify(control.named_world().world.id)))


def list_deliveries(control: Control) -> Response:
    record = _record(control)
    state = request.args.get("state", "")
    if state:
        reading.one_of("state", state, _STATES)
    told = [_delivery(each) for each in record.deliveries if state in ("", each.state)]
    return answer({"world": record.id, "deliveries": told})


def redeliver(control: Control, delivery_id: str) -> Response:
    body = reading.body()
    only(body, FAULTS)
    for name, value in body.items():
        if not isinstance(value, bool):
            raise Mistake(f"{name} is true or false", path=name, allowed=("true", "false"))
    record = _record(control)
    known = tuple(each.id for each in record.deliveries)
    if delivery_id not in known:
        raise Mistake(f"there is no delivery {delivery_id!r}", status=404, path="delivery", allowed=known)
    faults = tuple(name for name in FAULTS if body.get(name))
    return answer(_delivery(control.settler.redeliver(record.id, delivery_id, faults)))


WEBHOOK_CALLS: tuple[tuple[str, str, Callable[..., Response]], ...] = (
    ("GET", "/webhooks", list_webhooks),
    ("POST", "/webhooks/verify", verify_webhooks),
    ("GET", "/webhooks/deliveries", list_deliveries),
    ("POST", "/webhooks/deliveries/<delivery_id>/redeliver", redeliver),
)


def _record(control: Control) -> WorldRecord:
    return control.hosting.record(control.named_world().world.id)


def _webhooks(record: WorldRecord) -> dict[str, Any]:
    return {"world": record.id, "webhooks": [_hook(each) for each in record.hooks]}


def _hook(hook: Hook) -> dict[str, Any]:
    return {
        "callback_url": hook.callback_url,
        "fields": list(hook.fields),
        "login": hook.login.value,
        "subscribed_by": "world" if hook.of_world else "graph",
        "state": hook.state,
        "reason": hook.reason,
    }


def _delivery(delivery: Delivery) -> dict[str, Any]:
    return {
        "id": delivery.id,
        "callback_url": delivery.callback_url,
        "field": delivery.field,
        "media": list(delivery.about),
        "created_at": format_instant(delivery.created_at),
        "state": delivery.state,
        "attempts": [_attempt(each) for each in delivery.attempts],
        "next_at": None if delivery.next_at is None else format_instant(delivery.next_at),
        "faults": list(delivery.faults),
        "redelivers": delivery.again or None,
        "body": json.loads(delivery.body),
        "text": delivery.body,
    }


def _attempt(attempt: Attempt) -> dict[str, Any]:
    return {"at": format_instant(attempt.at), "status": attempt.status, "reason": attempt.reason}
