"""A transport for requests that calls a WSGI application in this process instead of opening a socket."""

from __future__ import annotations

from collections.abc import Mapping
from io import BytesIO
from typing import TYPE_CHECKING
from urllib.parse import unquote_to_bytes, urlsplit

import requests
from requests.adapters import BaseAdapter
from requests.structures import CaseInsensitiveDict
from werkzeug.test import run_wsgi_app

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication


class WsgiTransport(BaseAdapter):
    """Sends each request of a session to the application."""

    def __init__(self, application: WSGIApplication) -> None:
        super().__init__()
        self._application = application

    def send(self, request: requests.PreparedRequest, *_: object, **__: object) -> requests.Response:
        """The application's reply to a prepared request."""
        try:
            body, status, headers = run_wsgi_app(self._application, _environ(request))
            content = b"".join(body)
        except ConnectionResetError as closed:  # a server would close the connection
            raise requests.ConnectionError(closed, request=request) from closed
        response = requests.Response()
        response.status_code = int(status.split(" ", 1)[0])
        response.headers = CaseInsensitiveDict(headers)
        response.raw = BytesIO(content)
        response.request = request
        response.url = request.url or ""
        response.encoding = "utf-8"
        return response

    def close(self) -> None:
        """Nothing is open."""


def session_to(application: WSGIApplication) -> requests.Session:
    """A session that reaches the application under any http URL."""
    session = requests.Session()
    session.trust_env = False  # there is no proxy between the two
    session.mount("http://", WsgiTransport(application))
    return session


def _environ(request: requests.PreparedRequest) -> dict[str, object]:
    parts = urlsplit(request.url or "")
    body = request.body or b""
    sent = body.encode() if isinstance(body, str) else body
    return {
        "REQUEST_METHOD": request.method or "GET",
        "SCRIPT_NAME": "",
        "PATH_INFO": unquote_to_bytes(parts.path).decode("latin-1"),
        "QUERY_STRING": parts.query,
        "SERVER_NAME": parts.hostname or "localhost",
        "SERVER_PORT": str(parts.port or 80),
        "SERVER_PROTOCOL": "HTTP/1.1",
        "REMOTE_ADDR": "127.0.0.1",
        "HTTP_HOST": parts.netloc,
        "CONTENT_LENGTH": str(len(sent)),
        "CONTENT_TYPE": request.headers.get("Content-Type", ""),
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": parts.scheme,
        "wsgi.input": BytesIO(sent),
        "wsgi.errors": BytesIO(),
        "wsgi.multithread": True,
        "wsgi.multiprocess": False,
        "wsgi.run_once": False,
        **_headers(request.headers),
    }


def _headers(headers: Mapping[str, str]) -> dict[str, str]:
    return {f"HTTP_{name.upper().replace('-', '_')}": str(value) for name, value in headers.items()}
