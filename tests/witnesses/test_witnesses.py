"""Exchanges transcribed from Meta's pages and from recordings, played against the emulator; and what they touch."""

from __future__ import annotations

import json
from collections.abc import Iterable

import pytest

from contracts.files.case import CaseFile, load_cases
from contracts.runner import Outcome, play_file
from contracts.target import Target
from mock_server.app import create_app
from mock_server.catalogue.absences import ABSENCES
from mock_server.catalogue.account_metrics import ACCOUNT_METRICS
from mock_server.catalogue.breakdowns import ACCOUNT_BREAKDOWNS, MEDIA_BREAKDOWNS
from mock_server.catalogue.error_rows import ERRORS
from mock_server.catalogue.hosts import HOSTS
from mock_server.catalogue.media_metrics import MEDIA_METRICS
from mock_server.catalogue.nodes import NODE_TYPES
from mock_server.catalogue.versions import VERSIONS
from tests.witnesses.exceptions import UNWITNESSED
from tests.wsgi_transport import session_to

FILES = load_cases()


@pytest.fixture(scope="module")
def target() -> Target:
    """The emulator in this process."""
    return Target("http://127.0.0.1", session_to(create_app(now="2026-10-01T12:00:00Z").wsgi_app))


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.topic)
def test_witnesses(file: CaseFile, target: Target) -> None:
    """The emulator keeps every promise of the file."""
    broken = [outcome for outcome in play_file(file, target) if not outcome.kept]

    assert not broken, "\n".join(map(_told, broken))


def test_there_are_enough_witnesses() -> None:
    """At least 120 exchanges are transcribed, each with a source and a date."""
    cases = [case for file in FILES for case in file.cases]

    assert len(cases) >= 120
    assert all(case.source and case.date for case in cases)


def test_every_row_is_witnessed(target: Target) -> None:
    """A row of the catalogue is touched by a witness, or stands among the exceptions with a reason; never both."""
    touched = set(_touched(outcome for file in FILES for outcome in play_file(file, target)))
    rows = (
        {f"error {row.name}" for row in ERRORS}
        | {f"absence {row.name}" for row in ABSENCES}
        | {f"media metric {metric.name}" for metric in MEDIA_METRICS}
        | {f"account metric {metric.name}" for metric in ACCOUNT_METRICS}
        | {f"breakdown {row.name}" for row in (*MEDIA_BREAKDOWNS, *ACCOUNT_BREAKDOWNS)}
        | {f"version {version.name}" for version in VERSIONS}
        | {f"host {host.name}" for host in HOSTS}
        | {f"edge {node.name}.{edge.name}" for node in NODE_TYPES for edge in node.edges if edge.name != "insights"}
    )

    assert rows - touched == set(UNWITNESSED)


def _told(outcome: Outcome) -> str:
    return f"{outcome.case.id}: " + "; ".join(map(str, outcome.differences))


def _touched(outcomes: Iterable[Outcome]) -> Iterable[str]:
    """The rows that replies speak of: the rule that decided, and the metrics and breakdowns in the data."""
    for outcome in outcomes:
        rule = outcome.reply.headers.get("x-mock-rule", "")
        call = outcome.case.call
        yield from (f"error {rule}", f"absence {rule}", f"edge {rule}")
        yield from (f"host {call.host}", f"version {call.path.split('/')[1]}")
        yield from _named(outcome)


def _named(outcome: Outcome) -> Iterable[str]:
    text = json.dumps(outcome.reply.body, default=str)
    path = outcome.case.call.path
    for metric in MEDIA_METRICS:
        if f"/insights/{metric.name}/lifetime" in text and "/17841" not in path:
            yield f"media metric {metric.name}"
    for account_metric in ACCOUNT_METRICS:
        if f'"name": "{account_metric.name}"' in text and ("/17841" in path or "/me" in path):
            yield f"account metric {account_metric.name}"
    for breakdown in (*MEDIA_BREAKDOWNS, *ACCOUNT_BREAKDOWNS):
        if f'"{breakdown.name}"' in text:
            yield f"breakdown {breakdown.name}"
