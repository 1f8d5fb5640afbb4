"""What the emulator is measured against, served by the same server with the same settings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Flask, Response

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIEnvironment

BODY = b'{"data":[{"name":"reach","period":"lifetime","values":[{"value":840}],"title":"Accounts reached"}]}'
_HEADERS = [("Content-Type", "application/json"), ("Content-Length", str(len(BODY)))]

flask_app = Flask(__name__, static_folder=None)


@flask_app.get("/v23.0/<media_id>/insights")
def fixed(media_id: str) -> Response:
    """A route that looks at nothing and returns a fixed body."""
    return Response(BODY, mimetype="application/json")


def wsgi_app(environ: WSGIEnvironment, start_response: StartResponse) -> list[bytes]:
    """A callable that returns a fixed body."""
    start_response("200 OK", _HEADERS)
    return [BODY]
