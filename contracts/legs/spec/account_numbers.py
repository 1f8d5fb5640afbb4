"""Numbers of an account: windows and their parts, longer periods, audiences."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from typing import Any, NamedTuple
from urllib.parse import parse_qsl, urlsplit

from contracts.compare import Difference, Differences
from contracts.legs.spec.asking import Asked, Desk, object_of
from contracts.openapi.public import PublicRow, Request
from contracts.subjects import SUBJECTS

ACCOUNT = SUBJECTS[0]

# They count people: who came on two days is one, so days do not add up.
UNIQUE = ("reach", "accounts_engaged")
# The first is never less than the second.
AT_LEAST = (
    ("views", "reach"),
    ("impressions", "reach"),
    ("total_interactions", "accounts_engaged"),
    *(("total_interactions", part) for part in ("likes", "comments", "saves", "shares", "replies")),
)
SAME = (("saves", "saved"),)
PERIODS = ("day", "week", "days_28")
_AUDIENCE = ("age", "gender", "age,gender", "gender,age")  # everybody has an age and a gender; cities are cut off


class Window(NamedTuple):
    """The days whose end lies between two instants."""

    since: datetime
    until: datetime

    def request(self) -> dict[str, str]:
        """The parameters that say so."""
        return {"since": str(int(self.since.timestamp())), "until": str(int(self.until.timestamp()))}


def windows_of(day: str) -> tuple[Window, Window, Window]:
    """Six days that are over, and their two halves: at noon no day ends anywhere near."""
    noon = datetime.fromisoformat(day).replace(hour=12, tzinfo=UTC)
    start, middle, end = (noon - timedelta(days=days) for days in (7, 4, 1))
    return Window(start, end), Window(start, middle), Window(middle + timedelta(seconds=1), end)


def account_unkept(desk: Desk, host: str) -> Iterator[tuple[str, Differences]]:
    """What is looked at, and where it is not kept."""
    account = Numbers(desk, host)
    yield "a window and its halves", account.halves_unkept()
    yield "series and totals", account.series_unkept()
    yield "metrics of one window", account.order_unkept()
    yield "longer periods", account.periods_unkept()
    yield "audiences", account.audiences_unkept()
    yield "links there and back", account.links_unkept()


class Numbers:
    """Asks for the account's numbers on a host."""

    def __init__(self, desk: Desk, host: str) -> None:
        self._desk = desk
        self._host = host
        self._whole, self._first, self._second = windows_of(desk.document.day)

    def halves_unkept(self) -> Differences:
        """Counts add up; people do not, but are no fewer than in either half."""
        whole, *halves = (self._totals(window) for window in (self._whole, self._first, self._second))
        for metric, number in whole.items():
            parts = [half.get(metric, 0) for half in halves]
            yield from _sum_unkept(metric, number, parts)

    def series_unkept(self) -> Differences:
        """The days of a series make up the total of their window."""
        totals = self._totals(self._whole)
        for metric, points in self._series("day", self._whole).items():
            if metric in totals:
                yield from _sum_unkept(metric, totals[metric], list(points.values()))

    def order_unkept(self) -> Differences:
        """Some numbers are never less than others, and a metric with two names is one."""
        totals = self._totals(self._whole)
        for greater, lesser in AT_LEAST:
            if {greater, lesser} <= totals.keys() and totals[greater] < totals[lesser]:
                yield Difference(greater, f"at least {lesser}: {totals[lesser]}", str(totals[greater]))
        for one, other in SAME:
            if {one, other} <= totals.keys() and totals[one] != totals[other]:
                yield Difference(other, f"{totals[one]}, as {one}", str(totals[other]))

    def periods_unkept(self) -> Differences:
        """A week has no fewer people than a day in it, and no more than its days together; so has a month."""
        told = {period: self._series(period, self._whole) for period in PERIODS}
        for shorter, longer in pairwise(PERIODS):
            for metric in told[shorter].keys() & told[longer].keys():
                for end, number in told[longer][metric].items():
                    least = told[shorter][metric].get(end, 0)
                    if number < least:
                        yield Difference(f"{metric} of the {longer} to {end}", f"at least {least}", str(number))

    def audiences_unkept(self) -> Differences:
        """However people are divided by age and gender, they are as many."""
        for metric in self._metrics("lifetime", "total_value"):
            sums = {breakdown: self._audience(metric, breakdown) for breakdown in _AUDIENCE}
            if len(set(sums.values())) > 1:
                yield Difference(metric, "as many by age as by gender", str(sums))

    def links_unkept(self) -> Differences:
        """`next` of the previous page leads back to the page."""
        for metric in self._metrics("day", "time_series")[:1]:
            request = {"metric": metric, "period": "day", **self._whole.request()}
            page = self._ask(request)
            previous = self._ask(_linked(page, "previous"))
            again = self._ask(_linked(previous, "next"))
            if again.entries != page.entries:
                yield Difference("next of previous", str(page.entries), str(again.entries))

    def _ask(self, request: Request) -> Asked:
        return self._desk.insights(ACCOUNT, self._host, request)

    def _rows(self, period: str, metric_type: str) -> list[PublicRow]:
        return [
            row
            for row in self._desk.document.rows
            if row.object == ACCOUNT.kind
            and self._host in row.hosts
            and period in row.params["period"]
            and metric_type in row.params.get("metric_type", [metric_type])
        ]

    def _metrics(self, period: str, metric_type: str) -> list[str]:
        """The metrics that come in this form."""
        return list(dict.fromkeys(name for row in self._rows(period, metric_type) for name in row.metrics))

    def _totals(self, window: Window) -> dict[str, float]:
        names = ",".join(self._metrics("day", "total_value"))
        asked = self._ask({"metric": names, "period": "day", "metric_type": "total_value", **window.request()})
        entries = asked.entries if asked.is_answered else ()
        return {
            entry["name"]: entry["total_value"]["value"] for entry in entries if "value" in entry.get("total_value", ())
        }

    def _series(self, period: str, window: Window) -> dict[str, dict[str, float]]:
        """The points of each metric that is a number for each day."""
        found = {}
        for metric in self._metrics(period, "time_series"):
            asked = self._ask({"metric": metric, "period": period, **window.request()})
            for entry in asked.entries if asked.is_answered else ():
                found[metric] = {point["end_time"]: point["value"] for point in entry.get("values", ())}
        return found

    def _audience(self, metric: str, breakdown: str) -> int:
        request = {"metric": metric, "period": "lifetime", "metric_type": "total_value", "breakdown": breakdown}
        asked = self._ask({**request, "timeframe": "this_month"})
        entries: list[dict[str, Any]] = asked.entries if asked.is_answered else []
        breakdowns = [parts for entry in entries for parts in entry["total_value"]["breakdowns"]]
        return sum(part["value"] for parts in breakdowns for part in parts.get("results", ()))


def _sum_unkept(metric: str, number: float, parts: list[float]) -> Differences:
    together = sum(parts)
    if metric in UNIQUE:
        if not max(parts, default=0) <= number <= together:
            yield Difference(metric, f"between {max(parts, default=0)} and {together}", str(number))
    elif number != together:
        yield Difference(metric, f"{together}: {' + '.join(map(str, parts))}", str(number))


def _linked(page: Asked, name: str) -> dict[str, str]:
    """What a link asks, but for the token."""
    link = object_of(page.reply).get("paging", {}).get(name, "")
    return {key: value for key, value in parse_qsl(urlsplit(link).query) if key != "access_token"}
