"""The command `coverage`: what a test run has reached, with a floor for CI."""

import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TypedDict, Unpack

import click

from contracts.coverage.exchange import Exchange, exchanges_in, exchanges_of
from contracts.coverage.goal import GOALS, reach
from contracts.coverage.table import below, missing_lines, table
from contracts.files.document import CaseError
from contracts.journal import Journal
from contracts.openapi.reading import read_document
from contracts.options import ALL_WELL, FINDINGS, admin_token_option, spec_option, stop, stop_at, target_option
from contracts.target import TargetError

_NAMES = [goal.name for goal in GOALS]
_FLOOR = re.compile(rf"((?P<name>{'|'.join(_NAMES)})=)?(?P<percent>100|[0-9]{{1,2}}) ?%?")


class _Floor(click.ParamType[dict[str, int]]):
    """`60` for all goals, or `errors=40,metrics=60`."""

    name = "percent"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> dict[str, int]:
        """The floor of each goal that has one."""
        floors: dict[str, int] = {}
        for part in str(value).split(","):
            found = _FLOOR.fullmatch(part)
            if found is None:
                names = ", ".join(_NAMES)
                self.fail(f"`{part}`: expected a percentage like 60, or NAME=60 with one of {names}", param, ctx)
            floors |= dict.fromkeys([found["name"]] if found["name"] else _NAMES, int(found["percent"]))
        return floors


class Asked(TypedDict):
    """What stands on the command line."""

    journals: tuple[Path, ...]
    target: str
    admin_token: str | None
    worlds: tuple[str, ...]
    floor: dict[str, int] | None
    missing: bool
    spec: Path


@click.command()
@click.argument("journals", nargs=-1, metavar="[JOURNAL]...", type=click.Path(path_type=Path))
@target_option
@click.option("--world", "worlds", multiple=True, metavar="ID", help="Of which world; more than one may be named.")
@click.option(
    "--floor",
    envvar="INSIGHTS_MOCK_FLOOR",
    type=_Floor(),
    default=None,
    metavar="PERCENT",
    help="60, or errors=40,metrics=60: exit code 1 below.",
)
@click.option("--missing", is_flag=True, help="List what was not reached.")
@spec_option
@admin_token_option
def coverage(**asked: Unpack[Asked]) -> None:
    """Tell which errors, metrics, kinds of media, breakdowns, periods and expiries a test run has reached.

    The journal is that of the emulator at the target, or is read from files with what GET /_mock/journal answered.
    """
    try:
        reaches = reach(list(_exchanges(asked)), read_document(asked["spec"]))
    except CaseError as error:
        stop(str(error))
    except TargetError as error:
        stop_at(error)
    floors = asked["floor"] or {}
    click.echo("\n".join(table(reaches, floors)))
    if asked["missing"]:
        click.echo("\n".join(missing_lines(reaches)))
    low = below(reaches, floors)
    if low:
        click.echo(f"below the floor: {', '.join(each.goal for each in low)}")
    sys.exit(FINDINGS if low else ALL_WELL)


def _exchanges(asked: Asked) -> Iterator[Exchange]:
    """Those of the files, or those of the worlds at the target where no file is named."""
    for file in asked["journals"]:
        yield from exchanges_in(file)
    for world in () if asked["journals"] else asked["worlds"] or ("",):
        yield from exchanges_of(Journal(asked["target"], world, asked["admin_token"]))
