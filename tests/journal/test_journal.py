"""What the journal tells of exchanges, over HTTP."""

from __future__ import annotations

import json
from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

import pytest

from tests.conftest import ACCOUNT, FACEBOOK, NOW, PHOTO, READER, Emulator, emulator, query_of
from tests.journal.conftest import Entries


def insights(emulator: Emulator, object_id: str = PHOTO, **params: object) -> None:
    period = None if object_id.startswith("179") else "day"
    emulator.get(f"/v23.0/{object_id}/insights", **{"metric": "reach", "period": period, **params})


def test_an_entry_tells_the_request_and_what_decided(fresh: Emulator, entries: Entries) -> None:
    """Who asked what about which object, and by which rule and evidence it was answered."""
    insights(fresh, metric="reach,likes")
    [entry] = entries()
    assert entry["number"] == 1
    assert (entry["at"], entry["method"], entry["host"]) == (NOW, "GET", FACEBOOK)
    assert (entry["accounts"], entry["media"], entry["metrics"]) == ([ACCOUNT], [PHOTO], ["reach", "likes"])
    assert (entry["status"], entry["rule"], entry["grade"]) == (200, "media_insights", "documented")
    assert entry["bytes"] > 100
    assert 0 <= entry["took_us"] < 10_000_000


def test_an_error_is_told_by_its_numbers(fresh: Emulator, entries: Entries) -> None:
    """A refusal has the code and subcode of the wire, and the reason that the wire does not tell."""
    insights(fresh, "17841400000000005")
    [entry] = entries()
    assert (entry["status"], entry["code"], entry["subcode"], entry["rule"]) == (
        400,
        100,
        33,
        "account_not_professional",
    )
    assert entry["because"]


def test_an_entry_names_the_kinds_of_media_that_were_asked(fresh: Emulator, entries: Entries) -> None:
    """Each kind once, and none for an account."""
    insights(fresh, "17900000000000003")
    fresh.get("/v23.0/", ids=f"{PHOTO},17900000000000003,17900000000000004", fields="id")
    insights(fresh, ACCOUNT)
    assert [entry["kinds"] for entry in entries()] == [["reel"], ["photo", "reel"], []]


@pytest.mark.parametrize(
    ("path", "asks"),
    [
        ("/v23.0/insights", {"metric": "reach,impressions"}),
        ("/v23.0/", {"fields": "insights.metric(reach,impressions)"}),
    ],
)
def test_metrics_of_several_ids_are_noted(fresh: Emulator, entries: Entries, path: str, asks: dict[str, str]) -> None:
    """A retired metric among them is found too."""
    fresh.get(path, ids=f"{PHOTO},17900000000000003", **asks)
    [entry] = entries()
    assert (entry["media"], entry["metrics"]) == ([PHOTO, "17900000000000003"], ["reach", "impressions"])
    assert entry["retired"] == ["impressions"]


def test_batches_and_oauth_are_exchanges_too(fresh: Emulator, entries: Entries) -> None:
    """Each item of a batch is an entry, before the batch itself; an endpoint of OAuth is one as well."""
    batch = json.dumps([{"method": "GET", "relative_url": "me"}, {"method": "GET", "relative_url": f"{PHOTO}"}])
    fresh.get("/v23.0/", method="POST", batch=batch)
    fresh.get("/v23.0/debug_token", input_token=READER)
    told = [(entry["path"], entry["in_batch"]) for entry in entries()]
    assert told == [("/v23.0/me", True), (f"/v23.0/{PHOTO}", True), ("/v23.0/", False), ("/v23.0/debug_token", False)]


def test_the_control_plane_and_explanations_are_not_in_it(fresh: Emulator, entries: Entries) -> None:
    """Only what a client asked the Graph is told."""
    fresh.control("GET", "/health")
    fresh.control("GET", "/explain", url=f"/v23.0/{PHOTO}/insights?metric=reach&access_token={READER}")
    assert entries() == []


def test_requests_that_cannot_be_understood_are_in_it(fresh: Emulator, entries: Entries) -> None:
    """A refusal at first hearing is an exchange like others."""
    fresh.call("GET", f"/v23.0/me?access_token={READER}", headers={"X-Mock-Now": "tomorrow"})
    [entry] = entries()
    assert (entry["status"], entry["rule"]) == (400, "mock_header_invalid")


