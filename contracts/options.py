"""What the commands share: options, exit codes, and how a command gives up."""

import sys
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import NoReturn

import click

from contracts.openapi.public import COMMITTED
from contracts.outcome import Run
from contracts.reports import ReportError, Reports
from contracts.reports.terminal import total_line

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

_FILE = click.Path(dir_okay=False, writable=True, path_type=Path)
_REPORT_OPTIONS = (
    click.option(
        "--github", envvar="GITHUB_ACTIONS", is_flag=True, help="Annotate a GitHub workflow; on inside of one."
    ),
    click.option("--html", envvar="INSIGHTS_MOCK_HTML", type=_FILE, help="Write one HTML page."),
    click.option("--junit", envvar="INSIGHTS_MOCK_JUNIT", type=_FILE, help="Write a JUnit report."),
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


def show_progress(text: str) -> None:
    """Write one line over and over, only where somebody looks."""
    if sys.stderr.isatty():
        click.echo(f"\r\x1b[K{text[:79]}", nl=False, err=True)
