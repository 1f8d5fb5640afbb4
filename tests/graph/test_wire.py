"""The answer to the letter: order of keys, escapes, end times, headers, trace ids."""

from __future__ import annotations

import json
import re
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import quote
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.conftest import ACCOUNT, DAY, FACEBOOK, IG_READER, INSTAGRAM, PHOTO, READER, Emulator, Reply, emulator

_HOSTS = [FACEBOOK, INSTAGRAM]
_TOKEN = {FACEBOOK: READER, INSTAGRAM: IG_READER}
_PACIFIC = ZoneInfo("America/Los_Angeles")
_CHALLENGE = re.compile(
    r'OAuth "Facebook Platform" "(invalid_request|invalid_token|invalid_code)" '
    r'"((?:[^"\\\x00-\x1f\x7f-\U0010ffff]|\\u[0-9a-f]{4}|\\[^u])*)"'
)
_FIELD = re.compile(r"[\x20-\x7e]*\Z")


def _keys(value: Any) -> Any:
    """The keys of a value and of all within it, in order."""
    if isinstance(value, dict):
        return [[key, _keys(item)] if isinstance(item, (dict, list)) else key for key, item in value.items()]
    return [_keys(item) for item in value if isinstance(item, (dict, list))][:1]


_SHAPES = {
    "media": (PHOTO, {"metric": "reach"}, ["name", "period", ["values", [["value"]]], "title", "description", "id"]),
    "media, parts": (
        "17900000000000014",
        {"metric": "navigation", "breakdown": "story_navigation_action_type"},
        [
            "name",
            "period",
            ["values", [["value"]]],
            "title",
            "description",
            [
                "total_value",
                [
                    "value",
                    ["breakdowns", [[["dimension_keys", []], ["results", [[["dimension_values", []], "value"]]]]]],
                ],
            ],
            "id",
        ],
    ),
    "series": (
        ACCOUNT,
        {"metric": "reach", "period": "day"},
        ["name", "period", ["values", [["value", "end_time"]]], "title", "description", "id"],
    ),
    "total": (
        ACCOUNT,
        {"metric": "views", "period": "day", "metric_type": "total_value"},
        ["name", "period", "title", "description", ["total_value", ["value"]], "id"],
    ),
    "total, parts": (
        ACCOUNT,
        {
            "metric": "views",
            "period": "day",
            "metric_type": "total_value",
            "breakdown": "media_product_type,follow_type",
        },
        [
            "name",
            "period",
            "title",
            "description",
            [
                "total_value",
                [
                    "value",
                    ["breakdowns", [[["dimension_keys", []], ["results", [[["dimension_values", []], "value"]]]]]],
                ],
            ],
            "id",
        ],
    ),
    "follows": (
        ACCOUNT,
        {"metric": "follows_and_unfollows", "period": "day", "metric_type": "total_value"},
        ["name", "period", "title", "description", "id"],
    ),
    "follows, parts": (
        ACCOUNT,
        {"metric": "follows_and_unfollows", "period": "day", "metric_type": "total_value", "breakdown": "follow_type"},
        [
            "name",
            "period",
            "title",
            "description",
            [
                "total_value",
                [["breakdowns", [[["dimension_keys", []], ["results", [[["dimension_values", []], "value"]]]]]]],
            ],
            "id",
        ],
    ),
    "demographics": (
        ACCOUNT,
        {"metric": "follower_demographics", "period": "lifetime", "metric_type": "total_value", "breakdown": "city"},
        [
            "name",
            "period",
            "title",
            "description",
            [
                "total_value",
                [["breakdowns", [[["dimension_keys", []], ["results", [[["dimension_values", []], "value"]]]]]]],
            ],
            "id",
        ],
    ),
}


