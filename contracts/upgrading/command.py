"""The commands `upgrade`, a client's requests in other versions, and `diff`, two versions' documents."""

from __future__ import annotations

import os
import sys
from datetime import date, datetime
from pathlib import Path
from typing import TypedDict, Unpack

import click

from contracts.comparing.documents import compare, replacements_of
from contracts.files.document import CaseError
from contracts.openapi.public import PublicDocument
from contracts.openapi.reading import read_document
from contracts.options import (
    ALL_WELL,
    FINDINGS,
    admin_token_option,
    show_progress,
    stop,
    stop_at,
    target_option,
)
from contracts.target import RefusedWorldError, Target, TargetError
from contracts.upgrading.asking import document_of, findings_of, standing
from contracts.upgrading.editions import Almanac, UpgradeError, editions
from contracts.upgrading.findings import Finding
from contracts.upgrading.questions import Recording
from contracts.upgrading.reading import read_world, recording
from contracts.upgrading.telling import comparison_lines, upgrade_lines, verdict_line

_DAY = click.DateTime(["%Y-%m-%d"])
_FILE = click.Path(path_type=Path)


class Asked(TypedDict):
    """What stands on the command line of `upgrade`."""

    source: str
    old: str
    new: str
    days: tuple[datetime, ...]
    target: str
    world: Path | None
    token_env: str | None
    admin_token: str | None


@click.command()
@click.argument("source", metavar="JOURNAL-OR-SCENARIO")
@click.option("--from", "old", envvar="INSIGHTS_MOCK_FROM", required=True, metavar="V", help="Where the client stands.")
@click.option("--to", "new", envvar="INSIGHTS_MOCK_TO", required=True, metavar="V", help="Where it is to go.")
@click.option(
    "--at",
    "days",
    envvar="INSIGHTS_MOCK_AT",
    type=_DAY,
    multiple=True,
    metavar="DATE",
    help="Only on these days; else from the world's time on until the last version is out.",
)
@target_option
@click.option("--world", envvar="INSIGHTS_MOCK_WORLD", type=_FILE, metavar="FILE", help="A world file or a snapshot.")
@click.option(
    "--token-env", envvar="INSIGHTS_MOCK_TOKEN_ENV", metavar="NAME", help="The variable with the token that asks."
)
@admin_token_option
def upgrade(**asked: Unpack[Asked]) -> None:
    """Ask a client's requests again in later versions and on later days, and tell which break, from when on and why.

    They come from a journal, an HTTP archive or a scenario.
    """
    try:
        recorded = recording(asked["source"])
        findings = _upgrade(asked, recorded)
    except (CaseError, UpgradeError) as error:
        stop(str(error))
    except RefusedWorldError as error:
        stop(f"{asked['world'] or recorded.name}: {error}")
    except TargetError as error:
        stop_at(error)
    click.echo("\n".join(verdict_line(findings, recorded.unplayed)))
    sys.exit(FINDINGS if any(finding.breaks for finding in findings) else ALL_WELL)


@click.command()
@click.argument("old", metavar="OLD")
@click.argument("new", metavar="NEW")
@click.option("--at", "day", envvar="INSIGHTS_MOCK_AT", type=_DAY, metavar="DATE", help="Both as of this day.")
@click.option("--spec", "are_files", is_flag=True, help="OLD and NEW are files, not versions.")
@target_option
@admin_token_option
def diff(old: str, new: str, day: datetime | None, target: str, admin_token: str | None, *, are_files: bool) -> None:
    """Compare the documents of two versions: what breaks a client that moves from OLD to NEW, and what is new."""
    try:
        if are_files:
            before, after = (read_document(Path(each)) for each in (old, new))
        else:
            emulator = Target(target, admin_token=admin_token)
            emulator.check()
            before, after = (document_of(emulator, each, _iso(day)) for each in (old, new))
    except (CaseError, UpgradeError) as error:
        stop(str(error))
    except TargetError as error:
        stop_at(error)
    found = compare(before, after)
    click.echo(f"{_named(before)} -> {_named(after)}")
    click.echo("\n".join(comparison_lines(found)))
    sys.exit(FINDINGS if found.breaking else ALL_WELL)


def _upgrade(asked: Asked, recorded: Recording) -> list[Finding]:
    target = Target(asked["target"], admin_token=asked["admin_token"])
    target.check()
    token = _own_token(asked["token_env"])
    document = read_world(asked["world"]) if asked["world"] else recorded.document
    almanac = Almanac(target)
    versions = almanac.between(asked["old"], asked["new"])
    with standing(target, recorded.world, document) as world:
        days = [each.date() for each in asked["days"]]
        where = editions(almanac, versions, world.now, days)
        findings: list[Finding] = []
        for finding in findings_of(recorded, target, world, where, token):
            findings.append(finding)
            show_progress(f"{recorded.name} {len(findings)}/{len(recorded.questions)}")
        show_progress("")
    replacements = replacements_of(document_of(target, where[0].version, where[0].day))
    click.echo(f"{recorded.name}: from {where[0].version} as of {where[0].day} to {asked['new']}\n")
    click.echo("\n".join([*upgrade_lines(findings, replacements), ""]))
    return findings


def _own_token(name: str | None) -> str:
    """The token in the variable of this name; "" if none is named."""
    if name is None:
        return ""
    token = os.environ.get(name, "")
    if not token:
        stop(f"the environment has no variable {name} with a token in it")
    return token


def _named(document: PublicDocument) -> str:
    return f"{document.version} as of {document.day}"


def _iso(day: datetime | date | None) -> str:
    return f"{day:%Y-%m-%d}" if day else ""
