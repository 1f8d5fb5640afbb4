"""What the package shows, and what it needs."""

from __future__ import annotations

import importlib.metadata
from pathlib import Path
from types import ModuleType

import pytest

import client
from client import InsightsClient

PACKAGE = Path(client.__file__).parent


def test_all_that_is_public_is_listed_and_sorted() -> None:
    visible = {
        name for name, value in vars(client).items() if not name.startswith("_") and not isinstance(value, ModuleType)
    }

    assert set(client.__all__) == visible
    assert client.__all__ == sorted(client.__all__)


def test_it_is_typed() -> None:
    assert (PACKAGE / "py.typed").exists()


def test_it_is_shipped() -> None:
    """Its only need, requests, comes with the extra that the harness has, too."""
    needs = importlib.metadata.requires("insights-mock") or []

    assert any(need.startswith("requests") and "contracts" in need for need in needs)


def test_it_asks_nothing_of_the_emulator() -> None:
    """The client knows the Graph API alone: no headers of the emulator, and no control plane."""
    for path in PACKAGE.glob("*.py"):
        text = path.read_text(encoding="utf-8").lower()
        assert "x-mock" not in text
        assert "/_mock" not in text


@pytest.mark.parametrize(
    ("settings", "problem"),
    [
        ({"token": ""}, "a token is"),
        ({"token": "EAA two"}, "a token is"),
        ({"token": "EAA\n"}, "a token is"),
        ({"token": "EAAé"}, "a token is"),
        ({"token": "EAA", "base_url": "graph.facebook.com"}, "base_url begins with"),
        ({"token": "EAA", "login": "threads"}, "threads"),
        ({"token": "EAA", "on_unsupported": "ignore"}, "on_unsupported is"),
        ({"token": "EAA", "version": "26.0"}, "written like"),
        ({"token": "EAA", "version": ""}, "written like"),
    ],
)
def test_settings_that_make_no_sense(settings: dict[str, str], problem: str) -> None:
    with pytest.raises(ValueError, match=problem) as raised:
        InsightsClient(**settings)  # type: ignore[arg-type] # that is the point

    assert settings["token"] == "" or settings["token"] not in str(raised.value) or settings["token"] == "EAA"


def test_own_session_is_closed_and_a_given_one_is_not(monkeypatch: pytest.MonkeyPatch) -> None:
    closed: list[str] = []

    class Session:
        def __init__(self, name: str = "own") -> None:
            self.name = name

        def close(self) -> None:
            closed.append(self.name)

    monkeypatch.setattr("client.client.requests.Session", Session)
    with InsightsClient("EAA"), InsightsClient("EAA", session=Session("given")):  # type: ignore[arg-type]
        pass

    assert closed == ["own"]
