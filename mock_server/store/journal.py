"""The journals of worlds in the file of a store: an entry is a row, and the answers of the latest stand beside them."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

import msgspec
from msgspec.structs import replace

from mock_server.store.entry import MOST_ANSWERS, Entry

# Made once, before there are threads: msgspec crashes when several of them meet a type for the first time.
_ENTRIES = msgspec.json.Decoder(Entry)


def write(connection: sqlite3.Connection, world_id: str, entries: Sequence[Entry], most: int) -> None:
    """Number the entries of a world, unless they are numbered already, and keep the latest `most` of all."""
    if connection.execute("SELECT 1 FROM worlds WHERE id = ?", (world_id,)).fetchone() is None:
        return
    [last] = connection.execute("SELECT coalesce(max(number), 0) FROM journal WHERE world = ?", (world_id,)).fetchone()
    rows = []
    for entry in entries:
        last = max(entry.number, last + 1)
        told = replace(entry, number=last, answer=None)
        rows.append((world_id, last, msgspec.json.encode(told), entry.answer))
    connection.executemany("INSERT INTO journal VALUES (?, ?, ?, ?)", rows)
    connection.execute("DELETE FROM journal WHERE world = ? AND number <= ?", (world_id, last - most))
    outlived = world_id, last - MOST_ANSWERS - len(entries), last - MOST_ANSWERS
    connection.execute(
        "UPDATE journal SET answer = NULL WHERE world = ? AND number > ? AND number <= ? AND answer IS NOT NULL",
        outlived,
    )


def read(connection: sqlite3.Connection, world_id: str, after: int) -> list[Entry]:
    """What was written after the entry with a number, oldest first."""
    rows = connection.execute(
        "SELECT entry, answer FROM journal WHERE world = ? AND number > ? ORDER BY number", (world_id, after)
    ).fetchall()
    return [replace(_ENTRIES.decode(entry), answer=answer) for entry, answer in rows]


def forget(connection: sqlite3.Connection, world_id: str) -> None:
    """Empty a world's journal."""
    connection.execute("DELETE FROM journal WHERE world = ?", (world_id,))
