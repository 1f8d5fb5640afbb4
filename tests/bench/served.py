"""Servers in processes of their own: how soon they answer, and how much memory their workers take."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import urlopen

_PATIENCE = 20.0
_LOOK_EVERY = 0.002


@dataclass(frozen=True, slots=True)
class Served:
    """A server that answers: where, how many seconds after its command, and its process."""

    url: str
    seconds: float
    process: subprocess.Popen[bytes]

    def megabytes_of_workers(self) -> list[float]:
        """The resident memory of each worker, where the system tells it (Linux)."""
        children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children")
        pids = children.read_text().split() if children.exists() else []
        return [_resident(Path(f"/proc/{pid}/status")) for pid in pids]


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return int(probe.getsockname()[1])


@contextmanager
def served(arguments: list[str], port: int, path: str) -> Iterator[Served]:
    """Run `python -m …` until the block ends; it is up once it answers the path."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("INSIGHTS_MOCK_", "COV"))}
    started = time.perf_counter()
    process = subprocess.Popen([sys.executable, "-m", *arguments], stdout=subprocess.DEVNULL, env=environment)
    url = f"http://127.0.0.1:{port}"
    try:
        while not _answers(url + path):
            if process.poll() is not None or time.perf_counter() - started > _PATIENCE:
                raise RuntimeError(f"{' '.join(arguments)} did not come up")
            time.sleep(_LOOK_EVERY)
        yield Served(url, time.perf_counter() - started, process)
    finally:
        process.terminate()
        process.wait(_PATIENCE)


def _answers(url: str) -> bool:
    try:
        urlopen(url, timeout=1).close()  # noqa: S310 - our own loopback URL
    except HTTPError:
        return True
    except OSError:
        return False
    return True


def _resident(status: Path) -> float:
    lines = (line.split() for line in status.read_text().splitlines())
    return next((int(line[1]) / 1024 for line in lines if line[:1] == ["VmRSS:"]), 0.0)
