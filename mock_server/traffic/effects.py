"""What happens to a reply below HTTP: a proxy's page in its place, half a body, no answer at all."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

from mock_server.catalogue.disturbances import HTML_502
from mock_server.graph.message import Reply

# As long as a server needs to send what it was given, before it hears that there is no more.
_SENDING_SECONDS: Final = 0.05
# Servers refuse to send a reply that announces both a length and none, and close the connection without a word.
_CONTRADICTION: Final = ("Transfer-Encoding", "chunked")


class Disturbed(NamedTuple):
    """A reply with what a WSGI application is to say: its headers are complete, its body may break off."""

    reply: Reply
    body: Iterable[bytes]


def replaced(reply: Reply, effect: str | None) -> Reply:
    """The reply as a proxy lets it through, or its own page in place of it, which tells the fault as the reply did."""
    if effect != HTML_502.name:
        return reply
    told = {"X-Mock-Rule": HTML_502.name, "X-Mock-Grade": HTML_502.evidence.grade.value}
    mock = [(name, told.get(name, value)) for name, value in reply.headers if name.startswith("X-Mock-")]
    headers = [("Content-Type", "text/html; charset=utf-8"), ("Cache-Control", "no-store"), *mock]
    return Reply(HTML_502.status, headers, HTML_502.page.encode())


def disturbed(reply: Reply, effect: str) -> Disturbed:
    """What is to be told of a reply, and the body that breaks off, with the length that was to be expected."""
    if effect == HTML_502.name:
        page = replaced(reply, effect)
        return Disturbed(page._replace(headers=[*page.headers, _length(page)]), (page.body,))
    headers = [*reply.headers, _length(reply)]
    if effect == "truncate":
        return Disturbed(reply._replace(headers=headers), _broken_off(reply.body[: len(reply.body) // 2]))
    return Disturbed(reply._replace(headers=[*headers, _CONTRADICTION]), _broken_off(b""))


def _length(reply: Reply) -> tuple[str, str]:
    return "Content-Length", str(len(reply.body))


def _broken_off(sent: bytes) -> Iterator[bytes]:
    """What is still sent, and then the end of the connection."""
    if sent:
        yield sent
        time.sleep(_SENDING_SECONDS)
    raise ConnectionResetError("a fault closes the connection")