@pytest.mark.parametrize("host", _HOSTS)
@pytest.mark.parametrize("shape", sorted(_SHAPES))
def test_order_of_keys(client: Emulator, shape: str, host: str) -> None:
    """Each shape of an entry has its keys in the order of the recordings."""
    object_id, params, keys = _SHAPES[shape]
    reply = client.get(f"/v25.0/{object_id}/insights", host=host, token=_TOKEN[host], **params)
    assert _keys(reply.data[0]) == keys
    assert next(iter(reply.json)) == "data"
    assert set(reply.json) <= {"data", "paging"}
    if "paging" in reply.json:
        assert list(reply.json["paging"]) == ["previous", "next"]


@pytest.mark.parametrize("shape", sorted(_SHAPES))
def test_ids_of_entries(client: Emulator, shape: str) -> None:
    """An entry's id is the object, the metric and the period."""
    object_id, params, _ = _SHAPES[shape]
    entry = client.get(f"/v25.0/{object_id}/insights", **params).data[0]
    period = params.get("period", "lifetime")
    assert (entry["id"], entry["period"]) == (f"{object_id}/insights/{params['metric']}/{period}", period)


def test_legacy_audiences(client: Emulator) -> None:
    """The old tables are a series of one object, dated, and have no paging."""
    headers = {"X-Mock-Now": "2023-09-01T00:00:00Z"}
    asked = {"metric": "audience_gender_age,audience_country", "period": "lifetime"}
    reply = client.get(f"/v17.0/{ACCOUNT}/insights", headers=headers, **asked)
    for entry in reply.data:
        assert list(entry) == ["name", "period", "values", "title", "description", "id"]
        [point] = entry["values"]
        assert list(point) == ["value", "end_time"]
        assert len(point["value"]) <= 45
    assert "F.18-24" in reply.data[0]["values"][0]["value"]
    assert "paging" not in reply.json


def test_online_followers(client: Emulator) -> None:
    """Each day has an object of its 24 hours."""
    for point in client.get(f"/v25.0/{ACCOUNT}/insights", metric="online_followers", period="lifetime").data[0][
        "values"
    ]:
        assert list(point) == ["value", "end_time"]
        assert list(point["value"]) == [str(hour) for hour in range(24)]


@pytest.mark.parametrize(
    "path", [f"/v25.0/{PHOTO}/insights", f"/v25.0/{ACCOUNT}/insights", "/v99.0/x", "/v25.0/é/insights"]
)
def test_style_of_json(client: Emulator, path: str) -> None:
    """Bodies are compact ASCII, with slashes escaped, and read back as themselves."""
    reply = client.get(path, metric="reach", period="day", **{"ünïcödé/": "☃/"})
    text = reply.body.decode("ascii")
    assert re.search(r"(?<!\\)/", text) is None
    assert text == json.dumps(reply.json, separators=(",", ":")).replace("/", "\\/")


def test_values_beyond_ascii_are_escaped(client: Emulator) -> None:
    r"""A city with an accent comes as \uXXXX."""
    account = {"followers": 400_000, "country": "BR"}
    world = client.world(accounts=[account])
    asked = {"metric": "follower_demographics", "period": "lifetime", "metric_type": "total_value", "breakdown": "city"}
    reply = world.get(world.account, **asked)
    assert rb"S\u00e3o Paulo, S\u00e3o Paulo (state)" in reply.body


@pytest.mark.parametrize(
    ("day", "count"),
    [("2026-03-08", 4), ("2026-11-01", 4), ("2025-03-09", 4), ("2025-11-02", 4), ("2026-07-16", 4), ("2026-01-15", 4)],
)
def test_end_times_across_daylight_saving(day: str, count: int) -> None:
    """A day ends at Pacific midnight, 07:00 UTC in summer and 08:00 in winter, also around both changes."""
    middle = datetime.fromisoformat(f"{day}T20:00:00+00:00")
    served = emulator(now=(middle + timedelta(days=3)).isoformat().replace("+00:00", "Z"))
    since = int(middle.timestamp()) - 2 * DAY
    asked = {"metric": "reach", "period": "day", "since": since, "until": since + 4 * DAY}
    points = served.get(f"/{ACCOUNT}/insights", **asked).data[0]["values"]
    assert len(points) == count
    ends = [datetime.strptime(point["end_time"], "%Y-%m-%dT%H:%M:%S%z") for point in points]
    local = [end.astimezone(_PACIFIC) for end in ends]
    assert all((each.hour, each.minute, each.second) == (0, 0, 0) for each in local)
    assert [each.date() for each in local] == [local[0].date() + timedelta(days=n) for n in range(count)]
    assert all(point["end_time"].endswith("+0000") for point in points)


