"""Journals, archives and scenarios as recordings; what is none is refused with its place."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from contracts.files.document import CaseError
from contracts.upgrading.questions import CUT, NOT_A_GET, OF_LOGIN, Question
from contracts.upgrading.reading import A_BATCH, DEPENDENT, NO_BATCH, OF_OTHERS, read_world, recording

Write = Callable[..., Path]
ENTRY = {
    "method": "GET",
    "host": "graph.facebook.com",
    "path": "/v21.0/1/insights",
    "query": "metric=reach&access_token=EAAmock-~12345678&appsecret_proof=abc",
    "body": "",
    "token": "EAAmock-~12345678",
    "token_kind": "page",
}
ASKED = Question("/1/insights?metric=reach", "graph.facebook.com", "EAAmock-~12345678", "page")


def journal(**changes: Any) -> str:
    return json.dumps({"world": "w1", "entries": [{**ENTRY, **changes}]})


def archive(url: str, method: str = "GET", **more: Any) -> str:
    return json.dumps({"log": {"entries": [{"request": {"method": method, "url": url, **more}}]}})


def test_a_journal(write: Write) -> None:
    """A question has no version, no token and no proof in its path; the body of an overridden method counts."""
    found = recording(str(write(journal(), "j.json")))
    posted = recording(str(write(journal(query="", body="metric=reach"), "k.json")))

    assert (found.world, found.document) == ("w1", None)
    assert found.questions == {ASKED: 1}
    assert posted.questions == {ASKED: 1}


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("/v21.0/me", ("/me", "graph.facebook.com")),
        ("/me", ("/me", "graph.facebook.com")),
        ("//v21.0//me", ("/me", "graph.facebook.com")),
        ("/v21.0", ("/", "graph.facebook.com")),
        ("/v21.0x/me", ("/v21.0x/me", "graph.facebook.com")),
        ("/graph.instagram.com/v21.0/me", ("/me", "graph.instagram.com")),
    ],
)
def test_versions_and_hosts_in_paths(write: Write, path: str, expected: tuple[str, str]) -> None:
    [question] = recording(str(write(journal(path=path, query=""), "j.json"))).questions

    assert (question.path, question.host) == expected


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"method": "DELETE"}, NOT_A_GET),
        ({"method": "POST", "body": "batch=[]"}, A_BATCH),
        ({"path": "/v21.0/oauth/access_token"}, OF_LOGIN),
        ({"path": "/debug_token"}, OF_LOGIN),
        ({"query": f"fields={'x' * 2048}"}, CUT),
    ],
)
def test_what_is_not_asked_again(write: Write, changes: dict[str, str], reason: str) -> None:
    found = recording(str(write(journal(**changes), "j.json")))

    assert (found.questions, found.unplayed) == ({}, {reason: 1})


def test_an_archive_of_a_browser(write: Write) -> None:
    """Token and fidelity are in headers; requests to others are none of ours."""
    headers = [{"name": "Authorization", "value": "Bearer IGQx"}, {"name": "X-Mock-Fidelity", "value": "observed"}]
    ours = recording(str(write(archive("https://graph.instagram.com/v21.0/me%20?a=%2C", headers=headers), "a.har")))
    others = recording(str(write(archive("https://fonts.example/font.woff"), "b.har")))
    control = recording(str(write(archive("http://127.0.0.1:8080/_mock/health"), "c.har")))

    assert ours.questions == {Question("/me ?a=,", "graph.instagram.com", "IGQx", "", "observed"): 1}
    assert others.unplayed == {OF_OTHERS: 1}
    assert control.unplayed == {OF_OTHERS: 1}


def test_a_batch_in_an_archive(write: Write) -> None:
    followed = '{"relative_url": "{result=a:$.id}"}'
    items = f'[{{"relative_url": "v20.0/me?fields=id"}}, {{"method": "POST", "relative_url": "1"}}, {followed}]'
    url = "https://graph.facebook.com/v21.0/"
    found = recording(str(write(archive(url, "POST", postData={"text": f"batch={items}&access_token=EAAx"}), "a.har")))
    broken = recording(str(write(archive(url, "POST", postData={"text": "batch=me"}), "b.har")))
    listed = recording(str(write(archive(url, "POST", postData={"text": "batch=[1]"}), "c.har")))

    assert found.questions == {Question("/me?fields=id", "graph.facebook.com", "EAAx"): 1}
    assert found.unplayed == {A_BATCH: 1, NOT_A_GET: 1, DEPENDENT: 1}
    assert broken.unplayed == {NO_BATCH: 1}
    assert listed.unplayed == {NO_BATCH: 1}


def test_a_scenario() -> None:
    """Its world comes with it, without the webhooks that nobody would take."""
    found = recording("cursors-of-another-account")

    assert found.document is not None
    assert found.unplayed[DEPENDENT] > 0
    assert "webhooks" not in (recording("story-from-birth-to-expiry").document or {})


def test_a_scenario_as_json(write: Write) -> None:
    steps = [{"get": "/v21.0/me", "expect": {"status": 200}}]
    scenario = {"name": "mine", "about": "One.", "world": {"tokens": [{"token": "EAAmock-a"}]}, "steps": steps}

    found = recording(str(write(json.dumps(scenario), "mine.json")))

    assert found.questions == {Question("/me", "graph.facebook.com", "EAAmock-a"): 1}


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("{", "line 1: not JSON"),
        ("{}", "line 1: expected a journal (`entries`), an HTTP archive (`log`) or a scenario (`steps`)"),
        ("[]", "line 1: expected a journal"),
        ('{"entries": {}}', "line 1: entries: `entries` must be a list"),
        ('{"entries": [\n3]}', "line 2: entries[0]: `0` must be an object"),
        ('{"entries": [\n{}]}', "line 2: entries[0]: `method` is missing: a text is expected"),
        (journal(method="get it"), "entries[0].method: a method such as GET is expected"),
        (journal(path=7), "entries[0].path: `path` must be a text"),
        ('{"entries": [], "more": true}', "more: the whole journal is expected, not a page: ask for ?limit=1000, or "),
        ('{"log": {}}', "line 1: log: `entries` is missing: a list is expected"),
        ('{"log": {"entries": [{}]}}', "log.entries[0]: `request` is missing: an object is expected"),
        (
            archive("/v21.0/me"),
            "log.entries[0].request.url: a URL such as https://graph.facebook.com/v23.0/me is expected",
        ),
        (
            archive("https://[/me"),
            "log.entries[0].request.url: a URL such as https://graph.facebook.com/v23.0/me is expected",
        ),
        (
            archive("https://graph.facebook.com/me", headers=[{}]),
            "log.entries[0].request.headers[0]: `name` is missing",
        ),
    ],
)
def test_what_is_no_recording(write: Write, text: str, problem: str) -> None:
    with pytest.raises(CaseError) as raised:
        recording(str(write(text, "journal.json")))

    assert str(raised.value.place.file).endswith("journal.json")
    assert problem in str(raised.value)


def test_a_scenario_that_is_none(write: Write) -> None:
    with pytest.raises(CaseError, match=r"mine.yaml, line 1: `about` is missing"):
        recording(str(write("name: mine\n", "mine.yaml")))
    with pytest.raises(CaseError, match=r"there is no such scenario; did you mean leap-day\?"):
        recording("leap-dya")


def test_a_world_that_is_none(write: Write, tmp_path: Path) -> None:
    with pytest.raises(CaseError, match=r"world.yaml, line 1: a mapping is expected here"):
        read_world(write("[]", "world.yaml"))
    with pytest.raises(CaseError, match=r"world.yaml: it is nested too deeply, or contains itself"):
        read_world(write("a: &a [*a]", "world.yaml"))
    with pytest.raises(CaseError, match=r"world.yaml, line 2: the number has too many digits"):
        read_world(write(f"name: x\nseed: {'9' * 5_000}", "world.yaml"))
    with pytest.raises(CaseError, match=r"none\.yaml: cannot be read: No such file"):
        read_world(tmp_path / "none.yaml")
