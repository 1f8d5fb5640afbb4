"""Deadlines: their files are read strictly, the emulator keeps them to the second, and one that is off is found."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import requests

from contracts.files.deadline import DEADLINES, load_deadline_file, load_deadlines
from contracts.files.document import CaseError
from contracts.legs import deadlines
from contracts.openapi.public import PublicDocument
from mock_server.catalogue.account_metrics import ACCOUNT_METRICS
from mock_server.catalogue.media_metrics import MEDIA_METRICS
from mock_server.catalogue.versions import VERSIONS
from mock_server.spec import document
from tests.contracts.legs.spoiled import Spoiled, bench_of, broken, told

GOOD = """\
world:
  accounts: [{id: "1", media: []}]
  tokens: [{token: EAAmock-one}]
deadlines:
  - id: a-deadline
    behaviour: Something ends.
    source: a page
    date: 2026-07-16
    grade: documented
    at: 2026-07-16T18:00:00Z
    get: /v25.0/1
    before: {status: 200}
    after: {status: 400}
"""


class SlowClocks(Spoiled):
    """The emulator's clocks are a second slow, and tell what they were set to."""

    def send(self, request: requests.PreparedRequest, *args: object, **more: object) -> requests.Response:
        if not request.path_url.startswith("/_mock/clock"):
            return super().send(request, *args, **more)
        asked = json.loads(request.body or b"{}")
        late = datetime.fromisoformat(asked["now"]) - timedelta(seconds=1)
        request.prepare_body(None, None, {"now": f"{late:%Y-%m-%dT%H:%M:%SZ}"})
        response = super().send(request, *args, **more)
        response._content = json.dumps({**json.loads(response.content), **asked}).encode()
        return response


def test_the_emulator_keeps_every_deadline() -> None:
    checks = list(deadlines.play(bench_of()))
    assert told(broken(checks)) == []
    assert len(checks) > 90


def test_an_answer_that_comes_too_early_is_found() -> None:
    """What ends a second before its time is red, and the check says what is believed and why."""

    def early(request: requests.PreparedRequest, response: requests.Response, body: Any) -> Any:
        if "metric=plays" in request.path_url:
            response.status_code = 400
            return {"error": {"message": "gone", "code": 100}}
        return body

    (check,) = broken(deadlines.play(bench_of(early)))
    assert (check.topic, check.name) == ("metrics-end", "plays")
    assert check.about[0] == "plays of reels ends."
    assert {each.where.split()[0] for each in check.differences} == {"2025-04-20T23:59:59Z"}


def test_an_answer_that_comes_a_second_late_is_found() -> None:
    """A story that lives for a second longer is red at the instant, and not a second later."""
    seen: list[str] = []

    def late(request: requests.PreparedRequest, response: requests.Response, body: Any) -> Any:
        if "17900000000058401/insights?metric=reach,replies" in request.path_url:
            seen.append(json.dumps(body))
            return json.loads(seen[-2]) if len(seen) == 2 else body
        return body

    (check,) = broken(deadlines.play(bench_of(late)))
    assert (check.topic, check.name) == ("stories", "story-insights")
    assert {each.where.split()[0] for each in check.differences} == {"2026-07-17T10:00:00Z"}


def test_clocks_that_are_a_second_slow_are_found_at_every_change() -> None:
    changes = [each for file in load_deadlines() for each in file.deadlines if each.before != each.after]
    names = {check.name for check in broken(deadlines.play(bench_of(way=SlowClocks)))}
    assert {each.id for each in changes} - names == set()
    assert len(changes) > 85


@pytest.mark.parametrize(
    "told_date", [None, "from v22.0 on; everywhere on 2025-04-22", "from v21.0 on; everywhere on 2025-04-21"]
)
def test_a_date_that_the_document_tells_otherwise_is_found(told_date: str | None) -> None:
    raw = json.loads(json.dumps(PublicDocument.committed().raw))
    impressions = next(each for each in raw["x-insights-metrics"] if each["name"] == "impressions")
    impressions["retired"] = told_date
    (check,) = broken(deadlines.told_by(PublicDocument(raw), load_deadlines()))
    assert check.name == "media.impressions"


@pytest.mark.parametrize("day", ["2023-10-01", "2024-12-01", "2025-03-01"])
def test_documents_of_other_days_tell_the_same_dates(day: str) -> None:
    version = next(each for each in reversed(VERSIONS) if each.released <= date.fromisoformat(day))
    public = PublicDocument(document(version, date.fromisoformat(day)))
    checks = list(deadlines.told_by(public, load_deadlines()))
    assert told(broken(checks)) == []
    assert len(checks) > 3


