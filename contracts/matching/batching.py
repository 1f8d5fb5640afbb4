"""The requests of a batch and their answers, each as if it had been sent by itself."""

import json
import re
from collections.abc import Mapping
from typing import Any, NamedTuple

from contracts.matching.asking import Answered, Asked

_FORM = {"content-type": "application/x-www-form-urlencoded"}
# What an earlier answer fills in; an id is as good as any.
_REFERENCE = re.compile(r"(?:\{|%7B)result(?:=|%3D).*?(?:\}|%7D)", re.IGNORECASE)
_STAND_IN = "0"
_VERSIONED = re.compile(r"v\d+(?:\.\d+)?/")
_MOST = 50


class Item(NamedTuple):
    """A request of a batch; `token` is its own, "" where it uses the batch's."""

    asked: Asked
    token: str


def items(text: str, host: str, version: str) -> list[Item]:
    """The requests of a batch that was sent to the host. What is no batch has none: its schema says so."""
    return [_item(each, host, version) for each in _list(text)[:_MOST] if isinstance(each, dict)]


def results(answered: Answered | None) -> list[Answered | None]:
    """The answers in the order of the requests; None for what was omitted or not made."""
    text = answered.body.decode("utf-8", "replace") if answered else ""
    return [_result(each) if isinstance(each, dict) else None for each in _list(text)]


def _list(text: str) -> list[Any]:
    try:
        read = json.loads(text)
    except (ValueError, RecursionError):
        return []
    return read if isinstance(read, list) else []


def _item(told: Mapping[str, Any], host: str, version: str) -> Item:
    target = _filled(told.get("relative_url")).lstrip("/")
    place = target if _VERSIONED.match(target) or not version else f"{version}/{target}"
    asked = Asked(
        str(told.get("method", "GET")).upper(), f"https://{host}/{place}", _FORM, _filled(told.get("body")).encode()
    )
    return Item(asked, str(told.get("access_token", "")))


def _filled(value: object) -> str:
    return _REFERENCE.sub(_STAND_IN, value) if isinstance(value, str) else ""


def _result(told: Mapping[str, Any]) -> Answered | None:
    code, body = told.get("code"), told.get("body")
    return Answered(code, {}, body.encode()) if isinstance(code, int) and isinstance(body, str) else None
