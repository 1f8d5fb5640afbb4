"""From a request to a reply: where does it go, who asks, what is asked, what is answered."""

from __future__ import annotations

import math
import time
from collections.abc import Callable
from typing import NamedTuple

from mock_server.auth.rules import TOKEN_RULES, Bearer, permission_is_granted, unseen
from mock_server.catalogue.differences import SEVERAL_ACCOUNTS
from mock_server.catalogue.hosts import FACEBOOK, HOSTS, INSTAGRAM
from mock_server.catalogue.model import ApiVersion, ErrorRow, Fidelity, Host, TokenKind
from mock_server.catalogue.object_errors import (
    ALIAS_UNKNOWN,
    FIELD_MISSING,
    METHOD_UNSUPPORTED,
    MOCK_HEADER_INVALID,
    NOT_EMULATED,
    PAGE_METRIC_INVALID,
    PAGE_METRIC_MISSING,
    PATH_UNKNOWN,
    QUERY_TOO_LONG,
    TOO_MANY_IDS,
    VERSION_UNKNOWN,
)
from mock_server.catalogue.versions import LATEST
from mock_server.engine import replies
from mock_server.engine.worlds import Hosted, Worlds
from mock_server.graph.message import Reply, Request
from mock_server.graph.place import Place, locate
from mock_server.graph.refusal import Refusal, Refused
from mock_server.graph.versions import newest, served
from mock_server.insights import account_edge, eras, media_edge
from mock_server.insights.ask import Ask, understand
from mock_server.insights.setting import Answer, Outcome, Setting, weakest
from mock_server.timeline.pacific import DAY
from mock_server.world.model import Account, Media, Page, Token
from mock_server.world.moments import parse_instant
from mock_server.world.real_tokens import holds_real

_READING = ("GET", "HEAD")
_NEVER = -math.inf
_MOST_IDS = 50
_LONGEST_QUERY = 200_000

_HOST_OF = {kind: host for host in HOSTS for kind in host.token_kinds}

Found = Account | Media | Page


class Heard(NamedTuple):
    """A request at first hearing: all that is known before anything but its headers could be refused."""

    place: Place
    ask: Ask
    sent: str
    hosted: Hosted
    token: Token | None
    host: Host
    now: int
    fidelity: Fidelity

    @property
    def bearer(self) -> Bearer:
        """Who asks."""
        about_me = self.place.parts[:1] == ("me",)
        return Bearer(self.sent, self.token, self.hosted.world, self.host, self.now, about_me)


class Engine:
    """Answers Graph requests for the worlds of a store. `clock` tells real time, `fidelity` is the default."""

    def __init__(
        self,
        worlds: Worlds,
        *,
        fidelity: Fidelity = Fidelity.DOCUMENTED,
        any_token: bool = False,
        mock_headers: bool = True,
        clock: Callable[[], float] = time.time,
    ) -> None:
        self.worlds = worlds
        self._fidelity = fidelity
        self._any_token = any_token
        self._mock_headers = mock_headers
        self._clock = clock

    def answer(self, request: Request) -> Reply:
        """The reply to a request, whatever the request is."""
        host, version = None, LATEST
        outcome: Outcome
        try:
            heard = self.hear(request)
            host = heard.host
            version = version_of(heard)
            if request.method == "OPTIONS":
                return replies.options(host, version)
            outcome = outcome_of(request, heard, version)
        except Refused as refused:
            outcome = refused.refusal
            host = host or locate(request.host, request.path).host or FACEBOOK
        if isinstance(outcome, Refusal):
            return replies.failure(outcome, host, version, mock_headers=self._mock_headers)
        return replies.success(outcome, host, version, mock_headers=self._mock_headers)

    def hear(self, request: Request) -> Heard:
        """Read a request: where it goes, what it asks, in which world, dialect and time. Raises Refused."""
        if len(request.query) > _LONGEST_QUERY:
            raise Refused(QUERY_TOO_LONG, "the query string is too long", most=str(_LONGEST_QUERY))
        place = locate(request.host, request.path)
        ask = understand(request.query)
        sent = ask.token or _bearer_token(request.authorization)
        hosted = self.worlds.of_token(sent)
        token = hosted.world.tokens.get(sent) or self._stranger(sent, hosted)
        host = place.host or _host_for(token)
        now = _mock_now(request.mock_now) if request.mock_now else hosted.clock.now(self._clock())
        fidelity = _mock_fidelity(request.mock_fidelity) if request.mock_fidelity else hosted.world.fidelity
        return Heard(place, ask, sent, hosted, token, host, now, fidelity or self._fidelity)

    def _stranger(self, sent: str, hosted: Hosted) -> Token | None:
        """The token that stands for an unknown one where any token will do."""
        if not self._any_token or not sent or holds_real(sent):
            return None
        kind = TokenKind.INSTAGRAM_USER if sent.startswith("IG") else TokenKind.FACEBOOK_USER
        host = _HOST_OF[kind]
        accounts = frozenset(account.id for account in hosted.world.accounts)
        return Token(token=sent, kind=kind, accounts=accounts, scopes=frozenset(host.scopes))


