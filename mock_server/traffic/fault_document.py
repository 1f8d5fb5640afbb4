"""What may be said of a fault: the schema of those that are armed, alone, as a list or as an incident."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any

from msgspec import Meta, field

from mock_server.store import Effect
from mock_server.store.fault import MOST_MILLISECONDS, MOST_REQUESTS
from mock_server.world.document import Document
from mock_server.world.moments import Duration, Moment
from mock_server.world.vocabulary import ObjectId

Requests = Annotated[int, Meta(ge=1, le=MOST_REQUESTS)]
Milliseconds = Annotated[int, Meta(ge=0, le=MOST_MILLISECONDS)]
Probability = Annotated[float, Meta(gt=0, le=1, description="a number above 0 and up to 1")]
PathPattern = Annotated[
    str, Meta(pattern=r"^[/*][^\s?#]{0,199}\Z", description="a path such as /me, or a pattern such as */insights")
]
Word = Annotated[str, Meta(min_length=1, max_length=255, description="a text of 1 to 255 characters")]


class MatchDocument(Document, frozen=True):
    """The requests that a fault is meant for; what is left out may be anything."""

    path: PathPattern | None = None
    metric: Word | None = None
    method: Word | None = None
    token: Word | None = None
    account: ObjectId | None = None
    host: Word | None = None


class FaultDocument(Document, frozen=True):
    """A fault; `at` is another word for `from`, and reads better in an incident."""

    error: Word | None = None
    values: Mapping[str, Any] = {}
    effect: Effect | None = None
    latency_ms: Milliseconds | None = None
    times: Requests | None = None
    every: Requests | None = None
    probability: Probability | None = None
    match: MatchDocument = MatchDocument()
    from_: Moment | None = field(name="from", default=None)
    at: Moment | None = None
    until: Moment | None = None
    for_: Duration | None = field(name="for", default=None)


class IncidentDocument(Document, frozen=True):
    """Several faults on a time line."""

    incident: tuple[FaultDocument, ...]
