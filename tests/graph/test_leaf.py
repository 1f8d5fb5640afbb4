"""Pages of a list: which items, which cursors, which links."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import parse_qsl, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mock_server.catalogue.hosts import FACEBOOK
from mock_server.graph.paging import Leaf, Listing, Turn, leaf_of, paging_of, turn_of, window_link
from mock_server.graph.refusal import Refused, envelope

_KEY = b"list"
_URL = "https://graph.facebook.com/v25.0/1/media"


def _listing(lowest: int, count: int) -> Listing[int]:
    """A list whose items are their own ranks, newest first."""
    top = lowest + count - 1

    def items(offset: int, limit: int) -> Sequence[int]:
        assert limit <= 100
        return range(top - offset, max(top - offset - limit, lowest - 1), -1)

    return Listing(count, lowest, items)


def _forwards(listing: Listing[int], limit: int) -> list[Leaf[int]]:
    """All pages from the first on, each by the cursor of the one before."""
    leaves = [leaf_of(listing, Turn(limit), _KEY)]
    while leaves[-1].has_next:
        leaves.append(leaf_of(listing, Turn(limit, after=leaves[-1].after), _KEY))
    return leaves


@given(st.integers(-5, 5), st.integers(0, 60), st.integers(1, 25))
def test_forwards(lowest: int, count: int, limit: int) -> None:
    """From page to page each item is seen once, in order."""
    leaves = _forwards(_listing(lowest, count), limit)
    assert [item for leaf in leaves for item in leaf.items] == list(range(lowest + count - 1, lowest - 1, -1))
    assert [leaf.has_previous for leaf in leaves] == [False] + [True] * (len(leaves) - 1)


@given(st.integers(-5, 5), st.integers(1, 60), st.integers(1, 25))
def test_backwards(lowest: int, count: int, limit: int) -> None:
    """Back from the last page as well."""
    listing = _listing(lowest, count)
    leaves = [_forwards(listing, limit)[-1]]
    while leaves[0].has_previous:
        leaves.insert(0, leaf_of(listing, Turn(limit, before=leaves[0].before), _KEY))
    assert [item for leaf in leaves for item in leaf.items] == list(range(lowest + count - 1, lowest - 1, -1))


@given(st.integers(1, 40), st.integers(1, 10), st.integers(0, 30))
def test_newer_items_move_no_cursor(count: int, limit: int, newer: int) -> None:
    """What is posted while a client pages is neither skipped into nor seen twice: it is before the first page."""
    leaf = leaf_of(_listing(0, count), Turn(limit), _KEY)
    grown = _listing(0, count + newer)
    rest = leaf_of(grown, Turn(100, after=leaf.after), _KEY)
    ahead = leaf_of(grown, Turn(100, before=leaf.before), _KEY)
    assert [*ahead.items, *leaf.items, *rest.items] == list(grown.items(0, 100))


def test_a_list_that_became_shorter() -> None:
    """A cursor whose item is gone still holds its place."""
    cursor = leaf_of(_listing(0, 50), Turn(10), _KEY).after
    assert list(leaf_of(_listing(0, 30), Turn(5, after=cursor), _KEY).items) == [29, 28, 27, 26, 25]
    assert list(leaf_of(_listing(45, 5), Turn(5, after=cursor), _KEY).items) == []


def test_a_page_costs_the_same_in_any_list() -> None:
    """Of a list with a billion items only the page is looked at."""
    asked: list[tuple[int, int]] = []

    def items(offset: int, limit: int) -> Sequence[int]:
        asked.append((offset, limit))
        return range(limit)

    listing = Listing(10**9, 0, items)
    first = leaf_of(listing, Turn(25), _KEY)
    leaf_of(listing, Turn(25, after=first.after), _KEY)
    assert asked == [(0, 25), (25, 25)]


@pytest.mark.parametrize("turn", [Turn(5, after="QVFIU"), Turn(5, before="nonsense"), Turn(5, after="x" * 80)])
def test_forged_cursors(turn: Turn) -> None:
    """A cursor that nobody gave out is refused."""
    with pytest.raises(Refused) as caught:
        leaf_of(_listing(0, 9), turn, _KEY)
    assert envelope(caught.value.refusal, FACEBOOK)["message"] == "(#2642) Invalid cursors values"


def test_cursors_of_another_list() -> None:
    """A cursor of another list is refused, too."""
    cursor = leaf_of(_listing(0, 9), Turn(3), b"other").after
    with pytest.raises(Refused):
        leaf_of(_listing(0, 9), Turn(3, after=cursor), _KEY)


@pytest.mark.parametrize(
    ("sent", "turn"),
    [
        ({}, Turn(25, "", "")),
        ({"limit": ""}, Turn(25, "", "")),
        ({"limit": " 7 "}, Turn(7, "", "")),
        ({"limit": "0"}, Turn(0, "", "")),
        ({"limit": "100"}, Turn(100, "", "")),
        ({"limit": "101"}, Turn(100, "", "")),
        ({"limit": "9" * 99}, Turn(100, "", "")),
        ({"limit": "5", "after": "x"}, Turn(5, "x", "")),
        ({"before": "x", "after": ""}, Turn(25, "", "x")),
    ],
)
def test_turns(sent: dict[str, str], turn: Turn) -> None:
    """25 items unless the client says otherwise, never more than 100."""
    assert turn_of(sent) == turn


@pytest.mark.parametrize("limit", ["-1", "x", "5.0", "1e3", "٣", "9" * 100, "null", "[5]"])
def test_limits_that_are_none(limit: str) -> None:
    """What is no count is refused."""
    with pytest.raises(Refused) as caught:
        turn_of({"limit": limit})
    assert caught.value.refusal.row.name == "limit_invalid"


def test_one_cursor_at_a_time() -> None:
    """After and before together mean nothing."""
    with pytest.raises(Refused) as caught:
        turn_of({"after": "x", "before": "y"})
    assert caught.value.refusal.row.name == "cursor_invalid"


def _links(turn: Turn, sent: dict[str, str], count: int = 9) -> dict[str, str]:
    paging = paging_of(leaf_of(_listing(0, count), turn, _KEY), _URL, sent, "T")
    assert paging is not None
    return {name: str(paging[name]) for name in ("previous", "next") if name in paging}


def test_no_paging_without_items() -> None:
    """An empty list, the page after the last and a limit of 0 have no paging at all."""
    last = leaf_of(_listing(0, 9), Turn(9), _KEY)
    for leaf in (
        leaf_of(_listing(0, 0), Turn(5), _KEY),
        leaf_of(_listing(0, 9), Turn(5, after=last.after), _KEY),
        leaf_of(_listing(0, 9), Turn(0), _KEY),
    ):
        assert paging_of(leaf, _URL, {}, "T") is None


def test_the_only_page_has_cursors_alone() -> None:
    """All on one page: cursors, and no links."""
    leaf = leaf_of(_listing(0, 9), Turn(25), _KEY)
    assert paging_of(leaf, _URL, {}, "T") == {"cursors": {"before": leaf.before, "after": leaf.after}}


def test_which_links_a_page_has() -> None:
    """The first page has next, the last one previous, those between both."""
    first, middle, last = _forwards(_listing(0, 9), 3)
    shown = [list(paging_of(leaf, _URL, {}, "T") or {}) for leaf in (first, middle, last)]
    assert shown == [["cursors", "next"], ["cursors", "next", "previous"], ["cursors", "previous"]]


def test_the_link_of_a_token_in_a_header() -> None:
    """As recorded on graph.instagram.com in 2026: what was sent, the token, the limit, the cursor."""
    link = _links(Turn(4), {"fields": "id,media_type"})["next"]
    after = leaf_of(_listing(0, 9), Turn(4), _KEY).after
    assert link == f"{_URL}?fields=id%2Cmedia_type&access_token=T&limit=4&after={after}"


def test_the_link_of_a_token_in_the_query() -> None:
    """The order of the query is kept; the page asked is replaced."""
    cursor = leaf_of(_listing(0, 9), Turn(4), _KEY).after
    sent = {"access_token": "T", "limit": "4", "after": cursor, "pretty": "0", "fields": "id, owner{id}", "since": "1"}
    links = _links(Turn(4, after=cursor), sent)
    page = leaf_of(_listing(0, 9), Turn(4, after=cursor), _KEY)
    start = f"{_URL}?access_token=T&pretty=0&fields=id%2C+owner%7Bid%7D&since=1&limit=4"
    assert links == {"previous": f"{start}&before={page.before}", "next": f"{start}&after={page.after}"}


@given(st.dictionaries(st.text(min_size=1), st.text(), max_size=4))
def test_links_carry_all_that_was_sent(sent: dict[str, str]) -> None:
    """Whoever follows a link as it stands asks the same of the next page."""
    link = _links(Turn(2), sent)["next"]
    carried = dict(parse_qsl(urlsplit(link).query, keep_blank_values=True))
    assert {"access_token": "T", "limit": "2"}.items() <= carried.items()
    ours = {"access_token", "limit", "after", "before"}
    assert {name: value for name, value in carried.items() if name not in ours} == {
        name: value for name, value in sent.items() if name not in ours
    }


def test_links_repeat_no_secret() -> None:
    """A client_secret that came along, in HTTP Basic for instance, is in no link, neither of pages nor of windows."""
    sent = {"client_secret": "hush", "fields": "id"}
    paging = paging_of(leaf_of(_listing(0, 9), Turn(2), _KEY), _URL, sent, "T") or {}
    assert dict(parse_qsl(urlsplit(str(paging["next"])).query)).keys() == {"fields", "access_token", "limit", "after"}
    assert window_link(_URL, sent, "T", 1, 2) == f"{_URL}?access_token=T&fields=id&since=1&until=2"
