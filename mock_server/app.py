"""The one application: Graph paths go straight to the engine, /_mock to Flask."""

from __future__ import annotations

import sys
import time
import traceback
from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import cache
from http import HTTPStatus
from typing import TYPE_CHECKING, NamedTuple

from mock_server.catalogue.hosts import FACEBOOK
from mock_server.catalogue.model import Fidelity
from mock_server.catalogue.object_errors import BODY_LATE, EMULATOR_MISTAKE
from mock_server.catalogue.versions import LATEST
from mock_server.engine import Engine, replies
from mock_server.engine.hosting import Hosting, chosen_world
from mock_server.engine.worlds import Worlds
from mock_server.graph.body import MOST_BYTES, PATIENCE, arrived
from mock_server.graph.message import Reply, Request
from mock_server.graph.refusal import Refusal, Refused
from mock_server.settings import Settings
from mock_server.store import open_store
from mock_server.traffic.effects import disturbed
from mock_server.webhooks.targets import allowed_hosts

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment
    from flask import Flask

_CONTROL = "/_mock"
_WRITING = ("POST", "PUT", "PATCH", "DELETE")
_LOOPBACK = ("127.", "::ffff:127.")
_STATUS_LINES = {status.value: f"{status.value} {status.phrase}" for status in HTTPStatus}


def create_app(
    settings: Settings | None = None,
    *,
    real: Callable[[], float] = time.time,
    **changes: str | int,
) -> Flask:
    """The application, ready for any WSGI server.

    Without settings those of the environment hold; keyword arguments change single ones, as `now="2025-04-22"` does.
    Raises WorldError, StoreError or SettingError before anything is served.
    """
    settings = replace(settings or Settings.from_environment(), **changes)  # type: ignore[arg-type]  # checked by use
    emulator = Emulator.of(settings, real)
    app = emulator.control_plane()
    app.extensions["insights_mock"] = emulator.engine
    app.wsgi_app = GraphDoor(emulator.engine, app.wsgi_app)  # type: ignore[method-assign]
    return app


def create_door(settings: Settings) -> GraphDoor:
    """The same application for a server that is up at once: Flask is imported when /_mock is called first."""
    emulator = Emulator.of(settings)
    return GraphDoor(emulator.engine, LateControlPlane(emulator))


class Emulator(NamedTuple):
    """The parts that the settings ask for, put together."""

    settings: Settings
    engine: Engine
    hosting: Hosting
    real: Callable[[], float]

    @classmethod
    def of(cls, settings: Settings, real: Callable[[], float] = time.time) -> Emulator:
        """Open the store and have the world in it. Raises WorldError or StoreError."""
        world_id, document = chosen_world(settings)
        store = open_store(settings.store or "memory")
        hosting = Hosting(store, real, allowed_hosts(settings.webhook_hosts))
        hosting.serve(document, world_id)
        engine = Engine(
            Worlds(store, world_id),
            hosting,
            fidelity=Fidelity(settings.fidelity or Fidelity.DOCUMENTED),
            any_token=settings.any_token,
            mock_headers=settings.mock_headers,
            journal=settings.journal,
        )
        return cls(settings, engine, hosting, real)

    def control_plane(self) -> Flask:
        """/_mock, without the Graph API."""
        from flask import Flask  # noqa: PLC0415  slow to import, and Graph requests need none of it

        from mock_server.control.api import answer_mistake, blueprint_of  # noqa: PLC0415  it needs Flask
        from mock_server.control.control import Control  # noqa: PLC0415  the same

        app = Flask("mock_server", static_folder=None)
        app.url_map.merge_slashes = False
        admin_token = self.settings.admin_token
        control = Control(engine=self.engine, hosting=self.hosting, admin_token=admin_token, real=self.real)
        app.register_blueprint(blueprint_of(control))
        app.register_error_handler(404, answer_mistake)
        app.register_error_handler(405, answer_mistake)
        return app


