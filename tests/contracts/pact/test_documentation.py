"""What docs/pact.md shows can be used as it stands."""

import json
import re
from pathlib import Path

import pytest

from contracts.pact.changing import Stage
from contracts.pact.pact_file import read_pact
from contracts.pact.state import load_states
from contracts.target import Target
from tests.conftest import Emulator
from tests.wsgi_transport import session_to

PAGE = (Path(__file__).parents[3] / "docs" / "pact.md").read_text(encoding="utf-8")


def _shown(language: str) -> str:
    found = re.search(rf"```{language}\n(.*?)```", PAGE, re.DOTALL)
    assert found
    return found[1]


def test_the_interaction_is_one_of_a_pact(tmp_path: Path) -> None:
    pact = {"consumer": {"name": "x"}, "provider": {"name": "y"}, "interactions": [json.loads(_shown("json"))]}
    (tmp_path / "pact.json").write_text(json.dumps(pact))
    assert read_pact(tmp_path / "pact.json", load_states(())).interactions


@pytest.mark.parametrize("params", [{}, {"viewers": 7}])
def test_the_state_can_be_set_up(tmp_path: Path, client: Emulator, params: dict[str, int]) -> None:
    (tmp_path / "own.yaml").write_text(_shown("yaml"))
    stage = Stage(Target("http://emulator", session_to(client.app)), load_states([tmp_path]))
    assert stage.change("a viral reel", "setup", params), stage.mistakes
    stage.clear()


def test_the_states_that_are_named_are_shipped() -> None:
    named = re.findall(r"\*(an? [a-z ]+)\*", PAGE)
    assert named
    assert set(named) <= set(load_states(()))
