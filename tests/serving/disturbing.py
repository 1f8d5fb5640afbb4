"""A server as the emulator has it, whose replies meet the effect that the path names."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from mock_server.graph.message import Reply
from mock_server.serving import server_for
from mock_server.settings import Settings
from mock_server.traffic.effects import disturbed

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

SLOW = 2.0
BODY = b'{"data":[' + b"1234567890," * 500 + b"0]}"


def answer(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
    """The body, disturbed as the path says, or as it is."""
    effect: Any = environ["PATH_INFO"].strip("/")
    if effect == "slow":
        time.sleep(SLOW)
        effect = ""
    reply = Reply(200, [("Content-Type", "application/json"), ("X-Mock-Fault", "fault-1")], BODY)
    if not effect:
        start_response("200 OK", [*reply.headers, ("Content-Length", str(len(BODY)))])
        return [BODY]
    told = disturbed(reply, effect)
    start_response(f"{told.reply.status} Whatever", told.reply.headers)
    return told.body


def _loaded() -> WSGIApplication:
    return answer


if __name__ == "__main__":
    server_for(Settings(port=int(sys.argv[1]), threads=2)).serve(target_loader=_loaded, wrap_loader=False)
