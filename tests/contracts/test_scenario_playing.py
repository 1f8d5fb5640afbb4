"""The player of scenarios, against an emulator that is only a table of answers."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest
import requests

from contracts.compare import Difference
from contracts.files.scenario import Step, load_scenario
from contracts.playing import StepOutcome, play_steps
from contracts.receiver import receiver
from contracts.target import Target
from tests.contracts.conftest import FakeEmulator
from tests.contracts.files.test_scenario import HEAD

ME = "GET /me"
ADVANCE = "POST /_mock/clock/advance"
DELIVERIES = "GET /_mock/webhooks/deliveries"


class Played(NamedTuple):
    """The steps of a scenario that were played, and those that were not reached."""

    steps: tuple[StepOutcome, ...]
    unplayed: tuple[Step, ...]

    @property
    def kept(self) -> bool:
        return all(step.kept for step in self.steps)


Play = Callable[[str], Played]


def play_file(path: Path, target: Target) -> Played:
    scenario = load_scenario(path)
    steps = tuple(play_steps(scenario, target))
    return Played(steps, scenario.steps[len(steps) :])


@pytest.fixture
def play(write: Callable[..., Path], session: requests.Session) -> Play:
    """Play a scenario with these steps."""
    return lambda steps: play_file(write(HEAD + steps), Target("http://emulator/", session))


def told(outcome: Played) -> list[tuple[Difference, ...]]:
    return [step.differences for step in outcome.steps]


def test_the_world_stands_while_its_steps_are_played(play: Play, emulator: FakeEmulator) -> None:
    emulator.answers |= {ME: (200, "{}"), ADVANCE: (200, '{"settled": []}')}

    outcome = play("  - {get: /me, expect: {status: 200}}\n  - advance: PT1H\n")

    assert outcome.kept
    assert emulator.routes == ["POST /_mock/worlds", ME, ADVANCE, "DELETE /_mock/worlds/w1"]
    assert emulator.asked[2].path_url == "/_mock/clock/advance?world=w1"
    assert json.loads(emulator.asked[2].body or "") == {"by": "PT1H"}


def test_all_steps_are_played_whatever_differs(play: Play, emulator: FakeEmulator) -> None:
    """Each difference stands at its step."""
    emulator.answers[ME] = (200, '{"id": "1"}')
    outcome = play("  - {get: /me, expect: {body: {id: '2'}}}\n  - {get: /me, expect: {body: {id: '1'}}}\n")

    assert told(outcome) == [(Difference("body.id", '"2"', '"1"'),), ()]
    assert not outcome.kept
    assert outcome.unplayed == ()


def test_a_request_is_repeated_until_it_differs(play: Play, emulator: FakeEmulator) -> None:
    emulator.answers[ME] = (200, "{}")

    assert play("  - {get: /me, repeat: 3, expect: {status: 200}}\n").kept
    assert emulator.routes.count(ME) == 3
    assert told(play("  - {get: /me, repeat: 3, expect: {status: 400}}\n")) == [
        (Difference("time 1 of 3: status", "400", "200"),)
    ]
    assert emulator.routes.count(ME) == 4


def test_a_kept_value_is_used(play: Play, emulator: FakeEmulator) -> None:
    """It stands in paths, headers, bodies and tokens, and in what is expected."""
    emulator.answers |= {ME: (200, '{"id": 7, "token": "EAA b"}'), "POST /7": (200, '{"id": 7, "text": "is 7"}')}
    used = "{method: POST, path: '/${id}', headers: {A: '${id}'}, body: 'id=${id}', token: '${token}'}"
    expect = "{body: {id: '${id}', text: 'is ${id}', fewer: $absent}}"
    outcome = play(
        f"  - {{get: /me, keep: {{id: body.id, token: body.token}}}}\n  - {{request: {used}, expect: {expect}}}\n"
    )
    sent = emulator.asked[2]

    assert outcome.kept, told(outcome)
    assert sent.path_url == "/7?access_token=EAA%20b"
    assert (sent.headers["A"], sent.body) == ("7", b"id=7")


@pytest.mark.parametrize(
    ("promise", "kept"),
    [
        ("{$at_least: '${n}'}", True),
        ("{$at_least: 6}", False),
        ("{$at_most: 5}", True),
        ("{$at_most: 4.9}", False),
        ("{$not: '${n}'}", False),
        ("{$not: 4}", True),
        ("{$not: {$at_least: 6}}", True),
    ],
)
def test_bounds(play: Play, emulator: FakeEmulator, promise: str, *, kept: bool) -> None:
    """A number is held against another one, written down or kept."""
    emulator.answers[ME] = (200, '{"n": 5}')

    outcome = play(f"  - {{get: /me, keep: {{n: body.n}}}}\n  - {{get: /me, expect: {{body: {{n: {promise}}}}}}}\n")

    assert outcome.kept is kept


def test_a_bound_is_told_as_it_is_written(play: Play, emulator: FakeEmulator) -> None:
    emulator.answers[ME] = (200, '{"n": "5"}')

    assert told(play("  - {get: /me, expect: {body: {n: {$at_least: 5}}}}\n")) == [
        (Difference("body.n", '{"$at_least": 5}', '"5"'),)
    ]


def test_a_link_is_followed(play: Play, emulator: FakeEmulator) -> None:
    emulator.answers |= {ME: (200, '{"next": "https://graph.facebook.com/v25.0/1/media?after=x&access_token=t"}')}
    play("  - {get: /me, keep: {next: body.next}}\n  - get: '${next}'\n")

    assert emulator.asked[2].path_url == "/v25.0/1/media?after=x&access_token=t"
    assert emulator.asked[2].headers["Host"] == "graph.facebook.com"


def test_what_was_not_there_is_not_kept(play: Play, emulator: FakeEmulator) -> None:
    """The step that keeps it says so, and the step that needs it is not played."""
    emulator.answers[ME] = (200, "{}")

    outcome = play("  - {get: /me, keep: {etag: header ETag}}\n  - get: '/${etag}'\n")

    assert told(outcome) == [
        (Difference("header ETag", "a value, to be kept as etag", "(absent)"),),
        (Difference("${etag}", "a value kept by an earlier step", "(absent)"),),
    ]
    assert emulator.routes.count(ME) == 1


def test_nothing_follows_an_order_that_is_refused(play: Play, emulator: FakeEmulator) -> None:
    emulator.answers["POST /_mock/faults"] = (400, '{"error": {"message": "there is no error named nope"}}')

    outcome = play("  - fault: {error: nope}\n  - get: /me\n")

    assert told(outcome) == [(Difference("the control plane", "200", '400 "there is no error named nope"'),)]
    assert [step.number for step in outcome.unplayed] == [2]
    assert ME not in emulator.routes


def settled_of(play: Play, expected: str) -> list[Difference]:
    (differences,) = told(play(f"  - {{advance: PT1H, expect_settled: {expected}}}\n"))
    return list(differences)


def test_what_fell_due_is_expected_in_order(play: Play, emulator: FakeEmulator) -> None:
    """Other events may lie between those that are expected."""
    emulator.answers[ADVANCE] = (200, '{"settled": [{"event": "a"}, {"event": "b"}, {"event": "c", "what": "1"}]}')

    assert settled_of(play, "[{event: a}, {event: c}]") == []
    assert settled_of(play, "{$length: 3}") == []
    assert settled_of(play, "{$length: 0}")[0].where == "settled"
    assert settled_of(play, "[{event: b}, {event: a}]") == [
        Difference("settled[1]", '{"event": "a"}', '[{"event": "c", "what": "1"}]')
    ]
    assert settled_of(play, "[{event: c}, {event: c}]") == [
        Difference("settled[1]", '{"event": "c"}', "nothing more fell due")
    ]


def test_webhooks_are_expected_newest_first_and_once(play: Play, emulator: FakeEmulator) -> None:
    log = [{"id": str(number), "body": {"n": number}} for number in (9, 10)]
    emulator.answers[DELIVERIES] = (200, json.dumps({"deliveries": log}))
    steps = "".join(f"  - expect_webhook: {{body: {{n: {number}}}}}\n" for number in (10, 8, 1))

    assert told(play(steps)) == [
        (),
        (Difference("webhook.body.n", "8", "9"),),
        (Difference("webhook", '{"body": {"n": 1}}', "no new delivery"),),
    ]


def test_the_receiver_answers_the_handshake_and_takes_what_comes() -> None:
    with receiver() as url:
        shaken = requests.get(f"{url}?hub.mode=subscribe&hub.challenge=1234&hub.verify_token=x", timeout=5)
        taken = requests.post(url, data=b"{}", timeout=5)

    assert (shaken.status_code, shaken.text) == (200, "1234")
    assert (taken.status_code, taken.text) == (200, "")
    with pytest.raises(requests.ConnectionError):
        requests.get(url, timeout=5)


def test_a_world_is_told_where_the_receiver_is(
    write: Callable[..., Path], session: requests.Session, emulator: FakeEmulator
) -> None:
    world = HEAD.replace("world:\n", 'world:\n  webhooks: [{callback_url: "${receiver}"}]\n')
    emulator.answers[ME] = (200, "{}")

    play_file(write(world + "  - get: /me\n"), Target("http://emulator", session))

    sent = json.loads(emulator.asked[0].body or "")
    assert sent["webhooks"][0]["callback_url"].startswith("http://127.0.0.1:")
