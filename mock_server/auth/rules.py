"""What is refused before the insights are looked at, in order: the token itself, the object, the permission."""

from __future__ import annotations

from typing import NamedTuple

from mock_server.auth.app_tokens import app_token_refused, has_app_form
from mock_server.auth.proof import proof_is_right
from mock_server.catalogue.model import ErrorRow, Host, Login, Needs
from mock_server.catalogue.object_errors import (
    APP_INVITATION_PENDING,
    APP_NOT_FOR_EVERYBODY,
    APP_TOKEN_SEES_NOTHING,
    OBJECT_MISSING,
    PERMISSION_MISSING,
)
from mock_server.catalogue.token_errors import (
    TOKEN_CHECKPOINTED,
    TOKEN_EXPIRED,
    TOKEN_LOGGED_OUT,
    TOKEN_MISSING,
    TOKEN_MISSING_ME,
    TOKEN_NOT_AUTHORIZED,
    TOKEN_OF_META,
    TOKEN_OF_OTHER_HOST,
    TOKEN_PASSWORD_CHANGED,
    TOKEN_UNPARSABLE,
)
from mock_server.graph.refusal import Refusal
from mock_server.timeline.pacific import long_date
from mock_server.world.model import App, Token, World
from mock_server.world.real_tokens import holds_real

_FAULTS: dict[str, ErrorRow] = {
    "malformed": TOKEN_UNPARSABLE,
    "not_authorized": TOKEN_NOT_AUTHORIZED,
    "checkpointed": TOKEN_CHECKPOINTED,
    "password_changed": TOKEN_PASSWORD_CHANGED,
    "logged_out": TOKEN_LOGGED_OUT,
}


class Bearer(NamedTuple):
    """The token of a request, as sent and as the world knows it (None: it does not), and the object that it asks."""

    sent: str
    token: Token | None
    world: World
    host: Host
    now: int
    asked: str = ""
    proof: str | None = None

    @property
    def about_me(self) -> bool:
        """Whether the bearer asks about itself."""
        return self.asked == "me"


def token_is_sent(bearer: Bearer) -> Refusal | None:
    """A request carries a token."""
    if bearer.sent:
        return None
    return Refusal(TOKEN_MISSING_ME if bearer.about_me else TOKEN_MISSING, because="no token was sent")


def token_is_not_metas(bearer: Bearer) -> Refusal | None:
    """Real tokens of Meta have no business here."""
    if bearer.token or not holds_real(bearer.sent):
        return None
    return Refusal(TOKEN_OF_META, because="the token has the form of a real one")


def token_speaks_for_somebody(bearer: Bearer) -> Refusal | None:
    """A token of an app, `id|secret`, sees nobody's accounts and is nobody's /me."""
    if not has_app_form(bearer.sent):
        return None
    if refusal := app_token_refused(bearer.sent, bearer.world.app):
        return refusal
    row = TOKEN_MISSING_ME if bearer.about_me else APP_TOKEN_SEES_NOTHING
    return Refusal(row, {"id": bearer.asked, "verb": "get"}, because="this is the token of an app")


def token_is_known(bearer: Bearer) -> Refusal | None:
    """Some world knows the token."""
    return None if bearer.token else Refusal(TOKEN_UNPARSABLE, because="no world knows this token")


def token_belongs_to_the_host(bearer: Bearer) -> Refusal | None:
    """Each host has its kinds of token."""
    if bearer.token is None or bearer.token.kind in bearer.host.token_kinds:
        return None
    return Refusal(TOKEN_OF_OTHER_HOST, because=f"{bearer.token.kind} tokens are not for {bearer.host.name}")


def token_is_not_invalidated(bearer: Bearer) -> Refusal | None:
    """Nobody took the token back: no new password, no logout, no checkpoint, the app still authorized."""
    fault = bearer.token.invalid if bearer.token else None
    if fault is None:
        return None
    return Refusal(_FAULTS[fault], {"app": bearer.world.app.id}, because=f"the token is {fault}")


def token_has_not_expired(bearer: Bearer) -> Refusal | None:
    """The token's time is not over."""
    expires = bearer.token.expires_at if bearer.token else None
    if expires is None or bearer.now < expires:
        return None
    values = {"expired": long_date(expires), "now": long_date(bearer.now)}
    return Refusal(TOKEN_EXPIRED, values, because=f"the token expired on {values['expired']}")


TOKEN_RULES = (
    token_is_sent,
    token_is_not_metas,
    token_speaks_for_somebody,
    token_is_known,
    proof_is_right,
    token_belongs_to_the_host,
    token_is_not_invalidated,
    token_has_not_expired,
)


def unseen(object_id: str, verb: str = "get", because: str = "the token does not see this object") -> Refusal:
    """The refusal of an object that does not exist or that the token does not see: the API does not tell which."""
    return Refusal(OBJECT_MISSING, {"id": object_id, "verb": verb}, because)


def granted(token: Token, host: Host, needs: Needs, lacking_row: ErrorRow | None = None) -> Refusal | None:
    """The token has one scope of each group that its login needs; a role from a Business Manager needs one more."""
    groups = needs.get(host.login, ())
    if token.via_business and groups and host.business_scopes:
        groups = (*groups, host.business_scopes)
    lacking = [" or ".join(group) for group in groups if token.scopes.isdisjoint(group)]
    if not lacking:
        return None
    scopes = ", ".join(lacking)
    return Refusal(lacking_row or PERMISSION_MISSING, {"scopes": scopes}, because=f"the token lacks {scopes}")


def app_serves(token: Token, app: App, host: Host) -> Refusal | None:
    """A live app with advanced access serves everybody, any other only people with a role on it."""
    if (app.mode == "live" and app.access == "advanced") or token.role not in (None, "none"):
        return None
    state = "is in development mode" if app.mode == "development" else "has standard access"
    row = APP_INVITATION_PENDING if host.login is Login.INSTAGRAM else APP_NOT_FOR_EVERYBODY
    return Refusal(row, {"state": state}, f"the app {state} and the person has no role on it")
