"""The loader of scenarios: what a file says, and how it is told that it cannot be understood."""

from collections.abc import Callable
from pathlib import Path

import pytest

from contracts.files.document import CaseError
from contracts.files.exchange import Fidelity, Host
from contracts.files.promises import Kept
from contracts.files.scenario import Ask, Await, Order, Scenario, Step, chosen, load_scenario, shipped_names

Write = Callable[..., Path]

HEAD = """\
name: a-scenario
about: Something happens.
world:
  tokens: [{token: EAAmock-one}, {token: EAAmock-two}]
steps:
"""

ONE_THING = "a step does one thing, one of: get, request, advance, now, set, fault, clear_faults, expect_webhook"


@pytest.fixture
def load(write: Write) -> Callable[[str], Scenario]:
    """Load a scenario with these steps."""
    return lambda steps: load_scenario(write(HEAD + steps, "a-scenario.yaml"))


Load = Callable[[str], Scenario]


def only_step(scenario: Scenario) -> Step:
    (step,) = scenario.steps
    return step


def asked(scenario: Scenario) -> Ask:
    action = scenario.steps[-1].action
    assert isinstance(action, Ask)
    return action


def test_what_a_scenario_says(load: Load) -> None:
    scenario = load("  - {note: First., get: /v25.0/me, expect: {status: 200}}\n")
    step = only_step(scenario)

    assert (scenario.name, scenario.about) == ("a-scenario", "Something happens.")
    assert scenario.world == {"tokens": [{"token": "EAAmock-one"}, {"token": "EAAmock-two"}]}
    assert (step.number, step.does, step.note) == (1, "GET graph.facebook.com/v25.0/me", "First.")
    assert str(step.place) == "a-scenario.yaml, line 6, step 1"


def test_a_question_with_its_defaults(load: Load) -> None:
    """The world decides the fidelity unless the step does, and its first token asks."""
    ask = asked(load("  - get: /v25.0/me\n"))

    assert (ask.call.token, ask.call.host, ask.call.fidelity) == ("EAAmock-one", Host.FACEBOOK, None)
    assert (ask.expect, ask.keep, ask.repeat) == (None, {}, 1)


def test_a_question_in_full(load: Load) -> None:
    sent = "method: POST, path: /me, headers: {A: b}, body: c=d"
    request = f"{{{sent}, token: none, host: graph.instagram.com, fidelity: observed}}"
    ask = asked(load(f"  - {{request: {request}, repeat: 3, keep: {{id: body.id}}}}\n"))

    assert (ask.call.method, ask.call.path, ask.call.body) == ("POST", "/me", "c=d")
    assert (ask.call.headers, ask.call.token) == ({"A": "b"}, None)
    assert (ask.call.host, ask.call.fidelity) == (Host.INSTAGRAM, Fidelity.OBSERVED)
    assert (ask.repeat, ask.keep) == (3, {"id": "body.id"})


def test_a_kept_link_brings_its_own_token(load: Load) -> None:
    ask = asked(load('  - {get: /me, keep: {next: body.paging.next}}\n  - get: "${next}"\n'))

    assert (ask.call.path, ask.call.token) == ("${next}", None)


def test_a_kept_token_asks(load: Load) -> None:
    ask = asked(load('  - {get: /me, keep: {fresh: body.access_token}}\n  - {get: /me, token: "${fresh}"}\n'))

    assert ask.call.token == "${fresh}"


def test_a_kept_value_is_expected(load: Load) -> None:
    ask = asked(load('  - {get: /me, keep: {id: body.id}}\n  - {get: /me, expect: {body: {id: "${id}"}}}\n'))

    assert ask.expect is not None
    assert ask.expect.body == {"id": Kept("${id}")}


@pytest.mark.parametrize(
    ("step", "order"),
    [
        ("advance: P1DT2H", Order("POST", "/clock/advance", {"by": "P1DT2H"})),
        ("now: 2025-04-21", Order("PUT", "/clock", {"now": "2025-04-21"})),
        (
            "{now: 2025-04-21T07:00:00Z, expect_settled: [{event: story_expired}]}",
            Order("POST", "/clock/advance", {"to": "2025-04-21T07:00:00Z"}, [{"event": "story_expired"}]),
        ),
        ("fault: {error: api_service, times: 2}", Order("POST", "/faults", {"error": "api_service", "times": 2})),
        ("fault: [{effect: drop}]", Order("POST", "/faults", [{"effect": "drop"}])),
        ("clear_faults: true", Order("DELETE", "/faults", None)),
        ('set: {media: "17", viewers: 5}', Order("PATCH", "/worlds/{world}/media/17", {"viewers": 5})),
        ('set: {account: "18", followers: 100}', Order("PATCH", "/worlds/{world}/accounts/18", {"followers": 100})),
        ("expect_webhook: {state: delivered}", Await({"state": "delivered"}, {})),
    ],
)
def test_what_else_a_step_does(load: Load, step: str, order: Order | Await) -> None:
    assert only_step(load(f"  - {step}\n")).action == order


