"""The witness cases against the server: what was transcribed by hand from Meta's pages and from recordings."""

from __future__ import annotations

from dataclasses import replace
from time import perf_counter

from contracts.bench import Bench
from contracts.files.case import Case, load_cases
from contracts.legs.checking import checked
from contracts.outcome import Checks
from contracts.runner import play_file


def play(bench: Bench) -> Checks:
    """A check for each case, with its evidence; a file of cases is a topic."""
    for file in load_cases():
        start = perf_counter()
        for outcome in play_file(file, bench.target):
            check = checked(file.topic, outcome.case.id, outcome.differences, *about(outcome.case))
            yield replace(check, seconds=perf_counter() - start)
            start = perf_counter()


def about(case: Case) -> tuple[str, ...]:
    """What the API does, who says so, and the request that shows it; a token goes beside the path and is not told."""
    call = case.call
    moment = f" at {call.now}" if call.now else ""
    return (
        case.behaviour,
        f"{case.grade}, {case.date}: {case.source}",
        f"{call.method} https://{call.host}{call.path}{moment}",
    )
