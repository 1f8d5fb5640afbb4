"""How a process learns, by a memory read, that another one changed the file they share."""

from __future__ import annotations

import mmap
import os
from pathlib import Path

from mock_server.store.errors import StoreError

_SIZE = 8


class SharedGeneration:
    """A number in a file that all processes map into their memory; whoever changed something replaces it.

    The new number is random, not the next one. Processes get to write it in another order than they committed, and one
    may be killed before it does: counting could then come back to a number that a reader took for older worlds.
    """

    def __init__(self, path: Path) -> None:
        try:
            self._map = _mapped(path)
        except OSError as error:
            raise StoreError(f"{path} cannot be used beside a store: {error}") from error
        self._number = memoryview(self._map).cast("Q")

    def read(self) -> int:
        """The number, as the last process left it."""
        return self._number[0]

    def renew(self) -> None:
        """Show all processes that something changed."""
        self._number[0] = int.from_bytes(os.urandom(_SIZE), "little")

    def close(self) -> None:
        """Let go of the memory."""
        self._number.release()
        self._map.close()


def _mapped(path: Path) -> mmap.mmap:
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o666)
    try:
        if os.fstat(descriptor).st_size not in (0, _SIZE):
            raise StoreError(f"{path} belongs to another program")
        os.ftruncate(descriptor, _SIZE)
        return mmap.mmap(descriptor, _SIZE)
    finally:
        os.close(descriptor)
