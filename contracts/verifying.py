"""The command `verify`: client, emulator, OpenAPI document and witnesses held against each other, in one report."""

import shlex
import sys
import time
from collections.abc import Iterator
from contextlib import AbstractContextManager, nullcontext
from dataclasses import replace
from importlib.util import find_spec
from pathlib import Path
from typing import TypedDict, Unpack

import click

from contracts.bench import Bench, Leg
from contracts.driving import Program, ProgramError
from contracts.driving.program import Subprocess
from contracts.files.document import CaseError
from contracts.legs import LEGS
from contracts.openapi.reading import read_document
from contracts.options import (
    admin_token_option,
    finish,
    report_options,
    show_progress,
    spec_option,
    stop,
    stop_at,
    target_option,
)
from contracts.outcome import Check, Checks, Part, Run
from contracts.reports import Reports
from contracts.reports.terminal import part_lines
from contracts.target import Target, TargetError

_OWN_CLIENT = "client"


class Asked(TypedDict):
    """What stands on the command line."""

    target: str
    admin_token: str | None
    spec: Path
    client: str | None
    legs: tuple[str, ...]
    only: str
    seed: int
    examples: int
    reports: Reports


@click.command()
@target_option
@spec_option
@click.option(
    "--client",
    envvar="INSIGHTS_MOCK_CLIENT",
    metavar="COMMAND",
    help="The program of another client than the reference client.",
)
@click.option("--leg", "legs", multiple=True, type=click.Choice([leg.name for leg in LEGS]), help="Only these legs.")
@click.option("--only", envvar="INSIGHTS_MOCK_ONLY", default="", metavar="TEXT", help="Checks with TEXT in their name.")
@click.option("--seed", envvar="INSIGHTS_MOCK_SEED", default=1, show_default=True, help="Of what is generated.")
@click.option(
    "--examples",
    envvar="INSIGHTS_MOCK_EXAMPLES",
    default=10,
    show_default=True,
    type=click.IntRange(min=1),
    metavar="N",
    help="How much is generated.",
)
@report_options
@admin_token_option
def verify(**asked: Unpack[Asked]) -> None:
    """Hold client, emulator, OpenAPI document and witnesses against each other."""
    try:
        run = _run(asked)
    except (CaseError, ProgramError) as error:
        stop(str(error))
    except TargetError as error:
        stop_at(error)
    if not any(part.checks for part in run.parts):
        stop(f"no check has `{asked['only']}` in its name")
    finish(run, asked["reports"], "leg")


def _run(asked: Asked) -> Run:
    target = Target(asked["target"], admin_token=asked["admin_token"])
    target.check()
    document = read_document(asked["spec"])
    facts = (
        ("target", asked["target"]),
        ("document", f"{asked['spec'].name}, {document.version} as of {document.day}"),
        ("seed", f"{asked['seed']}, {asked['examples']} examples"),
    )
    with _client(asked["client"]) as program:
        bench = Bench(target=target, document=document, program=program, seed=asked["seed"], examples=asked["examples"])
        wanted = [leg for leg in LEGS if leg.name in (asked["legs"] or (leg.name,))]
        return Run("insights-contracts verify", facts, tuple(_play(leg, bench, asked["only"]) for leg in wanted))


def _client(command: str | None) -> AbstractContextManager[Program | None]:
    """The client's program: the one that is named, else the reference client's where it is installed."""
    if command is not None:
        return Subprocess(_words(command))
    # -P: a folder named like the reference client, where the command is given, is not that client
    return Subprocess([sys.executable, "-P", "-m", _OWN_CLIENT]) if find_spec(_OWN_CLIENT) else nullcontext()


def _words(command: str) -> list[str]:
    try:
        words = shlex.split(command)
    except ValueError as error:
        raise ProgramError(f"--client {command}: {error}") from None
    if not words:
        raise ProgramError("--client names no command")
    return words


def _play(leg: Leg, bench: Bench, only: str) -> Part:
    played: list[Check] = []
    for check in _timed(leg.play(bench)):
        if only in f"{leg.name} {check.topic} {check.name}":
            played.append(check)
        show_progress(f"{leg.name} {len(played)}: {check.topic}")
    show_progress("")
    part = Part(leg.name, leg.about, tuple(played))
    click.echo("\n".join(part_lines(part, "check")))
    return part


def _timed(checks: Checks) -> Iterator[Check]:
    """The checks with the seconds that each took."""
    started = time.perf_counter()
    for check in checks:
        ended = time.perf_counter()
        yield replace(check, seconds=ended - started)
        started = ended
