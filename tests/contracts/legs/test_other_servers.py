"""Servers that are told otherwise, and documents of which the harness knows no object: neither changes a verdict."""

from __future__ import annotations

from itertools import islice

import pytest
import requests

from contracts.bench import Bench
from contracts.legs import stateful
from contracts.legs.spec import rows
from contracts.openapi.expansion import to_be_answered, to_be_refused
from contracts.openapi.public import PublicDocument
from contracts.target import Target
from mock_server.app import create_app
from mock_server.settings import Settings
from tests.contracts.legs.spoiled import broken, told
from tests.wsgi_transport import session_to


@pytest.fixture(scope="module")
def observing() -> Bench:
    """An emulator that follows recordings unless its worlds say otherwise."""
    session: requests.Session = session_to(create_app(Settings(fidelity="observed")).wsgi_app)
    return Bench(target=Target("http://emulator", session), document=PublicDocument.committed(), examples=1)


def test_the_worlds_of_the_harness_follow_the_document_whatever_the_server_follows(observing: Bench) -> None:
    assert told(broken(islice(rows.play(observing), 12))) == []
    assert told(broken(stateful.play(observing))) == []


def test_rows_that_hold_for_no_object_of_the_harness_are_not_generated() -> None:
    document = PublicDocument.committed()

    assert to_be_answered(document, lambda _: [])["paths"] == {}
    assert to_be_refused(document, lambda _: [])["paths"] == {}
