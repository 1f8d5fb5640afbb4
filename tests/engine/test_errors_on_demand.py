"""X-Mock-Error: any error by its name, without arming anything."""

from __future__ import annotations

import pytest

from mock_server.catalogue.error_rows import ERRORS
from mock_server.catalogue.hosts import HOSTS
from mock_server.catalogue.model import ErrorRow
from mock_server.graph.refusal import holes_of, status_on
from tests.conftest import ACCOUNT, FACEBOOK, IG_READER, INSTAGRAM, READER, Emulator, Reply

_HOSTS = {"graph.facebook.com": READER, "graph.instagram.com": IG_READER}


def _ask(client: Emulator, name: str, host: str = FACEBOOK, token: str = "") -> Reply:
    token = token or _HOSTS[host]
    headers = {"X-Mock-Error": name}
    return client.get(f"/v25.0/{ACCOUNT}", token=token, host=host, headers=headers, fields="username")


@pytest.mark.parametrize("row", ERRORS, ids=lambda row: row.name)
def test_every_error_by_its_name(client: Emulator, row: ErrorRow) -> None:
    """The reply is the row's, in the words of each host, and no part of its text is left open."""
    for host in HOSTS:
        reply = _ask(client, row.name, host.name)
        assert (reply.rule, reply.status) == (row.name, status_on(row, host))
        assert reply.error["code"] == row.code
        assert not any(f"{{{hole}}}" in reply.error["message"] for hole in holes_of(row))


def test_a_dead_token_stays_dead(client: Emulator) -> None:
    """The token is looked at first."""
    assert _ask(client, "api_unknown", token="EAAmock-expired").rule == "token_expired"


def test_a_name_that_no_error_has(client: Emulator) -> None:
    """It is refused, and a name that is nearly the same is told."""
    reply = _ask(client, "rate_limited_ap", INSTAGRAM)
    assert reply.rule == "mock_header_invalid"
    assert "rate_limited_app" in reply.error["message"]
