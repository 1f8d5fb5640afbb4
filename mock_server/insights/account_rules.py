"""What the account edge refuses, in the order in which it looks. The order decides which error wins."""

from __future__ import annotations

from collections.abc import Container

from mock_server.catalogue.breakdowns import ACCOUNT_BREAKDOWNS, METRIC_TYPES, PERIODS, TIMEFRAMES
from mock_server.catalogue.differences import (
    ACCOUNT_STORAGE,
    BREAKDOWN_NOT_TAKEN,
    FOLLOWER_TYPE_NAME,
    SAVED_NAME,
    SMALL_AUDIENCE,
)
from mock_server.catalogue.metric_errors import METRIC_UNSUPPORTED_ACCOUNT, NOT_ENOUGH_USERS
from mock_server.catalogue.model import AccountMetric, Difference, Fidelity
from mock_server.catalogue.object_errors import ACCOUNT_NOT_PROFESSIONAL
from mock_server.catalogue.parameter_errors import (
    METRIC_TYPE_INCOMPATIBLE,
    METRIC_TYPE_REQUIRED,
    PERIOD_REQUIRED_OBSERVED,
    PERIODS_INCOMPATIBLE,
    SINCE_OUT_OF_RANGE,
    TIME_UNREADABLE,
    TIMEFRAME_INCOMPATIBLE,
    TIMEFRAME_REQUIRED,
    WINDOW_BACKWARDS,
    WINDOW_TOO_WIDE,
)
from mock_server.graph.refusal import Refusal
from mock_server.insights.account_terms import (
    BY_DOCUMENTED_NAME,
    METRICS,
    AccountCase,
    breakdowns_asked,
    goes_by,
    has_series,
    listing,
    metric_named,
    metrics_of,
    minimum_of,
    periods_of,
    recent_only,
    supported,
    takes_window,
    timeframes_of,
)
from mock_server.insights.ask import Ask
from mock_server.insights.rules import (
    breakdown_refused,
    metric_not_listed,
    not_listed,
    one_not_listed,
    required,
    retirement_hint,
)

_BREAKDOWN_NAMES = tuple(breakdown.name for breakdown in ACCOUNT_BREAKDOWNS)
_ALSO_CALLED = tuple(breakdown.also_called for breakdown in ACCOUNT_BREAKDOWNS if breakdown.also_called)


def account_is_professional(ask: Ask, case: AccountCase) -> Refusal | None:
    """Only professional accounts have insights."""
    return None if case.professional else Refusal(ACCOUNT_NOT_PROFESSIONAL, because="this is a personal account")


def metrics_are_given(ask: Ask, case: AccountCase) -> Refusal | None:
    """A request names at least one metric."""
    return None if ask.metrics else required("metric")


def metrics_are_listed(ask: Ask, case: AccountCase) -> Refusal | None:
    """Every metric is in the list of the day."""
    documented = SAVED_NAME.verdict(case.fidelity).outcome is None
    also = [name for name, metric in BY_DOCUMENTED_NAME.items() if goes_by(metric, case.day, documented=documented)]
    names = listing(case.day)
    refusal = metric_not_listed(ask.metrics_sent, (*names, *also), METRICS | BY_DOCUMENTED_NAME, names)
    return _disputed(refusal, SAVED_NAME, BY_DOCUMENTED_NAME, case)


def breakdowns_are_listed(ask: Ask, case: AccountCase) -> Refusal | None:
    """Every breakdown is in the list of the edge."""
    documented = FOLLOWER_TYPE_NAME.verdict(case.fidelity).outcome is None
    known = (*_BREAKDOWN_NAMES, *_ALSO_CALLED) if documented else _BREAKDOWN_NAMES
    refusal = not_listed("breakdown", ask.breakdowns_sent, known, listing=_BREAKDOWN_NAMES)
    return _disputed(refusal, FOLLOWER_TYPE_NAME, _ALSO_CALLED, case)


def periods_are_listed(ask: Ask, case: AccountCase) -> Refusal | None:
    """Every period is in the list of the edge."""
    return not_listed("period", ask.periods_sent, PERIODS)


