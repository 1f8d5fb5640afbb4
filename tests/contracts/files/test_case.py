"""The loader: what a case file says, and how it is told that it cannot be understood."""

from collections.abc import Callable
from pathlib import Path

import pytest

from contracts.files.case import CaseError, Fidelity, Grade, Host, load_cases, load_file
from tests.contracts.conftest import EVIDENCE, GOOD

Write = Callable[..., Path]

ARGUMENT_WORDS = ("$match", "$link", "$length", "$each", "$contains", "$not", "$at_least", "$at_most")
NO_EXPECT = GOOD.replace("    expect: {status: 200}\n", "")


def test_a_case_with_its_defaults(write: Write) -> None:
    (case,) = load_file(write(GOOD)).cases

    assert (case.id, case.behaviour, case.source) == ("a-case", "The API answers.", "a page")
    assert (case.date, case.grade) == ("2026-07-16", Grade.DOCUMENTED)
    assert (case.call.method, case.call.path) == ("GET", "/v25.0/1/insights?metric=reach")
    assert (case.call.host, case.call.fidelity) == (Host.FACEBOOK, Fidelity.DOCUMENTED)
    assert (case.call.now, case.call.headers) == (None, {})
    assert case.call.token == "EAAmock-one"
    assert case.expect.status == range(200, 201)
    assert (str(case.place), case.world) == ("topic.yaml, line 4, case a-case", None)


def test_a_case_says_what_differs_from_its_file(write: Write) -> None:
    file = "now: 2026-01-01T00:00:00Z\nfidelity: observed\nhost: graph.instagram.com\n" + GOOD
    (plain,) = load_file(write(file)).cases
    own = "now: 2026-02-02T00:00:00Z", "fidelity: documented", "host: graph.facebook.com", "token: EAAmock-two"
    (case,) = load_file(write(file + "".join(f"    {line}\n" for line in own))).cases

    assert (plain.call.now, plain.call.fidelity) == ("2026-01-01T00:00:00Z", Fidelity.OBSERVED)
    assert plain.call.host is Host.INSTAGRAM
    assert (case.call.now, case.call.fidelity) == ("2026-02-02T00:00:00Z", Fidelity.DOCUMENTED)
    assert (case.call.host, case.call.token) == (Host.FACEBOOK, "EAAmock-two")


def test_a_request_in_full(write: Write) -> None:
    text = GOOD.replace(
        "get: /v25.0/1/insights?metric=reach",
        "request: {method: POST, path: /v25.0/1, headers: {If-None-Match: x}, body: a=b}\n    token: none",
    )
    (case,) = load_file(write(text)).cases

    assert (case.call.method, case.call.path, case.call.token) == ("POST", "/v25.0/1", None)
    assert (case.call.headers, case.call.body) == ({"If-None-Match": "x"}, "a=b")


def test_a_case_may_bring_its_own_world(write: Write) -> None:
    (case,) = load_file(write(GOOD + "    world: {name: 7, tokens: [{token: EAAmock-own}]}\n")).cases

    assert case.world == {"name": 7, "tokens": [{"token": "EAAmock-own"}]}
    assert case.call.token == "EAAmock-own"


def test_without_a_world_there_is_no_token(write: Write) -> None:
    (case,) = load_file(write(GOOD[GOOD.index("cases:") :])).cases

    assert case.call.token is None


def test_texts_that_other_yaml_readers_take_for_something_else(write: Write) -> None:
    world = "world: {country: NO, now: 2026-07-16T18:00:00Z, ratio: 48.4, count: 3, live: true, reach: null}\n"

    assert load_file(write(world + "cases: []\n")).world == {
        "country": "NO",
        "now": "2026-07-16T18:00:00Z",
        "ratio": 48.4,
        "count": 3,
        "live": True,
        "reach": None,
    }


