"""What a client has read, held against what it should have read."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import UTC
from itertools import islice, zip_longest
from typing import NamedTuple

from contracts.compare import Difference, shown
from contracts.driving import Kind
from contracts.driving.answer import Answer, Failure, Items, Row, Rows
from contracts.files.promises import MISSING, Json, Missing

_SHOWN = 8  # differences of one answer; the rest is counted
_LINKED = "instagram_business_account"
_ROW_PARTS = ("value", "period", "id")

Differences = Iterator[Difference]


class Refusal(NamedTuple):
    """What a client should tell of an error: one of these kinds, and the numbers of the answer."""

    kinds: Collection[Kind]
    code: int | None = None
    subcode: int | None = None
    status: int | None = None


def unlike_rows(promised: Rows, received: Answer) -> Differences:
    """The numbers that are wrong, lost or invented, and metrics that are missing or given up on one side alone."""
    if not isinstance(received, Rows):
        yield Difference("answer", "rows", told(received))
        return
    yield from _few(_rows(promised.rows, received.rows))
    for name in ("missing", "skipped"):
        ours, theirs = (sorted(getattr(rows, name)) for rows in (promised, received))
        if ours != theirs:
            yield Difference(name, shown(list(ours)), shown(list(theirs)))


def unlike_items(promised: Sequence[dict[str, Json]], received: Answer) -> Differences:
    """The items that are wrong, lost, invented or in another place."""
    if not isinstance(received, Items):
        yield Difference("answer", "items", told(received))
        return
    if len(promised) != len(received.items):
        yield Difference("number of items", str(len(promised)), str(len(received.items)))
    pairs = zip_longest(promised, received.items, fillvalue=MISSING)
    yield from _few(
        Difference(f"items[{index}]", shown(ours), shown(theirs))
        for index, (ours, theirs) in enumerate(pairs)
        if not _same(ours, theirs)
    )


def unlike_ids(promised: Iterable[dict[str, Json]], received: Answer) -> Differences:
    """The same by the ids alone, where Pages are told by those of their accounts."""
    if isinstance(received, Items):
        received = Items(tuple(_ids(received.items)))
    yield from unlike_items(_ids(promised), received)


def unlike_refusal(promised: Refusal, received: Answer) -> Differences:
    """How the client tells another error than there was."""
    if not isinstance(received, Failure):
        yield Difference("answer", f"an error: {_alternatives(promised.kinds)}", told(received))
        return
    if received.kind is not None and received.kind not in promised.kinds:
        yield Difference("kind", _alternatives(promised.kinds), received.kind.value)
    for name in ("code", "subcode", "status"):
        ours, theirs = getattr(promised, name), getattr(received, name)
        if ours != theirs:
            yield Difference(name, shown(ours), shown(theirs))


def told(received: Answer) -> str:
    """An answer in a few words."""
    match received:
        case Rows():
            return f"{len(received.rows)} rows"
        case Items():
            return f"{len(received.items)} items"
        case Failure():
            return (
                f"the error {received.kind or 'without a kind'} (code {shown(received.code)}): {received.message[:200]}"
            )
        case _:
            return "a token"


def _ids(items: Iterable[dict[str, Json]]) -> list[dict[str, Json]]:
    items = list(items)
    linked = [page[_LINKED] for page in items if _LINKED in page]
    return [{"id": each.get("id")} for each in linked or items if isinstance(each, dict)]


def _alternatives(kinds: Iterable[Kind]) -> str:
    return " or ".join(sorted(kind.value for kind in kinds))


def _few(differences: Differences) -> Differences:
    """The first differences, and how many more there are."""
    yield from islice(differences, _SHOWN)
    more = sum(1 for _ in differences)
    if more:
        yield Difference("and more", "no other difference", f"{more} other differences")


def _rows(promised: Sequence[Row], received: Sequence[Row]) -> Differences:
    ours, theirs = _by_place(promised), _by_place(received)
    for place in dict.fromkeys((*ours, *theirs)):
        for one, other in zip_longest(ours.get(place, ()), theirs.get(place, ())):
            yield from _row(place, one, other)


def _by_place(rows: Sequence[Row]) -> dict[str, list[Row]]:
    """Rows that only their values can tell apart, such as totals of several windows, stand together in order."""
    places: defaultdict[str, list[Row]] = defaultdict(list)
    for row in rows:
        places[_place(row)].append(row)
    return {place: sorted(each, key=lambda row: shown(row.value)) for place, each in places.items()}


def _place(row: Row) -> str:
    parts = " ".join(f"{name}={value}" for name, value in row.breakdown or ())
    ended = row.end_time.astimezone(UTC).isoformat() if row.end_time else ""
    return " ".join(part for part in (row.metric, row.shape, parts, ended) if part)


def _row(place: str, promised: Row | None, received: Row | None) -> Differences:
    if promised is None or received is None:
        row = promised or received
        here, there = shown(row.value if row else None), MISSING.value
        yield Difference(place, *((here, there) if promised else (there, here)))
        return
    for name in _ROW_PARTS:
        ours, theirs = getattr(promised, name), getattr(received, name)
        if not _same(ours, theirs):
            yield Difference(f"{place}: {name}", shown(ours), shown(theirs))


def _same(promised: Json | Missing, received: Json | Missing) -> bool:
    """Whether two values are equal; 12 and 12.0 are, true and 1 are not."""
    match promised, received:
        case dict(), dict():
            return promised.keys() == received.keys() and all(_same(promised[key], received[key]) for key in promised)
        case list(), list():
            return len(promised) == len(received) and all(map(_same, promised, received))
        case _:
            return promised == received and isinstance(promised, bool) == isinstance(received, bool)
