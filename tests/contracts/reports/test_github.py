"""Annotations: what GitHub shows beside a workflow."""

from dataclasses import replace

from contracts.outcome import Part, Run
from contracts.reports.github import annotations
from tests.contracts.reports.run import BROKEN, FINE, RUN


def test_a_broken_check_is_one_line() -> None:
    (line,) = annotations(RUN)

    title, _, message = line.partition(" title=")[2].partition("::")
    assert title == "examples%3A photo%2C GET /v26.0/1/insights"
    assert message.startswith("seed 1%0A100%25 of <it>%0Astatus: expected 200, received 400%0Abody")
    assert "\n" not in line


def test_nothing_broken_is_no_line() -> None:
    assert list(annotations(FINE)) == []


def test_each_part_has_its_say_among_the_ten() -> None:
    many = tuple(replace(BROKEN, name=f"{number}") for number in range(40))
    lines = list(annotations(Run("", (), (Part("a", "", many), Part("b", "", many[:1])))))

    assert len(lines) == 10
    assert [line[14:17] for line in lines[:3]] == ["a%3", "b%3", "a%3"]
