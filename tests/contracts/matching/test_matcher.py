"""Requests and answers of anybody's client, held against the committed document."""

from __future__ import annotations

import json
from datetime import date
from functools import cache
from typing import Any
from urllib.parse import quote, urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contracts.matching.admitting import Kind
from contracts.matching.asking import Answered, Asked
from contracts.matching.matcher import Matched, Matcher
from contracts.openapi.public import PublicDocument
from contracts.subjects import ACCOUNT, FACEBOOK, INSTAGRAM
from mock_server.graph.versions import newest
from mock_server.spec import document

VERSION = PublicDocument.committed().version
MEDIA = "17900000000000551"
TOKEN = "EAAmock-harness"
FORM = {"content-type": "application/x-www-form-urlencoded"}
HEADERS = {"content-type": "application/json", "x-fb-trace-id": "Abc", "facebook-api-version": VERSION}


@cache
def matcher() -> Matcher:
    return Matcher(PublicDocument.committed(), kinds={ACCOUNT: Kind("account"), MEDIA: Kind("photo")})


def url(path: str = f"{ACCOUNT}/insights", *, host: str = FACEBOOK, version: str = VERSION, **params: Any) -> str:
    query = urlencode({"access_token": TOKEN, **params}, safe=",;")
    return f"https://{host}/{f'{version}/' if version else ''}{path}?{query}"


def request(asked: str, method: str = "GET", **headers: str) -> Matched:
    return matcher().match(Asked(method, asked, headers))


def series(**params: Any) -> str:
    return url(**{"metric": "reach", "period": "day", **params})


def wheres(matched: Matched) -> list[str]:
    return [each.where for each in matched.breaches]


# ------------------------------------------------------------------------------------------------------ what is right


@pytest.mark.parametrize(
    ("asked", "row"),
    [
        (series(), "account_day_series_facebook"),
        (series(metric_type="total_value", metric="reach,views"), "account_day_total"),
        (series(metric_type="total_value", metric="reach,views").replace(",", "%2C"), "account_day_total"),
        (series(metric='["reach"]', period='["day"]'), "account_day_series_facebook"),
        (series(host=INSTAGRAM, path="me/insights", metric="views"), "account_day_untyped_instagram"),
        (url(f"{MEDIA}/insights", metric="reach,likes"), "photo_facebook"),
        (url(f"{MEDIA}/insights", metric="profile_activity", breakdown="action_type"), "photo_by_action_type"),
        (
            series(
                period="lifetime", metric="follower_demographics", metric_type="total_value", breakdown="age,gender"
            ),
            "account_lifetime_total",
        ),
        (series(appsecret_proof="0" * 64, debug="all"), "account_day_series_facebook"),
    ],
)
def test_a_request_of_a_row_is_kept(asked: str, row: str) -> None:
    assert request(asked) == Matched(operation="getInsights", row=row)


@pytest.mark.parametrize(
    "place",
    [
        f"http://127.0.0.1:8080/graph.facebook.com/{VERSION}",
        f"http://127.0.0.1:8080/{VERSION}",
        f"http://localhost:1/{VERSION}",
        f"https://graph.facebook.com/{VERSION}",
    ],
)
def test_an_emulator_on_loopback_is_the_api_with_and_without_a_prefix(place: str) -> None:
    assert request(series().replace(f"https://graph.facebook.com/{VERSION}", place)).breaches == ()


def test_an_emulator_elsewhere_is_named() -> None:
    elsewhere = series().replace("https://graph.facebook.com", "http://emulator:9000")
    named = Matcher(PublicDocument.committed(), at="http://emulator:9000")

    assert wheres(request(elsewhere)) == ["host"]
    assert named.match(Asked("GET", elsewhere)).breaches == ()


def test_the_host_header_and_the_token_decide_the_host() -> None:
    """`views` comes without a type on Instagram's host only."""
    views = series(metric="views").replace("https://graph.facebook.com", "http://127.0.0.1:8080")

    assert wheres(request(views)) == ["parameter metric_type"]
    assert wheres(request(views, host=INSTAGRAM)) == []
    assert wheres(request(views.replace(TOKEN, "IGAAmock-harness"))) == []


