"""What clients see of replies that are disturbed below HTTP, on a real connection to the real server."""

from __future__ import annotations

import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from http.client import HTTPConnection, HTTPResponse, IncompleteRead, RemoteDisconnected

import pytest

from mock_server.catalogue.disturbances import DISTURBANCES
from mock_server.graph.message import Reply
from mock_server.traffic.effects import disturbed, replaced
from tests.serving.disturbing import BODY, SLOW
from tests.serving.started import PATIENCE, ROOT, environment

_TRIES = 20


@pytest.fixture(scope="module")
def port() -> Iterator[int]:
    """Where the disturbing server listens."""
    with socket.create_server(("127.0.0.1", 0)) as probe:
        number = int(probe.getsockname()[1])
    command = [sys.executable, "-m", "tests.serving.disturbing", str(number)]
    with subprocess.Popen(command, cwd=ROOT, env=environment(), stderr=subprocess.PIPE, text=True) as process:
        _await(number)
        yield number
        process.send_signal(signal.SIGTERM)
        assert process.stderr
        assert process.stderr.read() == ""
        assert process.wait(PATIENCE) == 0


def _await(port: int) -> None:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.05)
        else:
            return
    raise AssertionError("the server did not come up")


@contextmanager
def _asked(port: int, path: str) -> Iterator[HTTPResponse]:
    with closing(HTTPConnection("127.0.0.1", port, timeout=PATIENCE)) as connection:
        connection.request("GET", path)
        yield connection.getresponse()


def _whole(port: int) -> None:
    with _asked(port, "/") as response:
        assert response.read() == BODY


def test_a_dropped_connection_answers_nothing(port: int) -> None:
    """Not even a status line comes, each time, and the next connection is served."""
    for _ in range(_TRIES):
        with pytest.raises(RemoteDisconnected), _asked(port, "/drop"):
            pass
    _whole(port)


def test_a_truncated_body_breaks_off_in_the_middle(port: int) -> None:
    """The headers promise the whole body, half of it comes, each time, and the next connection is served."""
    for _ in range(_TRIES):
        with _asked(port, "/truncate") as response:
            assert (response.status, response.headers["Content-Length"]) == (200, str(len(BODY)))
            with pytest.raises(IncompleteRead) as broken:
                response.read()
        assert broken.value.partial == BODY[: len(BODY) // 2]
    _whole(port)


def test_a_proxy_answers_with_html(port: int) -> None:
    """The page of a proxy stands in place of the reply, with status 502; headers of ours tell the fault."""
    with _asked(port, "/html_502") as response:
        page = response.read().decode()
    assert (response.status, response.headers["Content-Type"]) == (502, "text/html; charset=utf-8")
    assert response.headers["X-Mock-Fault"] == "fault-1"
    assert "<title>Facebook | Error</title>" in page


def test_with_threads_nobody_waits_behind_a_delayed_reply(port: int) -> None:
    """While one reply of a worker is delayed on purpose, another is given at once."""
    with closing(HTTPConnection("127.0.0.1", port, timeout=PATIENCE)) as slow:
        slow.request("GET", "/slow")
        started = time.monotonic()
        _whole(port)
        assert time.monotonic() - started < SLOW / 2
        assert slow.getresponse().read() == BODY
        assert time.monotonic() - started >= SLOW


@pytest.mark.parametrize("row", DISTURBANCES, ids=lambda row: row.name)
def test_in_a_process_of_ones_own_a_broken_connection_is_raised(row: object) -> None:
    """Without a server the body itself raises what a client would get."""
    told = disturbed(Reply(200, [], BODY), row.name)  # type: ignore[attr-defined]  # a row has a name
    if told.reply.status == 502:
        assert b"".join(told.body) == told.reply.body
    else:
        with pytest.raises(ConnectionResetError):
            b"".join(told.body)


def test_only_a_proxys_page_replaces_a_reply() -> None:
    """Half of a body is half of this reply; a page is another reply."""
    reply = Reply(200, [("X-Mock-Rule", "reach"), ("X-Mock-Fault", "fault-1"), ("ETag", "1")], BODY)
    assert replaced(reply, "truncate") is reply
    assert replaced(reply, None) is reply
    page = replaced(reply, "html_502")
    headers = dict(page.headers)
    assert (headers["X-Mock-Rule"], headers["X-Mock-Fault"]) == ("html_502", "fault-1")
    assert "ETag" not in headers
    assert replaced(page, "html_502") == page