@pytest.mark.parametrize(
    ("text", "place", "problem"),
    [
        ("", "line 1", "the file is empty; a mapping is expected"),
        ("cases: [", "line 2", "not YAML: did not find expected node content"),
        ("\a", "line 1", "not YAML: control characters are not allowed"),
        ("- 1", "line 1", "a mapping is expected here"),
        ("world: {}", "line 1", "`cases` is missing; required: cases"),
        ("cases: 3", "line 1", "`cases` must be a list"),
        ("cases: []\ncase: []", "line 2", "unknown key `case`; allowed: world, now, fidelity, host, cases"),
        ("cases: []\ncases: []", "line 2", "`cases` stands twice"),
        ("cases: [1]", "line 1", "a mapping is expected here"),
        ("cases: []\nworld: {a: !!int 1, b: !c d}", "line 2", "the tag `!c` means nothing here; words begin with `$`"),
        (NO_EXPECT, "line 4, case a-case", "`expect` is missing; required: id, behaviour, source, date, grade, expect"),
        (
            GOOD + "    stauts: 1\n",
            "line 11, case a-case",
            (
                "unknown key `stauts`; allowed: id, behaviour, source, date, grade, world, now, fidelity, host, token, "
                "get, request, expect"
            ),
        ),
        (
            NO_EXPECT + "    expect: {state: 1}\n",
            "line 10, case a-case",
            "unknown key `state`; allowed: status, headers, error, body, key_order, names",
        ),
        (
            NO_EXPECT + "    expect: {}\n",
            "line 10, case a-case",
            "nothing is expected; allowed: status, headers, error, body, key_order, names",
        ),
        (
            NO_EXPECT + "    expect: {status: 99}\n",
            "line 10, case a-case",
            "`status` is `99`; expected a status like 400, or 4xx",
        ),
        (NO_EXPECT + "    expect: {status: [1]}\n", "line 10, case a-case", "`status` must be a single value"),
        (
            NO_EXPECT + "    expect: {body: {a: $number, b: $numbr}}\n",
            "line 10, case a-case",
            (
                "unknown word `$numbr`; words without an argument: "
                "$integer, $float, $number, $string, $boolean, $object, $list, $absent"
            ),
        ),
        (
            NO_EXPECT + "    expect: {body: {$any: 1}}\n",
            "line 10, case a-case",
            f"unknown word `$any`; words with an argument: {', '.join(ARGUMENT_WORDS)}",
        ),
        (
            NO_EXPECT + "    expect: {body: {$each: 1, a: 2}}\n",
            "line 10, case a-case",
            "`$each` stands alone in its mapping",
        ),
        (NO_EXPECT + "    expect: {body: {$contains: 1}}\n", "line 10, case a-case", "`$contains` must be a list"),
        (
            NO_EXPECT + "    expect: {body: {$match: '('}}\n",
            "line 10, case a-case",
            "`$match`: missing ), unterminated subpattern at position 0",
        ),
        (
            NO_EXPECT + "    expect: {body: {$link: x}}\n",
            "line 10, case a-case",
            "`$link`: a link is promised by its path and query, like /v25.0/1/insights?metric=reach",
        ),
        (
            GOOD.replace("a-case", "A case"),
            "line 4, case A case",
            "`id` is `A case`; expected small letters and digits, joined by hyphens",
        ),
        (GOOD.replace("a-case", "7"), "line 4, case 7", "`id` must be a text; quote what looks like another type"),
        (
            GOOD.replace('"a page"', ""),
            "line 6, case a-case",
            "`source` must be a text; quote what looks like another type",
        ),
        (
            GOOD.replace("2026-07-16", "July"),
            "line 7, case a-case",
            "`date` is `July`; expected YYYY, YYYY-MM or YYYY-MM-DD",
        ),
        (
            GOOD.replace("documented", "certain"),
            "line 8, case a-case",
            "`grade` is `certain`; allowed: documented, recorded, noted, assumed",
        ),
        (
            GOOD + "    host: example.com\n",
            "line 11, case a-case",
            "`host` is `example.com`; allowed: graph.facebook.com, graph.instagram.com, api.instagram.com",
        ),
        (
            GOOD + "    token: EAAmock-tow\n",
            "line 11, case a-case",
            "the world has no token `EAAmock-tow`; allowed: EAAmock-one, EAAmock-two, none",
        ),
        (GOOD + "    request: {path: /}\n", "line 4, case a-case", "one of `get` and `request` is expected"),
        (
            GOOD.replace("get: /v25.0/1", "get: v25.0/1"),
            "line 9, case a-case",
            "`get` is `v25.0/1/insights?metric=reach`; expected a path from the root, with its query",
        ),
    ],
)
def test_mistakes_are_told_with_their_place(write: Write, text: str, place: str, problem: str) -> None:
    with pytest.raises(CaseError) as told:
        load_file(write(text))

    assert str(told.value) == f"topic.yaml, {place}: {problem}"


def test_ids_are_unique_over_all_files(write: Write, tmp_path: Path) -> None:
    write(GOOD, "first.yaml")
    write(GOOD, "second.yaml")

    with pytest.raises(CaseError) as told:
        load_cases(tmp_path)

    assert str(told.value) == "second.yaml, line 4, case a-case: the id is taken: first.yaml, line 4, case a-case"


def test_a_folder_without_cases_is_a_mistake(tmp_path: Path) -> None:
    with pytest.raises(CaseError, match="no case files here"):
        load_cases(tmp_path)


def test_the_evidence_is_not_optional(write: Write) -> None:
    """Each of its keys is missed."""
    for line in EVIDENCE.strip().splitlines()[1:]:
        with pytest.raises(CaseError, match=f"`{line.split(':')[0].strip()}` is missing"):
            load_file(write(GOOD.replace(line + "\n", "")))
