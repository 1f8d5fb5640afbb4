"""Whatever is sent to the control plane, the answer is JSON in the promised form, and no error of the server."""

from __future__ import annotations

import json
from urllib.parse import quote

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.conftest import ACCOUNT, PHOTO, Emulator, Reply

_CALLS = [
    ("GET", "/health"),
    ("GET", "/worlds"),
    ("POST", "/worlds"),
    ("GET", "/worlds/default"),
    ("DELETE", "/worlds/nobody"),
    ("PATCH", f"/worlds/default/media/{PHOTO}"),
    ("POST", "/reset"),
    ("GET", "/clock"),
    ("PUT", "/clock"),
    ("POST", "/clock/advance"),
    ("GET", "/metrics"),
    ("GET", "/explain"),
]
_WRITING = [(method, path) for method, path in _CALLS if method in ("POST", "PUT", "PATCH")]
_json = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.text(max_size=12),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3),
    max_leaves=8,
)
_keys = st.sampled_from(
    ["now", "frozen", "by", "to", "insights", "viewers", "accounts", "tokens", "seed", "name", "app", "media"]
)


def assert_promised(reply: Reply) -> None:
    """The reply is JSON; a mistake has its message, its place and what is allowed."""
    assert reply.status < 500, reply.body
    assert reply.headers["content-type"].startswith("application/json"), reply.body[:200]
    found = json.loads(reply.body.decode("utf-8"))
    if reply.status >= 400:
        assert set(found) == {"error"}
        assert set(found["error"]) == {"message", "path", "allowed"}


@pytest.mark.parametrize(("method", "path"), _WRITING)
@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"\x00",
        b"\xff\xfe\xfd",
        b"{",
        b"[",
        b"]" * 1000,
        b"[" * 100_000,
        b'{"a":' * 100_000,
        b"null",
        b"true",
        b"1",
        b"1e999",
        b"-" * 1000,
        b"9" * 10_000,
        b'"' + b"x" * 100_000 + b'"',
        b'{"' + b"k" * 100_000 + b'": 1}',
        b'{"a": 1, "a": 2}',
        b'{"now": "\\ud800"}',
        b'{"\\ud800": "\\udfff"}',
        b'{"by": "PT' + b"9" * 5000 + b'S"}',
        b'{"by": {"x": []}}',
        b"<xml/>",
        b"a: &x [*x]",
        b"? : ?",
        b"%YAML 9.9",
        b"--- ---",
        b"\t: \t",
        b"{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{",
        b"!!binary x",
        b"- " * 20_000,
        b"a=1&b=2",
        b'{"now": NaN, "frozen": Infinity}',
        "é".encode("utf-16"),
        b"\xef\xbb\xbf{}",
        b"{}" * 1000,
        b"\r\n" * 1000,
    ],
    ids=lambda value: repr(value)[:24] if isinstance(value, bytes) else None,
)
def test_bodies(fresh: Emulator, method: str, path: str, body: bytes) -> None:
    """Every odd body of every call is answered in the promised form."""
    assert_promised(fresh.control(method, path, data=body))


_PATHS = [
    "",
    "/",
    "//",
    "/%00",
    "/%ff",
    "/%zz",
    "/..",
    "/../..",
    "/health/",
    "//health",
    "/health//",
    "/worlds//",
    "/worlds/%2e%2e",
    "/worlds/a%2fb",
    "/worlds/" + "x" * 100_000,
    "/worlds/default/media/" + "9" * 100_000,
    "/worlds/default/media/%00",
    "/worlds/default/media//",
    "/openapi/",
    "/openapi/..%2f..%2fetc%2fpasswd",
    "/openapi/%00.json",
    "/clock/advance/",
    "/é",
    "/" + quote("\u202e"),
    "/worlds/<script>",
    "/static/x",
    "/console/",
]


@pytest.mark.parametrize("method", ["GET", "POST", "PUT", "DELETE", "PATCH", "HEAD", "OPTIONS", "TRACE", "X"])
@pytest.mark.parametrize("path", _PATHS, ids=[path[:30] for path in _PATHS])
def test_paths(client: Emulator, path: str, method: str) -> None:
    """Every odd path gets JSON, with every method; never a page, never a redirect to one."""
    reply = client.call(method, f"/_mock{path}")
    if method in ("HEAD", "OPTIONS") and not reply.body:
        assert reply.status < 500
        assert reply.status not in (301, 302, 307, 308)
        return
    assert_promised(reply)


@pytest.mark.parametrize(("method", "path"), _CALLS)
@pytest.mark.parametrize(
    "query",
    [
        "world=%00",
        "world=%ff",
        "world=" + "x" * 100_000,
        "world[]=1",
        "%zz=%zz",
        "&&&&",
        "world=default&world=nobody",
        "at=%00&version=%ff&edge=%00",
        "at=9999999-01-01",
        "url=%00&token=%ff&now=%00&fidelity=%00",
        "url=" + "x" * 100_000,
        "url=//[&now=x",
        "a&" * 5_000,
        "url=/%0d%0a",
        "at=2026-W01-1",
    ],
    ids=lambda value: value[:24],
)
def test_queries(fresh: Emulator, method: str, path: str, query: str) -> None:
    """Every odd query of every call is answered in the promised form."""
    assert_promised(fresh.call(method, f"/_mock{path}?{query}"))


@given(st.sampled_from(_WRITING), st.dictionaries(_keys | st.text(max_size=6), _json, max_size=4) | _json)
@settings(max_examples=150)
def test_any_json(client: Emulator, call: tuple[str, str], value: object) -> None:
    """Any JSON to any call is answered in the promised form; the worlds that it makes go away again."""
    method, path = call
    if (
        path == "/reset"
        or not isinstance(value, dict)
        or not set(value) & {"now", "frozen", "by", "to", "insights", "viewers"}
    ):
        reply = (
            client.control(method, path, value, world="nobody")
            if path != "/worlds"
            else client.control(method, path, value)
        )
        assert_promised(reply)
        if reply.status == 201:
            client.control("DELETE", f"/worlds/{reply.json['id']}")


@given(st.text(max_size=120), st.text(max_size=30))
@settings(max_examples=120)
def test_any_text_explained(client: Emulator, url: str, token: str) -> None:
    """Any text can be asked to be explained."""
    asked = [
        f"url={quote(text.encode('utf-8', 'replace'), safe='')}"
        for text in (url, f"/v25.0/{ACCOUNT}/insights?metric={url}")
    ]
    for query in asked:
        assert_promised(
            client.call("GET", f"/_mock/explain?{query}&token={quote(token.encode('utf-8', 'replace'), safe='')}")
        )


def test_deep_worlds_do_not_take_long(client: Emulator) -> None:
    """A document of a million brackets is refused at once."""
    for body in (b"[" * 1_000_000, b'{"a":' * 300_000, b"- " * 300_000, b"a: " * 100_000):
        assert_promised(client.control("POST", "/worlds", data=body))