def version_of(heard: Heard) -> ApiVersion:
    """The version that serves a request. Raises Refused for one that is not released yet."""
    day = eras.day(heard.now // DAY)
    version = served(heard.place.version, day, heard.hosted.world.app.min_version or "")
    if version is None:
        raise Refused(
            VERSION_UNKNOWN,
            f"{heard.place.version} is not released yet",
            path=heard.place.path,
            latest=newest(day).name,
        )
    return version


def outcome_of(request: Request, heard: Heard, version: ApiVersion) -> Outcome:
    """What a request gets: an answer or a refusal."""
    if refusal := token_refused(heard):
        return refusal
    if request.method not in _READING:
        object_id = heard.place.parts[0] if heard.place.parts else ""
        return Refusal(METHOD_UNSUPPORTED, {"verb": request.method.lower(), "id": object_id}, "the edges are read only")
    setting = setting_of(request, heard, version)
    if several_asked(heard):
        return _of_several(heard, setting)
    return of_object(edge_object(heard.place), heard, setting)


def token_refused(heard: Heard) -> Refusal | None:
    """Why the token is not let through; once it is, it need not be looked at again until it expires."""
    token, passes = heard.token, heard.hosted.passes
    if heard.now < passes.get((heard.sent, heard.host), _NEVER):
        return None
    bearer = heard.bearer
    for rule in TOKEN_RULES:
        if refusal := rule(bearer):
            return refusal
    if token is heard.hosted.world.tokens.get(heard.sent) and token is not None:
        passes[heard.sent, heard.host] = math.inf if token.expires_at is None else token.expires_at
    return None


def setting_of(request: Request, heard: Heard, version: ApiVersion) -> Setting:
    """The circumstances of a request."""
    world, now = heard.hosted.world, heard.now
    origin = request.scheme, request.host, heard.place.prefix
    return Setting(world, now, now - world.data_delay, heard.host, version, heard.fidelity, origin, heard.sent)


def several_asked(heard: Heard) -> bool:
    """Whether the insights of several objects are asked at once: `/insights?ids=A,B`."""
    return heard.place.parts == ("insights",) and bool(heard.ask.ids)


def edge_object(place: Place) -> str:
    """The object whose insights a path asks. Raises Refused for all other paths."""
    parts = place.parts
    if len(parts) == 2 and parts[1] == "insights":  # noqa: PLR2004 - an object and an edge
        return parts[0]
    rest = parts[2:] if parts[1:2] == ("insights",) else parts[1:]
    if rest:
        raise Refused(PATH_UNKNOWN, "no such edge", path="/" + "/".join(rest))
    if parts and not (_is_id(parts[0]) or parts[0] == "me"):
        raise Refused(ALIAS_UNKNOWN, "this is no id", alias=parts[0])
    raise Refused(NOT_EMULATED, "only the insights edges are emulated", verb="get")


def of_object(object_id: str, heard: Heard, setting: Setting) -> Outcome:
    """The insights of an object, or the refusal."""
    outcome = _of_object(object_id, heard, setting)
    return outcome.of(object_id) if isinstance(outcome, Refusal) else outcome


def _of_object(object_id: str, heard: Heard, setting: Setting) -> Outcome:
    found = find(object_id, heard)
    if isinstance(found, Refusal):
        return found
    if heard.token and (refusal := permission_is_granted(heard.token, heard.host)):
        return refusal
    if type(found) is Media:
        return media_edge.answer(found, heard.ask, setting)
    if type(found) is Account:
        return account_edge.answer(found, heard.ask, setting)
    return Refusal(PAGE_METRIC_INVALID if heard.ask.metrics else PAGE_METRIC_MISSING, because="this is a Facebook Page")


def find(object_id: str, heard: Heard) -> Found | Refusal:
    """The object that an id names, if the token sees it."""
    if object_id == "me":
        return _me(heard)
    if not _is_id(object_id):
        return Refusal(ALIAS_UNKNOWN, {"alias": object_id}, because="this is no id")
    found = heard.hosted.world.find(object_id, heard.now)
    if found is None:
        return unseen(object_id, because=f"the world {heard.hosted.world.id} has no object {object_id} at this time")
    owner = found if type(found) is Account else found.account  # type: ignore[union-attr]
    return found if heard.token and owner.id in heard.token.accounts else unseen(object_id)


def _is_id(text: str) -> bool:
    return text.isascii() and text.isdigit()


def _me(heard: Heard) -> Found | Refusal:
    token = heard.token
    if token is None or token.kind is TokenKind.FACEBOOK_USER:
        return Refusal(FIELD_MISSING, {"field": "insights"}, because="/me is a Facebook user, which has no insights")
    mine = next(iter(heard.hosted.world.accounts_of(token)), None)
    if mine is None:
        return unseen("me")
    return mine if token.kind is TokenKind.INSTAGRAM_USER else mine.page or unseen("me")


def _of_several(heard: Heard, setting: Setting) -> Outcome:
    verdict = SEVERAL_ACCOUNTS.verdict(heard.fidelity)
    if isinstance(verdict.outcome, ErrorRow) and _accounts_among(heard) > 1:
        return Refusal(verdict.outcome, {}, "several accounts in one request", SEVERAL_ACCOUNTS, verdict)
    if len(heard.ask.ids) > _MOST_IDS:
        return Refusal(TOO_MANY_IDS, {"most": str(_MOST_IDS), "sent": str(len(heard.ask.ids))}, "too many ids")
    bodies, grades = [], []
    for object_id in heard.ask.ids:
        outcome = of_object(object_id, heard, setting)
        if not isinstance(outcome, Answer):
            return outcome
        bodies.append(f'"{object_id}":{outcome.body}')
        grades.append(outcome.grade)
    return Answer("{" + ",".join(bodies) + "}", weakest(grades), rule=SEVERAL_ACCOUNTS.name)


def _accounts_among(heard: Heard) -> int:
    """How many of the asked ids are accounts."""
    return sum(type(find(object_id, heard)) is Account for object_id in heard.ask.ids[:_MOST_IDS])


def _bearer_token(authorization: str) -> str:
    scheme, _, token = authorization.partition(" ")
    return token.strip() if scheme.lower() in ("bearer", "oauth") else ""


def _host_for(token: Token | None) -> Host:
    return INSTAGRAM if token and token.kind is TokenKind.INSTAGRAM_USER else FACEBOOK


def _mock_now(text: str) -> int:
    try:
        return parse_instant(text)
    except ValueError:
        raise _bad_header("X-Mock-Now", "an instant such as 2026-07-16T18:00:00Z") from None


def _mock_fidelity(text: str) -> Fidelity:
    try:
        return Fidelity(text.strip().lower())
    except ValueError:
        raise _bad_header("X-Mock-Fidelity", " or ".join(Fidelity)) from None


def _bad_header(header: str, allowed: str) -> Refused:
    return Refused(MOCK_HEADER_INVALID, f"{header} cannot be read", header=header, allowed=allowed)
