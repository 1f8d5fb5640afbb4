"""Pages of long lists, and links to the pages and windows before and after, as the API writes them."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Generic, NamedTuple, TypeVar
from urllib.parse import urlencode

from mock_server.catalogue.grammar_errors import CURSOR_INVALID, LIMIT_INVALID
from mock_server.catalogue.limits import ITEMS_OF_A_PAGE, MOST_ITEMS_OF_A_PAGE
from mock_server.graph.cursors import seal, unseal
from mock_server.graph.refusal import Refused
from mock_server.graph.wire import Json

Item = TypeVar("Item")

DEFAULT_LIMIT = ITEMS_OF_A_PAGE.value
MOST_ITEMS = MOST_ITEMS_OF_A_PAGE.value

_LIMIT = re.compile(r"[0-9]{1,99}\Z")

# Parameters that a link does not repeat as they were sent.
_NOT_REPEATED = frozenset({"access_token", "client_secret", "since", "until", "limit"})
_LEFT_OUT = ("limit", "after", "before", "client_secret")


class Listing(NamedTuple, Generic[Item]):
    """A list, newest first, that may grow at its head.

    `items(offset, limit)` gives a part of it. The item at index i has the rank lowest + count - 1 - i, which it keeps
    when newer ones come.
    """

    count: int  # type: ignore[assignment] # in a list of its own, the count is worth more than tuple.count
    lowest: int
    items: Callable[[int, int], Sequence[Item]]


class Turn(NamedTuple):
    """Which page is asked: how many items, and the cursor after or before which they lie."""

    limit: int = DEFAULT_LIMIT
    after: str = ""
    before: str = ""


class Leaf(NamedTuple, Generic[Item]):
    """One page of a list, with the cursors of its first and last item; without items there are none."""

    items: Sequence[Item]
    before: str
    after: str
    has_previous: bool
    has_next: bool
    limit: int = DEFAULT_LIMIT


def turn_of(arguments: Mapping[str, str]) -> Turn:
    """The page that the parameters ask for. A limit that is too high counts as the highest."""
    after, before = arguments.get("after", ""), arguments.get("before", "")
    if after and before:
        raise Refused(CURSOR_INVALID, "both after and before were sent")
    return Turn(_limit(arguments.get("limit", "").strip()), after, before)


def _limit(text: str) -> int:
    if not text:
        return DEFAULT_LIMIT
    if not _LIMIT.match(text):
        raise Refused(LIMIT_INVALID, "the limit is no count", most=str(MOST_ITEMS))
    return min(int(text), MOST_ITEMS)


def leaf_of(listing: Listing[Item], turn: Turn, key: bytes) -> Leaf[Item]:
    """The page of the list that is asked. `key` belongs to the list: cursors of other lists are refused."""
    start, stop = _span(listing, turn, key)
    items = listing.items(start, stop - start) if start < stop else ()
    if not items:
        return Leaf((), "", "", has_previous=False, has_next=False, limit=turn.limit)
    top = listing.lowest + listing.count - 1
    return Leaf(
        items,
        before=seal(key, top - start),
        after=seal(key, top - stop + 1),
        has_previous=bool(turn.after or turn.before) and start > 0,
        has_next=stop < listing.count,
        limit=turn.limit,
    )


def _span(listing: Listing[Item], turn: Turn, key: bytes) -> tuple[int, int]:
    """The indexes where the page starts and stops. The item of a cursor may be gone meanwhile."""
    if turn.before:
        stop = _within(listing, _index(listing, turn.before, key))
        return max(stop - turn.limit, 0), stop
    start = _within(listing, _index(listing, turn.after, key) + 1) if turn.after else 0
    return start, min(start + turn.limit, listing.count)


def _index(listing: Listing[Item], cursor: str, key: bytes) -> int:
    rank = unseal(key, cursor)
    if rank is None:
        raise Refused(CURSOR_INVALID, "the cursor does not come from this list")
    return listing.lowest + listing.count - 1 - rank


def _within(listing: Listing[Item], index: int) -> int:
    return min(max(index, 0), listing.count)


def paging_of(leaf: Leaf[Item], url: str, sent: Mapping[str, str], token: str) -> dict[str, Json] | None:
    """The `paging` object of a page.

    A page without items has none: a client that asks on from the last cursor until it gets no new one would never end.
    """
    if not leaf.items:
        return None
    paging: dict[str, Json] = {"cursors": {"before": leaf.before, "after": leaf.after}}
    query = _repeated(sent, token) | {"limit": str(leaf.limit)}
    if leaf.has_next:
        paging["next"] = f"{url}?{urlencode(query | {'after': leaf.after})}"
    if leaf.has_previous:
        paging["previous"] = f"{url}?{urlencode(query | {'before': leaf.before})}"
    return paging


def _repeated(sent: Mapping[str, str], token: str) -> dict[str, str]:
    """What a link repeats, in the order sent; a token that came in a header is put behind it, a secret never."""
    kept = {name: value for name, value in sent.items() if name not in _LEFT_OUT}
    return kept | {"access_token": token}


def window_link(url: str, sent: Mapping[str, str], token: str, since: int, until: int) -> str:
    """A link to another window of the same request.

    The token comes first, then the ends that the client sent, then its other parameters in alphabetical order, then the
    ends that it left to the API.
    """
    ends = {"since": str(since), "until": str(until)}
    others = {name: sent[name] for name in sorted(sent) if name not in _NOT_REPEATED}
    asked = {name: ends[name] for name in ends if sent.get(name)}
    return f"{url}?{urlencode({'access_token': token} | asked | others | ends)}"
