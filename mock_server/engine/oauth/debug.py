"""What debug_token tells."""

from __future__ import annotations

from typing import Final

from mock_server.auth import debugging
from mock_server.auth.app_tokens import app_part, app_token_refused, has_app_form, is_app_token
from mock_server.auth.exchanging import check_alive
from mock_server.auth.rules import TOKEN_RULES, Bearer
from mock_server.catalogue.hosts import HOSTS
from mock_server.catalogue.oauth_errors import DEBUGGED_OF_OTHER_APP, DEBUGGER_NOT_ALLOWED
from mock_server.catalogue.parameter_errors import PARAMETER_REQUIRED
from mock_server.catalogue.token_errors import TOKEN_UNPARSABLE
from mock_server.engine.heard import Heard
from mock_server.engine.oauth.serving import Serving, answer_with, refuse_real
from mock_server.engine.worlds import token_named
from mock_server.graph import wire
from mock_server.graph.message import Request
from mock_server.graph.refusal import Refusal, Refused
from mock_server.insights.setting import Outcome
from mock_server.world.model import Token, World

_NO_DEBUGGERS: Final = ("tester", "none")


def debug_token(engine: Serving, _: Request, heard: Heard) -> Outcome:
    """What can be told of a token."""
    _check_debugger(engine, heard)
    text = heard.ask.sent.get("input_token", "")
    if not text:
        raise Refused(PARAMETER_REQUIRED, "no input_token was sent", parameter="input_token")
    refuse_real(text)
    told = _debugged(text, engine, heard)
    return answer_with({"data": told}, "token_debugged")


def _check_debugger(engine: Serving, heard: Heard) -> None:
    """Whoever asks speaks for the app, or is one of its admins or developers. Raises Refused."""
    app = heard.hosted.world.app
    if has_app_form(heard.sent):
        if refusal := _app_token_refused(heard.sent, engine):
            raise Refused.of(refusal)
        return
    if not heard.sent:
        raise Refused(DEBUGGER_NOT_ALLOWED, "no token was sent", app=app.id)
    check_alive(heard.bearer, TOKEN_RULES)
    if heard.token and heard.token.role in _NO_DEBUGGERS:
        raise Refused(DEBUGGER_NOT_ALLOWED, f"the token's role is {heard.token.role}", app=app.id)


def _debugged(text: str, engine: Serving, heard: Heard) -> dict[str, wire.Json]:
    world = heard.hosted.world
    if has_app_form(text) and (refusal := _app_token_refused(text, engine)):
        return debugging.of_unknown(refusal)
    if is_app_token(text, world.app):
        return debugging.of_app_token(world)
    token = token_named(heard.hosted, text)
    if token is not None:
        return debugging.of_token(world, token, _refusal_of(token, world, heard.now))
    if has_app_form(text) or token_named(engine.worlds.of_token(text), text):
        raise Refused(DEBUGGED_OF_OTHER_APP, "the token belongs to another world's app")
    return debugging.of_unknown(Refusal(TOKEN_UNPARSABLE, because="no world knows this token"))


def _app_token_refused(text: str, engine: Serving) -> Refusal | None:
    return app_token_refused(text, _world_of(text, engine).app)


def _world_of(text: str, engine: Serving) -> World:
    """The world of the app that an app token names, whether or not its secret is right."""
    return engine.worlds.of_token("", app_part(text)).world


def _refusal_of(token: Token, world: World, now: int) -> Refusal | None:
    """What is wrong with a token, whichever host it is for."""
    host = next(host for host in HOSTS if token.kind in host.token_kinds)
    try:
        check_alive(Bearer(token.token, token, world, host, now))
    except Refused as refused:
        return refused.refusal
    return None
