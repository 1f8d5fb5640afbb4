"""The programs of clients: one that runs beside us and is spoken to line by line, and a function for tests."""

from __future__ import annotations

import json
import subprocess
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from queue import Empty, Queue
from threading import Thread
from typing import IO, NoReturn, Self, cast

from contracts.driving import ProgramError
from contracts.files.promises import Json

SECONDS = 20.0  # how long an answer may take
PATIENCE = 3  # so many deadlines in a row are waited for, and no more
_LAST_LINES = 10  # of what a dead program wrote to stderr
_LONGEST = 300  # of what is quoted of a line
_SECRETS = ("token", "app_secret")  # keys of `client` whose values are never shown


class _Running:
    """A program that runs; what it writes is taken off its hands, so that it never waits for us."""

    def __init__(self, command: Sequence[str]) -> None:
        pipe = subprocess.PIPE
        # The command is the user's own, and no shell reads it.
        self._process = subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=pipe, text=True, encoding="utf-8")  # noqa: S603
        self._lines: Queue[str] = Queue()
        self._complaints: deque[str] = deque(maxlen=_LAST_LINES)
        self._listeners = [
            Thread(target=_pass_on, args=(self._process.stdout, self._lines.put), daemon=True),
            Thread(target=_pass_on, args=(self._process.stderr, self._complaints.append), daemon=True),
        ]
        for listener in self._listeners:
            listener.start()

    def line_for(self, line: str, seconds: float) -> str:
        """What it writes after this line; "" if its output has ended. Raises Empty when it takes longer."""
        if self._process.stdin is not None:
            with suppress(OSError):  # it has died, and the end of its output tells
                self._process.stdin.write(f"{line}\n")
                self._process.stdin.flush()
        return self._lines.get(timeout=seconds)

    def last_words(self) -> str:
        """How it ended: its exit code and the end of its stderr."""
        self.end()
        return f"exit code {self._process.returncode}\n{''.join(self._complaints)}".rstrip()

    def end(self) -> None:
        """Let it end by itself for a second, as its input has, then end it."""
        if self._process.stdin is not None:
            with suppress(OSError):
                self._process.stdin.close()
        try:
            self._process.wait(1)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        for listener in self._listeners:
            listener.join(1)


def _pass_on(lines: IO[str] | None, take: Callable[[str], None]) -> None:
    """Give every line away, and at the end an empty one."""
    if lines is not None:
        with lines:
            for line in lines:
                take(line)
    take("")


class Subprocess:
    """A program that answers each line of its input with a line. One that has died or hung is started anew.

    One that has hung three times in a row is asked no more.
    """

    def __init__(self, command: Sequence[str], seconds: float = SECONDS) -> None:
        self._command = list(command)
        self._seconds = seconds
        self._running: _Running | None = None
        self._hung = 0

    def __enter__(self) -> Self:
        self._started()
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def ask(self, call: Mapping[str, Json]) -> dict[str, Json]:
        """The program's answer to a call. Raises ProgramError when it gives none that can be read."""
        if self._hung == PATIENCE:
            raise self._error(f"is not asked any more: {PATIENCE} calls had no answer within {self._seconds:g} s", call)
        running = self._started()
        try:
            line = running.line_for(json.dumps(dict(call)), self._seconds)
            self._hung = 0
        except Empty:
            self._hung += 1
            self._give_up(running, f"gave no answer within {self._seconds:g} s", call)
        if not line:
            self._give_up(running, "has ended", call)
        try:
            answer = json.loads(line, parse_constant=_refuse)
        except ValueError:
            answer = None
        if not isinstance(answer, dict):
            raise self._error(f"answered no JSON object: {line.strip()[:_LONGEST]}", call)
        return answer

    def close(self) -> None:
        """End the program."""
        if self._running is not None:
            self._running.end()
            self._running = None

    @property
    def _name(self) -> str:
        return f"the client's program `{' '.join(self._command)}`"

    def _started(self) -> _Running:
        if self._running is None:
            try:
                self._running = _Running(self._command)
            except (OSError, ValueError, IndexError) as error:
                raise ProgramError(f"{self._name} cannot be started: {error}") from error
        return self._running

    def _give_up(self, running: _Running, reason: str, call: Mapping[str, Json]) -> NoReturn:
        self._running = None
        raise self._error(f"{reason}: {running.last_words()}", call)

    def _error(self, reason: str, call: Mapping[str, Json]) -> ProgramError:
        return ProgramError(_without_secrets(f"{self._name} {reason}", call))


class InProcess:
    """A function in the place of a program: it gets what a program would get, and gives what one would write."""

    def __init__(self, answer: Callable[[dict[str, Json]], Mapping[str, Json]]) -> None:
        self._answer = answer

    def ask(self, call: Mapping[str, Json]) -> dict[str, Json]:
        """The function's answer to a call. Raises ProgramError when it fails, or gives what JSON cannot say."""
        try:
            return cast("dict[str, Json]", json.loads(json.dumps(self._answer(json.loads(json.dumps(dict(call)))))))
        except Exception as error:
            reason = _without_secrets(f"{type(error).__name__}: {error}", call)
            raise ProgramError(f"the client's function fails: {reason}") from error

    def close(self) -> None:
        """Nothing is open."""


def _refuse(constant: str) -> NoReturn:
    raise ValueError(f"{constant} is no JSON")


def _without_secrets(text: str, call: Mapping[str, Json]) -> str:
    client = call.get("client")
    for key in _SECRETS:
        secret = client.get(key) if isinstance(client, dict) else None
        if isinstance(secret, str) and secret:
            text = text.replace(secret, "…")
    return text
