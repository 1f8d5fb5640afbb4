"""Client against server: every call of a client, held against what the API itself answers."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from contracts.bench import Bench
from contracts.driving.world import client_world
from contracts.legs.client_server.credentials import proofs, refreshing
from contracts.legs.client_server.interview import Asked, Interview
from contracts.legs.client_server.reading import lists, rows, windows
from contracts.legs.client_server.refusing import refusals, skipping
from contracts.legs.client_server.troubles import troubles
from contracts.openapi.public import PublicDocument
from contracts.outcome import Check, Checks

NO_PROGRAM = "no client's program was given"


def play(bench: Bench) -> Checks:
    """A check for each question, in a world that knows all that they ask about."""
    if bench.program is None:
        yield Check(topic="client", name="program", skipped=NO_PROGRAM)
        return
    for asked, needs_proof in ((questions(bench.document), False), (proofs(), True)):
        with bench.target.world(client_world(bench.document, needs_proof=needs_proof)) as world_id:
            interview = Interview(bench, bench.program, world_id)
            interview.begin()
            yield from map(interview.check, asked)


def questions(document: PublicDocument) -> Iterator[Asked]:
    """All questions about the clients' world in their order, about what each host has on the document's day."""
    asked = chain(rows(document), windows(document), lists(), refusals(), skipping(), troubles(), refreshing())
    known = {(host, row.object == "account") for row in document.rows for host in row.hosts}
    return (each for each in asked if (each.question.host, not each.question.is_about_media) in known)
