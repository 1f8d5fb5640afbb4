"""A world that can be put back as it was."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from mock_server.store.entry import Entry
from mock_server.store.record import WorldRecord
from mock_server.store.usage import Counts


class Snapshot(NamedTuple):
    """What a store keeps of a world: its record, the calls that were counted, and its journal if that was wanted."""

    record: WorldRecord
    calls: Mapping[str, Counts]
    journal: tuple[Entry, ...]
