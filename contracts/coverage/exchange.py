"""Exchanges of a journal, as far as coverage looks at them, read strictly from a file or from an emulator."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import cast
from urllib.parse import parse_qsl

from contracts.files.json_file import JsonFile
from contracts.files.promises import Json
from contracts.journal import Journal

_OK = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Exchange:
    """A request and how it was answered: `params` are those of query and body, `rule` is what decided.

    `kinds` are the kinds of media that were asked, `retired` metrics that were asked after their end, `left_out` those
    that a successful answer lacks.
    """

    path: str
    params: dict[str, str]
    status: int
    rule: str
    metrics: tuple[str, ...]
    kinds: tuple[str, ...]
    retired: tuple[str, ...]
    left_out: frozenset[str]

    @property
    def told(self) -> tuple[str, ...]:
        """The metrics whose numbers the answer holds."""
        return tuple(each for each in self.metrics if each not in self.left_out) if self.status == _OK else ()

    @property
    def is_about_an_account(self) -> bool:
        """Whether its metrics are those of an account; what a list of media expands is not."""
        return not self.kinds and self.path.rstrip("/").endswith("/insights")


def exchanges_in(path: Path) -> Iterator[Exchange]:
    """The exchanges of a file with what `GET /_mock/journal` answers. Raises CaseError for anything else."""
    yield from _exchanges(JsonFile.read(path))


def exchanges_of(journal: Journal) -> Iterator[Exchange]:
    """The exchanges of a journal that an emulator tells."""
    entries = cast("list[Json]", journal.entries())
    yield from _exchanges(JsonFile("/_mock/journal", "", {"entries": entries}))


def _exchanges(file: JsonFile) -> Iterator[Exchange]:
    file.take(dict)
    for entry in file.each("entries"):
        yield Exchange(
            path=file.take(str, *entry, "path"),
            params=dict(parse_qsl(f"{file.take(str, *entry, 'query')}&{file.take(str, *entry, 'body')}")),
            status=file.take(int, *entry, "status"),
            rule=file.take(str, *entry, "rule"),
            metrics=file.texts(*entry, "metrics"),
            kinds=file.texts(*entry, "kinds"),
            retired=file.texts(*entry, "retired"),
            left_out=frozenset(file.take(dict, *entry, "left_out")),
        )