def test_a_post_with_another_method_in_its_parameters_is_that_request() -> None:
    body = b"metric=reach&period=day&method=get"

    assert matcher().match(Asked("POST", url(), FORM, body)).row == "account_day_series_facebook"


# ---------------------------------------------------------------------------------------------------- what is a breach

PROBES = {
    "repeated metric": (url() + "&metric=reach&metric=views&period=day", "GET", "parameter metric"),
    "empty breakdown": (series(metric_type="total_value", breakdown=""), "GET", "parameter breakdown[0]"),
    "semicolons": (series(metric="reach;views"), "GET", "parameter metric[0]"),
    "a blank in a list": (url(f"{MEDIA}/insights", metric="reach, likes"), "GET", "parameter metric[1]"),
    "no metric": (url(period="day"), "GET", "parameter metric"),
    "an unknown metric": (series(metric="teleported"), "GET", "parameter metric[0]"),
    "half a JSON list": (series(metric='["reach"'), "GET", "parameter metric[0]"),
    "upper case": (series(metric="REACH"), "GET", "parameter metric[0]"),
    "a period that is none": (series(period="daily"), "GET", "parameter period[0]"),
    "no time": (series(since="soon"), "GET", "parameter since"),
    "another version": (series(version="v3.1"), "GET", "parameter version"),
    "no version": (series(version=""), "GET", "parameter version"),
    "another host": (series(host="graph.example.com"), "GET", "host"),
    "the host of logins": (series(host="api.instagram.com"), "GET", "host"),
    "a host that has no such edge": (url(f"{ACCOUNT}/collaborative_media", host=INSTAGRAM), "GET", "host"),
    "no such edge": (url(f"{ACCOUNT}/insight"), "GET", "path"),
    "no id": (url("nobody/insights", metric="reach"), "GET", "parameter object-id"),
    "POST": (series(), "POST", "method"),
    "PUT": (series(), "PUT", "method"),
    "no token": (series().replace(f"access_token={TOKEN}&", ""), "GET", "token"),
    "no such field": (url(ACCOUNT, fields="id,user_name"), "GET", "parameter fields: user_name"),
    "a number that is none": (url(f"{ACCOUNT}/media", limit="many"), "GET", "parameter limit"),
}
ACROSS = {
    "demographics by day": (series(metric="follower_demographics", metric_type="total_value"), "parameter period"),
    "a total without its type": (series(metric="profile_links_taps"), "parameter metric_type"),
    "a breakdown that the metric has not": (
        series(metric="reach", metric_type="total_value", breakdown="contact_button_type"),
        "parameter breakdown",
    ),
    "a breakdown of media": (url(f"{MEDIA}/insights", metric="reach", breakdown="action_type"), "parameter breakdown"),
    "a metric of accounts": (url(f"{MEDIA}/insights", metric="online_followers"), "parameter metric"),
}


@pytest.mark.parametrize("name", PROBES)
def test_a_request_that_is_not_in_the_document_is_a_breach(name: str) -> None:
    asked, method, where = PROBES[name]

    assert wheres(request(asked, method)) == [where]


@pytest.mark.parametrize("name", ACROSS)
def test_a_request_that_fits_no_row_is_told_what_differs_from_the_nearest(name: str) -> None:
    asked, where = ACROSS[name]

    [breach] = request(asked).breaches
    assert breach.where == where
    assert "(row " in breach.promised


def test_a_metric_of_another_host_is_told_so() -> None:
    [breach] = request(url(f"{MEDIA}/insights", metric="total_views", host=INSTAGRAM)).breaches

    assert (breach.where, breach.promised, breach.received) == ("host", FACEBOOK, INSTAGRAM)


@pytest.mark.parametrize("metric", ["impressions", "plays"])
def test_a_retired_metric_is_told_with_what_replaces_it(metric: str) -> None:
    """It is the same whether errors still list it or not."""
    [breach] = request(url(f"{MEDIA}/insights", metric=f"reach,{metric}")).breaches

    assert breach.promised == "retired from v22.0 on; everywhere on 2025-04-21: use `views`"
    assert breach.received == f'"{metric}"'


