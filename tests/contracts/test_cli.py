"""The commands: what `verify` prints, in how many columns, and with which exit code it ends."""

import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import click
import pytest
import requests
from click.testing import CliRunner, Result

from contracts import cli, verifying
from contracts.bench import Bench, Leg
from contracts.compare import Difference
from contracts.driving import ProgramError
from contracts.files.document import CaseError, Place
from contracts.outcome import Check, Checks
from tests.contracts.conftest import FakeEmulator

Verify = Callable[..., Result]

GOOD = Check(topic="photo", name="is answered")
BAD = Check(topic="reel", name="is answered", differences=(Difference("status", "200", "400"),), about=("GET /1",))


def leg(name: str, *checks: Check) -> Leg:
    return Leg(name, f"About {name}.", lambda _: iter(checks))


@pytest.fixture
def verify(session: requests.Session, monkeypatch: pytest.MonkeyPatch) -> Verify:
    """Run `insights-contracts verify` with these legs, against the fake emulator and without a client."""
    monkeypatch.setattr(requests, "Session", lambda: session)
    monkeypatch.setattr(verifying, "find_spec", lambda _: None)

    def run(legs: tuple[Leg, ...], *arguments: str) -> Result:
        monkeypatch.setattr(verifying, "LEGS", legs)
        return CliRunner().invoke(cli.main, ["verify", *arguments])

    return run


def test_all_well(verify: Verify) -> None:
    result = verify((leg("rows", GOOD), leg("nodes", GOOD)))

    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.splitlines() == [
        f"{'rows':<40}   1 check, as expected",
        f"{'nodes':<40}   1 check, as expected",
        "2 legs, all as expected",
    ]


def test_findings_end_with_1_and_go_into_the_reports(verify: Verify, tmp_path: Path) -> None:
    junit, page = tmp_path / "junit.xml", tmp_path / "page.html"
    result = verify((leg("rows", GOOD, BAD),), "--junit", str(junit), "--html", str(page), "--github")

    assert result.exit_code == 1
    assert "  reel: is answered\n    GET /1\n    status\n      expected  200\n      received  400\n" in result.stdout
    assert "1 leg: 1 not as expected\n" in result.stdout
    assert "::error title=rows%3A reel%2C is answered::GET /1%0Astatus: expected 200, received 400\n" in result.stdout
    assert 'name="insights-contracts verify" tests="2" failures="1"' in junit.read_text()
    assert "1 not as expected" in page.read_text()


def test_only_some_checks(verify: Verify) -> None:
    legs = (leg("rows", GOOD, BAD),)

    assert verify(legs, "--only", "photo").exit_code == 0
    assert verify(legs, "--only", "rows").exit_code == 1
    nothing = verify(legs, "--only", "zebra")
    assert (nothing.exit_code, nothing.stderr) == (2, "no check has `zebra` in its name\n")


def test_only_some_legs() -> None:
    unknown = CliRunner().invoke(cli.main, ["verify", "--leg", "zebra"])

    assert unknown.exit_code == 2
    assert "'witnesses'" in unknown.stderr


def test_a_leg_that_cannot_run_ends_with_2(verify: Verify) -> None:
    def broken(error: Exception) -> tuple[Leg]:
        def play(_: Bench) -> Checks:
            yield GOOD
            raise error

        return (Leg("rows", "", play),)

    case = verify(broken(CaseError("unknown key `stauts`", Place("topic.yaml", 3))))
    program = verify(broken(ProgramError("the client's program has ended")))

    assert (case.exit_code, case.stderr) == (2, "topic.yaml, line 3: unknown key `stauts`\n")
    assert (program.exit_code, program.stderr) == (2, "the client's program has ended\n")


def test_no_client_is_no_failure(verify: Verify) -> None:
    """The legs of the client say that there is none."""
    told: list[object] = []

    def play(bench: Bench) -> Checks:
        told.append(bench.program)
        yield Check(topic="client", name="program", skipped="there is no client")

    result = verify((Leg("client_server", "", play),))

    assert (result.exit_code, told) == (0, [None])
    assert f"{'client_server':<40} skipped\n  there is no client\n" in result.stdout


def test_a_client_that_cannot_be_started_ends_with_2(verify: Verify) -> None:
    result = verify((leg("rows", GOOD),), "--client", "/no/such/program --fast")

    assert result.exit_code == 2
    assert result.stderr.startswith("the client's program `/no/such/program --fast` cannot be started: ")


@pytest.mark.parametrize(
    ("command", "told"),
    [("python 'x", "--client python 'x: No closing quotation\n"), (" ", "--client names no command\n")],
)
def test_a_command_that_is_none_ends_with_2(verify: Verify, command: str, told: str) -> None:
    result = verify((leg("rows", GOOD),), "--client", command)

    assert (result.exit_code, result.stderr) == (2, told)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_whoever_ends_it_the_worlds_are_taken_down(
    verify: Verify, emulator: FakeEmulator, number: signal.Signals
) -> None:
    def play(bench: Bench) -> Checks:
        with bench.target.world({}):
            signal.raise_signal(number)
            yield GOOD

    before = signal.getsignal(signal.SIGTERM)
    result = verify((Leg("rows", "", play),))

    assert (result.exit_code, result.stderr) == (2, "\ninterrupted\n")
    assert emulator.routes[-1] == "DELETE /_mock/worlds/w1"
    assert signal.getsignal(signal.SIGTERM) == before


@pytest.mark.parametrize(("variable", "value"), [("NO_COLOR", "1"), ("TERM", "dumb")])
def test_colours_can_be_switched_off(
    verify: Verify, monkeypatch: pytest.MonkeyPatch, variable: str, value: str
) -> None:
    seen: list[bool | None] = []

    def play(_: Bench) -> Checks:
        seen.append(click.get_current_context().color)
        yield GOOD

    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm")
    verify((Leg("rows", "", play),))
    monkeypatch.setenv(variable, value)
    verify((Leg("rows", "", play),))

    assert seen == [None, False]


def test_a_folder_named_like_the_reference_client_is_not_taken_for_it(
    session: requests.Session, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "client").mkdir()
    (tmp_path / "client" / "__main__.py").write_text("print('I am another one')\n")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(requests, "Session", lambda: session)

    def play(bench: Bench) -> Checks:
        assert bench.program is not None
        bench.program.ask({"call": "nonsense", "client": {}, "arguments": {}})
        yield GOOD

    monkeypatch.setattr(verifying, "LEGS", (Leg("rows", "", play),))
    result = CliRunner().invoke(cli.main, ["verify"])

    assert "call: 'nonsense': must be one of account_series, " in result.stderr


def test_a_document_that_is_none(verify: Verify, write: Callable[..., Path]) -> None:
    path = write("openapi: 3.1.0\n", "api.yaml")
    result = verify((leg("rows", GOOD),), "--spec", str(path))

    assert result.exit_code == 2
    assert result.stderr == f"{path}, line 1: `paths` is missing; expected a document of `insights-mock openapi`\n"


def test_no_emulator(verify: Verify, emulator: FakeEmulator) -> None:
    emulator.answers["GET /_mock/health"] = (404, "")
    result = verify((leg("rows", GOOD),))

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
