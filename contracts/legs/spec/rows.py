"""The matrix: whatever a row of the document holds is answered in the row's shapes, and its near misses are refused.

Plain loops: what can be enumerated needs no generator.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain, combinations, product
from typing import NamedTuple

from contracts.bench import Bench
from contracts.compare import Difference, Differences
from contracts.legs.checking import checked, inside
from contracts.legs.spec.answer_rules import unkept
from contracts.legs.spec.asking import Asked, Desk, desk_of
from contracts.legs.spec.listings import listings_unkept
from contracts.legs.spec.refused import Refusals
from contracts.openapi.public import AXES, PublicDocument, PublicRow, Request
from contracts.outcome import Check, Checks
from contracts.subjects import Subject, subjects_of


class Place(NamedTuple):
    """A row asked on a host about a subject."""

    row: PublicRow
    subject: Subject
    host: str

    def __str__(self) -> str:
        return f"{self.host}, {self.subject.kind} {self.subject.id}"


def play(bench: Bench) -> Checks:
    """A check for the answers and one for the refusals of each row, host and object; one for each list of values."""
    with desk_of(bench) as desk:
        matrix = Matrix(desk)
        for place in places(bench.document):
            yield matrix.answers(place)
            yield matrix.refusals(place)
        for name, differences in listings_unkept(desk):
            yield checked("parameters", name, differences)


def places(document: PublicDocument) -> Iterator[Place]:
    """Where each row can be asked."""
    for row in document.rows:
        yield from (Place(row, subject, host) for subject in subjects_of(row) for host in row.hosts)


class Matrix:
    """Asks each request once, however many rows are near to it."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._document = desk.document
        self._refusals = Refusals(desk.document)
        self._tried: set[tuple[str, str, tuple[tuple[str, str], ...]]] = set()

    def answers(self, place: Place) -> Check:
        """What the row holds is answered, and the same bytes come again."""
        requests = list(requests_of(place.row))
        differences = chain(self._answered(place, requests), self._repeated(place, requests[0]))
        return checked(place.row.name, f"{place}: answered", differences, *_about(place, requests))

    def refusals(self, place: Place) -> Check:
        """What is near to the row is refused, unless another row holds it."""
        requests = [each for each in near_misses(place.row, self._document) if self._is_new(place, each)]
        differences = self._refused(place, requests)
        return checked(place.row.name, f"{place}: near misses", differences, *_about(place, requests))

    def _is_new(self, place: Place, request: Request) -> bool:
        attempt = (place.subject.id, place.host, tuple(sorted(request.items())))
        is_new = attempt not in self._tried
        self._tried.add(attempt)
        return is_new

    def _ask(self, place: Place, request: Request) -> Asked:
        return self._desk.insights(place.subject, place.host, request)

    def _answered(self, place: Place, requests: Iterable[Request]) -> Differences:
        for request in requests:
            asked = self._ask(place, request)
            yield from inside(asked, self._answer_unkept(asked, place.row))

    def _answer_unkept(self, asked: Asked, row: PublicRow) -> Differences:
        if asked.is_answered:
            yield from unkept(asked, self._document, row)
        else:
            yield Difference("status", f"200, as row {row.name} holds it", _told(asked))

    def _repeated(self, place: Place, request: Request) -> Differences:
        first, second = self._ask(place, request), self._ask(place, request)
        if first.reply.content != second.reply.content:
            yield Difference(f"{first}: body", "the same when it is asked again", second.reply.content.decode())

    def _refused(self, place: Place, requests: Iterable[Request]) -> Differences:
        rows = [row for row in self._document.rows if row.speaks_of(place.subject.kind, place.subject.special)]
        for request in requests:
            asked = self._ask(place, request)
            row = next((row for row in rows if row.admits(request, place.host)), None)
            yield from inside(asked, self._answer_unkept(asked, row) if row else self._refusal_unkept(asked))

    def _refusal_unkept(self, asked: Asked) -> Differences:
        if asked.is_answered:
            yield Difference("status", "a refusal, as no row holds it", _told(asked))
        else:
            yield from self._refusals.unkept(asked.reply, asked.host)


def _told(asked: Asked) -> str:
    return f"{asked.reply.status} {asked.reply.content.decode(errors='replace')}"


def _about(place: Place, requests: list[Request]) -> tuple[str, str]:
    return f"GET https://{place.host}/{{version}}/{place.subject.id}/insights", f"{len(requests)} requests"


def requests_of(row: PublicRow) -> Iterator[Request]:
    """All metrics together with every choice, and each metric with the first one."""
    choices = list(row.choices())
    yield from ({"metric": ",".join(row.metrics), **choice} for choice in choices)
    yield from ({"metric": metric, **choices[0]} for metric in row.metrics)


def near_misses(row: PublicRow, document: PublicDocument) -> Iterator[Request]:
    """Requests of the row with one thing changed: another metric, or another, a further or no value of a parameter.

    Objects that are special in some way are so in their metrics alone.
    """
    choices = list(row.choices())
    bases = [choices[0], choices[-1]] if row.object == "account" else [choices[0]]
    for base in bases:
        request = {"metric": row.metrics[0], **base}
        yield from _other_metrics(request, document)
        if not row.only:
            yield from _other_values(request, row, document)


def _other_metrics(request: Request, document: PublicDocument) -> Iterator[Request]:
    yield {name: value for name, value in request.items() if name != "metric"}
    for metric in (*document.values_of("metric"), "nonsense"):
        yield {**request, "metric": metric}
        yield {**request, "metric": f"{request['metric']},{metric}"}


def _other_values(request: Request, row: PublicRow, document: PublicDocument) -> Iterator[Request]:
    for axis in AXES:
        yield {name: value for name, value in request.items() if name != axis}
        yield from ({**request, axis: value} for value in _values(axis, row, document))
    for metric, breakdown in product(row.metrics, document.values_of("breakdown")):
        yield {**request, "metric": metric, "breakdown": breakdown}


def _values(axis: str, row: PublicRow, document: PublicDocument) -> list[str]:
    """Every value of a parameter, one that is none, and of breakdowns all pairs that the edge lists."""
    nonsense = () if axis in row.ignored else ("nonsense",)
    pairs = map(",".join, combinations(document.breakdowns_of(row.object), 2)) if axis == "breakdown" else ()
    return [*document.values_of(axis), *pairs, *nonsense]