@pytest.mark.parametrize(
    ("since", "until", "points"),
    [
        ("2026-07-09T07:00:00Z", "2026-07-10T06:59:59Z", 1),
        ("2026-07-09T07:00:00Z", "2026-07-10T07:00:00Z", 2),
        ("2026-07-09T19:00:00Z", "2026-07-09T19:00:00Z", 0),
        ("2026-07-09T07:00:00Z", "2026-07-09T07:00:00Z", 1),
        ("2026-07-09T07:00:01Z", "2026-07-10T06:59:59Z", 0),
        ("2026-07-09", "2026-07-15", 6),
    ],
)
def test_which_days_belong_to_a_window(client: Emulator, since: str, until: str, points: int) -> None:
    """A day belongs to the window when its end does, both ends included."""
    [entry] = client.get(f"/v25.0/{ACCOUNT}/insights", metric="reach", period="day", since=since, until=until).data
    assert len(entry["values"]) == points


@pytest.mark.parametrize("host", _HOSTS)
def test_headers_of_answers(client: Emulator, host: str) -> None:
    """Type, version, caching and cross-origin headers are those of the host."""
    headers = client.get(f"/v25.0/{PHOTO}/insights", host=host, token=_TOKEN[host], metric="reach").headers
    assert headers["content-type"] == "application/json; charset=UTF-8"
    assert headers["facebook-api-version" if host == FACEBOOK else "instagram-api-version"] == "v25.0"
    assert headers["cache-control"] == "private, no-cache, no-store, must-revalidate"
    assert headers["access-control-allow-origin"] == "*"
    assert headers["pragma"] == "no-cache"
    assert headers["expires"] == "Sat, 01 Jan 2000 00:00:00 GMT"
    assert headers["x-mock-grade"] in ("documented", "recorded", "noted", "assumed")
    assert "www-authenticate" not in headers


@pytest.mark.parametrize("host", _HOSTS)
def test_headers_of_errors(client: Emulator, host: str) -> None:
    """Errors are not stored by anybody, and challenge the client with their text."""
    reply = client.get(f"/v25.0/{PHOTO}/insights", host=host, token=_TOKEN[host], metric="navigation")
    headers = reply.headers
    assert headers["content-type"] == "application/json; charset=UTF-8"
    assert headers["cache-control"] == "no-store"
    message = reply.error["message"]
    assert headers["www-authenticate"] == f'OAuth "Facebook Platform" "invalid_request" "{message}"'


@pytest.mark.parametrize("token", ["EAAmock-expired", "nobody", "EAAmock-logged-out"])
def test_dead_tokens_are_challenged_as_tokens(client: Emulator, token: str) -> None:
    """Code 190 says invalid_token."""
    challenge = client.get(f"/v25.0/{PHOTO}/insights", token=token, metric="reach").headers["www-authenticate"]
    assert challenge.startswith('OAuth "Facebook Platform" "invalid_token" "')


def test_user_texts_stand_in_the_challenge(client: Emulator) -> None:
    """Where an error speaks to the user, the header has that text."""
    reply = client.get("/v25.0/17900000000000010/insights", metric="reach")
    assert reply.error["error_user_msg"] in reply.headers["www-authenticate"]


