"""Parameters as clients send them: lists, times, tokens, things that nobody asked for."""

# ruff: noqa: RUF001 - look-alike characters are what these tests send

from __future__ import annotations

import pytest

from tests.conftest import ACCOUNT, DAY, FACEBOOK, PHOTO, READER, START, Emulator

_TOKEN = f"access_token={READER}"
_HOST = {"Host": FACEBOOK}


@pytest.mark.parametrize(
    "value",
    [
        "reach,likes",
        "reach%2Clikes",
        "reach,%20likes",
        "+reach+,+likes+",
        "%09reach,likes%0A",
        "reach,,likes,",
        ",reach,likes",
        "%5B%22reach%22%2C%22likes%22%5D",
        '["reach","likes"]',
        '[%20"reach"%20,%20"likes"%20]',
        '["reach","likes","reach"]',
        "reach,likes,reach",
        '["re\\u0061ch","likes"]',
    ],
)
def test_lists(client: Emulator, value: str) -> None:
    """A list is names with commas or a JSON list, however it is encoded; blanks, gaps and doubles do not count."""
    reply = client.call("GET", f"/v25.0/{PHOTO}/insights?{_TOKEN}&metric={value}", headers=_HOST)
    assert reply.names == ["reach", "likes"]


@pytest.mark.parametrize("value", ["", "+", ",", "[]", "%5B%5D", "[+]", ",+,"])
def test_empty_lists(client: Emulator, value: str) -> None:
    """A list without a name is as good as none."""
    reply = client.call("GET", f"/v25.0/{PHOTO}/insights?{_TOKEN}&metric={value}", headers=_HOST)
    assert reply.error["message"] == "(#100) The parameter metric is required"


@pytest.mark.parametrize(
    "value", ['["reach"', "[reach]", '"reach"', "{}", '["reach",1]', "[null]", "reach;likes", "REACH"]
)
def test_what_is_no_list_of_metrics(client: Emulator, value: str) -> None:
    """Everything else gets the enumeration error."""
    reply = client.call("GET", f"/v25.0/{PHOTO}/insights?{_TOKEN}&metric={value}", headers=_HOST)
    assert reply.rule == "value_not_listed"


def test_of_a_repeated_parameter_the_last_counts(client: Emulator) -> None:
    """metric=a&metric=b asks b."""
    target = f"/v25.0/{PHOTO}/insights?{_TOKEN}&metric=bogus&metric=saved"
    assert client.call("GET", target, headers=_HOST).names == ["saved"]


@pytest.mark.parametrize("period", ["day", '["day"]', "%5B%22day%22%5D", "day,day"])
def test_periods_are_lists_too(client: Emulator, period: str) -> None:
    """Meta's own SDKs send period as a JSON list."""
    target = f"/v25.0/{ACCOUNT}/insights?{_TOKEN}&metric=reach&period={period}"
    assert [entry["period"] for entry in client.call("GET", target, headers=_HOST).data] == ["day"]


def test_several_periods_give_several_entries(client: Emulator) -> None:
    """Each asked period has its own entry and id."""
    entries = client.get(f"/v25.0/{ACCOUNT}/insights", metric="reach", period="day,week,days_28").data
    assert [entry["id"] for entry in entries] == [
        f"{ACCOUNT}/insights/reach/{each}" for each in ("day", "week", "days_28")
    ]


# 9 July 2026, 00:00 UTC, in every notation that clients send.
_JULY_9 = START - START % DAY - 7 * DAY
_NOTATIONS = [
    str(_JULY_9),
    "2026-07-09",
    "2026-07-09T00:00:00+00:00",
    "2026-07-09T00:00:00+0000",
    "2026-07-09T00:00:00Z",
    "2026-07-09T02:00:00+02:00",
    "2026-07-08T17:00:00-07:00",
    "2026-07-09T00:00:00",
    "2026-07-09 00:00:00",
    "2026-07-09 00:00",
    "2026-07-09T00:00:00.000Z",
    "2026-07-09T00:00:00.000000+00:00",
    "Thu Jul 09 2026 00:00:00 GMT+0000 (Coordinated Universal Time)",
    "Wed Jul 08 2026 17:00:00 GMT-0700 (Pacific Daylight Time)",
    "Thu Jul 09 2026 00:00:00 GMT+0000",
    "Thu, 09 Jul 2026 00:00:00 +0000",
    "9 July 2026",
    "July 9, 2026",
    "07/09/2026",
    f" {_JULY_9} ",
]


@pytest.mark.parametrize("since", _NOTATIONS)
def test_notations_of_times(client: Emulator, since: str) -> None:
    """All notations of an instant ask the same window."""
    asked = {"metric": "reach", "period": "day", "until": _JULY_9 + 2 * DAY}
    plain = client.get(f"/v25.0/{ACCOUNT}/insights", since=_JULY_9, **asked)
    reply = client.get(f"/v25.0/{ACCOUNT}/insights", since=since, **asked)
    assert reply.data == plain.data
    assert reply.json["paging"] == plain.json["paging"]


