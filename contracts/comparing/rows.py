"""The rows of two documents: requests that one admits and the other does not, or answers in another shape."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from contracts.comparing.losses import Loss
from contracts.openapi.public import AXES, PublicDocument, PublicRow

Choice = dict[str, str]
Choices = list[Choice]

_GONE = "gone"


class _Subject(NamedTuple):
    """Who is asked about what: a kind of object, what is special about it ("" for nothing), a host and a metric."""

    kind: str
    special: str
    host: str
    metric: str

    def loses(self, what: str) -> Loss:
        """The loss in words."""
        return Loss(self.metric, what, self.kind, self.special, self.host)

    def asked(self, choice: Choice) -> Choice:
        """The request for the metric with a choice of parameters."""
        return {"metric": self.metric, **choice}


def lost_requests(old: PublicDocument, new: PublicDocument) -> Iterator[Loss]:
    """Requests of one metric that the old document admits and no row of the new one does."""
    for subject, choices in _legal(old).items():
        rows = _rows_about(subject, new)
        lost = [choice for choice in choices if not _admitting(subject.asked(choice), subject, rows)]
        for what in _whats(subject, lost, choices, rows):
            yield subject.loses(what)


def reshaped(old: PublicDocument, new: PublicDocument) -> Iterator[Loss]:
    """Requests that both admit and the new document answers in a shape that the old one did not know."""
    for subject, choices in _legal(old).items():
        before, after = _rows_about(subject, old), _rows_about(subject, new)
        for choice in choices:
            request = subject.asked(choice)
            shapes = _shapes(request, subject, before, old)
            other = _shapes(request, subject, after, new)
            if other - shapes:
                told = f"answers {' or '.join(sorted(other))}, not {' or '.join(sorted(shapes))}"
                yield subject.loses(told)


def apart(old: PublicDocument, new: PublicDocument) -> Iterator[Loss]:
    """Metrics that one request could ask for and that need several now."""
    for row in old.rows:
        for host in row.hosts:
            whole = _Subject(row.object, (*row.only, "")[0], host, "")
            rows = _rows_about(whole, new)
            for choice in row.choices():
                yield from _split(row, choice, whole, rows)


def _split(row: PublicRow, choice: Choice, whole: _Subject, rows: list[PublicRow]) -> Iterator[Loss]:
    kept = [name for name in row.metrics if any(each.admits({"metric": name, **choice}, whole.host) for each in rows)]
    if not kept or any(each.admits({"metric": ",".join(kept), **choice}, whole.host) for each in rows):
        return
    taken = [{name for name in kept if each.admits({"metric": name, **choice}, whole.host)} for each in rows]
    most = max(taken, key=len)
    for name in kept:
        if name not in most:
            with_most = ", ".join(each for each in kept if each in most)
            yield whole._replace(metric=name).loses(f"no longer in one request with {with_most}")


def _legal(document: PublicDocument) -> Mapping[_Subject, Choices]:
    """What can be asked: for each subject the choices of parameters."""
    found: dict[_Subject, Choices] = defaultdict(list)
    for row in document.rows:
        for host in row.hosts:
            for metric in row.metrics:
                subject = _Subject(row.object, (*row.only, "")[0], host, metric)
                found[subject] += [choice for choice in row.choices() if choice not in found[subject]]
    return found


def _rows_about(subject: _Subject, document: PublicDocument) -> list[PublicRow]:
    return [row for row in document.rows if row.speaks_of(subject.kind, subject.special)]


def _admitting(request: Choice, subject: _Subject, rows: list[PublicRow]) -> list[PublicRow]:
    return [row for row in rows if row.admits(request, subject.host)]


def _shapes(request: Choice, subject: _Subject, rows: list[PublicRow], document: PublicDocument) -> set[str]:
    """The schemas of the entries that answer: of the row's shapes those that know the metric."""
    schemas = document.raw["components"]["schemas"]
    named = {shape for row in _admitting(request, subject, rows) for shape in row.answers}
    return {shape for shape in named if subject.metric in schemas[shape]["properties"]["name"].get("enum", [])} or named


def _whats(subject: _Subject, lost: Choices, choices: Choices, rows: list[PublicRow]) -> Iterator[str]:
    """What the subject loses, in few words: parameters that it needs now, values that it lost, or all of it."""
    needs = [_need(subject.asked(choice), subject, rows) for choice in lost]
    left = [choice for choice, need in zip(lost, needs, strict=True) if not need]
    yield from (f"needs {need}" for need in dict.fromkeys(filter(None, needs)))
    if left and len(left) == len(choices):
        yield _GONE
        return
    values = {(axis, value) for choice in left for axis, value in choice.items()}
    whole = {
        (axis, value)
        for axis, value in values
        if all(choice in lost for choice in choices if choice.get(axis) == value)
    }
    yield from _without(whole)
    for choice in left:
        if whole.isdisjoint(choice.items()):
            yield f"no longer with {_written(choice) or 'no parameter'}"


def _without(values: set[tuple[str, str]]) -> Iterator[str]:
    for axis in AXES:
        if lost := sorted(value for name, value in values if name == axis):
            yield f"no longer with {axis}={' or '.join(lost)}"


def _need(request: Choice, subject: _Subject, rows: list[PublicRow]) -> str:
    """The one parameter, with its values, that makes the request legal again; "" if none does."""
    for axis in AXES:
        offered = [value for row in rows for value in row.params.get(axis, ()) if axis not in request]
        helping = [each for each in offered if _admitting({**request, axis: each}, subject, rows)]
        if helping:
            return f"{axis}={' or '.join(dict.fromkeys(helping))}"
    return ""


def _written(choice: Choice) -> str:
    return "&".join(f"{axis}={value}" for axis, value in choice.items())
