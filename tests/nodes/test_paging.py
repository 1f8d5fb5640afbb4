"""Pages over the wire: each item once, forwards and back, as cheap in a list of a million as in a short one."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from types import FrameType
from typing import Any

import pytest

from tests.conftest import ACCOUNT, FACEBOOK, IG_READER, INSTAGRAM, PHOTO, READER, Emulator, IsolatedWorld, emulator
from tests.nodes.walking import follow, pages

_START = datetime(2026, 7, 16, 18, tzinfo=UTC)
_PATHS = [f"{ACCOUNT}/media", f"{ACCOUNT}/stories", f"{PHOTO}/comments", "17900000000000002/comments"]


def _ids(page: Any) -> list[str]:
    return [each["id"] for each in page["data"]]


def _at(moment: datetime) -> str:
    return f"{moment:%Y-%m-%dT%H:%M:%SZ}"


@pytest.mark.parametrize("limit", [1, 2, 7, 25])
@pytest.mark.parametrize("path", [*_PATHS, "me/accounts"])
def test_forwards_and_back(client: Emulator, path: str, limit: int) -> None:
    """Next leads through all items once, previous the same way back; both end where the list does."""
    asked: dict[str, Any] = (
        {"limit": limit} if limit > 2 or path != _PATHS[0] else {"limit": limit, "since": "2026-06-01"}
    )
    forwards = list(pages(client, f"/v25.0/{path}", **asked))
    whole = [each for page in forwards for each in _ids(page)]
    assert len(set(whole)) == len(whole) > 0
    assert [len(page["data"]) for page in forwards[:-1]] == [limit] * (len(forwards) - 1)
    back, page = [], forwards[-1]
    while link := page["paging"].get("previous"):
        page = follow(client, link).json
        back.append(_ids(page))
    assert back == [_ids(each) for each in forwards[-2::-1]]
    assert "previous" not in forwards[0]["paging"]
    assert "next" not in forwards[-1]["paging"]


@pytest.mark.parametrize("path", [*_PATHS, "me/accounts"])
def test_the_page_after_the_last(client: Emulator, path: str) -> None:
    """The last page has a cursor; the page after it is an empty data set without one."""
    last = list(pages(client, f"/v25.0/{path}", limit=100))[-1]
    after = last["paging"]["cursors"]["after"]
    assert client.get(f"/v25.0/{path}", after=after).json == {"data": []}


def test_limits(client: Emulator) -> None:
    """A page has 25 items unless a limit is sent, and never more than 100."""
    path = f"/v25.0/{ACCOUNT}/media"
    for sent, given in ((None, 25), ("3", 3), ("100", 100), ("101", 100), ("9" * 30, 100)):
        assert len(client.get(path, limit=sent).data) == given
    for sent in ("-1", "x", "1.5", "1e2"):
        assert client.get(path, limit=sent).rule == "limit_invalid"


@pytest.mark.parametrize("fields", ["id,media_type", "id,insights.metric(reach),comments.limit(1){text}", "id"])
def test_links_repeat_what_was_asked(client: Emulator, fields: str) -> None:
    """A link has the same fields, window and token; a page that it leads to has the same form."""
    asked: dict[str, Any] = {"fields": fields, "limit": 2, "since": "2026-07-01", "until": "2026-07-10"}
    first, second, *_ = pages(client, f"/v25.0/{ACCOUNT}/media", **asked)
    for name, value in {"since": "2026-07-01", "until": "2026-07-10", "access_token": READER, "limit": "2"}.items():
        assert f"{name}={value}" in first["paging"]["next"]
    assert [set(each) for each in second["data"]] == [set(each) for each in first["data"]]


@pytest.mark.parametrize("host", [FACEBOOK, INSTAGRAM, "127.0.0.1:8080"])
def test_links_lead_back_to_where_the_client_came_in(client: Emulator, host: str) -> None:
    """Links have the client's own address, path prefix included, the served version and the numeric id."""
    own = IG_READER if host == INSTAGRAM else READER
    link = client.get("/me/media" if host == INSTAGRAM else f"/{ACCOUNT}/media", token=own, host=host, limit=1).json
    assert link["paging"]["next"].startswith(f"http://{host}/v20.0/{ACCOUNT}/media?access_token={own}&limit=1&after=")
    prefixed = client.get("/graph.facebook.com/v25.0/me/accounts", host="127.0.0.1:8080", limit=1).json
    assert prefixed["paging"]["next"].startswith("http://127.0.0.1:8080/graph.facebook.com/v25.0/")
    assert follow(client, prefixed["paging"]["next"]).status == 200


def test_a_token_in_a_header_is_in_the_link(client: Emulator) -> None:
    """Clients fetch the next page by its link alone."""
    headers = {"Authorization": f"Bearer {READER}"}
    link = client.get(f"/{ACCOUNT}/media", token=None, headers=headers, limit=1).json["paging"]["next"]
    assert follow(client, link).status == 200


