"""The command `insights-contracts`. Exit codes: 0 all well, 1 findings, 2 could not run."""

import os
import signal
import sys
from types import FrameType
from typing import Any, NoReturn

import click

try:
    from contracts.coverage.command import coverage
    from contracts.drift.command import drift
    from contracts.options import stop
    from contracts.pact.command import pact
    from contracts.recorder.command import record
    from contracts.replaying import replay
    from contracts.taking import fingerprint
    from contracts.upgrading.command import diff, upgrade
    from contracts.verifying import verify
except ModuleNotFoundError as missing:
    sys.stderr.write(f"insights-contracts needs the package {missing.name}: run `make setup`\n")
    sys.exit(2)


class _Commands(click.Group):
    """Commands that take the worlds down again that they have made, whoever ends them."""

    def invoke(self, ctx: click.Context) -> Any:  # noqa: ANN401  as click has it
        before = signal.signal(signal.SIGTERM, _interrupt)  # what CI sends when it gives a job up
        try:
            return super().invoke(ctx)
        except KeyboardInterrupt:
            stop("\ninterrupted")
        finally:
            signal.signal(signal.SIGTERM, before)


def _interrupt(_: int, __: FrameType | None) -> NoReturn:
    raise KeyboardInterrupt


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.pass_context
def main(ctx: click.Context) -> None:
    """Hold clients and an emulator of Instagram Insights against what is known of the API."""
    if os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb":
        ctx.color = False


for _command in (verify, replay, record, coverage, upgrade, diff, drift, pact, fingerprint):
    main.add_command(_command)
