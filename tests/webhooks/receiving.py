"""Receivers of webhooks on this machine: one that answers as it is told, and some that misbehave."""

from __future__ import annotations

import json
import socket
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any
from urllib.parse import parse_qs, urlsplit

SECRET = "mock-app-secret"
VERIFY_TOKEN = "hello"


@dataclass(frozen=True)
class Received:
    """A notification that arrived: its headers by lower-case name and its exact bytes."""

    headers: dict[str, str]
    body: bytes

    @property
    def json(self) -> Any:
        """The body as JSON."""
        return json.loads(self.body)

    @property
    def values(self) -> list[dict[str, int]]:
        """What is told of each story."""
        return [change["value"] for entry in self.json["entry"] for change in entry["changes"]]


@dataclass
class Receiver:
    """Says yes to the handshake, and answers notifications with the statuses that are laid out for it, then 200.

    Before it answers one, `meanwhile` happens.
    """

    port: int = 0
    challenge: str | None = None
    handshake_status: int = 200
    statuses: list[int] = field(default_factory=list)
    asked: list[dict[str, str]] = field(default_factory=list)
    received: list[Received] = field(default_factory=list)
    meanwhile: Callable[[], object] = lambda: None

    @property
    def url(self) -> str:
        """Where notifications go."""
        return f"http://127.0.0.1:{self.port}/hook"

    @property
    def webhook(self) -> dict[str, Any]:
        """The entry of a world."""
        return {"callback_url": self.url, "verify_token": VERIFY_TOKEN}


@contextmanager
def receiver(**changes: Any) -> Iterator[Receiver]:
    """A receiver that runs while the block does."""
    found = Receiver(**changes)

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            found.asked.append({name: value for name, [value] in parse_qs(urlsplit(self.path).query).items()})
            answer = found.asked[-1].get("hub.challenge", "") if found.challenge is None else found.challenge
            self._answer(found.handshake_status, answer.encode())

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            found.received.append(Received({name.lower(): value for name, value in self.headers.items()}, body))
            found.meanwhile()
            self._answer(found.statuses.pop(0) if found.statuses else 200, b"")

        def log_message(self, *_: object) -> None:
            """Nobody reads it."""

        def _answer(self, status: int, body: bytes) -> None:
            self.send_response(status)
            self.send_header("Content-Length", str(len(body)))
            self.send_header("Location", "/elsewhere")
            self.end_headers()
            self.wfile.write(body)

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        found.port = server.server_port
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
        thread.start()
        yield found
        server.shutdown()
        thread.join()


@contextmanager
def raw_server(*pieces: bytes, endless: bytes = b"", port: int = 0) -> Iterator[int]:
    """The port of a server that sends these bytes to whoever connects, then `endless` ones slowly, and says no more."""
    listening = socket.create_server(("127.0.0.1", port))
    connections: list[socket.socket] = []

    def serve() -> None:
        while True:
            try:
                connection, _ = listening.accept()
            except OSError:
                return
            connections.append(connection)
            Thread(target=_drip, args=(connection, pieces, endless), daemon=True).start()

    Thread(target=serve, daemon=True).start()
    try:
        yield int(listening.getsockname()[1])
    finally:
        listening.shutdown(socket.SHUT_RDWR)
        listening.close()
        for each in connections:
            each.close()


def _drip(connection: socket.socket, pieces: tuple[bytes, ...], endless: bytes) -> None:
    try:
        connection.recv(65_536)
        for piece in pieces:
            connection.sendall(piece)
        while endless:
            connection.sendall(endless)
            time.sleep(0.1)
        if pieces:
            connection.close()
    except OSError:
        return
