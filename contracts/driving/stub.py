"""A server that says what a script tells it to say: answers that the emulator would never give."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Lock
from typing import NamedTuple
from urllib.parse import parse_qs, urlsplit

from contracts.serving import serving

HERE = "http://here.invalid"  # in a body: the stub's own URL
JSON = "application/json; charset=UTF-8"
_MOST = 60  # requests that one script answers; a client that asks more often goes round in circles
_ENOUGH = b'{"error":{"message":"(#100) The script has ended","type":"OAuthException","code":100,"fbtrace_id":"A"}}'


class Said(NamedTuple):
    """An answer: `missing` bytes of the body are promised and not sent."""

    status: int = 200
    body: bytes = b""
    headers: Mapping[str, str] = {"Content-Type": JSON}
    missing: int = 0


class Got(NamedTuple):
    """A request that came in."""

    method: str
    path: str
    params: dict[str, str]
    headers: dict[str, str]


Script = Callable[[Got, int], Said]
"""The answer to a request, and how many came before it."""


def in_order(*answers: Said) -> Script:
    """One answer after the other, and the last one again and again."""
    return lambda _, before: answers[min(before, len(answers) - 1)]


def by_param(name: str, answers: Mapping[str, Said]) -> Script:
    """The answer for the value of a parameter, "" where it is not sent; a refusal for a value that is not known."""
    return lambda got, _: answers.get(got.params.get(name, ""), Said(400, _ENOUGH))


class Stub:
    """A stub that listens. It plays the script that was set last, and keeps what was asked since then."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.requests: list[Got] = []
        self._script: Script = in_order(Said(400, _ENOUGH))
        self._lock = Lock()

    def play(self, script: Script) -> None:
        """From now on answer like this."""
        with self._lock:
            self._script, self.requests = script, []

    def answer(self, got: Got) -> Said:
        """The answer to a request."""
        with self._lock:
            before = len(self.requests)
            self.requests.append(got)
        said = self._script(got, before) if before < _MOST else Said(400, _ENOUGH)
        return said._replace(body=said.body.replace(HERE.encode(), self.url.encode()))


@contextmanager
def stub() -> Iterator[Stub]:
    """A stub on a free port of this machine."""
    server = _Server(("127.0.0.1", 0), _Handler)
    server.stub = Stub(f"http://127.0.0.1:{server.server_port}")
    with serving(server):
        yield server.stub


class _Server(ThreadingHTTPServer):
    stub: Stub
    daemon_threads = True
    block_on_close = False  # a client may keep its connection open


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    wbufsize = -1  # head and body go out together: two packets would wait for each other
    server: _Server

    def do_GET(self) -> None:
        """Answer as the script says."""
        target = urlsplit(self.path)
        params = {name: values[-1] for name, values in parse_qs(target.query, keep_blank_values=True).items()}
        headers = {name.lower(): value for name, value in self.headers.items()}
        said = self.server.stub.answer(Got(self.command, target.path, params, headers))
        self.send_response(said.status)
        for name, value in said.headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(said.body) + said.missing))
        self.end_headers()
        self.wfile.write(said.body)
        self.close_connection = self.close_connection or bool(said.missing)

    def log_message(self, *_: object) -> None:
        """Say nothing: what is asked holds tokens."""
