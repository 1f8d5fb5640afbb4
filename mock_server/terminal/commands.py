"""What all commands share: options made from the rows of the settings, exit codes, and how mistakes are shown."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from contextlib import suppress
from typing import Any, NoReturn, TypeVar

import click

from mock_server.settings import Option
from mock_server.terminal.paper import wrapped

Command = TypeVar("Command", bound=Callable[..., Any])
AnyOption = Option[str] | Option[int] | Option[bool]

ALL_WELL = 0
FINDINGS = 1
COULD_NOT_RUN = 2
_INTERRUPTED = 130


class Commands(click.Group):
    """A group of commands, and what all of them do about mistakes and about a reader that went away."""

    def main(self, *args: object, **extra: object) -> NoReturn:
        """Run a command and leave with its exit code."""
        for stream in (sys.stdout, sys.stderr):
            with suppress(AttributeError):
                stream.reconfigure(errors="replace")  # type: ignore[union-attr]  # some streams cannot
        try:
            code = super().main(*args, **extra | {"standalone_mode": False})  # type: ignore[call-overload]
        except click.ClickException as mistake:
            show_usage_mistake(mistake)
            code = COULD_NOT_RUN
        except (click.Abort, KeyboardInterrupt):
            code = _INTERRUPTED
        sys.exit(code)

    def invoke(self, ctx: click.Context) -> int:
        """Run the command. A reader that has read enough is no mistake."""
        try:
            code: int | None = super().invoke(ctx)
            sys.stdout.flush()
        except BrokenPipeError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            return ALL_WELL
        return code or ALL_WELL


def options(*rows: AnyOption, as_settings: bool = False) -> Callable[[Command], Command]:
    """Options made from rows. Those that are settings read their variables as all settings do."""

    def add(command: Command) -> Command:
        for row in reversed(rows):
            command = _option(row, None if as_settings else row.variable)(command)
        return command

    return add


def _option(row: AnyOption, variable: str | None) -> Callable[[Command], Command]:
    default = f"  [default: {row.default}]" if row.default and not row.is_flag else ""
    told: dict[str, Any] = {"help": row.help + default, "envvar": variable, "default": None}
    if row.is_flag:
        told["is_flag"] = True
    elif row.choices:
        told["type"] = click.Choice(row.choices)
    elif isinstance(row.default, int):
        told |= {"type": click.IntRange(row.lowest, row.highest), "metavar": "N"}
    else:
        told["metavar"] = row.metavar
    return click.option(f"--{row.name}", row.name.replace("-", "_"), **told)


def show_usage_mistake(mistake: click.ClickException) -> None:
    """What was wrong with the arguments, and where to read how they should be."""
    context = getattr(mistake, "ctx", None)
    hint = [f"Try '{context.command_path} --help'."] if context else []
    click.echo("\n".join([*wrapped(mistake.format_message()), *hint]), err=True)
