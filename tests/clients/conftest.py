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

_PATIENCE = 30.0


@pytest.fixture(scope="session")
def emulator_url() -> Iterator[str]:
    """The URL of an emulator in a process of its own, with the default world."""
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "mock_server", "serve", "--port", str(port), "--now", "2026-07-16T18:00:00Z"]
    environment = {key: value for key, value in os.environ.items() if not key.startswith("INSIGHTS_MOCK_")}
    server = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL)
    try:
        yield _ready(f"http://127.0.0.1:{port}", server)
    finally:
        server.terminate()
        server.wait(_PATIENCE)


def _ready(url: str, server: subprocess.Popen[bytes]) -> str:
    deadline = time.monotonic() + _PATIENCE
    while time.monotonic() < deadline and server.poll() is None:
        try:
            if requests.get(f"{url}/_mock/health", timeout=1).ok:
                return url
        except requests.ConnectionError:
            time.sleep(0.02)
    raise RuntimeError(f"the emulator at {url} did not come up; exit code {server.poll()}")
