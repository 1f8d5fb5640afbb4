"""A served emulator for clients that nobody here wrote."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator

import pytest
import requests

from tests.clients.served import OwnWorld

_PATIENCE = 30.0
_NOW = "2026-07-16T18:00:00Z"


@pytest.fixture(scope="session")
def emulator_url() -> Iterator[str]:
    """The URL of an emulator in a process of its own, with the default world."""
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "mock_server", "serve", "--port", str(port), "--now", _NOW]
    environment = {key: value for key, value in os.environ.items() if not key.startswith("INSIGHTS_MOCK_")}
    server = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL)
    try:
        yield _ready(f"http://127.0.0.1:{port}", server)
    finally:
        server.terminate()
        server.wait(_PATIENCE)


@pytest.fixture
def own_world(emulator_url: str) -> Iterator[OwnWorld]:
    """A world that the test may change: an account with a Page, an app with 20 calls an hour, the observed fidelity."""
    document = {
        "now": _NOW,
        "fidelity": "observed",
        "app": {"id": "1000000000000777", "secret": "own-secret"},
        "limits": {"enforced": True, "users": 1, "calls_per_user": 20},
        "accounts": [{"page": {"id": "100000000000777", "name": "Own"}, "generate": {"feed": 7}}],
    }
    made = requests.post(f"{emulator_url}/_mock/worlds", json=document, timeout=_PATIENCE).json()
    facebook, instagram = (each["token"] for each in made["tokens"])
    yield OwnWorld(facebook, instagram, made["accounts"][0]["id"], "100000000000777", "1000000000000777")
    requests.delete(f"{emulator_url}/_mock/worlds/{made['id']}", timeout=_PATIENCE).raise_for_status()


def _ready(url: str, server: subprocess.Popen[bytes]) -> str:
    deadline = time.monotonic() + _PATIENCE
    while time.monotonic() < deadline and server.poll() is None:
        try:
            if requests.get(f"{url}/_mock/health", timeout=1).ok:
                return url
        except requests.ConnectionError:
            time.sleep(0.02)
    raise RuntimeError(f"the emulator at {url} did not come up; exit code {server.poll()}")
