"""What is lost between two documents, joined so that it can be read."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import NamedTuple


class Loss(NamedTuple):
    """What a subject loses, `gone` for all of it.

    `where` is a kind of object or an operation, `special` what is special about the object, `host` the host; "" means
    everywhere.
    """

    subject: str
    what: str
    where: str = ""
    special: str = ""
    host: str = ""

    @property
    def told(self) -> str:
        """All of it but the subject."""
        places = f"for {self.where}" if self.where else ""
        special = f"with {self.special}" if self.special else ""
        return " ".join(filter(None, (self.what, places, special, f"on {self.host}" if self.host else "")))

    @property
    def is_whole(self) -> bool:
        """Whether the subject is gone there."""
        return self.what == "gone"


def joined(losses: Iterable[Loss]) -> Iterator[Loss]:
    """The losses with their places listed, and a host named where it is the only one that loses.

    What is lost for all objects of a kind is not told once more for the special ones.
    """
    hosts: dict[tuple[str, str, str, str], set[str]] = defaultdict(set)
    for loss in losses:
        hosts[loss[:4]].add(loss.host)
    places: dict[tuple[str, str, str, str], list[str]] = defaultdict(list)
    for (subject, what, where, special), found in hosts.items():
        if not special or not found <= hosts.get((subject, what, where, ""), set()):
            host = "" if len(found) > 1 else next(iter(found))
            places[subject, what, special, host].append(where)
    for (subject, what, special, host), listed in places.items():
        yield Loss(subject, what, ", ".join(filter(None, listed)), special, host)
