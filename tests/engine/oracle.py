"""What the catalogue's rows promise for a request, worked out here without the emulator's own rules.

Only the columns of the rows are read: none of their methods, and nothing of `mock_server.insights`.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

from mock_server.catalogue.account_metrics import ACCOUNT_METRICS
from mock_server.catalogue.media_metrics import MEDIA_METRICS
from mock_server.catalogue.model import AccountMetric, ApiVersion, Change, MediaMetric, Retirement
from mock_server.catalogue.versions import VERSIONS

FACEBOOK, INSTAGRAM = "graph.facebook.com", "graph.instagram.com"
LOGIN = {FACEBOOK: "facebook", INSTAGRAM: "instagram"}
OBSERVED = "observed"

# graph.instagram.com takes these for totals too, where they change nothing.
_INERT_ON_INSTAGRAM = ("day", "week", "days_28")


class Promise(NamedTuple):
    """The status of a reply and what decided it."""

    status: int
    rule: str


class Ask(NamedTuple):
    """Who asks in which version on which day, and whom the emulator follows."""

    version: ApiVersion
    day: date
    host: str
    fidelity: str


def major(version: ApiVersion | str) -> int:
    """The number before the dot."""
    name = version if isinstance(version, str) else version.name
    return int(name[1:].partition(".")[0])


def released(day: date) -> list[ApiVersion]:
    """The versions that can be asked on a day."""
    return [version for version in VERSIONS if version.released <= day]


def living(day: date) -> list[ApiVersion]:
    """The versions that still serve on a day, oldest first."""
    return [version for version in released(day) if version.last_day is None or day <= version.last_day]


def days_around(dates: set[date]) -> list[date]:
    """Each date with the days before and after it."""
    return sorted({when + timedelta(days=step) for when in dates if when > date(2018, 1, 1) for step in (-1, 0, 1)})


def dates_of_media() -> list[date]:
    """The days of change of the media edge, and their neighbours."""
    dates: set[date] = set()
    for row in MEDIA_METRICS:
        dates |= set(row.kinds.values())
        for span in row.listed.values():
            dates |= {end for end in (span.since, span.until) if end and end.year < 2030}
        dates |= set(_ends(row.retired)) | set(_ends(row.introduced))
    return days_around(dates)


def dates_of_accounts() -> list[date]:
    """The days of change of the account edge, and their neighbours."""
    dates: set[date] = set()
    for row in ACCOUNT_METRICS:
        dates |= {end for end in (row.listed.since, row.listed.until) if end}
        for retired in (row.retired, row.series_retired, row.timeframes_retired):
            dates |= set(_ends(retired))
    return days_around(dates)


def _ends(change: Retirement | Change | None) -> Iterator[date]:
    if change:
        yield change.everywhere_on


def _is_gone(retired: Retirement | None, ask: Ask) -> bool:
    return retired is not None and (ask.day >= retired.everywhere_on or major(ask.version) >= major(retired.in_version))


def _is_listed(row: MediaMetric, ask: Ask) -> bool:
    spans = {login.value: span for login, span in row.listed.items()}
    span = spans.get(LOGIN[ask.host])
    if span is None:
        return False
    return (span.since is None or span.since <= ask.day) and (span.until is None or ask.day < span.until)


def _is_spared(row: MediaMetric, ask: Ask, created: date) -> bool:
    retired = row.retired
    if retired is None or retired.spares_created_before is None or created >= retired.spares_created_before:
        return False
    return major(ask.version) < major(retired.in_version) or ask.fidelity == OBSERVED


def media_promise(row: MediaMetric, kind: str, created: date, ask: Ask, *, shared: bool) -> Promise:
    """What asking one metric of a media that has an audience promises."""
    if not _is_listed(row, ask):
        return Promise(400, "value_not_listed")
    return (
        _withheld(row, kind, created, ask)
        or _elsewhere(row, ask)
        or _absent(row, kind, created, ask, shared=shared)
        or Promise(200, "media_insights")
    )


def _withheld(row: MediaMetric, kind: str, created: date, ask: Ask) -> Promise | None:
    """The refusal of a metric that this kind of media does not have."""
    if kind == "album_child" and ask.fidelity != OBSERVED:
        return None
    since = {each.name: when for each, when in row.kinds.items()}.get(kind)
    come = row.introduced is None or _has_come(row.introduced, ask)
    gone = _is_gone(row.retired, ask) and not _is_spared(row, ask, created)
    if since is not None and ask.day >= since and come and not gone:
        return None
    own = row.retired.answer if row.retired else None
    if (
        own
        and row.retired
        and kind in {each.name for each in row.retired.answer_kinds}
        and LOGIN[ask.host] in row.retired.answer_logins
    ):
        return Promise(own.status, own.name)
    return Promise(400, "metric_unsupported")


def _elsewhere(row: MediaMetric, ask: Ask) -> Promise | None:
    """The refusal of a metric that the other login has."""
    login = LOGIN[ask.host]
    if login not in {each.value for each in row.logins}:
        return Promise(400, "metric_unsupported")
    if ask.fidelity == OBSERVED and login not in {each.value for each in row.observed_logins}:
        return Promise(400, "metrics_unsupported_by_endpoint")
    return None


def _absent(row: MediaMetric, kind: str, created: date, ask: Ask, *, shared: bool) -> Promise | None:
    """Why a metric that exists has no data."""
    reasons = {
        Promise(200, "album_child_silent"): kind == "album_child",
        Promise(400, "not_shared_to_facebook"): row.needs_facebook_sharing and not shared,
        Promise(200, "media_too_old"): ask.fidelity != OBSERVED and ask.day - created > timedelta(days=730),
        Promise(200, "media_before_metric"): row.media_created_from is not None and created < row.media_created_from,
    }
    return next((promise for promise, holds in reasons.items() if holds), None)


def _has_come(introduced: Change, ask: Ask) -> bool:
    return ask.day >= introduced.everywhere_on or major(ask.version) >= major(introduced.in_version)


def account_promise(row: AccountMetric, ask: Ask, period: str, metric_type: str, breakdown: str = "") -> Promise:
    """What asking one metric of an account with a large audience promises."""
    listed = row.listed
    if (listed.since and ask.day < listed.since) or (listed.until and ask.day >= listed.until):
        return Promise(400, "value_not_listed")
    if not (row.series or row.totals) or _is_gone(row.retired, ask):
        own = row.retired.answer if row.retired else None
        return Promise(400, own.name if own else "metric_unsupported_account")
    in_series = bool(row.series) and not _is_gone(row.series_retired, ask)
    return _shape(row, ask, period, metric_type, breakdown, in_series=in_series)


def _shape(row: AccountMetric, ask: Ask, period: str, metric_type: str, breakdown: str, *, in_series: bool) -> Promise:
    untyped = metric_type not in ("total_value", "time_series")
    totals = metric_type == "total_value"
    not_taken = totals and bool(breakdown) and not _takes(row, breakdown)
    reasons = {
        Promise(400, "metric_type_required"): untyped and not in_series and ask.host == FACEBOOK,
        Promise(400, "metric_type_incompatible"): not untyped and not (row.totals if totals else in_series),
        Promise(400, "periods_incompatible"): period not in _periods(row, ask, metric_type, in_series=in_series),
        Promise(400, "breakdowns_incompatible"): not_taken and ask.fidelity == OBSERVED,
        Promise(500, "unknown_error"): not_taken and ask.fidelity != OBSERVED,
        Promise(400, "timeframe_required"): row.timeframe_required,
        Promise(200, "untyped_total"): not totals and not in_series,
    }
    return next((promise for promise, holds in reasons.items() if holds), Promise(200, "account_insights"))


def _periods(row: AccountMetric, ask: Ask, metric_type: str, *, in_series: bool) -> tuple[str, ...]:
    if metric_type == "total_value":
        inert = [period for period in _INERT_ON_INSTAGRAM if period in row.series and ask.host == INSTAGRAM]
        return (*row.totals, *inert)
    return row.series if in_series else row.totals


def _takes(row: AccountMetric, breakdown: str) -> bool:
    asked = tuple(breakdown.split(","))
    names = {each.name: each.name for each in row.breakdowns}
    names |= {each.also_called: each.name for each in row.breakdowns if each.also_called}
    found = [names.get(name) for name in asked]
    if None in found:
        return False
    return len(found) == 1 or set(found) in [{each.name for each in pair} for pair in row.pairs]
