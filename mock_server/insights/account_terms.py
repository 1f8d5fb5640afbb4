"""What account metrics can do in a situation: which names are known, in which shapes and periods they come."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import NamedTuple

from mock_server.catalogue.account_metrics import ACCOUNT_METRICS
from mock_server.catalogue.model import AccountMetric, ApiVersion, Breakdown, Fidelity, Host, Minimum
from mock_server.insights.ask import Ask

METRICS = {metric.name: metric for metric in ACCOUNT_METRICS}
BY_DOCUMENTED_NAME = {metric.documented_name: metric for metric in ACCOUNT_METRICS if metric.documented_name}


class AccountCase(NamedTuple):
    """All that a rule may look at, in steps as coarse as the rules are: equal cases get equal decisions.

    `day` is a day of change (see eras), not the day itself; `small` holds the metrics that need a larger audience.
    """

    host: Host
    version: ApiVersion
    day: date
    fidelity: Fidelity
    professional: bool = True
    bad_time: str = ""
    backwards: bool = False
    too_wide: bool = False
    since_out_of_range: bool = False
    older_than_30_days: bool = False
    small: frozenset[str] = frozenset()


@lru_cache(maxsize=1024)
def listing(day: date) -> tuple[str, ...]:
    """The metric names that the API lists on a day, in its order."""
    return tuple(metric.name for metric in ACCOUNT_METRICS if metric.listed.holds(day))


def metric_named(name: str) -> AccountMetric:
    """The row of a name that passed `metrics_are_listed`; a documented other name leads to its row too."""
    return METRICS.get(name) or BY_DOCUMENTED_NAME[name]


def metrics_of(ask: Ask) -> list[AccountMetric]:
    """The rows that are asked, in order."""
    return [metric_named(name) for name in ask.metrics]


def supported(metric: AccountMetric, case: AccountCase) -> bool:
    """Whether the metric is answered at all, in this version, on this day."""
    if not metric.series and not metric.totals:
        return False
    return not (metric.retired and metric.retired.applies(case.version, case.day))


def takes_window(metric: AccountMetric) -> bool:
    """Whether since and until matter to the metric; who the audience is does not depend on them."""
    return not (metric.demographics or metric.is_table)


def has_series(metric: AccountMetric, case: AccountCase) -> bool:
    """Whether the metric comes as a series, in this version, on this day."""
    gone = metric.series_retired
    return bool(metric.series) and not (gone and gone.applies(case.version, case.day))


def recent_only(metric: AccountMetric, case: AccountCase) -> bool:
    """Whether the metric is told for its last days only, in this version, on this day."""
    since = metric.recent_only_since
    return metric.last_days is not None and (since is None or since.applies(case.version, case.day))


def minimum_of(metric: AccountMetric, fidelity: Fidelity) -> Minimum:
    """The smallest audience that has the metric."""
    observed = metric.observed_minimum if fidelity is Fidelity.OBSERVED else None
    return observed or metric.minimum


def timeframes_of(metric: AccountMetric, case: AccountCase) -> tuple[str, ...]:
    """The timeframes that the metric takes."""
    gone = metric.timeframes_retired
    if gone and gone.applies(case.version, case.day):
        return metric.timeframes_kept
    return metric.timeframes


def breakdowns_asked(metric: AccountMetric, ask: Ask) -> tuple[Breakdown, ...] | None:
    """The rows of the asked breakdowns in the order asked; None when the metric does not take them."""
    by_name = {breakdown.name: breakdown for breakdown in metric.breakdowns}
    by_name |= {breakdown.also_called: breakdown for breakdown in metric.breakdowns if breakdown.also_called}
    found = tuple(by_name[name] for name in ask.breakdowns if name in by_name)
    if len(found) < len(ask.breakdowns):
        return None
    pairs = [frozenset(pair) for pair in metric.pairs]
    return found if len(found) <= 1 or frozenset(found) in pairs else None


def goes_by(metric: AccountMetric, day: date, *, documented: bool) -> bool:
    """Whether the metric's documented name is understood: until it was renamed, and in the documents for ever."""
    since = metric.documented_name_since
    return since is not None and since <= day and (documented or not metric.listed.holds(day))


def periods_of(metric: AccountMetric, ask: Ask, case: AccountCase) -> tuple[str, ...]:
    """The periods in which the metric comes in the asked shape."""
    if ask.totals:
        return (*metric.totals, *(period for period in case.host.inert_periods if period in metric.series))
    return metric.series if has_series(metric, case) else metric.totals
