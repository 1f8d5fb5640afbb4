"""What a parameter lists in the document is what the API's own refusals enumerate."""

from __future__ import annotations

from collections.abc import Iterator

from contracts.compare import Difference, Differences, shown
from contracts.legs.spec.asking import Desk, error_of
from contracts.openapi.public import PublicDocument
from contracts.subjects import FACEBOOK, INSTAGRAM, SUBJECTS, Subject, subjects_of

PARAMETERS = ("metric", "period", "breakdown", "metric_type", "timeframe")
# Named in documents alone: the API does not list it.
UNLISTED = ("follower_type",)
_ASKED = (SUBJECTS[0], SUBJECTS[1])  # one of each edge
_PHRASE = " must be one of the following values: "


def listings_unkept(desk: Desk) -> Iterator[tuple[str, Differences]]:
    """Each parameter, and how its list differs from what both edges and hosts enumerate."""
    for parameter in PARAMETERS:
        yield parameter, _unkept(desk, parameter)


def _unkept(desk: Desk, parameter: str) -> Differences:
    listed = set(desk.document.values_of(parameter))
    enumerated = {
        name
        for subject in _ASKED
        for host in (FACEBOOK, INSTAGRAM)
        if _is_known(desk.document, subject, host)
        for name in _enumerated(desk, subject, host, parameter)
    }
    for name in sorted(enumerated - listed):
        yield Difference(f"parameter {parameter}", f"{name} in the list", shown(sorted(listed)))
    for name in sorted(listed - enumerated - {*UNLISTED}):
        yield Difference(f"message about {parameter}", f"{name} among the values", shown(sorted(enumerated)))


def _is_known(document: PublicDocument, subject: Subject, host: str) -> bool:
    return any(subject in subjects_of(row) and host in row.hosts for row in document.rows)


def _enumerated(desk: Desk, subject: Subject, host: str, parameter: str) -> list[str]:
    """The values that a refusal enumerates; none where the edge does not look at the parameter."""
    reply = desk.insights(subject, host, {"metric": "reach", "period": "day", parameter: "nonsense"}).reply
    message = str(error_of(reply).get("message", ""))
    return [name for name in message.partition(_PHRASE)[2].split(", ") if name]
