"""The matrix: green on the emulator on other days too, and red for each way in which a reply can be wrong."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import count
from typing import Any

import pytest
from requests import PreparedRequest, Response

from contracts.legs.checking import MOST
from contracts.legs.spec.asking import desk_of
from contracts.legs.spec.listings import listings_unkept
from contracts.legs.spec.rows import Matrix, places, play
from contracts.outcome import Check
from tests.contracts.legs.spoiled import Spoil, bench_of, broken, told
from tests.spec.documents import DAYS, documented

Entry = dict[str, Any]


@pytest.mark.parametrize("day", DAYS)
def test_the_emulator_agrees_with_its_document(day: str) -> None:
    checks = list(play(bench_of(document=documented(day))))
    assert told(checks) == []
    assert {check.topic for check in checks} >= {row.name for row in documented(day).rows}


def checks_of(row: str, spoil: Spoil) -> list[Check]:
    """What is found at the first place of a row."""
    with desk_of(bench_of(spoil, document=documented("committed"))) as desk:
        place = next(place for place in places(desk.document) if place.row.name == row)
        matrix = Matrix(desk)
        return broken([matrix.answers(place), matrix.refusals(place)])


def entries(change: Callable[[Entry], None]) -> Spoil:
    """Each entry of an answer is changed."""

    def spoil(_: PreparedRequest, __: Response, body: Any) -> Any:
        for entry in body.get("data", ()):
            change(entry)
        return body

    return spoil


def errors(change: Callable[[Entry], object]) -> Spoil:
    """Each error object is changed."""

    def spoil(_: PreparedRequest, __: Response, body: Any) -> Any:
        if "error" in body:
            change(body["error"])
        return body

    return spoil


def replies(change: Callable[[Response, Any], Any]) -> Spoil:
    return lambda _, response, body: change(response, body)


def value(change: Callable[[Any], Any]) -> Spoil:
    """The first number of each entry is changed."""

    def changed(entry: Entry) -> None:
        holder = entry["values"][0] if "values" in entry else entry.get("total_value", {})
        holder["value"] = change(holder.get("value", 0))

    return entries(changed)


def without_header(name: str) -> Spoil:
    return replies(lambda response, body: (response.headers.pop(name, None), body)[1])


def with_status(old: int, new: int) -> Spoil:
    def spoil(response: Response, body: Any) -> Any:
        if response.status_code == old:
            response.status_code = new
        return body

    return replies(spoil)


def data(change: Callable[[Any], Any]) -> Spoil:
    return replies(lambda _, body: {**body, "data": change(body["data"])} if "data" in body else body)


def paging(change: Callable[[str], str]) -> Spoil:
    def spoil(_: Response, body: Any) -> Any:
        if "paging" in body:
            body["paging"]["next"] = change(body["paging"]["next"])
        return body

    return replies(spoil)


def later(link: str) -> str:
    return re.sub(r"since=(\d+)", lambda found: f"since={int(found[1]) + 1}", link)


def both_containers(entry: Entry) -> None:
    if "total_value" in entry:
        entry["values"] = [{"value": 1, "end_time": "2026-10-08T07:00:00+0000"}]


def less_in_parts(entry: Entry) -> None:
    for parts in entry.get("total_value", {}).get("breakdowns", ()):
        parts["results"].pop()


def same_day_twice(entry: Entry) -> None:
    entry["values"].append(dict(entry["values"][-1]))


def in_zulu(entry: Entry) -> None:
    for point in entry["values"]:
        point["end_time"] = point["end_time"].replace("+0000", "Z")


def keys_reversed(entry: Entry) -> None:
    for parts in entry["total_value"].get("breakdowns", ()):
        parts["dimension_keys"].reverse()


PHOTO, SERIES, TOTAL = "photo_facebook", "account_day_series_facebook", "account_day_total"
PAIR = "account_day_total_by_media_product_type_and_follow_type"
counter = count()

ANSWERS: dict[str, tuple[str, Spoil]] = {
    "a number as a text": (PHOTO, value(str)),
    "a number with a fraction of nothing": (PHOTO, value(float)),
    "null for a number": (PHOTO, value(lambda _: None)),
    "a number below zero": (PHOTO, value(lambda number: -1 - number)),
    "no title": (PHOTO, entries(lambda entry: entry.pop("title"))),
    "no id": (PHOTO, entries(lambda entry: entry.pop("id"))),
    "a key too many": (PHOTO, entries(lambda entry: entry.update(unit="count"))),
    "data is an object": (PHOTO, data(lambda entries: {"entries": entries})),
    "no data": (PHOTO, data(lambda _: [])),
    "the last entry is dropped": (PHOTO, data(lambda entries: entries[:-1] if len(entries) > 2 else entries)),
    "entries in another order": (PHOTO, data(lambda entries: entries[::-1])),
    "another metric's name": (PHOTO, entries(lambda entry: entry.update(name="saved"))),
    "the id of another object": (PHOTO, entries(lambda entry: entry.update(id="1/insights/reach/lifetime"))),
    "the id of another period": (PHOTO, entries(lambda entry: entry.update(id=entry["id"].replace("lifetime", "day")))),
    "another period": (SERIES, entries(lambda entry: entry.update(period="week"))),
    "values beside a total": (TOTAL, entries(both_containers)),
    "no total": (TOTAL, entries(lambda entry: entry.pop("total_value", None))),
    "parts that do not add up": (PAIR, entries(less_in_parts)),
    "no breakdown": (PAIR, entries(lambda entry: entry["total_value"].pop("breakdowns", None))),
    "dimensions in another order": (PAIR, entries(keys_reversed)),
    "a day twice": (SERIES, entries(same_day_twice)),
    "a time with Z": (SERIES, entries(in_zulu)),
    "a link that leaves a second out": (SERIES, paging(later)),
    "a link that asks something else": (SERIES, paging(lambda link: link.replace("metric=", "metric=views%2C"))),
    "another content type": (PHOTO, replies(lambda response, body: (response.headers.update({"Content-Type": "application/json"}), body)[1])),  # noqa: E501
    "no version": (PHOTO, without_header("facebook-api-version")),
    "no trace": (PHOTO, without_header("x-fb-trace-id")),
    "never the same": (PHOTO, value(lambda _: next(counter))),
    "an answer with another status": (PHOTO, with_status(200, 201)),
}  # fmt: skip


@pytest.mark.parametrize("fault", ANSWERS)
def test_a_wrong_answer_is_found(fault: str) -> None:
    found = checks_of(*ANSWERS[fault])
    assert any(check.name.endswith("answered") for check in found), fault
    assert all(0 < len(check.differences) <= MOST for check in found)


REFUSALS: dict[str, Spoil] = {
    "answered in place of refused": with_status(400, 200),
    "another status": with_status(400, 422),
    "the code as a text": errors(lambda error: error.update(code=str(error["code"]))),
    "another code": errors(lambda error: error.update(code=10)),
    "another type": errors(lambda error: error.update(type="GraphMethodException")),
    "a subcode that is not": errors(lambda error: error.update(error_subcode=33)),
    "no trace": errors(lambda error: error.pop("fbtrace_id")),
    "the same trace always": errors(lambda error: error.update(fbtrace_id="A" * 23)),
    "no number in the message": errors(lambda error: error.update(message=error["message"].removeprefix("(#100) "))),
    "another word": errors(lambda error: error.update(message=error["message"].replace("does not", "doesn't"))),
    "a token in the message": errors(lambda error: error.update(error_user_msg="EAAmock-harness")),
    "no envelope": replies(lambda _, body: body.get("error", body)),
    "no WWW-Authenticate": without_header("WWW-Authenticate"),
}


@pytest.mark.parametrize("fault", REFUSALS)
def test_a_wrong_refusal_is_found(fault: str) -> None:
    found = checks_of(PHOTO, REFUSALS[fault])
    assert any(check.name.endswith("near misses") for check in found), fault


def test_what_is_told_names_the_request_and_no_token() -> None:
    found = checks_of(SERIES, paging(later))
    assert found[0].about == ("GET https://graph.facebook.com/{version}/17841400000000551/insights", "5 requests")
    assert found[0].differences[0].where.startswith("metric=reach,follower_count&period=day: body.paging")
    assert "EAAmock-harness" not in repr(found).replace("EAAmock-~", "")


def test_a_list_that_is_not_the_documents_is_found() -> None:
    """A value that only one of the two lists is named."""
    gone = errors(lambda error: error.update(message=error["message"].replace("lifetime, ", "")))
    with desk_of(bench_of(gone, document=documented("committed"))) as desk:
        unkept = dict(listings_unkept(desk))
        assert [each.promised for each in unkept["period"]] == ["lifetime among the values"]
    more = errors(lambda error: error.update(message=f"{error['message']}, hour"))
    with desk_of(bench_of(more, document=documented("committed"))) as desk:
        unkept = dict(listings_unkept(desk))
        assert [each.promised for each in unkept["period"]] == ["hour in the list"]
