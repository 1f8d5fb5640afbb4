"""The journal as an HTTP archive, held to the structure of HAR 1.2."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from jsonschema_rs import validator_for

from tests.conftest import ACCOUNT, PHOTO, READER, Emulator

_TEXT: dict[str, Any] = {"type": "string"}
_SIZE: dict[str, Any] = {"type": "integer", "minimum": -1}
_TIME: dict[str, Any] = {"type": "number", "minimum": 0}
_PAIRS: dict[str, Any] = {
    "type": "array",
    "items": {"type": "object", "required": ["name", "value"], "properties": {"name": _TEXT, "value": _TEXT}},
}


def _object(**properties: Any) -> dict[str, Any]:
    """An object that has all of these, and beside them only what begins with an underscore or is a comment."""
    optional = {name: properties.pop(name) for name in ("postData", "text") if name in properties}
    return {
        "type": "object",
        "required": list(properties),
        "properties": properties | optional | {"comment": _TEXT},
        "patternProperties": {"^_": {}},
        "additionalProperties": False,
    }


_MESSAGE = {"httpVersion": _TEXT, "cookies": _PAIRS, "headers": _PAIRS, "headersSize": _SIZE, "bodySize": _SIZE}
_POST = _object(mimeType=_TEXT, params=_PAIRS, text=_TEXT)
_REQUEST = _object(method=_TEXT, url={**_TEXT, "pattern": "^https?://"}, queryString=_PAIRS, postData=_POST, **_MESSAGE)
_CONTENT = _object(size=_SIZE, mimeType=_TEXT, text=_TEXT)
_RESPONSE = _object(status={"type": "integer"}, statusText=_TEXT, content=_CONTENT, redirectURL=_TEXT, **_MESSAGE)
_ENTRY = _object(
    startedDateTime={**_TEXT, "pattern": r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$"},
    time=_TIME,
    request=_REQUEST,
    response=_RESPONSE,
    cache={"type": "object"},
    timings=_object(send=_TIME, wait=_TIME, receive=_TIME),
)
HAR = _object(
    log=_object(
        version={"const": "1.2"},
        creator=_object(name=_TEXT, version=_TEXT),
        entries={"type": "array", "items": _ENTRY},
    )
)


def archive(emulator: Emulator, **filters: str) -> Any:
    reply = emulator.control("GET", "/journal.har", **filters)
    assert reply.status == 200, reply.body
    return reply.json


def test_it_is_an_archive(fresh: Emulator) -> None:
    """Answers, errors, bodies and redirects alike follow the format."""
    fresh.get(f"/v23.0/{PHOTO}/insights", metric="reach")
    fresh.get(f"/v23.0/{PHOTO}/insights", metric="plays")
    fresh.call("POST", "/v23.0/", body=f"access_token={READER}&batch=[]".encode())
    fresh.get("/dialog/oauth", token=None, host="www.facebook.com", client_id="1", redirect_uri="https://localhost/")
    fresh.get("/ünï%20cöde?x", metric="ä")
    found = archive(fresh)
    validator_for(HAR).validate(found)
    assert len(found["log"]["entries"]) == 5
    assert validator_for(HAR).is_valid({"log": {**found["log"], "version": "1.1"}}) is False


def test_it_tells_what_was_asked_and_answered(fresh: Emulator) -> None:
    """The parameters, the answer's text, and our own fields beside them."""
    reply = fresh.get(f"/v23.0/{PHOTO}/insights", metric="reach")
    [entry] = archive(fresh)["log"]["entries"]
    assert {"name": "metric", "value": "reach"} in entry["request"]["queryString"]
    assert (entry["response"]["status"], entry["response"]["statusText"]) == (200, "OK")
    assert entry["response"]["content"]["text"] == reply.body.decode()
    assert entry["response"]["content"]["size"] == len(reply.body)
    assert (entry["_rule"], entry["_worldTime"]) == ("media_insights", "2026-07-16T18:00:00Z")
    assert datetime.fromisoformat(entry["startedDateTime"]) <= datetime.now(UTC)


def test_a_posted_body_is_told(fresh: Emulator) -> None:
    """As the parameters that it held."""
    fresh.call("POST", f"/v23.0/{ACCOUNT}/subscribed_apps", body=f"access_token={READER}&x=1".encode())
    [entry] = archive(fresh)["log"]["entries"]
    assert {"name": "x", "value": "1"} in entry["request"]["postData"]["params"]


def test_texts_are_kept_of_the_latest_answers_only(fresh: Emulator) -> None:
    """The others say so, and keep their sizes."""
    for _ in range(510):
        fresh.get("/me")
    contents = [entry["response"]["content"] for entry in archive(fresh)["log"]["entries"]]
    assert ["text" in content for content in contents] == [False] * 10 + [True] * 500
    assert contents[0]["comment"]
    assert contents[0]["size"] == contents[-1]["size"] > 0


def test_filters_hold_for_it_too(fresh: Emulator) -> None:
    """As for the list; a page size means nothing here."""
    fresh.get("/me")
    fresh.get(f"/v23.0/{PHOTO}/insights", metric="reach")
    assert len(archive(fresh, metric="reach")["log"]["entries"]) == 1
    assert fresh.control("GET", "/journal.har", limit="1").error["path"] == "limit"
