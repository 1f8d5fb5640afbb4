"""Batches over the wire: however they are sent, each of their requests is answered as if it came alone."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import quote

import pytest

from tests.conftest import ACCOUNT, FACEBOOK, IG_READER, INSTAGRAM, PHOTO, READER, Emulator, Reply

_FORM = "application/x-www-form-urlencoded"
_BOUNDARY = "multipart/form-data; boundary=b"


def _send(
    client: Emulator, body: str, content_type: str = "", path: str = "/v25.0/", host: str = FACEBOOK, **query: str
) -> Reply:
    headers = {"Host": host, "Content-Type": content_type}
    asked = {"access_token": READER if host == FACEBOOK else IG_READER, **query}
    target = f"{path}?" + "&".join(f"{name}={quote(value)}" for name, value in asked.items() if value)
    return client.call("POST", target, headers=headers, body=body.encode())


def _batch(client: Emulator, *items: Any, **more: Any) -> list[Any]:
    """The results of a batch, each body read as JSON."""
    reply = _send(client, f"batch={quote(json.dumps(items))}&include_headers=false", **more)
    assert reply.status == 200, reply.body
    results: list[Any] = reply.json
    return [result and result | {"body": json.loads(result["body"])} for result in results]


def _get(url: str, **more: Any) -> dict[str, Any]:
    return {"method": "GET", "relative_url": url, **more}


_ONE = json.dumps([_get(f"{PHOTO}?fields=id")])


@pytest.mark.parametrize(
    ("body", "content_type"),
    [
        (f"batch={quote(_ONE)}", _FORM),
        (f"batch={quote(_ONE)}", ""),
        (json.dumps({"batch": json.loads(_ONE)}), "application/json"),
        (json.dumps({"batch": _ONE}), "application/json; charset=utf-8"),
        (json.dumps({"batch": json.loads(_ONE)}), ""),
        (f'--b\r\nContent-Disposition: form-data; name="batch"\r\n\r\n{_ONE}\r\n--b--\r\n', _BOUNDARY),
    ],
    ids=["form", "no type", "json", "json text", "json without type", "multipart"],
)
@pytest.mark.parametrize("path", ["/", "/v25.0", "/v25.0/"])
def test_forms_of_a_batch(client: Emulator, body: str, content_type: str, path: str) -> None:
    """A form, JSON, parts, or none of them said: the batch is the same."""
    [result] = _send(client, body, content_type, path).json
    assert (result["code"], json.loads(result["body"])) == (200, {"id": PHOTO})
    assert {"name": "Content-Type", "value": "application/json; charset=UTF-8"} in result["headers"]


def test_the_batch_may_stand_in_the_query(client: Emulator) -> None:
    """Parameters count wherever they stand."""
    [result] = _send(client, "", batch=_ONE).json
    assert result["code"] == 200


@pytest.mark.parametrize("host", [FACEBOOK, INSTAGRAM])
def test_an_item_is_answered_as_alone(client: Emulator, host: str) -> None:
    """The body of an item is, to the letter, what the request gets by itself."""
    token = READER if host == FACEBOOK else IG_READER
    urls: dict[str, dict[str, Any]] = {
        f"{ACCOUNT}/media?limit=2&fields=id,caption": {"limit": 2, "fields": "id,caption"},
        f"/{ACCOUNT}/insights?metric=%5B%22reach%22%5D&period=day": {"metric": '["reach"]', "period": "day"},
        "v24.0/me?fields=username": {"fields": "username"},
        "17899999999999999": {},
    }
    results = _send(client, f"batch={quote(json.dumps([_get(url) for url in urls]))}", host=host).json
    for result, (url, params) in zip(results, urls.items(), strict=True):
        path = "/" + url.partition("?")[0].lstrip("/")
        bearer = {"Authorization": f"Bearer {token}"}
        versioned = path if path.startswith("/v") else f"/v25.0{path}"
        alone = client.get(versioned, token=None, host=host, headers=bearer, **params)
        assert result["code"] == alone.status
        assert _untraced(json.loads(result["body"])) == _untraced(alone.json)


def _untraced(body: Any) -> Any:
    return {"error": body["error"] | {"fbtrace_id": ""}} if "error" in body else body


def test_items_have_their_own_tokens(client: Emulator) -> None:
    """A token in an item, as a member or in its URL, goes before that of the batch, which needs one all the same."""
    told = _batch(
        client,
        _get("me"),
        _get("me", access_token="EAAmock-page"),
        _get("me?access_token=EAAmock-page"),
        _get("me", access_token="EAAmock-expired"),
    )
    assert [result["code"] for result in told] == [200, 200, 200, 400]
    assert told[1]["body"]["id"] == told[2]["body"]["id"] == "100000000000001" != told[0]["body"]["id"]
    assert told[3]["body"]["error"]["error_subcode"] == 463
    assert client.call("POST", "/", headers={"Host": FACEBOOK}, body=f"batch={quote(_ONE)}".encode()).rule == (
        "token_missing"
    )


def test_fifty_items(client: Emulator) -> None:
    """Fifty requests are answered in their order, one more is too many."""
    told = _batch(client, *[_get(f"{PHOTO}?fields=id.as(number{number})") for number in range(50)])
    assert [result["body"][f"number{number}"] for number, result in enumerate(told)] == [PHOTO] * 50
    assert _send(client, f"batch={quote(json.dumps([_get('me')] * 51))}").rule == "batch_too_long"


def test_a_batch_in_a_batch(client: Emulator) -> None:
    """An item that is a batch itself is no request."""
    [result] = _batch(client, {"method": "POST", "relative_url": "", "body": f"batch={quote(_ONE)}"})
    assert (result["code"], result["body"]["error"]["message"].split(".")[0]) == (400, "Unsupported post request")


def test_references(client: Emulator) -> None:
    """What one request found is put into another, whose answer alone is told unless the first is wanted too."""
    first = _get(f"{ACCOUNT}/media?limit=3", name="posts")
    second = _get("?ids={result=posts:$.data.*.id}&fields=like_count", name="likes")
    third = _get("{result=posts:$.data[1].id}?fields=id", depends_on="likes")
    none, likes, one = _batch(client, first, {**second, "omit_response_on_success": False}, third)
    ids = [each["id"] for each in client.get(f"/v25.0/{ACCOUNT}/media", limit=3).data]
    assert none is None
    assert list(likes["body"]) == ids
    assert one["body"] == {"id": ids[1]}
    shown, *_ = _batch(client, {**first, "omit_response_on_success": False}, second)
    assert [each["id"] for each in shown["body"]["data"]] == ids


def test_references_to_failures(client: Emulator) -> None:
    """A failed request is told, and what waits for it, directly or not, is not made."""
    told = _batch(
        client,
        _get("17899999999999999", name="first"),
        _get("{result=first:$.id}", name="second"),
        _get("me", depends_on="second"),
        _get("me"),
    )
    assert [result and result["code"] for result in told] == [400, None, None, 200]


def test_items_that_change_something(fresh: Emulator) -> None:
    """An item may be a POST with a body or a DELETE; what it changes later items see."""
    path = f"{ACCOUNT}/subscribed_apps"
    told = _batch(
        fresh,
        {"method": "POST", "relative_url": path, "body": "subscribed_fields=comments"},
        _get(f"{path}?fields=subscribed_fields"),
        {"method": "delete", "relative_url": path},
        _get(path),
    )
    assert [result["code"] for result in told] == [200] * 4
    assert told[1]["body"]["data"][0]["subscribed_fields"] == ["comments"]
    assert told[3]["body"] == {"data": []}


def test_etags_of_items(client: Emulator) -> None:
    """An item with the tag of its answer gets 304 and no body."""
    [plain] = _send(client, f"batch={quote(_ONE)}").json
    tag = next(header["value"] for header in plain["headers"] if header["name"] == "ETag")
    again = json.dumps([{**json.loads(_ONE)[0], "headers": [f"If-None-Match: {tag}"]}])
    [result] = _send(client, f"batch={quote(again)}").json
    assert (result["code"], result["body"]) == (304, "")


@pytest.mark.parametrize(
    "item",
    [{}, [], None, "me", 7, {"relative_url": 7}, {"relative_url": None}],
    ids=str,
)
def test_items_that_are_none(client: Emulator, item: object) -> None:
    """An item that is no request refuses the batch and says which it is."""
    reply = _send(client, f"batch={quote(json.dumps([_get('me'), item]))}")
    assert (reply.rule, reply.error["message"].startswith("Request 1 ")) == ("batch_item_unreadable", True)


def test_cycles_of_items(client: Emulator) -> None:
    """Requests wait for earlier ones only: who names a later one, or itself, refuses the batch."""
    for items in (
        [_get("me", name="a", depends_on="b"), _get("me", name="b", depends_on="a")],
        [_get("{result=a:$.id}", name="a")],
    ):
        assert _send(client, f"batch={quote(json.dumps(items))}").rule == "batch_dependency_unresolved"


def test_the_work_of_a_batch(client: Emulator, monkeypatch: pytest.MonkeyPatch) -> None:
    """What all items read together is bounded; an item after that is asked to reduce the amount of data."""
    monkeypatch.setattr("mock_server.engine.engine.MOST_WORK_OF_BATCH", 30)
    first, second = _batch(client, *[_get(f"{ACCOUNT}/media?limit=20")] * 2)
    assert (first["code"], second["code"]) == (200, 500)
    assert second["body"]["error"]["code"] == 1
