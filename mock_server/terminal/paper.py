"""What is written on: how wide it is, which characters and colours it takes, and how text is laid out on it."""

from __future__ import annotations

import os
import re
import textwrap
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import TextIO

WIDTH = 80

_MARKS = {"yes": "✓", "no": "✗", "dot": "•", "more": "…"}
_PLAIN_MARKS = {"yes": "+", "no": "x", "dot": "*", "more": "..."}
_COLOURS = {"good": "32", "bad": "31", "dim": "2", "strong": "1"}


@dataclass(frozen=True, slots=True)
class Paper:
    """Where lines go. `marks` are the signs it can show; without colour, styles change nothing."""

    marks: Mapping[str, str]
    coloured: bool = False

    @classmethod
    def of(cls, stream: TextIO, environment: Mapping[str, str] = os.environ) -> Paper:
        """The paper that a stream is."""
        wanted = not environment.get("NO_COLOR") and environment.get("TERM") != "dumb"
        return cls(_MARKS if _takes(stream, "".join(_MARKS.values())) else _PLAIN_MARKS, wanted and stream.isatty())

    def styled(self, text: str, style: str) -> str:
        """The text as something good, bad, dim or strong."""
        return f"\x1b[{_COLOURS[style]}m{text}\x1b[0m" if self.coloured and text else text

    def title(self, text: str) -> list[str]:
        """A heading, with an empty line before it."""
        return ["", *(self.styled(line, "strong") for line in wrapped(text))]

    def shortened(self, text: str, length: int) -> str:
        """The text, cut where it is longer."""
        more = self.marks["more"]
        return text if len(text) <= length else text[: length - len(more)].rstrip() + more


def wrapped(text: str, indent: int = 0, first: str = "", *, lines: int | None = None, more: str = "...") -> list[str]:
    """Lines of the text, all indented; `first` stands before the first one, `lines` bounds their number.

    A blank `first` is an indentation of its own, another one is filled up.
    """
    blanks = " " * indent
    return textwrap.wrap(
        text,
        WIDTH,
        initial_indent=first.ljust(indent) if first.strip() or not first else first,
        subsequent_indent=blanks,
        break_on_hyphens=False,
        max_lines=lines,
        placeholder=f" {more}",
    ) or [first.rstrip()]


def cut(address: str, indent: int = 0) -> list[str]:
    """Lines of a URL or a path, cut where its parts end."""
    lines = [" " * indent]
    for part in re.findall(r"[^/&]*[/&]?", address):
        for start in range(0, len(part), WIDTH - indent):
            piece = part[start : start + WIDTH - indent]
            if len(lines[-1]) + len(piece) > WIDTH:
                lines.append(" " * indent)
            lines[-1] += piece
    return lines


def entries(pairs: Iterable[tuple[str, str]], indent: int = 2) -> list[str]:
    """Names with their texts beside them."""
    known = [(name, text) for name, text in pairs if text]
    width = indent + max((len(name) for name, _ in known), default=0) + 2
    return list(chain.from_iterable(wrapped(text, width, " " * indent + name) for name, text in known))


def table(rows: Sequence[Sequence[str]], indent: int = 2, gap: int = 2) -> list[str]:
    """Columns as wide as their widest text; the last one is wrapped."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)][:-1]
    edge = indent + sum(widths) + gap * len(widths)
    lines: list[str] = []
    for *cells, last in rows:
        start = " " * indent + "".join(cell.ljust(width + gap) for cell, width in zip(cells, widths, strict=True))
        lines += wrapped(last, edge, start)
    return lines


def _takes(stream: TextIO, text: str) -> bool:
    try:
        text.encode(stream.encoding or "ascii")
    except (UnicodeEncodeError, LookupError):
        return False
    return True
