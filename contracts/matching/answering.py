"""An answer held against what the document says of an operation: status, headers, content type and body."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any

import jsonschema_rs

from contracts.compare import Difference
from contracts.files.promises import MISSING, Json
from contracts.matching.asking import Answered
from contracts.matching.explaining import REQUIRED, brief, choice, refusals
from contracts.matching.locating import Operation
from contracts.openapi.public import PublicDocument, PublicRow

_JSON = "application/json"
_OK = "200"


class Response:
    """A documented response of an operation."""

    def __init__(self, told: Mapping[str, Any], document: PublicDocument) -> None:
        self._document = document
        self._raw = document.raw
        self._headers = told.get("headers", {})
        self._content = told.get("content", {})
        self._bodies: dict[str, jsonschema_rs.Validator] = {}

    def header_differences(self, headers: Mapping[str, str]) -> Iterator[Difference]:
        """Headers that are missing, or have another form."""
        for name, (validator, required) in self._validators.items():
            value = headers.get(name.lower())
            if value is not None:
                yield from refusals(validator, value, f"header {name}")
            elif required:
                yield Difference(f"header {name}", REQUIRED, MISSING.value)

    def body_differences(self, answered: Answered, rows: Sequence[PublicRow], *, of_any_form: bool) -> list[Difference]:
        """What is wrong with the body; that of a row's request must have one of the row's shapes."""
        received = answered.headers.get("content-type", _JSON).partition(";")[0].strip().lower()
        if not self._content:
            return [Difference("body", "nothing", brief(_text(answered)))] if answered.body else []
        if received not in self._content:
            return [Difference("content type", choice([*self._content]), received)]
        if of_any_form:
            return []
        body = _read(answered, received)
        if isinstance(body, Difference):
            return [body]
        return self._of_rows(body, rows) if rows else [*refusals(self._body(received), body, "body")]

    def _of_rows(self, body: Json, rows: Sequence[PublicRow]) -> list[Difference]:
        found = [[*refusals(self._document.answers(row), body, "body")] for row in rows]
        return min(found, key=len)

    def _body(self, media_type: str) -> jsonschema_rs.Validator:
        if media_type not in self._bodies:
            self._bodies[media_type] = self._validator(self._content[media_type]["schema"])
        return self._bodies[media_type]

    @cached_property
    def _validators(self) -> dict[str, tuple[jsonschema_rs.Validator, bool]]:
        told = {name: self._followed(each) for name, each in self._headers.items()}
        return {name: (self._validator(each["schema"]), each.get("required", False)) for name, each in told.items()}

    def _followed(self, header: Mapping[str, Any]) -> Mapping[str, Any]:
        name = header.get("$ref", "").rpartition("/")[2]
        found: Mapping[str, Any] = self._raw["components"]["headers"][name] if name else header
        return found

    def _validator(self, schema: Mapping[str, Any]) -> jsonschema_rs.Validator:
        return jsonschema_rs.Draft202012Validator({**schema, "components": self._raw["components"]})


class Answers:
    """The documented responses of an operation, by their status."""

    def __init__(self, operation: Operation, document: PublicDocument) -> None:
        told = operation.told
        self._responses = {status: Response(document.response(told, status), document) for status in told["responses"]}

    def differences(
        self, answered: Answered, rows: Sequence[PublicRow], *, of_any_form: bool, with_headers: bool
    ) -> Iterator[Difference]:
        """What the document says against an answer. Fields that were renamed make a body `of_any_form`."""
        response = self._responses.get(str(answered.status))
        if response is None:
            received = f"{answered.status}: {brief(_text(answered))}"
            yield Difference("status", choice([*self._responses]), received)
            return
        if with_headers:
            yield from response.header_differences(answered.headers)
        admitted = rows if str(answered.status) == _OK else ()
        yield from response.body_differences(answered, admitted, of_any_form=of_any_form)


def fitting(rows: Sequence[PublicRow], answered: Answered | None, document: PublicDocument) -> list[PublicRow]:
    """Those of the rows whose shapes the answer has: it tells what kind of object was asked. All where it tells not."""
    body = _read(answered, _JSON) if answered and str(answered.status) == _OK else None
    if not isinstance(body, dict) or not body.get("data"):
        return [*rows]
    return [row for row in rows if document.answers(row).is_valid(body)] or [*rows]


def _read(answered: Answered, media_type: str) -> Json | Difference:
    """The body as its schema speaks of it: JSON, or a text."""
    text = _text(answered)
    if media_type != _JSON:
        return text
    try:
        body: Json = json.loads(text)
    except (ValueError, RecursionError):
        return Difference("body", "JSON", brief(text))
    return body


def _text(answered: Answered) -> str:
    return answered.body.decode("utf-8", "replace")
