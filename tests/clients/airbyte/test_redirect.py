"""The module that brings a Python program with Meta's host in its code to the emulator."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from tests.clients.served import ACCOUNT, INSTAGRAM_READER, READER

REDIRECT = Path(__file__).parents[2] / "examples" / "clients" / "redirect"
ASK = """
import sys, requests
print(requests.get(sys.argv[1], params={"limit": "1"}).text)
"""


def _ask(emulator_url: str, url: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": str(REDIRECT), "INSIGHTS_MOCK_URL": emulator_url}
    # An environment that names a proxy, as many do.
    environment |= {"HTTP_PROXY": "http://127.0.0.1:1", "HTTPS_PROXY": "http://127.0.0.1:1"}
    command = [sys.executable, "-c", ASK, url]
    return subprocess.run(command, env=environment, capture_output=True, text=True, timeout=30, check=False)


def test_links_lead_to_the_host_that_was_meant(emulator_url: str) -> None:
    """The program is answered as by Meta's host, links included."""
    for host, token in (("graph.facebook.com", READER), ("graph.instagram.com", INSTAGRAM_READER)):
        found = _ask(emulator_url, f"https://{host}/v25.0/{ACCOUNT}/media?access_token={token}")

        assert f'"next":"https:\\/\\/{host}\\/v25.0\\/' in found.stdout, found.stderr


def test_no_other_host_is_called(emulator_url: str) -> None:
    """A program under test tells nobody else anything."""
    refused = _ask(emulator_url, "https://example.com/track")

    assert refused.returncode == 1
    assert "this process talks to the emulator alone, not to example.com" in refused.stderr
