"""The command `replay`: scenarios against a running emulator."""

from collections.abc import Iterator
from dataclasses import replace

import click

from contracts.files.case import CaseError
from contracts.files.scenario import Scenario, Step, chosen
from contracts.options import (
    admin_token_option,
    finish,
    report_options,
    show_progress,
    stop,
    stop_at,
    target_option,
)
from contracts.outcome import Check, Checks, Part, Run
from contracts.playing import StepOutcome, play_steps
from contracts.reports import Reports
from contracts.reports.terminal import part_lines
from contracts.target import Target, TargetError


@click.command()
@click.argument("scenarios", nargs=-1, metavar="[SCENARIO]...")
@target_option
@click.option(
    "--only", envvar="INSIGHTS_MOCK_ONLY", default="", metavar="TEXT", help="Scenarios with TEXT in the name."
)
@click.option("--list", "listed", is_flag=True, help="Name the scenarios and play nothing.")
@report_options
@admin_token_option
def replay(
    scenarios: tuple[str, ...], target: str, only: str, reports: Reports, admin_token: str | None, *, listed: bool
) -> None:
    """Play scenarios against a running emulator: names of shipped ones or files; without any, all that are shipped."""
    try:
        wanted = [scenario for scenario in chosen(scenarios) if only in scenario.name]
        if not wanted:
            stop(f"no scenario has `{only}` in its name")
        if listed:
            click.echo("\n".join(f"{scenario.name}\n    {scenario.about}" for scenario in wanted))
            return
        parts = tuple(_replay(wanted, Target(target, admin_token=admin_token)))
    except CaseError as error:
        stop(str(error))
    except TargetError as error:
        stop_at(error)
    run = Run("insights-contracts replay", (("target", target),), parts)
    finish(run, reports, "scenario")


def checks_of(scenario: Scenario, target: Target) -> Checks:
    """The steps of a scenario that is played, one check each; those that were not reached are skipped."""
    reached = 0
    for outcome in play_steps(scenario, target):
        reached += 1
        yield replace(
            _check(scenario, outcome.step),
            differences=outcome.differences,
            seconds=outcome.seconds,
            about=_about(outcome),
        )
    for step in scenario.steps[reached:]:
        yield replace(_check(scenario, step), skipped="an earlier step was refused")


def _replay(scenarios: list[Scenario], target: Target) -> Iterator[Part]:
    target.check()
    for scenario in scenarios:
        played: list[Check] = []
        for check in checks_of(scenario, target):
            played.append(check)
            show_progress(f"{scenario.name} {len(played)}/{len(scenario.steps)}")
        show_progress("")
        part = Part(scenario.name, scenario.about, tuple(played))
        click.echo("\n".join(part_lines(part, "step")))
        yield part


def _check(scenario: Scenario, step: Step) -> Check:
    return Check(topic=scenario.name, name=f"{step.number:02} {step.does}")


def _about(outcome: StepOutcome) -> tuple[str, ...]:
    """Where the step stands, and its note."""
    return tuple(filter(None, (str(outcome.step.place), outcome.step.note)))
