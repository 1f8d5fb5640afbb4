"""A receiver of webhooks on loopback, so that a scenario needs no program of its own to be told."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

from contracts.serving import serving

_LONGEST = 1 << 20
_SECONDS = 5.0


@contextmanager
def receiver() -> Iterator[str]:
    """The URL of a receiver that takes everything while the block runs."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Takes)
    with serving(server):
        yield f"http://127.0.0.1:{server.server_port}/hook"


class _Takes(BaseHTTPRequestHandler):
    """Answers the handshake with its challenge and every notification with 200."""

    timeout = _SECONDS

    def do_GET(self) -> None:
        query = parse_qs(urlsplit(self.path).query)
        self._answer(query.get("hub.challenge", [""])[0].encode())

    def do_POST(self) -> None:
        length = self.headers.get("Content-Length", "")
        self.rfile.read(min(int(length), _LONGEST) if length.isdecimal() else 0)
        self._answer(b"")

    def log_message(self, *_: object) -> None:
        """Nobody reads it: the target keeps the log."""

    def _answer(self, body: bytes) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/plain")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)
