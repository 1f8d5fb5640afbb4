"""Runs the command in this process, and holds every line that it prints to 80 columns."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

import pytest
from click.testing import CliRunner

from mock_server.cli import main
from mock_server.settings import PREFIX


@dataclass(frozen=True)
class Outcome:
    """What a command left behind."""

    code: int
    out: str
    err: str

    @property
    def lines(self) -> list[str]:
        """What it printed, line by line."""
        return self.out.splitlines()


class Run(Protocol):
    """Runs the command."""

    def __call__(self, *arguments: str, wide: bool = False, env: Mapping[str, str] | None = None) -> Outcome: ...


@pytest.fixture
def run() -> Run:
    """Runs the command without the variables of whoever runs the tests; `wide` output is data, not text."""

    def call(*arguments: str, wide: bool = False, env: Mapping[str, str] | None = None) -> Outcome:
        cleared = {name: None for name in os.environ if name.startswith(PREFIX)}
        result = CliRunner().invoke(main, list(arguments), prog_name="insights-mock", env={**cleared, **(env or {})})
        outcome = Outcome(result.exit_code, result.stdout, result.stderr)
        assert "Traceback" not in result.output
        assert isinstance(result.exception, SystemExit | None), result.exception
        too_wide = [line for line in (outcome.err if wide else result.output).splitlines() if len(line) > 80]
        assert not too_wide
        return outcome

    return call
