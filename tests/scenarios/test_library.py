"""The scenarios that are shipped: each is played against the emulator in this process and listed on their page."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml

from contracts.files.scenario import Ask, Scenario, chosen, load_scenario
from contracts.outcome import Part
from contracts.replaying import checks_of
from contracts.reports.terminal import part_lines
from contracts.target import Target
from mock_server.app import create_app
from tests.wsgi_transport import session_to

SCENARIOS = {scenario.name: scenario for scenario in chosen(())}

_PAGE = Path(__file__).parents[2] / "docs" / "scenarios.md"
_FOLDER = Path(__file__).parents[2] / "contracts" / "scenarios"


@pytest.fixture(scope="module")
def target() -> Target:
    """The emulator in this process."""
    return Target("http://127.0.0.1", session_to(create_app(now="2026-10-01T12:00:00Z").wsgi_app))


@pytest.mark.parametrize("name", SCENARIOS)
def test_it_is_played_to_its_end(name: str, target: Target) -> None:
    """Every step comes as expected."""
    played = play(SCENARIOS[name], target)

    assert not played.broken, told(played)
    assert not played.skipped


def test_a_wrong_expectation_fails_and_is_readable(target: Target) -> None:
    """The place, what was expected and what came are told."""
    right = SCENARIOS["story-crosses-five-viewers"]
    wrong = replace(right, steps=right.steps[:1])
    ask = wrong.steps[0].action
    assert isinstance(ask, Ask)
    assert ask.expect is not None
    expect = replace(ask.expect, status=range(200, 201), error=None)
    text = told(play(replace(wrong, steps=(replace(wrong.steps[0], action=replace(ask, expect=expect)),)), target))
    assert "01 GET graph.facebook.com/v25.0/17900000000030501/insights?metric=reach" in text
    assert "    status\n      expected  200\n      received  400\n    body.error\n" in text
    assert "Not enough viewers" in text


@pytest.mark.parametrize("name", SCENARIOS)
def test_it_says_what_it_is(name: str) -> None:
    """It bears the name of its file and a sentence, and asserts several things, before something happens and after."""
    scenario = SCENARIOS[name]
    asserting = [step for step in scenario.steps if isinstance(step.action, Ask) and step.action.expect]

    assert (_FOLDER / f"{name}.yaml").is_file()
    assert scenario.about.endswith(".")
    assert len(asserting) >= 4
    assert isinstance(scenario.steps[-1].action, Ask)


def test_there_are_enough_and_they_can_stand_beside_each_other() -> None:
    """No two worlds share a token or an app."""
    names = Counter(name for scenario in SCENARIOS.values() for name in _unique_names(scenario))

    assert len(SCENARIOS) >= 20
    assert [name for name, count in names.items() if count > 1] == []


def test_the_page_lists_them_with_their_sentences() -> None:
    """docs/scenarios.md has a row for each scenario, in the order of their names."""
    rows = re.findall(r"^\| `([a-z0-9-]+)` \| (.+) \|$", _PAGE.read_text(encoding="utf-8"), re.MULTILINE)

    assert rows == [(scenario.name, scenario.about) for scenario in SCENARIOS.values()]


def test_the_page_shows_a_scenario_that_works(target: Target, tmp_path: Path) -> None:
    """The example has every kind of step and is played as it stands."""
    shown = re.search(r"```yaml\n(.*?)```", _PAGE.read_text(encoding="utf-8"), re.DOTALL)
    assert shown
    path = tmp_path / "shown.yaml"
    path.write_text(shown[1], encoding="utf-8")
    played = play(load_scenario(path), target)
    keys = {key for step in yaml.safe_load(shown[1])["steps"] for key in step}

    assert not played.broken, told(played)
    assert not played.skipped
    assert keys >= {"get", "request", "advance", "now", "set", "fault", "clear_faults", "expect_webhook"}
    assert keys >= {"expect", "expect_settled", "keep", "repeat", "note", "token", "host", "fidelity"}


def play(scenario: Scenario, target: Target) -> Part:
    return Part(scenario.name, scenario.about, tuple(checks_of(scenario, target)))


def told(part: Part) -> str:
    return "\n".join(part_lines(part, "step"))


def _unique_names(scenario: Scenario) -> Iterator[str]:
    world: dict[str, Any] = dict(scenario.world)
    yield world["app"]["id"]
    yield from (token["token"] for token in world["tokens"])