def metric_type_is_listed(ask: Ask, case: AccountCase) -> Refusal | None:
    """The metric type is in the list of the edge."""
    return one_not_listed("metric_type", ask.metric_type, METRIC_TYPES)


def timeframe_is_listed(ask: Ask, case: AccountCase) -> Refusal | None:
    """The timeframe is in the list of the edge."""
    return one_not_listed("timeframe", ask.timeframe, TIMEFRAMES)


def times_are_readable(ask: Ask, case: AccountCase) -> Refusal | None:
    """Since and until are times."""
    if not case.bad_time:
        return None
    return Refusal(TIME_UNREADABLE, {"parameter": case.bad_time}, because=f"{case.bad_time} is no time")


def period_is_given(ask: Ask, case: AccountCase) -> Refusal | None:
    """A request names its period."""
    if ask.periods:
        return None
    return (
        required("period")
        if case.fidelity is Fidelity.DOCUMENTED
        else Refusal(PERIOD_REQUIRED_OBSERVED, {"parameter": "period"})
    )


def metrics_are_supported(ask: Ask, case: AccountCase) -> Refusal | None:
    """A listed metric may yet be retired, or belong to Threads."""
    gone = [metric for metric in metrics_of(ask) if not supported(metric, case)]
    if not gone:
        return None
    first = gone[0]
    own = first.retired.answer if first.retired else None
    values = {"metrics": ", ".join(metric.name for metric in gone), "hint": retirement_hint(first)}
    because = (
        f"{first.name} is listed, but no longer answered" if first.retired else f"{first.name} is a metric of Threads"
    )
    return Refusal(own or METRIC_UNSUPPORTED_ACCOUNT, values, because, first)


def totals_are_asked_as_totals(ask: Ask, case: AccountCase) -> Refusal | None:
    """A metric without a series needs metric_type=total_value."""
    if ask.metric_type in ("total_value", "time_series") or case.host.leaves_out_untyped_totals:
        return None
    untyped = [name for name in ask.metrics if not has_series(metric_named(name), case)]
    return Refusal(METRIC_TYPE_REQUIRED, {"metrics": ",".join(untyped)}, "these have no series") if untyped else None


def metric_type_suits_the_metrics(ask: Ask, case: AccountCase) -> Refusal | None:
    """Every metric comes in the asked shape."""
    if ask.metric_type not in ("total_value", "time_series"):
        return None
    for name in ask.metrics:
        metric = metric_named(name)
        if not (metric.totals if ask.totals else has_series(metric, case)):
            values = {"metric": name, "metric_type": ask.metric_type, "shapes": _shapes(metric, case)}
            return Refusal(METRIC_TYPE_INCOMPATIBLE, values, f"{name} comes as {values['shapes']}", metric)
    return None


def periods_suit_the_metrics(ask: Ask, case: AccountCase) -> Refusal | None:
    """Every metric exists in every asked period."""
    for name in ask.metrics:
        allowed = periods_of(metric_named(name), ask, case)
        wrong = [period for period in ask.periods if period not in allowed]
        if wrong:
            values = {"periods": ", ".join(wrong), "metric": name, "allowed": "period=" + " or ".join(allowed)}
            return Refusal(PERIODS_INCOMPATIBLE, values, f"{name} takes {values['allowed']}", metric_named(name))
    return None


def breakdowns_suit_the_metrics(ask: Ask, case: AccountCase) -> Refusal | None:
    """Every metric takes the breakdowns, alone or as a pair; a series ignores them."""
    if not ask.totals or not ask.breakdowns:
        return None
    for metric in metrics_of(ask):
        if breakdowns_asked(metric, ask) is None:
            allowed = tuple(breakdown.name for breakdown in metric.breakdowns)
            return breakdown_refused(metric, ask.breakdowns, allowed, BREAKDOWN_NOT_TAKEN, case.fidelity)
    return None


def timeframe_is_given(ask: Ask, case: AccountCase) -> Refusal | None:
    """Some demographics need to be told their timeframe."""
    if ask.timeframe:
        return None
    needy = [metric.name for metric in metrics_of(ask) if metric.timeframe_required]
    return Refusal(TIMEFRAME_REQUIRED, {"metrics": ", ".join(needy)}, "no timeframe was sent") if needy else None


