"""Every refusal of the insights edges as a named example, worded as each host words it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from mock_server.catalogue.account_metrics import THREADS_LIKES
from mock_server.catalogue.error_rows import ERRORS
from mock_server.catalogue.hosts import HOSTS
from mock_server.catalogue.metric_errors import (
    CONVERSION_TITLE_CHANGED,
    MEDIA_BEFORE_CONVERSION,
    MEDIA_BEFORE_CONVERSION_2018,
)
from mock_server.catalogue.model import ErrorRow, Host
from mock_server.catalogue.object_errors import REQUEST_UNSUPPORTED
from mock_server.catalogue.retired_media_metrics import PLAYS
from mock_server.graph.refusal import Refusal, envelope, status_on
from mock_server.graph.versions import newest
from mock_server.insights import media_rules
from mock_server.insights.rules import retirement_hint
from mock_server.spec.edition import COMMITTED, Edition

Failure = dict[str, Any]
Failures = dict[int, dict[str, Failure]]

TRACE_ID = "AbCdEfGhIjKlMnOpQrStUvW"

_IMPRESSIONS = "impressions was retired on 2025-04-21; use views"

# What fills the templates. The values belong together: each row shows one request that could have been.
_SAMPLES: dict[str, Mapping[str, str]] = {
    "token_not_authorized": {"app": "1000000000000001"},
    "token_expired": {"expired": "Wednesday, 15-Jul-26 11:00:00 PDT", "now": "Thursday, 16-Jul-26 11:00:00 PDT"},
    "mock_header_invalid": {"header": "X-Mock-Fidelity", "allowed": "documented or observed"},
    "field_missing": {"field": "insights"},
    "query_too_long": {"most": "200000"},
    "too_many_ids": {"most": "50", "sent": "51"},
    "path_unknown": {"path": "/insights/reach"},
    "version_unknown": {"path": "/v99.0/17900000000000001/insights"},
    "alias_unknown": {"alias": "blue.bottle"},
    "object_missing": {"verb": "get", "id": "17900000000000099"},
    "method_unsupported": {"verb": "delete", "id": "17900000000000001"},
    "story_gone": {"verb": "get", "id": "17900000000000015"},
    "account_not_professional": {"verb": "get", "id": "17841400000000005"},
    "permission_missing": {"scopes": "instagram_manage_insights"},
    "parameter_required": {"parameter": "metric"},
    "period_required_observed": {"parameter": "period"},
    "value_not_listed": {"parameter": "metric[0]", "hint": "did you mean reach?"},
    "time_unreadable": {"parameter": "since"},
    "metric_type_required": {"metrics": "accounts_engaged,views"},
    "metric_type_incompatible": {"metric": "follower_count", "metric_type": "total_value", "shapes": "time_series"},
    "periods_incompatible": {"periods": "week", "metric": "follower_count", "allowed": "period=day"},
    "breakdowns_incompatible": {
        "breakdowns": "follow_type",
        "metric": "likes",
        "allowed": "breakdown media_product_type",
    },
    "unknown_error": {"metric": "likes", "allowed": "breakdown media_product_type"},
    "timeframe_required": {"metrics": "engaged_audience_demographics"},
    "timeframe_incompatible": {
        "timeframe": "last_90_days",
        "metric": "engaged_audience_demographics",
        "allowed": "timeframe=this_month or this_week",
    },
    "follower_count_too_old": {"metric": "follower_count"},
    "metric_unsupported": {"metrics": "plays", "hint": retirement_hint(PLAYS)},
    "metrics_unsupported_by_endpoint": {"metrics": "reposts"},
    "impressions_retired_media": {"hint": _IMPRESSIONS},
    "impressions_retired_account": {"hint": _IMPRESSIONS},
    "metric_unsupported_account": {"metrics": "threads_likes", "hint": retirement_hint(THREADS_LIKES)},
    "not_enough_users": {"metric": "engaged_audience_demographics", "minimum": "100"},
}


def failures(edition: Edition) -> Failures:
    """The examples by HTTP status and name; where the hosts differ, each has its own: `window_too_wide.instagram`."""
    found: Failures = {}
    for row in _rows(edition):
        for name, host in _told_by(row, edition):
            found.setdefault(status_on(row, host), {})[name] = _failure(row, host, edition)
    return dict(sorted(found.items()))


def occurring(key: str) -> list[Any]:
    """All values that a key of the envelope takes on either host."""
    envelopes = (envelope(_refusal(row, host, COMMITTED), host) for row in _rows(COMMITTED) for host in HOSTS)
    return sorted({error[key] for error in envelopes if key in error})


def _rows(edition: Edition) -> list[ErrorRow]:
    """What the insights edges can refuse with on the day."""
    changed = edition.day >= CONVERSION_TITLE_CHANGED
    # The first speaks of paths that lead to no edge at all, the second is worded as on other days.
    others = (REQUEST_UNSUPPORTED, MEDIA_BEFORE_CONVERSION_2018 if changed else MEDIA_BEFORE_CONVERSION)
    return [row for row in ERRORS if row not in others]


def _told_by(row: ErrorRow, edition: Edition) -> Iterator[tuple[str, Host]]:
    """The names of a row's examples, each with the host whose words it shows."""
    told = [(status_on(row, host), envelope(_refusal(row, host, edition), host)) for host in HOSTS]
    if all(each == told[0] for each in told):
        yield row.name, HOSTS[0]
    else:
        yield from ((f"{row.name}.{host.login}", host) for host in HOSTS)


def _failure(row: ErrorRow, host: Host, edition: Edition) -> Failure:
    refusal = _refusal(row, host, edition)
    evidence = row.evidence
    return {
        "summary": _capital(refusal.fix or refusal.row.name),
        "description": f"Evidence: {evidence.grade}, {evidence.source.title} ({evidence.source.date}).",
        "value": {"error": {**envelope(refusal, host), "fbtrace_id": TRACE_ID}},
    }


def _refusal(row: ErrorRow, host: Host, edition: Edition) -> Refusal:
    listed = ", ".join(media_rules.listing(host.login, edition.era))
    return Refusal(row, {"values": listed, "latest": newest(edition.day).name, **_SAMPLES.get(row.name, {})})


def _capital(sentence: str) -> str:
    return sentence[:1].upper() + sentence[1:] + "."
