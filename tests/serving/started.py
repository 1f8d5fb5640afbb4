"""Starts the command as a user does: a process of its own, on a free port."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlsplit

from mock_server.settings import PREFIX

LAST_LINE = "Ctrl-C stops it."
PATIENCE = 20
COMMAND = (sys.executable, "-m", "mock_server")
ROOT = Path(__file__).parents[2]


@dataclass(frozen=True)
class Started:
    """An emulator that answers, and the screen that it printed."""

    process: subprocess.Popen[str]
    screen: tuple[str, ...]

    @property
    def url(self) -> str:
        """Where it is, as the screen says."""
        return next(iter(re.findall(r"http://\S+", self.screen[0])), "")

    @property
    def port(self) -> int:
        """Its port."""
        found = urlsplit(self.url).port
        assert found
        return found

    @property
    def workers(self) -> list[int]:
        """The ids of its worker processes."""
        return [
            int(found)
            for found in Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text().split()
        ]

    def connected(self) -> HTTPConnection:
        """A new connection; which worker gets it is the system's choice."""
        return HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)

    def ask(
        self, path: str, method: str = "GET", body: str = "", headers: dict[str, str] | None = None
    ) -> tuple[int, str]:
        """A request on a connection of its own."""
        with closing(self.connected()) as connection:
            connection.request(method, path, body or None, headers or {})
            reply = connection.getresponse()
            return reply.status, reply.read().decode()

    def stopped(self, number: int = signal.SIGTERM) -> tuple[int, str]:
        """The exit code after a signal, and what was printed since the start."""
        self.process.send_signal(number)
        assert self.process.stdout
        rest = self.process.stdout.read()
        return self.process.wait(PATIENCE), rest


def environment(**more: str) -> dict[str, str]:
    """The environment without settings of whoever runs the tests."""
    return {name: value for name, value in os.environ.items() if not name.startswith(PREFIX)} | more


@contextmanager
def started(*arguments: str, **variables: str) -> Iterator[Started]:
    """An emulator that is ended, with its workers, whatever the test does to it."""
    command = [*COMMAND, "serve", "--port", "0", *arguments]
    with subprocess.Popen(
        command,
        cwd=ROOT,
        env=environment(**variables),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    ) as process:
        try:
            yield Started(process, _screen(process))
        finally:
            if process.poll() is None:
                process.terminate()


def _screen(process: subprocess.Popen[str]) -> tuple[str, ...]:
    lines: list[str] = []
    assert process.stdout
    while LAST_LINE not in lines:
        line = process.stdout.readline()
        assert line, f"ended with {process.wait(PATIENCE)} after {lines}"
        lines.append(line.rstrip("\n"))
    return tuple(lines)
