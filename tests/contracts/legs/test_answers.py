"""Answers against client: the reference client reads them all, and each wrong client is seen."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import pytest
import requests

from client.program import answer
from contracts.bench import Bench
from contracts.driving import Program
from contracts.driving.program import InProcess, Subprocess
from contracts.driving.stub import Stub, stub
from contracts.files.document import CaseError
from contracts.legs.answers import NO_PROGRAM, play
from contracts.legs.answers.acts import FILES, load
from contracts.legs.answers.generated import topics
from contracts.legs.answers.links import links
from contracts.legs.answers.stage import Stage
from contracts.openapi.public import PublicDocument
from contracts.target import Target
from tests.contracts.legs import wrong_clients as wrong
from tests.contracts.legs.wrong_clients import Fault

DOCUMENT = PublicDocument.committed()


@pytest.fixture(scope="module")
def stubs() -> Iterator[tuple[Stub, Stub]]:
    with stub() as here, stub() as elsewhere:
        yield here, elsewhere


def bench(program: Program | None, examples: int = 4) -> Bench:
    return Bench(target=Target("http://emulator"), document=DOCUMENT, program=program, examples=examples)


def test_the_reference_client_reads_everything() -> None:
    checks = list(play(bench(InProcess(answer))))

    assert [(check.topic, check.name, check.differences) for check in checks if not check.kept] == []
    assert {check.topic for check in checks} == {"numbers", "lists", "refusals", "links", "generated"}
    assert len({(check.topic, check.name) for check in checks}) == len(checks) > 60


def test_another_seed_asks_otherwise() -> None:
    asked: list[list[Any]] = [[], []]

    def noting(calls: list[Any], call: wrong.Called) -> wrong.Called:
        calls.append(call["arguments"].get("metrics"))
        return answer(call)

    for seed, calls in enumerate(asked):
        list(play(replace(bench(InProcess(partial(noting, calls))), seed=seed)))

    assert asked[0] != asked[1]
    assert asked[0][: len(asked[0]) // 2] == asked[1][: len(asked[1]) // 2]


def floats(value: Any) -> Any:
    return float(value) if isinstance(value, int) else value


def whole(value: Any) -> Any:
    return int(value) if isinstance(value, float) else value


def rows_where(holds: Callable[[Any], bool]) -> Fault:
    return wrong.rows(lambda told: [row for row in told if holds(row)])


def in_utc(told: list[Any]) -> list[Any]:
    """Takes every offset for that of UTC."""
    return [{**row, "end_time": row["end_time"] and f"{row['end_time'][:19]}Z"} for row in told]


def known_fields(told: list[Any]) -> list[Any]:
    return [{key: value for key, value in item.items() if key not in ("brand_new", "owner")} for item in told]


def without_nulls(told: list[Any]) -> list[Any]:
    return [{key: value for key, value in item.items() if value is not None} for item in told]


def ascii_only(told: list[Any]) -> list[Any]:
    def plain(parts: dict[str, str]) -> dict[str, str]:
        return {key: value.encode("ascii", "replace").decode() for key, value in parts.items()}

    return [{**row, "breakdown": row["breakdown"] and plain(row["breakdown"])} for row in told]


@pytest.mark.parametrize(
    ("fault", "name", "where"),
    [
        (wrong.result(wrong.no_data_is_zero), "empty data set", "reach values"),
        (wrong.values(lambda value: value or 0), "zero, null and nothing", "saved values: value"),
        (rows_where(lambda row: row["value"] is not None), "zero, null and nothing", "saved values"),
        (rows_where(lambda row: row["value"] != 0), "zero, null and nothing", "likes values"),
        (wrong.rows(lambda told: told[:1]), "zero, null and nothing", "saved values"),
        (wrong.values(floats), "large numbers", "views values: value"),
        (wrong.values(whole), "percentages", "reels_skip_rate values: value"),
        (
            rows_where(lambda row: row["metric"] != "follows_and_unfollows"),
            "no total",
            "follows_and_unfollows total_value",
        ),
        (wrong.rows(ascii_only), "names of places", "follower_demographics total_value city="),
        (wrong.rows(in_utc), "offsets", "reach values 2026-07-03T"),
        (wrong.twice, "empty data set", "requests"),
        (wrong.items(lambda told: told[:2]), "an empty page in the midst", "number of items"),
        (wrong.items(known_fields), "media that nobody knows", "items[0]"),
        (wrong.items(without_nulls), "media that nobody knows", "items[2]"),
        (wrong.items(wrong.ids_as_numbers), "an empty page in the midst", "items[0]"),
        (wrong.swallowed, "a code that nobody knows", "answer"),
        (wrong.swallowed, "a page that is refused", "answer"),
        (wrong.error(kind="transient"), "a code that nobody knows", "kind"),
        (wrong.error(subcode=None), "a code that nobody knows", "subcode"),
        (wrong.error(code=0), "a code that nobody knows", "code"),
        (wrong.client(budget=0), "a new code that passes", "answer"),
        (wrong.waits(lambda told: [each / 100 for each in told]), "throttled with a time", "waited"),
        (wrong.client(budget=1000), "throttled for longer than there is time", "waited"),
    ],
)
def test_a_wrong_client_is_seen(stubs: tuple[Stub, Stub], fault: Fault, name: str, where: str) -> None:
    stage = Stage(InProcess(lambda call: fault(call, answer)), stubs[0], DOCUMENT.version)
    (act,) = [act for file in FILES for act in load(file) if act.question.name == name]

    assert where in " | ".join(each.where for each in stage.unlike(act))


@pytest.mark.parametrize(
    ("fault", "schema"),
    [
        (wrong.values(whole), "MediaRate"),
        (wrong.values(floats), "MediaCount"),
        (wrong.values(lambda value: value or None), "OnlineFollowers"),
        (rows_where(lambda row: row["metric"] != "brand_new"), "AccountTotal"),
        (wrong.rows(lambda told: [{**row, "breakdown": None} for row in told]), "Demographics"),
        (wrong.rows(lambda told: told[:1]), "AccountSeries"),
        (wrong.items(known_fields), "IGUser.media"),
        (wrong.items(without_nulls), "IGUser"),
        (wrong.error(subcode=None), "Error"),
    ],
)
def test_what_is_generated_shows_wrong_clients_too(stubs: tuple[Stub, Stub], fault: Fault, schema: str) -> None:
    stage = Stage(InProcess(lambda call: fault(call, answer)), stubs[0], DOCUMENT.version)
    acts = dict(topics(bench(None, 40)))[schema]

    assert not stage.check_all("generated", schema, acts, "answers").kept


def links_followed(follow: Callable[[str, str], requests.Response]) -> Program:
    """A client that follows `next` as it stands."""

    def told(call: wrong.Called) -> wrong.Called:
        base, token = call["client"]["base_url"], call["client"]["token"]
        link, items = f"{base}/v26.0/{call['arguments'].get('account')}/media", []
        while link:
            body = follow(link, token).json()
            items += body.get("data", [])
            link = body.get("paging", {}).get("next", "")
        return {"result": {"items": items}}

    return InProcess(told)


def unlike_link(stubs: tuple[Stub, Stub], name: str) -> list[str]:
    """Where a client differs that takes its token along, wherever a link leads."""
    follower = links_followed(lambda link, token: requests.get(link, headers={"Authorization": token}, timeout=5))
    here, elsewhere = stubs
    (act,) = [act for act in links(elsewhere) if act.question.name == name]
    return [each.where for each in Stage(follower, here, DOCUMENT.version).unlike(act)]


def test_a_client_that_gives_its_token_to_another_host_is_seen(stubs: tuple[Stub, Stub]) -> None:
    assert unlike_link(stubs, "another host") == ["a request to another host"]


def test_a_client_that_goes_round_in_a_circle_is_seen(stubs: tuple[Stub, Stub]) -> None:
    assert unlike_link(stubs, "a circle") == ["requests"]


def test_a_program_that_fails_is_told() -> None:
    check = next(play(bench(InProcess(lambda _: {"result": None}))))

    assert check.differences[0].where == "answer"


def test_what_a_client_does_not_have_is_skipped() -> None:
    checks = list(play(bench(InProcess(lambda call: {"unsupported": call["call"]}))))

    assert all(check.kept and check.skipped.startswith("the client has no ") for check in checks)
    assert "the client has no account_series" in [check.skipped for check in checks]


def test_a_program_of_its_own_reads_everything_too() -> None:
    with Subprocess([sys.executable, "-m", "client"]) as program:
        checks = list(play(bench(program)))

    assert [(check.name, check.differences) for check in checks if not check.kept] == []


def test_without_a_program_nothing_is_checked() -> None:
    [check] = play(bench(None))

    assert check.skipped == NO_PROGRAM


ACT = "acts:\n  - name: one\n    reason: none\n    call: media\n    arguments: {account: '1'}\n"


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (f"{ACT}    answer: []\n", "acts.yaml, line 6: unknown key `answer`"),
        (f"{ACT}    answers: [{{bodies: 1}}]\n", "acts.yaml, line 6: unknown key `bodies`"),
        ("acts:\n  - name: one\n", "acts.yaml, line 2: `reason` is missing"),
        (
            f"{ACT}    answers: [{{body: {{}}}}]\n    promise: {{sort: other}}\n",
            "acts.yaml, line 7: unknown key `sort`",
        ),
        (f"{ACT}    answers: [{{body: {{}}}}]\n    promise: {{kinds: [bad]}}\n", "acts.yaml, line 7: `bad` is no kind"),
    ],
)
def test_a_mistake_in_a_file_is_told_with_its_line(tmp_path: Path, text: str, problem: str) -> None:
    path = tmp_path / "acts.yaml"
    path.write_text(text, encoding="utf-8")

    with pytest.raises(CaseError) as told:
        load(path)

    assert problem in str(told.value)
