"""What the tests of the harness share: case files written on the spot, and an emulator that is only a table."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import requests
from requests.adapters import BaseAdapter

EVIDENCE = """
  - id: a-case
    behaviour: The API answers.
    source: "a page"
    date: 2026-07-16
    grade: documented
"""
GOOD = f"""\
world:
  tokens: [{{token: EAAmock-one}}, {{token: EAAmock-two}}]
cases:{EVIDENCE}\
    get: /v25.0/1/insights?metric=reach
    expect: {{status: 200}}
"""


class FakeEmulator(BaseAdapter):
    """Answers as told and keeps what it was asked; `/_mock` works unless an answer for it was given."""

    def __init__(self) -> None:
        super().__init__()
        self.answers: dict[str, tuple[int, str]] = {
            "GET /_mock/health": (200, "{}"),
            "POST /_mock/worlds": (201, '{"id": "w1"}'),
            "DELETE /_mock/worlds/w1": (200, "{}"),
        }
        self.asked: list[requests.PreparedRequest] = []

    def send(self, request: requests.PreparedRequest, *args: Any, **kwargs: Any) -> requests.Response:
        self.asked.append(request)
        route = f"{request.method} {request.path_url.partition('?')[0]}"
        response = requests.Response()
        response.request = request
        response.url = request.url or ""
        response.status_code, text = self.answers.get(route, (404, "<html>"))
        response.headers["Content-Type"] = "application/json"
        response._content = text.encode()
        return response

    def close(self) -> None: ...

    @property
    def routes(self) -> list[str]:
        """What was asked, in order."""
        return [f"{request.method} {request.path_url.partition('?')[0]}" for request in self.asked]


@pytest.fixture
def emulator() -> FakeEmulator:
    return FakeEmulator()


@pytest.fixture
def session(emulator: FakeEmulator) -> requests.Session:
    session = requests.Session()
    session.mount("http://", emulator)
    return session


@pytest.fixture
def write(tmp_path: Path) -> Callable[..., Path]:
    """Write a case file into the test's folder."""

    def _write(text: str, name: str = "topic.yaml") -> Path:
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return path

    return _write
