"""Each error row is reached through the wire, its template filled, in the dialect of each host that gives it.

Those of the token endpoints, of limits and of faults are reached in tests/auth and tests/traffic, those of
subscriptions in tests/webhooks.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from string import Formatter
from typing import Any
from urllib.parse import quote

import pytest

from mock_server.catalogue.error_rows import ERRORS
from mock_server.catalogue.limit_errors import LIMIT_ERRORS
from mock_server.catalogue.model import ErrorRow
from mock_server.catalogue.oauth_errors import OAUTH_ERRORS
from mock_server.catalogue.transient_errors import TRANSIENT_ERRORS
from mock_server.catalogue.webhook_errors import WEBHOOK_ERRORS
from tests.conftest import ACCOUNT, FACEBOOK, IG_READER, INSTAGRAM, PHOTO, READER, Emulator, Reply

_OBSERVED = {"X-Mock-Fidelity": "observed"}
_REAL = "EAA" + "Bq7xZ" * 12
Ask = Callable[[Emulator, str], Reply]


def _asks(
    path: str, token: str | None = "", fidelity: str = "", now: str = "", method: str = "GET", **params: Any
) -> Ask:
    """A request for a path; an empty token means the host's reader."""

    def ask(client: Emulator, host: str) -> Reply:
        own = READER if host == FACEBOOK else IG_READER
        headers = {"X-Mock-Fidelity": fidelity} if fidelity else {}
        headers |= {"X-Mock-Now": now} if now else {}
        return client.get(
            path, token=own if token == "" else token, host=host, headers=headers, method=method, **params
        )

    return ask


def _account(**params: Any) -> Ask:
    return _asks(f"/v25.0/{ACCOUNT}/insights", **{"metric": "reach", "period": "day", **params})


def _media(number: int, **params: Any) -> Ask:
    return _asks(f"/v25.0/179{number:014}/insights", **{"metric": "reach", **params})


def _dead(word: str) -> Ask:
    return _account(token=f"EAAmock-{word}")


def _node(object_id: str = ACCOUNT, **params: Any) -> Ask:
    return _asks(f"/v25.0/{object_id}", **params)


def _posts(body: str, content_type: str = "", path: str = "/v25.0/") -> Ask:
    """A POST of a body with the host's reader."""

    def ask(client: Emulator, host: str) -> Reply:
        headers = {"Host": host, "Content-Type": content_type}
        token = READER if host == FACEBOOK else IG_READER
        return client.call("POST", f"{path}?access_token={token}", headers=headers, body=body.encode())

    return ask


def _batch(*items: object) -> Ask:
    return _posts(f"batch={quote(json.dumps(items))}")


def _elsewhere(path: str, **document: Any) -> Ask:
    """A request for a path in a world of its own; the first token is of Facebook Login, the second of Instagram's."""

    def ask(client: Emulator, host: str) -> Reply:
        world = client.world(**document)
        return client.get(path, token=world.tokens[(FACEBOOK, INSTAGRAM).index(host)], host=host)

    return ask


def _scoped(client: Emulator, host: str) -> Reply:
    """A request for the id that /me tells."""
    me = client.get("/v25.0/me", token=IG_READER, host=host, fields="id", headers=_OBSERVED).json["id"]
    return client.get(f"/v25.0/{me}", token=IG_READER, host=host)


def _tokens(**row: Any) -> list[dict[str, Any]]:
    return [{"kind": kind, **row} for kind in ("facebook_user", "instagram_user")]


def _total(metric: str, **params: Any) -> Ask:
    return _account(metric=metric, metric_type="total_value", **params)


_DEMOGRAPHICS = {"period": "lifetime", "breakdown": "age"}
_BOTH = (FACEBOOK, INSTAGRAM)
_FB, _IG = (FACEBOOK,), (INSTAGRAM,)

