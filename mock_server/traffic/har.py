"""A journal as an HTTP archive (HAR 1.2), which browsers and other tools read."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from http import HTTPStatus
from importlib.metadata import version
from typing import Any, Final
from urllib.parse import parse_qsl, quote

from mock_server.store import Entry
from mock_server.world.moments import format_instant

_NAME: Final = "insights-mock"
_HTTP: Final = "HTTP/1.1"
_FORM: Final = "application/x-www-form-urlencoded"
_JSON: Final = "application/json"
_UNKNOWN: Final = -1
_PHRASES: Final = {status.value: status.phrase for status in HTTPStatus}

Pair = dict[str, str]


def archive(entries: Iterable[Entry]) -> dict[str, Any]:
    """The archive. Fields with an underscore are our own, as the format allows."""
    creator = {"name": _NAME, "version": version(_NAME)}
    return {"log": {"version": "1.2", "creator": creator, "entries": [_exchange(entry) for entry in entries]}}


def _exchange(entry: Entry) -> dict[str, Any]:
    milliseconds = entry.took / 1000
    began = datetime.fromtimestamp((entry.real - entry.took) / 1_000_000, UTC)
    return {
        "startedDateTime": began.isoformat(timespec="milliseconds").replace("+00:00", "Z"),
        "time": milliseconds,
        "request": _request(entry),
        "response": _response(entry),
        "cache": {},
        "timings": {"send": 0, "wait": milliseconds, "receive": 0},
        "_number": entry.number,
        "_worldTime": format_instant(entry.at),
        "_rule": entry.rule,
        "_grade": entry.grade,
    }


def _request(entry: Entry) -> dict[str, Any]:
    query = f"?{entry.query}" if entry.query else ""
    told: dict[str, Any] = {
        "method": entry.method,
        "url": f"{entry.scheme}://{entry.host}{quote(entry.path)}{query}",
        "httpVersion": _HTTP,
        "cookies": [],
        "headers": _pairs([("Host", entry.host)]),
        "queryString": _pairs(parse_qsl(entry.query, keep_blank_values=True)),
        "headersSize": _UNKNOWN,
        "bodySize": len(entry.sent),
    }
    if entry.sent:
        parameters = _pairs(parse_qsl(entry.sent, keep_blank_values=True))
        told["postData"] = {"mimeType": _FORM, "params": parameters, "text": entry.sent}
    return told


def _response(entry: Entry) -> dict[str, Any]:
    headers = dict(entry.headers)
    content: dict[str, Any] = {"size": entry.bytes, "mimeType": headers.get("Content-Type", _JSON)}
    if entry.answer is None:
        content["comment"] = "the text is kept of the latest answers only"
    else:
        content["text"] = entry.answer
    return {
        "status": entry.status,
        "statusText": _PHRASES.get(entry.status, ""),
        "httpVersion": _HTTP,
        "cookies": [],
        "headers": _pairs(entry.headers),
        "content": content,
        "redirectURL": headers.get("Location", ""),
        "headersSize": _UNKNOWN,
        "bodySize": entry.bytes,
    }


def _pairs(pairs: Sequence[tuple[str, str]]) -> list[Pair]:
    return [{"name": name, "value": value} for name, value in pairs]
