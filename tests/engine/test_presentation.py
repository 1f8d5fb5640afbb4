"""How a reply is wanted: tags, indentation, JSONP, messages, plain statuses, other methods, browsers of other sites."""

from __future__ import annotations

import json

import pytest

from tests.conftest import ACCOUNT, FACEBOOK, IG_READER, INSTAGRAM, PHOTO, READER, Emulator

_NODE = f"/v25.0/{PHOTO}"
_MISSING = "/v25.0/17899999999999999"


@pytest.mark.parametrize("path", [_NODE, f"/v25.0/{ACCOUNT}/media", "/v25.0/?ids=" + PHOTO, f"{_NODE}/insights"])
def test_tags(client: Emulator, path: str) -> None:
    """An answer has a tag; who names it gets 304 and no body, until the answer is another one."""
    name, _, ids = path.partition("?ids=")
    asked = {"metric": "reach", "ids": ids or None}
    tag = client.get(name, **asked).headers["etag"]
    for named in (tag, f"W/{tag}", f'"x", {tag}', "*"):
        again = client.get(name, headers={"If-None-Match": named}, **asked)
        assert (again.status, again.body, again.headers["etag"]) == (304, b"", tag)
    for other in ('"x"', tag[1:-1], ""):
        assert client.get(name, headers={"If-None-Match": other}, **asked).status == 200


def test_a_changed_answer_has_another_tag(client: Emulator) -> None:
    """A tag says what was answered: other fields or a later hour change it."""
    tags = {
        client.get(_NODE, fields=fields, headers={"X-Mock-Now": now}).headers["etag"]
        for fields in ("id", "like_count")
        for now in ("2026-07-14T12:00:00Z", "2026-07-16T12:00:00Z")
    }
    assert len(tags) == 3


def test_refusals_have_no_tag(client: Emulator) -> None:
    """An error is never the same as before."""
    reply = client.get(_MISSING, headers={"If-None-Match": "*"})
    assert (reply.status, "etag" in reply.headers) == (400, False)


@pytest.mark.parametrize("sent", ["1", "true"])
def test_pretty(client: Emulator, sent: str) -> None:
    """The same answer, indented, with slashes as they are; errors too."""
    plain = client.get(_NODE, fields="permalink,owner").json
    pretty = client.get(_NODE, fields="permalink,owner", pretty=sent)
    assert pretty.json == plain
    assert pretty.body.startswith(b'{\n   "permalink": "https://')
    assert client.get(_MISSING, pretty=sent).body.startswith(b'{\n   "error": {\n      "message"')
    assert client.get(_NODE, pretty="0").body == client.get(_NODE).body


@pytest.mark.parametrize("name", ["f", "a.b.c", "$_1", "jQuery1_2"])
def test_callback(client: Emulator, name: str) -> None:
    """The answer as a call of a function, for pages of other sites; errors too."""
    for path in (_NODE, _MISSING):
        reply = client.get(path, callback=name)
        assert reply.headers["content-type"] == "text/javascript; charset=UTF-8"
        body = reply.body.decode()
        assert body.startswith(f"/**/ {name}(")
        assert body.endswith(");")
        assert json.loads(body[len(f"/**/ {name}(") : -2])


@pytest.mark.parametrize("name", ["alert(1)", "a b", "<x>", "1a", "a..b", "a" * 200, "é"])
def test_callbacks_that_are_no_names(client: Emulator, name: str) -> None:
    """What is no name of a function is refused, as JSON."""
    reply = client.get(_NODE, callback=name)
    assert (reply.rule, reply.headers["content-type"]) == ("callback_invalid", "application/json; charset=UTF-8")


def test_suppressed_statuses(client: Emulator) -> None:
    """Every status is 200 for clients that drop the bodies of errors."""
    reply = client.get(_MISSING, suppress_http_code="1")
    assert (reply.status, reply.error["code"]) == (200, 100)
    assert client.get(_MISSING, suppress_http_code="0").status == 400


@pytest.mark.parametrize("level", ["all", "info", "warning"])
def test_debug(client: Emulator, level: str) -> None:
    """What is left out of an answer is told among the messages."""
    reply = client.get("/v25.0/17900000000000019/insights", metric="reach,saved", debug=level).json
    [message] = reply["__debug__"]["messages"]
    assert (message["type"], message["message"].startswith("saved is left out")) == ("warning", True)
    assert client.get(_NODE, debug=level).json == {"id": PHOTO, "__debug__": {}}
    assert client.get(_NODE, debug="loud").json == {"id": PHOTO}


@pytest.mark.parametrize(("host", "token"), [(FACEBOOK, READER), (INSTAGRAM, IG_READER)])
def test_the_method_as_a_parameter(fresh: Emulator, host: str, token: str) -> None:
    """A GET may stand for a POST or DELETE, and a POST for a GET."""
    path = f"/v25.0/{ACCOUNT}/subscribed_apps"
    asked = {"token": token, "host": host}
    assert fresh.get(path, method="POST", subscribed_fields="comments", **asked).json == {"success": True}
    by_parameter = f"{path}?access_token={token}&method="
    listed = fresh.call("POST", f"{by_parameter}get", headers={"Host": host}).data
    assert listed[0]["subscribed_fields"] == ["comments"]
    assert fresh.call("GET", f"{by_parameter}delete", headers={"Host": host}).json == {"success": True}
    assert fresh.get(path, **asked).json == {"data": []}