_LINKED = [{"id": "17841400000000701", "page": {"id": "100000000000701"}, "media": []}]
_OTHER, _PAGE = "/v25.0/17841400000000701", "/v25.0/100000000000701"
_HUGE = "media.limit(100){comments.limit(100){media{comments.limit(100){media{comments.limit(100){id}}}}}}"

# The hosts on which the row is reached, and a request that reaches it.
_REACHED: dict[str, tuple[tuple[str, ...], Ask]] = {
    "token_missing": (_BOTH, _account(token=None)),
    "token_missing_me": (_BOTH, _asks("/v25.0/me/insights", token=None, metric="reach")),
    "token_unparsable": (_BOTH, _account(token="nobody-knows-me")),
    "token_of_other_host": (_IG, _account(token=READER)),
    "token_of_meta": (_BOTH, _account(token=_REAL)),
    "token_not_authorized": (_FB, _dead("not-authorized")),
    "token_checkpointed": (_FB, _dead("checkpointed")),
    "token_password_changed": (_FB, _dead("password-changed")),
    "token_expired": (_FB, _dead("expired")),
    "token_logged_out": (_FB, _dead("logged-out")),
    "request_unsupported": (_BOTH, _asks("/v25.0/")),
    "mock_header_invalid": (_BOTH, _account(now="yesterday")),
    "field_missing": (_BOTH, _node(fields="mood")),
    "field_missing_on_type": (_FB, _asks(f"/v24.0/{ACCOUNT}", fields="mood", now="2026-03-05T12:00:00Z")),
    "field_needs_discovery": (_BOTH, _node(PHOTO, fields="view_count")),
    "video_missing": (_BOTH, _node(PHOTO, fields="copyright_check_information")),
    "username_unknown": (_FB, _node(fields="business_discovery.username(nobody){id}")),
    "field_requires_argument": (_FB, _node(fields="business_discovery{id}")),
    "too_much_data": (_BOTH, _node(fields=_HUGE)),
    "page_permission_missing": (_FB, _elsewhere(_PAGE, accounts=_LINKED, tokens=_tokens(scopes=[]))),
    "page_token_required": (_FB, _posts("subscribed_fields=feed", path="/v25.0/100000000000001/subscribed_apps")),
    "page_messaging_missing": (_FB, _asks("/v25.0/100000000000001/conversations")),
    "app_token_sees_nothing": (_BOTH, _account(token="1000000000000001|mock-app-secret")),
    "page_link_missing": (_FB, _elsewhere(_OTHER, accounts=[{**_LINKED[0], "page": None}])),
    "app_not_for_everybody": (_FB, _elsewhere(_OTHER, accounts=_LINKED, app={"mode": "development"})),
    "app_scoped_id_used": (_IG, _scoped),
    "app_invitation_pending": (_IG, _elsewhere("/v25.0/me", accounts=_LINKED, app={"access": "standard"})),
    "field_twice": (_BOTH, _node(fields="id,id")),
    "field_name_expected": (_BOTH, _node(fields="id,")),
    "field_list_goes_on": (_BOTH, _node(fields="id)")),
    "field_sign_expected": (_BOTH, _node(fields="media.limit{id}")),
    "field_list_ends": (_BOTH, _node(fields="media.limit(3")),
    "fields_too_deep": (_BOTH, _node(fields="owner{" * 16 + "id" + "}" * 16)),
    "fields_too_many": (_BOTH, _node(fields=",".join(f"f{number}" for number in range(501)))),
    "fields_too_long": (_BOTH, _node(fields="f" * 16_385)),
    "cursor_invalid": (_BOTH, _asks(f"/v25.0/{ACCOUNT}/media", after="QVFIU")),
    "limit_invalid": (_BOTH, _asks(f"/v25.0/{ACCOUNT}/media", limit="-1")),
    "body_too_long": (_BOTH, _posts("a" * 1_000_001)),
    "body_unreadable": (_BOTH, _posts("[", "application/json")),
    "batch_no_array": (_BOTH, _posts("batch=none")),
    "batch_too_long": (_BOTH, _batch(*[{}] * 51)),
    "batch_item_unreadable": (_BOTH, _batch({"method": "GET"})),
    "batch_dependency_unresolved": (_BOTH, _batch({"relative_url": "me", "depends_on": "nothing"})),
    "batch_too_many_references": (_BOTH, _batch({"relative_url": "{result=a:$.id}" * 201})),
    "callback_invalid": (_BOTH, _node(callback="alert(1)")),
    "query_too_long": (_BOTH, _account(since="0" * 200_000)),
    "too_many_ids": (
        _BOTH,
        _asks(
            "/v25.0/insights",
            ids=",".join(str(17841400000000001 + number) for number in range(51)),
            metric="reach",
            period="day",
            fidelity="observed",
        ),
    ),
    "path_unknown": (_BOTH, _asks(f"/v25.0/{ACCOUNT}/bogus")),
    "version_unknown": (_BOTH, _asks(f"/v99.0/{ACCOUNT}/insights")),
    "alias_unknown": (_BOTH, _asks("/v25.0/blue.bottle/insights", metric="reach")),
    "object_missing": (_BOTH, _asks("/v25.0/17899999999999999/insights", metric="reach")),
    "method_unsupported": (_BOTH, _account(method="DELETE")),
    "story_gone": (_BOTH, _media(15, fidelity="observed")),
    "single_user": (_BOTH, _asks("/v25.0/insights", ids=f"{ACCOUNT},17841400000000002", metric="reach", period="day")),
    "page_metric_invalid": (_FB, _asks("/v25.0/100000000000001/insights", metric="reach")),
    "page_metric_missing": (_FB, _asks("/v25.0/100000000000001/insights")),
    "permission_missing": (_FB, _account(token="EAAmock-no-insights")),
    "account_not_professional": (_BOTH, _asks("/v25.0/17841400000000005/insights", metric="reach", period="day")),
    "parameter_required": (_BOTH, _account(metric=None)),
    "period_required_observed": (_BOTH, _account(period=None, fidelity="observed")),
    "value_not_listed": (_BOTH, _account(metric="bogus")),
    "time_unreadable": (_BOTH, _account(since="when?")),
    "window_backwards": (_BOTH, _account(since="1784224800", until="1784138400")),
    "metric_type_required": (_FB, _account(metric="views")),
    "metric_type_incompatible": (_BOTH, _total("follower_count")),
    "periods_incompatible": (_BOTH, _account(metric="online_followers", period="week")),
    "breakdowns_incompatible": (_BOTH, _total("likes", breakdown="age", fidelity="observed")),
    "unknown_error": (_BOTH, _total("likes", breakdown="age")),
    "timeframe_required": (_BOTH, _total("engaged_audience_demographics", **_DEMOGRAPHICS)),
    "timeframe_incompatible": (
        _BOTH,
        _total("engaged_audience_demographics", timeframe="last_90_days", **_DEMOGRAPHICS),
    ),
    "window_too_wide": (_FB, _account(since="1780000000", until="1784000000")),
    "since_out_of_range": (_BOTH, _account(since="1600000000", until="1600086400", fidelity="observed")),
    "follower_count_too_old": (_BOTH, _account(metric="follower_count", since="1780000000", until="1780086400")),
    "metric_unsupported": (_BOTH, _media(3, metric="follows")),
    "metrics_unsupported_by_endpoint": (_IG, _media(3, metric="reposts", fidelity="observed")),
    "impressions_retired_media": (_FB, _media(1, metric="impressions")),
    "impressions_retired_account": (
        _BOTH,
        _asks(f"/{ACCOUNT}/insights", metric="impressions", period="day", now="2025-06-25T00:00:00Z"),
    ),
    "metric_unsupported_account": (_BOTH, _account(metric="quotes")),
    "media_before_conversion": (_BOTH, _media(10)),
    "media_before_conversion_2018": (
        _FB,
        _asks("/17900000000000901/insights", metric="reach", now="2020-07-31T00:00:00Z"),
    ),
    "not_enough_viewers": (_BOTH, _media(13)),
    "not_shared_to_facebook": (_BOTH, _media(3, metric="facebook_views")),
    "not_enough_users": (
        _FB,
        _asks(
            "/v25.0/17841400000000004/insights",
            metric="follower_demographics",
            metric_type="total_value",
            fidelity="observed",
            **_DEMOGRAPHICS,
        ),
    ),
}
# Explain explains reading.
_OF_CHANGES = {
    "method_unsupported", "page_token_required", "body_too_long", "body_unreadable", "batch_no_array", "batch_too_long",
    "batch_item_unreadable", "batch_dependency_unresolved", "batch_too_many_references",
}  # fmt: skip
_ROWS = [row for row in ERRORS if row not in (*OAUTH_ERRORS, *LIMIT_ERRORS, *TRANSIENT_ERRORS, *WEBHOOK_ERRORS)]
# Rows that need more than one request.
_ELSEWHERE = {
    "media_before_conversion_2018": "test_known_truths.test_media_from_before_the_conversion",
    "emulator_mistake": "test_door.test_a_mistake_of_the_emulator_is_the_apis_unknown_error_and_shows_no_token",
    "body_late": "test_door.test_a_body_that_does_not_come_keeps_nobody_waiting",
}


