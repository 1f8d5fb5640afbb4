"""The OAuth endpoints of both logins: dialogs, code exchanges, token exchanges, and what debug_token tells."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final, Protocol

from mock_server.auth import debugging, pages, redirects
from mock_server.auth.app_tokens import app_part, app_token, app_token_refused, has_app_form, is_app_token
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
from mock_server.auth.granting import CODE_PREFIXES, allowed, known_tokens, with_code, with_token
from mock_server.auth.persons import Person, grant_by, kind_of, shown
from mock_server.auth.rules import TOKEN_RULES, Bearer
from mock_server.auth.wishes import DENY, Wish, decision_of, granted_scopes, person_of, wish_of
from mock_server.catalogue.dialogs import FACEBOOK_DIALOG, INSTAGRAM_DIALOG
from mock_server.catalogue.differences import ME_ON_INSTAGRAM
from mock_server.catalogue.hosts import FACEBOOK, HOSTS
from mock_server.catalogue.model import Dialog, Fidelity, Grade, Login
from mock_server.catalogue.oauth_errors import (
    DEBUGGED_OF_OTHER_APP,
    DEBUGGER_NOT_ALLOWED,
    EXCHANGE_TOKEN_MISSING,
    GRANT_TYPE_INVALID,
)
from mock_server.catalogue.object_errors import METHOD_UNSUPPORTED, PATH_UNKNOWN
from mock_server.catalogue.parameter_errors import PARAMETER_REQUIRED
from mock_server.catalogue.token_errors import TOKEN_OF_META, TOKEN_UNPARSABLE
from mock_server.engine.heard import Heard
from mock_server.engine.hosting import Hosting
from mock_server.engine.worlds import Worlds, token_named
from mock_server.graph import wire
from mock_server.graph.message import Reply, Request
from mock_server.graph.place import Place
from mock_server.graph.refusal import Refusal, Refused
from mock_server.insights.rules import shortened
from mock_server.insights.setting import Answer, Outcome
from mock_server.store import WorldRecord
from mock_server.world.identity import app_scoped_id
from mock_server.world.model import Account, Token, World
from mock_server.world.real_tokens import MASK


class Serving(Protocol):
    """What the endpoints need of the engine."""

    @property
    def hosting(self) -> Hosting: ...
    @property
    def worlds(self) -> Worlds: ...


Endpoint = Callable[[Serving, Request, Heard], Outcome | Reply]

_EXCHANGE: Final = ("oauth", "access_token")
_BEARER: Final = {"token_type": "bearer"}
_FOUND: Final = 302
_NO_DEBUGGERS: Final = ("tester", "none")
_TOKEN_PAGE_HEADERS: Final = (
    ("Content-Type", "application/json; charset=UTF-8"),
    ("Access-Control-Allow-Origin", "*"),
    ("Cache-Control", "no-store"),
)


def endpoint_of(place: Place, method: str, sent: Mapping[str, str]) -> Endpoint | None:
    """The endpoint that a request goes to; None leaves it to the Graph API."""
    login = place.host.login if place.host else _login_of(place.parts, sent)
    methods = _ENDPOINTS.get((login, place.parts))
    if place.site and (methods is None or place.parts not in _ON_SITES):
        return _nothing_here
    return methods.get(method, _method_unsupported) if methods else None


def _login_of(parts: tuple[str, ...], sent: Mapping[str, str]) -> Login:
    """Whose endpoint a path means where no host says it."""
    if parts == _EXCHANGE:
        code = sent.get("code", "")
        if code.startswith(CODE_PREFIXES[Login.FACEBOOK]):
            return Login.FACEBOOK
        is_instagrams = code.startswith(CODE_PREFIXES[Login.INSTAGRAM]) or sent.get("grant_type") == AUTHORIZATION_CODE
        return Login.INSTAGRAM if is_instagrams else Login.FACEBOOK
    return Login.INSTAGRAM if parts in _INSTAGRAMS_OWN else Login.FACEBOOK


# ----------------------------------------------------------------------------------------------------------- dialogs


def facebook_dialog(engine: Serving, _: Request, heard: Heard) -> Reply:
    """The dialog of Facebook Login."""
    return _dialog(FACEBOOK_DIALOG, engine, heard)


def instagram_dialog(engine: Serving, _: Request, heard: Heard) -> Reply:
    """The authorization window of Instagram Login."""
    return _dialog(INSTAGRAM_DIALOG, engine, heard)


def _dialog(dialog: Dialog, engine: Serving, heard: Heard) -> Reply:
    """The page that asks a person, or once they have decided the way back to the app."""
    sent, world = heard.ask.sent, heard.hosted.world
    try:
        wish = wish_of(dialog, sent, world, heard.now)
        decision = decision_of(sent)
        if decision == DENY:
            return _redirect(redirects.denied(wish), dialog)
        person = person_of(dialog, sent, world)
        if decision:
            return _redirect(_granted(wish, person, engine, heard), dialog)
    except Refused as refused:
        refusal = refused.refusal
        headers = [*pages.HEADERS, *_marks(refusal.row.name, refusal.grade)]
        return Reply(refusal.row.status, headers, pages.mistake_page(dialog, refusal))
    action = heard.place.prefix + heard.place.path
    page = pages.consent_page(wish, world, action, sent, shown(dialog, world), person)
    return Reply(200, [*pages.HEADERS, *_marks("dialog", dialog.evidence.grade)], page)


def _granted(wish: Wish, person: Person, engine: Serving, heard: Heard) -> str:
    """The way back with what the app asked for: a code, a token or both."""
    dialog, base, now = wish.dialog, heard.hosted.base, heard.now
    grant = grant_by(dialog, base, person.user_id, person.accounts, granted_scopes(wish, heard.ask.sent))

    def change(record: WorldRecord) -> WorldRecord:
        record = allowed(record, grant)
        if "code" in wish.responses:
            record = with_code(record, base.seed, dialog, grant, wish.redirect_uri, now)
        if "token" in wish.responses:
            record = with_token(record, base.seed, kind_of(dialog.login), grant, now, dialog.token_life.value)
        return record

    record = engine.hosting.change(base.id, change)
    token = _newest(heard, record) if "token" in wish.responses else None
    return redirects.granted(wish, base, record.codes[-1].text if "code" in wish.responses else "", token)


def _redirect(address: str, dialog: Dialog) -> Reply:
    headers = [("Location", address), ("Cache-Control", "no-store"), ("Referrer-Policy", "no-referrer")]
    return Reply(_FOUND, [*headers, *_marks("dialog", dialog.evidence.grade)], b"")


# --------------------------------------------------------------------------------------------------------- exchanges


def facebook_exchange(engine: Serving, _: Request, heard: Heard) -> Outcome:
    """A code, a token or the app's own secret for a token of Facebook."""
    sent, world = heard.ask.sent, heard.hosted.world
    check_app(sent, world.app)
    grant_type = sent.get("grant_type", "")
    if grant_type == CLIENT_CREDENTIALS:
        return _told({"access_token": app_token(world.app), **_BEARER}, "app_token_given")
    if grant_type == FB_EXCHANGE_TOKEN:
        token = _facebook_token(sent, heard)
        record = engine.hosting.change(world.id, lambda record: lengthened(record, world, token, heard.now))
        return _told(_token_told(_newest(heard, record), heard.now), "token_exchanged")
    if grant_type not in ("", AUTHORIZATION_CODE):
        raise Refused(GRANT_TYPE_INVALID, "no such grant_type", grant_type=shortened(grant_type))
    token = _exchanged(engine, heard, at_facebook(sent, heard.hosted.base, heard.now))
    return _told(_token_told(token, heard.now), "code_exchanged")


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
    return _told(_token_told(_lengthened(engine, heard), heard.now), "token_exchanged")


