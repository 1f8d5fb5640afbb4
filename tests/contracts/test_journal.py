from collections.abc import Callable, Iterator

import pytest
import requests

from contracts.journal import Journal
from contracts.target import TargetError
from tests.conftest import ACCOUNT, PHOTO, READER, Emulator
from tests.wsgi_transport import session_to

MEDIA = f"/v25.0/{PHOTO}/insights"


@pytest.fixture
def session(fresh: Emulator) -> Iterator[requests.Session]:
    with session_to(fresh.app) as session:
        yield session


@pytest.fixture
def journal(session: requests.Session) -> Journal:
    return Journal("http://emulator", session=session)


def _ask(session: requests.Session, path: str = MEDIA, **params: str) -> None:
    session.get(f"http://emulator{path}", params={"access_token": READER, **params})


def test_entries_follow_all_pages(session: requests.Session, journal: Journal) -> None:
    for _ in range(1001):
        _ask(session, metric="reach")
    assert [entry["number"] for entry in journal.entries()] == list(range(1, 1002))


def test_entries_can_be_filtered(session: requests.Session, journal: Journal) -> None:
    _ask(session, metric="reach")
    _ask(session, metric="likes")
    assert [entry["metrics"] for entry in journal.entries(metric="likes")] == [["likes"]]
    assert [entry["number"] for entry in journal.entries(after="1")] == [2]


def test_clear_empties_it(session: requests.Session, journal: Journal) -> None:
    _ask(session, metric="reach")
    journal.clear()
    assert journal.entries() == []


def test_a_kept_promise_is_silent(session: requests.Session, journal: Journal) -> None:
    _ask(session, f"/v25.0/{ACCOUNT}")
    _ask(session, metric="reach")
    journal.assert_no_retired_metrics()
    journal.assert_calls(path="*/insights", exactly=1)
    journal.assert_order(f"/{ACCOUNT}", {"metric": "reach"})
    journal.assert_budget(ACCOUNT, 2, within="PT1H")
    journal.assert_backoff(60)
    journal.assert_no_silent_zero()
    journal.assert_nothing_twice()


@pytest.mark.parametrize(
    ("asked", "promise", "finding"),
    [
        (
            {"metric": "impressions"},
            lambda j: j.assert_no_retired_metrics(),
            r"impressions is retired .* \(entries 1\)",
        ),
        ({"metric": "reach"}, lambda j: j.assert_calls(path="*/insights", at_least=2), r"1 calls of path .*at least 2"),
        ({"metric": "reach"}, lambda j: j.assert_calls(path="*/insights", at_most=0), r"at most 0"),
        ({"metric": "reach"}, lambda j: j.assert_order({"metric": "likes"}), r"nothing came of metric likes"),
        ({"metric": "reach"}, lambda j: j.assert_budget(ACCOUNT, 0), r"1 calls about the account"),
    ],
)
def test_a_broken_promise_is_told_with_its_entries(
    session: requests.Session, journal: Journal, asked: dict[str, str], promise: Callable[[Journal], None], finding: str
) -> None:
    _ask(session, **asked)
    with pytest.raises(AssertionError, match=finding):
        promise(journal)


def test_a_metric_that_was_left_out_is_told(session: requests.Session, journal: Journal) -> None:
    _ask(session, "/v25.0/17900000000000006/insights", metric="reach")
    with pytest.raises(AssertionError, match="left out: reach"):
        journal.assert_no_silent_zero()


def test_what_was_asked_twice_is_told(session: requests.Session, journal: Journal) -> None:
    for _ in range(7):
        _ask(session, metric="reach")
    with pytest.raises(AssertionError, match=r"7 times.*\(entries 1, 2, 3, 4, 5 and more\)"):
        journal.assert_nothing_twice(within="PT5M")


def test_impatience_after_a_throttle_is_told(session: requests.Session, journal: Journal) -> None:
    session.post("http://emulator/_mock/faults", json={"error": "rate_limited_app", "times": 1})
    _ask(session, metric="reach")
    _ask(session, metric="reach")
    with pytest.raises(AssertionError, match="after the throttle rate_limited_app"):
        journal.assert_backoff(60)


def test_a_world_has_a_journal_of_its_own(session: requests.Session, journal: Journal, fresh: Emulator) -> None:
    world = fresh.world()
    _ask(session, metric="reach")
    assert Journal("http://emulator", world.id, session=session).entries() == []
    assert len(journal.entries()) == 1


def test_a_world_that_is_not_there_is_an_error(session: requests.Session) -> None:
    with pytest.raises(TargetError, match=r"\(404\): .*there is no world"):
        Journal("http://emulator", "nowhere", session=session).entries()
