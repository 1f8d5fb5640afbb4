"""From a request to a reply: where does it go, who asks, what is asked, what is answered."""

from __future__ import annotations

import math
from copy import copy
from functools import partial
from time import perf_counter_ns
from urllib.parse import urlencode

from mock_server.auth.app_tokens import credentials_of, has_app_form, has_basic
from mock_server.auth.rules import TOKEN_RULES
from mock_server.catalogue.hosts import FACEBOOK, HOSTS, INSTAGRAM
from mock_server.catalogue.model import ApiVersion, Fidelity, Host, TokenKind
from mock_server.catalogue.object_errors import MOCK_HEADER_INVALID, QUERY_TOO_LONG, VERSION_UNKNOWN
from mock_server.catalogue.token_errors import TOKEN_UNPARSABLE
from mock_server.catalogue.versions import LATEST
from mock_server.engine import replies
from mock_server.engine.answering import answered, insights_of
from mock_server.engine.batching import batched
from mock_server.engine.bill import Bill, impressions
from mock_server.engine.changing import changed
from mock_server.engine.heard import Heard
from mock_server.engine.hosting import Hosting, Rehearsal
from mock_server.engine.oauth import endpoint_of
from mock_server.engine.recording import Recorder, unheard
from mock_server.engine.routes import route_of
from mock_server.engine.striking import struck
from mock_server.engine.worlds import Hosted, Worlds, token_named
from mock_server.graph import body, presenting
from mock_server.graph.message import Reply, Request
from mock_server.graph.place import locate
from mock_server.graph.refusal import Refusal, Refused
from mock_server.graph.versions import newest, served
from mock_server.insights import eras
from mock_server.insights.ask import understand
from mock_server.insights.setting import Outcome, Setting
from mock_server.nodes.read import INSIGHTS
from mock_server.nodes.reading import MOST_WORK_OF_BATCH, Work
from mock_server.store import UnknownWorld
from mock_server.timeline.pacific import DAY
from mock_server.traffic import Traffic
from mock_server.traffic.faults import Faults
from mock_server.traffic.journal import MOST_ENTRIES
from mock_server.world.model import Token
from mock_server.world.moments import parse_instant
from mock_server.world.real_tokens import holds_real

_WRITING = ("POST", "PUT", "PATCH", "DELETE")
_NEVER = -math.inf
_LONGEST_QUERY = 200_000

_HOST_OF = {kind: host for host in HOSTS for kind in host.token_kinds}


