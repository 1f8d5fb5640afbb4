"""A proxy in front of the API or an emulator that records what passes, for clients in any language."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Self
from urllib.parse import urlsplit

from contracts.matching.asking import Answered, Asked, Pair
from contracts.recorder.forwarding import Brought, Forward, ForwardError, Handed, over_http
from contracts.recorder.recorder import Recorder
from contracts.serving import serving

_CONTROL_PLANE = "/_mock"
_LONGEST = 1 << 26
_OF_ONE_CONNECTION = ("connection", "keep-alive", "proxy-connection", "te", "trailer", "transfer-encoding", "upgrade")
_WITHOUT_BODY = (HTTPStatus.NO_CONTENT, HTTPStatus.NOT_MODIFIED)


class Proxy:
    """Hands everything on to the target while the block runs, and tells the recorder of it.

    `forward` hands on by other means than a connection to the URL. Where no answer comes, the client's connection is
    closed. What the emulator's control plane is asked passes unrecorded.
    """

    def __init__(
        self,
        target_url: str,
        recorder: Recorder,
        *,
        host: str = "127.0.0.1",
        port: int = 0,
        forward: Forward | None = None,
    ) -> None:
        self._server = _Server((host, port), recorder, forward or over_http(target_url, recorder.hosts))
        self.url = f"http://{host}:{self._server.server_port}"
        is_api = urlsplit(target_url).hostname in recorder.hosts
        self._server.recorded_at = target_url.rstrip("/") if is_api else self.url
        self._serving = serving(self._server)

    def __enter__(self) -> Self:
        self._serving.__enter__()
        return self

    def __exit__(self, *_: object) -> None:
        self._serving.__exit__(None, None, None)


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False  # clients keep connections open
    recorded_at = ""

    def __init__(self, address: tuple[str, int], recorder: Recorder, forward: Forward) -> None:
        self.recorder = recorder
        self.forward = forward
        super().__init__(address, _Handler)

    def handle_error(self, *_: object) -> None:
        """A client that went away is no news."""


class _Handler(BaseHTTPRequestHandler):
    """Hands a request on, tells the recorder, then hands the answer back."""

    protocol_version = "HTTP/1.1"
    wbufsize = -1  # head and body leave together
    disable_nagle_algorithm = True
    server: _Server

    def _pass(self) -> None:
        handed = self._handed()
        started, clock = datetime.now(UTC), time.perf_counter()
        try:
            brought = self.server.forward(handed)
        except ForwardError:
            brought = None
        if not handed.target.startswith(_CONTROL_PLANE):
            asked = Asked(handed.method, self.server.recorded_at + handed.target, _small(handed.headers), handed.body)
            answered = brought and Answered(brought.status, _small(brought.headers), brought.body)
            self.server.recorder.note(asked, answered, started, time.perf_counter() - clock)
        if brought is None:
            self.close_connection = True
        else:
            self._answer(brought)

    do_GET = do_POST = do_DELETE = do_PUT = do_PATCH = do_HEAD = do_OPTIONS = _pass  # noqa: N815  the server calls them so

    def log_message(self, *_: object) -> None:
        """The recorder keeps the log."""

    def _handed(self) -> Handed:
        """The request as it came; one that came in chunks has a length now."""
        headers = [*_to_hand_on(self.headers.items())]
        if "chunked" in self.headers.get("Transfer-Encoding", "").lower():
            body = b"".join(self._chunks())
            headers.append(("Content-Length", str(len(body))))
        else:
            length = self.headers.get("Content-Length", "")
            body = self.rfile.read(min(int(length), _LONGEST)) if length.isdecimal() else b""
        # The parsed path has lost what two slashes at its beginning say.
        return Handed(self.command, self.requestline.split()[1], headers, body)

    def _chunks(self) -> Iterator[bytes]:
        while size := int(self.rfile.readline(_LONGEST).partition(b";")[0], 16):
            yield self.rfile.read(size)
            self.rfile.readline(_LONGEST)
        while self.rfile.readline(_LONGEST).strip():
            """What follows the last chunk says nothing about the request."""

    def _answer(self, brought: Brought) -> None:
        self.send_response_only(brought.status, brought.reason)
        headers = [*_to_hand_on(brought.headers)]
        length = next((int(value) for name, value in headers if name.lower() == "content-length"), None)
        for name, value in headers:
            self.send_header(name, value)
        if length is None and brought.status not in _WITHOUT_BODY:
            self.send_header("Content-Length", str(len(brought.body)))
        self.end_headers()
        self.wfile.write(brought.body)
        # The client learns that a body broke off as it would have learned it from the target.
        self.close_connection |= length is not None and len(brought.body) < length and self.command != "HEAD"


def _to_hand_on(headers: Iterable[Pair]) -> Iterator[Pair]:
    """The headers that are about more than one connection."""
    yield from ((name, value) for name, value in headers if name.lower() not in _OF_ONE_CONNECTION)


def _small(headers: Iterable[Pair]) -> dict[str, str]:
    return {name.lower(): value for name, value in headers}
