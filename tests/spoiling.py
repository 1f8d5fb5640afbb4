"""An application whose replies are spoilt on their way out: what a harness has to notice."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeAlias, cast
from urllib.parse import parse_qsl

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment


@dataclass
class Sent:
    """A reply on its way, of the Graph API: what it answers, and what a fault may change."""

    method: str
    path: str
    query: dict[str, str]
    authorization: str
    status: int
    headers: dict[str, str]
    content: bytes

    @property
    def json(self) -> Any:
        """The body as JSON, or None."""
        try:
            return json.loads(self.content)
        except ValueError:
            return None

    @json.setter
    def json(self, body: Any) -> None:
        self.content = json.dumps(body, separators=(",", ":"), ensure_ascii=False).encode()

    @property
    def asks_insights(self) -> bool:
        """Whether one of the insights edges answered."""
        return self.path.rstrip("/").endswith("/insights")


Spoil: TypeAlias = Callable[[Sent], None]
Mislead: TypeAlias = "Callable[[WSGIEnvironment], None]"


@dataclass
class Spoilt:
    """The application with a fault: in its replies, or in how it reads requests. The control plane is left alone."""

    application: WSGIApplication
    spoil: Spoil = lambda _: None
    mislead: Mislead = lambda _: None
    asked: list[Sent] = field(default_factory=list)

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """The spoilt reply."""
        if environ["PATH_INFO"].startswith("/_mock"):
            return self.application(environ, start_response)
        self.mislead(environ)
        sent = self._answered(environ)
        self.asked.append(sent)
        self.spoil(sent)
        headers = {**sent.headers, "Content-Length": str(len(sent.content))}
        start_response(f"{sent.status} Spoilt", [*headers.items()])
        return [sent.content]

    def _answered(self, environ: WSGIEnvironment) -> Sent:
        started: list[tuple[str, list[tuple[str, str]]]] = []

        def note(status: str, headers: list[tuple[str, str]], *_: object) -> Callable[[bytes], object]:
            started.append((status, headers))
            return lambda _data: None

        content = b"".join(self.application(environ, cast("StartResponse", note)))
        status, headers = started[-1]
        return Sent(
            method=environ["REQUEST_METHOD"],
            path=environ["PATH_INFO"],
            query=dict(parse_qsl(environ.get("QUERY_STRING", ""))),
            authorization=environ.get("HTTP_AUTHORIZATION", ""),
            status=int(status.split()[0]),
            headers=dict(headers),
            content=content,
        )


def in_body(change: Callable[[Any], object]) -> Spoil:
    """A fault in the JSON of answers of the insights edges; refusals stay as they are."""

    def spoil(sent: Sent) -> None:
        body = sent.json
        if sent.asks_insights and isinstance(body, dict) and "data" in body:
            change(body)
            sent.json = body

    return spoil


def in_error(change: Callable[[dict[str, Any]], object]) -> Spoil:
    """A fault in the error object of refusals."""

    def spoil(sent: Sent) -> None:
        body = sent.json
        if isinstance(body, dict) and isinstance(body.get("error"), dict):
            change(body["error"])
            sent.json = body

    return spoil
