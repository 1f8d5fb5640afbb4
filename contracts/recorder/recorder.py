"""Keeps the latest exchanges of a client with the API, and all that is to be said against them."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from threading import Lock

from contracts.compare import Difference
from contracts.matching.admitting import Kind
from contracts.matching.asking import Answered, Asked, pairs_of
from contracts.matching.matcher import Matcher, token_of
from contracts.openapi.public import PublicDocument
from contracts.recorder.exchange import Exchange, told
from contracts.recorder.masking import SECRETS, masked
from contracts.recorder.rules import Level, broken

_KEPT = 1000
_TOLD = 20


class BreachError(AssertionError):
    """A client, or the API, broke the contract."""


class Recorder:
    """Holds exchanges against a document; without one against the document that is shipped.

    `at` is the URL of an emulator elsewhere than on loopback, `kinds` tells of objects by their ids what they are. Of
    the exchanges the latest `keep` are kept, and as many with breaches, the first ones. A `strict` recorder raises
    BreachError at once. `listener` is told every exchange. Threads may share a recorder.
    """

    def __init__(
        self,
        document: PublicDocument | None = None,
        *,
        at: str = "",
        kinds: Mapping[str, Kind] | None = None,
        strict: bool = False,
        keep: int = _KEPT,
        listener: Callable[[Exchange], None] = lambda _: None,
    ) -> None:
        self._matcher = Matcher(document or PublicDocument.committed(), at, kinds or {})
        self._strict = strict
        self._keep = keep
        self._listener = listener
        self._lock = Lock()
        self._latest: deque[Exchange] = deque(maxlen=keep)
        self._broken: list[Exchange] = []
        self.count = 0
        self.broken_count = 0

    @property
    def hosts(self) -> tuple[str, ...]:
        """The hosts of the API itself."""
        return self._matcher.hosts

    @property
    def exchanges(self) -> tuple[Exchange, ...]:
        """The latest exchanges, and of older ones those with breaches, in the order in which they ended."""
        with self._lock:
            kept = {each.number: each for each in (*self._broken, *self._latest)}
        return tuple(kept[number] for number in sorted(kept))

    @property
    def broken(self) -> tuple[Exchange, ...]:
        """The exchanges with breaches."""
        return tuple(self._broken)

    @property
    def breaches(self) -> tuple[Difference, ...]:
        """All breaches."""
        return tuple(each for exchange in self._broken for each in exchange.breaches)

    @property
    def remarks(self) -> tuple[Difference, ...]:
        """All remarks on the exchanges that are kept."""
        return tuple(each for exchange in self.exchanges for each in exchange.remarks)

    def assert_kept(self) -> None:
        """Raise BreachError, with all breaches in its text, if there are any."""
        if self._broken:
            raise BreachError(_report(self._broken, self.broken_count))

    def note(
        self, asked: Asked, answered: Answered | None, started: datetime | None = None, seconds: float = 0.0
    ) -> Exchange:
        """Keep an exchange and say what is wrong with it. A strict recorder raises BreachError then."""
        matched = self._matcher.match(asked, answered)
        secrets = _secrets(asked)
        breaches = _clean((*matched.breaches, *broken(asked, Level.BREACH)), secrets)
        with self._lock:
            self.count += 1
            exchange = Exchange(
                number=self.count,
                started=started or datetime.now(UTC),
                seconds=seconds,
                asked=_masked_request(asked, secrets),
                answered=answered and _masked_answer(answered, secrets),
                operation=matched.operation,
                row=matched.row,
                breaches=breaches,
                ignored=_clean(matched.ignored, secrets),
                habits=_clean(broken(asked, Level.REMARK), secrets),
            )
            self._keep_it(exchange)
        self._listener(exchange)
        if self._strict and breaches:
            raise BreachError(_report([exchange], 1))
        return exchange

    def write_har(self, path: Path) -> None:
        """Write the exchanges that are kept as an HTTP archive, without any secret. Raises OSError."""
        from contracts.recorder.har import write  # noqa: PLC0415  most recordings need no archive

        write(path, self.exchanges)

    def _keep_it(self, exchange: Exchange) -> None:
        self._latest.append(exchange)
        if exchange.breaches:
            self.broken_count += 1
            if len(self._broken) < self._keep:
                self._broken.append(exchange)


def _report(exchanges: list[Exchange], count: int) -> str:
    lines = [
        line
        for exchange in exchanges[:_TOLD]
        for line in (exchange.line, *(f"    {told(each)}" for each in exchange.breaches))
    ]
    return "\n".join([f"{count} {'exchange breaks' if count == 1 else 'exchanges break'} the contract", *lines])


def _secrets(asked: Asked) -> list[str]:
    """The secrets of a request, so that they are found wherever they turn up again."""
    pairs = pairs_of(asked)
    return [token_of(asked, pairs), *(value for name, value in pairs if name in SECRETS)]


def _clean(differences: Iterable[Difference], secrets: list[str]) -> tuple[Difference, ...]:
    return tuple(
        Difference(each.where, masked(each.promised, secrets), masked(each.received, secrets)) for each in differences
    )


def _masked_request(asked: Asked, secrets: list[str]) -> Asked:
    return Asked(asked.method, masked(asked.url, secrets), _headers(asked.headers, secrets), _body(asked.body, secrets))


def _masked_answer(answered: Answered, secrets: list[str]) -> Answered:
    return Answered(answered.status, _headers(answered.headers, secrets), _body(answered.body, secrets))


def _headers(headers: Mapping[str, str], secrets: list[str]) -> dict[str, str]:
    return {name: masked(value, secrets) for name, value in headers.items()}


def _body(body: bytes, secrets: list[str]) -> bytes:
    return masked(body.decode("utf-8", "surrogateescape"), secrets).encode("utf-8", "surrogateescape")
