"""The leg that holds what a client sends against the document: the reference client passes, and wrong ones do not."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import pytest
import requests
from flask import Flask
from requests.adapters import HTTPAdapter

from client.program import answer
from contracts.bench import Bench
from contracts.driving import Program, ProgramError
from contracts.driving.program import InProcess
from contracts.legs.client_spec import NO_PROGRAM, play
from contracts.openapi.public import PublicDocument
from contracts.outcome import Check
from contracts.target import Target
from mock_server.app import create_app
from tests.spoiling import Spoilt, in_body
from tests.wsgi_transport import WsgiTransport, session_to

DOCUMENT = PublicDocument.committed()
Change = Callable[[requests.PreparedRequest], None]


@pytest.fixture(scope="module")
def app() -> Flask:
    return create_app()


def bench(app: Flask | Spoilt, program: Program | None) -> Bench:
    return Bench(target=Target("http://127.0.0.1:8080", session_to(app)), document=DOCUMENT, program=program)


def first_broken(app: Flask | Spoilt, program: Program) -> Check:
    return next(check for check in play(bench(app, program)) if not check.kept)


class Changing(HTTPAdapter):
    """Changes what a client sends."""

    def __init__(self, change: Change) -> None:
        super().__init__()
        self._change = change

    def send(self, request: requests.PreparedRequest, *args: object, **options: object) -> requests.Response:
        self._change(request)
        return super().send(request, *args, **options)  # type: ignore[arg-type]  # passed on as they come


def changed(change: Change) -> Program:
    """The reference client with a fault in what it sends."""
    session = requests.Session()
    session.mount("http://", Changing(change))
    return InProcess(partial(answer, session=session))


def url(old: str, new: str) -> Change:
    def change(request: requests.PreparedRequest) -> None:
        request.url = (request.url or "").replace(old, new)

    return change


def test_the_reference_client_is_right(app: Flask) -> None:
    checks = list(play(bench(app, InProcess(answer))))

    assert [check for check in checks if not check.kept] == []
    assert len(checks) == len({(check.topic, check.name) for check in checks}) > 100
    asked = {line.split(" ")[1].split("?")[0].rpartition("/")[2] for check in checks for line in check.about[1:]}
    assert {"insights", "media", "stories", "accounts", "refresh_access_token", "access_token"} <= asked


def two_tokens(request: requests.PreparedRequest) -> None:
    request.url = f"{request.url}&access_token={request.headers['Authorization'].partition(' ')[2]}"


def no_token(request: requests.PreparedRequest) -> None:
    del request.headers["Authorization"]


def posted(request: requests.PreparedRequest) -> None:
    request.method = "POST"


@pytest.mark.parametrize(
    ("change", "where"),
    [
        (url("metric=", "metrics="), "getInsights: parameter metric"),
        (url("%2C", "%3B"), "getInsights: parameter metric[0]"),
        (url("?", "?locale=en&"), "getInsights: parameter locale"),
        (url("/insights?", "/insights/?"), "getInsights: path"),
        (url(f"/{DOCUMENT.version}/", "/"), "getInsights: parameter version"),
        (url(f"/{DOCUMENT.version}/", "/v19.0/"), "getInsights: parameter version"),
        (url("/insights?", "/insights?timeframe=this_month&"), "getInsights: parameter timeframe"),
        (url("period=day", "period=DAY"), "getInsights: parameter period[0]"),
        (url("fields=id%2C", "fields=idd%2C"), "getObject: parameter fields: idd"),
        (url("metric=", "metric=reach&metric="), "getInsights: parameter metric"),
        (two_tokens, "getInsights: token"),
        (no_token, "getInsights: token"),
        (posted, ": method"),
    ],
)
def test_a_client_that_sends_something_else_is_seen(app: Flask, change: Change, where: str) -> None:
    check = first_broken(app, changed(change))

    assert where in [each.where for each in check.differences]


def test_no_difference_shows_a_token(app: Flask) -> None:
    check = first_broken(app, changed(url("metric=", "metric=EAAmock-harness,")))

    assert "EAAmock-harness" not in repr(check)


def test_an_answer_that_is_not_in_the_document_is_seen(app: Flask) -> None:
    def spoil(body: dict[str, list[dict[str, object]]]) -> None:
        for entry in body["data"]:
            entry["title"] = 7

    check = first_broken(Spoilt(app, in_body(spoil)), InProcess(answer))

    assert "getInsights: body.data[0].title" in [each.where for each in check.differences]


class OnlyWorlds(WsgiTransport):
    """An emulator that breaks off whatever is no control call."""

    def send(self, request: requests.PreparedRequest, *args: object, **options: object) -> requests.Response:
        if not request.path_url.startswith("/_mock"):
            raise requests.ConnectionError
        return super().send(request, *args, **options)


def test_a_request_without_an_answer_is_seen(app: Flask) -> None:
    session = requests.Session()
    session.mount("http://", OnlyWorlds(app))
    target = Target("http://127.0.0.1:8080", session)
    check = next(play(Bench(target=target, document=DOCUMENT, program=InProcess(answer))))

    assert "getInsights: answer" in [each.where for each in check.differences]


def test_a_client_that_asks_elsewhere_is_seen(app: Flask) -> None:
    check = first_broken(app, InProcess(lambda _: {"result": {"rows": []}}))

    assert [each.where for each in check.differences] == ["requests"]


def test_a_program_that_fails_is_told(app: Flask) -> None:
    def fail(_: object) -> dict[str, object]:
        raise ProgramError("it has ended")

    check = first_broken(app, InProcess(fail))  # type: ignore[arg-type]  # it never answers

    assert "it has ended" in check.differences[0].received


def test_without_a_program_nothing_is_checked(app: Flask) -> None:
    [check] = play(bench(app, None))

    assert check.skipped == NO_PROGRAM
