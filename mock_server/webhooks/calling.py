"""One HTTP request to a receiver, which has a bounded time and length for its answer. No proxies, no redirects."""

from __future__ import annotations

import socket
from collections.abc import Mapping
from contextlib import suppress
from queue import Empty, SimpleQueue
from threading import Thread
from typing import TYPE_CHECKING, NamedTuple

from mock_server.catalogue.webhooks import PATIENCE
from mock_server.webhooks.targets import Target

if TYPE_CHECKING:
    from http.client import HTTPConnection

_LONGEST_ANSWER = 4_096
_LONGEST_REASON = 200
_ANYWHERE_LOCAL = ".localhost"


class Reply(NamedTuple):
    """What a receiver answered; without a status `reason` says why there is no answer. `hung`: it took too long."""

    status: int | None
    body: bytes = b""
    reason: str = ""
    hung: bool = False


def call(target: Target, method: str, path: str, headers: Mapping[str, str], body: bytes | None = None) -> Reply:
    """What the target answers within its time.

    The time is that of the whole exchange, so a thread is waited for: timeouts of sockets begin anew with each byte.
    """
    connection = _connection(target)
    answers: SimpleQueue[Reply] = SimpleQueue()
    request = method, path, body, dict(headers)
    Thread(target=lambda: answers.put(_exchange(connection, *request)), daemon=True).start()
    try:
        return answers.get(timeout=PATIENCE.value)
    except Empty:
        _cut(connection)
        return Reply(None, reason=f"no answer within {PATIENCE.value} s", hung=True)


def _connection(target: Target) -> HTTPConnection:
    from http.client import HTTPConnection, HTTPSConnection  # noqa: PLC0415  see _exchange

    host = "localhost" if target.host.endswith(_ANYWHERE_LOCAL) else target.host
    kind = HTTPSConnection if target.secure else HTTPConnection
    return kind(host, target.port, timeout=PATIENCE.value)


def _exchange(connection: HTTPConnection, method: str, path: str, body: bytes | None, headers: dict[str, str]) -> Reply:
    # Start-up and memory of servers without webhooks: it loads TLS.
    from http.client import HTTPException  # noqa: PLC0415

    try:
        connection.request(method, path, body, headers | {"Connection": "close"})
        answer = connection.getresponse()
        reason = f"HTTP {answer.status} {answer.reason}".strip()[:_LONGEST_REASON]
        return Reply(answer.status, answer.read(_LONGEST_ANSWER), reason)
    except TimeoutError:
        return Reply(None, reason=f"no answer within {PATIENCE.value} s", hung=True)
    except OSError as error:
        return Reply(None, reason=error.strerror or str(error) or type(error).__name__)
    except (HTTPException, ValueError, AttributeError) as error:  # the last when the connection is cut meanwhile
        return Reply(None, reason=f"the answer is no HTTP ({type(error).__name__})")
    finally:
        connection.close()


def _cut(connection: HTTPConnection) -> None:
    """End the exchange, wherever it is."""
    with suppress(OSError, AttributeError):
        connection.sock.shutdown(socket.SHUT_RDWR)
