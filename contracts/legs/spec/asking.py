"""How legs ask: in the world of the harness, on both hosts, with tokens in headers so that no text can hold one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any
from urllib.parse import urlencode

import jsonschema_rs

from contracts.bench import Bench
from contracts.compare import Difference, Differences, Reply
from contracts.files.promises import MISSING
from contracts.matching.explaining import refusals
from contracts.openapi.public import PublicDocument, Request
from contracts.subjects import TOKENS, Subject, world_of
from contracts.target import Target


@dataclass(frozen=True, slots=True)
class Asked:
    """A request about the insights of a subject, and what came back."""

    subject: Subject
    host: str
    request: Request
    reply: Reply

    def __str__(self) -> str:
        return query_of(self.request) or "(no parameters)"

    @property
    def is_answered(self) -> bool:
        """Whether it was not refused."""
        return self.reply.status == HTTPStatus.OK

    @property
    def is_about_an_account(self) -> bool:
        """Whether the other edge, that of media, was not asked."""
        return self.subject.kind == "account"

    @property
    def wants_totals(self) -> bool:
        """Whether one number for the window was asked of an account, in place of a series."""
        return self.is_about_an_account and self.request.get("metric_type") == "total_value"

    @property
    def entries(self) -> list[dict[str, Any]]:
        """The entries of the answer; none of a refusal."""
        return items_of(self.reply)

    def values(self, name: str) -> list[str]:
        """What was sent in a parameter that takes a list."""
        sent = self.request.get(name, "")
        return sent.split(",") if sent else []


class Desk:
    """Asks the target in the name of the persons of the harness' world."""

    def __init__(self, target: Target, document: PublicDocument) -> None:
        self.document = document
        self._target = target

    def insights(self, subject: Subject, host: str, request: Request) -> Asked:
        """A request about the insights of a subject."""
        return Asked(subject, host, request, self.get(host, f"{subject.id}/insights", request))

    def get(
        self, host: str, path: str, params: Mapping[str, str] | None = None, headers: Mapping[str, str] | None = None
    ) -> Reply:
        """The reply to a GET of a path below the document's version."""
        query = query_of(params or {})
        target = f"/{self.document.version}/{path}" + (f"?{query}" if query else "")
        return self._target.ask("GET", target, {**headers_of(host), **(headers or {})})


def object_of(reply: Reply) -> dict[str, Any]:
    """The body; an empty object in place of what is none."""
    return reply.body if isinstance(reply.body, dict) else {}


def items_of(reply: Reply) -> list[dict[str, Any]]:
    """What stands in a list under `data`."""
    data = object_of(reply).get("data")
    return [each for each in data if isinstance(each, dict)] if isinstance(data, list) else []


def error_of(reply: Reply) -> dict[str, Any]:
    """The error object of a refusal; an empty one for an answer."""
    error = object_of(reply).get("error")
    return error if isinstance(error, dict) else {}


def unfit(validator: jsonschema_rs.Validator, reply: Reply) -> Differences:
    """Where the body of a reply does not fit a schema."""
    if reply.body is MISSING:
        yield Difference("body", "JSON", reply.content.decode(errors="replace"))
    else:
        yield from refusals(validator, reply.body, "body")


@contextmanager
def desk_of(bench: Bench) -> Iterator[Desk]:
    """A desk, while the world of the harness stands at the target."""
    with bench.target.world(world_of(bench.document)):
        yield Desk(bench.target, bench.document)


def headers_of(host: str) -> dict[str, str]:
    """The headers of a request on the host by somebody who may read all."""
    return {"Host": host, "Authorization": f"Bearer {TOKENS[host]}"}


def query_of(params: Mapping[str, str]) -> str:
    """Parameters as clients write them: commas as they are."""
    return urlencode(params, safe=",")
