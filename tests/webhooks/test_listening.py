"""`insights-mock listen`: the receiver for demos and tests."""

from __future__ import annotations

import http.client
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Thread

import pytest
from click.testing import CliRunner

from mock_server.cli import main
from mock_server.terminal.listening import Listener
from mock_server.terminal.paper import Paper
from mock_server.webhooks.signing import signatures
from tests.conftest import Emulator

SECRET = "mock-app-secret"
STORY = {"media_product_type": "STORY", "created_at": "-PT3H", "viewers": 400}


@contextmanager
def _listening(shown: list[str], secret: str = SECRET) -> Iterator[Listener]:
    with Listener(0, "hello", secret, Paper({}), shown.extend) as listener:
        thread = Thread(target=listener.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
        thread.start()
        yield listener
        listener.shutdown()
        thread.join()


def _call(port: int, method: str, path: str, body: bytes = b"", headers: dict[str, str] | None = None) -> int:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    connection.request(method, path, body, headers or {})
    status = connection.getresponse().status
    connection.close()
    return status


def test_it_shows_what_a_world_sends(fresh: Emulator) -> None:
    """It answers the handshake, and shows the notification with its signature checked, in 80 columns."""
    shown: list[str] = []
    with _listening(shown) as listener:
        webhook = {"callback_url": listener.url, "verify_token": "hello"}
        world = fresh.world_of_media(STORY, webhooks=[webhook])
        assert shown == ["handshake: the challenge goes back"]
        assert any(each["event"] == "webhook_sent" for each in world.advance("P1D")["settled"])
        assert shown[1] == "notification: the signature is right"
        assert '"story_insights"' in "".join(shown)
        assert max(map(len, [*shown, *listener.welcome()])) <= 80


def test_another_secret(fresh: Emulator) -> None:
    """A wrong signature is told, and the notification refused."""
    shown: list[str] = []
    with _listening(shown, "another") as listener:
        webhook = {"callback_url": listener.url, "verify_token": "hello"}
        moved = fresh.world_of_media(STORY, webhooks=[webhook]).advance("P1D")
        assert "webhook_failed" in [each["event"] for each in moved["settled"]]
        assert "notification: the signature is WRONG" in shown


def test_another_verify_token(fresh: Emulator) -> None:
    """A handshake with another token is refused."""
    shown: list[str] = []
    with _listening(shown) as listener:
        world = fresh.world_of_media(STORY, webhooks=[{"callback_url": listener.url, "verify_token": "other"}])
        [hook] = fresh.control("GET", "/webhooks", world=world.id).json["webhooks"]
        assert (hook["state"], hook["reason"]) == ("unverified", "HTTP 403 Forbidden")


@pytest.mark.parametrize("body", [b"", b"\xff" * 300, b"[" * 100_000, "é/&" * 200])
def test_rubbish(body: bytes | str) -> None:
    """Whatever arrives is shown in short lines or refused."""
    sent = body.encode() if isinstance(body, str) else body
    shown: list[str] = []
    with _listening(shown) as listener:
        assert _call(listener.server_port, "POST", "/", sent, signatures(sent, SECRET)) == 200
        assert _call(listener.server_port, "POST", "/", sent) == 403
        assert _call(listener.server_port, "POST", "/", headers={"Content-Length": "9" * 30}) == 413
        assert _call(listener.server_port, "GET", "/?hub.mode=subscribe") == 403
        assert max(map(len, shown)) <= 80
        assert all(line.isascii() for line in shown)


def test_the_command() -> None:
    """The command says where it listens, receives, and ends well when it is interrupted."""
    command = [sys.executable, "-m", "mock_server", "listen", "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        found = re.search(r"127\.0\.0\.1:(\d+)", process.stdout.readline())
        assert found
        assert _call(int(found[1]), "POST", "/hook", b"{}") == 403
        process.send_signal(signal.SIGINT)
        assert "WRONG" in process.stdout.read()
        assert process.wait(10) == 0


def test_a_port_that_is_taken() -> None:
    """It is said in one line, and nothing is started."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        result = CliRunner().invoke(main, ["listen", "--port", str(port)])
        assert result.exit_code == 2
        assert f"cannot listen on 127.0.0.1:{port}" in result.output
