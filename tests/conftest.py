"""What tests of the served emulator share: an application whose clock stands still, and worlds of their own."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, unquote_to_bytes, urlencode

import pytest
from flask import Flask
from hypothesis import HealthCheck, settings

from mock_server.app import create_app
from mock_server.engine import Engine
from mock_server.settings import Settings

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIEnvironment

NOW = "2026-07-16T18:00:00Z"
START = 1_784_224_800  # the same in epoch seconds
DAY = 86_400

READER = "EAAmock-reader"
IG_READER = "IGAAmock-reader"
ACCOUNT = "17841400000000001"
PHOTO = "17900000000000001"

FACEBOOK = "graph.facebook.com"
INSTAGRAM = "graph.instagram.com"

settings.register_profile(
    "reproducible",
    derandomize=True,
    database=None,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture, HealthCheck.filter_too_much],
)
settings.load_profile("reproducible")


@dataclass(frozen=True)
class Reply:
    """What came back; header names are kept as sent."""

    status: int
    pairs: tuple[tuple[str, str], ...]
    body: bytes

    @property
    def headers(self) -> dict[str, str]:
        """The headers by lower-case name."""
        return {name.lower(): value for name, value in self.pairs}

    @property
    def json(self) -> Any:
        """The body as JSON."""
        return json.loads(self.body)

    @property
    def rule(self) -> str:
        """What decided the answer."""
        return self.headers.get("x-mock-rule", "")

    @property
    def error(self) -> dict[str, Any]:
        """The error object."""
        found: dict[str, Any] = self.json["error"]
        return found

    @property
    def data(self) -> list[dict[str, Any]]:
        """The entries of an answer."""
        assert self.status == HTTPStatus.OK, self.body
        found: list[dict[str, Any]] = self.json["data"]
        return found

    @property
    def names(self) -> list[str]:
        """The metrics that are answered, in order."""
        return [entry["name"] for entry in self.data]

    def value(self, name: str) -> Any:
        """The one number of a metric: its total, or its first value."""
        entry = next(entry for entry in self.data if entry["name"] == name)
        return entry["total_value"]["value"] if "total_value" in entry else entry["values"][0]["value"]


def query_of(params: Mapping[str, object]) -> str:
    """Parameters as a query string; those that are None are left out."""
    return urlencode({name: value for name, value in params.items() if value is not None})


@dataclass(frozen=True)
class Emulator:
    """The application as a WSGI server sees it."""

    app: Flask

    @property
    def engine(self) -> Engine:
        """The engine behind it."""
        found: Engine = self.app.extensions["insights_mock"]
        return found

    def call(
        self,
        method: str,
        target: str,
        *,
        headers: Mapping[str, str] | None = None,
        body: Any = b"",
        **changes: Any,
    ) -> Reply:
        """Send a request; `target` is percent-encoded, `changes` go into the WSGI environment."""
        path, _, query = target.partition("?")
        environ: WSGIEnvironment = {
            "REQUEST_METHOD": method,
            "SCRIPT_NAME": "",
            "PATH_INFO": unquote_to_bytes(path).decode("latin-1"),
            "QUERY_STRING": query,
            "SERVER_NAME": "127.0.0.1",
            "SERVER_PORT": "8080",
            "SERVER_PROTOCOL": "HTTP/1.1",
            "REMOTE_ADDR": "127.0.0.1",
            "HTTP_HOST": "127.0.0.1:8080",
            "CONTENT_LENGTH": str(len(body)),
            "wsgi.version": (1, 0),
            "wsgi.url_scheme": "http",
            "wsgi.input": io.BytesIO(body),
            "wsgi.errors": sys.stderr,
            "wsgi.multithread": True,
            "wsgi.multiprocess": False,
            "wsgi.run_once": False,
        }
        environ |= {_variable(name): value for name, value in (headers or {}).items()}
        environ |= changes
        started: list[tuple[str, list[tuple[str, str]]]] = []

        def start_response(status: str, pairs: list[tuple[str, str]], *_: object) -> Callable[[bytes], object]:
            started.append((status, pairs))
            return lambda _data: None

        answer = self.app.wsgi_app(environ, _typed(start_response))
        content = b"".join(answer)
        [(status, pairs)] = started
        return Reply(int(status.split()[0]), tuple(pairs), content)

    def get(
        self,
        path: str,
        *,
        token: Any = READER,
        host: Any = FACEBOOK,
        method: Any = "GET",
        headers: Any = None,
        **params: object,
    ) -> Reply:
        """Ask the Graph API: a token, a host, a method, headers, and any parameters (None: not sent)."""
        query = query_of({"access_token": token, **params})
        return self.call(method, f"{quote(path)}?{query}", headers={"Host": host, **(headers or {})})

    def control(
        self,
        method: str,
        path: str,
        value: object = None,
        *,
        data: Any = None,
        headers: Any = None,
        **params: str,
    ) -> Reply:
        """Call the control plane, with a value as JSON or with raw data."""
        body = data if data is not None else b"" if value is None else json.dumps(value).encode()
        target = f"/_mock{quote(path)}" + (f"?{query_of(params)}" if params else "")
        return self.call(method, target, headers=headers, body=body)

    def world(self, **document: object) -> IsolatedWorld:
        """A new world; without `now` its clock stands where that of the served world stands."""
        reply = self.control("POST", "/worlds", {"now": NOW, **document})
        assert reply.status == HTTPStatus.CREATED, reply.body
        made = reply.json
        return IsolatedWorld(
            emulator=self,
            id=made["id"],
            tokens=tuple(entry["token"] for entry in made["tokens"]),
            accounts=tuple(entry["id"] for entry in made["accounts"]),
        )

    def world_of_media(
        self, *media: Mapping[str, object], account: Mapping[str, object] | None = None, **document: object
    ) -> IsolatedWorld:
        """A new world of one account with these media."""
        return self.world(accounts=[{"followers": 10_000, **(account or {}), "media": list(media)}], **document)


@dataclass(frozen=True)
class IsolatedWorld:
    """A world of its own. Its first token is a Facebook User token, its second an Instagram one."""

    emulator: Emulator
    id: str
    tokens: tuple[str, ...]
    accounts: tuple[str, ...]
    hosts: tuple[str, ...] = field(default=(FACEBOOK, INSTAGRAM))

    @property
    def account(self) -> str:
        """The first account's id."""
        return self.accounts[0]

    @property
    def media(self) -> list[str]:
        """The ids of the first account's posts, newest first."""
        found: list[str] = self.emulator.control("GET", f"/worlds/{self.id}").json["accounts"][0]["media"]
        return found

    def get(self, object_id: str, *, host: Any = FACEBOOK, version: Any = "v25.0", **params: Any) -> Reply:
        """Ask for the insights of an object."""
        token = self.tokens[self.hosts.index(host)]
        return self.emulator.get(f"/{version}/{object_id}/insights", **{"token": token, "host": host, **params})

    def advance(self, by: str) -> Any:
        """Move the clock on."""
        reply = self.emulator.control("POST", "/clock/advance", {"by": by}, world=self.id)
        assert reply.status == HTTPStatus.OK, reply.body
        return reply.json

    def delete(self) -> None:
        """Forget the world."""
        assert self.emulator.control("DELETE", f"/worlds/{self.id}").status == HTTPStatus.OK


