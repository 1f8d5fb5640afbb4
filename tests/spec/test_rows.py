"""The rows of a document: they fit its parameters, none is superfluous, and the emulator agrees with each of them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import cache
from itertools import combinations, permutations, product

import pytest

from contracts.openapi.public import AXES, PublicDocument, PublicRow, Request
from mock_server.catalogue.versions import VERSIONS
from mock_server.graph.versions import newest
from mock_server.insights.matrix import account_matrix, media_matrix
from mock_server.spec import document
from tests.spec.emulated import Emulated, Subject, subjects_of

BY_NAME = {version.name: version for version in VERSIONS}

# The committed document, the day of most recordings, and days on which other metrics, versions and shapes were alive.
DAYS = ("committed", "2026-07-16", "2025-03-01", "2023-03-01")


@cache
def documented(day: str) -> PublicDocument:
    if day == "committed":
        return PublicDocument.committed()
    when = date.fromisoformat(day)
    # On this day older versions answered more than the newest one did.
    version = BY_NAME["v21.0"] if day == "2025-03-01" else newest(when)
    return PublicDocument(document(version, when))


@pytest.fixture(params=DAYS)
def public(request: pytest.FixtureRequest) -> PublicDocument:
    return documented(request.param)


def test_rows_fit_the_parameters(public: PublicDocument) -> None:
    """What a row lists is listed by the parameters."""
    for row in public.rows:
        assert set(row.metrics) <= set(public.values_of("metric")), row.name
        for axis, values in row.params.items():
            sent = {part for value in values for part in value.split(",")}
            assert sent <= set(public.values_of(axis)), (row.name, axis)
        assert {*row.optional} <= {*row.params}
        assert not {*row.ignored} & {*row.params}


def test_rows_have_names_of_their_own(public: PublicDocument) -> None:
    """A row can be named in a report."""
    assert len({row.name for row in public.rows}) == len(public.rows)


def test_no_row_lies_in_another(public: PublicDocument) -> None:
    """A row that says what another says already would be noise."""
    for inner, outer in permutations(public.rows, 2):
        assert not inner.within(outer), (inner.name, outer.name)


def test_every_metric_that_is_answered_is_in_a_row(public: PublicDocument) -> None:
    """What the legality matrix answers the rows have too, for accounts and for each kind of media."""
    version, day = BY_NAME[public.version], date.fromisoformat(public.day)
    answered = {("account", each["metric"]) for each in account_matrix(version, day) if _is_answered(each)}
    answered |= {
        (kind, each["metric"]) for each in media_matrix(version, day) if each["listed"] for kind in each["kinds"]
    }
    told = {(row.object, metric) for row in public.rows for metric in row.metrics}
    assert answered - told == set()
    assert {metric for _, metric in told - answered} <= {"saved", "impressions"}


def _is_answered(row: dict[str, object]) -> bool:
    return bool(row["listed"] and (row["time_series"] or row["total_value"]))


@pytest.mark.parametrize("day", DAYS)
def test_rows_are_answered(day: str) -> None:
    """Everything in a row is answered with 200, in the shapes that the row names."""
    public, emulated = documented(day), Emulated(documented(day))
    for row, subject, host in _asked(public):
        answers = public.answers(row)
        for request in _requests(row):
            reply = emulated.ask(subject, host, request)
            assert reply.status == 200, (row.name, host, request, reply.body)
            answers.validate(reply.json)


@pytest.mark.parametrize("day", DAYS)
def test_near_misses_are_refused(day: str) -> None:
    """A request that differs from a row's in one thing is refused, unless another row admits it."""
    public, emulated = documented(day), Emulated(documented(day))
    statuses = {status for status, _, _ in public.error_examples()}
    tried: set[object] = set()
    for row, subject, host in _asked(public):
        rows = [each for each in public.rows if each.speaks_of(subject.kind, subject.special)]
        for request in _near_misses(row, public):
            attempt = (subject.id, host, *sorted(request.items()))
            if attempt in tried:
                continue
            tried.add(attempt)
            reply = emulated.ask(subject, host, request)
            if any(each.admits(request, host) for each in rows):
                assert reply.status == 200, (row.name, host, request, reply.body)
            else:
                assert reply.status in statuses, (row.name, host, request, reply.body)
                public.errors.validate(reply.json)


def _asked(public: PublicDocument) -> Iterator[tuple[PublicRow, Subject, str]]:
    for row in public.rows:
        subjects = subjects_of(row)
        assert subjects, f"no object for {row.name}"
        yield from ((row, subject, host) for subject in subjects for host in row.hosts)


def _requests(row: PublicRow) -> Iterator[Request]:
    """All metrics together with every choice, and each metric with the first one."""
    choices = list(row.choices())
    yield from ({"metric": ",".join(row.metrics), **choice} for choice in choices)
    yield from ({"metric": metric, **choices[0]} for metric in row.metrics)


def _near_misses(row: PublicRow, public: PublicDocument) -> Iterator[Request]:
    """Requests of the row with one thing changed: another metric, or another, a further or no value of a parameter."""
    for choice in (next(iter(row.choices())), list(row.choices())[-1]):
        request = {"metric": row.metrics[0], **choice}
        for metric in public.values_of("metric"):
            yield request | {"metric": metric}
            yield request | {"metric": f"{row.metrics[0]},{metric}"}
        for axis in AXES:
            yield {name: value for name, value in request.items() if name != axis}
            yield from (request | {axis: value} for value in _values(axis, public))
        for metric, breakdown in product(row.metrics, public.values_of("breakdown")):
            yield request | {"metric": metric, "breakdown": breakdown}


def _values(axis: str, public: PublicDocument) -> list[str]:
    listed = public.values_of(axis)
    return [*listed, *map(",".join, combinations(listed, 2))] if axis == "breakdown" else listed
