"""The terminal: short where all is well, and never wider than 80 columns."""

from dataclasses import replace

from click import unstyle

from contracts.outcome import Check, Part
from contracts.reports.terminal import part_lines, total_line
from tests.contracts.reports.run import BAD, BROKEN, FINE, GOOD, RUN


def told(part: Part) -> list[str]:
    return [unstyle(line) for line in part_lines(part, "check")]


def test_a_part_that_is_well_is_one_line() -> None:
    assert told(GOOD) == [f"{'rows':<40}  3 checks, as expected"]


def test_a_broken_check_tells_where_in_80_columns() -> None:
    lines = told(BAD)

    assert max(map(len, lines)) <= 80
    assert lines[:9] == [
        f"{'examples':<40}  2 checks, 1 broken, 1 skipped",
        "",
        "  Every example is what the emulator answers.",
        "  photo: GET /v26.0/1/insights",
        "    seed 1",
        "    100% of <it>",
        "    status",
        "      expected  200",
        "      received  400",
    ]
    assert "… (5003 characters)" in " ".join(lines)


def test_many_broken_checks_are_not_all_told() -> None:
    many = Part("a", "", tuple(replace(BROKEN, name=f"{number}") for number in range(14)))

    assert "  … and 2 more: --html FILE shows all" in told(many)


def test_a_part_that_was_not_played_says_why() -> None:
    part = Part("client", "", (Check(topic="client", name="all", skipped="there is no client here: " + "long " * 20),))

    first, *reason = told(part)
    assert first == f"{'client':<40} skipped"
    assert " ".join(map(str.strip, reason)).startswith("there is no client here: long long")
    assert max(map(len, reason)) <= 80


def test_the_last_line_counts_parts() -> None:
    assert unstyle(total_line(RUN, "leg")) == "2 legs: 1 not as expected"
    assert unstyle(total_line(FINE, "leg")) == "1 leg, as expected"