@pytest.mark.parametrize(
    ("steps", "place", "problem"),
    [
        ("  []\n", "line 6", "nothing happens: expected at least one step"),
        (
            "  - {get: /me, advance: PT1H}\n",
            "line 6, step 1",
            f"{ONE_THING}; it says `get` and `advance`",
        ),
        (
            "  - expect: {status: 200}\n",
            "line 6, step 1",
            f"{ONE_THING}; it says `expect`",
        ),
        (
            "  - advance: PT1H\n    expect: {status: 200}\n",
            "line 7, step 1",
            "unknown key `expect`; allowed: advance, expect_settled, note",
        ),
        ("  - get: v25.0/me\n", "line 6, step 1", "`get` is `v25.0/me`; expected a path from the root, with its query"),
        ("  - advance: PT\n", "line 6, step 1", "`advance` is `PT`; expected a duration such as PT25H or P1DT30M"),
        (
            "  - advance: -PT1H\n",
            "line 6, step 1",
            "`advance` is `-PT1H`; expected a duration such as PT25H or P1DT30M",
        ),
        (
            "  - now: 99999-01-01T00:00:00Z\n",
            "line 6, step 1",
            "`now` is `99999-01-01T00:00:00Z`; expected a time such as 2025-04-21T07:00:00Z, in the years 2010 to 2100",
        ),
        (
            "  - {get: /me, token: EAAmock-tow}\n",
            "line 6, step 1",
            "the world has no token `EAAmock-tow`; allowed: EAAmock-one, EAAmock-two, none",
        ),
        ("  - {get: /me, repeat: 0}\n", "line 6, step 1", "`repeat` is `0`; expected a number from 1 to 10000"),
        (
            '  - get: "/me?after=${after}"\n',
            "line 6, step 1",
            "`${after}` is kept by no step before this one",
        ),
        (
            "  - {get: /me, keep: {id: data}}\n",
            "line 6, step 1",
            "`id` is kept from `data`; expected a place such as body.data[0].id or header ETag",
        ),
        (
            "  - {get: /me, keep: {Id: body.id}}\n",
            "line 6, step 1",
            "`Id` cannot be a name; expected small letters, digits, _",
        ),
        ("  - fault: soon\n", "line 6, step 1", "`fault` must be a mapping, or a list of them"),
        ("  - clear_faults: false\n", "line 6, step 1", "`clear_faults` must be true"),
        ("  - set: {viewers: 5}\n", "line 6, step 1", "`set` names a `media` or an `account` by its id, in quotes"),
        ('  - set: {media: "17"}\n', "line 6, step 1", "`set` changes nothing"),
        ("  - expect_webhook: {}\n", "line 6, step 1", "nothing is expected of the webhook"),
        (
            "  - {advance: PT1H, expect_settled: []}\n",
            "line 6, step 1",
            "nothing is expected; `{$length: 0}` says that nothing falls due",
        ),
        ("  - {get: /me, expect: {body: {n: {$at_least: x}}}}\n", "line 6, step 1", None),
        ("  &a [*a]\n", "line 6, step 1", None),
        ("  - fault: &a {values: *a}\n", None, "it is nested too deeply, or contains itself"),
    ],
)
def test_mistakes_are_told_with_their_place(load: Load, steps: str, place: str | None, problem: str | None) -> None:
    with pytest.raises(CaseError) as told:
        load(steps)

    assert str(told.value).startswith(f"a-scenario.yaml, {place}: " if place else "a-scenario.yaml: ")
    assert problem is None or told.value.problem == problem


def test_a_world_knows_the_receiver_alone(write: Write) -> None:
    text = HEAD.replace("world:\n", 'world:\n  webhooks: [{callback_url: "%s"}]\n') + "  - get: /me\n"

    assert load_scenario(write(text % "${receiver}")).needs_receiver
    with pytest.raises(CaseError, match=r"a world knows `\$\{receiver\}` only, not `\$\{sender\}`"):
        load_scenario(write(text % "${sender}"))


def test_a_file_that_is_none(write: Write, tmp_path: Path) -> None:
    (tmp_path / "latin.yaml").write_bytes(b"name: \xff")

    with pytest.raises(CaseError, match=r"gone\.yaml: cannot be read: No such file"):
        load_scenario(tmp_path / "gone.yaml")
    with pytest.raises(CaseError, match=r"latin\.yaml: cannot be read: not UTF-8"):
        load_scenario(tmp_path / "latin.yaml")
    with pytest.raises(CaseError, match=r"`steps` is missing; required: name, about, world, steps"):
        load_scenario(write("name: x\nabout: y\nworld: {}\n"))


def test_names_and_files_are_chosen(write: Write) -> None:
    """Without a name, all that are shipped; a name that is close to one is met with it."""
    own = str(write(HEAD + "  - get: /me\n"))

    assert [scenario.name for scenario in chosen(("leap-day", own))] == ["leap-day", "a-scenario"]
    assert [scenario.name for scenario in chosen(())] == shipped_names()
    with pytest.raises(CaseError, match=r"^leap-dya: there is no such scenario; did you mean leap-day\?$"):
        chosen(("leap-dya",))
    with pytest.raises(CaseError, match="--list names them"):
        chosen(("zebra",))
