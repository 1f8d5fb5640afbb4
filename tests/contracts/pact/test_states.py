"""The shipped provider states, each held against what it says of itself."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import requests

from contracts.files.document import CaseError
from contracts.pact.changing import Stage, state_changes
from contracts.pact.state import load_states
from contracts.target import Target
from tests.conftest import Emulator
from tests.wsgi_transport import session_to

ACCOUNT, MEDIA = "17841400000000601", "17900000000000601"
OF_MEDIA = f"/v26.0/{MEDIA}/insights?metric=reach"
OF_ACCOUNT = f"/v26.0/{ACCOUNT}/insights?metric=reach&period=day"
SAYS = {
    "an account with daily reach": (OF_ACCOUNT, 200, 1),
    "an account with few followers": (OF_ACCOUNT.replace("reach", "follower_count"), 200, 0),
    "a personal account": (OF_ACCOUNT, 400, 100),
    "a photo": (OF_MEDIA, 200, 1),
    "a reel": (OF_MEDIA, 200, 1),
    "a carousel": (OF_MEDIA, 200, 1),
    "a story": (OF_MEDIA, 200, 1),
    "a story with four viewers": (OF_MEDIA, 400, 10),
    "a story with five viewers": (OF_MEDIA, 200, 1),
    "an expired story": (OF_MEDIA, 200, 0),
    "a media with an unavailable number": (OF_MEDIA.replace("reach", "saved"), 200, 0),
    "a media from before the conversion": (OF_MEDIA, 400, 100),
    "an expired token": (OF_ACCOUNT, 400, 190),
    "a token after a change of password": (OF_ACCOUNT, 400, 190),
    "a token without permission for insights": (OF_ACCOUNT, 400, 10),
    "a rate limited app": (OF_ACCOUNT, 403, 4),
    "a rate limited person": (OF_ACCOUNT, 400, 17),
    "a service that fails once": (OF_ACCOUNT, 500, 1),
}
OWN = """states:
  - state: a photo
    about: A photo of my own.
    params: {viewers: 9}
    world: {accounts: [{id: "17841400000000699", media: [{id: "17900000000000699", viewers: "${viewers}"}]}],
            tokens: [{token: EAAmock-own}]}
    faults: FAULTS
"""


@pytest.fixture
def session(client: Emulator) -> Iterator[requests.Session]:
    with session_to(client.app) as session:
        yield session


@pytest.fixture
def stage(session: requests.Session) -> Iterator[Stage]:
    stage = Stage(Target("http://emulator", session), load_states(()))
    yield stage
    stage.clear()


def _worlds(session: requests.Session) -> int:
    return len(session.get("http://emulator/_mock/worlds").json()["worlds"])


def test_each_shipped_state_is_shown() -> None:
    assert set(load_states(())) == set(SAYS)


@pytest.mark.parametrize("token", ["EAAmock-pact", "IGAAmock-pact"])
@pytest.mark.parametrize("name", SAYS)
def test_a_state_is_what_it_says(stage: Stage, session: requests.Session, name: str, token: str) -> None:
    path, status, expected = SAYS[name]
    assert stage.change(name, "setup", {}), stage.mistakes
    answer = session.get(f"http://emulator{path}", headers={"Authorization": f"Bearer {token}"})
    assert (answer.status_code, _said(answer)) == (status, expected)


def _said(answer: requests.Response) -> int:
    """The error's code, or the number of entries."""
    body = answer.json()
    return int(body["error"]["code"]) if "error" in body else len(body["data"])


def test_a_state_is_torn_down(stage: Stage, session: requests.Session) -> None:
    before = _worlds(session)
    stage.change("a photo", "setup", {})
    assert _worlds(session) == before + 1
    stage.change("a photo", "teardown", {})
    assert _worlds(session) == before


def test_parameters_take_the_place_of_defaults(stage: Stage, session: requests.Session) -> None:
    stage.change("a story", "setup", {"viewers": 4})
    headers = {"Authorization": "Bearer EAAmock-pact"}
    assert _said(session.get(f"http://emulator{OF_MEDIA}", headers=headers)) == 10


def test_no_state_changes_nothing(stage: Stage, session: requests.Session) -> None:
    before = _worlds(session)
    assert stage.change("", "setup", {})
    assert stage.change("", "teardown", {})
    assert _worlds(session) == before


def test_what_the_target_refuses_is_kept(stage: Stage) -> None:
    stage.change("a photo", "setup", {})
    assert not stage.change("a reel", "setup", {})
    assert "the state `a reel`: http://emulator refuses a world (409)" in stage.mistakes[0]


def test_a_fault_that_is_refused_leaves_no_world(tmp_path: Path, session: requests.Session) -> None:
    (tmp_path / "own.yaml").write_text(OWN.replace("FAULTS", "[{error: nonsense}]"))
    stage, before = Stage(Target("http://emulator", session), load_states([tmp_path])), _worlds(session)
    assert not stage.change("a photo", "setup", {})
    assert "a fault is refused" in stage.mistakes[0]
    assert _worlds(session) == before


def test_the_endpoint_sets_up_and_what_stands_is_cleared(stage: Stage, session: requests.Session) -> None:
    before = _worlds(session)
    with state_changes(stage) as url:
        change = {"state": "a photo", "action": "setup", "params": {}}
        assert requests.post(url, json=change, timeout=5).status_code == 200
        assert requests.post(url, json={**change, "state": "a reel"}, timeout=5).status_code == 409
        assert _worlds(session) == before + 1
    assert _worlds(session) == before


def test_own_states_are_added_and_may_replace(tmp_path: Path) -> None:
    (tmp_path / "own.yaml").write_text(OWN.replace("FAULTS", "[]"))
    states = load_states([tmp_path])
    assert states["a photo"].about == "A photo of my own."
    assert "a reel" in states


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("states: 1", "own.yaml, line 1: `states` must be a list"),
        ("state: x", "unknown key `state`; allowed: states"),
        (OWN.replace("about: A photo of my own.", "colour: x"), "line 3: unknown key `colour`"),
        (
            OWN.replace("${viewers}", "${followers}").replace("FAULTS", "[]"),
            r"line 5: `\$\{followers\}` has no default",
        ),
        (OWN.replace("FAULTS", "3"), "line 7: `faults` must be a list"),
        (OWN.replace("FAULTS", "[]") + OWN.replace("FAULTS", "[]").removeprefix("states:\n"), "described already"),
        (b"\xff", "not UTF-8"),
    ],
)
def test_a_malformed_state_is_refused_with_its_place(tmp_path: Path, content: str | bytes, told: str) -> None:
    path = tmp_path / "own.yaml"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    with pytest.raises(CaseError, match=told):
        load_states([tmp_path])


def test_a_folder_without_states_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CaseError, match=r"no states here: files \*.yaml are expected"):
        load_states([tmp_path])
