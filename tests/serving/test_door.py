"""The application as servers get it: quick to make, and its own mistakes look like the API's."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from threading import Event
from typing import TYPE_CHECKING

import pytest

from mock_server.app import create_door
from mock_server.engine import Engine
from mock_server.graph import body
from mock_server.graph.message import Request
from mock_server.settings import Settings

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIEnvironment

_PRINT_SLOW = """
import sys
from mock_server.app import create_door
from mock_server.settings import Settings
create_door(Settings())
print(*sorted({"click", "faker", "flask", "jinja2", "werkzeug"} & sys.modules.keys()))
"""


def answer(door: object, path: str, **changes: object) -> tuple[str, bytes]:
    """The status line and the body that a WSGI callable gives; `changes` go into the WSGI environment."""
    environ: WSGIEnvironment = {
        "REQUEST_METHOD": "GET",
        "PATH_INFO": path,
        "QUERY_STRING": "metric=reach&access_token=EAAmock-reader",
        "SERVER_NAME": "127.0.0.1",
        "SERVER_PORT": "8080",
        "wsgi.url_scheme": "http",
        **changes,
    }
    lines: list[str] = []
    body = b"".join(door(environ, lambda status, *_: lines.append(status)))  # type: ignore[operator]
    return lines[0], body


def test_what_graph_requests_do_not_need_is_not_imported() -> None:
    told = subprocess.run([sys.executable, "-c", _PRINT_SLOW], capture_output=True, text=True, check=True)
    assert told.stdout.strip() == ""


def test_the_door_leads_to_both_the_graph_api_and_the_control_plane() -> None:
    door = create_door(Settings(now="2026-07-16T18:00:00Z"))
    status, body = answer(door, "/v25.0/17900000000000001/insights")
    assert (status, json.loads(body)["data"][0]["values"]) == ("200 OK", [{"value": 840}])
    assert json.loads(answer(door, "/_mock/health")[1])["status"] == "ok"


def test_a_mistake_of_the_emulator_is_the_apis_unknown_error_and_shows_no_token(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken(engine: Engine, request: Request) -> None:
        raise KeyError(request.query)

    monkeypatch.setattr(Engine, "answer", broken)
    status, body = answer(create_door(Settings()), "/v25.0/17900000000000001/insights")
    assert status.startswith("500")
    assert json.loads(body)["error"]["code"] == 1
    told = capsys.readouterr().err
    assert "KeyError" in told
    assert "EAAmock" not in told


@pytest.mark.parametrize(
    ("path", "said", "told"),
    [("/v25.0/me", "400", "did not arrive"), ("/_mock/clock/advance", "408", "did not come within")],
)
def test_a_body_that_does_not_come_keeps_nobody_waiting(
    monkeypatch: pytest.MonkeyPatch, path: str, said: str, told: str
) -> None:
    """A client that announces more than it sends is refused after a while."""

    class Silent(io.BytesIO):
        def read(self, size: int | None = -1, /) -> bytes:
            Event().wait(5)
            return b""

    monkeypatch.setattr(body, "PATIENCE", 0.05)
    environ = {"REQUEST_METHOD": "POST", "CONTENT_LENGTH": "500", "wsgi.input": Silent()}
    status, text = answer(create_door(Settings()), path, **environ)
    assert status.startswith(said)
    assert told in json.loads(text)["error"]["message"]


@pytest.mark.parametrize("path", ["/v25.0/me", "/_mock/clock/advance"])
def test_a_client_that_goes_away_is_waited_for_no_longer(capsys: pytest.CaptureFixture[str], path: str) -> None:
    """What the server raises then is no mistake of the emulator, and nobody is shown a traceback."""

    class Gone(io.BytesIO):
        def read(self, size: int | None = -1, /) -> bytes:
            raise ConnectionResetError

    environ = {"REQUEST_METHOD": "POST", "CONTENT_LENGTH": "500", "wsgi.input": Gone()}
    status, text = answer(create_door(Settings()), path, **environ)
    assert status.startswith("40")
    assert "did not" in json.loads(text)["error"]["message"]
    assert capsys.readouterr().err == ""


def test_a_body_in_chunks_is_read_where_the_server_ends_it() -> None:
    """It has no length of its own; a server that does not end it would make us wait for ever."""
    door = create_door(Settings(now="2026-07-16T18:00:00Z"))
    environ = {"REQUEST_METHOD": "POST", "HTTP_TRANSFER_ENCODING": "chunked", "QUERY_STRING": ""}
    statuses = []
    for ended in (True, False):
        sent = io.BytesIO(b"method=get&metric=reach&access_token=EAAmock-reader")
        changes = {**environ, "wsgi.input": sent, "wsgi.input_terminated": ended}
        statuses.append(answer(door, "/v25.0/17900000000000001/insights", **changes)[0])
    assert statuses == ["200 OK", "400 Bad Request"]
