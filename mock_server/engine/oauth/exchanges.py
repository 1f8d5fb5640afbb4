"""Codes and tokens are exchanged for tokens, and tokens for such as live longer."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from mock_server.auth.app_tokens import app_token
from mock_server.auth.exchanging import (
    AUTHORIZATION_CODE,
    CLIENT_CREDENTIALS,
    FB_EXCHANGE_TOKEN,
    Exchange,
    at_facebook,
    at_instagram,
    check_alive,
    check_app,
    check_exchangeable,
    check_refreshable,
    exchanged,
    lengthened,
)
from mock_server.auth.rules import Bearer
from mock_server.catalogue.differences import ME_ON_INSTAGRAM
from mock_server.catalogue.hosts import FACEBOOK
from mock_server.catalogue.model import Fidelity
from mock_server.catalogue.oauth_errors import EXCHANGE_TOKEN_MISSING, GRANT_TYPE_INVALID
from mock_server.catalogue.token_errors import TOKEN_UNPARSABLE
from mock_server.engine.heard import Heard
from mock_server.engine.oauth.serving import Serving, answer_with, marks, newest, refuse_real
from mock_server.engine.worlds import token_named
from mock_server.graph import wire
from mock_server.graph.message import Reply, Request
from mock_server.graph.refusal import Refusal, Refused
from mock_server.insights.rules import shortened
from mock_server.insights.setting import Answer, Outcome
from mock_server.world.identity import app_scoped_id
from mock_server.world.model import Account, Token

_BEARER: Final = {"token_type": "bearer"}
_TOKEN_PAGE_HEADERS: Final = (
    ("Content-Type", "application/json; charset=UTF-8"),
    ("Access-Control-Allow-Origin", "*"),
    ("Cache-Control", "no-store"),
)


def facebook_exchange(engine: Serving, _: Request, heard: Heard) -> Outcome:
    """A code, a token or the app's own secret for a token of Facebook."""
    sent, world = heard.ask.sent, heard.hosted.world
    check_app(sent, world.app)
    grant_type = sent.get("grant_type", "")
    if grant_type == CLIENT_CREDENTIALS:
        return answer_with({"access_token": app_token(world.app), **_BEARER}, "app_token_given")
    if grant_type == FB_EXCHANGE_TOKEN:
        token = _facebook_token(sent, heard)
        record = engine.hosting.change(world.id, lambda record: lengthened(record, world, token, heard.now))
        return answer_with(_token_told(newest(heard, record), heard.now), "token_exchanged")
    if grant_type not in ("", AUTHORIZATION_CODE):
        raise Refused(GRANT_TYPE_INVALID, "no such grant_type", grant_type=shortened(grant_type))
    token = _exchanged(engine, heard, at_facebook(sent, heard.hosted.base, heard.now))
    return answer_with(_token_told(token, heard.now), "code_exchanged")


def instagram_exchange(engine: Serving, _: Request, heard: Heard) -> Outcome | Reply:
    """A code for a short-lived token of Instagram. Errors have a shape of their own here."""
    world = heard.hosted.base
    try:
        token = _exchanged(engine, heard, at_instagram(heard.ask.sent, world, heard.now, heard.fidelity))
    except Refused as refused:
        return _platform_error(refused.refusal)
    account = world.objects.get(token.user_id)
    user = app_scoped_id(world, account) if isinstance(account, Account) else token.user_id
    scopes = sorted(token.scopes)
    verdict = ME_ON_INSTAGRAM.verdict(heard.fidelity)
    told: wire.Json
    if heard.fidelity is Fidelity.DOCUMENTED:
        told = {"data": [{"access_token": token.token, "user_id": user, "permissions": ",".join(scopes)}]}
    else:
        told = {"access_token": token.token, "user_id": int(user), "permissions": [*scopes]}
    return Answer(wire.text(told), verdict.evidence.grade, rule=ME_ON_INSTAGRAM.name)


def instagram_lengthening(engine: Serving, _: Request, heard: Heard) -> Outcome:
    """A short-lived token of Instagram for a long-lived one."""
    check_exchangeable(heard.ask.sent, heard.bearer)
    return answer_with(_token_told(_lengthened(engine, heard), heard.now), "token_exchanged")


def instagram_refresh(engine: Serving, _: Request, heard: Heard) -> Outcome:
    """A long-lived token of Instagram for one that lives longer."""
    check_refreshable(heard.ask.sent, heard.bearer)
    token = _lengthened(engine, heard)
    told = {**_token_told(token, heard.now), "permissions": ",".join(sorted(token.scopes))}
    return answer_with(told, "token_refreshed")


def _exchanged(engine: Serving, heard: Heard, exchange: Exchange) -> Token:
    return newest(heard, engine.hosting.change(heard.hosted.world.id, lambda record: exchanged(record, exchange)))


def _lengthened(engine: Serving, heard: Heard) -> Token:
    world, token = heard.hosted.world, heard.token
    assert token is not None  # noqa: S101  an unknown token has been refused
    record = engine.hosting.change(world.id, lambda record: lengthened(record, world, token, heard.now))
    return newest(heard, record)


def _facebook_token(sent: Mapping[str, str], heard: Heard) -> Token:
    """The token that is to be exchanged. Raises Refused."""
    text = sent.get("fb_exchange_token", "")
    if not text:
        raise Refused(EXCHANGE_TOKEN_MISSING, "no fb_exchange_token was sent")
    refuse_real(text)
    token = token_named(heard.hosted, text)
    check_alive(Bearer(text, token, heard.hosted.world, FACEBOOK, heard.now))
    if token is None:
        raise Refused(TOKEN_UNPARSABLE, "no world knows this token")
    return token


def _token_told(token: Token, now: int) -> dict[str, wire.Json]:
    told: dict[str, wire.Json] = {"access_token": token.token, **_BEARER}
    return told if token.expires_at is None else told | {"expires_in": token.expires_at - now}


def _platform_error(refusal: Refusal) -> Reply:
    """An error as api.instagram.com words it."""
    row = refusal.row
    told: wire.Json = {
        "error_type": row.type,
        "code": row.code,
        "error_message": row.message.format_map(refusal.values),
    }
    return Reply(row.status, [*_TOKEN_PAGE_HEADERS, *marks(row.name, refusal.grade)], wire.dumps(told))
