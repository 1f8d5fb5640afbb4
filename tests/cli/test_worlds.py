"""`insights-mock worlds` and `insights-mock check`."""

from __future__ import annotations

import shlex
from pathlib import Path

import pytest

from mock_server.world import shipped
from mock_server.world.cards import CARDS
from tests.cli.conftest import Run


def test_all_shipped_worlds_and_all_well_known_ids_are_listed(run: Run) -> None:
    told = run("worlds")
    assert told.code == 0
    for name in shipped.names():
        assert any(line.split()[:1] == [name] for line in told.lines)
    for card in CARDS:
        assert any(line.split()[:1] == [card.value] and line.endswith(card.shows) for line in told.lines)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [("worlds default", "unexpected extra argument"), ("worlds --all", "No such option"), ("world", "No such command")],
)
def test_wrong_input_is_refused_with_exit_code_2(run: Run, arguments: str, said: str) -> None:
    told = run(*shlex.split(arguments))
    assert (told.code, told.out) == (2, "")
    assert said in told.err


def test_a_good_world_is_told_in_one_line(run: Run, tmp_path: Path) -> None:
    (tmp_path / "w.yaml").write_text("accounts: [{generate: {feed: 1000000, since: -P300D}}]")
    told = run("check", str(tmp_path / "w.yaml"), wide=True)
    assert told.code == 0
    assert told.out.replace("\n", " ").endswith("w.yaml: 1 account, 1000000 posts, 2 tokens ")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("acounts: []", ("acounts", "did you mean accounts?", "allowed: name, seed, now")),
        (
            "accounts: [{media: [{media_type: GIF}]}]",
            ("accounts[0].media[0].media_type", "CAROUSEL_ALBUM, IMAGE, VIDEO"),
        ),
        ("fidelity: [", ("neither YAML nor JSON",)),
        ("", ("is empty",)),
    ],
)
def test_a_mistake_in_a_world_is_a_finding(run: Run, tmp_path: Path, text: str, said: tuple[str, ...]) -> None:
    (tmp_path / "w.yaml").write_text(text)
    told = run("check", str(tmp_path / "w.yaml"), wide=True)
    assert told.code == 1
    for part in said:
        assert part in told.out.replace("\n    ", " ").replace("\n", " ")


def test_what_cannot_be_read_cannot_be_checked(run: Run, tmp_path: Path) -> None:
    assert run("check", str(tmp_path / "missing.yaml")).code == 2
    assert run("check", str(tmp_path)).code == 2
    assert run("check").code == 2
