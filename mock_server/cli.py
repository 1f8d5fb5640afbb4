"""The command `insights-mock`. Exit codes: 0 all well, 1 findings, 2 could not run."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click

from mock_server.settings import (
    AT,
    EDGE,
    FIDELITY,
    JSON,
    LISTEN_PORT,
    NOW,
    OPTIONS,
    SECRET,
    SEED,
    TOKEN,
    VERIFY_TOKEN,
    VERSION,
    WORLD,
    SettingError,
    Settings,
)
from mock_server.terminal.commands import ALL_WELL, COULD_NOT_RUN, FINDINGS, Commands, options
from mock_server.terminal.paper import Paper, wrapped

if TYPE_CHECKING:
    from mock_server.catalogue.model import ApiVersion
    from mock_server.world.errors import WorldError
    from mock_server.world.model import World

Given = str | int | None

_OF_THE_WORLD = tuple(row.setting for row in (NOW, SEED, FIDELITY))
_EPILOG = (
    "Each option can be set by a variable as well: INSIGHTS_MOCK_PORT for --port, INSIGHTS_MOCK_ANY_TOKEN=1 for "
    "--any-token. Exit codes: 0 all well, 1 findings, 2 could not run."
)


@click.group(cls=Commands, epilog=_EPILOG, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="insights-mock", message="%(prog)s %(version)s")
def main() -> None:
    """A local emulator of Instagram Insights on the Graph API."""


@main.command()
@options(*OPTIONS, as_settings=True)
def serve(**given: Given) -> None:
    """Start the emulator."""
    from mock_server.serving import ServingError, prepared
    from mock_server.store import StoreError
    from mock_server.terminal.invitation import invitation
    from mock_server.terminal.sights import welcome_lines
    from mock_server.world.errors import WorldError

    settings = _settings(given)
    try:
        with prepared(settings) as emulator:
            lines = welcome_lines(emulator.url, settings, invitation(emulator.engine), _paper())
            emulator.run(partial(_greet, lines))
    except WorldError as mistake:
        _stop(_world_mistake(mistake, settings.world, settings))
    except (ServingError, SettingError, StoreError) as mistake:
        _stop(wrapped(str(mistake)))


@main.command()
@click.argument("request", metavar="URL-OR-PATH")
@options(TOKEN)
@options(WORLD, NOW, SEED, FIDELITY, as_settings=True)
@options(JSON)
def explain(request: str, token: str | None, *, json: bool | None, **given: Given) -> None:
    """Tell why a request gets the answer it gets, with the evidence and the fix.

    No server is needed. Quote the URL: it holds characters that are special in a shell.
    """
    from mock_server.terminal.explaining import explanation_lines
    from mock_server.terminal.inquiry import Inquiry, InquiryError
    from mock_server.world.errors import WorldError

    settings = replace(_settings(given), store="", webhook_hosts="")
    try:
        inquiry = Inquiry.about(request, token or "", settings)
    except WorldError as mistake:
        _stop(_world_mistake(mistake, settings.world, settings))
    except InquiryError as mistake:
        _stop(wrapped(str(mistake)))
    _show(_json(inquiry.told) if json else explanation_lines(inquiry.told, inquiry.request, _paper()))


@main.command()
@options(EDGE, VERSION, AT, JSON)
def metrics(edge: str | None, version: str | None, at: str | None, *, json: bool | None) -> None:
    """Show which metric is legal where: the legality matrix of an edge."""
    from mock_server.insights.matrix import account_matrix, media_matrix
    from mock_server.terminal.matrices import account_lines, media_lines

    edge, day = edge or EDGE.default, _day(at)
    known = _version(version, day)
    rows = (media_matrix if edge == "media" else account_matrix)(known, day)
    if json:
        _show(_json({"edge": edge, "version": known.name, "at": day.isoformat(), "metrics": rows}))
    else:
        heading = f"Insights of {'a media' if edge == 'media' else 'an account'} in {known.name} on {day}"
        _show((media_lines if edge == "media" else account_lines)(rows, heading, _paper()))


@main.command()
@options(VERSION, AT, JSON)
def openapi(version: str | None, at: str | None, *, json: bool | None) -> None:
    """Print the OpenAPI document of a version."""
    from mock_server import spec

    day = _day(at)
    document = spec.document(_version(version, day), day)
    _show(_json(document) if json else [spec.as_yaml(document).rstrip("\n")])


@main.command()
def worlds() -> None:
    """List the shipped worlds, and the well-known ids and tokens of the default one."""
    from mock_server.terminal.sights import worlds_lines
    from mock_server.world import shipped
    from mock_server.world.cards import CARDS

    _show(worlds_lines([(name, _built(shipped.text(name), name)) for name in shipped.names()], CARDS, _paper()))


@main.command()
@click.argument("file", metavar="WORLD-FILE", type=click.Path(path_type=Path))
def check(file: Path) -> int:
    """Check a world file, and say what it holds."""
    from mock_server.terminal.sights import world_line
    from mock_server.world.errors import WorldError

    try:
        world = _built(file.read_bytes(), str(file))
    except OSError as error:
        _stop(wrapped(f"cannot read {file}: {error.strerror or error}"))
    except WorldError as mistake:
        _show(_world_mistake(mistake, str(file)))
        return FINDINGS
    _show(wrapped(f"{file}: {world_line(world)}"))
    return ALL_WELL


@main.command()
@options(LISTEN_PORT, VERIFY_TOKEN, SECRET, as_settings=True)
def listen(port: int | None, verify_token: str | None, secret: str | None) -> None:
    """Receive webhooks: answer the handshake, check signatures and print what arrives."""
    from mock_server.terminal.listening import Listener

    told = port if port is not None else LISTEN_PORT.default
    try:
        listener = Listener(told, verify_token or VERIFY_TOKEN.default, secret or SECRET.default, _paper(), _show)
    except OSError as error:
        _stop(wrapped(f"cannot listen on 127.0.0.1:{told}: {error.strerror or error}"))
    with listener, suppress(KeyboardInterrupt):
        _greet(listener.welcome())
        listener.serve_forever()


def _greet(lines: Sequence[str]) -> None:
    with suppress(BrokenPipeError):  # whoever started it may have read enough
        _show(lines)


def _settings(given: Mapping[str, Given]) -> Settings:
    try:
        return Settings.from_environment().given({name.replace("_", "-"): value for name, value in given.items()})
    except SettingError as mistake:
        _stop(wrapped(str(mistake)))


def _built(text: str | bytes, name: str) -> World:
    from mock_server.world.build import build
    from mock_server.world.loader import read

    return build(read(text, name), world_id=name, loaded_at=int(datetime.now(UTC).timestamp()))


def _day(text: str | None) -> date:
    try:
        return date.fromisoformat(text) if text else datetime.now(UTC).date()
    except ValueError:
        raise click.BadParameter(f"{text!r} is no day such as 2025-04-21", param_hint="--at") from None


def _version(name: str | None, day: date) -> ApiVersion:
    from mock_server.catalogue.versions import VERSIONS
    from mock_server.graph.versions import newest

    if not name:
        return newest(day)
    by_name = {version.name: version for version in VERSIONS}
    if name not in by_name:
        raise click.BadParameter(f"{name!r} is none of {', '.join(by_name)}", param_hint="--version")
    return by_name[name]


def _world_mistake(mistake: WorldError, world: str, settings: Settings | None = None) -> list[str]:
    """Where the mistake is, what it is, and what may stand there. Some options replace a line of the world."""
    told = wrapped(str(mistake))
    option = getattr(settings, mistake.path, "") if mistake.path in _OF_THE_WORLD else ""
    if option:
        told = wrapped(f"--{mistake.path} {option}: {mistake.message}")
    elif mistake.path:
        told = [*wrapped(f"There is a mistake in the world {world}"), *wrapped(str(mistake), 4, "  ")]
    return [*told, *wrapped("allowed: " + ", ".join(mistake.allowed), 4, "  ")] if mistake.allowed else told


def _paper() -> Paper:
    return Paper.of(sys.stdout)


def _json(value: object) -> list[str]:
    return [json.dumps(value, indent=2, ensure_ascii=False)]


def _show(lines: Iterable[str]) -> None:
    click.echo("\n".join(lines))


def _stop(lines: Sequence[str]) -> NoReturn:
    click.echo("\n".join(lines), err=True)
    sys.exit(COULD_NOT_RUN)
