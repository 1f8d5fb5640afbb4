"""Parameters in a body: each form that clients send, and what is no form at all."""

from __future__ import annotations

import json
import time
from contextlib import suppress
from urllib.parse import urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mock_server.graph.body import MOST_BYTES, parameters
from mock_server.graph.refusal import Refused

_URLENCODED = "application/x-www-form-urlencoded"
_MULTIPART = "multipart/form-data; boundary=XyZ"


def _multipart(*parts: str) -> bytes:
    return "".join(f"--XyZ\r\n{part}\r\n" for part in parts).encode() + b"--XyZ--\r\n"


@pytest.mark.parametrize("content_type", [_URLENCODED, f"{_URLENCODED}; charset=UTF-8", "", "text/plain"])
def test_urlencoded(content_type: str) -> None:
    """Pairs are read with and without a content type; of a repeated name the last counts."""
    body = b"batch=%5B%7B%22method%22%3A%22GET%22%7D%5D&a=1&a=2&b=x+y&empty="
    assert parameters(content_type, body) == {"batch": '[{"method":"GET"}]', "a": "2", "b": "x y", "empty": ""}


@pytest.mark.parametrize("content_type", ["application/json", "Application/JSON; charset=utf-8", "", "text/plain"])
def test_json(content_type: str) -> None:
    """Texts stay as they are, all else is kept as JSON, null counts as not sent."""
    body = b'{"batch":[{"method":"GET"}],"text":"\\u00e9","n":5,"yes":true,"none":null}'
    assert parameters(content_type, body) == {"batch": '[{"method":"GET"}]', "text": "é", "n": "5", "yes": "true"}


def test_multipart() -> None:
    """Named parts are parameters; those of files too, and parts without a name are not."""
    body = _multipart(
        'Content-Disposition: form-data; name="batch"\r\nContent-Type: text/plain\r\n\r\n[{"method":\r\n"GET"}]',
        'Content-Disposition: form-data; filename="a.txt"; name="file"\r\n\r\nfile\r\n',
        "Content-Disposition: form-data; name=plain\r\n\r\n",
        'Content-Disposition: form-data; filename="name=x"\r\n\r\nlost',
    )
    assert parameters(_MULTIPART, body) == {"batch": '[{"method":\r\n"GET"}]', "file": "file\r\n", "plain": ""}


def test_a_quoted_boundary() -> None:
    """A boundary may stand in quotes, and may hold what a pattern would misread."""
    body = b'--a.*+\r\nContent-Disposition: form-data; name="x"\r\n\r\n1\r\n--a.*+--'
    assert parameters('multipart/form-data; boundary="a.*+"; charset=utf-8', body) == {"x": "1"}


@pytest.mark.parametrize(
    ("content_type", "body"),
    [
        ("application/json", b""),
        ("application/json", b"{}"),
        ("application/json", b" \n"),
        ("application/json", b"null"),
        ("", b""),
        ("", b"{}"),
        (_URLENCODED, b""),
        (_MULTIPART, b""),
        ("multipart/form-data", b""),
        ("application/octet-stream", b""),
    ],
)
def test_harmless_bodies(content_type: str, body: bytes) -> None:
    """What clients send along without meaning it holds nothing."""
    assert parameters(content_type, body) == {}


@pytest.mark.parametrize(
    ("content_type", "body"),
    [
        ("application/json", b"{"),
        ("application/json", b"[1]"),
        ("application/json", b'"x"'),
        ("application/json", b'{"a":' + b"[" * 100_000 + b"]" * 100_000 + b"}"),
        ("application/json", b'{"a":' + b"1" * 100_000 + b"}"),
        ("", b"{not json"),
        ("multipart/form-data", b"--x--"),
        (_MULTIPART, b"no boundary in sight"),
    ],
)
def test_unreadable_bodies(content_type: str, body: bytes) -> None:
    """A body that is not what it claims to be is refused."""
    with pytest.raises(Refused) as caught:
        parameters(content_type, body)
    assert caught.value.refusal.row.name == "body_unreadable"


def test_long_bodies() -> None:
    """A body is read up to a megabyte."""
    assert len(parameters("", b"a=" + b"x" * (MOST_BYTES - 2))["a"]) == MOST_BYTES - 2
    with pytest.raises(Refused) as caught:
        parameters("", b"x" * (MOST_BYTES + 1))
    assert caught.value.refusal.row.name == "body_too_long"


@pytest.mark.parametrize(
    ("content_type", "body"),
    [
        ("", b"&" * MOST_BYTES),
        ("", b"a&" * (MOST_BYTES // 2)),
        ("", b"%" * MOST_BYTES),
        (_MULTIPART, b"--XyZ\r\n" * (MOST_BYTES // 7)),
        (_MULTIPART, b"\r\n--" * (MOST_BYTES // 4)),
        (_MULTIPART, _multipart("Content-Disposition: form-data;" + " name=" * 100_000 + "\r\n\r\n1")),
        ("multipart/form-data; " + "boundary=" * 10_000, b"x" * 1000),
        ("application/json", b"[" * MOST_BYTES),
        ("application/json", b'{"a":' * (MOST_BYTES // 5)),
    ],
)
def test_hostile_bodies_take_no_time(content_type: str, body: bytes) -> None:
    """The longest body that is read takes less than a second."""
    start = time.process_time()
    with suppress(Refused):
        parameters(content_type, body)
    assert time.process_time() - start < 5


def test_lone_surrogates() -> None:
    """What JSON may hold and a URL may not is replaced, so that links can be made of it."""
    assert urlencode(parameters("", b'{"a\\ud800":"\\udfff"}')) == "a%3F=%3F"


@given(st.dictionaries(st.text(), st.text(), max_size=5))
def test_forms_agree(sent: dict[str, str]) -> None:
    """The same parameters come out of both forms."""
    assert parameters(_URLENCODED, urlencode(sent).encode()) == sent
    assert parameters("application/json", json.dumps(sent).encode()) == sent


@given(st.sampled_from([_URLENCODED, _MULTIPART, "application/json", "", "multipart/form-data"]), st.binary())
def test_any_body_is_read_or_refused(content_type: str, body: bytes) -> None:
    """Nothing but a refusal ever comes of a body that cannot be read."""
    with suppress(Refused):
        assert all(isinstance(value, str) for value in parameters(content_type, body).values())
