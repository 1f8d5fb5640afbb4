"""The commands against an emulator in this process, on the eve of the end of `plays`; and what a client asked there."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import click
import pytest
import requests
from click.testing import CliRunner, Result

from contracts.target import Target
from contracts.upgrading.command import diff, upgrade
from mock_server.app import create_app
from tests.wsgi_transport import session_to

EVE = "2025-04-20T18:00:00Z"
URL = "http://127.0.0.1"
REEL = "17900000000000003"
STORY = "17900000000000014"
ACCOUNT = "17841400000000001"

Run = Callable[..., Result]
Save = Callable[[str], Path]


@pytest.fixture
def session() -> requests.Session:
    return session_to(create_app(now=EVE).wsgi_app)


@pytest.fixture
def target(session: requests.Session) -> Target:
    return Target(URL, session)


@pytest.fixture
def run(session: requests.Session, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run `upgrade` or `diff`."""
    monkeypatch.setattr(requests, "Session", lambda: session)
    group = click.Group(commands=[upgrade, diff])
    return lambda *arguments: CliRunner().invoke(group, list(map(str, arguments)))


@pytest.fixture
def save(session: requests.Session, tmp_path: Path) -> Save:
    """Save the journal as a file: `journal`, or as an archive, `journal.har`."""

    def _save(name: str) -> Path:
        path = tmp_path / (name if name.endswith(".har") else f"{name}.json")
        path.write_text(json.dumps(session.get(f"{URL}/_mock/{name}").json()), encoding="utf-8")
        return path

    return _save


@pytest.fixture
def client(session: requests.Session) -> None:
    """A client asks this and that, with tokens of all kinds."""
    plays = {"metric": "plays,reach"}
    reach = {"metric": "reach", "period": "day"}
    batch = '[{"relative_url": "me"}, {"method": "GET", "relative_url": "%s?fields=caption,insights.metric(plays)"}]'
    for _ in range(2):
        session.get(f"{URL}/v21.0/{REEL}/insights", params={**plays, "access_token": "EAAmock-reader"})
    session.get(f"{URL}/graph.instagram.com/v21.0/me?fields=username", headers=_bearer("IGAAmock-reader"))
    session.get(f"{URL}/v21.0/{ACCOUNT}/insights", params={**reach, "access_token": "EAAmock-expired"})
    session.post(f"{URL}/v21.0/", data={"access_token": "EAAmock-page", "batch": batch % REEL})
    session.get(f"{URL}/v21.0/debug_token", params={"input_token": "EAAmock-reader", "access_token": "EAAmock-reader"})


def _bearer(token: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {token}"}
