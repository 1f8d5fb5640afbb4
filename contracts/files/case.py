"""Witness cases: exchanges transcribed by hand from Meta's pages and from recordings, each with its source and date.

A file of `contracts/cases` holds one topic: the `world` in which its cases play, defaults for `now`, `fidelity` and
`host`, and the `cases`. The words of `expect` are listed in `contracts.files.promises`.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from itertools import chain
from pathlib import Path

import yaml

from contracts.files.document import CaseError, Place, Table, elements, read
from contracts.files.exchange import Call, Expectation, Fidelity, Host, expectation, matching, sent, token_of, tokens_of
from contracts.files.promises import Json, kept_names

__all__ = ["Call", "Case", "CaseError", "CaseFile", "Expectation", "Fidelity", "Grade", "Host", "load_cases"]

CASES = Path(__file__).parents[1] / "cases"

_FILE_KEYS = ("world", "now", "fidelity", "host", "cases")
_EVIDENCE = ("id", "behaviour", "source", "date", "grade")
_CASE_KEYS = (*_EVIDENCE, "world", "now", "fidelity", "host", "token", "get", "request", "expect")


class Grade(StrEnum):
    """How good the evidence is, best first."""

    DOCUMENTED = "documented"
    RECORDED = "recorded"
    NOTED = "noted"
    ASSUMED = "assumed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One exchange, and why it is believed."""

    id: str
    behaviour: str
    source: str
    date: str
    grade: Grade
    call: Call
    expect: Expectation
    world: dict[str, Json] | None
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseFile:
    """The cases of one topic and the world they share."""

    topic: str
    world: dict[str, Json] | None
    cases: tuple[Case, ...]


def load_cases(folder: Path = CASES) -> tuple[CaseFile, ...]:
    """All case files of a folder, in the order of their names."""
    files = tuple(load_file(path) for path in sorted(folder.glob("*.yaml")))
    if not files:
        raise CaseError("no case files here", Place(str(folder)))
    _refuse_shared_ids(chain.from_iterable(file.cases for file in files))
    return files


def load_file(path: Path) -> CaseFile:
    """One case file."""
    place = Place(path.name)
    file = Table.of(read(path.read_text(encoding="utf-8"), place), place, _FILE_KEYS, ("cases",))
    cases = tuple(_case(node, file) for node in elements(file.nodes["cases"], "cases", place))
    return CaseFile(topic=path.stem, world=file.document("world"), cases=cases)


def _refuse_shared_ids(cases: Iterable[Case]) -> None:
    places: dict[str, Place] = {}
    for case in cases:
        if case.id in places:
            raise CaseError(f"the id is taken: {places[case.id]}", case.place)
        places[case.id] = case.place


def _case(node: yaml.Node, file: Table) -> Case:
    place = Place(file.place.file, case=_id_of(node))
    table = Table.of(node, place, _CASE_KEYS, (*_EVIDENCE, "expect"))
    return Case(
        id=matching(table, "id", r"[a-z0-9]+(-[a-z0-9]+)*", "small letters and digits, joined by hyphens"),
        behaviour=matching(table, "behaviour", r".*\S.*", "a sentence"),
        source=matching(table, "source", r".*\S.*", "where it can be read"),
        date=matching(table, "date", r"\d{4}(-\d\d){0,2}", "YYYY, YYYY-MM or YYYY-MM-DD"),
        grade=table.choice("grade", Grade),
        call=_call(table, file),
        expect=_expectation(table),
        world=table.document("world"),
        place=table.place,
    )


def _id_of(node: yaml.Node) -> str:
    """The case's id, read before anything else so that each mistake can name it."""
    pairs = node.value if isinstance(node, yaml.MappingNode) else ()
    return next((str(value.value) for key, value in pairs if key.value == "id"), "")


def _call(table: Table, file: Table) -> Call:
    if ("get" in table) == ("request" in table):
        raise CaseError("one of `get` and `request` is expected", table.place)
    return Call(
        **sent(table)._asdict(),
        host=_nearest("host", table, file).choice("host", Host, Host.FACEBOOK),
        token=token_of(table, tokens_of(_nearest("world", table, file).document("world"))),
        now=_nearest("now", table, file).text("now") or None,
        fidelity=_nearest("fidelity", table, file).choice("fidelity", Fidelity, Fidelity.DOCUMENTED),
    )


def _nearest(key: str, case: Table, file: Table) -> Table:
    """Who says it: the case if it does, else its file."""
    return case if key in case else file


def _expectation(table: Table) -> Expectation:
    expect = expectation(table)
    if names := kept_names([expect.headers, expect.error, expect.body]):
        raise CaseError(f"a case keeps no values, so there is no `${{{min(names)}}}`", table.where("expect"))
    return expect
