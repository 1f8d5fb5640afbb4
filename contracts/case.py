"""Witness cases: exchanges transcribed by hand from Meta's pages and from recordings, each with its source and date.

A file of `contracts/cases` holds one topic: the `world` in which its cases play, defaults for `now`, `fidelity` and
`host`, and the `cases`. The words of `expect` are listed in `contracts.promises`.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from itertools import chain
from pathlib import Path

import yaml

from contracts.document import CaseError, Place, Table, elements, read
from contracts.promises import Json, Promise

__all__ = ["Call", "Case", "CaseError", "CaseFile", "Expectation", "Fidelity", "Grade", "Host", "load_cases"]

CASES = Path(__file__).parent / "cases"
NO_TOKEN = "none"  # what `token:` says for a request without one

_FILE_KEYS = ("world", "now", "fidelity", "host", "cases")
_EVIDENCE = ("id", "behaviour", "source", "date", "grade")
_CASE_KEYS = (*_EVIDENCE, "world", "now", "fidelity", "host", "token", "get", "request", "expect")
_REQUEST_KEYS = ("method", "path", "headers", "body")
_EXPECT_KEYS = ("status", "headers", "error", "body", "key_order", "names")


class Grade(StrEnum):
    """How good the evidence is, best first."""

    DOCUMENTED = "documented"
    RECORDED = "recorded"
    NOTED = "noted"
    ASSUMED = "assumed"


class Fidelity(StrEnum):
    """Whom the emulator is asked to follow where documents and recordings disagree."""

    DOCUMENTED = "documented"
    OBSERVED = "observed"


class Host(StrEnum):
    """The host that a request is sent to; the last one exchanges codes and nothing else."""

    FACEBOOK = "graph.facebook.com"
    INSTAGRAM = "graph.instagram.com"
    CODES = "api.instagram.com"


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """A request as the case has it; `path` carries the query, but not the token. A `body` is sent as it stands."""

    method: str
    path: str
    host: Host
    headers: dict[str, str]
    body: str
    token: str | None
    now: str | None
    fidelity: Fidelity


@dataclass(frozen=True, slots=True, kw_only=True)
class Expectation:
    """What the source says of the reply; what it does not say is None or empty."""

    status: range | None
    headers: dict[str, Promise]
    error: dict[str, Promise] | None
    body: Promise
    key_order: dict[str, tuple[str, ...]]
    names: tuple[str, ...] | None


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
        id=_matching(table, "id", r"[a-z0-9]+(-[a-z0-9]+)*", "small letters and digits, joined by hyphens"),
        behaviour=_matching(table, "behaviour", r".*\S.*", "a sentence"),
        source=_matching(table, "source", r".*\S.*", "where it can be read"),
        date=_matching(table, "date", r"\d{4}(-\d\d){0,2}", "YYYY, YYYY-MM or YYYY-MM-DD"),
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
    method, path, headers, body = _request(table)
    return Call(
        method=method,
        path=path,
        headers=headers,
        body=body,
        host=_nearest("host", table, file).choice("host", Host, Host.FACEBOOK),
        token=_token(table, file),
        now=_nearest("now", table, file).text("now") or None,
        fidelity=_nearest("fidelity", table, file).choice("fidelity", Fidelity, Fidelity.DOCUMENTED),
    )


def _nearest(key: str, case: Table, file: Table) -> Table:
    """Who says it: the case if it does, else its file."""
    return case if key in case else file


def _request(table: Table) -> tuple[str, str, dict[str, str], str]:
    if ("get" in table) == ("request" in table):
        raise CaseError("one of `get` and `request` is expected", table.place)
    if "get" in table:
        return "GET", _path(table, "get"), {}, ""
    request = table.table("request", _REQUEST_KEYS, ("path",))
    return request.text("method", "GET"), _path(request, "path"), request.text_map("headers"), request.text("body")


def _path(table: Table, key: str) -> str:
    return _matching(table, key, r"/\S*", "a path from the root, with its query")


def _token(table: Table, file: Table) -> str | None:
    """The token the case names; the first of its world if it names none."""
    known = _tokens(_nearest("world", table, file))
    token = table.text("token") or next(iter(known), NO_TOKEN)
    if token == NO_TOKEN:
        return None
    if token not in known:
        allowed = ", ".join((*known, NO_TOKEN))
        raise CaseError(f"the world has no token `{token}`; allowed: {allowed}", table.where("token"))
    return token


def _tokens(owner: Table) -> list[str]:
    rows = (owner.document("world") or {}).get("tokens")
    return [str(row["token"]) for row in rows if isinstance(row, dict)] if isinstance(rows, list) else []


def _expectation(table: Table) -> Expectation:
    expect = table.table("expect", _EXPECT_KEYS)
    if not expect.nodes:
        raise CaseError(f"nothing is expected; allowed: {', '.join(_EXPECT_KEYS)}", expect.place)
    return Expectation(
        status=_status(expect),
        headers=expect.promises("headers"),
        error=expect.promises("error") if "error" in expect else None,
        body=expect.promise("body") if "body" in expect else None,
        key_order=expect.texts_map("key_order"),
        names=expect.texts("names") if "names" in expect else None,
    )


def _status(expect: Table) -> range | None:
    """`400` is that status, `4xx` any of its hundred."""
    if "status" not in expect:
        return None
    written = expect.written("status")
    if not re.fullmatch(r"[1-5](\d\d|xx)", written):
        raise CaseError(f"`status` is `{written}`; expected a status like 400, or 4xx", expect.where("status"))
    first = int(written.replace("x", "0"))
    return range(first, first + (100 if written.endswith("x") else 1))


def _matching(table: Table, key: str, pattern: str, expected: str) -> str:
    value = table.text(key)
    if not re.fullmatch(pattern, value):
        raise CaseError(f"`{key}` is `{value}`; expected {expected}", table.where(key))
    return value
