"""JSON of the API to values. What is not as the API tells it raises Unreadable, and says where."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import TypedDict

from client.errors import Unreadable
from client.json_values import Json, Object, integer, text
from client.nodes import AccessToken, Account, Media, Page
from client.results import Number, Part, Point, Series, Total, Value, Window


class _Words(TypedDict):
    name: str
    period: str | None
    title: str | None
    description: str | None
    id: str | None
    raw: Object


def metrics_of(entry: Object, window: Window | None) -> list[Series | Total]:
    """What an entry tells, in one shape or in both; one that tells nothing is an empty series or total."""
    series, total = _series(entry), _total(entry, window)
    known: list[Series | Total] = [each for each in (series, total) if each.known]
    return known or [series if "values" in entry else total]


def account_of(node: Object) -> Account:
    """An account; with Instagram Login `/me` comes wrapped in a list."""
    wrapped = node.get("data")
    own = next(objects(wrapped, "data"), {}) if isinstance(wrapped, list) else node
    return Account(
        id=_id(own),
        user_id=_id(own, "user_id") if "user_id" in own else None,
        username=text(own.get("username")),
        name=text(own.get("name")),
        followers_count=integer(own.get("followers_count")),
        follows_count=integer(own.get("follows_count")),
        media_count=integer(own.get("media_count")),
        raw=own,
    )


def media_of(node: Object) -> Media:
    """A post, reel, album or story."""
    return Media(
        id=_id(node),
        caption=text(node.get("caption")),
        media_type=text(node.get("media_type")),
        media_product_type=text(node.get("media_product_type")),
        permalink=text(node.get("permalink")),
        timestamp=_time(node, "timestamp"),
        raw=node,
    )


def page_of(node: Object) -> Page:
    """A Page."""
    linked = node.get("instagram_business_account")
    return Page(
        id=_id(node),
        name=text(node.get("name")),
        instagram_business_account=_id(linked) if isinstance(linked, dict) else None,
        raw=node,
    )


def token_of(answer: Object) -> AccessToken:
    """A new token."""
    token = text(answer.get("access_token"))
    if not token:
        raise Unreadable("the answer holds no access_token")
    return AccessToken(token=token, expires_in=integer(answer.get("expires_in")), raw=answer)


def objects(value: Json, where: str) -> Iterator[Object]:
    """The objects of a list."""
    if not isinstance(value, list):
        raise Unreadable(f"{where} is no list of objects")
    for each in value:
        if not isinstance(each, dict):
            raise Unreadable(f"{where} is no list of objects")
        yield each


def _series(entry: Object) -> Series:
    values = [] if entry.get("values") is None else list(objects(entry["values"], "values"))
    return Series(**_words(entry), points=tuple(Point(_value(each), _time(each, "end_time")) for each in values))


def _total(entry: Object, window: Window | None) -> Total:
    total = entry.get("total_value")
    if not isinstance(total, dict | None):
        raise Unreadable("total_value is no object")
    told = total or {}
    return Total(**_words(entry), value=_number(told), parts=_parts(told), window=window)


def _words(entry: Object) -> _Words:
    name = text(entry.get("name"))
    if name is None:
        raise Unreadable("an entry names no metric")
    period, title = text(entry.get("period")), text(entry.get("title"))
    description, own_id = text(entry.get("description")), text(entry.get("id"))
    return _Words(name=name, period=period, title=title, description=description, id=own_id, raw=entry)


def _parts(total: Object) -> tuple[Part, ...] | None:
    breakdowns = [] if total.get("breakdowns") is None else list(objects(total["breakdowns"], "breakdowns"))
    known = [each for each in breakdowns if each.get("results") is not None]
    return tuple(part for each in known for part in _parts_of(each)) if known else None


def _parts_of(breakdown: Object) -> Iterator[Part]:
    keys = _texts(breakdown.get("dimension_keys"))
    for each in objects(breakdown["results"], "results"):
        values = _texts(each.get("dimension_values"))
        if len(keys) != len(values):
            raise Unreadable("there are not as many dimension_values as dimension_keys")
        yield Part(dict(zip(keys, values, strict=True)), _number(each), _time(each, "end_time"))


def _value(told: Object) -> Value | None:
    value = told.get("value")
    if isinstance(value, bool | str | list):
        raise Unreadable("value is neither a number nor an object")
    return value


def _number(told: Object) -> Number | None:
    value = _value(told)
    if isinstance(value, Mapping):
        raise Unreadable("the value of a total is no number")
    return value


def _time(told: Object, key: str) -> datetime | None:
    """The API's `2026-07-15T07:00:00+0000`, and other ways to write an instant with its offset."""
    value = told.get(key)
    if value is None:
        return None
    try:
        time = datetime.fromisoformat(text(value) or "")
    except ValueError:
        time = None
    if time is None or time.tzinfo is None:
        raise Unreadable(f"{key} is no time with an offset")
    return time


def _id(node: Object, key: str = "id") -> str:
    value = node.get(key)
    if not value or isinstance(value, bool) or not isinstance(value, str | int):
        raise Unreadable(f"an object has no {key}")
    return str(value)


def _texts(value: Json) -> list[str]:
    texts = [each for each in value if isinstance(each, str)] if isinstance(value, list) else []
    if not isinstance(value, list) or len(texts) != len(value):
        raise Unreadable("dimensions are no list of texts")
    return texts
