"""docs/client.md shows programs and what they print, and both are true."""

from __future__ import annotations

import re
import runpy
from pathlib import Path

import pytest
import requests

import client
from client.client import InsightsClient
from client.errors import InsightsError

ROOT = Path(__file__).parents[2]
EXAMPLES = ROOT / "tests" / "examples" / "client"
PAGE = (ROOT / "docs" / "client.md").read_text(encoding="utf-8")
NAMES = sorted(path.name for path in EXAMPLES.glob("*.py"))


def shown(name: str) -> re.Match[str] | None:
    """The program and its output, as the page has them."""
    link = re.escape(f"[{name}](../tests/examples/client/{name})")
    return re.search(link + r"\n\n```python\n(.*?)```\n\n```text\n(.*?)```", PAGE, re.DOTALL)


@pytest.mark.parametrize("name", NAMES)
def test_the_page_shows_the_program(name: str) -> None:
    found = shown(name)

    assert found is not None
    assert found[1] == (EXAMPLES / name).read_text(encoding="utf-8")


@pytest.mark.parametrize("name", NAMES)
def test_it_prints_what_the_page_says(
    name: str, emulated: requests.Session, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("INSIGHTS_MOCK_URL", raising=False)
    monkeypatch.setattr("client.client.requests.Session", lambda: emulated)
    runpy.run_path(str(EXAMPLES / name))

    found = shown(name)
    assert found is not None
    assert capsys.readouterr().out == found[2]


def test_the_page_names_every_call() -> None:
    calls = [name for name, value in vars(InsightsClient).items() if callable(value) and not name.startswith("_")]

    assert [name for name in calls if f"`{name}" not in PAGE] == []


def test_the_page_draws_the_tree_of_errors() -> None:
    tree = (client.errors.__doc__ or "").split("\n\n")[1]

    assert "\n".join(line.removeprefix("    ") for line in tree.splitlines()) in PAGE
    assert InsightsError.__name__ in tree
