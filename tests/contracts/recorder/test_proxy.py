"""The proxy: what passes through it is unchanged, and recorded."""

from __future__ import annotations

import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Thread

import pytest
import requests
from flask import Flask
from werkzeug.serving import make_server

from contracts.openapi.public import PublicDocument
from contracts.recorder import Recorder
from contracts.recorder.forwarding import Brought, ForwardError, Handed, over_http
from contracts.recorder.proxy import Proxy

DOCUMENT = PublicDocument.committed()
VERSION = DOCUMENT.version
BEARER = {"Authorization": "Bearer EAAmock-reader"}
SECONDS = 10


@pytest.fixture(scope="module")
def target(app: Flask) -> Iterator[str]:
    """The application behind a socket."""
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.port}"
    server.shutdown()
    thread.join()


@pytest.fixture
def recorder() -> Recorder:
    return Recorder(DOCUMENT)


@pytest.fixture
def proxy(target: str, recorder: Recorder) -> Iterator[Proxy]:
    with Proxy(target, recorder) as running:
        yield running


def get(proxy: Proxy, path: str, headers: dict[str, str] | None = None) -> requests.Response:
    return requests.get(proxy.url + path, headers={**BEARER, **(headers or {})}, timeout=SECONDS)


def test_the_answer_passes_unchanged(proxy: Proxy, target: str, recorder: Recorder) -> None:
    path = f"/{VERSION}/17900000000000001/insights?metric=reach%2Clikes"
    direct = requests.get(target + path, headers=BEARER, timeout=SECONDS)

    through = get(proxy, path)

    assert through.content == direct.content
    assert through.headers["facebook-api-version"] == VERSION
    assert [(each.operation, each.row) for each in recorder.exchanges] == [("getInsights", "photo_facebook")]
    recorder.assert_kept()


@pytest.mark.parametrize("prefix", ["", "/graph.facebook.com"])
def test_links_lead_back_to_the_proxy(proxy: Proxy, recorder: Recorder, prefix: str) -> None:
    first = get(proxy, f"{prefix}/{VERSION}/me/accounts?limit=2").json()

    follower = first["paging"]["next"]
    assert follower.startswith(f"{proxy.url}{prefix}/{VERSION}/")
    assert requests.get(follower, timeout=SECONDS).json()["data"]
    assert recorder.count == 2
    recorder.assert_kept()


def test_a_host_of_the_api_passes_through(proxy: Proxy, recorder: Recorder) -> None:
    me = get(
        proxy,
        f"/{VERSION}/me?fields=user_id",
        {"Host": "graph.instagram.com", "Authorization": "Bearer IGAAmock-reader"},
    )

    assert me.headers["instagram-api-version"] == VERSION
    recorder.assert_kept()


def test_bodies_pass_in_one_piece_and_in_chunks(proxy: Proxy, recorder: Recorder) -> None:
    batch = b'batch=[{"relative_url":"17900000000000001/insights?metric=plays"}]'
    url, headers = f"{proxy.url}/{VERSION}", {**BEARER, "Content-Type": "application/x-www-form-urlencoded"}

    whole = requests.post(url, data=batch, headers=headers, timeout=SECONDS)
    chunked = requests.post(url, data=iter([batch[:9], batch[9:]]), headers=headers, timeout=SECONDS)

    assert [reply.json()[0]["code"] for reply in (whole, chunked)] == [400, 400]
    assert [each.where for each in recorder.breaches] == ["batch[0] parameter metric[0]"] * 2


def test_the_control_plane_passes_unrecorded(proxy: Proxy, recorder: Recorder) -> None:
    assert get(proxy, "/_mock/health").ok
    assert recorder.count == 0


def test_a_target_that_does_not_answer_leaves_the_client_without_an_answer(recorder: Recorder) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        nobody = f"http://127.0.0.1:{taken.getsockname()[1]}"
    with Proxy(nobody, recorder) as proxy, pytest.raises(requests.ConnectionError):
        get(proxy, f"/{VERSION}/1")

    assert recorder.exchanges[0].answered is None


def test_a_body_that_breaks_off_breaks_off(recorder: Recorder) -> None:
    def forward(_: Handed) -> Brought:
        return Brought(200, "OK", [("Content-Length", "9"), ("Content-Type", "application/json")], b'{"da')

    with Proxy("http://127.0.0.1:1", recorder, forward=forward) as proxy, pytest.raises(requests.RequestException):
        get(proxy, f"/{VERSION}/1")

    assert [each.where for each in recorder.breaches][-1] == "body"


def test_what_is_recorded_of_the_api_itself_has_its_name(recorder: Recorder) -> None:
    def forward(_: Handed) -> Brought:
        return Brought(204, "", [], b"")

    with Proxy("https://graph.instagram.com", recorder, forward=forward) as proxy:
        assert get(proxy, f"/{VERSION}/me").status_code == 204

    assert recorder.exchanges[0].asked.url == f"https://graph.instagram.com/{VERSION}/me"


# ----------------------------------------------------------------------------------------------------------- forwarding

SENT = Handed("GET", "//v1/ü?a=%2c,b", [("Host", "one"), ("X-Twice", "1"), ("X-Twice", "2")], b"")


@contextmanager
def listening(answer: bytes) -> Iterator[tuple[str, Callable[[], bytes]]]:
    """A server that answers one request, and what it heard."""
    heard: list[bytes] = []

    def serve(server: socket.socket) -> None:
        connection, _ = server.accept()
        with connection:
            heard.append(connection.recv(65536))
            connection.sendall(answer)

    with socket.create_server(("127.0.0.1", 0)) as server:
        thread = Thread(target=serve, args=(server,))
        thread.start()
        yield f"http://127.0.0.1:{server.getsockname()[1]}", lambda: heard[0]
        thread.join()


def test_a_request_is_handed_on_as_it_came() -> None:
    with listening(b"HTTP/1.1 200 Fine\r\nSet-Cookie: a\r\nSet-Cookie: b\r\nContent-Length: 2\r\n\r\n{}") as (
        url,
        heard,
    ):
        brought = over_http(url)(SENT)

    assert heard() == b"GET //v1/%FC?a=%2c,b HTTP/1.1\r\nHost: one\r\nX-Twice: 1\r\nX-Twice: 2\r\n\r\n"
    assert brought == (200, "Fine", [("Set-Cookie", "a"), ("Set-Cookie", "b"), ("Content-Length", "2")], b"{}")


def test_the_path_of_the_target_is_put_in_front_once() -> None:
    for path in ("/v1", "/graph.facebook.com/v1"):
        with listening(b"HTTP/1.1 204 No\r\n\r\n") as (url, heard):
            over_http(f"{url}/graph.facebook.com/")(SENT._replace(target=path))
        assert heard().startswith(b"GET /graph.facebook.com/v1 ")


def test_the_api_is_called_by_its_own_name() -> None:
    with listening(b"HTTP/1.1 204 No\r\n\r\n") as (url, heard):
        over_http(url, ["127.0.0.1"])(SENT)

    assert url.removeprefix("http://").encode() in heard()
    assert b"Host: one" not in heard()


def test_what_broke_off_is_brought_as_it_is() -> None:
    with listening(b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n{}") as (url, _):
        assert over_http(url)(SENT).body == b"{}"


def test_no_answer_is_an_error() -> None:
    with listening(b"") as (url, _), pytest.raises(ForwardError, match="no answer from http://127"):
        over_http(url)(SENT)
