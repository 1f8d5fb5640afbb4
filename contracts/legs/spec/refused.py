"""What holds of every refusal about insights: one of the documented ones, in its words, and nobody's secret in it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property
from typing import Any, NamedTuple

from contracts.compare import Difference, Differences, Reply, shown
from contracts.legs.spec.answer_rules import headers_unkept
from contracts.legs.spec.asking import error_of, unfit
from contracts.legs.spec.error_examples import speaks
from contracts.legs.spec.wording import Wording
from contracts.openapi.public import PublicDocument
from contracts.subjects import FACEBOOK, INSTAGRAM, TOKENS

HOSTS = (FACEBOOK, INSTAGRAM)
_TRACE = re.compile(r"A[A-Za-z0-9_-]{22}")


class Numbers(NamedTuple):
    """What programs tell refusals apart by."""

    status: int
    code: int
    subcode: int | None
    type: str

    def __str__(self) -> str:
        subcode = "" if self.subcode is None else f"/{self.subcode}"
        return f"status {self.status}, {self.type} {self.code}{subcode}"


class Refusals:
    """The refusals that a document shows for insights, by host. It remembers trace ids, which are never the same."""

    def __init__(self, document: PublicDocument) -> None:
        self._document = document
        self._wording = Wording(document)
        self._traces: set[str] = set()

    def unkept(self, reply: Reply, host: str) -> Differences:
        """Where a reply is not a documented refusal on the host."""
        strange = list(unfit(self._document.errors, reply))
        yield from strange or self._error_unkept(reply, host)
        yield from headers_unkept(reply, host, self._document)
        yield from _leaks(reply)

    def _error_unkept(self, reply: Reply, host: str) -> Differences:
        error = error_of(reply)
        received = _numbers(reply.status, error)
        known = self._known[host].get(received, [])
        if not known:
            yield Difference("refusal", "a documented status, type, code and subcode", f"{received}: {shown(error)}")
        elif self._wording.of(error) not in known:
            yield Difference("body.error", f"worded like {_nearest(error, known)}", shown(error))
        yield from self._trace_unkept(error["fbtrace_id"])

    @cached_property
    def _known(self) -> dict[str, dict[Numbers, list[dict[str, Any]]]]:
        """The wordings that are documented for each host and for what programs tell apart."""
        known: dict[str, dict[Numbers, list[dict[str, Any]]]] = {host: {} for host in HOSTS}
        for status, name, body in self._document.error_examples():
            for host in (each for each in HOSTS if speaks(name, each)):
                known[host].setdefault(_numbers(status, body["error"]), []).append(self._wording.of(body["error"]))
        return known

    def _trace_unkept(self, trace: str) -> Differences:
        if not _TRACE.fullmatch(trace):
            yield Difference("body.error.fbtrace_id", _TRACE.pattern, trace)
        if trace in self._traces:
            yield Difference("body.error.fbtrace_id", "one that no other reply had", trace)
        self._traces.add(trace)


def _numbers(status: int, error: dict[str, Any]) -> Numbers:
    return Numbers(status, error["code"], error.get("error_subcode"), error["type"])


def _nearest(error: dict[str, Any], known: list[dict[str, Any]]) -> str:
    words = set(str(error["message"]).split())
    return shown(max(known, key=lambda each: len(words & set(each["message"].split()))))


def _leaks(reply: Reply) -> Iterator[Difference]:
    if any(token.encode() in reply.content for token in TOKENS.values()):
        yield Difference("body", "no token", "the token of the request")
