"""What holds for the whole command: help, version, mistakes before a start, pipes and interrupts."""

from __future__ import annotations

import io
import os
import shlex
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from mock_server.settings import OPTIONS
from mock_server.terminal.paper import Paper, cut
from mock_server.world import shipped
from tests.cli.conftest import Run

COMMANDS = ("serve", "explain", "metrics", "openapi", "worlds", "check")


def test_help_names_every_command_and_the_exit_codes(run: Run) -> None:
    told = run("--help")
    assert told.code == 0
    for name in COMMANDS:
        assert f"  {name} " in told.out
    assert "0 all well, 1 findings, 2" in told.out.replace("\n  ", " ")


@pytest.mark.parametrize("command", COMMANDS)
def test_each_command_has_help(run: Run, command: str) -> None:
    assert run(command, "--help").lines[0].startswith(f"Usage: insights-mock {command}")


def test_help_of_serve_names_every_option(run: Run) -> None:
    told = run("serve", "--help").out
    assert all(f"  --{row.name}" in told for row in OPTIONS)


def test_version(run: Run) -> None:
    assert run("--version").out.startswith("insights-mock ")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ("serve --port 70000", "70000 is not in the range 0<=x<=65535"),
        ("serve --workers 2 --store memory --port 0", "2 workers cannot share one memory"),
        ("serve --store mysql://x --port 0", "'mysql://x' names no store"),
        ("serve --world nowhere --port 0", "allowed: default"),
        ("serve --host 192.0.2.1 --port 0", "cannot listen on 192.0.2.1:0"),
        ("serve --now soon --port 0", "--now soon: expected a time such as"),
        ("serve --now 99999-01-01 --port 0", "times lie in the years 2010 to 2100"),
        ("serve --webhook-hosts http://receiver --port 0", "'http://receiver' is none"),
        ("serve --tls", "No such option"),
    ],
)
def test_serve_refuses_before_anything_starts(run: Run, arguments: str, said: str) -> None:
    told = run(*shlex.split(arguments))
    assert (told.code, told.out) == (2, "")
    assert said in told.err.replace("\n", " ")


def test_serve_tells_where_a_world_is_broken(run: Run, tmp_path: Path) -> None:
    (tmp_path / "w.yaml").write_text("accounts: [{media: [{media_type: GIF}]}]")
    told = run("serve", "--port", "0", "--world", str(tmp_path / "w.yaml"))
    assert (told.code, told.out) == (2, "")
    assert "accounts[0].media[0].media_type" in told.err
    assert "IMAGE" in told.err


def test_serve_refuses_a_file_that_is_no_store(run: Run, tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("not a database, but some notes " * 100)
    told = run("serve", "--port", "0", "--store", f"sqlite:///{tmp_path / 'notes.txt'}")
    assert (told.code, told.out) == (2, "")
    assert "cannot be used as a store" in told.err.replace("\n", " ")


def test_serve_says_that_a_port_is_taken(run: Run) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        told = run("serve", "--port", str(port))
    assert told.code == 2
    assert f"cannot listen on 127.0.0.1:{port}" in told.err
    assert "--port 0" in told.err


@pytest.mark.parametrize(
    ("variable", "value", "said"),
    [
        ("INSIGHTS_MOCK_PORT", "eighty", "INSIGHTS_MOCK_PORT must be a number from 0 to 65535, not 'eighty'"),
        ("INSIGHTS_MOCK_ANY_TOKEN", "maybe", "INSIGHTS_MOCK_ANY_TOKEN must be one of 1, true"),
        ("INSIGHTS_MOCK_STORES", "memory", "did you mean INSIGHTS_MOCK_STORE?"),
    ],
)
def test_wrong_variables_are_refused(run: Run, variable: str, value: str, said: str) -> None:
    told = run("serve", env={variable: value})
    assert told.code == 2
    assert said in told.err.replace("\n", " ")


def test_variables_count_unless_an_option_says_otherwise(run: Run) -> None:
    env = {"INSIGHTS_MOCK_FIDELITY": "observed"}
    asked = ("explain", "/v23.0/17900000000000001/insights?metric=reach")
    assert "  fidelity        observed" in run(*asked, env=env).lines
    assert "  fidelity        documented" in run(*asked, "--fidelity", "documented", env=env).lines


def test_ctrl_c_leaves_no_traceback(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted() -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(shipped, "names", interrupted)
    told = run("worlds")
    assert told.code == 130
    assert told.out.strip() == told.err.strip() == ""


@pytest.mark.parametrize("command", ["metrics", "openapi"])
def test_a_reader_that_goes_away_is_no_mistake(command: str) -> None:
    read, write = os.pipe()
    os.close(read)
    with os.fdopen(write, "wb") as nobody:
        told = subprocess.run(
            [sys.executable, "-m", "mock_server", command], stdout=nobody, stderr=subprocess.PIPE, check=False
        )
    assert (told.returncode, told.stderr) == (0, b"")


class Terminal(io.TextIOWrapper):
    """A stream that somebody looks at."""

    def isatty(self) -> bool:
        return True


def test_colour_is_for_terminals_that_want_it() -> None:
    terminal = Terminal(io.BytesIO(), "utf-8")
    assert Paper.of(terminal, {}).styled("x", "good") == "\x1b[32mx\x1b[0m"
    assert Paper.of(terminal, {"NO_COLOR": "1"}).styled("x", "good") == "x"
    assert Paper.of(terminal, {"TERM": "dumb"}).styled("x", "good") == "x"
    assert Paper.of(io.TextIOWrapper(io.BytesIO(), "utf-8"), {}).styled("x", "good") == "x"


def test_signs_are_for_streams_that_can_show_them() -> None:
    assert Paper.of(Terminal(io.BytesIO(), "utf-8")).marks["yes"] == "✓"
    assert Paper.of(Terminal(io.BytesIO(), "ascii")).marks["yes"] == "+"


def test_addresses_are_cut_at_their_slashes() -> None:
    address = "/".join(["example.com", *["part" * 5] * 6])
    lines = cut(address, 4)
    assert "".join(line.strip() for line in lines) == address
    assert all(len(line) <= 80 for line in lines)
    assert lines[0].endswith("/")
