"""Refusals of cards, paths and methods are the document's."""

from __future__ import annotations

from functools import cache

import pytest

from contracts.openapi.public import PublicDocument
from mock_server.world.cards import CARDS
from tests.conftest import FACEBOOK, INSTAGRAM, PHOTO, Reply
from tests.spec.emulated import Emulated
from tests.spec.well_known import TOKENS


@cache
def public() -> PublicDocument:
    return PublicDocument.committed()


@pytest.fixture(scope="module")
def emulated() -> Emulated:
    return Emulated(public())


def test_refused_cards_fit_the_document(emulated: Emulated) -> None:
    """Well-known ids and dead tokens get refusals that the document has: its envelope, status, code and subcode."""
    for card in CARDS:
        target = f"{card.ask.replace('v23.0', public().version)}&access_token={card.token}"
        reply = emulated.emulator.call("GET", target)
        assert reply.status == 200 or _is_documented(reply), card.name


@pytest.mark.parametrize("path", ["/nonsense/{id}/insights", "/v99.0/{id}/insights", "/{version}/nonsense/insights"])
@pytest.mark.parametrize("host", [FACEBOOK, INSTAGRAM])
def test_other_paths_are_refused_as_documented(path: str, host: str, emulated: Emulated) -> None:
    """Wrong versions, ids and paths get refusals that the document has, on each host."""
    filled = path.format(version=public().version, id=PHOTO)
    reply = emulated.emulator.get(filled, token=TOKENS[host], host=host, metric="reach")
    assert _is_documented(reply), reply


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE"])
def test_other_methods_are_refused_as_documented(method: str, emulated: Emulated) -> None:
    """The edges can only be read; the refusal has the envelope of all others."""
    path = f"/{public().version}/{PHOTO}/insights"
    assert _is_documented(emulated.emulator.get(path, method=method, metric="reach"))


def _is_documented(reply: Reply) -> bool:
    return public().errors.is_valid(reply.json) and public().documents(reply.status, reply.json)
