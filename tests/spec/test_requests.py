"""Generated requests, an operation for each row and host: what a row holds is answered, the rest is refused."""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qsl, urlsplit

from schemathesis import Case, Response

from contracts.openapi.public import PublicDocument
from tests.spec.emulated import Emulated, Subject, subjects_of
from tests.spec.expansion import to_be_answered, to_be_refused
from tests.spec.generating import schema_of

PUBLIC = PublicDocument.committed()
APP = Emulated(PUBLIC).emulator.app
ASKED: dict[str, tuple[Subject, str]] = {
    f"{row.name}@{host}": (subjects_of(row)[0], host) for row in PUBLIC.rows for host in row.hosts
}

valid = schema_of("positive", 15, to_be_answered(PUBLIC), APP)
invalid = schema_of("negative", 25, to_be_refused(PUBLIC), APP)


@valid.parametrize()
def test_requests_of_a_row_are_answered(case: Case[Any]) -> None:
    """Whatever a row holds gets 200 and a body in the row's shapes."""
    response = asked(case)
    assert response.status_code == 200, response.text
    case.validate_response(response)


@invalid.parametrize()
def test_requests_of_no_row_are_refused(case: Case[Any]) -> None:
    """A request with a mistake gets a documented error, unless the mistake makes it the request of another row."""
    response = asked(case)
    assert (response.status_code == 200) is is_admitted(case, response), response.text
    if response.status_code != 200:
        assert PUBLIC.documents(response.status_code, response.json()), response.text
        case.validate_response(response)


def asked(case: Case[Any]) -> Response:
    subject, host = subject_of(case)
    return case.call(headers={"Authorization": f"Bearer {subject.tokens[host]}"})


def subject_of(case: Case[Any]) -> tuple[Subject, str]:
    return ASKED[case.operation.definition.raw["operationId"]]


def is_admitted(case: Case[Any], response: Response) -> bool:
    """Whether some row holds the request as it was sent; an empty value is none."""
    subject, host = subject_of(case)
    sent = dict(parse_qsl(urlsplit(str(response.request.url)).query))
    rows = [row for row in PUBLIC.rows if row.speaks_of(subject.kind, subject.special)]
    return "metric" in sent and any(row.admits(sent, host) for row in rows)