@pytest.mark.parametrize("row", _ROWS, ids=lambda row: row.name)
def test_every_error_row_is_reached(client: Emulator, row: ErrorRow) -> None:
    """The request gets the row's status, code and subcode, and a message without a hole, on each host that gives it."""
    if row.name in _ELSEWHERE:
        return
    hosts, ask = _REACHED[row.name]
    for host in hosts:
        reply = ask(client, host)
        assert reply.rule == row.name, reply.body
        on_facebook = host == FACEBOOK
        assert reply.status == (row.status if on_facebook else row.instagram.status or row.status)
        error = reply.error
        assert error["code"] == row.code
        assert error.get("error_subcode") == row.subcode
        assert _holes(row.message, error["message"]) == []
        assert error["message"].startswith("(#") is (on_facebook and row.prefixed)
        assert error["type"] == _type_on(row, host)


def _holes(template: str, text: str) -> list[str]:
    """The names in the template that nobody filled in."""
    return [name for _, name, _, _ in Formatter().parse(template) if name and f"{{{name}}}" in text]


def _type_on(row: ErrorRow, host: str) -> str:
    if host == FACEBOOK:
        return row.type or "OAuthException"
    return row.instagram.type or row.type or "IGApiException"


@pytest.mark.parametrize("row", _ROWS, ids=lambda row: row.name)
def test_every_fix_is_told(client: Emulator, row: ErrorRow) -> None:
    """Explain tells what to do about each error, with every name filled in."""
    if row.name in _ELSEWHERE or row.name in _OF_CHANGES:
        return
    hosts, ask = _REACHED[row.name]
    asked = _Overhearing(client.app)
    ask(asked, hosts[0])
    target, headers = asked.heard[-1]
    params = {"url": f"https://{hosts[0]}{target}"}
    params |= {"now": headers["X-Mock-Now"]} if "X-Mock-Now" in headers else {}
    params |= {"fidelity": headers["X-Mock-Fidelity"]} if "X-Mock-Fidelity" in headers else {}
    told = client.control("GET", "/explain", **params)
    assert told.status == 200, told.body
    assert told.json["rule"] == row.name
    assert told.json["fix"]
    assert _holes(row.fix, told.json["fix"]) == []
    assert told.json["evidence"]


class _Overhearing(Emulator):
    """Remembers what it was asked."""

    heard: list[tuple[str, dict[str, str]]]

    def __init__(self, app: Any) -> None:
        super().__init__(app)
        object.__setattr__(self, "heard", [])

    def call(self, method: str, target: str, **more: Any) -> Reply:
        self.heard.append((target, dict(more.get("headers") or {})))
        return super().call(method, target, **more)
