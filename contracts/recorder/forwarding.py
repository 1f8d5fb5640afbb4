"""Hands a request on to the API or an emulator, and brings back what it answers, both byte for byte."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from http.client import HTTPConnection, HTTPException, HTTPSConnection, IncompleteRead
from typing import NamedTuple, TypeAlias
from urllib.parse import quote, urlsplit

from contracts.matching.asking import Pair

SECONDS = 60.0  # how long an answer may take
_URL_SIGNS = "".join(map(chr, range(0x21, 0x7F)))


class Handed(NamedTuple):
    """A request to hand on: `target` is path and query as they were sent; headers are pairs in their order."""

    method: str
    target: str
    headers: Sequence[Pair]
    body: bytes


class Brought(NamedTuple):
    """What was answered. A body that broke off is shorter than its Content-Length."""

    status: int
    reason: str
    headers: Sequence[Pair]
    body: bytes


class ForwardError(Exception):
    """No answer came back."""


Forward: TypeAlias = Callable[[Handed], Brought]


def over_http(target_url: str, api_hosts: Collection[str] = ()) -> Forward:
    """Hands requests on to a URL. Its path is put in front, unless it is there already.

    The header Host passes through, so that an emulator's links lead back to where the client came in; only the API
    itself, on one of `api_hosts`, is called by its own name.
    """
    base = urlsplit(target_url.rstrip("/"))
    kind = HTTPSConnection if base.scheme == "https" else HTTPConnection
    own_name = base.netloc if base.hostname in api_hosts else ""

    def forward(handed: Handed) -> Brought:
        connection = kind(base.hostname or "", base.port, timeout=SECONDS)
        try:
            _send(connection, handed, base.path, own_name)
            answer = connection.getresponse()
            try:
                body = answer.read()
            except IncompleteRead as broken:
                body = broken.partial
            return Brought(answer.status, answer.reason, answer.getheaders(), body)
        except (OSError, HTTPException) as error:
            raise ForwardError(f"no answer from {target_url}: {type(error).__name__}") from error
        finally:
            connection.close()

    return forward


def _send(connection: HTTPConnection, handed: Handed, path: str, own_name: str) -> None:
    target = handed.target if handed.target.startswith(f"{path}/") or not path else path + handed.target
    written = quote(target, safe=_URL_SIGNS, encoding="latin-1")
    connection.putrequest(handed.method, written, skip_host=True, skip_accept_encoding=True)
    for name, value in handed.headers:
        connection.putheader(name, own_name if own_name and name.lower() == "host" else value)
    connection.endheaders(handed.body)
