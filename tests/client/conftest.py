"""What tests of the client share: an API that follows a script, a clock that does not pass, and the emulator."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from io import BytesIO
from random import Random
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
import requests
from requests.adapters import BaseAdapter
from requests.structures import CaseInsensitiveDict

from client import InsightsClient
from mock_server.app import create_app
from mock_server.settings import Settings
from tests.wsgi_transport import session_to

NOW = "2026-10-10T18:00:00Z"
TOKEN = "EAAscripted-token"
INSTAGRAM_TOKEN = "IGAAscripted-token"
SECRET = "scripted-secret"


@dataclass(frozen=True)
class Scripted:
    """A reply to come: a status, a JSON value or bytes as body, headers."""

    status: int = 200
    body: Any = None
    headers: Mapping[str, str] = field(default_factory=dict)


def data(*items: Any, **more: Any) -> Scripted:
    """A reply with a list of objects."""
    return Scripted(body={"data": list(items), **more})


def error(code: int | None, message: str = "(#1) Something", status: int = 400, **more: Any) -> Scripted:
    """A reply with an error of the API."""
    headers = more.pop("headers", {})
    return Scripted(status, {"error": {"message": message, "type": "OAuthException", "code": code, **more}}, headers)


def seeded(seed: int) -> Random:
    """Chance that repeats itself."""
    return Random(seed)  # noqa: S311 - waits are no secret


@dataclass
class Script(BaseAdapter):
    """Sends what is next on the list, and notes what was asked."""

    replies: list[Scripted | Exception] = field(default_factory=list)
    asked: list[requests.PreparedRequest] = field(default_factory=list)

    def send(self, request: requests.PreparedRequest, *_: Any, **__: Any) -> requests.Response:
        """The next reply."""
        self.asked.append(request)
        reply = self.replies.pop(0)
        if isinstance(reply, Exception):
            raise reply
        response = requests.Response()
        response.status_code = reply.status
        response.headers = CaseInsensitiveDict(reply.headers)
        response.raw = BytesIO(reply.body if isinstance(reply.body, bytes) else json.dumps(reply.body).encode())
        response.request = request
        return response

    def close(self) -> None:
        """Nothing is open."""

    @property
    def queries(self) -> list[dict[str, str]]:
        """The parameters of each request."""
        return [
            {name: value[0] for name, value in parse_qs(urlsplit(str(each.url)).query).items()} for each in self.asked
        ]

    @property
    def addresses(self) -> list[str]:
        """The address of each request, without its parameters."""
        return [str(each.url).partition("?")[0] for each in self.asked]


@dataclass
class Slept:
    """A clock that moves on when somebody sleeps."""

    waits: list[float] = field(default_factory=list)

    def clock(self) -> float:
        """The seconds since the beginning."""
        return sum(self.waits)

    def sleep(self, seconds: float) -> None:
        """Move on."""
        self.waits.append(seconds)


@pytest.fixture
def script() -> Script:
    """The API, before anybody told it what to answer."""
    return Script()


@pytest.fixture
def slept() -> Slept:
    """The time of a client."""
    return Slept()


@pytest.fixture
def client_of(script: Script, slept: Slept) -> Callable[..., InsightsClient]:
    """Makes clients that ask the script."""

    def made(*replies: Scripted | Exception, token: str = TOKEN, **settings: Any) -> InsightsClient:
        script.replies += replies
        session = requests.Session()
        session.mount("https://", script)
        settings = {"session": session, "clock": slept.clock, "sleep": slept.sleep, **settings}
        return InsightsClient(token, **settings)

    return made


@pytest.fixture(scope="session")
def emulated() -> requests.Session:
    """A session that reaches an emulator with the default world, on a day of v26.0."""
    return session_to(create_app(Settings(now=NOW)))