def test_what_else_is_wrong_stands_beside_a_metric_that_is_not_listed_any_more() -> None:
    asked = url(f"{MEDIA}/insights", metric="plays,teleported", breakdown="nothing")

    assert wheres(request(asked)) == ["parameter metric[0]", "parameter metric[1]", "parameter breakdown[0]"]


# --------------------------------------------------------------------------------------------------- what has no effect


@pytest.mark.parametrize(
    ("asked", "where"),
    [
        (series(locale="en"), "parameter locale"),
        (series(breakdowns="city"), "parameter breakdowns"),
        (series(limit=100), "parameter limit"),
        (url(f"{MEDIA}/insights", metric="reach", timeframe="this_month"), "parameter timeframe"),
        (url(f"{MEDIA}/insights", metric="reach", since="2026-07-01"), "parameter since"),
        (series(breakdown="city"), "parameter breakdown"),
        (url(f"{ACCOUNT}/insights/", metric="reach", period="day"), "path"),
        (url(f"{ACCOUNT}//insights", metric="reach", period="day"), "path"),
        (url(f"{VERSION}/refresh_access_token", version="", host=INSTAGRAM, grant_type="ig_refresh_token"), "version"),
    ],
)
def test_what_the_api_ignores_is_no_breach_and_is_told(asked: str, where: str) -> None:
    matched = request(asked)

    assert matched.breaches == ()
    assert [each.where for each in matched.ignored] == [where]
    assert matched.ignored[0].promised.startswith("ignored by the API")


def test_the_answer_tells_what_kind_of_object_was_asked() -> None:
    """Nobody knows what this id is; `lifetime` comes from media alone, and they ignore the type."""
    asked = Asked("GET", url("18000000000000001/insights", metric="reach", period="day", metric_type="total_value"))
    entry = {"name": "reach", "period": "lifetime", "values": [{"value": 1}], "title": "Reach", "description": "…"}
    body = json.dumps({"data": [{**entry, "id": "18000000000000001/insights/reach/lifetime"}]}).encode()

    assert matcher().match(asked).row == "account_day_total"
    answered = matcher().match(asked, Answered(200, HEADERS, body))
    assert (answered.breaches, answered.row) == ((), "photo_facebook")
    assert [each.where for each in answered.ignored] == ["parameter metric_type"]


# --------------------------------------------------------------------------------------------------------------- fields


@pytest.mark.parametrize(
    "fields",
    [
        "id,username",
        '["id","username"]',
        "id,media.limit(3){id,insights.metric(reach)}",
        "media.fields(id,children{media_type}).limit(2)",
        "business_discovery.username(a.name){username,media{like_count}}",
        "id , username",
    ],
)
def test_fields_of_the_types_are_kept(fields: str) -> None:
    assert request(url(ACCOUNT, fields=fields)).breaches == ()


@pytest.mark.parametrize(
    ("fields", "where"),
    [
        ("media{idd}", "parameter fields: idd"),
        ("media{insights.metric(plays)}", "parameter fields: insights metric"),
        ("media{insights}", "parameter fields: insights"),
        ("id,(", "parameter fields"),
        ("id{", "parameter fields"),
        ("media.limit(3", "parameter fields"),
        ("[1", "parameter fields"),
        ("a{" * 40, "parameter fields"),
        ("media.limit", "parameter fields"),
        ("id username", "parameter fields"),
    ],
)
def test_fields_that_are_not_are_breaches(fields: str, where: str) -> None:
    assert wheres(request(url(ACCOUNT, fields=fields))) == [where]


def test_a_field_of_another_host_is_told_so() -> None:
    [breach] = request(url(f"{MEDIA}", fields="boost_ads_list", host=INSTAGRAM)).breaches

    assert breach.promised == f"asked on {FACEBOOK}"


def test_the_objects_of_an_edge_have_their_own_fields() -> None:
    assert request(url(f"{ACCOUNT}/media", fields="media_type")).breaches == ()
    assert wheres(request(url(f"{ACCOUNT}/media", fields="username,biography"))) == ["parameter fields: biography"]


# -------------------------------------------------------------------------------------------------------------- batches


