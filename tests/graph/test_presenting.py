"""What the odd parameters do to a finished reply."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mock_server.graph.message import Reply
from mock_server.graph.presenting import Message, etag, not_modified, parameters, present
from mock_server.graph.refusal import Refused

_REPLY = Reply(
    400,
    [("Content-Type", "application/json; charset=UTF-8"), ("Pragma", "no-cache")],
    b'{"data":[{"url":"https:\\/\\/x"}]}',
)
_MESSAGES = (Message("warning", "beware", "https://developers.facebook.com/docs"), Message("info", "by the way"))


def _shown(sent: dict[str, str], *messages: Message) -> Reply:
    presentation = parameters(sent)
    assert presentation
    return present(_REPLY, presentation, messages)


@pytest.mark.parametrize("sent", [{}, {"fields": "id", "access_token": "T"}])
def test_plain_requests(sent: dict[str, str]) -> None:
    """Most requests ask for nothing of this kind."""
    assert parameters(sent) is None


@pytest.mark.parametrize(
    "sent", [{"pretty": "0"}, {"pretty": "false"}, {"callback": ""}, {"suppress_http_code": "0"}, {"debug": "loud"}]
)
def test_parameters_that_change_nothing(sent: dict[str, str]) -> None:
    """What is switched off, empty or unknown leaves the reply as it is."""
    assert _shown(sent) == _REPLY


@pytest.mark.parametrize("value", ["1", "true", "TRUE"])
def test_pretty(value: str) -> None:
    """Indented by three, with plain slashes, the content unchanged."""
    shown = _shown({"pretty": value})
    assert shown.body.startswith(b'{\n   "data": [\n      {\n         "url": "https://x"\n')
    assert json.loads(shown.body) == json.loads(_REPLY.body)


def test_suppress_http_code() -> None:
    """Every reply is a success on the wire; the body still says what it is."""
    assert _shown({"suppress_http_code": "1"}) == _REPLY._replace(status=200)


@pytest.mark.parametrize("name", ["cb", "_", "$", "jQuery1_2", "window.app.cb", "a1.$b"])
def test_callback(name: str) -> None:
    """The body becomes the argument of a call, and the reply a script."""
    shown = _shown({"callback": name})
    assert shown.body == b"/**/ " + name.encode() + b"(" + _REPLY.body + b");"
    assert shown.headers == [("Content-Type", "text/javascript; charset=UTF-8"), ("Pragma", "no-cache")]


@given(st.text(min_size=1).filter(lambda name: not re.fullmatch(r"[A-Za-z_$][\w$.]*", name, re.ASCII)))
def test_callbacks_that_are_no_names(name: str) -> None:
    """Nothing but a name of a function is ever written into a script."""
    with pytest.raises(Refused) as caught:
        parameters({"callback": name})
    assert caught.value.refusal.row.name == "callback_invalid"


@pytest.mark.parametrize("name", ["a..b", ".a", "a.", "a.1", "a\n", "a" * 200, "a(", "é"])
def test_names_that_are_nearly_right(name: str) -> None:
    """Dots join names, and names are not too long."""
    with pytest.raises(Refused):
        parameters({"callback": name})


@pytest.mark.parametrize(
    ("level", "types"),
    [
        ("all", ["warning", "info"]),
        ("info", ["warning", "info"]),
        ("warning", ["warning"]),
        ("ALL", ["warning", "info"]),
    ],
)
def test_debug(level: str, types: list[str]) -> None:
    """Messages of the level asked and above stand at the end of the body."""
    body: dict[str, Any] = json.loads(_shown({"debug": level}, *_MESSAGES).body)
    assert list(body) == ["data", "__debug__"]
    assert [each["type"] for each in body["__debug__"]["messages"]] == types
    assert body["__debug__"]["messages"][0] == {
        "link": "https://developers.facebook.com/docs", "message": "beware", "type": "warning",
    }  # fmt: skip


def test_debug_without_messages() -> None:
    """When there is nothing to say the object is empty; slashes stay escaped."""
    assert _shown({"debug": "all"}).body == b'{"data":[{"url":"https:\\/\\/x"}],"__debug__":{}}'
    assert _shown({"debug": "warning"}, _MESSAGES[1]).body.endswith(b'"__debug__":{}}')


@pytest.mark.parametrize("body", [b"", b"[]", b"not json"])
def test_bodies_without_room_for_messages(body: bytes) -> None:
    """What is no object gets no messages."""
    presentation = parameters({"debug": "all", "pretty": "1"})
    assert presentation
    assert present(_REPLY._replace(body=body), presentation, _MESSAGES).body == body


def test_all_at_once() -> None:
    """The parameters go together."""
    shown = _shown({"debug": "all", "pretty": "1", "callback": "cb", "suppress_http_code": "true"}, *_MESSAGES)
    assert (shown.status, shown.body[:9], shown.body[-3:]) == (200, b"/**/ cb({", b"});")
    assert json.loads(shown.body[8:-2])["__debug__"]["messages"][1]["message"] == "by the way"


@given(st.binary(), st.binary())
def test_etags(one: bytes, other: bytes) -> None:
    """Forty hexadecimal digits in quotes, the same for the same body alone."""
    assert re.fullmatch(r'"[0-9a-f]{40}"', etag(one))
    assert (etag(one) == etag(other)) == (one == other)


@pytest.mark.parametrize(
    ("header", "is_known"),
    [
        ("{tag}", True),
        ("W/{tag}", True),
        ('"x", {tag} ,"y"', True),
        ('W/"x",W/{tag}', True),
        ("*", True),
        ("", False),
        ('"x"', False),
        ("x{tag}", False),
        ("," * 10_000, False),
    ],
)
def test_not_modified(header: str, *, is_known: bool) -> None:
    """The client has the body already when it names its tag."""
    tag = etag(b"body")
    assert not_modified(header.format(tag=tag), tag) == is_known


@pytest.mark.parametrize("headers", [[("Content-Type", "text/html; charset=utf-8")], [("Location", "https://x")]])
def test_pages_and_redirects_stay_what_they_are(headers: list[tuple[str, str]]) -> None:
    """What the login dialogs answer is for a browser, whatever else is asked."""
    reply = Reply(302, headers, b"<p>")
    presentation = parameters({"callback": "cb", "pretty": "1", "debug": "all", "suppress_http_code": "1"})
    assert presentation
    assert present(reply, presentation) == reply
