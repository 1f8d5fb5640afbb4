"""Which row of the document a request for insights is one of; and where it is none's, why."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from contracts.compare import Difference, shown
from contracts.files.promises import MISSING
from contracts.matching.explaining import choice, nearest
from contracts.matching.parameters import IGNORED, WHERE, allowed
from contracts.openapi.public import AXES, PublicDocument, PublicRow, Request

_WINDOW = ("since", "until")
_METRIC = f"{WHERE} metric"


class Kind(NamedTuple):
    """What is known of an object: its kind as rows name it ("media" for any of theirs), and what is special."""

    kind: str = ""
    special: str = ""


NOBODY_KNOWS = Kind()


class _Near(NamedTuple):
    """A row that does not admit a request: how many metrics it has not, all that differs, how much it would ignore."""

    other_metrics: int
    misses: list[Difference]
    ignored: int


_NO_ROW = _Near(1, [], 0)


class Admissions:
    """The rows of a document, and the metrics that it says have come to their end."""

    def __init__(self, document: PublicDocument) -> None:
        self._rows = document.rows
        self._by_metric: dict[str, list[PublicRow]] = defaultdict(list)
        for row in document.rows:
            for metric in row.metrics:
                self._by_metric[metric].append(row)
        told = [each for each in document.raw.get("x-insights-metrics", ()) if "retired" in each]
        self._retired = {each["name"]: (each["retired"], each.get("replacement", "")) for each in told}
        listed = {each["name"] for each in told if each.get("listed", True)}
        self._unlisted = self._retired.keys() - listed - self._by_metric.keys()

    def rows(self, request: Request, host: str, kind: Kind = NOBODY_KNOWS) -> list[PublicRow]:
        """The rows that admit a request about an object of the kind, the one that says most of it first."""
        first = request.get("metric", "").partition(",")[0]
        found = [row for row in self._by_metric.get(first, ()) if _is_about(row, kind) and row.admits(request, host)]
        return sorted(found, key=lambda row: _looseness(row, request))

    def why_none(self, request: Request, host: str, kind: Kind = NOBODY_KNOWS) -> list[Difference]:
        """What keeps the request from being one of the nearest row's."""
        lost = [self._lost(metric) for metric in request["metric"].split(",") if metric not in self._by_metric]
        if lost:
            return lost
        rows = [row for row in self._rows if _is_about(row, kind)]
        near = min((_near(row, request) for row in rows if host in row.hosts), key=_distance, default=_NO_ROW)
        elsewhere = {other for row in rows for other in row.hosts if row.admits(request, other)}
        if elsewhere and near.other_metrics:
            return [Difference("host", choice(sorted(elsewhere)), host)]
        return near.misses or [Difference("host", "one that answers about this object", host)]

    def struck_off(self, request: Request) -> list[Difference]:
        """The metrics of a request that were retired and that nothing lists any more."""
        return [
            replace(self._lost(metric), where=f"{_METRIC}[{place}]")
            for place, metric in enumerate(request.get("metric", "").split(","))
            if metric in self._unlisted
        ]

    def _lost(self, metric: str) -> Difference:
        """A metric that no row has: its end and what took its place, or the name that was meant."""
        if metric not in self._retired:
            meant = nearest(metric, [*self._by_metric])
            return Difference(_METRIC, f"`{meant[0]}`?" if meant else "a metric that is answered", shown(metric))
        since, replacement = self._retired[metric]
        return Difference(
            _METRIC, f"retired {since}" + (f": use `{replacement}`" if replacement else ""), shown(metric)
        )


def _misses(row: PublicRow, request: Request) -> Iterator[Difference]:
    """What a request would have to be to be one of the row's."""
    for metric in request["metric"].split(","):
        if metric not in row.metrics:
            yield Difference(_METRIC, f"{choice(row.metrics, metric)} (row {row.name})", shown(metric))
    for axis in AXES:
        if not row.takes(request, axis):
            values = allowed(row.params.get(axis, ()), request.get(axis, ""))
            received = shown(request[axis]) if axis in request else MISSING.value
            yield Difference(f"{WHERE} {axis}", f"{values} (row {row.name})", received)


def _near(row: PublicRow, request: Request) -> _Near:
    misses = [*_misses(row, request)]
    return _Near(sum(each.where == _METRIC for each in misses), misses, _looseness(row, request)[0])


def _distance(near: _Near) -> tuple[int, int, int]:
    """How far away a row is: one with all the metrics is nearer than any without, and one that heeds what is sent."""
    return near.other_metrics, len(near.misses), near.ignored


def _looseness(row: PublicRow, request: Request) -> tuple[int, int]:
    """How little a row says of what is sent: what it ignores, and how many values it would take."""
    return sum(axis in row.ignored for axis in request), sum(len(row.params.get(axis, ())) for axis in request)


def ignored(request: Request, rows: Sequence[PublicRow]) -> list[Difference]:
    """The parameters that change nothing, whichever of the rows the request is one of."""
    names = [name for name in (*AXES, *_WINDOW) if name in request and all(name in row.ignored for row in rows)]
    return [Difference(f"{WHERE} {name}", f"{IGNORED} in row {rows[0].name}", shown(request[name])) for name in names]


def insights_of(arguments: Mapping[str, str]) -> dict[str, str]:
    """A request as rows have it: the arguments of `insights.metric(…)`, with lists as names with commas."""
    return {name: value for name, value in arguments.items() if name in ("metric", *AXES, *_WINDOW)}


def _is_about(row: PublicRow, kind: Kind) -> bool:
    if kind.kind == "media":
        return row.object != "account"
    return not kind.kind or row.speaks_of(kind.kind, kind.special)