def test_every_end_that_the_catalogue_knows_is_transcribed() -> None:
    """A metric that is retired in a row has a deadline that was written by hand."""
    known = {each.retires.metric for file in load_deadlines() for each in file.deadlines if each.retires}
    retired = {f"media.{each.name}" for each in MEDIA_METRICS if each.retired}
    assert retired | {f"account.{each.name}" for each in ACCOUNT_METRICS if each.retired} == known


def test_every_version_of_the_last_years_ends_on_its_transcribed_day() -> None:
    (file,) = (each for each in load_deadlines() if each.topic == "versions")
    ends = {each.id: each.at.date() for each in file.deadlines if each.id.endswith("-ends")}
    recent = [each for each in VERSIONS if each.last_day and each.last_day >= date(2024, 10, 1)]
    assert {f"{each.name.replace('.', '-')}-ends" for each in recent} <= ends.keys()
    for each in VERSIONS:
        if (name := f"{each.name.replace('.', '-')}-ends") in ends:
            assert each.last_day
            assert ends[name] == each.last_day + timedelta(days=1)


def test_ids_are_unique_over_all_files() -> None:
    ids = [each.id for file in load_deadlines() for each in file.deadlines]
    assert len(ids) == len(set(ids))
    tokens = re.findall(
        r"token: ((?:EAA|IGAA)mock-d-[\w-]+)", "".join(each.read_text() for each in DEADLINES.glob("*"))
    )
    assert tokens


Write = Callable[[str], Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    def _write(text: str) -> Path:
        path = tmp_path / "topic.yaml"
        path.write_text(text, encoding="utf-8")
        return path

    return _write


def test_a_file_is_read(write: Write) -> None:
    (deadline,) = load_deadline_file(write(GOOD)).deadlines
    assert f"{deadline.begins:%H:%M:%S}" == "17:59:59"
    assert deadline.call.token == "EAAmock-one"


@pytest.mark.parametrize(
    ("old", "new", "line", "problem"),
    [
        (
            "behaviour: Something ends.",
            "behavior: Something ends.",
            6,
            "unknown key `behavior`; allowed: id, behaviour",
        ),
        ("    after: {status: 400}\n", "", 5, "`after` is missing"),
        ("at: 2026-07-16T18:00:00Z", "at: 2026-07-16", 10, "expected an instant like 2025-04-21T00:00:00Z"),
        ("at: 2026-07-16T18:00:00Z", "at: 2026-02-30T18:00:00Z", 10, "no time of the calendar"),
        ("get: /v25.0/1", "get: v25.0/1", 11, "expected a path from the root"),
        ("before: {status: 200}", "before: {}", 12, "nothing is expected"),
        ("grade: documented", "grade: sure", 9, "allowed: documented, recorded, noted, assumed"),
        ("world:\n", "world:\n  now: 2026-07-16T18:00:00Z\n", 2, "leave out `now`"),
        ("get: /v25.0/1", "get: /v25.0/1\n    starts: 2026-07-17T00:00:00Z", 12, "starts before the deadline"),
        ("get: /v25.0/1", "get: /v25.0/1\n    first: []", 12, "`starts` says when"),
        ("get: /v25.0/1", "get: /v25.0/1\n    token: EAAmock-two", 12, "the world has no token `EAAmock-two`"),
        ("get: /v25.0/1", "get: /v25.0/1\n    retires: {metric: plays, from: v22.0}", 12, "like media.plays"),
        (
            "get: /v25.0/1",
            "get: /v25.0/1\n    starts: 2026-07-16T00:00:00Z\n    first: [{get: /v25.0/me, repeat: 0}]",
            13,
            "from 1 to 1000",
        ),
    ],
)
def test_mistakes_are_told_with_their_line(write: Write, old: str, new: str, line: int, problem: str) -> None:
    assert old in GOOD
    with pytest.raises(CaseError) as error:
        load_deadline_file(write(GOOD.replace(old, new, 1)))
    assert str(error.value).startswith(f"topic.yaml, line {line}: ")
    assert problem in str(error.value)


def test_an_id_stands_once(write: Write) -> None:
    entry = GOOD.partition("deadlines:\n")[2]
    with pytest.raises(CaseError, match=r"line 14: the id is taken: topic\.yaml, line 5"):
        load_deadline_file(write(GOOD + entry))


def test_a_folder_without_files_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CaseError, match="no files of deadlines here"):
        load_deadlines(tmp_path)
