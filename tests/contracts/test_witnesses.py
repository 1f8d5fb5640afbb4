"""The shipped case files: they load, and their worlds can stand beside each other."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

from contracts.files.case import CaseFile, Grade, load_cases

FILES = load_cases()


def test_there_are_witnesses_of_every_grade() -> None:
    grades = {case.grade for file in FILES for case in file.cases}

    assert grades == set(Grade)


def test_no_two_worlds_share_a_token_or_an_app() -> None:
    worlds = list({str(world): world for file in FILES for world in worlds_of(file)}.values())
    names = Counter(name for world in worlds for name in unique_names(world))

    assert [name for name, count in names.items() if count > 1] == []


def test_every_topic_asks_only_for_what_is_in_its_world() -> None:
    for file in FILES:
        for case in file.cases:
            assert case.world or file.world, f"{case.place}: no world"


def worlds_of(file: CaseFile) -> Iterator[dict[str, Any]]:
    yield from (world for world in (file.world, *(case.world for case in file.cases)) if world)


def unique_names(world: dict[str, Any]) -> Iterator[str]:
    yield world["app"]["id"]
    yield from (token["token"] for token in world["tokens"])
