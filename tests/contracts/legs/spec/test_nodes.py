"""Nodes and lists: green on the emulator on other days too, and red where one tells too much, too little or twice."""

from __future__ import annotations

from typing import Any

import pytest
from requests import PreparedRequest, Response

from contracts.legs.spec.known import FIXED
from contracts.legs.spec.nodes import play
from tests.contracts.legs.spoiled import Spoil, bench_of, broken, told
from tests.spec.documents import DAYS, documented


@pytest.mark.parametrize("day", DAYS)
def test_the_emulators_nodes_are_the_documents(day: str) -> None:
    checks = list(play(bench_of(document=documented(day))))
    assert told(checks) == []
    assert len(checks) > len(FIXED)


def bodies(asked: str, change: Any) -> Spoil:
    """The JSON object that answers requests with this text is changed."""

    def spoil(request: PreparedRequest, _: Response, body: Any) -> Any:
        return change(body) if asked in request.path_url and isinstance(body, dict) else body

    return spoil


def without(*names: str) -> Any:
    return lambda body: {key: value for key, value in body.items() if key not in names}


def twice(body: Any) -> Any:
    return {**body, "data": body["data"] * 2} if body.get("data") else body


def first_gone(body: Any) -> Any:
    return {**body, "data": body["data"][1:]} if body.get("data") else body


def other_code(_: PreparedRequest, __: Response, body: Any) -> Any:
    if isinstance(body, dict) and "error" in body:
        body["error"]["code"] = 17
    return body


def knows_no_etag(request: PreparedRequest, response: Response, body: Any) -> Any:
    response.headers.pop("ETag", None)
    return body


# What is spoiled, and what is said of it.
FAULTS: dict[str, tuple[Spoil, str]] = {
    "a key that nobody knows": (bodies("/17841400000000551?fields", lambda body: {**body, "mood": 1}), "mood"),
    "no id": (bodies("/17900000000000551?", without("id")), "id"),
    "a count as a text": (bodies("fields=", lambda body: {**body, "like_count": "7"}), "like_count"),
    "defaults in another order": (
        bodies("/100000000000551", lambda body: dict(reversed(body.items()))),
        "no fields: body",
    ),
    "an object twice in a list": (bodies("/media?limit=2", twice), "page by page"),
    "an object that pages leave out": (bodies("after=", first_gone), "page by page"),
    "a refusal with another code": (other_code, "field_missing: 400"),
    "no ETag": (knows_no_etag, "304 without a body"),
    "an object missing among several": (bodies("ids=", without("17900000000000551")), "17900000000000551 too"),
    "discovery with more than there is": (
        bodies("business_discovery.", lambda body: {**body, "mood": 1}),
        "business discovery",
    ),
    "/me is bare": (
        bodies("/me?", lambda body: body["data"][0] if "data" in body else body),
        "me, graph.instagram.com",
    ),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_wrong_node_is_found(fault: str) -> None:
    spoil, said = FAULTS[fault]
    lines = told(broken(play(bench_of(spoil, document=documented("committed")))))
    assert any(said in line for line in lines), lines
