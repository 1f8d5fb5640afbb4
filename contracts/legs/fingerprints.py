"""Replies held against their fingerprints that are kept: whatever looks different has changed on purpose, or broken."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from contracts.bench import Bench
from contracts.compare import Difference, Reply, at
from contracts.files.exchange import Fidelity
from contracts.files.promises import Json
from contracts.fingerprinting.baseline import Baseline, file_of, load_baseline
from contracts.fingerprinting.fingerprint import Fingerprint, fingerprint, unlike
from contracts.fingerprinting.probes import Probe, Probes, load_probes, moments
from contracts.legs.checking import checked
from contracts.openapi.public import PublicDocument
from contracts.outcome import Check, Checks
from contracts.target import Target

_SECRET = re.compile(r"(\w*(?:token|secret))=[^&]*")
_ANEW = "if it changed on purpose: insights-contracts fingerprint --write {file}"


class Probed(NamedTuple):
    """A probe and what its reply looked like; without a reply the names that it lacks."""

    probe: Probe
    looks: Fingerprint | None
    lacks: tuple[str, ...] = ()


def play(bench: Bench) -> Checks:
    """A check for each probe. Fingerprints of another version or day than the document's tell nothing."""
    file = file_of(bench.document.version)
    baseline = load_baseline(file) if file.exists() else None
    if baseline is None or baseline.day != bench.document.day:
        yield Check(topic="fingerprints", name=bench.document.version, skipped=_unusable(bench.document, baseline))
        return
    kept = dict(baseline.fingerprints)
    for probed in probes_played(bench.target, bench.document):
        promised = kept.pop((probed.probe.topic, probed.probe.name), None)
        yield _check(probed, promised, _ANEW.format(file=file.name))
    for topic, name in kept:
        gone = Difference("probe", "one of this name", "none: neither the document nor probes.yaml has it")
        yield Check(topic=topic, name=name, differences=(gone,), about=(_ANEW.format(file=file.name),))


def taken(target: Target, document: PublicDocument) -> Baseline:
    """The fingerprints of a target, on the document's day."""
    looks = {
        (each.probe.topic, each.probe.name): each.looks
        for each in probes_played(target, document)
        if each.looks is not None
    }
    return Baseline(document.version, document.day, Fidelity.DOCUMENTED, "the emulator", looks)


def probes_played(target: Target, document: PublicDocument) -> Iterator[Probed]:
    """Every probe, in order, in a world of their own."""
    probes = load_probes()
    with target.world(probes.world_of(document)):
        yield from _played(probes, target, document)


def _played(probes: Probes, target: Target, document: PublicDocument) -> Iterator[Probed]:
    names: dict[str, Json] = {**moments(document), **probes.names}
    own = frozenset(probes.names.values())
    for probe in probes.all(document):
        if missing := probe.lacks(names):
            yield Probed(probe, None, tuple(missing))
            continue
        reply = target.send(probe.asks(names, probes.tokens))
        names |= _kept(probe.keep, reply)
        yield Probed(probe, fingerprint(reply, own))


def _kept(places: Mapping[str, str], reply: Reply) -> dict[str, Json]:
    found = {name: at(place, reply.body) for name, place in places.items()}
    return {name: value for name, value in found.items() if isinstance(value, str)}


def _check(probed: Probed, promised: Fingerprint | None, anew: str) -> Check:
    probe, looks = probed.probe, probed.looks
    path = _SECRET.sub(r"\1=…", probe.call.path)
    about = (f"{probe.call.method} {path} at {probe.call.host}, token: {probe.role}",)
    if looks is None:
        found = [Difference("request", "can be sent", f"nothing is known of {', '.join(probed.lacks)}")]
    elif promised is None:
        found = [Difference("fingerprint", "one that is kept", "none of this name")]
    else:
        found = unlike(promised, looks)
    return checked(probe.topic, probe.name, found, *about, *([anew] if found else []))


def _unusable(document: PublicDocument, baseline: Baseline | None) -> str:
    of = f"{document.version} on {document.day}"
    if baseline is None:
        return f"no fingerprints of {of} are kept"
    return f"fingerprints are kept of {baseline.version} on {baseline.day}, not of {of}"
