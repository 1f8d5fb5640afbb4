"""The command: what it prints, in how many columns, and with which exit code it ends."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
import requests
from click.testing import CliRunner, Result

from contracts import case as cases
from contracts import cli
from tests.contracts.conftest import GOOD, FakeEmulator

Verify = Callable[..., Result]


@pytest.fixture
def verify(
    write: Callable[..., Path], session: requests.Session, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> Verify:
    """Run `insights-contracts verify` on a folder with one case, against the fake emulator."""
    write(GOOD)
    load = cases.load_cases
    monkeypatch.setattr(cli, "load_cases", lambda: load(tmp_path))
    monkeypatch.setattr(requests, "Session", lambda: session)
    return lambda *arguments: CliRunner().invoke(cli.main, ["verify", *arguments])


def test_all_well(verify: Verify, emulator: FakeEmulator) -> None:
    emulator.answers["GET /v25.0/1/insights"] = (200, "{}")

    result = verify()

    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout == f"{'topic':<32}    1 as promised\n1 case, all as promised\n"


def test_findings_in_80_columns(verify: Verify, emulator: FakeEmulator) -> None:
    emulator.answers["GET /v25.0/1/insights"] = (400, '{"error": {"message": "' + "long " * 40 + '"}}')

    result = verify("--target", "http://emulator")

    assert result.exit_code == 1
    assert max(map(len, result.stdout.splitlines())) <= 80
    assert result.stdout.splitlines()[:9] == [
        f"{'topic':<32}    0 as promised, 1 not",
        "",
        "  a-case: The API answers.",
        "    documented, 2026-07-16: a page",
        "    GET graph.facebook.com/v25.0/1/insights?metric=reach",
        "    status",
        "      promised  200",
        "      received  400",
        "    body.error",
    ]
    assert result.stdout.splitlines()[-1] == "1 case: 1 not as promised"


def test_only_some(verify: Verify, emulator: FakeEmulator) -> None:
    emulator.answers["GET /v25.0/1/insights"] = (200, "{}")

    assert verify("--only", "a-ca").exit_code == 0
    assert verify("--only", "topic").exit_code == 0


def test_nothing_chosen(verify: Verify) -> None:
    result = verify("--only", "zebra")

    assert (result.exit_code, result.stderr) == (2, "no case has `zebra` in its topic or id\n")


def test_a_malformed_case(verify: Verify, write: Callable[..., Path]) -> None:
    write(GOOD + "    stauts: 200\n", "other.yaml")

    result = verify()

    assert result.exit_code == 2
    assert result.stderr.startswith("other.yaml, line 11, case a-case: unknown key `stauts`; allowed: id, behaviour, ")


def test_no_emulator(verify: Verify, emulator: FakeEmulator) -> None:
    emulator.answers["GET /_mock/health"] = (404, "")

    result = verify()

    assert result.exit_code == 2
    assert result.stderr == (
        "no emulator at http://127.0.0.1:8080: /_mock/health answers 404\n"
        "Start an emulator with `make serve`, or name another one with --target URL.\n"
    )


def test_a_missing_package_is_named() -> None:
    """Where only serving is installed, the command says what to run instead of showing a traceback."""
    hidden = "import sys; sys.modules['requests'] = None; import contracts.cli"

    ended = subprocess.run([sys.executable, "-c", hidden], capture_output=True, text=True, check=False)

    assert ended.returncode == 2
    assert ended.stderr == "insights-contracts needs the package requests: run `make setup`\n"
