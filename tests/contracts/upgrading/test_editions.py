"""The versions and days at which requests are asked: found out from the matrix of the emulator."""

from __future__ import annotations

from datetime import date

import pytest
import requests

from contracts.target import Target, TargetError
from contracts.upgrading.answers import answered
from contracts.upgrading.asking import standing
from contracts.upgrading.editions import Almanac, Edition, UpgradeError, editions
from contracts.upgrading.questions import Question
from tests.contracts.conftest import FakeEmulator
from tests.contracts.upgrading.conftest import EVE


@pytest.fixture
def almanac(target: Target) -> Almanac:
    return Almanac(target)


def test_versions_from_one_to_another(almanac: Almanac) -> None:
    assert almanac.between("v3.2", "v5.0") == ["v3.2", "v3.3", "v4.0", "v5.0"]
    assert almanac.between("v21.0", "v21.0") == ["v21.0"]


def test_when_a_version_comes(almanac: Almanac) -> None:
    """The day itself, not the one before or after; of what is there, today."""
    assert almanac.released("v24.0", date(2025, 4, 20)) == date(2025, 10, 8)
    assert almanac.released("v24.0", date(2025, 10, 7)) == date(2025, 10, 8)
    assert almanac.released("v24.0", date(2025, 10, 8)) == date(2025, 10, 8)
    assert almanac.released("v24.0", date(2026, 1, 1)) == date(2026, 1, 1)


def test_the_days_on_which_a_version_changes(almanac: Almanac) -> None:
    assert list(almanac.changes("v21.0", date(2025, 4, 1), date(2025, 5, 1))) == [date(2025, 4, 21)]
    assert list(almanac.changes("v21.0", date(2025, 4, 20), date(2025, 4, 21))) == [date(2025, 4, 21)]
    assert list(almanac.changes("v21.0", date(2025, 4, 21), date(2025, 5, 1))) == []
    assert list(almanac.changes("v19.0", date(2024, 8, 1), date(2025, 1, 10))) == [date(2024, 8, 19), date(2025, 1, 8)]


def test_from_the_worlds_time_until_the_last_version_is_out(almanac: Almanac) -> None:
    assert editions(almanac, ["v21.0", "v22.0", "v23.0"], EVE, []) == [
        Edition("v21.0", EVE),
        Edition("v21.0", "2025-04-21T12:00:00Z"),
        Edition("v22.0", EVE),
        Edition("v23.0", "2025-05-29T12:00:00Z"),
    ]


def test_on_the_days_given_and_only_while_a_version_is_out(almanac: Almanac) -> None:
    days = [date(2025, 6, 1), date(2025, 1, 22), date(2025, 6, 1)]

    assert [(each.version, each.day) for each in editions(almanac, ["v22.0", "v23.0"], EVE, days)] == [
        ("v22.0", "2025-01-22"),
        ("v22.0", "2025-06-01"),
        ("v23.0", "2025-06-01"),
    ]
    with pytest.raises(UpgradeError, match=r"v22\.0 is out on none of these days: it comes on 2025-01-21"):
        editions(almanac, ["v22.0"], EVE, [date(2025, 1, 20)])


def test_a_target_without_a_matrix() -> None:
    """Something answers there, but it is no emulator that can be asked."""
    session, emulator = requests.Session(), FakeEmulator()
    session.mount("http://", emulator)
    target = Target("http://emulator", session)

    with pytest.raises(TargetError, match="the target tells no versions"):
        Almanac(target)
    emulator.answers["GET /_mock/metrics"] = (400, '{"error": {"allowed": ["v21.0"]}}')
    with pytest.raises(TargetError, match="the target does not tell its matrix: /_mock/metrics answers 400"):
        Almanac(target).released("v21.0", date(2025, 4, 20))
    with pytest.raises(TargetError, match="/_mock/health names none"), standing(target, "", None):
        pass
    with pytest.raises(TargetError, match=r"the target does not explain \(404\)"):
        answered(target, Question("/me", "graph.facebook.com", None), "", Edition("v21.0", EVE))
