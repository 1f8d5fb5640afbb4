"""The recipes of docs/clients.md are files that run, unmodified, against the served emulator."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
import requests

from tests.clients.served import ACCOUNT, PHOTO, READER

ROOT = Path(__file__).parents[2]
EXAMPLES = ROOT / "tests" / "examples" / "clients"
PAGE = ROOT / "docs" / "clients.md"
LANGUAGES = {".py": "python", ".cjs": "javascript"}
RECIPES = sorted(path.relative_to(EXAMPLES).as_posix() for path in EXAMPLES.rglob("*") if path.suffix in LANGUAGES)
PROGRAMS = [
    "dlt_rest_api.py",
    "facebook_sdk.py",
    "host_header.py",
    "instagram_login.py",
    "meta_business_sdk.py",
    "plain_requests.py",
    "python_facebook_api.py",
]
REDIRECTED = "hardcoded_host.py"


@pytest.fixture
def expected(emulator_url: str) -> str:
    """What each recipe prints: how many posts the account counts, and the reach of one."""
    url, token = f"{emulator_url}/v25.0", {"access_token": READER}
    account = requests.get(f"{url}/{ACCOUNT}", {"fields": "media_count", **token}, timeout=10).json()
    insights = requests.get(f"{url}/{PHOTO}/insights", {"metric": "reach", **token}, timeout=10).json()
    return f"{account['media_count']} posts\n{insights['data'][0]['values'][0]['value']} accounts reached\n"


def run(name: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run a recipe as a reader of the page does."""
    variables = {**os.environ, **environment}
    command = [sys.executable, str(EXAMPLES / name)]
    return subprocess.run(command, env=variables, capture_output=True, text=True, timeout=60, check=False)


@pytest.mark.parametrize("name", PROGRAMS)
def test_program(name: str, emulator_url: str, expected: str) -> None:
    """The client walks through all posts and reads insights."""
    done = run(name, INSIGHTS_MOCK_URL=emulator_url)

    assert (done.stdout, done.returncode) == (expected, 0), done.stderr


def test_redirected_program(emulator_url: str, expected: str) -> None:
    """A program that has Meta's host in its code is redirected by a module on its path."""
    done = run(REDIRECTED, INSIGHTS_MOCK_URL=emulator_url, PYTHONPATH=str(EXAMPLES / "redirect"))

    assert (done.stdout, done.returncode) == (expected, 0), done.stderr


def test_every_program_runs() -> None:
    """No recipe in Python is shown that no test here runs; sitecustomize is a module."""
    assert {*PROGRAMS, REDIRECTED, "redirect/sitecustomize.py"} == {name for name in RECIPES if name.endswith(".py")}


@pytest.mark.parametrize("name", RECIPES)
def test_page_shows_the_file(name: str) -> None:
    """The page links each recipe and shows it word for word."""
    link = f"[{name}](../tests/examples/clients/{name})"
    fence = f"```{LANGUAGES[Path(name).suffix]}\n{(EXAMPLES / name).read_text('utf-8')}```\n"

    assert f"{link}\n\n{fence}" in PAGE.read_text("utf-8")


def test_page_shows_what_is_printed(expected: str) -> None:
    """The output on the page is that of the default world."""
    assert f".py\n{expected}```" in PAGE.read_text("utf-8")


def test_page_leads_to_its_sections() -> None:
    """The links of the table at the top have headings to go to."""
    text = PAGE.read_text("utf-8")
    headings = re.findall(r"^#+ (.+)$", text, re.MULTILINE)

    slugs = {re.sub(r"[^\w -]", "", heading).lower().replace(" ", "-") for heading in headings}
    links = set(re.findall(r"\]\(#([^)]+)\)", text))

    assert len(links) > 5
    assert links <= slugs


def test_page_shows_nothing_else() -> None:
    """Whatever code the page shows is a file that is tested."""
    shown = re.findall(r"^```(?:python|javascript)\n(.*?)^```$", PAGE.read_text("utf-8"), re.DOTALL | re.MULTILINE)

    assert set(shown) == {(EXAMPLES / name).read_text("utf-8") for name in RECIPES}
