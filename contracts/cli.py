"""The command `insights-contracts`. Exit codes: 0 all well, 1 findings, 2 could not run."""

import sys
from dataclasses import replace
from typing import NoReturn

import click

try:
    from contracts.case import CaseError, CaseFile, load_cases
    from contracts.report import findings, topic_line, total_line
    from contracts.runner import Outcome, play_file
    from contracts.target import Target, TargetError
except ModuleNotFoundError as missing:
    sys.stderr.write(f"insights-contracts needs the package {missing.name}: run `make setup`\n")
    sys.exit(2)

DEFAULT_TARGET = "http://127.0.0.1:8080"
ALL_WELL = 0
FINDINGS = 1
COULD_NOT_RUN = 2


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def main() -> None:
    """Hold an emulator of Instagram Insights against what is known of the API."""


@main.command()
@click.option("--target", envvar="INSIGHTS_MOCK_TARGET", default=DEFAULT_TARGET, show_default=True, metavar="URL")
@click.option("--only", envvar="INSIGHTS_MOCK_ONLY", default="", metavar="TEXT", help="Cases with TEXT in topic or id.")
@click.option("--admin-token", envvar="INSIGHTS_MOCK_ADMIN_TOKEN", metavar="T", help="For a guarded control plane.")
def verify(target: str, only: str, admin_token: str | None) -> None:
    """Play the witness cases against a running emulator."""
    try:
        outcomes = _verify(Target(target, admin_token=admin_token), only)
    except CaseError as error:
        _stop(str(error))
    except TargetError as error:
        _stop(f"{error}\nStart an emulator with `make serve`, or name another one with --target URL.")
    if not outcomes:
        _stop(f"no case has `{only}` in its topic or id")
    click.echo(total_line(outcomes))
    sys.exit(ALL_WELL if all(outcome.kept for outcome in outcomes) else FINDINGS)


def _verify(target: Target, only: str) -> list[Outcome]:
    files = load_cases()
    target.check()
    chosen = [part for file in files if (part := _part(file, only)).cases]
    return [outcome for file in chosen for outcome in _verify_file(file, target)]


def _part(file: CaseFile, only: str) -> CaseFile:
    """The file with those of its cases that are asked for."""
    return replace(file, cases=tuple(case for case in file.cases if only in file.topic or only in case.id))


def _verify_file(file: CaseFile, target: Target) -> list[Outcome]:
    outcomes = []
    for outcome in play_file(file, target):
        outcomes.append(outcome)
        _show_progress(f"{file.topic} {len(outcomes)}/{len(file.cases)}")
    _show_progress("")
    click.echo("\n".join((topic_line(file.topic, outcomes), *findings(outcomes))))
    return outcomes


def _show_progress(text: str) -> None:
    """One line that is written over and over; only where somebody looks."""
    if sys.stderr.isatty():
        click.echo(f"\r\x1b[K{text}", nl=False, err=True)


def _stop(reason: str) -> NoReturn:
    click.echo(reason, err=True)
    sys.exit(COULD_NOT_RUN)
