"""The one application: Graph paths go straight to the engine, /_mock to Flask."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from dataclasses import replace
from http import HTTPStatus
from typing import TYPE_CHECKING

from flask import Flask

from mock_server.catalogue.model import Fidelity
from mock_server.control.api import Control, answer_mistake
from mock_server.engine import Engine
from mock_server.engine.hosting import Hosting, chosen_world
from mock_server.engine.worlds import Worlds
from mock_server.graph.message import Request
from mock_server.settings import Settings
from mock_server.store import open_store

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

_CONTROL = "/_mock"
_LOOPBACK = ("127.", "::1", "::ffff:127.")
_STATUS_LINES = {status.value: f"{status.value} {status.phrase}" for status in HTTPStatus}


def create_app(
    settings: Settings | None = None,
    *,
    real: Callable[[], float] = time.time,
    **changes: str | bool,
) -> Flask:
    """The application, ready for any WSGI server.

    Without settings those of the environment hold; keyword arguments change single ones, as `now="2025-04-22"` does.
    Raises WorldError, StoreError or SettingError before anything is served.
    """
    settings = replace(settings or Settings.from_environment(), **changes)
    world_id, document = chosen_world(settings)
    store = open_store(settings.store)
    hosting = Hosting(store, real)
    hosting.serve(document, world_id)
    engine = Engine(
        Worlds(store, world_id),
        fidelity=Fidelity(settings.fidelity or Fidelity.DOCUMENTED),
        any_token=settings.any_token,
        mock_headers=settings.mock_headers,
        clock=real,
    )
    app = Flask("mock_server", static_folder=None)
    control = Control(engine=engine, hosting=hosting, admin_token=settings.admin_token, real=real)
    app.register_blueprint(control.blueprint())
    app.register_error_handler(404, answer_mistake)
    app.register_error_handler(405, answer_mistake)
    app.extensions["insights_mock"] = engine
    app.wsgi_app = GraphDoor(engine, app.wsgi_app)  # type: ignore[method-assign]
    return app


class GraphDoor:
    """A thin WSGI layer: plain Graph requests need none of a framework's machinery."""

    def __init__(self, engine: Engine, control: WSGIApplication) -> None:
        self._engine = engine
        self._control = control

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Answer Graph paths here, pass the others on."""
        path = environ["PATH_INFO"]
        if path.startswith(_CONTROL) and path[len(_CONTROL) : len(_CONTROL) + 1] in ("", "/"):
            return self._control(environ, start_response)
        reply = self._engine.answer(_request(environ, path))
        headers = [*reply.headers, ("Content-Length", str(len(reply.body)))]
        start_response(_STATUS_LINES[reply.status], headers)
        return [b""] if environ["REQUEST_METHOD"] == "HEAD" else [reply.body]


def _request(environ: WSGIEnvironment, path: str) -> Request:
    get = environ.get
    host, scheme = get("HTTP_HOST", "localhost"), environ["wsgi.url_scheme"]
    if "HTTP_X_FORWARDED_HOST" in environ and str(get("REMOTE_ADDR", "")).startswith(_LOOPBACK):
        host = _first(environ["HTTP_X_FORWARDED_HOST"])
        scheme = _first(get("HTTP_X_FORWARDED_PROTO") or scheme)
    return Request(
        environ["REQUEST_METHOD"],
        path.encode("latin-1").decode("utf-8", "replace") if not path.isascii() else path,
        get("QUERY_STRING", ""),
        host,
        scheme,
        get("HTTP_AUTHORIZATION", ""),
        get("HTTP_X_MOCK_NOW", ""),
        get("HTTP_X_MOCK_FIDELITY", ""),
    )


def _first(value: str) -> str:
    """The first entry of a header that proxies append to."""
    return value.partition(",")[0].strip()
