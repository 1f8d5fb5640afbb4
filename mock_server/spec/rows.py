"""Rows of compatible requests, found by asking the rules: inside a row every combination is answered.

OpenAPI can list metrics, periods, types, breakdowns and timeframes, but not say which of them go together.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from itertools import permutations, product
from typing import Any

from mock_server.catalogue.account_metrics import ACCOUNT_METRICS
from mock_server.catalogue.breakdowns import ACCOUNT_BREAKDOWNS, MEDIA_BREAKDOWNS, METRIC_TYPES, PERIODS, TIMEFRAMES
from mock_server.catalogue.hosts import HOSTS
from mock_server.catalogue.kinds import KINDS
from mock_server.catalogue.media_metrics import MEDIA_METRICS
from mock_server.catalogue.model import Breakdown, Fidelity, Host, Login, MediaKind
from mock_server.insights import account_terms, media_rules
from mock_server.insights.account_rules import ACCOUNT_RULES
from mock_server.insights.account_terms import AccountCase, metric_named
from mock_server.insights.ask import Ask
from mock_server.insights.media_rules import MEDIA_RULES, MediaCase
from mock_server.insights.rules import first_refusal
from mock_server.spec.boxes import AXES, NOT_SENT, Box, Choice, boxes
from mock_server.spec.edition import Edition
from mock_server.spec.shapes import ACCOUNT_SHAPES, MEDIA_SHAPES

_KINDS = tuple(kind for kind in KINDS if any(kind in metric.kinds for metric in MEDIA_METRICS))
_WINDOW = ("since", "until")
_NOT_READ_BY_MEDIA = ("metric_type", "timeframe", *_WINDOW)

ACCOUNT = "account"

# The words of which a row's name is made.
_SPECIAL = {"shared_to_facebook": "shared", "posted_before": "old"}
_TYPES = {("default", "time_series"): "series", ("time_series",): "series", ("default",): "untyped"}
_NAMED_BY = {"breakdown": "by", "timeframe": "in"}
_HOST_OF = {host.login: host.name for host in HOSTS}

Names = tuple[str, ...]
Refuses = Callable[[str, Choice], bool]


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """Requests that go together: any of the metrics with any of the values of each parameter, on any of the hosts.

    `only` narrows the objects down, `ignored` parameters may be sent but change nothing.
    """

    object: str
    hosts: tuple[str, ...]
    box: Box
    only: tuple[tuple[str, Any], ...] = ()
    ignored: tuple[str, ...] = ()
    shapes: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """A name that says what is special about the row."""
        words = [self.object, *(_SPECIAL[key] for key, _ in self.only)]
        if self.object == ACCOUNT:
            words += [*self.box.of("period"), _TYPES.get(self.box.of("metric_type"), "total")]
        words += [f"{word}_{self._first(axis)}" for axis, word in _NAMED_BY.items() if self.demands(axis)]
        return "_".join([*words, *(login.value for login in Login if self.hosts == (_HOST_OF[login],))])

    @property
    def told(self) -> tuple[str, ...]:
        """The parameters that mean something here and can be sent."""
        return tuple(axis for axis in AXES if axis not in self.ignored and self.box.of(axis))

    @property
    def windowed(self) -> bool:
        """Whether since and until mean something here."""
        return "since" not in self.ignored

    def demands(self, axis: str) -> bool:
        """Whether every request of the row sends the parameter."""
        return axis in self.told and not self.box.may_omit(axis)

    def _first(self, axis: str) -> str:
        return self.box.of(axis)[0].replace(",", "_and_")


def rows(edition: Edition) -> list[Row]:
    """All rows of an edition: those of the media edge, then those of the account edge."""
    objects = [kind.name for kind in KINDS]
    media = sorted(_of_both_hosts(_media_rows, edition), key=lambda row: objects.index(row.object))
    return [*media, *_of_both_hosts(_account_rows, edition)]


def _of_both_hosts(rows_of: Callable[[Edition, Host], Iterable[Row]], edition: Edition) -> list[Row]:
    found: dict[Row, tuple[str, ...]] = {}
    for host in HOSTS:
        for row in rows_of(edition, host):
            found[row] = (*found.get(row, ()), host.name)
    return [replace(row, hosts=hosts) for row, hosts in found.items()]


# The media edge.


def _media_rows(edition: Edition, host: Host) -> Iterator[Row]:
    for kind in _KINDS:
        plain = _media_boxes(_media_case(edition, host, kind))
        yield from (_media_row(kind, box) for box in plain)
        for name, value, case in _special_media(edition, host, kind):
            yield from (_media_row(kind, box, (name, value)) for box in _media_boxes(case) if box not in plain)


def _media_case(edition: Edition, host: Host, kind: MediaKind) -> MediaCase:
    return MediaCase(host, edition.version, edition.era, Fidelity.DOCUMENTED, kind, created=edition.era)


def _special_media(edition: Edition, host: Host, kind: MediaKind) -> Iterator[tuple[str, Any, MediaCase]]:
    """Media that may have more metrics than others: shared to Facebook, or older than a retirement."""
    case = _media_case(edition, host, kind)
    yield "shared_to_facebook", True, case._replace(on_facebook=True)
    spared = {metric.retired.spares_created_before for metric in MEDIA_METRICS if metric.retired}
    for day in sorted(day for day in spared if day and day <= edition.day):
        yield "posted_before", day.isoformat(), case._replace(created=date.min)


def _media_row(kind: MediaKind, box: Box, *only: tuple[str, Any]) -> Row:
    metrics = [media_rules.METRICS[name] for name in box.metrics]
    shapes = tuple(shape.schema for shape in MEDIA_SHAPES if any(map(shape.holds, metrics)))
    return Row(object=kind.name, hosts=(), box=box, only=only, ignored=_NOT_READ_BY_MEDIA, shapes=shapes)


def _media_boxes(case: MediaCase) -> list[Box]:
    def refuses(metric: str, choice: Choice) -> bool:
        return first_refusal(MEDIA_RULES, _ask(metric, choice), case) is not None

    offered = [name for name in media_rules.METRICS if not refuses(name, Choice())]
    plain = (Choice(breakdown=each) for each in (NOT_SENT, *(breakdown.name for breakdown in MEDIA_BREAKDOWNS)))
    return boxes(_spread(_legal(offered, plain, refuses), "period", (NOT_SENT, *PERIODS), refuses))


# The account edge.


def _account_rows(edition: Edition, host: Host) -> Iterator[Row]:
    yield from map(_account_row, _account_boxes(AccountCase(host, edition.version, edition.era, Fidelity.DOCUMENTED)))


def _account_row(box: Box) -> Row:
    metrics = [metric_named(name) for name in box.metrics]
    totals = "total_value" in box.of("metric_type")
    shapes = tuple(each.schema for each in ACCOUNT_SHAPES if each.totals is totals and any(map(each.holds, metrics)))
    windowed = any(not metric.demographics and not metric.is_table for metric in metrics)
    heard = {
        "breakdown": totals,
        "timeframe": any(metric.timeframes for metric in metrics),
        "since": windowed,
        "until": windowed,
    }
    ignored = tuple(name for name, is_heard in heard.items() if not is_heard)
    return Row(object=ACCOUNT, hosts=(), box=box, ignored=ignored, shapes=shapes)


def _account_boxes(case: AccountCase) -> list[Box]:
    def refuses(metric: str, choice: Choice) -> bool:
        return first_refusal(ACCOUNT_RULES, _ask(metric, choice), case) is not None

    documented = (metric.documented_name for metric in ACCOUNT_METRICS if metric.documented_name)
    names = (*account_terms.listing(case.day), *documented)
    answered = [name for name in names if account_terms.supported(metric_named(name), case)]
    axes = ((NOT_SENT, *PERIODS), (NOT_SENT, *METRIC_TYPES), (NOT_SENT,), (NOT_SENT, *TIMEFRAMES))
    plain = _legal(answered, map(Choice._make, product(*axes)), refuses)
    return boxes(_spread(plain, "breakdown", tuple(breakdowns_of_accounts()), refuses))


def breakdowns_of_accounts() -> Iterator[str]:
    """What can be sent as breakdown: none, one, or a pair that some metric takes, under every name, in either order."""
    yield NOT_SENT
    yield from (name for breakdown in ACCOUNT_BREAKDOWNS for name in breakdown_names(breakdown))
    for pair in dict.fromkeys(pair for metric in ACCOUNT_METRICS for pair in metric.pairs):
        for first, second in permutations(pair):
            yield from map(",".join, product(breakdown_names(first), breakdown_names(second)))


def breakdown_names(breakdown: Breakdown) -> tuple[str, ...]:
    """The names under which a breakdown can be asked."""
    return (breakdown.name, breakdown.also_called) if breakdown.also_called else (breakdown.name,)


# What both edges share.


def _legal(metrics: Iterable[str], choices: Iterable[Choice], refuses: Refuses) -> dict[Choice, Names]:
    """Of each choice the metrics that take it; choices that none takes are left out."""
    metrics = tuple(metrics)
    taken = {choice: tuple(metric for metric in metrics if not refuses(metric, choice)) for choice in choices}
    return {choice: names for choice, names in taken.items() if names}


def _spread(found: dict[Choice, Names], axis: str, values: Names, refuses: Refuses) -> dict[Choice, Names]:
    """The choices that were found legal, each with every value of one more parameter."""
    spread: dict[Choice, Names] = {}
    for choice, metrics in found.items():
        spread |= _legal(metrics, (choice._replace(**{axis: value}) for value in values), refuses)
    return spread


def _ask(metric: str, choice: Choice) -> Ask:
    sent = zip(AXES, choice, strict=True)
    return Ask("&".join([f"metric={metric}", *(f"{name}={value}" for name, value in sent if value)]))
