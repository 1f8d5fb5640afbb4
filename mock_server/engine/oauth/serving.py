"""What the endpoints of OAuth share: what they need of the engine, and how they answer."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from mock_server.auth.granting import known_tokens
from mock_server.catalogue.model import Grade
from mock_server.catalogue.token_errors import TOKEN_OF_META
from mock_server.engine.heard import Heard
from mock_server.engine.hosting import Hosting
from mock_server.engine.worlds import Worlds
from mock_server.graph import wire
from mock_server.graph.message import Reply, Request
from mock_server.graph.refusal import Refused
from mock_server.insights.setting import Answer, Outcome
from mock_server.store import WorldRecord
from mock_server.world.model import Token
from mock_server.world.real_tokens import MASK


class Serving(Protocol):
    """What the endpoints need of the engine."""

    @property
    def hosting(self) -> Hosting: ...
    @property
    def worlds(self) -> Worlds: ...


Endpoint = Callable[[Serving, Request, Heard], Outcome | Reply]


def answer_with(told: wire.Json, rule: str) -> Answer:
    return Answer(wire.text(told), Grade.DOCUMENTED, rule=rule)


def marks(rule: str, grade: Grade) -> tuple[tuple[str, str], ...]:
    return (("X-Mock-Rule", rule), ("X-Mock-Grade", grade.value))


def refuse_real(text: str) -> None:
    """Where a real token stood the ask keeps a mask only. Raises Refused."""
    if MASK in text:
        raise Refused(TOKEN_OF_META, "the token has the form of a real one")


def newest(heard: Heard, record: WorldRecord) -> Token:
    """The token that was given out last, as its world knows it."""
    return known_tokens(heard.hosted.base, record)[record.issued[-1].token]
