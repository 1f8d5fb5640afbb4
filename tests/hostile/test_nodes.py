"""Whatever is asked of nodes, lists and batches, the answer is Graph's own, in bounded time and memory."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import quote

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mock_server.catalogue.nodes import EDGES_ELSEWHERE, NODE_TYPES
from tests.conftest import ACCOUNT, FACEBOOK, IG_READER, INSTAGRAM, PHOTO, READER, Emulator, emulator, query_of
from tests.hostile.test_graph import _grown, assert_graph, timed

_OBJECTS = ("me", ACCOUNT, PHOTO, "100000000000001", "200000000000001", "1000000000000001", "17900000000000005", "")
_EDGES = sorted({edge.name for row in NODE_TYPES for edge in row.edges} | set(EDGES_ELSEWHERE) | {""})
_FIELDS = sorted({field.name for row in NODE_TYPES for field in row.fields} | set(_EDGES) - {""})
_HOSTS = {FACEBOOK: READER, INSTAGRAM: IG_READER}

_BIG = {
    "deep": "media{owner{" * 2_000,
    "deep and closed": "media{" * 15 + "id" + "}" * 15,
    "deeper than any": "owner{" * 4_000 + "id" + "}" * 4_000,
    "brackets": "media.limit(" * 4_000,
    "closed brackets": "insights.metric(" + "(" * 3_000 + ")" * 3_000 + ")",
    "quotes": 'media.limit("' + '\\"' * 5_000,
    "many fields": ",".join(f"f{number}" for number in range(20_000)),
    "known fields": ",".join(["id"] * 5_000),
    "aliases": ",".join(f"id.as(a{number})" for number in range(499)),
    "many arguments": "media" + ".limit(1)" * 1_500 + "{id}",
    "one argument": "media.limit(" + "9" * 15_000 + ")",
    "a million": "x" * 1_000_000,
    "commas": "," * 16_000,
    "blanks": " " * 16_000 + "id",
    "a JSON list": json.dumps(["id"] * 3_000),
    "deep JSON": "[" * 8_000,
    "objects": '[{"id":1}]',
    "multiplying": "media.limit(100){comments.limit(100){media{owner{media.limit(100){comments.limit(100){id}}}}}}",
    "insights": "media.limit(100){" + ",".join(f"insights.metric(reach,likes).as(a{n})" for n in range(200)) + "}",
    "series": ",".join(
        f"insights.metric(reach).period(day).since({1_760_000_000 + n}).until({1_762_000_000 + n}).as(a{n})"
        for n in range(150)
    ),
    "long series": "media.limit(100){owner{"
    + ",".join(f"insights.metric(reach).period(day).since(729 days ago).until(now).as(a{n})" for n in range(90))
    + "}}",
    "long totals": "media.limit(100){owner{"
    + ",".join(
        "insights.metric(reach,views,likes,comments,shares,saves,replies).metric_type(total_value).period(day)"
        f".since(729 days ago).until(now).as(a{n})"
        for n in range(75)
    )
    + "}}",
    "demographics": "media.limit(100){owner{"
    + ",".join(
        "insights.metric(follower_demographics).metric_type(total_value).period(lifetime).timeframe(this_month)"
        f".breakdown(city).as(a{n})"
        for n in range(90)
    )
    + "}}",
    "discoveries": ",".join(
        f"business_discovery.username(kissa.kyoto).as(a{n}){{media.limit(100){{view_count}}}}" for n in range(150)
    ),
}


@pytest.mark.parametrize("host", _HOSTS)
@pytest.mark.parametrize("name", sorted(_BIG))
def test_big_lists_of_fields(client: Emulator, name: str, host: str) -> None:
    """Whatever its size and depth, a list of fields is answered or refused in a moment, and the answer is bounded."""
    target = f"/v25.0/{ACCOUNT}?access_token={_HOSTS[host]}&fields={quote(_BIG[name])}"
    headers = {"Host": host, "X-Mock-Fidelity": "observed"}
    reply = timed(lambda: client.call("GET", target, headers=headers), limit=3.0)
    assert len(reply.body) < 25_000_000
    assert_graph(reply, sent=len(target))


_names = st.sampled_from(_FIELDS) | st.text("abc_", min_size=1, max_size=4)
_arguments = st.sampled_from(
    [".limit(2)", ".limit(0)", ".limit(-1)", ".metric(reach)", ".period(day)", ".username(kissa.kyoto)", ".as(x)",
     ".since(yesterday)", ".after(x)", ".metric()", ".fields(id)", ".x", "()", ".", ""]
)  # fmt: skip
_lists = st.recursive(
    st.tuples(_names, _arguments).map("".join),
    lambda inner: st.tuples(_names, _arguments, st.lists(inner, max_size=3)).map(
        lambda parts: f"{parts[0]}{parts[1]}{{{','.join(parts[2])}}}"
    ),
    max_leaves=8,
)


@given(
    st.sampled_from(_OBJECTS),
    st.sampled_from(_EDGES),
    st.lists(_lists, max_size=4).map(",".join) | st.text(max_size=80),
    st.sampled_from(sorted(_HOSTS)),
    st.sampled_from(["2026-07-16T18:00:00Z", "2026-02-01T00:00:00Z", "2021-01-01T00:00:00Z"]),
)
@settings(max_examples=400)
def test_any_fields(client: Emulator, node: str, edge: str, fields: str, host: str, now: str) -> None:
    """Any list of fields of any object and edge at any time gets an answer in Graph's form."""
    path = "/".join(filter(None, ("", node, edge))) or "/"
    sent = {"fields": fields.encode("utf-8", "replace")}
    assert_graph(client.get(path, token=_HOSTS[host], host=host, headers={"X-Mock-Now": now}, **sent))


