"""What is legal where: each metric against each kind of media, or against its periods, types and breakdowns."""

from __future__ import annotations

from datetime import date
from typing import Any

from mock_server.catalogue.account_metrics import ACCOUNT_METRICS
from mock_server.catalogue.hosts import FACEBOOK
from mock_server.catalogue.kinds import KINDS
from mock_server.catalogue.media_metrics import MEDIA_METRICS
from mock_server.catalogue.model import AccountMetric, ApiVersion, Fidelity, Host, MediaKind, MediaMetric
from mock_server.insights import account_terms, eras, media_rules
from mock_server.insights.account_terms import AccountCase, has_series, supported
from mock_server.insights.media_rules import MediaCase, offers

MatrixRow = dict[str, Any]


def media_matrix(version: ApiVersion, day: date, host: Host = FACEBOOK) -> list[MatrixRow]:
    """A row for each media metric: the kinds of media that have it in this version on this day."""
    listed = media_rules.listing(host.login, _era(day))
    return [
        {
            "metric": metric.name,
            "listed": metric.name in listed,
            "kinds": [kind.name for kind in KINDS if offers(metric, _media_case(version, day, host, kind))],
            "breakdown": metric.breakdown.name if metric.breakdown else None,
            "unit": metric.unit.value,
            "logins": sorted(metric.logins),
            "needs_facebook_sharing": metric.needs_facebook_sharing,
            **_history(metric),
        }
        for metric in MEDIA_METRICS
    ]


def account_matrix(version: ApiVersion, day: date, host: Host = FACEBOOK) -> list[MatrixRow]:
    """A row for each account metric: its periods as a series and as a total, its breakdowns and timeframes."""
    case = AccountCase(host, version, _era(day), Fidelity.DOCUMENTED)
    return [
        {
            "metric": metric.name,
            "listed": metric.name in account_terms.listing(case.day),
            "time_series": list(metric.series) if supported(metric, case) and has_series(metric, case) else [],
            "total_value": list(metric.totals) if supported(metric, case) else [],
            "breakdowns": [breakdown.name for breakdown in metric.breakdowns if not metric.is_table],
            "timeframes": list(account_terms.timeframes_of(metric, case)),
            "minimum_followers": metric.minimum.followers,
            **_history(metric),
        }
        for metric in ACCOUNT_METRICS
    ]


def _media_case(version: ApiVersion, day: date, host: Host, kind: MediaKind) -> MediaCase:
    return MediaCase(host, version, _era(day), Fidelity.DOCUMENTED, kind, created=_era(day))


def _history(metric: MediaMetric | AccountMetric) -> MatrixRow:
    source = metric.evidence.source
    return {
        "retired_in": metric.retired.in_version if metric.retired else None,
        "retired_on": metric.retired.everywhere_on.isoformat() if metric.retired else None,
        "replacement": metric.replacement,
        "grade": metric.evidence.grade.value,
        "source": source.where,
        "source_date": source.date.isoformat(),
    }


def _era(day: date) -> date:
    return eras.era(day.toordinal() - date(1970, 1, 1).toordinal())