def batch(*items: dict[str, str]) -> Asked:
    return Asked(
        "POST",
        f"https://{FACEBOOK}/{VERSION}?access_token={TOKEN}",
        FORM,
        b"batch=" + quote(json.dumps(items)).encode(),
    )


def test_each_request_of_a_batch_is_matched() -> None:
    good = {"method": "GET", "relative_url": f"{MEDIA}/insights?metric=reach", "name": "one"}
    using = {"relative_url": "{result=one:$.data.0.id}?fields=id,caption"}
    bad = {"relative_url": f"{VERSION}/{MEDIA}/insights?metric=plays"}

    matched = matcher().match(batch(good, using, bad))

    assert [item.operation for item in matched.items] == ["getInsights", "getObject", "getInsights"]
    assert wheres(matched) == ["batch[2] parameter metric[0]"]


def test_each_answer_of_a_batch_is_held_against_its_request() -> None:
    asked = batch({"relative_url": f"{MEDIA}/insights?metric=reach"}, {"relative_url": MEDIA})
    results = [{"code": 200, "body": '{"data": 1}'}, None]

    matched = matcher().match(asked, Answered(200, HEADERS, json.dumps(results).encode()))

    assert wheres(matched) == ["batch[0] body.data"]


@pytest.mark.parametrize("text", ["", "{}", "[", "[1]", '[{"method": "GET"}]'])
def test_no_batch_is_no_crash(text: str) -> None:
    asked = Asked("POST", f"https://{FACEBOOK}/{VERSION}?access_token={TOKEN}", FORM, f"batch={text}".encode())

    assert matcher().match(asked, Answered(200, HEADERS, b"7")).operation == "batch"


@pytest.mark.parametrize(
    ("content_type", "body"),
    [
        ("application/json", json.dumps({"batch": [{"relative_url": "me/insight"}]}).encode()),
        (
            "multipart/form-data; boundary=x",
            b'--x\r\nContent-Disposition: form-data; name="batch"\r\n\r\n[{"relative_url":"me/insight"}]\r\n--x--\r\n',
        ),
    ],
)
def test_a_body_is_read_in_each_form(content_type: str, body: bytes) -> None:
    asked = Asked("POST", f"https://{FACEBOOK}/{VERSION}?access_token={TOKEN}", {"content-type": content_type}, body)

    assert wheres(matcher().match(asked)) == ["batch[0] path"]


# -------------------------------------------------------------------------------------------------------------- answers

REFUSED = {"error": {"message": "(#100) …", "type": "OAuthException", "code": 100, "fbtrace_id": "A"}}


def answer(status: int, body: object, **headers: str) -> Matched:
    content = body if isinstance(body, bytes) else json.dumps(body).encode()
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return matcher().match(Asked("GET", series()), Answered(status, {**HEADERS, **named}, content))


def entry(**changes: object) -> dict[str, object]:
    value = {"value": 1, "end_time": "2026-10-08T07:00:00+0000"}
    told = {"name": "reach", "period": "day", "values": [value], "title": "Reach", "description": "…"}
    return {"data": [{**told, "id": f"{ACCOUNT}/insights/reach/day", **changes}]}


def test_an_answer_in_the_shape_of_its_row_is_kept() -> None:
    assert answer(200, entry()).breaches == ()
    assert answer(200, {"data": []}).breaches == ()
    assert answer(400, REFUSED, www_authenticate="OAuth").breaches == ()


@pytest.mark.parametrize(
    ("shown", "content_type", "body"),
    [
        ({"callback": "f"}, "text/javascript", b'/**/ f({"data":[]});'),
        ({"suppress_http_code": "1"}, "application/json", json.dumps(REFUSED).encode()),
        ({"debug": "all"}, "application/json", b'{"data":[],"__debug__":{}}'),
        ({"appsecret_proof": "0" * 64, "pretty": "1"}, "application/json", b'{\n   "data": []\n}'),
    ],
)
def test_an_answer_may_look_as_it_was_asked_to(shown: dict[str, str], content_type: str, body: bytes) -> None:
    received = Answered(200, {**HEADERS, "content-type": content_type}, body)

    matched = matcher().match(Asked("GET", series(**shown)), received)

    assert (matched.breaches, matched.ignored) == ((), ())


