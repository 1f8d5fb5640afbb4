"""The command `replay`: what it prints, its exit codes, its JUnit report."""

from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
import requests
from click.testing import CliRunner, Result

from contracts import cli
from contracts.files.scenario import shipped_names
from tests.contracts.conftest import FakeEmulator
from tests.contracts.files.test_scenario import HEAD

Replay = Callable[..., Result]

STEPS = """\
  - {note: "Good evening.", get: "/me?fields=id", expect: {status: 200}}
  - {get: /me, expect: {status: 200, body: {id: "2"}}}
"""


@pytest.fixture
def replay(session: requests.Session, monkeypatch: pytest.MonkeyPatch) -> Replay:
    """Run `insights-contracts replay` against the fake emulator."""
    monkeypatch.setattr(requests, "Session", lambda: session)
    return lambda *arguments: CliRunner().invoke(cli.main, ["replay", *map(str, arguments)])


def test_all_well(replay: Replay, write: Callable[..., Path], emulator: FakeEmulator) -> None:
    emulator.answers["GET /me"] = (200, '{"id": "2"}')
    result = replay(write(HEAD + STEPS))

    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout == f"{'a-scenario':<40}   2 steps, as expected\n1 scenario, as expected\n"


def test_differences_are_shown_at_their_step(
    replay: Replay, write: Callable[..., Path], emulator: FakeEmulator
) -> None:
    emulator.answers["GET /me"] = (200, '{"id": "1", "long": "' + "long " * 400 + '"}')
    result = replay(write(HEAD + STEPS), write(HEAD.replace("a-", "b-") + STEPS + "  - clear_faults: true\n", "b.yaml"))

    assert result.exit_code == 1
    assert max(map(len, result.stdout.splitlines())) <= 80
    assert result.stdout.splitlines()[:10] == [
        f"{'a-scenario':<40}   2 steps, 1 broken",
        "",
        "  Something happens.",
        "  02 GET graph.facebook.com/me",
        "    topic.yaml, line 7, step 2",
        "    body.id",
        '      expected  "2"',
        '      received  "1"',
        "",
        f"{'b-scenario':<40}   3 steps, 2 broken",
    ]
    assert result.stdout.splitlines()[-1] == "2 scenarios: 2 not as expected"


def test_what_is_too_long_is_cut(replay: Replay, write: Callable[..., Path], emulator: FakeEmulator) -> None:
    emulator.answers["GET /me"] = (200, '{"long": "' + "x" * 5000 + '"}')
    result = replay(write(HEAD + "  - {get: /me, expect: {body: {long: y}}}\n"))

    assert "… (5002 characters)" in result.stdout
    assert len(result.stdout) < 1200


def test_a_junit_report(replay: Replay, write: Callable[..., Path], emulator: FakeEmulator, tmp_path: Path) -> None:
    """Each step is a test case; a step that was not reached is skipped, and odd signs do not break the file."""
    emulator.answers["GET /me"] = (200, '{"id": "\\u0001<"}')
    refused = STEPS + "  - clear_faults: true\n  - get: /me\n"
    report = tmp_path / "junit.xml"

    assert replay(write(HEAD + refused), "--junit", report).exit_code == 1
    suites = ET.fromstring(report.read_bytes())  # noqa: S314 - our own file
    (suite,) = suites

    assert {name: suites.get(name) for name in ("tests", "failures", "skipped")} == {
        "tests": "4",
        "failures": "2",
        "skipped": "1",
    }
    assert (suite.get("name"), suite.get("tests")) == ("a-scenario", "4")
    assert [case.get("name") for case in suite] == [
        "01 GET graph.facebook.com/me?fields=id",
        "02 GET graph.facebook.com/me",
        "03 clear the faults",
        "04 GET graph.facebook.com/me",
    ]
    assert [[child.tag for child in case] for case in suite] == [[], ["failure"], ["failure"], ["skipped"]]
    assert suite[1][0].get("message") == "topic.yaml, line 7, step 2: body.id"
    assert suite[1][0].text == 'topic.yaml, line 7, step 2\nbody.id\n  expected  "2"\n  received  "\\u0001<"'


def test_a_report_that_cannot_be_written(
    replay: Replay, write: Callable[..., Path], emulator: FakeEmulator, tmp_path: Path
) -> None:
    emulator.answers["GET /me"] = (200, '{"id": "2"}')
    nowhere = tmp_path / "no folder" / "junit.xml"
    unwritten = replay(write(HEAD + STEPS), "--junit", nowhere)
    refused = replay(write(HEAD + STEPS), "--html", tmp_path)
    assert emulator.routes == []
    too_long = replay(write(HEAD + STEPS), "--html", tmp_path / ("x" * 300))

    assert (unwritten.exit_code, refused.exit_code) == (2, 2)
    assert f"there is no folder {nowhere.parent}" in unwritten.stderr
    assert "is a directory" in refused.stderr
    assert (too_long.exit_code, too_long.stderr.endswith(": File name too long\n")) == (2, True)


def test_a_world_that_is_refused_is_told_with_its_place(
    replay: Replay, write: Callable[..., Path], emulator: FakeEmulator
) -> None:
    emulator.answers["POST /_mock/worlds"] = (400, '{"error": {"message": "expected a list", "path": "accounts"}}')
    result = replay(write(HEAD + STEPS))

    assert result.exit_code == 2
    assert result.stderr.startswith("topic.yaml, line 4: http://127.0.0.1:8080 refuses a world (400): accounts: expec")
    assert "make serve" not in result.stderr


def test_scenarios_are_listed_with_their_sentences(replay: Replay, emulator: FakeEmulator) -> None:
    result = replay("--list", "--only", "leap")

    assert (result.exit_code, emulator.asked) == (0, [])
    assert result.stdout.splitlines()[0] == "leap-day"
    assert result.stdout.splitlines()[1].startswith("    29 February 2024")
    assert replay("--list").stdout.count("\n") == 2 * len(shipped_names())


def test_what_cannot_run(replay: Replay, write: Callable[..., Path], emulator: FakeEmulator) -> None:
    """An unknown name, a broken file, a choice of none, no emulator: exit code 2 and the reason."""
    broken = replay(write(HEAD + "  - gte: /me\n", "broken.yaml"))
    none = replay("--only", "zebra")
    emulator.answers["GET /_mock/health"] = (404, "")
    nobody = replay("leap-day")

    assert [result.exit_code for result in (broken, none, nobody)] == [2, 2, 2]
    assert broken.stderr.startswith("broken.yaml, line 6, step 1: a step does one thing, one of: get, request, ")
    assert none.stderr == "no scenario has `zebra` in its name\n"
    assert nobody.stderr.startswith("no emulator at http://127.0.0.1:8080: /_mock/health answers 404\n")