@pytest.mark.parametrize(
    ("since", "seconds"),
    [
        ("10 days ago", 10 * DAY),
        ("1 week ago", 7 * DAY),
        ("-1 week", 7 * DAY),
        ("36 hours ago", 36 * 3600),
        ("now", 0),
        ("yesterday", START % DAY + DAY),
        ("today", START % DAY),
        ("-10 days", 10 * DAY),
    ],
)
def test_times_in_words(client: Emulator, since: str, seconds: int) -> None:
    """Times may be told in English, as strtotime reads them; they count from the world's now."""
    reply = client.get(f"/v25.0/{ACCOUNT}/insights", metric="reach", period="day", since=since, until=START)
    same = client.get(f"/v25.0/{ACCOUNT}/insights", metric="reach", period="day", since=START - seconds, until=START)
    assert reply.status == 200, reply.body
    assert reply.json == same.json


@pytest.mark.parametrize(
    "value",
    [
        "soon", "2026-13-01", "2026-02-30", "24:00", "1e9", "0x10", "1784224800.5", "٢٠٢٦-٠٧-٠٩", "١٧٨٤٢٢٤٨٠٠",
        "NaN", "-1", "99999999999999", "10 days agoo", "null", "[]", "2026-07-09T25:00:00Z", "١٠ days ago",
    ],
)  # fmt: skip
@pytest.mark.parametrize("name", ["since", "until"])
def test_what_is_no_time(client: Emulator, name: str, value: str) -> None:
    """What nobody could read as a time is refused, with the parameter's name."""
    reply = client.get(f"/v25.0/{ACCOUNT}/insights", metric="reach", period="day", **{name: value})
    text = f"(#100) Parameter {name}: Must be a unixtime or a date/time representation parseable by strtotime()"
    assert reply.status == 400, reply.body
    assert reply.error["message"] == text


@pytest.mark.parametrize("scheme", ["Bearer", "bearer", "OAuth"])
def test_tokens_in_the_header(client: Emulator, scheme: str) -> None:
    """A token may come in the Authorization header; links then carry it in the query."""
    headers = {"Authorization": f"{scheme} {READER}"}
    reply = client.get(f"/v25.0/{ACCOUNT}/insights", token=None, headers=headers, metric="reach", period="day")
    assert reply.names == ["reach"]
    assert f"?access_token={READER}&" in reply.json["paging"]["next"]


def test_the_token_of_the_query_goes_first(client: Emulator) -> None:
    """With two tokens the one in the query counts."""
    headers = {"Authorization": "Bearer EAAmock-expired"}
    assert client.get(f"/v25.0/{PHOTO}/insights", headers=headers, metric="reach").status == 200
    headers = {"Authorization": f"Bearer {READER}"}
    assert (
        client.get(f"/v25.0/{PHOTO}/insights", token="EAAmock-expired", headers=headers, metric="reach").status == 400
    )


@pytest.mark.parametrize("header", ["Bearer", "Bearer ", f"Basic {READER}", READER, "", "Bearer  "])
def test_headers_without_a_token(client: Emulator, header: str) -> None:
    """Anything else in the header is no token."""
    reply = client.get(f"/v25.0/{PHOTO}/insights", token=None, headers={"Authorization": header}, metric="reach")
    assert reply.rule == "token_missing"


def test_unknown_parameters_are_ignored(client: Emulator) -> None:
    """limit, summary, appsecret_proof, locale and whatever else change nothing in the data."""
    plain = client.get(f"/v25.0/{ACCOUNT}/insights", metric="reach", period="day")
    more = {"limit": "100", "summary": "true", "locale": "fr_FR", "foo[bar]": "1", "debug": "all", "pretty": "0"}
    assert client.get(f"/v25.0/{ACCOUNT}/insights", metric="reach", period="day", **more).data == plain.data


@pytest.mark.parametrize("name", ["since", "until", "timeframe", "metric_type"])
def test_parameters_of_the_other_edge_are_ignored_on_media(client: Emulator, name: str) -> None:
    """The media edge does not know since, until, timeframe and metric_type, so nonsense in them is harmless."""
    assert client.get(f"/v25.0/{PHOTO}/insights", metric="reach", **{name: "nonsense"}).names == ["reach"]


@pytest.mark.parametrize(
    ("body", "content_type"),
    [
        (b"{}", "application/json"),
        (b"", "application/json"),
        (b"metric=bogus&access_token=nobody", "application/x-www-form-urlencoded"),
        (b'{"metric": "bogus"}', "application/json"),
        (b"\xff\xfe\x00", "application/octet-stream"),
        (b"--x\r\n\r\n", "multipart/form-data"),
        (b"{" * 1000, "application/json"),
        (b"hello", ""),
    ],
)
def test_bodies_of_gets_are_ignored(client: Emulator, body: bytes, content_type: str) -> None:
    """A GET may carry a body of any form; nothing reads it."""
    headers = {**_HOST, "Content-Type": content_type}
    target = f"/v25.0/{PHOTO}/insights?{_TOKEN}&metric=reach"
    assert client.call("GET", target, headers=headers, body=body).names == ["reach"]


def test_an_empty_method_is_none(client: Emulator) -> None:
    """`method=` says nothing, so the method of the request counts."""
    assert client.call("GET", f"/v25.0/{PHOTO}/insights?metric=reach&access_token={READER}&method=").status == 200
