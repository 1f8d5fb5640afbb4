"""What goes into the engine and what comes out, free of any web framework."""

from __future__ import annotations

from typing import NamedTuple


class Request(NamedTuple):
    """A request as the engine needs it. `query` is raw, percent-encoded; `host` is the name that the client asked.

    `body` is the body of a request that may have one, `content_type` says how to read it.
    """

    method: str
    path: str
    query: str = ""
    host: str = "graph.facebook.com"
    scheme: str = "https"
    authorization: str = ""
    mock_now: str = ""
    mock_fidelity: str = ""
    mock_error: str = ""
    if_none_match: str = ""
    content_type: str = ""
    body: bytes = b""


class Reply(NamedTuple):
    """A reply: the status, the headers as pairs, and the body as bytes.

    A fault may have it wait for `latency` seconds, or never arrive as it is: `effect` says how.
    """

    status: int
    headers: list[tuple[str, str]]
    body: bytes
    latency: float = 0.0
    effect: str = ""