def test_a_refusal_has_the_status_of_a_success_only_where_that_was_asked() -> None:
    assert "body.data" in wheres(answer(200, REFUSED))


@pytest.mark.parametrize(
    ("status", "body", "headers", "where"),
    [
        (418, {}, {}, "status"),
        (200, b"<html>", {}, "body"),
        (200, entry(), {"content-type": "text/html"}, "content type"),
        (200, entry(period="lifetime"), {}, "body.data[0].period"),
        (200, entry(more=1), {}, "body.data[0].more"),
        (
            200,
            entry(values=[{"value": "1", "end_time": "2026-10-08T07:00:00+0000"}]),
            {},
            "body.data[0].values[0].value",
        ),
        (200, entry(), {"facebook-api-version": "26"}, "header facebook-api-version"),
        (400, REFUSED, {}, "header WWW-Authenticate"),
        (400, {"error": {}}, {"www-authenticate": "OAuth"}, "body.error.message"),
    ],
)
def test_an_answer_that_is_not_in_the_document_is_a_breach(
    status: int, body: object, headers: dict[str, str], where: str
) -> None:
    assert where in wheres(answer(status, body, **headers))


def test_a_total_in_place_of_a_series_is_a_breach() -> None:
    """Both are shapes of insights, but only one is the row's."""
    total = {"name": "reach", "period": "day", "title": "Reach", "description": "…", "total_value": {"value": 1}}
    body = {"data": [{**total, "id": f"{ACCOUNT}/insights/reach/day"}]}

    assert answer(200, body).breaches != ()


def test_renamed_fields_fit_no_schema() -> None:
    asked = Asked("GET", url(ACCOUNT, fields="id,username.as(handle)"))

    assert matcher().match(asked, Answered(200, HEADERS, b'{"handle": 1}')).breaches == ()


# ------------------------------------------------------------------------------------------------------ other documents


@pytest.mark.parametrize("day", ["2026-07-16", "2025-03-01", "2023-03-01"])
def test_each_document_admits_all_that_its_rows_say(day: str) -> None:
    """Whatever a row holds is a request of that row or of a narrower one, on each of its hosts."""
    when = date.fromisoformat(day)
    public = PublicDocument(document(newest(when), when))
    each_matcher = Matcher(public)
    for row in public.rows:
        for host in row.hosts:
            for choice in row.choices():
                asked = url("1/insights", host=host, version=public.version, metric=",".join(row.metrics), **choice)
                matched = each_matcher.match(Asked("GET", asked))
                assert matched.breaches == (), (row.name, host, choice)
                assert matched.row


# -------------------------------------------------------------------------------------------------------- hostile ones

_TEXT = st.text(max_size=30)
_WORDS = st.sampled_from(
    ["", "me", "1", VERSION, "insights", "media", "oauth", "access_token", "graph.facebook.com", "*"]
)
_NAMES = st.sampled_from(["metric", "fields", "ids", "batch", "limit", "method", "period", "breakdown", "access_token"])
_VALUES = st.one_of(_TEXT, st.sampled_from(["[", "[1]", '[{"relative_url":"me?fields=a{"}]', "a{b,", "reach", "POST"]))


@given(
    path=st.lists(st.one_of(_WORDS, _TEXT), max_size=5),
    params=st.lists(st.tuples(_NAMES, _VALUES), max_size=4),
    host=_TEXT,
    body=st.binary(max_size=60),
    form=st.sampled_from(["", "application/json", "multipart/form-data", "multipart/form-data; boundary=x"]),
)
def test_nothing_that_is_sent_or_answered_makes_it_fail(
    path: list[str], params: list[tuple[str, str]], host: str, body: bytes, form: str
) -> None:
    target = f"https://{FACEBOOK}/{'/'.join(map(quote, path))}?{urlencode(params)}"
    for method in ("GET", "POST"):
        asked = Asked(method, target, {"host": host, "authorization": host, "content-type": form}, body)
        matcher().match(asked, Answered(200, {"content-type": form}, body))