_parameters = st.sampled_from(
    ["limit", "after", "before", "since", "until", "summary", "ids", "fields", "method", "pretty", "debug", "locale",
     "suppress_http_code", "metric", "subscribed_fields", "permission", "batch", "appsecret_proof", "include_headers"]
)  # fmt: skip
_values = st.text(max_size=30) | st.sampled_from(
    ["1", "0", "-1", "true", "all", "delete", "post", "[]", "{}", "id", "reach", ACCOUNT, f"{ACCOUNT},{PHOTO}", "QVFIU",
     "9" * 40, "yesterday", "2026-07-16", "comments"]
)  # fmt: skip


@given(
    st.sampled_from(_OBJECTS),
    st.sampled_from(_EDGES),
    st.dictionaries(_parameters, _values, max_size=5),
    st.sampled_from(["GET", "POST", "DELETE", "HEAD"]),
    st.sampled_from(sorted(_HOSTS)),
)
@settings(max_examples=300)
def test_any_parameters(node: str, edge: str, sent: dict[str, str], method: str, host: str) -> None:
    """Any parameters of any object and edge get an answer in Graph's form, whatever is done to it."""
    path = "/".join(filter(None, ("", node, edge))) or "/"
    asked = {name: value.encode("utf-8", "replace") for name, value in sent.items()}
    query = query_of({"access_token": _HOSTS[host], **asked})
    reply = _CHANGED.call(method, f"{path}?{query}", headers={"Host": host})
    if "suppress_http_code" not in sent and not reply.body.startswith(b"["):
        assert_graph(reply, method)
    assert reply.status < 500 or reply.rule in ("too_much_data", "path_unknown", "unknown_error")


# What this application's worlds keep, other tests do not see.
_CHANGED = emulator()

_items = st.fixed_dictionaries(
    {},
    optional={
        "method": st.sampled_from(["GET", "get", "POST", "DELETE", "", "PURGE", 7, None]),
        "relative_url": st.sampled_from(
            ["me", f"{PHOTO}?fields=id", f"/{ACCOUNT}/media?limit=2", "?ids={result=a:$.data.*.id}", "{result=a:$..id}",
             "{result=b:$}", "", "/", "//", "?", "v99.0/me", "http://[", 7, None]
        ) | st.text(max_size=30),
        "name": st.sampled_from(["a", "b", "", 7]),
        "depends_on": st.sampled_from(["a", "b", ["a"], [], {}, None]),
        "body": st.text(max_size=20) | st.sampled_from(["a={result=a:$.id}", "batch=[]"]),
        "omit_response_on_success": st.booleans(),
        "headers": st.sampled_from([[], ["a: b"], [{}], {}, "x", [7], [{"name": "If-None-Match", "value": "*"}]]),
        "access_token": st.sampled_from([READER, "", "x", 7]),
    },
)  # fmt: skip


@given(st.lists(_items | st.none() | st.text(max_size=3), max_size=6), st.sampled_from(sorted(_HOSTS)))
@settings(max_examples=200)
def test_any_batch(client: Emulator, items: list[Any], host: str) -> None:
    """Any items get their answers, or the batch is refused in Graph's form."""
    body = f"batch={quote(json.dumps(items))}&access_token={_HOSTS[host]}".encode()
    reply = client.call("POST", "/v25.0/", headers={"Host": host}, body=body)
    if reply.status != 200:
        assert_graph(reply)
        return
    results = reply.json
    assert len(results) == len(items)
    for result in filter(None, results):
        assert result["code"] == 304 or isinstance(json.loads(result["body"]), dict | list)
        assert result["code"] < 500 or '"code":1' in result["body"] or '"code":2500' in result["body"]


