"""Faults of a client, seeded in the reference client."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import islice
from typing import Any

import pytest

import client.asking
import client.client
import client.connection
import client.credentials
import client.diagnosis
import client.errors
import client.paging
import client.reading
import client.results
import client.retry
import client.windows
from client.connection import Connection
from client.credentials import Credentials
from client.errors import InvalidParameter, PermissionMissing, RateLimited, TokenExpired, Transient
from client.retry import Retry
from tests.faults.ground import Fault, Seed
from tests.faults.ground import client as seeded

Patch = pytest.MonkeyPatch


def instead(place: object, name: str, new: Any) -> Seed:
    """Something else stands in this place."""
    return seeded(lambda patch: patch.setattr(place, name, new))


def around(place: object, name: str, wrap: Callable[[Any], Any]) -> Seed:
    """What stands in this place is wrapped."""
    return seeded(lambda patch: patch.setattr(place, name, wrap(getattr(place, name))))


def without(table: dict[Any, Any], key: object) -> Seed:
    """A row is missing in a table."""
    return seeded(lambda patch: patch.delitem(table, key))


def sends(change: Callable[[str, str, dict[str, Any]], tuple[str, str]]) -> Seed:
    """Requests are changed before they leave: method, address and what requests gets."""

    def patch(patch: Patch) -> None:
        sent = Connection._sent

        def changed(self: Connection, request: Any) -> Any:
            others: dict[str, Any] = {"params": dict(request.params)}
            method, url = change(request.method, request.url, others)
            return sent(self, request._replace(method=method, url=url, params=others["params"]))

        patch.setattr(Connection, "_sent", changed)

    return seeded(patch)


def _param(change: Callable[[dict[str, Any]], object]) -> Seed:
    def changed(method: str, url: str, others: dict[str, Any]) -> tuple[str, str]:
        change(others["params"])
        return method, url

    return sends(changed)


def _renamed(params: dict[str, Any], old: str, new: str) -> None:
    if old in params:
        params[new] = params.pop(old)


def _swallow(outcome: Callable[..., Any]) -> Callable[..., Any]:
    def swallowed(self: Connection, request: Any) -> Any:
        told = outcome(self, request)
        return {"data": []} if isinstance(told, InvalidParameter | PermissionMissing) else told

    return swallowed


def _token_in_address(self: Credentials, request: Any) -> Any:
    request.prepare_url(request.url, {"access_token": self.token})
    return request


def _token_twice(self: Credentials, request: Any) -> Any:
    request.headers["Authorization"] = f"Bearer {self.token}"
    return _token_in_address(self, request)


def _pages_twice(items: Callable[..., Iterator[Any]]) -> Callable[..., Iterator[Any]]:
    def twice(page_of: Any, params: Any) -> Iterator[Any]:
        first = list(islice(items(page_of, params), 2))
        yield from first
        yield from items(page_of, params)

    return twice


def _stops_at_an_empty_page(items: Callable[..., Iterator[Any]]) -> Callable[..., Iterator[Any]]:
    def stops(page_of: Any, params: Any) -> Iterator[Any]:
        def page(query: Any) -> Any:
            told = page_of(query)
            return told if told.get("data") else {**told, "paging": {}}

        return items(page, params)

    return stops


def _known_types_only(items: Callable[..., Iterator[Any]]) -> Callable[..., Iterator[Any]]:
    def known(page_of: Any, params: Any) -> Iterator[Any]:
        kinds = (None, "IMAGE", "VIDEO", "CAROUSEL_ALBUM")
        return (each for each in items(page_of, params) if each.get("media_type") in kinds)

    return known


def _as_float(own_id: Callable[..., str]) -> Callable[..., str]:
    return lambda node, key="id": str(int(float(own_id(node, key))))


def _zero(value: Callable[..., Any]) -> Callable[..., Any]:
    return lambda told: value(told) or 0


def _whole(value: Callable[..., Any]) -> Callable[..., Any]:
    def whole(told: Any) -> Any:
        number = value(told)
        return int(number) if isinstance(number, float) else number

    return whole


def _numbers_only(value: Callable[..., Any]) -> Callable[..., Any]:
    return lambda told: None if isinstance(told.get("value"), dict) else value(told)


def _local(time: Callable[..., Any]) -> Callable[..., Any]:
    """The offset of a time is dropped and taken for another one."""

    def local(told: Any, key: str) -> Any:
        instant = time(told, key)
        return instant and instant.replace(hour=(instant.hour + 1) % 24)

    return local


def _first_part(parts: Callable[..., Any]) -> Callable[..., Any]:
    return lambda total: (parts(total) or ())[:1] or parts(total)


def _swapped(parts: Callable[..., Any]) -> Callable[..., Any]:
    def swapped(breakdown: Any) -> Any:
        return parts({**breakdown, "dimension_keys": breakdown.get("dimension_keys", [])[::-1]})

    return swapped


def _spends_nothing(wait: Callable[..., Any]) -> Callable[..., Any]:
    return lambda self, retries, _, asked: wait(self, retries, 0.0, asked) if retries < _PATIENT else None


def _nothing_missing(insights: Callable[..., Any]) -> Callable[..., Any]:
    return lambda *args, **kwargs: replace(insights(*args, **kwargs), missing=())


def _retried(kind: type[client.errors.InsightsError]) -> Seed:
    return instead(kind, "worth_retrying", new=True)


def _not_retried(kind: type[client.errors.InsightsError]) -> Seed:
    return instead(kind, "worth_retrying", new=False)


_PATIENT = 30  # retries, after which a fault gives up
_LEG = "client_server"
_SPEC = "client_spec"
_ANSWERS = "answers"

CLIENT_FAULTS = (
    # errors
    Fault("retries-invalid", "A wrong request is sent again and again.", _LEG, _retried(InvalidParameter)),
    Fault("retries-denied", "What is not permitted is asked again.", _LEG, _retried(PermissionMissing)),
    Fault("retries-expired", "A dead token is tried again.", _LEG, _retried(TokenExpired)),
    Fault("gives-up-at-once", "A passing trouble ends the call.", _LEG, _not_retried(Transient)),
    Fault("gives-up-throttled", "A full budget ends the call.", _LEG, _not_retried(RateLimited)),
    Fault(
        "page-of-a-proxy",
        "A gateway's page ends the call.",
        _LEG,
        instead(client.diagnosis, "_by_status", lambda _: None),
    ),
    Fault(
        "never-gives-up",
        "The budget of time does not end retries.",
        _LEG,
        around(Retry, "wait", _spends_nothing),
    ),
    Fault(
        "does-not-wait",
        "Retries follow each other at once.",
        _ANSWERS,
        instead(Retry, "wait", lambda _, retries, *__: 0.0 if retries < _PATIENT else None),
    ),
    Fault(
        "deaf-to-the-wait",
        "The time that the API asks for is not waited.",
        _ANSWERS,
        instead(client.diagnosis, "wait_of", lambda _: None),
    ),
    Fault("swallows-errors", "A refusal reads as an empty answer.", _LEG, around(Connection, "_outcome", _swallow)),
    Fault(
        "swallows-200",
        "An error with status 200 reads as an answer.",
        _ANSWERS,
        instead(client.connection, "_is_result", lambda body: isinstance(body, dict)),
    ),
    Fault("no-subcode", "An expired token is some invalid token.", _LEG, without(client.diagnosis.BY_CODE, (190, 463))),
    Fault(
        "password-as-expiry",
        "A changed password reads as an expiry.",
        _LEG,
        seeded(lambda patch: patch.setitem(client.diagnosis.BY_CODE, (190, 460), TokenExpired)),
    ),
    Fault(
        "conversion-unknown",
        "Media from before the conversion read as a wrong request.",
        _LEG,
        without(client.diagnosis.BY_CODE, (100, 2108006)),
    ),
    Fault(
        "unknown-object-as-wrong",
        "An unknown object reads as a wrong request.",
        _LEG,
        without(client.diagnosis.BY_CODE, (100, 33)),
    ),
    Fault(
        "viewers-as-permission",
        "Too few viewers read as a lacking permission.",
        _LEG,
        instead(client.diagnosis, "BY_MESSAGE", client.diagnosis.BY_MESSAGE[:1] + client.diagnosis.BY_MESSAGE[2:]),
    ),
    Fault(
        "retired-as-wrong",
        "A retired metric reads as a wrong request.",
        _LEG,
        instead(
            client.diagnosis,
            "BY_MESSAGE",
            tuple(row for row in client.diagnosis.BY_MESSAGE if "no longer" not in row[1].pattern),
        ),
    ),
    Fault(
        "transient-flag-ignored",
        "The flag `is_transient` of an unknown code is not looked at.",
        _ANSWERS,
        instead(
            client.diagnosis,
            "_class_of",
            lambda error, message, status: (
                client.diagnosis._by_code(error.get("code"), error.get("error_subcode"), message)
                or client.errors.GraphError
            ),
        ),
    ),
    # reading
    Fault(
        "no-data-as-zero", "A number that is not told reads as zero.", _ANSWERS, around(client.reading, "_value", _zero)
    ),
    Fault("rounded", "A rate loses its fraction.", _ANSWERS, around(client.reading, "_value", _whole)),
    Fault(
        "hours-lost", "A value that is an object is lost.", _ANSWERS, around(client.reading, "_value", _numbers_only)
    ),
    Fault(
        "missing-not-told",
        "A metric that was left out is not told to be missing.",
        _LEG,
        around(client.client, "insights", _nothing_missing),
    ),
    Fault("times-shifted", "The times of a series are an hour off.", _LEG, around(client.reading, "_time", _local)),
    Fault(
        "first-part-only",
        "Of a breakdown only the first part is read.",
        _LEG,
        around(client.reading, "_parts", _first_part),
    ),
    Fault("dimensions-swapped", "Age is taken for gender.", _LEG, around(client.reading, "_parts_of", _swapped)),
    Fault(
        "one-shape-only",
        "Of an entry in both shapes one is lost.",
        _ANSWERS,
        around(client.asking, "metrics_of", lambda metrics: lambda entry, window: metrics(entry, window)[:1]),
    ),
    Fault(
        "new-types-dropped",
        "Media of a type that is new are dropped.",
        _ANSWERS,
        around(client.client, "items", _known_types_only),
    ),
    Fault(
        "number-through-float",
        "Very large numbers lose their last digits.",
        _ANSWERS,
        around(client.connection, "parsed", lambda parsed: lambda content: _floats(parsed(content))),
    ),
    # lists
    Fault(
        "first-page-only",
        "Only the first page of a list is read.",
        _LEG,
        instead(client.paging, "_next_of", lambda _: None),
    ),
    Fault("page-twice", "The beginning of a list is told twice.", _LEG, around(client.client, "items", _pages_twice)),
    Fault(
        "stops-at-empty-page",
        "A list ends at an empty page that has a next one.",
        _ANSWERS,
        around(client.client, "items", _stops_at_an_empty_page),
    ),
    Fault(
        "at-most-ignored",
        "More items are told than were wanted.",
        _LEG,
        instead(client.client, "islice", lambda items, _: items),
    ),
    # requests
    Fault(
        "token-in-the-address",
        "The token stands in the address.",
        _SPEC,
        instead(Credentials, "__call__", _token_in_address),
    ),
    Fault(
        "token-twice",
        "The token is sent in the header and in the address.",
        _SPEC,
        instead(Credentials, "__call__", _token_twice),
    ),
    Fault(
        "no-proof",
        "The proof of the app's secret is not sent.",
        _LEG,
        instead(Credentials, "proof", property(lambda _: {})),
    ),
    Fault(
        "wrong-proof",
        "The proof is made of something else.",
        _LEG,
        instead(Credentials, "proof", property(lambda _: {"appsecret_proof": "0" * 64})),
    ),
    Fault(
        "semicolons",
        "Metrics are joined by semicolons.",
        _LEG,
        _param(
            lambda params: params.update(metric=params["metric"].replace(",", ";")) if params.get("metric") else None
        ),
    ),
    Fault(
        "upper-case",
        "Metrics are sent in capital letters.",
        _LEG,
        _param(lambda params: params.update(metric=params["metric"].upper()) if params.get("metric") else None),
    ),
    Fault(
        "breakdowns",
        "The parameter `breakdown` is sent under another name.",
        _SPEC,
        _param(lambda params: _renamed(params, "breakdown", "breakdowns")),
    ),
    Fault("period-lost", "The period is not sent.", _LEG, _param(lambda params: params.pop("period", None))),
    Fault(
        "window-lost", "The ends of the window are not sent.", _LEG, _param(lambda params: params.pop("since", None))
    ),
    Fault(
        "extra-parameter",
        "A parameter is sent that the API ignores.",
        _SPEC,
        _param(lambda params: params.update(locale="en_US")),
    ),
    Fault(
        "metric-twice",
        "A metric stands twice in the list.",
        _SPEC,
        _param(
            lambda params: (
                params.update(metric=f"{params['metric']},{params['metric']}") if params.get("metric") else None
            )
        ),
    ),
    Fault(
        "old-version",
        "Another version is asked than was wanted.",
        _SPEC,
        sends(lambda method, url, _: (method, url.replace("/v26.0/", "/v18.0/"))),
    ),
    Fault("posts", "Questions are sent by POST.", _LEG, sends(lambda _, url, _others: ("POST", url))),
    Fault(
        "long-windows",
        "A window is not cut where the host wants it.",
        _LEG,
        instead(client.client, "cut", lambda span, _: iter([span])),
    ),
    Fault(
        "a-second-twice",
        "Windows share their ends, and a day counts twice.",
        _LEG,
        instead(client.windows, "SECOND", client.windows.SECOND * 0),
    ),
    Fault(
        "last-window-only",
        "Of a series in several windows only the last is told.",
        _LEG,
        instead(client.windows, "_continued", lambda _, later: later),
    ),
    Fault(
        "skips-all",
        "A refused metric takes the others with it.",
        _LEG,
        around(
            client.asking,
            "asked_without_refused",
            lambda asked: lambda ask, names: asked(ask, names)._replace(entries=()),
        ),
    ),
    Fault(
        "old-token",
        "Refreshing tells the token that was there before.",
        _LEG,
        around(
            client.client, "token_of", lambda token_of: lambda answer: replace(token_of(answer), token="EAAmock-old")
        ),
    ),
)


def _floats(value: Any) -> Any:
    match value:
        case bool():
            return value
        case int():
            return int(float(value))
        case list():
            return [_floats(each) for each in value]
        case dict():
            return {key: _floats(each) for key, each in value.items()}
        case _:
            return value
