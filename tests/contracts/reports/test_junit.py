"""JUnit's XML: what CI servers read."""

from xml.etree import ElementTree as ET

from contracts.reports.junit import junit
from tests.contracts.reports.run import RUN

SUITES = ET.fromstring(junit(RUN))  # noqa: S314 - our own document


def test_counts_stand_at_the_run_and_at_each_part() -> None:
    counts = [[each.get(name) for name in ("tests", "failures", "skipped", "time")] for each in (SUITES, *SUITES)]

    assert counts == [["5", "1", "1", "0.750"], ["3", "0", "0", "0.500"], ["2", "1", "1", "0.250"]]


def test_a_check_is_a_test_case_of_its_topic() -> None:
    named = [(case.get("classname"), case.get("name")) for case in SUITES.iter("testcase")]

    assert named == [
        ("rows.reel", "one"),
        ("rows.reel", "two"),
        ("rows.story", "one"),
        ("examples.photo", "GET /v26.0/1/insights"),
        ("examples", "two"),
    ]


def test_what_broke_says_where_and_what_was_skipped_says_why() -> None:
    failure, skipped = SUITES[1][0][0], SUITES[1][1][0]

    assert failure.get("message") == "seed 1: status"
    assert (failure.text or "").startswith("seed 1\n100% of <it>\nstatus\n  expected  200\n  received  400\n")
    assert '"\ufffdxxx' in (failure.text or "")
    assert skipped.get("message") == "nobody is there"
