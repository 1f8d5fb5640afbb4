"""Probes and the file of fingerprints: read strictly, and the probes speak of what their world has."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from contracts.files.document import CaseError
from contracts.fingerprinting.baseline import load_baseline
from contracts.fingerprinting.probes import load_probes, moments, row_probes
from contracts.openapi.public import PublicDocument

PROBES = """\
names: {photo: "17900000000000001"}
tokens: {graph.facebook.com: EAAmock-one, expired: EAAmock-two}
world: {accounts: []}
probes:
  media:
    - {name: no metric, get: "/${version}/${photo}/insights"}
    - {name: first page, get: "/${version}/me/media", keep: {after: body.paging.cursors.after}}
    - {name: next page, get: "/${version}/me/media?after=${after}", token: expired}
"""
BASELINE = """\
version: v26.0
day: 2026-10-09
fidelity: documented
answered_by: the emulator
fingerprints:
  media:
    no metric: {status: 400, headers: {etag: 40 hex}, body: {error: {code: 100}}}
"""

Write = Callable[[str], Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    def _write(text: str) -> Path:
        path = tmp_path / "file.yaml"
        path.write_text(text, encoding="utf-8")
        return path

    return _write


def test_a_probe_fills_in_its_names_and_its_token(write: Write) -> None:
    probes = load_probes(write(PROBES))
    names = {**moments(PublicDocument.committed()), **probes.names}
    first, _, last = probes.probes
    assert first.asks(names, probes.tokens).path == "/v26.0/17900000000000001/insights"
    assert first.asks(names, probes.tokens).token == "EAAmock-one"
    assert last.lacks(names) == ["after"]
    asked = last.asks({**names, "after": "x"}, probes.tokens)
    assert (asked.path, asked.token) == ("/v26.0/me/media?after=x", "EAAmock-two")


def test_a_probe_without_a_token_says_what_time_it_is(write: Write) -> None:
    """It belongs to no world, so whatever world is served answers it."""
    probes = load_probes(write(PROBES.replace("token: expired", "token: none").replace("?after=${after}", "")))
    asked = probes.probes[-1].asks(moments(PublicDocument.committed()), probes.tokens)
    assert (asked.token, asked.now) == (None, "2026-10-09T18:00:00Z")


def test_the_shipped_probes_speak_of_objects_of_their_world() -> None:
    probes = load_probes()
    written = str(probes.world)
    assert {name for name, each in probes.names.items() if each not in written} == set()
    assert {role for role, each in probes.tokens.items() if each not in written} == set()


def test_every_value_of_every_row_is_sent_once() -> None:
    document = PublicDocument.committed()
    asked = [(each.place.case, each.call.host, each.call.path) for each in row_probes(document)]
    assert len(asked) == len(set(asked))
    for row in (each for each in document.rows if each.object == "account"):
        for axis, values in row.params.items():
            for value in values:
                for host in row.hosts:
                    sent = [path for name, at, path in asked if (name, at) == (row.name, host)]
                    assert any(f"{axis}={value}" in path for path in sent), (row.name, axis, value)


@pytest.mark.parametrize(
    ("old", "new", "line", "problem"),
    [
        ("world:", "wrld:", 3, "unknown key `wrld`"),
        ("tokens: {graph.facebook.com: EAAmock-one, expired: EAAmock-two}\n", "", 1, "`tokens` is missing"),
        ("token: expired", "token: dead", 8, "no token plays `dead`; allowed: graph.facebook.com, expired, none"),
        ("token: expired", "host: graph.example", 8, "allowed: graph.facebook.com"),
        ("name: next page", "name: no metric", 8, "`no metric` is taken: file.yaml, line 6"),
        ("${photo}", "${reel}", 6, "no `${reel}`; known: instant, month_ago"),
        ("keep: {after: body.paging.cursors.after}", "keep: {before: body}", 8, "no `${after}`"),
        ('get: "/${version}/me/media", ', "", 7, "one of `get` and `request` is expected"),
        ('"/${version}/${photo}/insights"', "v26.0", 6, "a path from the root"),
    ],
)
def test_mistakes_in_probes_are_told_with_their_line(write: Write, old: str, new: str, line: int, problem: str) -> None:
    assert old in PROBES
    with pytest.raises(CaseError) as error:
        load_probes(write(PROBES.replace(old, new, 1)))
    assert str(error.value).startswith(f"file.yaml, line {line}: ")
    assert problem in str(error.value)


def test_a_file_of_fingerprints_is_read(write: Write) -> None:
    baseline = load_baseline(write(BASELINE))
    assert (baseline.version, baseline.day, baseline.answered_by) == ("v26.0", "2026-10-09", "the emulator")
    assert baseline.fingerprints == {("media", "no metric"): (400, {"etag": "40 hex"}, {"error": {"code": 100}})}


@pytest.mark.parametrize(
    ("old", "new", "line", "problem"),
    [
        ("v26.0", "26", 1, "`version`"),
        ("2026-10-09", "today", 2, "expected YYYY-MM-DD"),
        ("documented", "live", 3, "allowed: documented, observed"),
        ("status: 400", "status: high", 7, "`status` must be a number"),
        (", body: {error: {code: 100}}", "", 7, "`body` is missing"),
        ("fingerprints:", "prints:", 5, "unknown key `prints`"),
    ],
)
def test_mistakes_in_fingerprints_are_told_with_their_line(
    write: Write, old: str, new: str, line: int, problem: str
) -> None:
    assert old in BASELINE
    with pytest.raises(CaseError) as error:
        load_baseline(write(BASELINE.replace(old, new, 1)))
    assert str(error.value).startswith(f"file.yaml, line {line}: ")
    assert problem in str(error.value)
