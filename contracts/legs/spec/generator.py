"""Requests that schemathesis generates from a document: the same ones for the same seed, and at most so many."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

import requests

from contracts.compare import Difference, Differences, Reply
from contracts.target import Target

if TYPE_CHECKING:
    from schemathesis import Case
    from schemathesis.errors import InvalidSchema
    from schemathesis.schemas import APIOperation

    Operation: TypeAlias = APIOperation[Any, Any, Any, Any]
Judge: TypeAlias = "Callable[[Generated], Differences]"

_ANYWHERE = "http://target"  # a request needs a server; the target knows its own
# Counted anew when it is sent; drawn at random, which no run could repeat.
_NOT_SENT = ("content-length", "x-schemathesis-testcaseid")
_SENT = ("method", "url", "params", "headers", "data", "json", "files", "cookies")

CONFIG: dict[str, Any] = {
    # Nothing is drawn from elsewhere, remembered, or read out of the code. Graph ignores parameters that it does not
    # know, so one too many is no mistake.
    "generation": {"database": "none", "allow-extra-parameters": False},
    "cache": {"enabled": False},
    "analysis": {"constants": {"enabled": False}},
    "checks": {
        # It wants 405 and Allow for other methods; Graph answers 400.
        "unsupported_method": {"enabled": False},
        # It accepts 401 and 403 alone; Graph answers 400 with code 104 or 190.
        "ignored_auth": {"enabled": False},
        # Some 500s are documented: the schema of the responses lets these pass, and no other.
        "not_a_server_error": {"enabled": False},
        # A mistake in one row can be a request of another one, and what is lawful is said by rows: legs judge.
        "negative_data_rejection": {"enabled": False},
        "positive_data_acceptance": {"enabled": False},
    },
}


class Generated(NamedTuple):
    """A generated request that was sent: the operation it belongs to, method and path with query, and the reply."""

    operation: str
    method: str
    path: str
    reply: Reply
    case: Case[Any]
    prepared: requests.PreparedRequest

    def misfits(self) -> Differences:
        """What schemathesis finds wrong with the reply: status, content type, headers, body."""
        import schemathesis  # noqa: PLC0415  it takes a second
        from schemathesis.core.failures import FailureGroup  # noqa: PLC0415

        response = schemathesis.Response(
            status_code=self.reply.status,
            headers={name: [value] for name, value in self.reply.headers.items()},
            content=self.reply.content,
            request=self.prepared,
            elapsed=0.0,
            verify=False,
        )
        try:
            self.case.validate_response(response)
        except FailureGroup as failures:
            for failure in failures.exceptions:
                rule, *_ = str(getattr(failure, "message", failure)).splitlines() or [""]
                yield Difference(str(getattr(failure, "title", "reply")), rule, self.told)

    @property
    def told(self) -> str:
        """The status and the body."""
        return f"{self.reply.status} {self.reply.content.decode(errors='replace')}"

    def __str__(self) -> str:
        return f"{self.method} {self.path}"


class Generator(NamedTuple):
    """Generates requests of a kind (`positive` or `negative`), sends them and has them judged."""

    target: Target
    mode: str
    seed: int
    examples: int

    def operations(self, document: dict[str, Any]) -> Iterator[tuple[str, Operation | InvalidSchema]]:
        """The operations of a document by their ids; of one that cannot be understood, why."""
        import schemathesis  # noqa: PLC0415  it takes a second
        from schemathesis.core.result import Err  # noqa: PLC0415

        config = schemathesis.Config.from_dict(CONFIG)
        schema = schemathesis.openapi.from_dict(document, config=config)
        for each in schema.get_all_operations():
            if isinstance(each, Err):
                yield each.err().path or "document", each.err()
            else:
                yield each.ok().definition.raw["operationId"], each.ok()

    def differences(
        self, name: str, operation: Operation | InvalidSchema, headers: dict[str, str], judge: Judge
    ) -> Differences:
        """What is wrong with the replies to generated requests of an operation."""
        import hypothesis  # noqa: PLC0415  it is not needed without this leg
        from schemathesis import GenerationMode  # noqa: PLC0415

        if isinstance(operation, Exception):
            yield Difference("document", "an operation that can be asked", str(operation))
            return
        found: list[Difference] = []

        def probe(case: Case[Any]) -> None:
            generated = self._send(name, case, headers)
            found.extend(judge(generated))

        settings = hypothesis.settings(
            max_examples=self.examples,
            phases=[hypothesis.Phase.generate],
            database=None,
            deadline=None,
            derandomize=False,
            suppress_health_check=list(hypothesis.HealthCheck),
        )
        strategy = operation.as_strategy(generation_mode=GenerationMode(self.mode))
        hypothesis.seed(self.seed)(settings(hypothesis.given(case=strategy)(probe)))()
        yield from found

    def _send(self, name: str, case: Case[Any], headers: dict[str, str]) -> Generated:
        kwargs = case.as_transport_kwargs(base_url=_ANYWHERE, headers=headers)
        request = requests.Request(**{key: kwargs[key] for key in _SENT if key in kwargs})
        prepared = request.prepare()
        method, path, body = str(prepared.method), prepared.path_url, prepared.body or b""
        sent = body.encode() if isinstance(body, str) else bytes(body)
        sent_headers = {key: value for key, value in prepared.headers.items() if key.lower() not in _NOT_SENT}
        return Generated(name, method, path, self.target.ask(method, path, sent_headers, sent), case, prepared)
