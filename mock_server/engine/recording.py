"""What the engine tells the journal of each exchange: what is at hand, and nothing that would have to be worked out."""

from __future__ import annotations

import logging
from collections.abc import Callable
from time import perf_counter_ns

from msgspec.structs import replace

from mock_server.catalogue.token_errors import TOKEN_OF_META
from mock_server.engine.entries import entry_of
from mock_server.engine.exchange import Decision, Exchange
from mock_server.engine.heard import Heard
from mock_server.engine.near_misses import near_misses
from mock_server.engine.worlds import Worlds
from mock_server.graph.message import Reply, Request
from mock_server.graph.refusal import Refusal
from mock_server.insights.ask import understand
from mock_server.insights.setting import Answer, Outcome
from mock_server.store import Entry, Store
from mock_server.traffic.journal import MOST_ENTRIES, Journal
from mock_server.traffic.masking import without_secrets
from mock_server.world.real_tokens import masked

_LOG = logging.getLogger("insights_mock")
_LONGEST_QUERY = 10_000
_LONGEST_REQUEST = 4_096
_LONGEST_ANSWER = 32_768
_TOO_LONG = b"(too long to be kept)"

Noted = tuple[Request, Heard | None, Decision, int, int, float, int, bool, str]
"""An exchange before it is put into words."""


class Recorder:
    """Notes the exchanges of an engine in the journals of their worlds. `real` tells real time."""

    def __init__(self, worlds: Worlds, store: Store, real: Callable[[], float], most: int = MOST_ENTRIES) -> None:
        self.journal: Journal[Noted | Entry, Reply] = Journal(store, self._worded, most)
        self._worlds = worlds
        self._real = real

    def note(  # noqa: PLR0913  all that is at hand, as it is: a request has no time for more
        self,
        request: Request,
        heard: Heard | None,
        outcome: Outcome | Reply,
        reply: Reply,
        started: int,
        *,
        in_batch: bool = False,
        fault: str = "",
    ) -> None:
        """Keep an exchange that began when `perf_counter_ns` told `started`; `fault` is what struck it."""
        took = perf_counter_ns() - started
        body = reply.body
        decision: Decision
        if isinstance(outcome, Answer):
            decision = outcome[1:]
        else:
            request, heard, decision = self._not_answered(request, heard, outcome)
        world_id = heard.hosted.world.id if heard else self._world_of(request)
        # A plain tuple takes a tenth of the time of one with names; it is given them when it is put into words.
        exchange: Noted = request, heard, decision, reply.status, len(body), self._real(), took, in_batch, fault
        if len(body) > _LONGEST_ANSWER:
            reply = reply._replace(body=_TOO_LONG)
        if len(request.query) + len(request.path) + len(request.body) > _LONGEST_REQUEST:
            self._note_long(world_id, exchange, reply)
        else:
            self.journal.note(world_id, exchange, reply)

    def _not_answered(
        self, request: Request, heard: Heard | None, outcome: Refusal | Reply
    ) -> tuple[Request, Heard | None, Refusal | Reply]:
        """What is kept of a refusal: no real token, not even in memory. Near misses are logged for whoever listens."""
        if isinstance(outcome, Reply):
            return request, heard, outcome._replace(body=b"")
        if outcome.row is TOKEN_OF_META:
            request, heard = _harmless(request), _unarmed(heard)
        if _LOG.isEnabledFor(logging.INFO):
            for miss in near_misses(request, heard, outcome, self._worlds):
                _LOG.info("%s %s: %s", request.method, without_secrets(request.path), miss)
        return request, heard, outcome

    def _world_of(self, request: Request) -> str:
        """Where a request belongs that could not be understood: to the world of its token, like any other."""
        token = understand(request.query).token if len(request.query) <= _LONGEST_QUERY else ""
        return self._worlds.of_token(token).world.id

    def _note_long(self, world_id: str, exchange: Noted, reply: Reply) -> None:
        """Put an exchange into words at once: they are shorter than what was sent."""
        entry = entry_of(world_id, Exchange(*exchange), reply, self._worlds)
        shown = reply._replace(headers=list(entry.headers), body=(entry.answer or "").encode())
        self.journal.note(world_id, replace(entry, headers=(), answer=None), shown)

    def _worded(self, world_id: str, noted: Noted | Entry, reply: Reply | None) -> Entry:
        if not isinstance(noted, Entry):
            return entry_of(world_id, Exchange(*noted), reply, self._worlds)
        return replace(noted, headers=tuple(reply.headers), answer=reply.body.decode()) if reply else noted


def unheard(*_: object, **__: object) -> None:
    """Note nothing: the journal is switched off, or nobody really asked."""


def _harmless(request: Request) -> Request:
    body = masked(request.body.decode("utf-8", "replace")).encode()
    return request._replace(authorization=masked(request.authorization), query=masked(request.query), body=body)


def _unarmed(heard: Heard | None) -> Heard | None:
    return heard._replace(sent=masked(heard.sent)) if heard else None
