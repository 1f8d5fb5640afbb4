"""The entries of an account's answer: series, totals, breakdowns, demographics and the legacy tables."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from mock_server.catalogue.absences import (
    ACCOUNT_DATA_GONE,
    BEFORE_CONVERSION,
    NOT_YET_COMPUTED,
    RECENT_DAYS_ONLY,
    TOO_FEW_FOLLOWERS,
    UNAVAILABLE,
    UNTYPED_TOTAL,
)
from mock_server.catalogue.differences import ACCOUNT_STORAGE, BREAKDOWN_HISTORY, DEMOGRAPHIC_KEYS
from mock_server.catalogue.limits import ACCOUNT_KEPT_DAYS, PARTS_KEPT_DAYS
from mock_server.catalogue.model import Absence, AccountMetric, Breakdown, Counts, Shown
from mock_server.graph import wire
from mock_server.insights import audience
from mock_server.insights.account_terms import AccountCase, breakdowns_asked, has_series, recent_only, takes_window
from mock_server.insights.ask import Ask
from mock_server.insights.daily import Days
from mock_server.insights.lifetime import divided
from mock_server.insights.setting import Setting
from mock_server.insights.window import Window, timeframe_days
from mock_server.timeline.pacific import DAY, day_of, format_end_time, last_midnight
from mock_server.world.model import Account

_SPAN = {"day": 1, "week": 7, "days_28": 28, "lifetime": 1}


class Entries:
    """Writes the entries of one answer. `windowed` tells whether any of them depends on the window."""

    def __init__(self, account: Account, ask: Ask, setting: Setting, window: Window, case: AccountCase) -> None:
        self._account = account
        self._ask = ask
        self._setting = setting
        self._case = case
        self._since = window.since
        self._ends = window.ends_of_days()
        self._days = Days(setting.world, account)
        self.windowed = False

    def of(self, metric: AccountMetric, name: str) -> list[str] | Absence:
        """The entries of a metric, one for each period, under the name that was asked; or why there is none."""
        told = self._told(metric)
        absence = self._absence(metric, told)
        if absence:
            return absence
        self.windowed = self.windowed or takes_window(metric)
        shape = self._total if self._ask.totals else self._series
        return [shape(metric, name, period, told) for period in self._ask.periods]

    # Which days can be told.

    def _told(self, metric: AccountMetric) -> list[int]:
        """The midnights of the window whose days are there to be told."""
        earliest = max(self._kept(metric)[0], self._account.converted_at or 0)
        ends = self._ends
        return ends[bisect_right(ends, earliest) : bisect_right(ends, self._setting.computed_until)]

    def _untold(self, metric: AccountMetric, end: int) -> Absence:
        """Why a day cannot be told."""
        if end > self._setting.computed_until:
            return NOT_YET_COMPUTED
        kept_from, absence = self._kept(metric)
        return absence if end <= kept_from else BEFORE_CONVERSION

    def _kept(self, metric: AccountMetric) -> tuple[int, Absence]:
        """The instant up to which data are gone, and why."""
        if recent_only(metric, self._case) and metric.last_days:
            return self._setting.now - metric.last_days * DAY, RECENT_DAYS_ONLY
        stored = ACCOUNT_STORAGE.verdict(self._case.fidelity).outcome is ACCOUNT_DATA_GONE
        return self._setting.now - ACCOUNT_KEPT_DAYS.value * DAY if stored else 0, ACCOUNT_DATA_GONE

    def _absence(self, metric: AccountMetric, told: Sequence[int]) -> Absence | None:
        insights = self._account.insights
        if metric.name in insights and insights[metric.name] is None:
            return UNAVAILABLE
        if metric.name in self._case.small:
            return TOO_FEW_FOLLOWERS
        if not self._ask.totals and not has_series(metric, self._case):
            return UNTYPED_TOTAL
        if not takes_window(metric) or told:
            return None
        if not self._ends:
            return NOT_YET_COMPUTED if self._is_today() and not self._ask.totals else None
        absence = self._untold(metric, self._ends[-1])
        return None if metric.needs_breakdown and absence is NOT_YET_COMPUTED else absence

    def _is_today(self) -> bool:
        """Whether the window lies in a day that has not ended, or is not computed: what it brought is not known yet."""
        return self._since > last_midnight(self._setting.computed_until)

    # Series.

    def _series(self, metric: AccountMetric, name: str, period: str, told: Sequence[int]) -> str:
        points = self._table(metric) if metric.is_table else self._points(metric, period, told)
        return self._entry(name, period, metric.as_series, values=f'"values":[{",".join(points)}],')

    def _points(self, metric: AccountMetric, period: str, told: Sequence[int]) -> list[str]:
        values: Sequence[wire.Json]
        if metric.hourly:
            values = [{**audience.online_by_hour(self._account, day_of(end))} for end in told]
        else:
            values = self._days.counts(metric, told, _SPAN[period])
        return [
            f'{{"value":{wire.text(value)},"end_time":"{format_end_time(end)}"}}'
            for value, end in zip(values, told, strict=True)
        ]

    def _table(self, metric: AccountMetric) -> list[str]:
        known = audience.followers_known(self._account)
        rows = audience.rows(self._account, metric.breakdowns, known)
        value = wire.text({key[0]: count for key, count in rows})
        end = last_midnight(self._setting.computed_until)
        return [f'{{"value":{value},"end_time":"{format_end_time(end)}"}}']

    # Totals.

    def _total(self, metric: AccountMetric, name: str, period: str, told: Sequence[int]) -> str:
        breakdowns = breakdowns_asked(metric, self._ask) or ()
        if metric.needs_breakdown and not breakdowns:
            return self._entry(name, period, metric.as_total)
        total: dict[str, wire.Json] = {}
        if not metric.needs_breakdown:
            total["value"] = self._days.count(metric, told)
        if breakdowns:
            total["breakdowns"] = [self._parts(metric, breakdowns, told)]
        return self._entry(name, period, metric.as_total, total=f'"total_value":{wire.text(total)},')

    def _parts(self, metric: AccountMetric, breakdowns: Sequence[Breakdown], told: Sequence[int]) -> wire.Json:
        keys: list[wire.Json] = [*self._ask.breakdowns]
        rows = self._rows(metric, breakdowns, told)
        if metric.demographics and self._keys_name_timeframe():
            keys = ["timeframe", *keys]
            rows = [((self._ask.timeframe.upper(), *values), count) for values, count in rows]
        parts: dict[str, wire.Json] = {"dimension_keys": keys}
        if rows or not metric.needs_breakdown:
            parts["results"] = [{"dimension_values": [*values], "value": count} for values, count in rows]
        return parts

    def _keys_name_timeframe(self) -> bool:
        documented = DEMOGRAPHIC_KEYS.verdict(self._case.fidelity) is DEMOGRAPHIC_KEYS.documented
        return documented and bool(self._ask.timeframe)

    def _rows(self, metric: AccountMetric, breakdowns: Sequence[Breakdown], told: Sequence[int]) -> list[audience.Row]:
        if metric.demographics:
            return audience.rows(self._account, breakdowns, self._audience(metric))
        if BREAKDOWN_HISTORY.verdict(self._case.fidelity) is BREAKDOWN_HISTORY.observed:
            told = told[-PARTS_KEPT_DAYS.value :]
        if metric.number and _counts_its_slices(metric.number, breakdowns[0]):
            return self._counted(metric, breakdowns[0], told)
        return audience.rows(self._account, breakdowns, self._days.count(metric, told))

    def _audience(self, metric: AccountMetric) -> int:
        if metric.audience is None:
            return audience.followers_known(self._account)
        return self._days.count(metric.audience, timeframe_days(self._ask.timeframe, self._setting.computed_until))

    def _counted(self, metric: AccountMetric, breakdown: Breakdown, told: Sequence[int]) -> list[audience.Row]:
        slices = [part for part in breakdown.slices if part.quantity]
        counts = [self._days.quantity(part.quantity, told) for part in slices if part.quantity]
        laid_down = self._account.insights.get(metric.name)
        if laid_down is not None:
            counts = divided(int(laid_down), [float(count or 1) for count in counts])
        return [((part.value,), count) for part, count in zip(slices, counts, strict=True) if count]

    def _entry(self, name: str, period: str, shown: Shown | None, values: str = "", total: str = "") -> str:
        title, description = (shown.title, shown.description) if shown else ("", "")
        return (
            f'{{"name":"{name}","period":"{period}",{values}'
            f'"title":{wire.text(title)},"description":{wire.text(description)},{total}'
            f'"id":"{self._account.id}\\/insights\\/{name}\\/{period}"}}'
        )


def _counts_its_slices(number: Counts, breakdown: Breakdown) -> bool:
    """Whether the parts of the metric are quantities that it adds up."""
    quantities = [part.quantity for part in breakdown.slices if part.quantity]
    return bool(quantities) and all(quantity in number.of for quantity in quantities)
