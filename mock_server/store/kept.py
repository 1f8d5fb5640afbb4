"""The journal of one world in memory: the latest exchanges, and the answers of the very latest."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable

from msgspec.structs import replace

from mock_server.store.entry import MOST_ANSWERS, Entry


class Kept:
    """Entries in the order in which they were written; what does not fit any more is forgotten, the oldest first."""

    def __init__(self) -> None:
        self._entries: deque[Entry] = deque()
        self._answers: dict[int, str] = {}
        self._last = 0

    def write(self, entries: Iterable[Entry], most: int) -> None:
        """Number the entries, unless they are numbered already, and keep the latest `most` of all."""
        for entry in entries:
            self._last = max(entry.number, self._last + 1)
            if entry.answer is not None:
                self._answers[self._last] = entry.answer
            self._answers.pop(self._last - MOST_ANSWERS, None)
            self._entries.append(replace(entry, number=self._last, answer=None))
        while len(self._entries) > most:
            self._entries.popleft()

    def read(self, after: int) -> list[Entry]:
        """What was written after the entry with a number, oldest first."""
        return [
            replace(entry, answer=self._answers.get(entry.number)) for entry in self._entries if entry.number > after
        ]