def test_metrics_in_fields_count(fresh: Emulator, entries: Entries) -> None:
    """Insights that a list expands are asked as well, and a metric after its end is marked."""
    fresh.get(f"/v23.0/{ACCOUNT}/media", fields="id,insights.metric(plays,reach)", limit="1")
    [entry] = entries()
    assert (entry["metrics"], entry["retired"]) == (["plays", "reach"], ["plays"])


def test_a_metric_is_retired_where_it_is_gone(fresh: Emulator, entries: Entries) -> None:
    """What ended for new media is still alive on old ones, and a living metric is never marked."""
    insights(fresh, "17900000000000008", metric="impressions")
    insights(fresh, PHOTO, metric="impressions")
    insights(fresh, PHOTO, metric="reach")
    assert [entry["retired"] for entry in entries()] == [[], ["impressions"], []]


def test_what_an_answer_leaves_out_is_told(fresh: Emulator, entries: Entries) -> None:
    """An empty data set has its reason in the journal."""
    insights(fresh, "17841400000000004", metric="follower_count", period="day")
    [entry] = entries()
    assert list(entry["left_out"]) == ["follower_count"]


@pytest.mark.parametrize(
    ("path", "asks"),
    [
        ("/v23.0/17900000000000019", {"fields": "insights.metric(reach,saved)"}),
        (f"/v23.0/{ACCOUNT}/media", {"fields": "insights.metric(saved)", "limit": "50"}),
        (f"/v23.0/{ACCOUNT}", {"fields": "media.limit(50){insights.metric(saved)}"}),
        ("/v23.0/insights", {"ids": f"{PHOTO},17900000000000019", "metric": "saved"}),
        ("/v23.0/", {"ids": f"{PHOTO},17900000000000019", "fields": "insights.metric(saved)"}),
    ],
    ids=["media", "list", "deep", "ids", "fields-of-ids"],
)
def test_what_is_left_out_is_told_wherever_it_was_asked(
    fresh: Emulator, entries: Entries, path: str, asks: dict[str, str]
) -> None:
    """In field expansion and for several objects too."""
    assert fresh.get(path, **asks).status == 200
    [entry] = entries()
    assert list(entry["left_out"]) == ["saved"]


@pytest.mark.parametrize(
    ("filters", "numbers"),
    [
        ({}, [1, 2, 3, 4]),
        ({"path": f"/{PHOTO}/insights"}, [1, 3]),
        ({"path": f"v23.0/{PHOTO}/insights"}, [1, 3]),
        ({"path": "*/insights"}, [1, 2, 3]),
        ({"metric": "saved"}, [3]),
        ({"account": "17841400000000005"}, [2]),
        ({"status": "4xx"}, [2]),
        ({"status": "200"}, [1, 3, 4]),
        ({"rule": "account_not_professional"}, [2]),
        ({"token": READER}, [1, 2, 4]),
        ({"since": "2026-07-16T18:00:01Z"}, []),
        ({"since": NOW}, [1, 2, 3, 4]),
        ({"after": "2"}, [3, 4]),
        ({"after": "1", "limit": "2"}, [2, 3]),
        ({"metric": "reach", "status": "200"}, [1]),
    ],
    ids=str,
)
def test_filters_choose(fresh: Emulator, entries: Entries, filters: Mapping[str, str], numbers: list[int]) -> None:
    """Filters hold together, and each chooses by what it names."""
    insights(fresh)
    insights(fresh, "17841400000000005")
    insights(fresh, metric="saved", token="EAAmock-page")
    fresh.get("/me")
    assert [entry["number"] for entry in entries(**filters)] == numbers


def test_the_token_filter_takes_what_the_journal_shows(fresh: Emulator, entries: Entries) -> None:
    """A token that is copied out of the journal finds its entries."""
    insights(fresh)
    insights(fresh, token="EAAmock-page")
    shown = entries()[1]["token"]
    assert [entry["number"] for entry in entries(token=shown)] == [2]


