"""The command `pact`: consumers' pact files against the emulator."""

from pathlib import Path
from typing import TypedDict, Unpack

import click

from contracts.files.document import CaseError
from contracts.options import (
    admin_token_option,
    finish,
    report_options,
    show_progress,
    stop,
    stop_at,
    target_option,
)
from contracts.outcome import Part, Run
from contracts.pact.pact_file import PactFile, read_pact
from contracts.pact.state import State, load_states
from contracts.pact.verifying import INSTALL, is_installed, verify_pact
from contracts.reports import Reports
from contracts.reports.terminal import part_lines
from contracts.target import Target, TargetError


class Asked(TypedDict):
    """What stands on the command line."""

    pacts: tuple[Path, ...]
    target: str
    admin_token: str | None
    folders: tuple[Path, ...]
    listed: bool
    reports: Reports


@click.command()
@click.argument("pacts", nargs=-1, metavar="PACT...", type=click.Path(path_type=Path))
@target_option
@click.option(
    "--states",
    "folders",
    multiple=True,
    metavar="DIR",
    type=click.Path(path_type=Path),
    help="Describes states of your own; may be given more than once.",
)
@click.option("--list", "listed", is_flag=True, help="Name the states and verify nothing.")
@report_options
@admin_token_option
def pact(**asked: Unpack[Asked]) -> None:
    """Verify pact files against a running emulator, with provider states as worlds."""
    try:
        states = load_states(asked["folders"])
        if asked["listed"]:
            click.echo("\n".join(f"{state.name}\n    {state.about}" for state in states.values()))
            return
        run = _run(asked, states)
    except CaseError as error:
        stop(str(error))
    except TargetError as error:
        stop_at(error)
    finish(run, asked["reports"], "pact")


def _run(asked: Asked, states: dict[str, State]) -> Run:
    files = [read_pact(path, states) for path in asked["pacts"]]
    _stop_early(files)
    target = Target(asked["target"], admin_token=asked["admin_token"])
    target.check()
    parts = tuple(_verify(file, asked["target"], target, states) for file in files)
    return Run("insights-contracts pact", (("target", asked["target"]),), parts)


def _stop_early(files: list[PactFile]) -> None:
    if not files:
        stop("no pact: name at least one file")
    if not is_installed():
        stop(f"verifying pacts needs the package pact-python: {INSTALL}")


def _verify(file: PactFile, url: str, target: Target, states: dict[str, State]) -> Part:
    show_progress(str(file.path))
    checks = verify_pact(file, url, target, states)
    show_progress("")
    part = Part(file.path.name, f"What {file.consumer} expects of {file.provider}.", tuple(checks))
    click.echo("\n".join(part_lines(part, "interaction")))
    return part
