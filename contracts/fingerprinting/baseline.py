"""Fingerprints in a file: what every probe's reply looked like at some version, on some day, and who answered."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple, cast

import yaml

from contracts.files.document import CaseError, Place, Table, read
from contracts.files.exchange import Fidelity, matching
from contracts.files.promises import Json
from contracts.fingerprinting.fingerprint import Fingerprint

FINGERPRINTS = Path(__file__).parents[1] / "fingerprints"

_HEAD = ("version", "day", "fidelity", "answered_by")
_SHAPE = ("status", "headers", "body")
_NOTICE = """\
# What replies look like; contracts/fingerprinting/fingerprint.py says how to read it. Generated, so do not edit it:
# after a change on purpose `insights-contracts fingerprint --write FILE` takes it anew. The difference shows what
# changed for users.
"""
_ONE_LINE = 300  # so long may be what stands on a line; it is wrapped


class Baseline(NamedTuple):
    """The fingerprints by topic and name of their probes. `day` is YYYY-MM-DD, that of the clock they were taken by."""

    version: str
    day: str
    fidelity: Fidelity
    answered_by: str
    fingerprints: Mapping[tuple[str, str], Fingerprint]


def file_of(version: str, folder: Path = FINGERPRINTS) -> Path:
    """Where the fingerprints of a version are kept."""
    return folder / f"{version}.yaml"


def load_baseline(path: Path) -> Baseline:
    """The fingerprints of a file. Raises CaseError."""
    place = Place(path.name)
    keys = (*_HEAD, "fingerprints")
    file = Table.of(read(path.read_text(encoding="utf-8"), place), place, keys, keys)
    return Baseline(
        version=matching(file, "version", r"v\d+\.\d+", "a version like v26.0"),
        day=matching(file, "day", r"\d{4}-\d\d-\d\d", "YYYY-MM-DD"),
        fidelity=file.choice("fidelity", Fidelity),
        answered_by=file.text("answered_by"),
        fingerprints=_fingerprints(_open(file, "fingerprints")),
    )


def written(baseline: Baseline) -> str:
    """The file's text."""
    topics: dict[str, Json] = {}
    for (topic, name), found in baseline.fingerprints.items():
        cast("dict[str, Json]", topics.setdefault(topic, {}))[name] = {**found._asdict()}
    head = {key: str(value) for key, value in zip(_HEAD, baseline, strict=False)}
    document = {**head, "fingerprints": topics}
    return _NOTICE + yaml.dump(document, Dumper=_Dumper, sort_keys=False, width=118)


class _Dumper(yaml.SafeDumper):
    """Small things on a line, large ones in blocks; no anchors."""

    def ignore_aliases(self, _: object) -> bool:
        return True


def _fits(value: Json) -> bool:
    return len(json.dumps(value)) <= _ONE_LINE


def _as_mapping(dumper: yaml.SafeDumper, value: dict[str, Json]) -> yaml.Node:
    return dumper.represent_mapping("tag:yaml.org,2002:map", value, flow_style=_fits(value))


def _as_sequence(dumper: yaml.SafeDumper, value: list[Json]) -> yaml.Node:
    return dumper.represent_sequence("tag:yaml.org,2002:seq", value, flow_style=_fits(value))


_Dumper.add_representer(dict, _as_mapping)
_Dumper.add_representer(list, _as_sequence)


def _open(table: Table, key: str) -> Table:
    """The table under a key, whatever its keys are."""
    return table.table(key, tuple(table.document(key) or ()))


def _fingerprints(topics: Table) -> dict[tuple[str, str], Fingerprint]:
    return {
        (topic, name): _fingerprint(table.table(name, _SHAPE, _SHAPE))
        for topic in topics.nodes
        for table in (_open(topics, topic),)
        for name in table.nodes
    }


def _fingerprint(table: Table) -> Fingerprint:
    status = table.value("status")
    if not isinstance(status, int):
        raise CaseError("`status` must be a number like 400", table.where("status"))
    return Fingerprint(status, table.document("headers") or {}, table.value("body"))
