"""The token endpoints: whether an app is who it says, and what becomes of its codes and tokens."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Final, NamedTuple

from mock_server.auth.granting import grant_of, used, with_token
from mock_server.auth.lives import is_long_lived, is_short_lived
from mock_server.auth.persons import grant_by, kind_of
from mock_server.auth.proof import proof_is_right
from mock_server.auth.rules import TOKEN_RULES, Bearer
from mock_server.auth.secrets import same
from mock_server.catalogue.dialogs import FACEBOOK_DIALOG, INSTAGRAM_DIALOG
from mock_server.catalogue.model import Dialog, ErrorRow, Fidelity, TokenKind
from mock_server.catalogue.oauth_errors import (
    APP_UNKNOWN,
    CLIENT_ID_INVALID,
    CLIENT_ID_MISSING,
    CLIENT_SECRET_MISSING,
    CLIENT_SECRET_WRONG,
    CODE_EXPIRED,
    CODE_MISSING,
    CODE_UNKNOWN,
    CODE_USED,
    INSTAGRAM_SECRET_WRONG,
    PLATFORM_APP_INVALID,
    PLATFORM_CODE_INVALID,
    PLATFORM_CODE_UNMATCHED,
    PLATFORM_CODE_USED,
    PLATFORM_GRANT_TYPE_INVALID,
    PLATFORM_REDIRECT_URI_DIFFERS,
    PLATFORM_SECRET_WRONG,
    REDIRECT_URI_DIFFERS,
    REDIRECT_URI_MISSING,
    TOKEN_REQUEST_UNSUPPORTED,
    TOKEN_TOO_YOUNG,
)
from mock_server.catalogue.object_errors import PERMISSION_MISSING
from mock_server.catalogue.parameter_errors import PARAMETER_REQUIRED
from mock_server.catalogue.token_lives import LONG_LIFE, REFRESH_AGE
from mock_server.graph.refusal import Refusal, Refused
from mock_server.store import Code, WorldRecord
from mock_server.world.model import App, Token, World

AUTHORIZATION_CODE: Final = "authorization_code"
CLIENT_CREDENTIALS: Final = "client_credentials"
FB_EXCHANGE_TOKEN: Final = "fb_exchange_token"
IG_EXCHANGE_TOKEN: Final = "ig_exchange_token"
IG_REFRESH_TOKEN: Final = "ig_refresh_token"

_GET: Final = "get"

TokenRule = Callable[[Bearer], Refusal | None]


class CodeErrors(NamedTuple):
    """What an exchange answers about a code that it does not take."""

    missing: ErrorRow
    unknown: ErrorRow
    used: ErrorRow
    expired: ErrorRow
    redirect_uri_differs: ErrorRow


_FACEBOOK_CODES: Final = CodeErrors(CODE_MISSING, CODE_UNKNOWN, CODE_USED, CODE_EXPIRED, REDIRECT_URI_DIFFERS)
_INSTAGRAM_CODES: Final[Mapping[Fidelity, CodeErrors]] = {
    Fidelity.DOCUMENTED: CodeErrors(
        PLATFORM_CODE_UNMATCHED,
        PLATFORM_CODE_UNMATCHED,
        PLATFORM_CODE_UNMATCHED,
        PLATFORM_CODE_UNMATCHED,
        PLATFORM_REDIRECT_URI_DIFFERS,
    ),
    Fidelity.OBSERVED: CodeErrors(
        PLATFORM_CODE_INVALID,
        PLATFORM_CODE_INVALID,
        PLATFORM_CODE_USED,
        PLATFORM_CODE_INVALID,
        PLATFORM_REDIRECT_URI_DIFFERS,
    ),
}

# Whoever sends the app's secret need not prove that they know it.
_PROOF_RULE: Final[object] = proof_is_right
_RULES_WITH_SECRET: Final = tuple(rule for rule in TOKEN_RULES if rule is not _PROOF_RULE)


class Exchange(NamedTuple):
    """A code that is brought to be exchanged: with what else, at which dialog's login, in which world and when."""

    sent: Mapping[str, str]
    dialog: Dialog
    errors: CodeErrors
    world: World
    now: int


def at_facebook(sent: Mapping[str, str], world: World, now: int) -> Exchange:
    """An exchange at graph.facebook.com. Raises Refused."""
    if not sent.get("redirect_uri"):
        raise Refused(REDIRECT_URI_MISSING, "no redirect_uri was sent")
    return Exchange(sent, FACEBOOK_DIALOG, _FACEBOOK_CODES, world, now)


def at_instagram(sent: Mapping[str, str], world: World, now: int, fidelity: Fidelity) -> Exchange:
    """An exchange at api.instagram.com, where errors have a shape of their own. Raises Refused."""
    if sent.get("client_id", "") != world.app.id:
        raise Refused(PLATFORM_APP_INVALID, "no world has this app")
    if not same(sent.get("client_secret", ""), world.app.secret):
        raise Refused(PLATFORM_SECRET_WRONG, "the client_secret is not the app's")
    if sent.get("grant_type", "") != AUTHORIZATION_CODE:
        raise Refused(PLATFORM_GRANT_TYPE_INVALID, "grant_type is not authorization_code")
    return Exchange(sent, INSTAGRAM_DIALOG, _INSTAGRAM_CODES[fidelity], world, now)


