"""A tiny receiver of webhooks: it answers the handshake, checks signatures and prints what arrives."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

from mock_server.terminal.paper import Paper, cut, wrapped
from mock_server.webhooks.signing import SIGNATURE, is_signed

Show = Callable[[Sequence[str]], None]

_LONGEST_BODY = 4_000_000
_SECONDS = 10.0


class Listener(ThreadingHTTPServer):
    """Listens on a port of this machine; 0 picks a free one. Raises OSError."""

    daemon_threads = True

    def __init__(self, port: int, verify_token: str, secret: str, paper: Paper, show: Show) -> None:
        super().__init__(("127.0.0.1", port), _Handler)
        self.verify_token = verify_token
        self.secret = secret
        self.paper = paper
        self.show = show

    @property
    def url(self) -> str:
        """Where notifications are to be sent."""
        return f"http://127.0.0.1:{self.server_port}/hook"

    def welcome(self) -> list[str]:
        """What to put into a world so that notifications come here."""
        webhook = {"callback_url": self.url, "verify_token": self.verify_token}
        return [
            *wrapped(f"Listening on {self.url}; Ctrl-C ends it. In a world file:"),
            "",
            "webhooks:",
            f"  - callback_url: {json.dumps(webhook['callback_url'])}",
            f"    verify_token: {json.dumps(webhook['verify_token'])}",
        ]


class _Handler(BaseHTTPRequestHandler):
    server: Listener
    timeout = _SECONDS

    def do_GET(self) -> None:
        asked = parse_qs(urlsplit(self.path).query, keep_blank_values=True)
        first = {name: values[0] for name, values in asked.items()}
        meant = first.get("hub.mode") == "subscribe" and first.get("hub.verify_token") == self.server.verify_token
        self._show(f"handshake: {'the challenge goes back' if meant else 'refused, another verify token'}", good=meant)
        self._answer(200 if meant else 403, first.get("hub.challenge", "").encode() if meant else b"")

    def do_POST(self) -> None:
        length = self.headers.get("Content-Length", "")
        if not length.isdecimal() or int(length) > _LONGEST_BODY:
            self._answer(413, b"")
            return
        body = self.rfile.read(int(length))
        signed = is_signed(body, self.server.secret, self.headers.get(SIGNATURE, ""))
        self._show(f"notification: the signature is {'right' if signed else 'WRONG'}", good=signed, lines=_lines(body))
        self._answer(200 if signed else 403, b"")

    def log_message(self, *_: object) -> None:
        """What arrives is shown in another form."""

    def _answer(self, status: int, body: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Type", "text/plain")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def _show(self, text: str, *, good: bool, lines: Sequence[str] = ()) -> None:
        self.server.show([self.server.paper.styled(text, "good" if good else "bad"), *lines])


def _lines(body: bytes) -> list[str]:
    """The notification, indented; what is no JSON is shown as it came."""
    try:
        text = json.dumps(json.loads(body), indent=1)
    except (ValueError, RecursionError):
        text = ascii(body)
    return [line.rstrip() for whole in text.splitlines() for line in cut(whole, 2)]