@pytest.fixture(scope="module")
def busy() -> IsolatedWorld:
    """An account with posts, reels and stories for half a year, in an emulator of its own."""
    generate = {"feed": 150, "reels": 50, "stories_per_day": 12, "since": "-P180D"}
    return emulator().world(accounts=[{"id": "17841400000000821", "followers": 900, "generate": generate}])


@pytest.mark.parametrize(("edge", "step"), [("media", timedelta(days=2)), ("stories", timedelta(minutes=20))])
def test_new_items_disturb_nobody(busy: IsolatedWorld, edge: str, step: timedelta) -> None:
    """While new media come and old stories go, who pages on sees what there was once, and nothing twice."""
    client, path = busy.emulator, f"/17841400000000821/{edge}"
    now = _START - timedelta(days=90)
    asked: dict[str, Any] = {"token": busy.tokens[0], "limit": 2}
    reply = client.get(path, headers={"X-Mock-Now": _at(now)}, **asked)
    whole = _ids(client.get(path, headers={"X-Mock-Now": _at(now)}, token=busy.tokens[0], limit=100).json)
    found = _ids(reply.json)
    while link := reply.json.get("paging", {}).get("next"):
        now += step
        reply = follow(client, link, **{"X-Mock-Now": _at(now)})
        found += _ids(reply.json)
    gone = len(whole) - len(found)
    assert found == whole[: len(found)]
    assert len(found) > 4
    assert gone == 0 if edge == "media" else gone >= 0
    assert _ids(client.get(path, headers={"X-Mock-Now": _at(now)}, **asked).json) != whole[:2]


def test_what_is_new_lies_before_the_first_cursor(busy: IsolatedWorld) -> None:
    """A cursor that a client kept leads to what came since."""
    client, path, token = busy.emulator, "/17841400000000821/media", busy.tokens[0]
    then, now = _at(_START - timedelta(days=30)), _at(_START)
    old = client.get(path, token=token, limit=5, headers={"X-Mock-Now": then}).json
    cursor = old["paging"]["cursors"]["before"]
    reply = client.get(path, token=token, before=cursor, limit=3, headers={"X-Mock-Now": now})
    whole = _ids(client.get(path, token=token, limit=100, headers={"X-Mock-Now": now}).json)
    number = whole.index(old["data"][0]["id"])
    assert _ids(reply.json) == whole[number - 3 : number]


@pytest.mark.parametrize("since", [None, "2026-05-01", "1777593600", "60 days ago"])
@pytest.mark.parametrize("until", [None, "2026-07-01", "yesterday"])
def test_windows(busy: IsolatedWorld, since: str | None, until: str | None) -> None:
    """A window holds the media that were posted in it, both ends included."""
    ends = {"2026-05-01": 1777593600, "1777593600": 1777593600, "60 days ago": 1779040800}
    ends |= {"2026-07-01": 1782864000, "yesterday": 1784073600}
    asked: dict[str, Any] = {"token": busy.tokens[0], "fields": "timestamp", "limit": 100}
    path = "/17841400000000821/media"
    whole = [each for page in pages(busy.emulator, path, **asked) for each in page["data"]]
    inside = [each for page in pages(busy.emulator, path, **asked, since=since, until=until) for each in page["data"]]
    low, high = ends.get(since or "", 0), ends.get(until or "", 2**40)
    assert inside == [each for each in whole if low <= datetime.fromisoformat(each["timestamp"]).timestamp() <= high]
    assert 0 < len(inside) <= len(whole) == 200


def test_ends_of_a_window_are_included(busy: IsolatedWorld) -> None:
    """The very second of a post as since and as until finds it."""
    client, token, path = busy.emulator, busy.tokens[0], "/17841400000000821/media"
    [post] = client.get(path, token=token, fields="timestamp", limit=1).data
    second = int(datetime.fromisoformat(post["timestamp"]).timestamp())
    asked: dict[str, Any] = {"token": token, "fields": "timestamp"}
    assert client.get(path, **asked, since=second, until=second).data == [post]
    assert client.get(path, **asked, since=second + 1).json == {"data": []}
    assert client.get(path, **asked, since="when?").rule == "time_unreadable"
    assert client.get(path, **asked, since="2026-07-01", until="2026-06-01").json == {"data": []}


def _cursors(client: Emulator, world: IsolatedWorld) -> dict[str, str]:
    """Cursors of other lists, and texts that are none."""
    after = {
        path: client.get(f"/{path}", limit=1).json["paging"]["cursors"]["after"]
        for path in (f"{ACCOUNT}/stories", "17841400000000002/media", "me/accounts", f"{PHOTO}/comments")
    }
    own = world.emulator.get(f"/{world.account}/media", token=world.tokens[0], limit=1).json
    foreign = own["paging"]["cursors"]["after"]
    good = client.get(f"/{ACCOUNT}/media", limit=1).json["paging"]["cursors"]["after"]
    flipped = good[:-1] + ("A" if good[-1] != "A" else "B")
    return after | {"foreign": foreign, "flipped": flipped, "short": good[:-1], "nonsense": "x", "blank": " "}


