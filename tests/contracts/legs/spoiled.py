"""A bench on which legs are played in this process, against the emulator or against one whose replies are spoiled."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from typing import Any

import requests

from contracts.bench import Bench
from contracts.openapi.public import PublicDocument
from contracts.outcome import Check
from contracts.target import Target
from mock_server.app import create_app
from mock_server.settings import Settings
from tests.conftest import NOW
from tests.wsgi_transport import WsgiTransport

Spoil = Callable[[requests.PreparedRequest, requests.Response, Any], Any]
"""What becomes of a reply's body: takes the request, the response (to be changed in place) and its JSON."""


class Spoiled(WsgiTransport):
    """The emulator in this process; what it answers about the Graph passes through somebody's hands."""

    def __init__(self, spoil: Spoil) -> None:
        super().__init__(create_app(Settings(now=NOW)).wsgi_app)
        self._spoil = spoil

    def send(self, request: requests.PreparedRequest, *args: object, **more: object) -> requests.Response:
        response = super().send(request, *args, **more)
        is_json = "json" in response.headers.get("Content-Type", "") and response.content
        if is_json and not request.path_url.startswith("/_mock"):
            body = self._spoil(request, response, json.loads(response.content))
            response._content = json.dumps(body, separators=(",", ":"), ensure_ascii=False).encode()
        return response


def bench_of(spoil: Spoil = lambda _, __, body: body, way: type[Spoiled] = Spoiled, **more: Any) -> Bench:
    """The emulator and the committed document; `way` is how requests get there."""
    session = requests.Session()
    session.trust_env = False  # there is no proxy between the two
    session.mount("http://", way(spoil))
    document = more.pop("document", None) or PublicDocument.committed()
    return Bench(target=Target("http://emulator", session), document=document, **more)


def broken(checks: Iterable[Check]) -> list[Check]:
    """The checks in which something differs."""
    return [check for check in checks if not check.kept]


def told(checks: Iterable[Check]) -> list[str]:
    """Their differences, each on a line."""
    return [
        f"{check.topic} {check.name}: {each.where}: {each.promised} | {each.received}"
        for check in checks
        for each in check.differences
    ]
