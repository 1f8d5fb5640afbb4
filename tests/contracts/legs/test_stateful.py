"""Walks by chance: green on the emulator, the same for the same seed, and red for whatever time or order break."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import datetime, timedelta
from itertools import count
from random import Random
from typing import Any

import pytest
import requests

from contracts.legs.stateful import play
from contracts.legs.stateful.model import DAY, DELAY, HOUR, Insights, Model, Post
from contracts.legs.stateful.steps import Does, Step, steps_of
from contracts.outcome import Check, Checks
from mock_server.world import archive, objects
from tests.contracts.legs.spoiled import Spoil, Spoiled, bench_of, broken, told

START = 1_791_568_800  # 2026-10-09T18:00:00Z
MODEL = Model(START)


@pytest.mark.parametrize(("seed", "examples", "walks"), [(1, 10, 2), (2, 1, 1)])
def test_the_emulator_stands_every_walk(seed: int, examples: int, walks: int) -> None:
    """How many there are, `examples` says."""
    checks = list(play(bench_of(seed=seed, examples=examples)))
    assert told(broken(checks)) == []
    assert [check.topic for check in checks] == ["walks", "budgets of calls"] * walks


def steps(seed: str) -> list[Step]:
    return list(steps_of(Random(seed), MODEL, 30))  # noqa: S311  chance that must repeat itself


def test_a_seed_gives_the_same_steps_again() -> None:
    one, again, other = (steps(seed) for seed in ("1", "1", "2"))
    assert one == again != other


def test_steps_never_go_back_and_meet_deadlines_on_time() -> None:
    moves = [step for step in steps("1") if step.does in (Does.JUMP, Does.ADVANCE)]
    assert [each.at for each in moves] == sorted(each.at for each in moves)
    deadlines = {each.at for each in MODEL.deadlines()}
    met = {each.at for each in moves} & deadlines
    assert met
    assert all({at - 1, at + 1} <= {each.at for each in moves} for at in met)


def test_no_two_deadlines_are_one() -> None:
    """A shortest log names the deadline that matters."""
    instants = [each.at for each in MODEL.deadlines()]
    assert len(instants) == len(set(instants))


def test_a_story_is_told_for_its_day() -> None:
    story = Post("1", "story", START)
    at = (START - 1, START, START + DELAY, START + 4 * HOUR, START + DAY - 1, START + DAY)
    assert [story.insights(now) for now in at] == [
        Insights.UNKNOWN,
        Insights.EMPTY,
        Insights.FEW,
        Insights.TOLD,
        Insights.TOLD,
        Insights.EMPTY,
    ]
    assert story._replace(highlighted=True).insights(START + DAY) is Insights.TOLD


def first_broken(checks: Checks) -> Check:
    return next(check for check in checks if not check.kept)


def all_told(check: Check) -> str:
    return "\n".join([*(f"{each.where} {each.promised} {each.received}" for each in check.differences), *check.about])


def changing_numbers(how: Callable[[str, int], int]) -> Spoil:
    """Each number under `value` in answers about insights is replaced; `how` is told the path."""

    def change(path: str, body: Any) -> Any:
        match body:
            case dict():
                return {
                    key: how(path, each) if key == "value" and type(each) is int else change(path, each)
                    for key, each in body.items()
                }
            case list():
                return [change(path, each) for each in body]
            case _:
                return body

    return lambda request, _, body: change(request.path_url, body) if "/insights" in request.path_url else body


def test_numbers_that_are_made_up_anew_are_found() -> None:
    numbers = count()
    check = first_broken(play(bench_of(changing_numbers(lambda _, value: value + next(numbers)))))
    assert "asked again at the same instant" in all_told(check)


def test_totals_that_do_not_add_up_are_found() -> None:
    spoil = changing_numbers(lambda path, value: value + 1 if "total_value" in path else value)
    assert "of a window" in all_told(first_broken(play(bench_of(spoil))))


def test_values_that_fall_are_found() -> None:
    """The larger the number, the less is told: what grows falls."""
    spoil = changing_numbers(lambda path, value: 10**9 - value if "period" not in path else value)
    check = first_broken(play(bench_of(spoil)))
    assert "as time goes by" in all_told(check)
    assert any(line.startswith("1. ") for line in check.about)


def test_what_depends_on_the_past_is_found() -> None:
    """A fresh world must not tell other numbers because there was one before."""
    worlds = count()
    made = [0]

    class Remembering(Spoiled):
        def send(self, request: requests.PreparedRequest, *args: object, **more: object) -> requests.Response:
            if (request.method, request.path_url) == ("POST", "/_mock/worlds"):
                made[0] = next(worlds)
            return super().send(request, *args, **more)

    spoil = changing_numbers(lambda path, value: value + made[0] if "period" not in path else value)
    check = first_broken(play(bench_of(spoil, Remembering)))
    assert "the same log in a fresh world" in all_told(check)


def test_a_snapshot_that_is_not_put_back_is_found() -> None:
    class Deaf(Spoiled):
        def send(self, request: requests.PreparedRequest, *args: object, **more: object) -> requests.Response:
            if request.method == "PUT" and "/snapshot" in request.path_url:
                request.method = "GET"
            return super().send(request, *args, **more)

    check = first_broken(play(bench_of(way=Deaf)))
    assert "a snapshot was put back" in all_told(check)
    assert "put the snapshot back" in all_told(check)


def test_a_story_that_lives_a_second_longer_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (objects, archive):
        monkeypatch.setattr(module, "STORY_LIFE", DAY + 1)
    check = first_broken(play(bench_of()))
    assert "an empty data set" in all_told(check) or "/stories" in all_told(check)
    assert re.fullmatch(r"1\. go to \S+: the day of \d+ ends", check.about[2])
    assert not any(line.startswith("2.") for line in check.about)


def test_a_token_that_dies_a_second_early_is_found() -> None:
    class Shortening(Spoiled):
        def send(self, request: requests.PreparedRequest, *args: object, **more: object) -> requests.Response:
            if request.path_url == "/_mock/worlds":
                world = json.loads(request.body or b"{}")
                for token in (each for each in world["tokens"] if "expires_at" in each):
                    early = datetime.fromisoformat(token["expires_at"]) - timedelta(seconds=1)
                    token["expires_at"] = f"{early:%Y-%m-%dT%H:%M:%SZ}"
                request.prepare_body(None, None, world)
            return super().send(request, *args, **more)

    check = first_broken(play(bench_of(way=Shortening)))
    assert "with the token that ends" in all_told(check)
    assert re.fullmatch(r"1\. go to \S+: a second before \S+ a token ends", check.about[2])


def test_a_control_plane_that_does_not_obey_is_found() -> None:
    class Refusing(Spoiled):
        def send(self, request: requests.PreparedRequest, *args: object, **more: object) -> requests.Response:
            response = super().send(request, *args, **more)
            if request.path_url.startswith("/_mock/clock"):
                response.status_code = 409
                response._content = json.dumps({"error": {"message": "no"}}).encode()
            return response

    assert '409 "no"' in all_told(first_broken(play(bench_of(way=Refusing))))


def test_a_budget_that_refills_late_is_found() -> None:
    def stingy(request: requests.PreparedRequest, response: requests.Response, body: Any) -> Any:
        if "spends" in request.headers["Authorization"] and response.status_code == 200 and next(calls) > 8:
            response.status_code = 400
        return body

    calls = count()
    check = first_broken(play(bench_of(stingy)))
    assert "of an hour" in all_told(check)


def test_a_budget_that_is_overdrawn_is_found() -> None:
    def generous(request: requests.PreparedRequest, response: requests.Response, body: Any) -> Any:
        if "spends" in request.headers["Authorization"]:
            response.status_code = 200
        return body

    check = first_broken(play(bench_of(generous)))
    assert "refused answered" in all_told(check)