def exchanged(record: WorldRecord, exchange: Exchange) -> WorldRecord:
    """The record with a short-lived token in exchange for the code. Raises Refused."""
    code, dialog, world = _code(record, exchange), exchange.dialog, exchange.world
    grant = grant_by(dialog, world, code.user_id, code.accounts, code.scopes)
    kind, life = kind_of(dialog.login), dialog.token_life.value
    return with_token(used(record, code), world.seed, kind, grant, exchange.now, life)


def lengthened(record: WorldRecord, world: World, token: Token, now: int) -> WorldRecord:
    """The record with a long-lived token beside another one of the same grant; that of a Page never expires."""
    life = None if token.kind is TokenKind.PAGE else LONG_LIFE.value
    return with_token(record, world.seed, token.kind, grant_of(world, token), now, life)


def check_app(sent: Mapping[str, str], app: App) -> None:
    """The caller knows the app's id and secret. Raises Refused as graph.facebook.com does."""
    client, secret = sent.get("client_id", ""), sent.get("client_secret", "")
    if not client:
        raise Refused(CLIENT_ID_MISSING, "no client_id was sent")
    if not (client.isascii() and client.isdigit()):
        raise Refused(CLIENT_ID_INVALID, "client_id is no number")
    if client != app.id:
        raise Refused(APP_UNKNOWN, "no world has this app")
    if not secret:
        raise Refused(CLIENT_SECRET_MISSING, "no client_secret was sent")
    if not same(secret, app.secret):
        raise Refused(CLIENT_SECRET_WRONG, "the client_secret is not the app's")


def check_exchangeable(sent: Mapping[str, str], bearer: Bearer) -> None:
    """A token of Instagram may be exchanged for a long-lived one. Raises Refused."""
    if sent.get("grant_type", "") != IG_EXCHANGE_TOKEN:
        raise _unsupported(f"grant_type is {IG_EXCHANGE_TOKEN}")
    if not sent.get("client_secret"):
        raise Refused(PARAMETER_REQUIRED, "no client_secret was sent", parameter="client_secret")
    if not same(sent["client_secret"], bearer.world.app.secret):
        raise Refused(INSTAGRAM_SECRET_WRONG, "the client_secret is not the app's")
    check_alive(bearer)
    if bearer.token and is_long_lived(bearer.token):
        raise _unsupported(f"this token is long-lived; refresh it with grant_type={IG_REFRESH_TOKEN}")


def check_refreshable(sent: Mapping[str, str], bearer: Bearer) -> None:
    """A long-lived token of Instagram may be refreshed. Raises Refused."""
    if sent.get("grant_type", "") != IG_REFRESH_TOKEN:
        raise _unsupported(f"grant_type is {IG_REFRESH_TOKEN}")
    check_alive(bearer, TOKEN_RULES)
    token = bearer.token
    if token is None:
        return
    if is_short_lived(token):
        raise _unsupported(f"this token is short-lived; exchange it with grant_type={IG_EXCHANGE_TOKEN}")
    if token.issued_at is not None and bearer.now - token.issued_at < REFRESH_AGE.value:
        age = f"{max(bearer.now - token.issued_at, 0) // 60} minutes"
        raise Refused(TOKEN_TOO_YOUNG, "the token is less than a day old", verb=_GET, age=age)
    if INSTAGRAM_DIALOG.needed not in token.scopes:
        lacking = INSTAGRAM_DIALOG.needed
        raise Refused(PERMISSION_MISSING, f"the token lacks {lacking}", scopes=lacking)


def check_alive(bearer: Bearer, rules: Sequence[TokenRule] = _RULES_WITH_SECRET) -> None:
    """Nothing is wrong with the token. Raises Refused."""
    for rule in rules:
        if refusal := rule(bearer):
            raise Refused.of(refusal)


def _code(record: WorldRecord, exchange: Exchange) -> Code:
    """The code that was sent. Raises Refused unless it can be exchanged."""
    sent, errors = exchange.sent, exchange.errors
    text = sent.get("code", "")
    if not text:
        raise Refused(errors.missing, "no code was sent")
    login = exchange.dialog.login
    code = next((each for each in record.codes if each.text == text and each.login is login), None)
    if code is None:
        raise Refused(errors.unknown, "this app's dialog gave no such code, or long ago")
    if code.used:
        raise Refused(errors.used, "the code was exchanged before")
    if exchange.now >= code.expires_at:
        raise Refused(errors.expired, exchange.dialog.code_life.meaning)
    if code.redirect_uri != sent.get("redirect_uri", ""):
        raise Refused(errors.redirect_uri_differs, "the dialog was opened with another redirect_uri")
    return code


def _unsupported(rule: str) -> Refused:
    return Refused(TOKEN_REQUEST_UNSUPPORTED, rule, verb=_GET, rule=rule)