@pytest.mark.parametrize(
    ("filters", "path"),
    [
        ({"colour": "red"}, "colour"),
        ({"limit": "0"}, "limit"),
        ({"limit": "1001"}, "limit"),
        ({"limit": "ten"}, "limit"),
        ({"after": "-1"}, "after"),
        ({"after": "9" * 30}, "after"),
        ({"since": "yesterday"}, "since"),
        ({"status": "okay"}, "status"),
        ({"metric": ""}, "metric"),
        ({"path": "*a" * 300}, "path"),
        ({"world": "nowhere"}, "world"),
    ],
    ids=str,
)
def test_filters_that_mean_nothing_are_refused(fresh: Emulator, filters: dict[str, str], path: str) -> None:
    """A filter that would silently choose nothing or everything is a mistake with a place."""
    reply = fresh.call("GET", f"/_mock/journal?{query_of(filters)}")
    assert HTTPStatus.BAD_REQUEST <= reply.status < HTTPStatus.INTERNAL_SERVER_ERROR
    assert reply.error["path"] == path


def test_pages_follow_each_other(fresh: Emulator) -> None:
    """`more` says that there is more, and `after` leads to it."""
    for _ in range(5):
        insights(fresh)
    first = fresh.control("GET", "/journal", limit="3").json
    second = fresh.control("GET", "/journal", limit="3", after=str(first["after"])).json
    assert (first["more"], second["more"]) == (True, False)
    assert [entry["number"] for page in (first, second) for entry in page["entries"]] == [1, 2, 3, 4, 5]


def test_worlds_have_journals_of_their_own(fresh: Emulator, entries: Entries) -> None:
    """What one world answers, another one's journal does not tell, even a request that could not be understood."""
    world = fresh.world(accounts=[{}], tokens=[{}])
    fresh.get("/me", token=world.tokens[0])
    fresh.call("GET", f"/me?access_token={world.tokens[0]}", headers={"X-Mock-Now": "?"})
    fresh.get("/me")
    assert [entry["status"] for entry in entries(world=world.id)] == [200, 400]
    assert len(entries()) == 1


def test_delete_and_reset_empty_it(fresh: Emulator, entries: Entries) -> None:
    """After either nothing is left, and numbers begin anew."""
    insights(fresh)
    assert fresh.control("DELETE", "/journal").json == {"world": "default", "cleared": 1}
    assert entries() == []
    insights(fresh)
    fresh.control("POST", "/reset")
    assert entries() == []
    insights(fresh)
    assert [entry["number"] for entry in entries()] == [1]


def test_it_is_bounded() -> None:
    """The oldest go, whether or not somebody read them."""
    small = emulator(journal=3)
    for _ in range(5):
        insights(small)
    assert [entry["number"] for entry in small.control("GET", "/journal").json["entries"]] == [1, 2, 3]
    for _ in range(2):
        insights(small)
    assert [entry["number"] for entry in small.control("GET", "/journal").json["entries"]] == [3, 4, 5]


def test_it_can_be_switched_off() -> None:
    """With a size of 0 nothing is kept."""
    silent = emulator(journal=0)
    insights(silent)
    assert silent.control("GET", "/journal").json["entries"] == []
    refused = silent.control("POST", "/journal/check", {"checks": [{"nothing_twice": True}]})
    assert (refused.status, "--journal 0" in refused.error["message"]) == (409, True)


def test_it_outlives_the_process(tmp_path: Any) -> None:
    """A store in a file keeps the journal with the world."""
    store = f"sqlite:///{tmp_path}/worlds.db"
    insights(emulator(store=store), metric="saved")
    [kept] = emulator(store=store).control("GET", "/journal").json["entries"]
    assert kept["metrics"] == ["saved"]


def test_another_world_in_its_place_begins_with_an_empty_one(tmp_path: Any) -> None:
    """A store whose served world was changed before the restart keeps nothing of the former one."""
    store = f"sqlite:///{tmp_path}/worlds.db"
    former = emulator(store=store)
    insights(former)
    assert len(former.control("GET", "/journal").json["entries"]) == 1
    assert emulator(store=store, seed="7").control("GET", "/journal").json["entries"] == []
