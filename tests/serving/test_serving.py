"""The served emulator as a whole: its workers, its end, and what it never prints."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
from contextlib import closing
from pathlib import Path

import pytest

from tests.serving.started import COMMAND, PATIENCE, ROOT, Started, environment, started

READER = "access_token=EAAmock-reader"
REACH = f"/v25.0/17900000000000001/insights?metric=reach&{READER}"
needs_proc = pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="reads /proc, which only Linux has")


def gone(process_id: int) -> bool:
    """Whether a process has ended; a zombie that nobody waits for has."""
    try:
        return Path(f"/proc/{process_id}/stat").read_text().rpartition(")")[2].split()[0] == "Z"
    except FileNotFoundError:
        return True


def test_a_clock_change_is_seen_by_the_next_request_of_any_worker(served: Started) -> None:
    for day in ("2026-07-17", "2026-07-18", "2026-07-19"):
        now = f"{day}T12:00:00Z"
        assert served.ask("/_mock/clock", "PUT", json.dumps({"now": now}))[0] == 200
        seen = {json.loads(served.ask("/_mock/clock")[1])["now"] for _ in range(25)}
        assert seen == {now}
    assert {served.ask(REACH)[0] for _ in range(25)} == {200}


def test_odd_requests_get_the_apis_own_errors(served: Started) -> None:
    status, body = served.ask("/nowhere/at/all")
    assert (status, json.loads(body)["error"]["type"]) == (400, "OAuthException")
    assert served.ask("/_mock/nowhere")[0] == 404


@needs_proc
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
def test_a_signal_ends_it_with_exit_code_0_and_no_worker_left(number: int) -> None:
    with started("--workers", "2") as emulator:
        with closing(emulator.connected()) as left_open:
            left_open.request("GET", REACH)
            assert left_open.getresponse().read()
            workers = emulator.workers
            assert len(workers) == 2
            assert emulator.stopped(number) == (0, "")
        assert all(gone(worker) for worker in workers)
    with socket.create_server(("127.0.0.1", emulator.port)):
        pass


@needs_proc
def test_ctrl_c_reaches_all_processes_of_the_terminal_and_ends_them() -> None:
    with started("--workers", "2") as emulator:
        os.killpg(emulator.process.pid, signal.SIGINT)
        assert emulator.process.wait(PATIENCE) == 0
        assert emulator.process.stdout
        assert emulator.process.stdout.read() == ""


@needs_proc
def test_workers_do_not_outlive_a_killed_parent(tmp_path: Path) -> None:
    with started("--workers", "2", TMPDIR=str(tmp_path)) as emulator:
        assert len(emulator.workers) == 2
        emulator.process.kill()
        assert emulator.process.stdout
        assert emulator.process.stdout.read() == ""  # returns when the last process that can print has ended


def test_several_workers_share_a_store_that_is_deleted_in_the_end(tmp_path: Path) -> None:
    with started("--workers", "2", TMPDIR=str(tmp_path)) as emulator:
        assert list(tmp_path.glob("insights-mock-*/worlds.db"))
        assert emulator.stopped()[0] == 0
    assert not list(tmp_path.iterdir())


def test_a_store_that_was_named_is_kept(tmp_path: Path) -> None:
    store = ("--store", f"sqlite:///{tmp_path / 'kept.db'}", "--now", "2026-07-16T18:00:00Z")
    with started(*store) as emulator:
        assert emulator.ask("/_mock/clock/advance", "POST", '{"by": "PT25H"}')[0] == 200
    with started(*store) as emulator:
        assert json.loads(emulator.ask("/_mock/clock")[1])["now"] == "2026-07-17T19:00:00Z"


def test_two_emulators_cannot_share_a_port(served: Started) -> None:
    second = [*COMMAND, "serve", "--port", str(served.port)]
    told = subprocess.run(
        second, cwd=ROOT, env=environment(), capture_output=True, text=True, timeout=PATIENCE, check=False
    )
    assert (told.returncode, told.stdout) == (2, "")
    assert "Address already in use" in told.stderr


def test_settings_come_from_variables_too() -> None:
    variables = {"INSIGHTS_MOCK_ADMIN_TOKEN": "hunter2", "INSIGHTS_MOCK_NO_MOCK_HEADERS": "1"}
    with started(**variables) as emulator:
        assert "hunter2" not in "".join(emulator.screen)
        assert emulator.ask("/_mock/worlds")[0] == 401
        assert emulator.ask("/_mock/worlds", headers={"Authorization": "Bearer hunter2"})[0] == 200
        with closing(emulator.connected()) as connection:
            connection.request("GET", REACH)
            assert "X-Mock-Rule" not in connection.getresponse().headers


def test_no_token_is_ever_printed() -> None:
    secret = "EAAmock-secret-of-a-user"
    with started() as emulator:
        emulator.ask(f"/v25.0/me/insights?metric=reach&access_token={secret}")
        emulator.ask("/v25.0/me", headers={"Authorization": f"Bearer {secret}"})
        emulator.ask("/_mock/worlds", "POST", json.dumps({"tokens": [{"token": secret, "kind": "nobody"}]}))
        with socket.create_connection(("127.0.0.1", emulator.port), timeout=PATIENCE) as broken:
            broken.sendall(f"GET /x?access_token={secret} HTTP/9\r\n{secret}\r\n\r\n".encode())
            broken.recv(1024)
        assert emulator.stopped() == (0, "")
