"""Walks by chance through worlds whose clocks are moved: from deadline to deadline, with a look at everything."""

from __future__ import annotations

from datetime import datetime
from random import Random

from contracts.bench import Bench
from contracts.legs.checking import checked
from contracts.legs.stateful.model import Model
from contracts.legs.stateful.seeing import Window
from contracts.legs.stateful.spending import spends
from contracts.legs.stateful.steps import steps_of
from contracts.legs.stateful.walking import Walk, first_trouble, shortest
from contracts.outcome import Check, Checks
from contracts.subjects import HOUR

_CHOICES = 16
_BURSTS = 20
_EXAMPLES = 4  # of them make a walk


def play(bench: Bench) -> Checks:
    """A check for each walk; how many there are `bench.examples` says, and what happens in them `bench.seed`."""
    start = int(datetime.fromisoformat(f"{bench.document.day}T{HOUR}").timestamp())
    for number in range(1, max(1, bench.examples // _EXAMPLES) + 1):
        seed = f"{bench.seed}.{number}"
        yield _walk(bench, seed, Model(start))
        chance = Random(f"{seed} spending")  # noqa: S311  chance that must repeat itself
        found = spends(bench.target, chance, start, bench.document.version, _BURSTS)
        yield checked("budgets of calls", f"walk {seed}", found, f"seed {bench.seed}")


def _walk(bench: Bench, seed: str, model: Model) -> Check:
    chance = Random(seed)  # noqa: S311  the same
    days = sorted(chance.sample(range(-20, 0), 3))
    window = Window(*map(model.midnight, days))
    walk = Walk(model, window, bench.document.version, tuple(steps_of(chance, model, _CHOICES)))
    reached, found = first_trouble(bench.target, walk)
    about = [f"seed {bench.seed}, {len(walk.steps)} steps"]
    if found:
        short = shortest(bench.target, Walk(model, window, walk.version, walk.steps[:reached]))
        _, found = first_trouble(bench.target, short)
        about += [
            "the shortest log that shows it:",
            *(f"{number}. {step}" for number, step in enumerate(short.steps, 1)),
        ]
    return checked("walks", f"walk {seed}", found, *about)
