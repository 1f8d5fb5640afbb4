"""Pact files, looked at strictly before they are verified: what is wrong is told with its line."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

from contracts.files.json_file import JsonFile
from contracts.files.promises import Json
from contracts.pact.state import State

_HTTP = "Synchronous/HTTP"
_STATUSES = range(100, 600)


@dataclass(frozen=True, slots=True)
class PactFile:
    """A pact: who promised what to whom; `interactions` are their descriptions."""

    path: Path
    consumer: str
    provider: str
    interactions: tuple[str, ...]


def read_pact(path: Path, states: Mapping[str, State]) -> PactFile:
    """The pact in a file. Raises CaseError where it is none, or needs a state that is not described."""
    file = JsonFile.read(path)
    places = list(file.each("interactions"))
    if not places:
        raise file.mistake("there are none: at least one is expected", "interactions")
    for place in places:
        _look_at_exchange(file, place)
        _look_at_state(file, place, states)
    consumer, provider = (file.take(str, party, "name") for party in ("consumer", "provider"))
    return PactFile(path, consumer, provider, tuple(file.take(str, *place, "description") for place in places))


def _look_at_exchange(file: JsonFile, place: tuple[str | int, ...]) -> None:
    kind = file.take(str, *place, "type") if file.has(*place, "type") else _HTTP
    if kind != _HTTP:
        raise file.mistake(f"`{kind}` cannot be verified: {_HTTP} is expected", *place, "type")
    file.take(str, *place, "description")
    file.take(str, *place, "request", "method")
    if not file.take(str, *place, "request", "path").startswith("/"):
        raise file.mistake("a path begins with /", *place, "request", "path")
    if file.take(int, *place, "response", "status") not in _STATUSES:
        raise file.mistake("a status from 100 to 599 is expected", *place, "response", "status")


def _look_at_state(file: JsonFile, place: tuple[str | int, ...], states: Mapping[str, State]) -> None:
    """Older pacts name one state as a text, newer ones several with parameters."""
    if file.has(*place, "providerState"):
        _look_up(file, (*place, "providerState"), (), states)
    named = list(file.each(*place, "providerStates")) if file.has(*place, "providerStates") else []
    if len(named) > 1:
        problem = "more than one state: a state is a world of its own, so describe what they are together"
        raise file.mistake(problem, *place, "providerStates")
    for each in named:
        params = file.take(dict, *each, "params") if file.has(*each, "params") else {}
        _look_up(file, (*each, "name"), tuple(params), states)


def _look_up(
    file: JsonFile, place: tuple[str | int, ...], params: tuple[str, ...], states: Mapping[str, State]
) -> None:
    name = file.take(str, *place)
    if name and name not in states:
        close = get_close_matches(name, states, n=1)
        hint = f"did you mean `{close[0]}`?" if close else "--list names those that are, --states DIR adds yours"
        raise file.mistake(f"the state `{name}` is not described: {hint}", *place)
    known: dict[str, Json] = states[name].params if name else {}
    for each in params:
        if each not in known:
            raise file.mistake(f"the state has no parameter `{each}`; it has: {', '.join(known) or 'none'}", *place)
