"""The target and the runner, against an emulator that is only a table of answers."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
import requests

from contracts.compare import Difference
from contracts.files.case import CaseFile, load_file
from contracts.runner import play, play_file
from contracts.target import RefusedWorldError, Target, TargetError
from tests.contracts.conftest import GOOD, FakeEmulator

Write = Callable[..., Path]
ASKED = "GET /v25.0/1/insights"


@pytest.fixture
def target(session: requests.Session) -> Target:
    return Target("http://emulator/", session)


@pytest.fixture
def file(write: Write) -> CaseFile:
    return load_file(write(GOOD))


def test_the_world_stands_while_its_cases_are_played(target: Target, emulator: FakeEmulator, file: CaseFile) -> None:
    emulator.answers[ASKED] = (200, "{}")

    (outcome,) = play_file(file, target)

    assert outcome.kept
    assert emulator.routes == ["POST /_mock/worlds", ASKED, "DELETE /_mock/worlds/w1"]
    assert json.loads(emulator.asked[0].body or "") == file.world


def test_a_request_says_host_token_moment_and_fidelity(target: Target, emulator: FakeEmulator, write: Write) -> None:
    text = GOOD.replace("/v25.0/1/insights?metric=reach", "/v25.0/1") + "    now: 2026-07-16T18:00:00Z\n"
    (case,) = load_file(write(text + "    fidelity: observed\n")).cases

    target.send(case.call)
    (asked,) = emulator.asked

    assert asked.url == "http://emulator/v25.0/1?access_token=EAAmock-one"
    assert asked.headers["Host"] == "graph.facebook.com"
    assert asked.headers["X-Mock-Now"] == "2026-07-16T18:00:00Z"
    assert asked.headers["X-Mock-Fidelity"] == "observed"


def test_a_token_comes_last_and_may_be_left_out(target: Target, emulator: FakeEmulator, write: Write) -> None:
    target.send(load_file(write(GOOD)).cases[0].call)
    target.send(load_file(write(GOOD + "    token: none\n")).cases[0].call)
    with_token, without = emulator.asked

    assert with_token.path_url == "/v25.0/1/insights?metric=reach&access_token=EAAmock-one"
    assert without.path_url == "/v25.0/1/insights?metric=reach"
    assert "X-Mock-Now" not in without.headers


def test_differences_are_the_outcome(target: Target, emulator: FakeEmulator, file: CaseFile) -> None:
    emulator.answers[ASKED] = (500, "<html>")

    outcome = play(file.cases[0], target)

    assert not outcome.kept
    assert outcome.differences == (Difference("status", "200", "500"),)


def test_a_case_with_its_own_world(target: Target, emulator: FakeEmulator, write: Write) -> None:
    (case,) = load_file(write(GOOD + "    world: {name: own}\n    token: none\n")).cases

    play(case, target)

    assert emulator.routes == ["POST /_mock/worlds", ASKED, "DELETE /_mock/worlds/w1"]
    assert json.loads(emulator.asked[0].body or "") == {"name": "own"}


def test_the_world_is_taken_away_when_a_case_cannot_be_played(
    target: Target, emulator: FakeEmulator, file: CaseFile
) -> None:
    played = play_file(file, target)
    next(played)
    played.close()  # type: ignore[attr-defined]  # a generator, whatever its annotation says

    assert emulator.routes[-1] == "DELETE /_mock/worlds/w1"


def test_a_world_that_is_refused_stops_the_run(target: Target, emulator: FakeEmulator, file: CaseFile) -> None:
    emulator.answers["POST /_mock/worlds"] = (409, '{"error": {"message": "the token is taken"}}')

    with pytest.raises(TargetError, match=r"http://emulator refuses a world \(409\): .*the token is taken"):
        list(play_file(file, target))


def test_a_world_that_was_left_behind_is_named_with_the_cure(target: Target, emulator: FakeEmulator) -> None:
    emulator.answers["POST /_mock/worlds"] = (409, '{"error": {"message": "the app is another world\'s"}}')
    emulator.answers["GET /_mock/worlds"] = (200, '{"worlds": [{"id": "w7", "app_id": "1"}, {"id": "w8"}]}')

    with pytest.raises(RefusedWorldError, match=r"curl -X DELETE http://emulator/_mock/worlds/w7$"):
        target.world({"app": {"id": "1"}}).__enter__()
    with pytest.raises(RefusedWorldError, match=r"the app is another world's$"):
        target.world({"app": {"id": "2"}}).__enter__()


def test_a_guarded_control_plane_says_what_it_wants(target: Target, emulator: FakeEmulator) -> None:
    emulator.answers["GET /_mock/health"] = (401, "{}")

    with pytest.raises(TargetError, match="http://emulator guards its control plane: --admin-token T"):
        target.check()


def test_the_control_plane_may_be_guarded(session: requests.Session, emulator: FakeEmulator, file: CaseFile) -> None:
    list(play_file(file, Target("http://emulator", session, admin_token="let-me-in")))

    assert [request.headers.get("Authorization") for request in emulator.asked] == [
        "Bearer let-me-in",
        None,
        "Bearer let-me-in",
    ]


def test_what_answers_may_be_no_emulator(target: Target, emulator: FakeEmulator) -> None:
    emulator.answers["GET /_mock/health"] = (404, "")

    with pytest.raises(TargetError, match="no emulator at http://emulator: /_mock/health answers 404"):
        target.check()


def test_nothing_may_answer_at_all() -> None:
    with pytest.raises(TargetError, match=r"no answer from http://127\.0\.0\.1:1: "):
        Target("http://127.0.0.1:1").check()


@pytest.mark.parametrize("url", ["nonsense", "localhost:8080", "ftp://localhost", "http://", "http://127.0.0.1:99999"])
def test_what_is_no_url_is_named(url: str) -> None:
    with pytest.raises(TargetError, match=r"is no URL such as http://127\.0\.0\.1:8080$") as told:
        Target(url).check()

    assert url.rstrip("/") in str(told.value)