def test_fields_of_webhooks(fresh: Emulator) -> None:
    """Fields are required, and those that no webhook tells are refused with the list of those that are."""
    asked = {"token": "EAAmock-page", "method": "POST"}
    path = "/v25.0/me/subscribed_apps"
    assert fresh.get(path, **asked).rule == "parameter_required"
    reply = fresh.get(path, subscribed_fields="feed,moods", **asked)
    assert reply.error["message"].startswith("(#100) subscribed_fields[1] must be one of the following values: ")
    assert fresh.get(path, token="EAAmock-page").json == {"data": []}
    assert fresh.get(path, subscribed_fields="feed,mention", **asked).json == {"success": True}
    [app] = fresh.get(path, token="EAAmock-page").data
    assert app["subscribed_fields"] == ["feed", "mention"]


@pytest.mark.parametrize("path", [_NODE, "/v25.0/me", f"/v25.0/{ACCOUNT}/media", "/v25.0/me/accounts"])
@pytest.mark.parametrize("method", ["POST", "DELETE", "PUT", "PATCH"])
def test_what_can_only_be_read(client: Emulator, path: str, method: str) -> None:
    """Objects and lists cannot be changed, and the error names the method."""
    reply = client.get(path, method=method)
    assert (reply.rule, reply.status) == ("method_unsupported", 400)
    assert reply.error["message"].startswith(f"Unsupported {method.lower()} request. ")


def test_permissions_are_taken_back(fresh: Emulator) -> None:
    """One permission or all of them are taken back; then what they allowed is refused."""
    one = "/v25.0/me/permissions/instagram_manage_comments"
    assert fresh.get(f"/v25.0/{PHOTO}/comments").status == 200
    assert fresh.get(one, method="DELETE").json == {"success": True}
    assert fresh.get(f"/v25.0/{PHOTO}/comments").rule == "permission_missing"
    assert fresh.get(one).rule == "path_unknown"
    assert fresh.get("/v25.0/me/permissions", method="DELETE").json == {"success": True}
    assert fresh.get("/v25.0/me").error["code"] == 190


def test_heads(client: Emulator) -> None:
    """HEAD has the headers of GET and no body."""
    for path in (_NODE, f"/v25.0/{ACCOUNT}/media", _MISSING):
        head, get = client.get(path, method="HEAD"), client.get(path)
        assert (head.status, head.body) == (get.status, b"")
        assert head.headers.get("etag") == get.headers.get("etag")


@pytest.mark.parametrize("path", ["/", _NODE, "/v25.0/me/accounts", "/v25.0/nothing"])
def test_browsers_of_other_sites_ask_first(client: Emulator, path: str) -> None:
    """OPTIONS tells a browser, without a token, that it may send what it likes; replies may be read anywhere."""
    headers = {"Origin": "https://app.example", "Access-Control-Request-Method": "DELETE"}
    reply = client.get(path, token=None, method="OPTIONS", headers=headers)
    assert (reply.status, reply.body) == (200, b"")
    assert reply.headers["access-control-allow-origin"] == "*"
    assert "DELETE" in reply.headers["access-control-allow-methods"]
    assert "Authorization" in reply.headers["access-control-allow-headers"]
    assert client.get(path).headers["access-control-allow-origin"] == "*"


@pytest.mark.parametrize("body", [b"", b"{}", b"null"])
def test_bodies_of_reading_requests(client: Emulator, body: bytes) -> None:
    """Some clients send an empty JSON object or its type alone with every GET; nothing is read into it."""
    headers = {"Host": FACEBOOK, "Content-Type": "application/json"}
    reply = client.call("GET", f"{_NODE}?access_token={READER}", headers=headers, body=body)
    assert reply.json == {"id": PHOTO}


def test_slashes(client: Emulator) -> None:
    """Empty segments are ignored, wherever they are."""
    for path in (f"///v25.0//{PHOTO}", f"/v25.0/{PHOTO}/", f"//{PHOTO}"):
        assert client.get(path).json == {"id": PHOTO}
    assert client.get("///me//accounts", fields="id", limit=1).data == [{"id": "100000000000001"}]


def test_parameters_that_do_nothing(client: Emulator) -> None:
    """Parameters that other requests know do no harm."""
    asked = {"summary": "true", "locale": "fr_FR", "metadata": "1", "order_by": "x", "sort": "y", "format": "json"}
    assert client.get(_NODE, **asked).json == {"id": PHOTO}
    assert len(client.get(f"/v25.0/{ACCOUNT}/media", **asked).data) == 25


def test_summaries(client: Emulator) -> None:
    """Pages and comments tell their number when it is asked."""
    answer = client.get("/v25.0/me/accounts", summary="true", limit=1).json
    assert (list(answer), answer["summary"]) == (["data", "paging", "summary"], {"total_count": 6})
    assert "summary" not in client.get("/v25.0/me/accounts", summary="false").json
    comments = client.get(f"/v25.0/{PHOTO}/comments", summary="1", limit=1).json
    counted = client.get(_NODE, fields="comments_count").json["comments_count"]
    assert comments["summary"] == {"total_count": counted}
