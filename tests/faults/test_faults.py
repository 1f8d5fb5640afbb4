"""The proof that the harness bites: each fault, seeded alone, is noticed by the leg that is there for it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

import pytest

from contracts.legs import LEGS
from tests.faults.client_faults import CLIENT_FAULTS
from tests.faults.document_faults import DOCUMENT_FAULTS
from tests.faults.ground import Fault, Ground
from tests.faults.server_faults import SERVER_FAULTS

FAULTS = (*SERVER_FAULTS, *CLIENT_FAULTS, *DOCUMENT_FAULTS)
PLAY = {leg.name: leg.play for leg in LEGS}


def test_there_are_enough_and_each_has_a_name() -> None:
    assert len(FAULTS) >= 60
    assert [name for name, count in Counter(fault.name for fault in FAULTS).items() if count > 1] == []


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.name)
def test_a_fault_is_noticed(
    fault: Fault, monkeypatch: pytest.MonkeyPatch, record_property: Callable[[str, object], None]
) -> None:
    """Some check of the leg breaks; the run ends there."""
    record_property("seeded_fault", fault.name)
    bench = fault.seed(Ground(), monkeypatch).bench()
    broken = next((check for check in PLAY[fault.leg](bench) if not check.kept), None)

    assert broken is not None, f"{fault.leg} does not notice: {fault.says}"