class Engine:
    """Answers Graph requests for the worlds of a store.

    `fidelity` is the one of worlds that name none; of each world the latest `journal` exchanges are kept.
    """

    def __init__(
        self,
        worlds: Worlds,
        hosting: Hosting,
        *,
        fidelity: Fidelity = Fidelity.DOCUMENTED,
        any_token: bool = False,
        mock_headers: bool = True,
        journal: int = MOST_ENTRIES,
    ) -> None:
        self.worlds = worlds
        self.hosting = hosting
        self.traffic = Traffic(hosting.store, hosting.real, impressions)
        self.charges: Traffic | None = self.traffic
        self.strikes: Faults | None = Faults(hosting.store)
        self.recorder = Recorder(worlds, hosting.store, hosting.real, journal)
        self.note = self.recorder.note if journal else unheard
        self._fidelity = fidelity
        self._any_token = any_token
        self._mock_headers = mock_headers

    def answer(self, request: Request, of_batch: Work | None = None) -> Reply:
        """The reply to a request, whatever the request is.

        One of a batch is no batch itself; `of_batch` is the work that all requests of the batch may do together.
        """
        started = perf_counter_ns()
        heard, version, presentation, bill = None, LATEST, None, Bill(self.charges, of_batch)
        outcome: Outcome | Reply
        try:
            heard = self.hear(request)
            version = version_of(heard)
            presentation = None if heard.ask.plain else presenting.parameters(heard.ask.sent)
            outcome = self._outcome(request, heard, version, bill)
        except Refused as refused:
            outcome = refused.refusal
        except UnknownWorld:
            outcome = Refusal(TOKEN_UNPARSABLE, because="the world of the token was deleted meanwhile")
        host = heard.host if heard else locate(request.host, request.path).host or FACEBOOK
        reply = self._reply(outcome, host, version)
        reply.headers.extend(bill.headers)
        if presentation:
            reply = presenting.present(reply, presentation, replies.messages(outcome))
        if request.if_none_match:
            reply = replies.unless_known(reply, request.if_none_match)
        if bill.strike:
            reply = replies.struck(reply, bill.strike, mock_headers=self._mock_headers)
        self.note(request, heard, outcome, reply, started, in_batch=bill.in_batch, fault=bill.fault)
        return reply

    def rehearsing(self) -> Engine:
        """The same engine, but no request changes anything."""
        engine = copy(self)
        engine.hosting = Rehearsal(self.hosting.store, self.hosting.real)
        engine.note = unheard
        engine.charges = engine.strikes = None
        return engine

    def _reply(self, outcome: Outcome | Reply, host: Host, version: ApiVersion) -> Reply:
        if isinstance(outcome, Reply):
            return outcome if self._mock_headers else replies.without_mock_headers(outcome)
        if isinstance(outcome, Refusal):
            return replies.failure(outcome, host, version, mock_headers=self._mock_headers)
        return replies.success(outcome, host, version, mock_headers=self._mock_headers)

    def hear(self, request: Request) -> Heard:
        """Read a request: where it goes, what it asks, in which world, dialect and time. Raises Refused."""
        if len(request.query) > _LONGEST_QUERY:
            raise Refused(QUERY_TOO_LONG, "the query string is too long", most=str(_LONGEST_QUERY))
        place = locate(request.host, request.path)
        ask = understand(_parameters(request) if request.body or has_basic(request.authorization) else request.query)
        sent = ask.token or _bearer_token(request.authorization)
        hosted = self.worlds.of_token(sent, "" if ask.plain else ask.sent.get("client_id", ""))
        token = token_named(hosted, sent) or self._stranger(sent, hosted)
        host = place.host or _host_for(token)
        now = _mock_now(request.mock_now) if request.mock_now else hosted.clock.now(self.hosting.real())
        fidelity = _mock_fidelity(request.mock_fidelity) if request.mock_fidelity else hosted.world.fidelity
        method = request.method if ask.plain else (ask.sent.get("method") or request.method).upper()
        return Heard(place, method, ask, sent, hosted, token, host, now, fidelity or self._fidelity)

    def _stranger(self, sent: str, hosted: Hosted) -> Token | None:
        """The token that stands for an unknown one where any token will do; an app's own stays what it is."""
        if not self._any_token or not sent or holds_real(sent) or has_app_form(sent):
            return None
        kind = TokenKind.INSTAGRAM_USER if sent.startswith("IG") else TokenKind.FACEBOOK_USER
        accounts = frozenset(account.id for account in hosted.world.accounts)
        return Token(token=sent, kind=kind, accounts=accounts, scopes=frozenset(_HOST_OF[kind].usual_scopes))

    def _outcome(self, request: Request, heard: Heard, version: ApiVersion, bill: Bill) -> Outcome | Reply:
        """What a request gets, also one that is a batch of others or the question of a browser what it may send."""
        if (heard.hosted.faults or request.mock_error) and (refusal := self._struck(request, heard, bill)):
            return refusal
        if heard.method == "POST" and not bill.in_batch and not heard.place.parts and "batch" in heard.ask.sent:
            work = Work(MOST_WORK_OF_BATCH)
            return token_refused(heard) or batched(request, heard, partial(self.answer, of_batch=work))
        if heard.method == "OPTIONS":
            return replies.options(heard.host, version)
        return outcome_of(request, heard, version, self, bill)

    def _struck(self, request: Request, heard: Heard, bill: Bill) -> Refusal | None:
        """The error that a fault, or the header X-Mock-Error, gives in place of the answer; dead tokens stay dead."""
        is_dead = endpoint_of(heard.place, heard.method, heard.ask.sent) is None and token_refused(heard)
        if self.strikes is None or is_dead:
            return None
        bill.strike = struck(self.strikes, heard, request.mock_error, in_batch=bill.in_batch)
        return bill.strike.refusal if bill.strike else None


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


