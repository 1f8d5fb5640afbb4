"""What the emulator is measured against, served by the same server with the same settings.

`python -m tests.bench.peers flask 8081` serves one of them.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from flask import Flask, Response

from mock_server.serving import server_for
from mock_server.settings import Settings

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIEnvironment

WORKERS = 2

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


PEERS: dict[str, Callable[..., Any]] = {"flask": flask_app, "wsgi": wsgi_app}

if __name__ == "__main__":
    _, name, port = sys.argv
    server_for(Settings(port=int(port), workers=WORKERS)).serve(
        target_loader=lambda *_args, **_kwargs: PEERS[name], wrap_loader=False
    )