class LateControlPlane:
    """The control plane, put together when it is called for the first time."""

    def __init__(self, emulator: Emulator) -> None:
        self._made = cache(emulator.control_plane)

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Answer a call."""
        return self._made()(environ, start_response)


class GraphDoor:
    """A thin WSGI layer: plain Graph requests need none of a framework's machinery."""

    def __init__(self, engine: Engine, control: WSGIApplication) -> None:
        self.engine = engine
        self._control = control

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Answer Graph paths here, pass the others on."""
        path = environ["PATH_INFO"]
        if path.startswith(_CONTROL) and path[len(_CONTROL) : len(_CONTROL) + 1] in ("", "/"):
            return self._control(environ, start_response)
        try:
            reply = self.engine.answer(_request(environ, path))
        except Refused as late:
            reply = replies.failure(late.refusal, FACEBOOK, LATEST, mock_headers=True)
        except Exception as error:  # noqa: BLE001  no request, however odd, gets another server's error page
            reply = _own_mistake(error)
        if reply.latency:
            time.sleep(reply.latency)
        if reply.effect:
            reply, body = disturbed(reply, reply.effect)
            start_response(_STATUS_LINES[reply.status], reply.headers)
            return body
        reply.headers.append(("Content-Length", str(len(reply.body))))
        start_response(_STATUS_LINES[reply.status], reply.headers)
        return [b""] if environ["REQUEST_METHOD"] == "HEAD" else [reply.body]


def _own_mistake(error: Exception) -> Reply:
    """The API's own unknown error; where it happened is told without the values, which may hold a token."""
    frames = "".join(traceback.format_tb(error.__traceback__))
    sys.stderr.write(f"insights-mock made a mistake ({type(error).__name__}); please report it:\n{frames}")
    return replies.failure(
        Refusal(EMULATOR_MISTAKE, because="the emulator made a mistake"), FACEBOOK, LATEST, mock_headers=True
    )


def _request(environ: WSGIEnvironment, path: str) -> Request:
    get = environ.get
    host, scheme = get("HTTP_HOST", "localhost"), environ["wsgi.url_scheme"]
    if get("HTTP_X_FORWARDED_HOST") and _is_loopback(str(get("REMOTE_ADDR", ""))):
        host = _first(environ["HTTP_X_FORWARDED_HOST"])
        scheme = _first(get("HTTP_X_FORWARDED_PROTO") or scheme)
    method = environ["REQUEST_METHOD"]
    request = Request(
        method,
        path.encode("latin-1").decode("utf-8", "replace") if not path.isascii() else path,
        get("QUERY_STRING", ""),
        host,
        scheme,
        get("HTTP_AUTHORIZATION", ""),
        get("HTTP_X_MOCK_NOW", ""),
        get("HTTP_X_MOCK_FIDELITY", ""),
        get("HTTP_X_MOCK_ERROR", ""),
        get("HTTP_IF_NONE_MATCH", ""),
    )
    if method not in _WRITING:
        return request
    return request._replace(content_type=get("CONTENT_TYPE", ""), body=_body(environ))


def _body(environ: WSGIEnvironment) -> bytes:
    """The body, or as much of a long one as shows that it is too long. One in chunks does not tell its length."""
    length = str(environ.get("CONTENT_LENGTH") or "0")
    wanted = min(int(length), MOST_BYTES + 1) if length.isdecimal() else 0
    if environ.get("HTTP_TRANSFER_ENCODING") and environ.get("wsgi.input_terminated"):
        wanted = MOST_BYTES + 1
    if not wanted:
        return b""
    body = arrived(lambda: environ["wsgi.input"].read(wanted))
    if body is None:
        raise Refused(BODY_LATE, "the body did not come", most=str(PATIENCE))
    return body


def _is_loopback(address: str) -> bool:
    return address == "::1" or address.startswith(_LOOPBACK)


def _first(value: str) -> str:
    """The first entry of a header that proxies append to."""
    return value.partition(",")[0].strip()