def outcome_of(request: Request, heard: Heard, version: ApiVersion, engine: Engine, bill: Bill) -> Outcome | Reply:
    """What a request gets: an answer or a refusal."""
    if asks_insights(heard):
        return token_refused(heard) or insights_of(
            heard.place.parts[0], heard, setting_of(request, heard, version), bill
        )
    if endpoint := endpoint_of(heard.place, heard.method, heard.ask.sent):
        refusal = None if heard.place.site else bill.charge(heard)
        return refusal or endpoint(engine, request, heard)
    if refusal := token_refused(heard):
        return refusal
    route = route_of(heard)
    setting = setting_of(request, heard, version)
    if heard.reads:
        return answered(route, heard, setting, bill)
    return changed(route, heard, engine.hosting, bill)


def asks_insights(heard: Heard) -> bool:
    """Whether this is what most requests are: a plain question for the insights of one object."""
    place = heard.place
    plain = heard.ask.plain and heard.reads and not place.site
    return plain and len(place.parts) == 2 and place.parts[1] == INSIGHTS  # noqa: PLR2004 - an object and an edge


def token_refused(heard: Heard) -> Refusal | None:
    """Why the token is not let through; once it is, it need not be looked at again until it expires."""
    token, passes = heard.token, heard.hosted.passes
    if not _proof_matters(heard) and heard.now < passes.get((heard.sent, heard.host), _NEVER):
        return None
    bearer = heard.bearer
    for rule in TOKEN_RULES:
        if refusal := rule(bearer):
            return refusal
    if token is not None and token is token_named(heard.hosted, heard.sent):
        passes[heard.sent, heard.host] = math.inf if token.expires_at is None else token.expires_at
    return None


def _proof_matters(heard: Heard) -> bool:
    """Whether the request's appsecret_proof must be looked at: one is sent, or none is and the app requires one."""
    sends = not heard.ask.plain and "appsecret_proof" in heard.ask.sent
    return sends or heard.hosted.world.app.require_appsecret_proof


def setting_of(request: Request, heard: Heard, version: ApiVersion) -> Setting:
    """The circumstances of a request."""
    world, now = heard.hosted.world, heard.now
    origin = request.scheme, request.host, heard.place.prefix
    return Setting(world, now, now - world.data_delay, heard.host, version, heard.fidelity, origin, heard.sent)


def _parameters(request: Request) -> str:
    """The parameters of the query, of the body and of HTTP Basic as one query string; the later ones count."""
    sent = body.parameters(request.content_type, request.body) if request.method in _WRITING else {}
    sent |= credentials_of(request.authorization)
    return "&".join(filter(None, (request.query, urlencode(sent))))


def _bearer_token(authorization: str) -> str:
    scheme, _, token = authorization.partition(" ")
    return token.strip() if scheme.lower() in ("bearer", "oauth") else ""


def _host_for(token: Token | None) -> Host:
    return INSTAGRAM if token and token.kind is TokenKind.INSTAGRAM_USER else FACEBOOK


def _mock_now(text: str) -> int:
    try:
        return parse_instant(text)
    except ValueError:
        raise _bad_header("X-Mock-Now", "an instant such as 2026-07-16T18:00:00Z, in the years 2010 to 2100") from None


def _mock_fidelity(text: str) -> Fidelity:
    try:
        return Fidelity(text.strip().lower())
    except ValueError:
        raise _bad_header("X-Mock-Fidelity", " or ".join(Fidelity)) from None


def _bad_header(header: str, allowed: str) -> Refused:
    return Refused(MOCK_HEADER_INVALID, f"{header} cannot be read", header=header, allowed=allowed)
