"""Generated requests, an operation for each row and host: what a row holds is answered, the rest is refused."""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qsl, urlsplit

import schemathesis
from schemathesis import Case, Response
from schemathesis.config import SchemathesisConfig
from schemathesis.schemas import BaseSchema

from tests.spec.emulated import Emulated, Subject, subjects_of
from tests.spec.expansion import to_be_answered, to_be_refused
from tests.spec.public import PublicDocument

PUBLIC = PublicDocument.committed()
APP = Emulated(PUBLIC).emulator.app
ASKED: dict[str, tuple[Subject, str]] = {
    f"{row.name}@{host}": (subjects_of(row)[0], host) for row in PUBLIC.rows for host in row.hosts
}

CONFIG: dict[str, Any] = {
    # The same requests in every run and on every machine: nothing is drawn, remembered or read out of the code.
    # Graph ignores parameters that it does not know, so one too many is no mistake.
    "generation": {"deterministic": True, "database": "none", "allow-extra-parameters": False},
    "cache": {"enabled": False},
    "analysis": {"constants": {"enabled": False}},
    # Graph answers 400 to other methods; that is a row of the errors, with a test of its own.
    "phases": {"coverage": {"unexpected-methods": []}},
    "checks": {
        # It wants 405 and Allow for other methods.
        "unsupported_method": {"enabled": False},
        # It accepts 401 and 403 alone; Graph answers 400 with code 104 or 190. Tokens have tests of their own.
        "ignored_auth": {"enabled": False},
        # Two 500s are documented: `documents` lets these pass, and no other.
        "not_a_server_error": {"enabled": False},
        # A mistake in one row can be a request of another one: the test asks the rows.
        "negative_data_rejection": {"enabled": False},
        "positive_data_acceptance": {"expected-statuses": ["200"]},
    },
}


def schema_of(mode: str, examples: int, document: dict[str, Any]) -> BaseSchema:
    generation = {**CONFIG["generation"], "mode": mode, "max-examples": examples}
    config = SchemathesisConfig.from_dict({**CONFIG, "generation": generation})
    schema = schemathesis.openapi.from_dict(document, config=config)
    schema.app = APP
    return schema


valid = schema_of("positive", 15, to_be_answered(PUBLIC))
invalid = schema_of("negative", 25, to_be_refused(PUBLIC))


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
