"""Generated requests: green on the emulator, the same for the same seed, and red for what is wrong in any reply."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

import pytest
from requests import PreparedRequest, Response

from contracts.bench import Bench
from contracts.compare import Reply
from contracts.legs.spec.generated import play
from contracts.openapi.public import PublicDocument
from contracts.outcome import Check
from contracts.target import Target
from mock_server.app import create_app
from mock_server.settings import Settings
from tests.contracts.legs.spoiled import Spoil, bench_of, broken, told
from tests.spec.documents import documented
from tests.wsgi_transport import session_to


@cache
def small() -> PublicDocument:
    """The committed document with a few of its rows and operations."""
    whole = documented("committed")
    kept = ("photo_facebook", "account_day_series_instagram", "account_lifetime_total")
    paths = {path: item for path, item in whole.raw["paths"].items() if path.count("/") < 4 or "insights" in path}
    document = PublicDocument({**whole.raw, "paths": paths})
    document.rows = [row for row in document.rows if row.name in kept]
    document.types = {name: whole.types[name] for name in ("IGUser", "IGMedia", "IGComment", "Page", "User")}
    return document


def test_the_emulator_meets_whatever_is_asked() -> None:
    checks = list(play(bench_of(document=documented("committed"), examples=4)))
    assert told(checks) == []
    assert {check.topic for check in checks} == {
        "rows: lawful requests",
        "rows: mistakes",
        "nodes and lists",
        "all operations",
    }
    assert all("seed 1, at most 4 requests" in check.about for check in checks)


class Listening(Target):
    """Remembers what it was asked."""

    def __init__(self) -> None:
        super().__init__("http://emulator", session_to(create_app(Settings())))
        self.heard: list[tuple[str, str, Mapping[str, str], bytes]] = []

    def ask(self, method: str, path: str, headers: Mapping[str, str], body: bytes = b"") -> Reply:
        self.heard.append((method, path, dict(headers), body))
        return super().ask(method, path, headers, body)


def asked(seed: int) -> list[tuple[str, str, Mapping[str, str], bytes]]:
    target = Listening()
    list(play(Bench(target=target, document=small(), seed=seed, examples=2)))
    return target.heard


def test_a_seed_decides_what_is_asked() -> None:
    first = asked(1)
    assert first == asked(1)
    assert first != asked(2)


def lines(spoil: Spoil) -> Iterator[str]:
    checks: Iterator[Check] = play(bench_of(spoil, document=small(), examples=5))
    for check in checks:
        yield from told(broken([check]))


def refusing_several(request: PreparedRequest, response: Response, body: Any) -> Any:
    """More than three metrics are too many."""
    if request.path_url.partition("metric=")[2].partition("&")[0].count(",") > 2:
        response.status_code = 500
    return body


def taking_anything(_: PreparedRequest, response: Response, body: Any) -> Any:
    if "error" in body:
        response.status_code = 200
        return {"data": []}
    return body


def with_more(request: PreparedRequest, _: Response, body: Any) -> Any:
    return {**body, "mood": 1} if "fields=" in request.path_url and isinstance(body, dict) else body


def with_teapots(_: PreparedRequest, response: Response, body: Any) -> Any:
    if response.status_code == 400:
        response.status_code = 418
    return body


FAULTS: dict[str, tuple[Spoil, str]] = {
    "many metrics are refused": (refusing_several, "rows: lawful requests"),
    "mistakes are answered": (taking_anything, "rows: mistakes"),
    "a field that nobody knows": (with_more, "nodes and lists"),
    "a status that nobody knows": (with_teapots, "all operations"),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_wrong_reply_is_found(fault: str) -> None:
    spoil, said = FAULTS[fault]
    assert any(line.startswith(said) for line in lines(spoil))


def test_an_operation_that_cannot_be_understood_is_a_finding() -> None:
    raw = small().raw
    document = PublicDocument({**raw, "paths": {**raw["paths"], "/broken": {"get": {"parameters": [{"in": "query"}]}}}})
    document.rows, document.types = [], small().types
    found = told(broken(play(bench_of(document=document, examples=1))))
    assert any("an operation that can be asked" in line for line in found), found
