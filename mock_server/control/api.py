"""/_mock: all calls of the control plane, as JSON."""

from __future__ import annotations

import hmac
from collections.abc import Callable
from functools import partial

from flask import Blueprint, Response, request
from werkzeug.exceptions import HTTPException

from mock_server.control.clock import CLOCK_CALLS
from mock_server.control.control import Control
from mock_server.control.faults import FAULT_CALLS
from mock_server.control.journal import JOURNAL_CALLS
from mock_server.control.knowledge import KNOWLEDGE_CALLS
from mock_server.control.mistakes import Mistake, mistake_of
from mock_server.control.replying import answer
from mock_server.control.snapshots import SNAPSHOT_CALLS
from mock_server.control.webhooks import WEBHOOK_CALLS
from mock_server.control.worlds import WORLD_CALLS
from mock_server.graph.body import PATIENCE, arrived
from mock_server.store import StoreError
from mock_server.world.errors import WorldError
from mock_server.world.real_tokens import masked

_CALLS: tuple[tuple[str, str, Callable[..., Response]], ...] = (
    *WORLD_CALLS,
    *KNOWLEDGE_CALLS,
    *FAULT_CALLS,
    *CLOCK_CALLS,
    *WEBHOOK_CALLS,
    *JOURNAL_CALLS,
    *SNAPSHOT_CALLS,
)


def blueprint_of(control: Control) -> Blueprint:
    """The calls below /_mock."""
    blueprint = Blueprint("control", __name__, url_prefix="/_mock")
    blueprint.before_request(partial(only_admins, control))
    blueprint.before_request(await_body)
    for method, rule, call in _CALLS:
        endpoint = f"{method} {rule}".replace(".", " ")  # Flask allows no dots in it
        blueprint.add_url_rule(rule, endpoint, partial(call, control), methods=[method])
    for kind in (Mistake, WorldError, StoreError, HTTPException):
        blueprint.register_error_handler(kind, answer_mistake)
    return blueprint


def only_admins(control: Control) -> None:
    """Let those pass who have the admin token, where there is one. Raises Mistake."""
    scheme, _, sent = request.headers.get("Authorization", "").partition(" ")
    right = scheme.lower() == "bearer" and hmac.compare_digest(sent.strip().encode(), control.admin_token.encode())
    if control.admin_token and not right:
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
