"""Generated requests for nodes, edges and the login: legal ones are answered, all get what the document describes."""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qs, urlsplit

from schemathesis import Case, Response

from contracts.openapi.public import PublicDocument
from tests.conftest import READER
from tests.spec.emulated import Emulated
from tests.spec.generating import schema_of
from tests.spec.node_expansion import anything, host_of, legal, token_of

PUBLIC = PublicDocument.committed()
EMULATED = Emulated(PUBLIC)
# Here permissions are taken back; the other requests need theirs.
TRIED = Emulated(PUBLIC)

lawful = schema_of("positive", 10, legal(PUBLIC, EMULATED), EMULATED.emulator.app)
unbridled = schema_of("positive", 12, anything(PUBLIC), TRIED.emulator.app, may_refuse=True)


@lawful.parametrize()
def test_fields_and_pages_are_answered(case: Case[Any]) -> None:
    """Any fields of an object and any page of its edges get 200, the closed schema, and no field that is not asked."""
    response = case.call(headers=token_of(host_of(operation_of(case))))
    assert response.status_code == 200, response.text
    case.validate_response(response)
    told = response.json()
    for item in told.get("data", [told]):
        assert asked_of(response) >= set(item) - {"id"} or not asked_of(response)


def asked_of(response: Response) -> set[str]:
    """The fields that a request asked for."""
    sent = parse_qs(urlsplit(str(response.request.url)).query)
    return {name for names in sent.get("fields", []) for name in names.split(",") if name}


@unbridled.parametrize()
def test_whatever_is_sent_gets_a_documented_reply(case: Case[Any]) -> None:
    """Every operation answers any parameters with a status, a content type and a body that the document has."""
    response = case.call(headers={"Authorization": f"Bearer {READER}"})
    case.validate_response(response)
    if operation_of(case).startswith("revoke"):
        TRIED.emulator.control("POST", "/reset")


def operation_of(case: Case[Any]) -> str:
    name: str = case.operation.definition.raw["operationId"]
    return name
