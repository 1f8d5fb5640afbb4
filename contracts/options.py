"""What the commands share: options, exit codes, and how a command gives up."""

import sys
from collections.abc import Callable
from functools import partial, wraps
from pathlib import Path
from typing import NoReturn

import click

from contracts.openapi.public import COMMITTED
from contracts.outcome import Run
from contracts.reports import ReportError, Reports
from contracts.reports.terminal import total_line
from contracts.target import NoEmulatorError, TargetError

DEFAULT_TARGET = "http://127.0.0.1:8080"
HOW_TO_START = "Start an emulator with `make serve`, or name another one with --target URL."

ALL_WELL = 0
FINDINGS = 1
COULD_NOT_RUN = 2

target_option = click.option(
    "--target", envvar="INSIGHTS_MOCK_TARGET", default=DEFAULT_TARGET, show_default=True, metavar="URL"
)
admin_token_option = click.option(
    "--admin-token", envvar="INSIGHTS_MOCK_ADMIN_TOKEN", metavar="T", help="For a guarded control plane."
)
spec_option = click.option(
    "--spec",
    envvar="INSIGHTS_MOCK_SPEC",
    type=click.Path(path_type=Path),
    default=COMMITTED,
    show_default="the shipped openapi.yaml",
    metavar="FILE",
    help="The OpenAPI document.",
)


def in_a_folder(_: click.Context, __: click.Parameter, path: Path | None) -> Path | None:
    """The callback of options for files to write: a missing folder is told before anything is done."""
    if path is not None and not path.parent.is_dir():
        raise click.BadParameter(f"there is no folder {path.parent}")
    return path


written_file = partial(
    click.option, type=click.Path(dir_okay=False, writable=True, path_type=Path), callback=in_a_folder, metavar="FILE"
)
_REPORT_OPTIONS = (
    click.option(
        "--github", envvar="GITHUB_ACTIONS", is_flag=True, help="Annotate a GitHub workflow; on inside of one."
    ),
    written_file("--html", envvar="INSIGHTS_MOCK_HTML", help="Write one HTML page."),
    written_file("--junit", envvar="INSIGHTS_MOCK_JUNIT", help="Write a JUnit report."),
)


def report_options(command: Callable[..., None]) -> Callable[..., None]:
    """Options that choose reports; the command gets them as `reports`."""

    @wraps(command)
    def with_reports(*, junit: Path | None, html: Path | None, github: bool, **others: object) -> None:
        command(reports=Reports(junit, html, github), **others)

    for option in _REPORT_OPTIONS:
        with_reports = option(with_reports)
    return with_reports


def finish(run: Run, reports: Reports, things: str) -> NoReturn:
    """Tell what came of a run, on the terminal and in the reports, and end with its exit code."""
    click.echo(total_line(run, things))
    try:
        reports.write(run)
    except ReportError as error:
        stop(str(error))
    sys.exit(ALL_WELL if run.kept else FINDINGS)


def stop(reason: str) -> NoReturn:
    """End with the exit code of a command that could not run."""
    click.echo(reason, err=True)
    sys.exit(COULD_NOT_RUN)


def stop_at(error: TargetError) -> NoReturn:
    """End because of the target; where no emulator is, with how to start one."""
    stop(f"{error}\n{HOW_TO_START}" if isinstance(error, NoEmulatorError) else str(error))


def show_progress(text: str) -> None:
    """Write one line over and over, only where somebody looks."""
    if sys.stderr.isatty():
        click.echo(f"\r\x1b[K{text[:79]}", nl=False, err=True)
