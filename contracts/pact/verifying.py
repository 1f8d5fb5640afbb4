"""Verifies a pact with pact-python, an optional package, and tells each interaction as a check."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from importlib.util import find_spec
from typing import Any

from contracts.compare import Difference
from contracts.outcome import Check
from contracts.pact.changing import Stage, state_changes
from contracts.pact.pact_file import PactFile
from contracts.pact.state import State
from contracts.subjects import FACEBOOK, INSTAGRAM
from contracts.target import Target, TargetError

INSTALL = "pip install 'pact-python>=4.2'"

_TRACKING = "PACT_DO_NOT_TRACK"  # the package reports each use to its makers unless this is set
_HOSTS = (FACEBOOK, INSTAGRAM)


def is_installed() -> bool:
    """Whether pact-python is here."""
    return find_spec("pact") is not None


def verify_pact(pact: PactFile, base_url: str, target: Target, states: Mapping[str, State]) -> list[Check]:
    """A check for each interaction. Raises TargetError where the target refuses a state.

    A provider that is named like one of Graph's hosts is asked in the dialect of that host.
    """
    stage = Stage(target, states)
    url = f"{base_url.rstrip('/')}/{pact.provider}" if pact.provider in _HOSTS else base_url
    with state_changes(stage) as changes:
        results = _results(pact, url, changes)
    if stage.mistakes:
        raise TargetError(stage.mistakes[0])
    return [_check(pact, result) for result in results]


def _results(pact: PactFile, url: str, changes: str) -> list[dict[str, Any]]:
    os.environ.setdefault(_TRACKING, "true")
    from pact import Verifier  # noqa: PLC0415  optional, and slow to import

    verifier = Verifier(pact.provider, host="127.0.0.1").add_transport(url=url).add_source(pact.path)
    verifier.state_handler(changes, teardown=True, body=True)
    with _silence(), suppress(RuntimeError):  # it raises for a finding, and writes a report of its own
        verifier.verify()
    found: list[dict[str, Any]] = verifier.results["interactionResults"]
    return found


@contextmanager
def _silence() -> Iterator[None]:
    """Nothing is written to the terminal inside of the block, not even by what is no Python."""
    sys.stdout.flush()
    sys.stderr.flush()
    kept = [(number, os.dup(number)) for number in (1, 2)]
    nowhere = os.open(os.devnull, os.O_WRONLY)
    try:
        for number, _ in kept:
            os.dup2(nowhere, number)
        yield
    finally:
        os.close(nowhere)
        for number, copy in kept:
            os.dup2(copy, number)
            os.close(copy)


def _check(pact: PactFile, result: Mapping[str, Any]) -> Check:
    given = tuple(f"given {state}" for state in result["providerStates"] if state)
    return Check(
        topic=f"{pact.consumer} with {pact.provider}",
        name=result["description"],
        differences=tuple(_differences(result.get("mismatch") or {})),
        about=given,
    )


def _differences(mismatch: Mapping[str, Any]) -> Iterator[Difference]:
    """What did not match; an interaction that broke off tells why in its place."""
    if mismatch.get("type") == "error":
        yield Difference("interaction", "an answer", str(mismatch.get("message", "none")))
    for each in mismatch.get("mismatches", ()):
        where = each.get("path") or each.get("key") or each.get("parameter") or ""
        kind = str(each.get("type", "")).removesuffix("Mismatch").lower()
        yield Difference(f"{kind} {where}".strip(), str(each.get("expected")), str(each.get("actual")))
