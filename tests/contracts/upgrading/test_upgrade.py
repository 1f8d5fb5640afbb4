"""`upgrade` in process: what it prints of a journal, an archive and a scenario, and its exit codes."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
import requests
from click.testing import Result

from contracts.compare import at, shown
from contracts.target import Target
from contracts.upgrading.answers import answered
from contracts.upgrading.editions import Edition
from contracts.upgrading.questions import Question
from tests.contracts.conftest import FakeEmulator
from tests.contracts.upgrading.conftest import ACCOUNT, REEL, STORY, URL, Run, Save

HEAD = """\
                              v21.0      v21.0      v22.0      v23.0      v24.0
                         2025-04-20 2025-04-21 2025-04-20 2025-05-29 2025-10-08
"""
PLAYS = f"""\
/{REEL}/insights?metric=plays,reach
     asked 2 times
     v21.0 from 2025-04-21 on; v22.0, v23.0, v24.0: error 100
       (#100) The Media Insights API does not support the plays metric for this
         media product type.
       why: plays does not exist for a reel in v21.0 on this day
         (metric_unsupported)
     plays: use views; retired from v22.0 on; everywhere on 2025-04-21
"""
BEFORE = f"""
Refused already, not counted
  3  127.0.0.1/{ACCOUNT}/insights?metric=reach&period=day
     190: the token expired on Saturday, 19-Apr-25 11:00:00 PDT
"""
TO_24 = ("upgrade", "--from", "v21.0", "--to", "v24.0")

Write = Callable[..., Path]


def fits(result: Result) -> bool:
    """Whether it reads well on a terminal."""
    return max(map(len, result.stdout.splitlines())) <= 80


@pytest.mark.parametrize("name", ["journal", "journal.har"])
def test_what_a_client_asked(client: None, save: Save, run: Run, name: str) -> None:
    result = run(*TO_24, save(name))

    assert (result.exit_code, result.stderr) == (1, "")
    assert fits(result)
    assert HEAD in result.stdout
    assert "\n  1  plays,reach                 ok        100        100        100        100\n" in result.stdout
    assert "\n  2  /me                         ok         ok         ok         ok         ok\n" in result.stdout
    assert "\n  3  reach                      190        190        190        190        190\n" in result.stdout
    assert "\n  5  plays                       ok        100        100        100        100\n" in result.stdout
    assert PLAYS in result.stdout
    assert BEFORE in result.stdout
    assert "1 request not asked again: it is a batch; the requests in it are asked\n" in result.stdout
    assert "1 request not asked again: it belongs to a login\n" in result.stdout
    assert result.stdout.endswith("\n5 requests: 2 would break\n")
    assert "mock-reader" not in result.stdout


@pytest.mark.parametrize(("version", "day", "cell"), [("v21.0", 20, "ok"), ("v21.0", 21, "100"), ("v22.0", 20, "100")])
def test_what_is_told_is_what_is_answered(target: Target, version: str, day: int, cell: str) -> None:
    """A request that is sent at that time gets what its cell says."""
    edition = Edition(version, f"2025-04-{day}T12:00:00Z")
    path = f"/{REEL}/insights?metric=plays,reach&access_token=EAAmock-reader"

    told = answered(target, Question(path, "graph.facebook.com", None), "", edition)
    sent = target.ask("GET", f"/{version}{path}", {"Host": "graph.facebook.com", "X-Mock-Now": edition.now})

    assert shown(at("body.error.code", sent.body)) == ("(absent)" if told.is_ok else told.code)
    assert (told.code or "ok") == cell


def test_nothing_is_counted_or_noted(client: None, save: Save, run: Run, session: requests.Session) -> None:
    """The world that is asked stays as it was."""
    before = session.get(f"{URL}/_mock/worlds/default/snapshot?journal=true").json()

    assert run(*TO_24, save("journal")).exit_code == 1

    assert session.get(f"{URL}/_mock/worlds/default/snapshot?journal=true").json() == before
    assert len(session.get(f"{URL}/_mock/worlds").json()["worlds"]) == 1


def test_on_days_of_ones_own(client: None, save: Save, run: Run) -> None:
    result = run("upgrade", "--from", "v21.0", "--to", "v22.0", save("journal"), "--at", "2025-04-22")

    assert result.exit_code == 0
    assert (
        "                              v21.0      v22.0\n                         2025-04-22 2025-04-22"
        in result.stdout
    )
    assert "\n  1  plays,reach                100        100\n" in result.stdout
    assert result.stdout.endswith("5 requests: none would break\n")


def test_a_scenario_is_asked_in_a_world_of_its_own(run: Run, session: requests.Session) -> None:
    result = run(*TO_24, "metric-retired-overnight")

    assert result.exit_code == 1
    assert fits(result)
    assert HEAD in result.stdout
    assert result.stdout.endswith("\n3 requests: 2 would break\n")
    assert len(session.get(f"{URL}/_mock/worlds").json()["worlds"]) == 1


def test_of_many_columns_some_stand_below(run: Run) -> None:
    result = run(*TO_24, "impressions-before-and-after-the-end")

    assert fits(result)
    assert "v24.0\n                         2025-10-08\n  1  impressions,reach          100\n" in result.stdout
    assert "insights?metric=impressions\n     (documented)\n" in result.stdout


def test_what_ends_with_time_is_not_counted(run: Run, session: requests.Session, save: Save) -> None:
    session.get(f"{URL}/v21.0/{STORY}/insights", params={"metric": "reach", "access_token": "EAAmock-reader"})

    result = run(
        "upgrade", "--from", "v21.0", "--to", "v21.0", save("journal"), "--at", "2025-04-20", "--at", "2025-04-30"
    )

    assert result.exit_code == 0
    assert "\n  1  reach                       ok       past\npast: over because time goes by" in result.stdout


def test_a_world_from_a_file(run: Run, write: Write) -> None:
    """The token of the journal is found in it by its kind."""
    world = {
        "now": "2025-04-20T18:00:00Z",
        "app": {"id": "1000000000000991"},
        "accounts": [{"id": "17841400000000991", "media": []}],
        "tokens": [{"token": "EAAmock-of-a-file"}],
    }
    entry = {
        "method": "GET",
        "host": "graph.facebook.com",
        "path": "/v21.0/17841400000000991/insights",
        "query": "metric=impressions&period=day",
        "body": "",
        "token": "EAAmock-~00000000",
        "token_kind": "facebook_user",
    }
    journal = write(json.dumps({"world": "w9", "entries": [entry]}), "journal.json")

    result = run(*TO_24, journal, "--world", write(json.dumps(world), "world.json"))

    assert (result.exit_code, result.stderr) == (1, "")
    assert "impressions: use views; retired from v22.0 on; everywhere on 2025-04-21" in result.stdout


def test_a_token_from_the_environment(client: None, save: Save, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """It asks in place of all others, so the expired one is no obstacle."""
    monkeypatch.setenv("MY_TOKEN", "EAAmock-reader")

    result = run(*TO_24, save("journal"), "--token-env", "MY_TOKEN")

    assert "\n  3  reach                       ok         ok         ok         ok         ok\n" in result.stdout
    assert run(*TO_24, save("journal"), "--token-env", "NONE").stderr == (
        "the environment has no variable NONE with a token in it\n"
    )


@pytest.mark.parametrize(
    ("arguments", "problem"),
    [
        (("--from", "v21.0", "--to", "v99.0"), "there is no version `v99.0`; allowed: v2.9, v2.10, "),
        (
            ("--from", "v24.0", "--to", "v21.0"),
            "v24.0 is newer than v21.0: --from names the version that is left behind",
        ),
        (
            ("--from", "v21.0", "--to", "v24.0", "--at", "2025-04-20"),
            "v24.0 is out on none of these days: it comes on 2025-10-08",
        ),
    ],
)
def test_versions_that_cannot_be_asked(run: Run, arguments: tuple[str, ...], problem: str) -> None:
    result = run("upgrade", *arguments, "metric-retired-overnight")

    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith(problem)


def test_the_world_of_a_journal_is_gone(run: Run, write: Write) -> None:
    result = run(*TO_24, write('{"world": "w9", "entries": []}', "journal.json"))

    assert result.exit_code == 2
    assert result.stderr == "the target has no world `w9`, of which the requests are; --world FILE brings it\n"


def test_a_malformed_file(run: Run, write: Write) -> None:
    path = write("{", "journal.json")

    result = run(*TO_24, path)

    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith(f"{path}, line 1: not JSON")


def test_a_world_that_the_target_refuses(run: Run, write: Write) -> None:
    journal = write('{"entries": []}', "journal.json")

    result = run(*TO_24, journal, "--world", write("acounts: []\n", "world.yaml"))

    assert result.exit_code == 2
    assert "refuses a world (400)" in result.stderr
    assert "acounts" in result.stderr


@pytest.mark.parametrize("arguments", [(*TO_24, "leap-day"), ("diff", "v21.0", "v22.0")])
def test_no_emulator(run: Run, session: requests.Session, arguments: tuple[str, ...]) -> None:
    emulator = FakeEmulator()
    emulator.answers["GET /_mock/health"] = (404, "")
    session.mount("http://", emulator)

    result = run(*arguments)

    assert (result.exit_code, result.stdout) == (2, "")
    assert "/_mock/health answers 404\nStart an emulator with `make serve`" in result.stderr