def instagram_refresh(engine: Serving, _: Request, heard: Heard) -> Outcome:
    """A long-lived token of Instagram for one that lives longer."""
    check_refreshable(heard.ask.sent, heard.bearer)
    token = _lengthened(engine, heard)
    told = {**_token_told(token, heard.now), "permissions": ",".join(sorted(token.scopes))}
    return _told(told, "token_refreshed")


def _exchanged(engine: Serving, heard: Heard, exchange: Exchange) -> Token:
    return _newest(heard, engine.hosting.change(heard.hosted.world.id, lambda record: exchanged(record, exchange)))


def _lengthened(engine: Serving, heard: Heard) -> Token:
    world, token = heard.hosted.world, heard.token
    assert token is not None  # noqa: S101  an unknown token has been refused
    record = engine.hosting.change(world.id, lambda record: lengthened(record, world, token, heard.now))
    return _newest(heard, record)


def _newest(heard: Heard, record: WorldRecord) -> Token:
    """The token that was given out last, as its world knows it."""
    return known_tokens(heard.hosted.base, record)[record.issued[-1].token]


def _facebook_token(sent: Mapping[str, str], heard: Heard) -> Token:
    """The token that is to be exchanged. Raises Refused."""
    text = sent.get("fb_exchange_token", "")
    if not text:
        raise Refused(EXCHANGE_TOKEN_MISSING, "no fb_exchange_token was sent")
    _refuse_real(text)
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
    return Reply(row.status, [*_TOKEN_PAGE_HEADERS, *_marks(row.name, refusal.grade)], wire.dumps(told))


