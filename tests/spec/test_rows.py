"""The rows of a document: they fit its parameters, none is superfluous, and all that the catalogue answers is there."""

from __future__ import annotations

from datetime import date
from itertools import permutations

import pytest

from contracts.openapi.public import PublicDocument
from mock_server.insights.matrix import account_matrix, media_matrix
from tests.spec.documents import BY_NAME, DAYS, documented


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