def timeframe_suits_the_metrics(ask: Ask, case: AccountCase) -> Refusal | None:
    """Some timeframes were retired for some demographics."""
    for metric in metrics_of(ask):
        allowed = timeframes_of(metric, case)
        if ask.timeframe and metric.timeframes and ask.timeframe not in allowed:
            values = {"timeframe": ask.timeframe, "metric": metric.name, "allowed": "timeframe=" + " or ".join(allowed)}
            return Refusal(TIMEFRAME_INCOMPATIBLE, values, f"{metric.name} takes {values['allowed']}", metric)
    return None


def window_runs_forward(ask: Ask, case: AccountCase) -> Refusal | None:
    """Since is not after until."""
    if not case.backwards or not _windowed(ask):
        return None
    return Refusal(WINDOW_BACKWARDS, because="since is after until")


def window_is_narrow(ask: Ask, case: AccountCase) -> Refusal | None:
    """A window spans at most 30 days, where the host has such a limit."""
    if not case.too_wide or not _windowed(ask):
        return None
    return Refusal(WINDOW_TOO_WIDE, because="more than 30 days lie between since and until")


def since_is_in_the_store(ask: Ask, case: AccountCase) -> Refusal | None:
    """Since lies in the last two years and not in the future."""
    verdict = ACCOUNT_STORAGE.verdict(case.fidelity)
    if not case.since_out_of_range or verdict.outcome is not SINCE_OUT_OF_RANGE or not _windowed(ask):
        return None
    because = "since is older than 729 days or in the future"
    return Refusal(SINCE_OUT_OF_RANGE, {}, because, ACCOUNT_STORAGE, verdict)


def recent_metrics_are_asked_recently(ask: Ask, case: AccountCase) -> Refusal | None:
    """follower_count is told for the last 30 days only."""
    for metric in metrics_of(ask) if case.older_than_30_days else ():
        if metric.recent_only_error and recent_only(metric, case):
            values = {"metric": metric.name}
            return Refusal(metric.recent_only_error, values, "the window begins more than 30 days ago", metric)
    return None


def audience_is_large_enough(ask: Ask, case: AccountCase) -> Refusal | None:
    """Demographics need a hundred people."""
    verdict = SMALL_AUDIENCE.verdict(case.fidelity)
    if verdict.outcome is not NOT_ENOUGH_USERS:
        return None
    for metric in metrics_of(ask):
        if metric.name in case.small and case.host.login in metric.refuses_small_audience:
            least = minimum_of(metric, case.fidelity)
            values = {"metric": metric.name, "minimum": str(least.followers or least.audience)}
            return Refusal(NOT_ENOUGH_USERS, values, "the audience is too small", SMALL_AUDIENCE, verdict)
    return None


ACCOUNT_RULES = (
    account_is_professional,
    metrics_are_given,
    metrics_are_listed,
    breakdowns_are_listed,
    periods_are_listed,
    metric_type_is_listed,
    timeframe_is_listed,
    times_are_readable,
    period_is_given,
    metrics_are_supported,
    totals_are_asked_as_totals,
    metric_type_suits_the_metrics,
    periods_suit_the_metrics,
    breakdowns_suit_the_metrics,
    timeframe_is_given,
    timeframe_suits_the_metrics,
    window_runs_forward,
    window_is_narrow,
    since_is_in_the_store,
    recent_metrics_are_asked_recently,
    audience_is_large_enough,
)


def _disputed(
    refusal: Refusal | None, difference: Difference, names: Container[str], case: AccountCase
) -> Refusal | None:
    """The refusal, resting on the difference where the name is one that only the documents know."""
    if refusal is None or refusal.values["name"] not in names:
        return refusal
    return refusal._replace(about=difference, verdict=difference.verdict(case.fidelity))


def _windowed(ask: Ask) -> bool:
    """Whether since and until matter to any of the metrics."""
    return any(map(takes_window, metrics_of(ask)))


def _shapes(metric: AccountMetric, case: AccountCase) -> str:
    shapes = ("time_series" if has_series(metric, case) else "", "total_value" if metric.totals else "")
    return " or ".join(shape for shape in shapes if shape)
