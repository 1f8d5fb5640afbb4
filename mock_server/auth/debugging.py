"""What debug_token tells about a token."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from mock_server.auth.lives import data_access_until, is_short_lived
from mock_server.catalogue.hosts import FACEBOOK
from mock_server.catalogue.model import Scope, TokenKind
from mock_server.catalogue.scopes import SCOPES
from mock_server.graph.refusal import Refusal, envelope
from mock_server.graph.wire import Json
from mock_server.world.identity import app_name
from mock_server.world.model import Token, World

_TYPES: Final[Mapping[TokenKind, str]] = {
    TokenKind.FACEBOOK_USER: "USER",
    TokenKind.PAGE: "PAGE",
    TokenKind.INSTAGRAM_USER: "USER",
}
_BY_NAME: Final = {scope.name: scope for scope in SCOPES}
_ORDER: Final = {name: number for number, name in enumerate(_BY_NAME)}


def of_token(world: World, token: Token, refusal: Refusal | None) -> dict[str, Json]:
    """What is told of a token; the refusal is what a request with it would get."""
    told: dict[str, Json] = {
        "app_id": world.app.id,
        "type": _TYPES[token.kind],
        "application": app_name(world),
        "data_access_expires_at": data_access_until(world, token),
        "error": _error(refusal) if refusal else None,
        "expires_at": token.expires_at or 0,
        "is_valid": refusal is None,
        "issued_at": None if is_short_lived(token) else token.issued_at,
        "profile_id": next(iter(_pages(world, token)), None) if token.kind is TokenKind.PAGE else None,
        "scopes": [*_names(token)],
        "granular_scopes": [_granular(world, token, name) for name in _names(token)],
        "user_id": token.user_id,
    }
    return {key: value for key, value in told.items() if value is not None}


def of_app_token(world: World) -> dict[str, Json]:
    """What is told of the app's own token."""
    return {"app_id": world.app.id, "type": "APP", "application": app_name(world), "is_valid": True, "scopes": []}


def of_unknown(refusal: Refusal) -> dict[str, Json]:
    """What is told of a text that is no token."""
    return {"error": _error(refusal), "is_valid": False, "scopes": []}


def _error(refusal: Refusal) -> dict[str, Json]:
    error = envelope(refusal, FACEBOOK)
    told = {"code": error["code"], "message": error["message"]}
    return told | {"subcode": error["error_subcode"]} if "error_subcode" in error else told


def _names(token: Token) -> list[str]:
    """The token's scopes in the order of the catalogue; names that it does not know come last."""
    return sorted(token.scopes, key=lambda name: (_ORDER.get(name, len(_ORDER)), name))


def _granular(world: World, token: Token, name: str) -> Json:
    targets = _targets(world, token, _BY_NAME.get(name))
    return {"scope": name, "target_ids": [*targets]} if targets else {"scope": name}


def _targets(world: World, token: Token, scope: Scope | None) -> list[str]:
    if scope is None or not scope.targets:
        return []
    return _pages(world, token) if scope.targets == "pages" else [each.id for each in world.accounts_of(token)]


def _pages(world: World, token: Token) -> list[str]:
    return [each.page_id for each in world.accounts_of(token) if each.page_id]
