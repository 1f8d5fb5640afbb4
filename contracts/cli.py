"""The command `insights-contracts`. Exit codes: 0 all well, 1 findings, 2 could not run."""

import sys

import click

try:
    from contracts.coverage.command import coverage
    from contracts.drift.command import drift
    from contracts.pact.command import pact
    from contracts.recorder.command import record
    from contracts.replaying import replay
    from contracts.taking import fingerprint
    from contracts.upgrading.command import diff, upgrade
    from contracts.verifying import verify
except ModuleNotFoundError as missing:
    sys.stderr.write(f"insights-contracts needs the package {missing.name}: run `make setup`\n")
    sys.exit(2)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def main() -> None:
    """Hold clients and an emulator of Instagram Insights against what is known of the API."""


for _command in (verify, replay, record, coverage, upgrade, diff, drift, pact, fingerprint):
    main.add_command(_command)
