"""The witnesses as a leg: a check for each case, with the evidence and the request."""

from __future__ import annotations

from typing import Any

from requests import PreparedRequest, Response

from contracts.files.case import load_cases
from contracts.legs.witnesses import play
from tests.contracts.legs.spoiled import bench_of, broken, told
from tests.spec.documents import documented


def test_the_emulator_is_what_the_witnesses_say() -> None:
    checks = list(play(bench_of(document=documented("committed"))))
    assert told(checks) == []
    assert [(check.topic, check.name) for check in checks] == [
        (file.topic, case.id) for file in load_cases() for case in file.cases
    ]


def test_a_case_that_differs_tells_its_evidence_and_no_token() -> None:
    def without_subcode(_: PreparedRequest, __: Response, body: Any) -> Any:
        if isinstance(body, dict) and "error" in body:
            body["error"].pop("error_subcode", None)
        return body

    found = broken(play(bench_of(without_subcode, document=documented("committed"))))
    expired = next(check for check in found if check.name == "token-expired")
    behaviour, evidence, request = expired.about
    assert behaviour.endswith(".")
    assert evidence.startswith("recorded, 2026-09-06: ")
    assert request.startswith("GET https://graph.facebook.com/v25.0/17841400000000132/insights?metric=reach")
    assert expired.differences[0].where == "body.error.error_subcode"
    assert not any("mock-w-" in line for check in found for line in check.about)
