"""Where the mutable state of worlds lives: in memory, or in a file that worker processes share."""

from __future__ import annotations

from mock_server.store.entry import Entry
from mock_server.store.errors import StoreError, Taken, UnknownWorld
from mock_server.store.fault import Effect, Fault, Match
from mock_server.store.opening import open_store
from mock_server.store.protocol import Store
from mock_server.store.record import (
    Attempt,
    Code,
    Delivery,
    Hook,
    IssuedToken,
    Patch,
    Settled,
    Withdrawal,
    WorldRecord,
)
from mock_server.store.snapshot import Snapshot

__all__ = [
    "Attempt",
    "Code",
    "Delivery",
    "Effect",
    "Entry",
    "Fault",
    "Hook",
    "IssuedToken",
    "Match",
    "Patch",
    "Settled",
    "Snapshot",
    "Store",
    "StoreError",
    "Taken",
    "UnknownWorld",
    "Withdrawal",
    "WorldRecord",
    "open_store",
]