# -------------------------------------------------------------------------------------------------------- debug_token


def debug_token(engine: Serving, _: Request, heard: Heard) -> Outcome:
    """What can be told of a token."""
    _check_debugger(engine, heard)
    text = heard.ask.sent.get("input_token", "")
    if not text:
        raise Refused(PARAMETER_REQUIRED, "no input_token was sent", parameter="input_token")
    _refuse_real(text)
    told = _debugged(text, engine, heard)
    return _told({"data": told}, "token_debugged")


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


# ------------------------------------------------------------------------------------------------------------ the rest


def _nothing_here(_: Serving, __: Request, heard: Heard) -> Outcome:
    return Refusal(PATH_UNKNOWN, {"path": heard.place.path}, f"{heard.place.site} serves OAuth alone")


def _method_unsupported(_: Serving, __: Request, heard: Heard) -> Outcome:
    values = {"verb": heard.method.lower(), "id": heard.place.parts[0]}
    return Refusal(METHOD_UNSUPPORTED, values, "this endpoint takes other methods")


def _told(told: wire.Json, rule: str) -> Answer:
    return Answer(wire.text(told), Grade.DOCUMENTED, rule=rule)


def _marks(rule: str, grade: Grade) -> tuple[tuple[str, str], ...]:
    return (("X-Mock-Rule", rule), ("X-Mock-Grade", grade.value))


def _refuse_real(text: str) -> None:
    """Where a real token stood the ask keeps a mask only. Raises Refused."""
    if MASK in text:
        raise Refused(TOKEN_OF_META, "the token has the form of a real one")


Methods = Mapping[str, Endpoint]

_FACEBOOK_DIALOG: Final[Methods] = dict.fromkeys(("GET", "HEAD", "POST"), facebook_dialog)
_INSTAGRAM_DIALOG: Final[Methods] = dict.fromkeys(("GET", "HEAD", "POST"), instagram_dialog)
_DEBUG: Final[Methods] = {"GET": debug_token, "HEAD": debug_token}
_ENDPOINTS: Final[Mapping[tuple[Login, tuple[str, ...]], Methods]] = {
    (Login.FACEBOOK, ("dialog", "oauth")): _FACEBOOK_DIALOG,
    (Login.FACEBOOK, ("oauth", "authorize")): _FACEBOOK_DIALOG,
    (Login.FACEBOOK, _EXCHANGE): {"GET": facebook_exchange, "POST": facebook_exchange},
    (Login.FACEBOOK, ("debug_token",)): _DEBUG,
    (Login.INSTAGRAM, ("oauth", "authorize")): _INSTAGRAM_DIALOG,
    (Login.INSTAGRAM, _EXCHANGE): {"POST": instagram_exchange},
    (Login.INSTAGRAM, ("access_token",)): {"GET": instagram_lengthening},
    (Login.INSTAGRAM, ("refresh_access_token",)): {"GET": instagram_refresh},
    (Login.INSTAGRAM, ("debug_token",)): _DEBUG,
}
_ON_SITES: Final = (("dialog", "oauth"), ("oauth", "authorize"), _EXCHANGE)
_INSTAGRAMS_OWN: Final = (("oauth", "authorize"), ("access_token",), ("refresh_access_token",))
