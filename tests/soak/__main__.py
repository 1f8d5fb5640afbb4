"""A long random run: the legs that generate, round after round, each with a seed of its own."""

from __future__ import annotations

import sys
import time
from secrets import randbelow

import click

from contracts.bench import Bench, Leg
from contracts.legs import LEGS
from contracts.outcome import Part
from contracts.reports.terminal import counted, part_lines
from tests.faults.ground import Ground

GENERATING = ("generated", "stateful", "answers")


@click.command()
@click.option("--minutes", default=10.0, show_default=True, help="How long; a round that has begun is finished.")
@click.option("--seed", type=int, help="Of the first round; the next ones count on. By default it is drawn.")
@click.option("--examples", default=100, show_default=True, help="How much each leg generates in a round.")
def soak(minutes: float, seed: int | None, examples: int) -> None:
    """Look for what no fixed seed finds. Ends at the first round with findings, with exit code 1."""
    end = time.monotonic() + minutes * 60
    first = randbelow(1_000_000) if seed is None else seed
    rounds = 0
    while rounds == 0 or time.monotonic() < end:
        if not _round(first + rounds, examples):
            click.echo(f'to repeat it: make soak ARGS="--seed {first + rounds} --examples {examples} --minutes 0"')
            sys.exit(1)
        rounds += 1
    click.echo(f"{counted(rounds, 'round')} from seed {first} on, all as expected")


def _round(seed: int, examples: int) -> bool:
    click.echo(f"seed {seed}")
    bench = Ground().bench(examples=examples, seed=seed)
    parts = [_played(leg, bench) for leg in LEGS if leg.name in GENERATING]
    return not any(part.broken for part in parts)


def _played(leg: Leg, bench: Bench) -> Part:
    part = Part(leg.name, leg.about, tuple(leg.play(bench)))
    click.echo("\n".join(part_lines(part, "check")))
    return part


if __name__ == "__main__":
    soak()
