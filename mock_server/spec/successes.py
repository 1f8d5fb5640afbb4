"""A named example of each shape of answer: the titles are those of the catalogue, the numbers are invented."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, date, datetime
from typing import Any, NamedTuple

from mock_server.catalogue.breakdowns import ACCOUNT_BREAKDOWNS
from mock_server.catalogue.hosts import FACEBOOK
from mock_server.catalogue.kinds import KINDS
from mock_server.catalogue.model import AccountMetric, Breakdown, MediaKind, MediaMetric, Shown
from mock_server.graph.paging import window_link
from mock_server.insights import account_terms, media_rules
from mock_server.insights.window import SERIES_WIDTH, Window
from mock_server.spec.edition import Edition
from mock_server.spec.rows import ACCOUNT, Row
from mock_server.spec.shapes import DEMOGRAPHICS, MEDIA_RATE, ONLINE, SERIES, TABLE, TOTAL
from mock_server.timeline.pacific import format_end_time

_MEDIA = "17900000000000003"
_ACCOUNT = "17841400000000001"
_TOKEN = "EAAmock-reader"
_LARGEST = 960
_FEW = 3
_HOURS = 24

_KINDS = {kind.name: kind for kind in KINDS}
_BREAKDOWNS = {breakdown.name: breakdown for breakdown in ACCOUNT_BREAKDOWNS}

Entry = dict[str, Any]


class Success(NamedTuple):
    """An example of a successful answer."""

    name: str
    summary: str
    value: Entry


def successes(edition: Edition, rows: Sequence[Row]) -> list[Success]:
    """The examples; a shape that the edition does not have has none."""
    nothing = "The empty data set: what is unknown is left out, never told as 0"
    return [
        *_of_media(edition, rows),
        *_series(edition, rows),
        *_totals(edition, rows),
        Success("nothing", nothing, _answer()),
    ]


# Media.


def _of_media(edition: Edition, rows: Sequence[Row]) -> Iterator[Success]:
    media = [row for row in rows if row.object != ACCOUNT]
    for row in _first(row for row in media if not row.demands("breakdown")):
        metrics = [media_rules.METRICS[name] for name in row.box.metrics[:_FEW]]
        yield Success("media", f"Counts of a {row.object}", _answer(*_counts(metrics, _kind(row), edition.era)))
    for row in _first(row for row in media if row.demands("breakdown")):
        metric = media_rules.METRICS[row.box.metrics[0]]
        told = f"{metric.name} of a {row.object}, by {row.box.of('breakdown')[0]}"
        yield Success("media_by_breakdown", told, _answer(_divided(metric, _kind(row), edition.era)))
    for row in _first(row for row in media if MEDIA_RATE.schema in row.shapes):
        metric = next(each for name in row.box.metrics if MEDIA_RATE.holds(each := media_rules.METRICS[name]))
        told = f"A rate of a {row.object}, in per cent"
        yield Success("media_rate", told, _answer(_of_life(metric, _kind(row), edition.era, 41.3)))


def _first(rows: Iterable[Row]) -> list[Row]:
    """The first row, or none if there is none."""
    return list(rows)[:1]


def _kind(row: Row) -> MediaKind:
    return _KINDS[row.object]


def _counts(metrics: Sequence[MediaMetric], kind: MediaKind, day: date) -> list[Entry]:
    return [_of_life(metric, kind, day, _LARGEST // (1 + 7 * place)) for place, metric in enumerate(metrics)]


def _divided(metric: MediaMetric, kind: MediaKind, day: date) -> Entry:
    parts = _parts(metric.breakdown) if metric.breakdown else {}
    total = _sum(parts)
    return _of_life(metric, kind, day, total, total_value={"value": total, "breakdowns": [parts]})


def _of_life(metric: MediaMetric, kind: MediaKind, day: date, value: float, **total: Entry) -> Entry:
    return {
        "name": metric.name,
        "period": "lifetime",
        "values": [{"value": value}],
        "title": metric.title_on(kind, day),
        "description": metric.description,
        **total,
        "id": f"{_MEDIA}/insights/{metric.name}/lifetime",
    }


# Accounts: values for each day.


def _series(edition: Edition, rows: Sequence[Row]) -> Iterator[Success]:
    window = _window(edition)
    for row, metric in _in_shape(rows, SERIES.schema):
        entry = _of_days(metric, row, [_LARGEST - 9, _LARGEST], window)
        yield Success("account_series", f"{metric.name} of an account, day by day", _paged(entry, row, edition))
    for row, metric in _in_shape(rows, ONLINE.schema):
        by_hour = {str(hour): _LARGEST - 30 * abs(18 - hour) for hour in range(_HOURS)}
        entry = _of_days(metric, row, [by_hour], window)
        yield Success("online_followers", "Followers online, by hour of the Pacific day", _paged(entry, row, edition))
    for row, metric in _in_shape(rows, TABLE.schema):
        keys = [part.value for part in metric.breakdowns[0].slices[:_FEW]]
        entry = _of_days(metric, row, [{key: _LARGEST // (1 + place) for place, key in enumerate(keys)}], window)
        yield Success("audience_table", "A table of the first generation", _answer(entry))


def _in_shape(rows: Sequence[Row], schema: str, *demanded: str) -> Iterator[tuple[Row, AccountMetric]]:
    """The first row that answers in the shape and demands these parameters, with its first metric in that shape."""
    holds = {shape.schema: shape.holds for shape in (SERIES, ONLINE, TABLE, TOTAL, DEMOGRAPHICS)}[schema]
    for row in _first(row for row in rows if schema in row.shapes and all(map(row.demands, demanded))):
        yield row, next(filter(holds, map(account_terms.metric_named, row.box.metrics)))


def _of_days(metric: AccountMetric, row: Row, values: Sequence[Any], window: Window) -> Entry:
    days = zip(values, map(format_end_time, window.ends_of_days()), strict=False)
    points = [{"value": value, "end_time": end_time} for value, end_time in days]
    return _of_account(metric, row, metric.as_series, first={"values": points})


# Accounts: one number.


def _totals(edition: Edition, rows: Sequence[Row]) -> Iterator[Success]:
    for row, metric in _in_shape(rows, TOTAL.schema):
        entry = _of_account(metric, row, metric.as_total, last={"total_value": {"value": _LARGEST}})
        yield Success("account_total", f"{metric.name} of an account, in one number", _paged(entry, row, edition))
    for row, metric in _in_shape(rows, TOTAL.schema, "breakdown"):
        parts = _parts(_breakdown(row))
        total = {"value": _sum(parts), "breakdowns": [parts]}
        entry = _of_account(metric, row, metric.as_total, last={"total_value": total})
        told = f"{metric.name} of an account, by {_breakdown(row).name}"
        yield Success("account_total_by_breakdown", told, _paged(entry, row, edition))
    yield from _without_value(edition, rows)
    yield from _demographics(rows)


def _without_value(edition: Edition, rows: Sequence[Row]) -> Iterator[Success]:
    for row in _first(row for row in rows if TOTAL.schema in row.shapes and not row.demands("breakdown")):
        metrics = map(account_terms.metric_named, row.box.metrics)
        for metric in [metric for metric in metrics if metric.needs_breakdown][:1]:
            entry = _of_account(metric, row, metric.as_total)
            told = f"{metric.name} without its breakdown has no total_value"
            yield Success("account_total_without_value", told, _paged(entry, row, edition))


def _demographics(rows: Sequence[Row]) -> Iterator[Success]:
    for row, metric in _in_shape(rows, DEMOGRAPHICS.schema):
        told = f"{metric.name} by {_breakdown(row).name}"
        yield Success("demographics", told, _of_audience(metric, row, _parts(_breakdown(row))))
    for row, metric in _in_shape(rows, DEMOGRAPHICS.schema, "timeframe"):
        timeframe = row.box.of("timeframe")[0]
        told = f"{metric.name} by {_breakdown(row).name}, {timeframe}"
        parts = _parts(_breakdown(row), ("timeframe", timeframe.upper()))
        yield Success("demographics_in_timeframe", told, _of_audience(metric, row, parts))


def _of_audience(metric: AccountMetric, row: Row, parts: Entry) -> Entry:
    return _answer(_of_account(metric, row, metric.as_total, last={"total_value": {"breakdowns": [parts]}}))


def _breakdown(row: Row) -> Breakdown:
    return _BREAKDOWNS[row.box.of("breakdown")[0]]


# What they share.


def _parts(breakdown: Breakdown, *fixed: tuple[str, str]) -> Entry:
    """The largest parts of a breakdown, behind dimensions that are fixed."""
    told = [part.value for part in breakdown.slices if part.quantity or part.weight][:_FEW]
    values = [[*(value for _, value in fixed), part] for part in told]
    results = [{"dimension_values": each, "value": _LARGEST // (2 + place)} for place, each in enumerate(values)]
    return {"dimension_keys": [*(key for key, _ in fixed), breakdown.name], "results": results}


def _sum(parts: Entry) -> int:
    return sum(part["value"] for part in parts.get("results", ()))


def _of_account(
    metric: AccountMetric, row: Row, shown: Shown | None, *, first: Entry | None = None, last: Entry | None = None
) -> Entry:
    period = row.box.of("period")[0]
    return {
        "name": metric.name,
        "period": period,
        **(first or {}),
        "title": shown.title if shown else "",
        "description": shown.description if shown else "",
        **(last or {}),
        "id": f"{_ACCOUNT}/insights/{metric.name}/{period}",
    }


def _answer(*entries: Entry) -> Entry:
    return {"data": [*entries]}


def _paged(entry: Entry, row: Row, edition: Edition) -> Entry:
    window = _window(edition)
    sent = {"metric": entry["name"], "period": entry["period"]}
    sent |= {axis: row.box.of(axis)[0] for axis in ("metric_type", "breakdown") if row.demands(axis)}
    url = f"https://{FACEBOOK.name}/{edition.version.name}/{_ACCOUNT}/insights"
    near = {"previous": window.before(), "next": window.after()}
    links = {name: window_link(url, sent, _TOKEN, each.since, each.until) for name, each in near.items()}
    return {**_answer(entry), "paging": links}


def _window(edition: Edition) -> Window:
    until = int(datetime(edition.day.year, edition.day.month, edition.day.day, 18, tzinfo=UTC).timestamp())
    return Window(until - SERIES_WIDTH, until)
