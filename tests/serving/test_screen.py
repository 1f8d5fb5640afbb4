"""The screen of a started emulator: everything on it works when it is pasted."""

from __future__ import annotations

import json
import shutil
import subprocess

import pytest

from tests.serving.started import COMMAND, ROOT, Started, environment

needs_curl = pytest.mark.skipif(not shutil.which("curl"), reason="needs curl: apt-get install curl")


def commands(screen: tuple[str, ...], heading: str) -> list[str]:
    """The commands below a heading, up to the next empty line; the lines of one are joined."""
    start = next(number for number, line in enumerate(screen) if line.startswith(heading)) + 1
    return "\n".join(screen[start : screen.index("", start)]).replace("\\\n", "").splitlines()


def pasted(command: str) -> str:
    """What a shell prints for a command."""
    bash = shutil.which("bash") or "sh"
    return subprocess.run([bash, "-c", command], capture_output=True, text=True, check=True).stdout


def test_it_fits_a_screen(served: Started) -> None:
    assert len(served.screen) < 20
    assert all(len(line) <= 80 for line in served.screen)


@needs_curl
def test_the_first_curl_line_gets_numbers(served: Started) -> None:
    [curl] = commands(served.screen, "Ask with the token EAAmock-reader")
    [entry] = json.loads(pasted(curl))["data"]
    assert (entry["name"], entry["values"]) == ("reach", [{"value": 840}])


@needs_curl
def test_the_illegal_curl_line_gets_an_error(served: Started) -> None:
    curl, _ = commands(served.screen, "Ask something illegal")
    assert json.loads(pasted(curl))["error"]["code"] == 100


def test_the_explain_line_tells_why(served: Started) -> None:
    _, explain = commands(served.screen, "Ask something illegal")
    path = explain.split("'")[1]
    told = subprocess.run(
        [*COMMAND, "explain", path], cwd=ROOT, env=environment(), capture_output=True, text=True, check=True
    )
    assert "was retired on 2025-04-21; use views" in told.stdout


def test_the_control_plane_is_where_it_says(served: Started) -> None:
    [line] = [line for line in served.screen if "control plane" in line]
    assert line.endswith(f"{served.url}/_mock/worlds")
    status, body = served.ask("/_mock/worlds")
    assert (status, json.loads(body)["worlds"][0]["id"]) == (200, "default")