_TYPES = [
    "",
    "application/json",
    "application/json; charset=utf-16",
    "application/x-www-form-urlencoded",
    "multipart/form-data",
    "multipart/form-data; boundary=",
    "multipart/form-data; boundary=x",
    "text/plain",
    "\xff",
]


@given(st.binary(max_size=200), st.sampled_from(_TYPES), st.sampled_from(["POST", "PUT", "DELETE", "GET"]))
@settings(max_examples=200)
def test_any_body(client: Emulator, body: bytes, content_type: str, method: str) -> None:
    """Any bytes as a body, of whatever form they claim to be, get an answer in Graph's form."""
    headers = {"Host": FACEBOOK, "Content-Type": content_type}
    for path in (f"/v25.0/?access_token={READER}", f"/v25.0/{PHOTO}?access_token={READER}"):
        assert_graph(client.call(method, path, headers=headers, body=body), method)


_PARTS = "multipart/form-data; boundary=x"
_BODIES = {
    "deep JSON": ("application/json", b'{"a":' * 150_000),
    "deep batch": ("", b"batch=" + b"[" * 900_000),
    "a huge number": ("application/json", b'{"limit":' + b"9" * 900_000 + b"}"),
    "many pairs": ("", b"a=b&" * 240_000),
    "many parts": (_PARTS, b'--x\r\nContent-Disposition: form-data; name="a"\r\n\r\nb\r\n' * 15_000),
    "an open part": (_PARTS, b"--x\r\n" + b"A" * 900_000),
    "many references": ("", b"batch=" + quote(json.dumps([{"relative_url": "{result=a:$..*}" * 60_000}])).encode()),
    "a long item": ("", b"batch=" + quote(json.dumps([{"relative_url": "me?fields=" + "id," * 200_000}])).encode()),
    "fifty large items": (
        "",
        b"batch=" + quote(json.dumps([{"relative_url": f"{ACCOUNT}/media?limit=100&fields=id,caption"}] * 50)).encode(),
    ),
    "references that grow": (
        "",
        b"batch=" + quote(json.dumps(
            [{"relative_url": f"{ACCOUNT}/media?limit=100", "name": "a"}]
            + [{"relative_url": "?ids=" + "{result=a:$..id}," * 4} for _ in range(40)]
        )).encode(),
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", sorted(_BODIES))
def test_big_bodies(client: Emulator, name: str) -> None:
    """A body of a megabyte costs no more than a moment."""
    content_type, body = _BODIES[name]
    headers = {"Host": FACEBOOK, "Content-Type": content_type}
    target = f"/v25.0/?access_token={READER}"
    reply = timed(lambda: client.call("POST", target, headers=headers, body=body[:1_000_000]), limit=2.0)
    assert reply.status < 500
    if not reply.body.startswith(b"["):
        assert_graph(reply, sent=len(body))


@pytest.mark.parametrize("side", ["after", "before"])
@given(cursor=st.text(max_size=120) | st.text("QVFIU_-abcZ09", min_size=80, max_size=80))
@settings(max_examples=100)
def test_any_cursor(client: Emulator, side: str, cursor: str) -> None:
    """No text that anybody makes up is a cursor."""
    reply = client.get(f"/v25.0/{ACCOUNT}/media", **{side: cursor.encode("utf-8", "replace")})
    assert_graph(reply)
    assert reply.rule == ("cursor_invalid" if cursor else "IGUser.media")


@given(st.text("0123456789", max_size=45))
@settings(max_examples=200)
def test_any_number_as_an_id(client: Emulator, number: str) -> None:
    """Any digits name an object, or none."""
    for object_id in (number, f"18{number}", f"1817000000{number}"):
        assert_graph(client.get(f"/v25.0/{object_id}/comments"))


def test_lists_of_fields_are_not_remembered_without_end() -> None:
    """Of many different lists of fields few are remembered: three times as many leave less than twice as much."""
    served = emulator()

    def ask(number: int) -> None:
        fields = ",".join(f"id.as(a{number}x{other})" for other in range(100))
        served.call("GET", f"/v25.0/{PHOTO}?access_token={READER}&fields={fields}", headers={"Host": FACEBOOK})

    few = _grown(ask, 300)
    assert _grown(lambda number: ask(1_000 + number), 900) < 2 * few
