"""Answers against client: legal and nasty answers, from a server that plays a script, must be read without loss."""

from __future__ import annotations

from contracts.bench import Bench
from contracts.driving.stub import stub
from contracts.legs.answers.acts import FILES, load
from contracts.legs.answers.generated import topics
from contracts.legs.answers.links import links
from contracts.legs.answers.stage import Stage
from contracts.outcome import Check, Checks

NO_PROGRAM = "no client's program was given"


def play(bench: Bench) -> Checks:
    """A check for each act that is written down, and one for each schema of which answers are made."""
    if bench.program is None:
        yield Check(topic="client", name="program", skipped=NO_PROGRAM)
        return
    with stub() as here, stub() as elsewhere:
        stage = Stage(bench.program, here, bench.document.version)
        for file in FILES:
            yield from (stage.check(file.stem, act) for act in load(file))
        yield from (stage.check("links", act) for act in links(elsewhere))
        for schema, acts in topics(bench):
            yield stage.check_all("generated", schema, acts, f"answers made of the schema, seed {bench.seed}")
