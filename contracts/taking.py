"""The command `fingerprint`: what replies look like today, kept in a file for later runs."""

from pathlib import Path

import click

from contracts.files.document import CaseError
from contracts.fingerprinting.baseline import written
from contracts.legs.fingerprints import taken
from contracts.openapi.reading import read_document
from contracts.options import admin_token_option, spec_option, stop, stop_at, target_option, written_file
from contracts.target import Target, TargetError


@click.command()
@target_option
@spec_option
@written_file("--write", "path", help="Where to keep them; without it they are printed.")
@admin_token_option
def fingerprint(target: str, spec: Path, path: Path | None, admin_token: str | None) -> None:
    """Take the fingerprints of a running emulator: what its replies look like, without their values."""
    emulator = Target(target, admin_token=admin_token)
    try:
        document = read_document(spec)
        emulator.check()
        text = written(taken(emulator, document))
    except CaseError as error:
        stop(str(error))
    except TargetError as error:
        stop_at(error)
    if path is None:
        click.echo(text, nl=False)
    else:
        path.write_text(text, encoding="utf-8")