@pytest.mark.parametrize("side", ["after", "before"])
def test_cursors_of_other_lists(client: Emulator, side: str) -> None:
    """A cursor of another edge, account or world is refused, and so is one that was changed."""
    media = [{"id": f"1790000000008220{number}", "created_at": "-P3D"} for number in range(2)]
    world = client.world(accounts=[{"id": ACCOUNT, "media": media}])
    for name, cursor in _cursors(client, world).items():
        assert client.get(f"/{ACCOUNT}/media", **{side: cursor}).rule == "cursor_invalid", name


def test_both_cursors(client: Emulator) -> None:
    """One of after and before may be sent."""
    cursors = client.get(f"/{ACCOUNT}/media", limit=1).json["paging"]["cursors"]
    assert client.get(f"/{ACCOUNT}/media", **cursors).rule == "cursor_invalid"


def test_pages_inside_of_objects(client: Emulator) -> None:
    """A list inside of an object has links of its own, which lead on through the inner list with its fields."""
    fields = "id,comments.limit(1){id,text}"
    media_id = "17900000000000002"
    inner = client.get(f"/v25.0/{media_id}", fields=fields).json["comments"]
    found = _ids(inner)
    while link := inner["paging"].get("next"):
        assert f"/v25.0/{media_id}/comments?" in link
        inner = follow(client, link).json
        assert all(set(each) == {"id", "text"} for each in inner["data"])
        found += _ids(inner)
    assert found == _ids(client.get(f"/v25.0/{media_id}/comments", limit=100).json)
    assert len(found) > 2


def test_expansions_may_be_deep(client: Emulator) -> None:
    """Lists in lists in objects are told as far as they are asked."""
    fields = (
        "accounts.limit(1){instagram_business_account{media.limit(2){owner{username},comments.limit(1){media{id}}}}}"
    )
    answer = client.get("/v25.0/me", fields=fields).json
    media = answer["accounts"]["data"][0]["instagram_business_account"]["media"]["data"]
    assert [each["owner"]["username"] for each in media] == ["blue.bottle", "blue.bottle"]
    assert all(each["comments"]["data"][0]["media"] == {"id": each["id"]} for each in media if "comments" in each)


def test_too_much_is_refused(client: Emulator) -> None:
    """Lists that multiply end in an error of code 1 and not in a long wait; how they are sent does not matter."""
    fields = "media.limit(100){owner{media.limit(100){owner{media.limit(100){id}}}}}"
    for asked in ({"fields": fields}, {"fields": fields, "ids": f"{ACCOUNT},17841400000000002"}):
        reply = client.get("/v25.0/" if "ids" in asked else f"/v25.0/{ACCOUNT}", **asked)
        assert (reply.status, reply.error["code"], reply.rule) == (500, 1, "too_much_data")
    assert client.get(f"/v25.0/{ACCOUNT}", fields=fields.replace("100", "10")).status == 200


@contextmanager
def _counting() -> Iterator[Callable[[], int]]:
    """How many functions of Python are called inside of the block."""
    calls = [0]

    def count(_: FrameType, event: str, __: object) -> None:
        calls[0] += event == "call"

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        yield lambda: calls[0]
    finally:
        sys.setprofile(before)


def _work(world: IsolatedWorld, **asked: Any) -> int:
    fields = "id,caption,media_type,like_count,comments_count,timestamp,insights.metric(reach)"
    path = f"/v25.0/{world.account}/media"
    world.emulator.get(path, token=world.tokens[0], fields=fields, **asked)
    with _counting() as calls:
        reply = world.emulator.get(path, token=world.tokens[0], fields=fields, **asked)
        assert len(reply.data) == 25
    return calls()


def test_a_million_media(client: Emulator) -> None:
    """A page of a million media costs what one of a few hundred costs, wherever it lies; 10,000 are listed."""
    small, large = (
        client.world(accounts=[{"followers": 900, "generate": {"feed": feed, "since": "2023-01-01T00:00:00Z"}}])
        for feed in (300, 1_000_000)
    )
    assert client.get(f"/{large.account}", token=large.tokens[0], fields="media_count").json["media_count"] == 1_000_000
    path = f"/v25.0/{large.account}/media"
    listed = list(pages(client, path, token=large.tokens[0], limit=100))
    found = [each for page in listed for each in _ids(page)]
    assert len(set(found)) == len(found) == 10_000
    assert "next" not in listed[-1]["paging"]
    late = listed[-3]["paging"]["cursors"]["after"]
    cheapest = _work(small)
    for asked in ({}, {"after": late}, {"since": "2024-02-01", "until": "2024-02-05"}):
        assert _work(large, **asked) < 2 * cheapest
