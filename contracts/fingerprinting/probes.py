"""What is asked to take fingerprints: the probes of probes.yaml, and some for each row of the document.

The file gives the objects that paths speak of by `names`, the `tokens` by their roles, the `world` of the probes, and
the probes by topic. A probe has a `name`, `get` or `request`, and may have `host`, `token` and `keep`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, timedelta
from itertools import chain
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlencode

import yaml

from contracts.files.document import CaseError, Place, Table, elements, read
from contracts.files.exchange import NO_TOKEN, Call, Fidelity, Host, matching, sent
from contracts.files.keeping import Values, filled, filled_call, missing_names
from contracts.files.promises import Json
from contracts.openapi.public import AXES, PublicDocument, PublicRow
from contracts.subjects import HOUR

PROBES = Path(__file__).parents[1] / "probes.yaml"

_KEYS = ("names", "tokens", "world", "probes")
_PROBE_KEYS = ("name", "get", "request", "host", "token", "keep")
_DAYS = {"now": 0, "yesterday": -1, "week_ago": -7, "month_ago": -31, "years_ago": -731, "tomorrow": 1}


class Probe(NamedTuple):
    """A request, its names not filled in; `role` says whose token is sent, `keep` which values later probes need."""

    topic: str
    name: str
    call: Call
    role: str
    keep: dict[str, str]
    place: Place

    def asks(self, names: Values, tokens: Mapping[str, str]) -> Call:
        """The request as it is sent. Without a token it belongs to no world, so it says what time it is."""
        now = str(names["instant"]) if self.role == NO_TOKEN else None
        return replace(filled_call(self.call, names), token=tokens.get(self.role), now=now)

    def lacks(self, names: Values) -> list[str]:
        """The names that the request needs and that are not among these."""
        return missing_names([self.call.path, self.call.headers, self.call.body], names)


class Probes(NamedTuple):
    """The file: ids of objects and tokens by the names that probes use, and the world in which all of them exist."""

    names: dict[str, str]
    tokens: dict[str, str]
    world: dict[str, Json]
    probes: tuple[Probe, ...]

    def world_of(self, document: PublicDocument) -> dict[str, Json]:
        """The world on the day of a document."""
        return filled(self.world, {**moments(document)})

    def all(self, document: PublicDocument) -> Iterator[Probe]:
        """The probes of the rows of a document, and those of the file."""
        return chain(row_probes(document), self.probes)


def load_probes(path: Path = PROBES) -> Probes:
    """The probes of a file. Raises CaseError."""
    place = Place(path.name)
    file = Table.of(read(path.read_text(encoding="utf-8"), place), place, _KEYS, _KEYS)
    tokens = file.text_map("tokens")
    names, found = file.text_map("names"), tuple(_probes(file, tokens))
    _refuse_twice(found)
    _refuse_unknown(found, {*names, *_DAYS, "version", "instant"})
    return Probes(names, tokens, file.document("world") or {}, found)


def row_probes(document: PublicDocument) -> Iterator[Probe]:
    """Probes of each row on each of its hosts: all metrics together, and every value of every parameter once."""
    for row in document.rows:
        for host, choice in ((host, choice) for host in row.hosts for choice in _choices(row)):
            query = urlencode({"metric": ",".join(row.metrics), **choice}, safe=",")
            path = f"/${{version}}/${{{'_'.join((row.object, *row.only))}}}/insights?{query}"
            told = " ".join(f"{axis}={value}" for axis, value in choice.items())
            name = f"{row.name} at {host} {told}".rstrip()
            yield Probe("rows", name, _call(Host(host), path), host, {}, Place("the document", case=row.name))


def moments(document: PublicDocument) -> dict[str, str]:
    """The version, the instant and the days that paths speak of by name."""
    today = date.fromisoformat(document.day)
    days = {name: (today + timedelta(days=days)).isoformat() for name, days in _DAYS.items()}
    return {"version": document.version, "instant": f"{document.day}T{HOUR}", **days}


def _choices(row: PublicRow) -> Iterator[dict[str, str]]:
    """So many of the row's choices that each value is sent; media answer one period whatever is sent."""
    seen: set[tuple[str, str | None]] = set()
    for choice in row.choices():
        said = {(axis, choice.get(axis)) for axis in AXES if axis != "period" or row.object == "account"}
        if not said <= seen:
            seen |= said
            yield choice


def _call(host: Host, path: str) -> Call:
    return Call(
        method="GET", path=path, host=host, headers={}, body="", token=None, now=None, fidelity=Fidelity.DOCUMENTED
    )


def _probes(file: Table, tokens: Mapping[str, str]) -> Iterator[Probe]:
    topics = Table.of(file.nodes["probes"], file.place, tuple(file.document("probes") or ()))
    for topic in topics.nodes:
        yield from (
            _probe(node, topic, topics.place, tokens) for node in elements(topics.nodes[topic], topic, topics.place)
        )


def _probe(node: yaml.Node, topic: str, place: Place, tokens: Mapping[str, str]) -> Probe:
    table = Table.of(node, place, _PROBE_KEYS, ("name",))
    if ("get" in table) == ("request" in table):
        raise CaseError("one of `get` and `request` is expected", table.place)
    host = table.choice("host", Host, Host.FACEBOOK)
    role = table.text("token") or host.value
    if role not in (*tokens, NO_TOKEN):
        raise CaseError(f"no token plays `{role}`; allowed: {', '.join((*tokens, NO_TOKEN))}", table.where("token"))
    request = sent(table)
    call = replace(_call(host, request.path), method=request.method, headers=request.headers, body=request.body)
    name = matching(table, "name", r".*\S.*", "a few words")
    return Probe(topic, name, call, role, table.text_map("keep"), table.place)


def _refuse_twice(probes: tuple[Probe, ...]) -> None:
    """A fingerprint is found by topic and name."""
    places: dict[tuple[str, str], Place] = {}
    for probe in probes:
        key = probe.topic, probe.name
        if key in places:
            raise CaseError(f"`{probe.name}` is taken: {places[key]}", probe.place)
        places[key] = probe.place


def _refuse_unknown(probes: tuple[Probe, ...], known: set[str]) -> None:
    """A path speaks of what is named, or was kept by a probe before."""
    for probe in probes:
        if missing := probe.lacks(dict.fromkeys(known, "")):
            raise CaseError(f"no `${{{missing[0]}}}`; known: {', '.join(sorted(known))}", probe.place)
        known |= probe.keep.keys()
