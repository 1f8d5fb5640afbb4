"""Provider states: what a pact calls `given`, described as a world of the emulator.

A file holds a list of `states`, each with its name (`state`), a sentence `about` it, the `world` that it means and
`faults` that wait in it. A world may use `${NAME}` for a parameter of the state; `params` gives each its default.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

import yaml

from contracts.files.document import CaseError, Place, Table, elements, read
from contracts.files.exchange import matching
from contracts.files.keeping import filled
from contracts.files.promises import Json, kept_names

SHIPPED = Path(__file__).parent / "states"

_KEYS = ("state", "about", "params", "world", "faults")


@dataclass(frozen=True, slots=True)
class State:
    """A provider state: its world and faults, in which the names of its parameters may stand."""

    name: str
    about: str
    params: dict[str, Json]
    world: dict[str, Json]
    faults: list[Json]
    place: Place

    def world_with(self, params: Mapping[str, Json]) -> dict[str, Json]:
        """The world, with these parameters in place of the defaults."""
        return filled(self.world, {**self.params, **params})


def load_states(folders: Iterable[Path]) -> dict[str, State]:
    """The shipped states and those of the folders, which may describe shipped ones anew."""
    states: dict[str, State] = {}
    for folder in (SHIPPED, *folders):
        states |= _folder(folder)
    return states


def _folder(folder: Path) -> dict[str, State]:
    paths = sorted(folder.glob("*.yaml"))
    if not paths:
        raise CaseError("no states here: files *.yaml are expected", Place(str(folder), line=0))
    states: dict[str, State] = {}
    for state in chain.from_iterable(map(_file, paths)):
        if state.name in states:
            raise CaseError(f"`{state.name}` is described already: {states[state.name].place}", state.place)
        states[state.name] = state
    return states


def _file(path: Path) -> list[State]:
    place = Place(str(path))
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or "not UTF-8"
        raise CaseError(f"cannot be read: {reason}", Place(str(path), line=0)) from None
    try:
        file = Table.of(read(text, place), place, ("states",), ("states",))
        return [_state(node, place) for node in elements(file.nodes["states"], "states", place)]
    except RecursionError:
        raise CaseError("it is nested too deeply, or contains itself", Place(str(path), line=0)) from None


def _state(node: yaml.Node, place: Place) -> State:
    table = Table.of(node, place, _KEYS, ("state", "about", "world"))
    params = table.document("params") or {}
    world = table.document("world") or {}
    faults = table.value("faults") if "faults" in table else []
    if not isinstance(faults, list):
        raise CaseError("`faults` must be a list", table.where("faults"))
    if unknown := kept_names(world) - set(params):
        raise CaseError(f"`${{{min(unknown)}}}` has no default: `params` gives it one", table.where("world"))
    name = matching(table, "state", r".*\S.*", "the words that a pact uses")
    return State(name, matching(table, "about", r".*\S.*", "a sentence"), params, world, faults, table.place)