def emulator(**changes: str | int) -> Emulator:
    """An application of its own, with the default world at a time that stands still."""
    return Emulator(create_app(Settings(now=NOW), **changes))  # type: ignore[arg-type]


@pytest.fixture(scope="session")
def app() -> Flask:
    """The application with the default world, frozen; tests do not change that world."""
    return emulator().app


@pytest.fixture(scope="session")
def client(app: Flask) -> Emulator:
    """Asks the application; tests may add worlds of their own."""
    return Emulator(app)


@pytest.fixture
def fresh() -> Emulator:
    """An application that the test has for itself."""
    return emulator()


def _variable(name: str) -> str:
    variable = name.upper().replace("-", "_")
    return variable if variable in ("CONTENT_TYPE", "CONTENT_LENGTH") else f"HTTP_{variable}"


def _typed(start_response: Any) -> StartResponse:
    found: StartResponse = start_response
    return found


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Tell how many seeded faults the harness noticed: the figure by which it is judged."""
    outcomes = {
        fault: report.passed
        for reports in (terminalreporter.getreports("passed"), terminalreporter.getreports("failed"))
        for report in reports
        for name, fault in getattr(report, "user_properties", ())
        if name == "seeded_fault" and report.when == "call"
    }
    if outcomes:
        noticed = sum(outcomes.values())
        terminalreporter.write_line(
            f"seeded faults noticed: {noticed} of {len(outcomes)} ({100 * noticed / len(outcomes):.0f} %)"
        )
