"""Client against server: the reference client passes, and each wrong client is seen."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from itertools import chain

import pytest

from client.program import answer
from contracts.bench import Bench
from contracts.driving import Kind, Program, ProgramError
from contracts.driving.program import InProcess
from contracts.driving.questions import graph_requests
from contracts.driving.world import client_world
from contracts.legs.client_server import NO_PROGRAM, play, questions
from contracts.legs.client_server.credentials import proofs, refreshing
from contracts.legs.client_server.interview import Asked, Interview
from contracts.legs.client_server.reading import lists, rows, windows
from contracts.legs.client_server.refusing import refusals, skipping
from contracts.legs.client_server.troubles import troubles
from contracts.openapi.public import PublicDocument
from contracts.outcome import Check
from contracts.subjects import FACEBOOK, INSTAGRAM
from contracts.target import Target, TargetError
from mock_server.app import create_app
from mock_server.settings import Settings
from tests.contracts.legs import wrong_clients as wrong
from tests.contracts.legs.wrong_clients import Fault
from tests.wsgi_transport import session_to

DOCUMENT = PublicDocument.committed()
SESSION = session_to(create_app())
TARGET = Target("http://emulator", SESSION)
right = partial(answer, session=SESSION)


def bench(program: Program | None) -> Bench:
    return Bench(target=TARGET, document=DOCUMENT, program=program)


def asked(program: Program, questions: Iterable[Asked], *, needs_proof: bool = False) -> Iterator[Check]:
    """The checks of some questions."""
    with TARGET.world(client_world(DOCUMENT, needs_proof=needs_proof)) as world:
        yield from map(Interview(bench(program), program, world).check, questions)


def first_place(checks: Iterable[Check], where: str = "") -> str:
    """The first place in which something differs, one with this text in its name; no more is asked than it needs."""
    return next((each.where for check in checks for each in check.differences if where in each.where), "nowhere")


def faulty(fault: Fault) -> Program:
    return InProcess(lambda call: fault(call, right))


def test_the_reference_client_is_right_about_everything() -> None:
    checks = list(play(bench(InProcess(right))))

    assert [(check.topic, check.name, check.differences) for check in checks if not check.kept] == []
    assert len(checks) > 250


def test_every_question_has_a_name_of_its_own() -> None:
    names = [(each.question.topic, each.question.name) for each in (*questions(DOCUMENT), *proofs())]

    assert len(set(names)) == len(names)


def test_every_public_call_is_asked_on_both_hosts() -> None:
    found = {(each.question.call, each.question.host) for each in questions(DOCUMENT)}

    calls = {"account_series", "account_totals", "account_demographics", "media_insights", "story_insights",
             "account", "media", "stories", "refresh_token"}  # fmt: skip
    assert found == {(call, host) for call in calls for host in (FACEBOOK, INSTAGRAM)} | {("accounts", FACEBOOK)}


def test_every_row_that_names_its_type_is_read_whole() -> None:
    told = {metric for each in rows(DOCUMENT) for metric in each.question.metrics}

    assert told >= {metric for row in DOCUMENT.rows for metric in row.metrics}


READ = partial(rows, DOCUMENT)
WINDOWS = partial(windows, DOCUMENT)


@pytest.mark.parametrize(
    ("fault", "topic", "where"),
    [
        pytest.param(wrong.result(wrong.no_data_is_zero), READ, "reach values", id="no data is zero"),
        pytest.param(wrong.result(lambda told: {**told, "missing": []}), READ, "missing", id="nothing is missing"),
        pytest.param(wrong.values(lambda value: value or 0), READ, ": value", id="null is zero"),
        pytest.param(wrong.values(lambda value: value + 1 if value else value), READ, ": value", id="off by one"),
        pytest.param(
            wrong.values(lambda value: round(value) if isinstance(value, float) else value),
            READ, "reels_skip_rate values: value", id="rounds",
        ),
        pytest.param(
            wrong.rows(lambda told: [{**row, "breakdown": None} for row in told]), READ, "action_type", id="no parts"
        ),
        pytest.param(
            wrong.rows(lambda told: [row for row in told if row["shape"] == "values"]),
            READ, "total_value", id="no totals",
        ),
        pytest.param(
            wrong.rows(lambda told: [{**row, "shape": "values"} for row in told]), READ, "total_value", id="one shape"
        ),
        pytest.param(wrong.rows(lambda told: [{**row, "period": "day"} for row in told]), READ, ": period", id="a day"),
        pytest.param(wrong.rows(lambda told: [{**row, "id": "1"} for row in told]), READ, ": id", id="another id"),
        pytest.param(wrong.rows(lambda told: told[:-1]), WINDOWS, "reach values", id="the last day is lost"),
        pytest.param(wrong.rows(lambda told: [*told, told[-1]]), WINDOWS, "reach values", id="a day comes twice"),
        pytest.param(wrong.rows(wrong.added_up), WINDOWS, "reach total_value", id="windows are added up"),
        pytest.param(wrong.arguments(wrong.a_day_less), WINDOWS, "windows", id="a narrower window"),
        pytest.param(wrong.twice, READ, "requests", id="asks twice"),
        pytest.param(wrong.items(lambda told: told[:-1]), lists, "number of items", id="the last item is lost"),
        pytest.param(wrong.items(lambda told: told[::-1]), lists, "items[0]", id="oldest first"),
        pytest.param(wrong.items(wrong.ids_alone), lists, "items[0]", id="ids alone"),
        pytest.param(wrong.items(wrong.ids_as_numbers), lists, "items[0]", id="ids as numbers"),
        pytest.param(wrong.without_the_next_link, lists, "number of items", id="the first page alone"),
        pytest.param(
            wrong.arguments(lambda told: {**told, "page_size": 2}), lists, "requests", id="small pages"
        ),
        pytest.param(wrong.swallowed, refusals, "answer", id="swallows errors"),
        pytest.param(wrong.error(code=None), refusals, "code", id="loses the code"),
        pytest.param(wrong.error(subcode=None), refusals, "subcode", id="loses the subcode"),
        pytest.param(wrong.error(status=500), refusals, "status", id="invents a status"),
        pytest.param(wrong.twice, refusals, "requests", id="asks again what was refused"),
        pytest.param(wrong.leaking, refusals, "answer", id="tells the token"),
        pytest.param(wrong.client(on_unsupported="raise"), skipping, "answer", id="skips nothing"),
        pytest.param(wrong.result(lambda told: {**told, "skipped": []}), skipping, "skipped", id="skips in silence"),
        pytest.param(wrong.client(budget=0), troubles, "answer", id="never asks again"),
        pytest.param(wrong.client(budget=10**6), troubles, "waited", id="spends more than its budget"),
        pytest.param(wrong.waits(lambda _: []), troubles, "waited", id="does not wait"),
        pytest.param(wrong.twice, troubles, "requests", id="asks again without need"),
        pytest.param(wrong.not_refreshed, refreshing, "a request with the token", id="a token that does not work"),
        pytest.param(
            wrong.result(lambda told: {**told, "expires_in": 3600}), refreshing, "expires_in", id="for an hour"
        ),
    ],
)  # fmt: skip
def test_a_wrong_client_is_seen(fault: Fault, topic: Callable[[], Iterable[Asked]], where: str) -> None:
    assert where in first_place(asked(faulty(fault), topic()), where)


@pytest.mark.parametrize(
    "kind",
    [
        Kind.TOKEN_EXPIRED,
        Kind.PASSWORD_CHANGED,
        Kind.TOKEN_INVALID,
        Kind.PERMISSION,
        Kind.NOT_ENOUGH_VIEWERS,
        Kind.POSTED_BEFORE_CONVERSION,
        Kind.METRIC_RETIRED,
        Kind.METRIC_UNSUPPORTED,
        Kind.UNKNOWN_OBJECT,
        Kind.INVALID_PARAMETER,
        Kind.RATE_LIMITED,
        Kind.TRANSIENT,
    ],
)
def test_a_client_that_does_not_know_a_kind_is_seen(kind: Kind) -> None:
    def fault(call: wrong.Called, ask: wrong.Ask) -> wrong.Called:
        told = ask(call)
        return wrong.error(kind="other")(call, lambda _: told) if told.get("error", {}).get("kind") == kind else told

    assert first_place(asked(faulty(fault), chain(refusals(), troubles()))) == "kind"


def test_a_client_that_does_not_prove_that_it_knows_the_secret_is_seen() -> None:
    checks = [*asked(faulty(wrong.without_secret), proofs(), needs_proof=True)]

    assert [check.name for check in checks if not check.kept] == ["with appsecret_proof", "with appsecret_proof"]


def test_a_program_that_fails_is_told_and_the_next_question_is_asked() -> None:
    def failing(call: wrong.Called) -> wrong.Called:
        raise ProgramError("it has ended")

    checks = list(asked(InProcess(failing), lists()))

    assert len(checks) == len(list(lists()))
    assert all("it has ended" in check.differences[0].received for check in checks)


def test_what_a_client_does_not_have_is_skipped() -> None:
    checks = asked(InProcess(lambda call: {"unsupported": call["call"]}), lists())

    assert {check.skipped for check in checks} == {
        f"the client has no {call}" for call in ("account", "accounts", "media", "stories")
    }


def test_no_check_shows_a_token() -> None:
    shown = repr([*asked(faulty(wrong.leaking), refusals())])

    assert "access_token=EAAmock" not in shown


def test_a_target_without_a_journal_is_none() -> None:
    silent = Target("http://emulator", session_to(create_app(Settings(journal=0))))

    with pytest.raises(TargetError, match="http://emulator keeps no journal"):
        next(play(Bench(target=silent, document=DOCUMENT, program=InProcess(right))))


def test_without_a_program_nothing_is_checked() -> None:
    [check] = play(bench(None))

    assert check.skipped == NO_PROGRAM


def test_nothing_stays_at_the_target() -> None:
    before = SESSION.get("http://emulator/_mock/worlds").json()
    list(asked(InProcess(right), lists()))

    assert SESSION.get("http://emulator/_mock/worlds").json() == before


def test_a_wide_window_is_asked_in_parts_that_lie_side_by_side() -> None:
    (question,) = [
        each.question
        for each in windows(DOCUMENT)
        if each.question.topic == f"account_series on {FACEBOOK}" and each.question.name == "31 days"
    ]

    first, second = graph_requests(question, "v26.0")

    until, since = first.partition("until=")[2], second.partition("since=")[2].partition("&")[0]
    assert int(until) + 1 == int(since)
