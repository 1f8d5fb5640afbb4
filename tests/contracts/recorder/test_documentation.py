"""What docs/recorder.md shows is what happens."""

import re
from pathlib import Path

import pytest
import requests
from flask import Flask

from contracts.recorder import BreachError
from tests.wsgi_transport import session_to

PAGE = (Path(__file__).parents[3] / "docs" / "recorder.md").read_text(encoding="utf-8")


def block(language: str) -> str:
    """The first block of code in a language."""
    found = re.search(rf"```{language}\n(.*?)```", PAGE, re.DOTALL)
    assert found
    return found[1]


def test_the_example_raises_what_the_page_shows(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    session = session_to(app)
    monkeypatch.setattr(requests, "Session", lambda: session)

    with pytest.raises(BreachError) as raised:
        exec(block("python"), {})  # noqa: S102  the page is ours

    assert f"{raised.value}\n" == block("text")
