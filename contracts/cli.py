"""The command `insights-contracts`. Exit codes: 0 all well, 1 findings, 2 could not run."""

import sys
from dataclasses import replace
from pathlib import Path
from typing import NoReturn

import click

try:
    from contracts.case import CaseError, CaseFile, load_cases
    from contracts.junit import junit
    from contracts.playing import ScenarioOutcome, StepOutcome, play_steps
    from contracts.report import (
        findings,
        scenario_findings,
        scenario_line,
        scenarios_line,
        topic_line,
        total_line,
    )
    from contracts.runner import Outcome, play_file
    from contracts.scenario import Scenario, chosen
    from contracts.target import Target, TargetError
except ModuleNotFoundError as missing:
    sys.stderr.write(f"insights-contracts needs the package {missing.name}: run `make setup`\n")
    sys.exit(2)

DEFAULT_TARGET = "http://127.0.0.1:8080"
ALL_WELL = 0
FINDINGS = 1
COULD_NOT_RUN = 2

_HOW_TO_START = "Start an emulator with `make serve`, or name another one with --target URL."

_target = click.option(
    "--target", envvar="INSIGHTS_MOCK_TARGET", default=DEFAULT_TARGET, show_default=True, metavar="URL"
)
_admin_token = click.option(
    "--admin-token", envvar="INSIGHTS_MOCK_ADMIN_TOKEN", metavar="T", help="For a guarded control plane."
)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def main() -> None:
    """Hold an emulator of Instagram Insights against what is known of the API."""


@main.command()
@_target
@click.option("--only", envvar="INSIGHTS_MOCK_ONLY", default="", metavar="TEXT", help="Cases with TEXT in topic or id.")
@_admin_token
def verify(target: str, only: str, admin_token: str | None) -> None:
    """Play the witness cases against a running emulator."""
    try:
        outcomes = _verify(Target(target, admin_token=admin_token), only)
    except CaseError as error:
        _stop(str(error))
    except TargetError as error:
        _stop(f"{error}\n{_HOW_TO_START}")
    if not outcomes:
        _stop(f"no case has `{only}` in its topic or id")
    click.echo(total_line(outcomes))
    sys.exit(ALL_WELL if all(outcome.kept for outcome in outcomes) else FINDINGS)


@main.command()
@click.argument("scenarios", nargs=-1, metavar="[SCENARIO]...")
@_target
@click.option(
    "--only", envvar="INSIGHTS_MOCK_ONLY", default="", metavar="TEXT", help="Scenarios with TEXT in the name."
)
@click.option("--list", "listed", is_flag=True, help="Name the scenarios and play nothing.")
@click.option("--junit", "junit_file", envvar="INSIGHTS_MOCK_JUNIT", metavar="FILE", help="Write a JUnit report.")
@_admin_token
def replay(
    scenarios: tuple[str, ...], target: str, only: str, junit_file: str | None, admin_token: str | None, *, listed: bool
) -> None:
    """Play scenarios against a running emulator: names of shipped ones or files; without any, all that are shipped."""
    try:
        wanted = [scenario for scenario in chosen(scenarios) if only in scenario.name]
        if not wanted:
            _stop(f"no scenario has `{only}` in its name")
        if listed:
            click.echo("\n".join(f"{scenario.name}\n    {scenario.about}" for scenario in wanted))
            return
        outcomes = _replay(wanted, Target(target, admin_token=admin_token))
    except CaseError as error:
        _stop(str(error))
    except TargetError as error:
        _stop(f"{error}\n{_HOW_TO_START}")
    click.echo(scenarios_line(outcomes))
    if junit_file is not None:
        _write(Path(junit_file), junit(outcomes))
    sys.exit(ALL_WELL if all(outcome.kept for outcome in outcomes) else FINDINGS)


def _replay(scenarios: list[Scenario], target: Target) -> list[ScenarioOutcome]:
    target.check()
    return [_replay_one(scenario, target) for scenario in scenarios]


def _replay_one(scenario: Scenario, target: Target) -> ScenarioOutcome:
    played: list[StepOutcome] = []
    for step in play_steps(scenario, target):
        played.append(step)
        _show_progress(f"{scenario.name} {len(played)}/{len(scenario.steps)}")
    _show_progress("")
    outcome = ScenarioOutcome(scenario, tuple(played))
    click.echo("\n".join((scenario_line(outcome), *scenario_findings(outcome))))
    return outcome


def _write(path: Path, content: bytes) -> None:
    try:
        path.write_bytes(content)
    except OSError as error:
        _stop(f"cannot write {path}: {error.strerror}")


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