@pytest.mark.parametrize("host", _HOSTS)
def test_order_of_error_keys(client: Emulator, host: str) -> None:
    """An error has message, type and code first, and its trace id last."""
    for path in ("17900000000000010", "1", "17900000000000013"):
        reply = client.get(f"/v25.0/{path}/insights", host=host, token=_TOKEN[host], metric="reach")
        assert list(reply.json) == ["error"]
        order = [
            "message",
            "type",
            "code",
            "error_data",
            "error_subcode",
            "is_transient",
            "error_user_title",
            "error_user_msg",
            "fbtrace_id",
        ]
        assert list(reply.error) == [key for key in order if key in reply.error]
        assert list(reply.error)[:3] == order[:3]
        assert list(reply.error)[-1] == "fbtrace_id"


def test_trace_ids(client: Emulator) -> None:
    """No two replies have the same trace id; an error has it in its body and its headers."""
    replies = [client.get(f"/v25.0/{PHOTO}/insights", metric=metric) for metric in ("reach", "bogus", "likes") * 20]
    ids = [reply.headers["x-fb-trace-id"] for reply in replies]
    assert len(set(ids)) == len(ids)
    assert all(re.fullmatch(r"A[A-Za-z0-9_-]{10,30}", each) for each in ids)
    for reply in replies:
        if reply.status != 200:
            assert reply.error["fbtrace_id"] == reply.headers["x-fb-trace-id"]


def test_mock_headers_can_be_switched_off() -> None:
    """Without mock headers a reply has none of ours."""
    served = emulator(mock_headers=False)
    for metric in ("reach", "bogus"):
        assert not [
            name for name in served.get(f"/v25.0/{PHOTO}/insights", metric=metric).headers if name.startswith("x-mock")
        ]


def _refused(client: Emulator, segment: str) -> Reply:
    return client.call("GET", f"/v25.0/{quote(segment, safe='')}/insights?access_token={READER}&metric=reach")


def _assert_safe(reply: Reply) -> None:
    for name, value in reply.pairs:
        assert _FIELD.match(name), name
        assert _FIELD.match(value), (name, value)
    challenge = reply.headers.get("www-authenticate")
    if challenge is not None:
        assert _CHALLENGE.fullmatch(challenge), challenge
        assert len(challenge) < 4096


@pytest.mark.parametrize(
    "segment",
    [
        '"',
        "\\",
        '\\"',
        "a\r\nX-Evil: 1",
        "\x00",
        "\x7f",
        "\x1b[31m",
        "é",
        "☃",
        "\U0001f600",
        "\u202e",
        "\ufeff",
        "\u2028",
        '"' * 3000,
        "\\" * 3000,
        "a" + '"' * 3000,
        "ab" + "\\" * 3000,
        "é" * 3000,
        "aé" * 3000,
        "abé" * 3000,
        "abcé" * 2000,
        "abcdé" * 2000,
        "\x7f" * 3000,
        "{0}",
        "{path}",
        "%s",
        "${x}",
    ],
)
def test_headers_are_safe_for_any_object(client: Emulator, segment: str) -> None:
    """Whatever stands in a path, each header is one line of printable ASCII, and the challenge a well-formed string."""
    _assert_safe(_refused(client, segment))


@given(st.text(min_size=1, max_size=200))
@settings(max_examples=100)
def test_headers_are_safe_for_any_text(client: Emulator, segment: str) -> None:
    """The same for any text at all."""
    _assert_safe(
        client.call(
            "GET", f"/v25.0/{quote(segment.encode('utf-8', 'replace'), safe='')}/insights?access_token={READER}"
        )
    )


@given(st.text(alphabet='"\\aé/\x7f', min_size=900, max_size=1000))
@settings(max_examples=40)
def test_long_challenges_are_cut_between_characters(client: Emulator, segment: str) -> None:
    """A text that is cut short never ends in half an escape."""
    _assert_safe(_refused(client, segment))
