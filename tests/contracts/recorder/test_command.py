"""`insights-contracts record`: a proxy until it is stopped, then a verdict."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
import requests
from click.testing import CliRunner
from flask import Flask
from werkzeug.serving import make_server

from contracts.openapi.public import COMMITTED, PublicDocument
from contracts.recorder.command import record

VERSION = PublicDocument.committed().version
BEARER = {"Authorization": "Bearer EAAmock-reader"}


@pytest.fixture(scope="module")
def target(app: Flask) -> Iterator[str]:
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.port}"
    server.shutdown()
    thread.join()


class Recording:
    """The command as a process."""

    def __init__(self, target: str, *options: str) -> None:
        command = [sys.executable, "-c", "from contracts.recorder.command import record; record()"]
        environment = {key: value for key, value in os.environ.items() if not key.startswith("INSIGHTS_MOCK_")}
        self._process = subprocess.Popen(
            [*command, "--target", target, "--port", "0", *options],
            stdout=subprocess.PIPE,
            text=True,
            encoding="utf-8",
            cwd=COMMITTED.parent,
            env={**environment, "PYTHONUNBUFFERED": "1"},
        )
        assert self._process.stdout is not None
        self._lines = self._process.stdout
        self.url = self._lines.readline().split()[2]

    def get(self, path: str) -> None:
        requests.get(f"{self.url}/{VERSION}/{path}", headers=BEARER, timeout=10)

    def stop(self, number: signal.Signals) -> tuple[int, str]:
        """The exit code and what was printed."""
        self._process.send_signal(number)
        printed = self._lines.read()
        self._lines.close()
        return self._process.wait(10), printed


def test_breaches_are_told_as_they_come_and_fail_the_run(target: str, tmp_path: Path) -> None:
    har, junit = tmp_path / "one.har", tmp_path / "one.xml"
    recording = Recording(target, "--har", str(har), "--junit", str(junit))
    recording.get("17900000000000001/insights?metric=plays")
    recording.get("17900000000000001/insights?metric=reach")

    code, printed = recording.stop(signal.SIGTERM)

    assert code == 1
    assert f"GET /{VERSION}/17900000000000001/insights?metric=plays -> 400  parameter metric[0]: " in printed
    assert "2 checks, 1 broken" in printed
    assert len(json.loads(har.read_text(encoding="utf-8"))["log"]["entries"]) == 2
    assert 'failures="1"' in junit.read_text(encoding="utf-8")
    assert "EAAmock-reader" not in printed + har.read_text(encoding="utf-8") + junit.read_text(encoding="utf-8")


def test_a_clean_run_ends_well(target: str) -> None:
    recording = Recording(target)
    recording.get("17900000000000001/insights?metric=reach")

    assert recording.stop(signal.SIGINT)[0] == 0


@pytest.mark.parametrize(
    ("options", "reason"),
    [
        (["--target", "nonsense"], "the target 'nonsense' is no URL such as http://127.0.0.1:8080"),
        (["--target", "http://127.0.0.1:1"], "no answer from http://127.0.0.1:1: Connection refused"),
        (["--spec", "none.yaml"], "none.yaml: cannot be read"),
        (["--har", "nowhere/one.har"], "there is no folder nowhere"),
        (["--port", "99999"], "99999 is not in the range 0<=x<=65535"),
        (["--host", "203.0.113.1"], "cannot listen on 203.0.113.1:8090"),
    ],
)
def test_what_cannot_run_says_why(target: str, options: list[str], reason: str) -> None:
    result = CliRunner().invoke(record, ["--target", target, *options])

    assert result.exit_code == 2
    assert reason in result.output


def test_an_archive_that_cannot_be_written_is_told(target: str, tmp_path: Path) -> None:
    folder = tmp_path / "gone"
    folder.mkdir()
    recording = Recording(target, "--har", str(folder / "one.har"))
    folder.rmdir()
    recording.get("17900000000000001")

    assert recording.stop(signal.SIGTERM)[0] == 2


def test_a_recording_of_nothing_is_no_success(target: str) -> None:
    assert Recording(target).stop(signal.SIGTERM)[0] == 2
