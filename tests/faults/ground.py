"""Where a fault is seeded: an emulator, a client's program and a document that are right until then."""

from __future__ import annotations

import copy
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import cache, partial
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

import pytest
import requests
import yaml

from client.program import answer
from contracts.bench import Bench
from contracts.driving.program import InProcess
from contracts.openapi.public import COMMITTED, PublicDocument
from contracts.target import Target
from mock_server.app import create_app
from mock_server.settings import Settings
from tests.spoiling import Mislead, Spoil, Spoilt
from tests.wsgi_transport import WsgiTransport, session_to

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication

URL = "http://emulator"


@cache
def _raw() -> dict[str, Any]:
    raw: dict[str, Any] = yaml.load(COMMITTED.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    return raw


@cache
def _public() -> PublicDocument:
    return PublicDocument(_raw())


def emulator() -> WSGIApplication:
    """A new emulator: what was patched in the rows before is in it."""
    return create_app(Settings())


# Legs leave nothing behind, so that all faults outside of the emulator share one.
_shared = cache(emulator)


@dataclass(frozen=True)
class Ground:
    """The three parties."""

    application: WSGIApplication = field(default_factory=_shared)
    document: dict[str, Any] = field(default_factory=_raw)

    def bench(self, *, examples: int = 3, seed: int = 1) -> Bench:
        """What a leg plays on."""
        session = requests.Session()
        session.trust_env = False
        session.mount(f"{URL}/", WsgiTransport(self.application))
        return Bench(
            target=Target(URL, session_to(self.application)),
            document=_public() if self.document is _raw() else PublicDocument(self.document),
            program=InProcess(partial(answer, session=session)),
            examples=examples,
            seed=seed,
        )


Seed: TypeAlias = Callable[[Ground, pytest.MonkeyPatch], Ground]


class Fault(NamedTuple):
    """Something wrong in one party, in a sentence, the leg that has to notice it, and how it is seeded."""

    name: str
    says: str
    leg: str
    seed: Seed


def replies(spoil: Spoil) -> Seed:
    """The emulator's replies are spoilt."""
    return lambda ground, _: replace(ground, application=Spoilt(ground.application, spoil))


def reading(mislead: Mislead) -> Seed:
    """The emulator reads requests wrongly."""
    return lambda ground, _: replace(ground, application=Spoilt(ground.application, mislead=mislead))


def rows(patch: Callable[[pytest.MonkeyPatch], None]) -> Seed:
    """The emulator is made of rows, or of code, that is patched."""

    def seed(ground: Ground, monkeypatch: pytest.MonkeyPatch) -> Ground:
        patch(monkeypatch)
        return replace(ground, application=emulator())

    return seed


def client(patch: Callable[[pytest.MonkeyPatch], None]) -> Seed:
    """The client's code is patched."""

    def seed(ground: Ground, monkeypatch: pytest.MonkeyPatch) -> Ground:
        patch(monkeypatch)
        return ground

    return seed


def document(change: Callable[[dict[str, Any]], object]) -> Seed:
    """The document is changed."""

    def seed(ground: Ground, _: pytest.MonkeyPatch) -> Ground:
        changed = copy.deepcopy(ground.document)
        change(changed)
        return replace(ground, document=changed)

    return seed
