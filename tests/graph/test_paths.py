"""Where a request goes: hosts, prefixes, versions, methods, and the links that lead back."""

# ruff: noqa: RUF001 - look-alike characters are what these tests send

from __future__ import annotations

from urllib.parse import parse_qs, parse_qsl, urlsplit

import pytest

from tests.conftest import ACCOUNT, DAY, FACEBOOK, IG_READER, INSTAGRAM, PHOTO, READER, START, Emulator, Reply

_HOSTS = [FACEBOOK, INSTAGRAM]
_TOKEN = {FACEBOOK: READER, INSTAGRAM: IG_READER}
_SERIES = "metric=reach&period=day"


@pytest.mark.parametrize(
    "path",
    [
        f"/v25.0/{PHOTO}/insights",
        f"/v25.0//{PHOTO}/insights",
        f"///v25.0///{PHOTO}///insights///",
        f"/v25.0/{PHOTO}/insights/",
        f"/{PHOTO}/insights",
        f"//{PHOTO}//insights",
        f"/graph.facebook.com/v25.0/{PHOTO}/insights",
        f"/Graph.Facebook.com/v25.0/{PHOTO}/insights",
        f"//graph.facebook.com//{PHOTO}/insights/",
        f"/v25.0/{PHOTO[:5]}%{ord(PHOTO[5]):x}{PHOTO[6:]}/insights",
        f"/v25/{PHOTO}/insights",
        f"/v25.0/{PHOTO}/%69nsights",
    ],
)
def test_paths_that_lead_to_the_same_edge(client: Emulator, path: str) -> None:
    """Empty segments, escapes and prefixes do not matter."""
    reply = client.call("GET", f"{path}?access_token={READER}&metric=reach")
    assert reply.names == ["reach"]
    assert "facebook-api-version" in reply.headers


@pytest.mark.parametrize(
    ("host", "path", "dialect"),
    [
        ("127.0.0.1:8080", "", FACEBOOK),
        ("127.0.0.1:8080", "/graph.instagram.com", INSTAGRAM),
        ("localhost", "/graph.facebook.com", FACEBOOK),
        (FACEBOOK, "", FACEBOOK),
        (INSTAGRAM, "", INSTAGRAM),
        ("GRAPH.INSTAGRAM.COM:443", "", INSTAGRAM),
        ("graph.facebook.com:8080", "", FACEBOOK),
        ("graph.facebook.com.evil.example", "/graph.instagram.com", INSTAGRAM),
        ("[::1]:8080", "/graph.instagram.com", INSTAGRAM),
        ("", "/graph.instagram.com", INSTAGRAM),
    ],
)
def test_hosts_select_the_dialect(client: Emulator, host: str, path: str, dialect: str) -> None:
    """The Host header or the prefix says which of Meta's hosts is meant; the version header shows it."""
    target = f"{path}/v25.0/{PHOTO}/insights?access_token={_TOKEN[dialect]}&metric=reach"
    reply = client.call("GET", target, headers={"Host": host})
    assert reply.names == ["reach"]
    own, other = ("facebook", "instagram") if dialect == FACEBOOK else ("instagram", "facebook")
    assert reply.headers[f"{own}-api-version"] == "v25.0"
    assert f"{other}-api-version" not in reply.headers


@pytest.mark.parametrize(("token", "dialect"), [(READER, FACEBOOK), (IG_READER, INSTAGRAM), ("nobody", FACEBOOK)])
def test_without_a_host_the_token_selects_the_dialect(client: Emulator, token: str, dialect: str) -> None:
    """On any other host an Instagram User token speaks the Instagram dialect."""
    reply = client.call("GET", f"/v25.0/{PHOTO}/insights?access_token={token}&metric=reach")
    assert ("instagram-api-version" in reply.headers) is (dialect == INSTAGRAM)


@pytest.mark.parametrize(
    ("address", "believed"),
    [("127.0.0.1", True), ("127.9.9.9", True), ("::1", True), ("::ffff:127.0.0.1", True), ("10.0.0.7", False),
     ("::1234", False), ("192.168.0.1", False), ("", False)],
)  # fmt: skip
def test_forwarded_hosts_count_from_loopback_alone(client: Emulator, address: str, *, believed: bool) -> None:
    """X-Forwarded-Host is the Host when the connection comes from this machine, and nothing otherwise."""
    headers = {"X-Forwarded-Host": INSTAGRAM, "X-Forwarded-Proto": "https"}
    reply = client.call("GET", f"/v25.0/{PHOTO}/insights?metric=reach", headers=headers, REMOTE_ADDR=address)
    assert ("instagram-api-version" in reply.headers) is believed


def _links(reply: Reply) -> dict[str, str]:
    found: dict[str, str] = reply.json["paging"]
    return found


@pytest.mark.parametrize(
    ("headers", "changes", "path", "base"),
    [
        ({"Host": "127.0.0.1:8080"}, {}, "", "http://127.0.0.1:8080"),
        ({"Host": "localhost:9999"}, {}, "/graph.facebook.com", "http://localhost:9999/graph.facebook.com"),
        ({"Host": "[::1]:8080"}, {}, "", "http://[::1]:8080"),
        ({"Host": FACEBOOK}, {"wsgi.url_scheme": "https"}, "", "https://graph.facebook.com"),
        ({"X-Forwarded-Host": FACEBOOK, "X-Forwarded-Proto": "https"}, {}, "", "https://graph.facebook.com"),
        (
            {"X-Forwarded-Host": f"{FACEBOOK}, proxy", "X-Forwarded-Proto": "https, http"},
            {},
            "",
            "https://graph.facebook.com",
        ),
        ({"X-Forwarded-Host": FACEBOOK}, {"wsgi.url_scheme": "https"}, "", "https://graph.facebook.com"),
        ({"Host": "127.0.0.1:8080", "X-Forwarded-Host": ""}, {}, "", "http://127.0.0.1:8080"),
        (
            {"Host": "emulator.local", "X-Forwarded-Host": FACEBOOK},
            {"REMOTE_ADDR": "10.1.1.1"},
            "",
            "http://emulator.local",
        ),
    ],
)
def test_links_lead_back_to_where_the_client_came_in(
    client: Emulator, headers: dict[str, str], changes: dict[str, str], path: str, base: str
) -> None:
    """Scheme, host, port and prefix of a link are those of the request."""
    target = f"{path}/v25.0/{ACCOUNT}/insights?access_token={READER}&{_SERIES}"
    for link in _links(client.call("GET", target, headers=headers, **changes)).values():
        assert link.startswith(f"{base}/v25.0/{ACCOUNT}/insights?access_token={READER}&")


@pytest.mark.parametrize(
    ("version", "served"), [("/v25.0", "v25.0"), ("", "v20.0"), ("/v2.9", "v20.0"), ("/v19.0", "v20.0")]
)
@pytest.mark.parametrize("host", _HOSTS)
def test_links_show_the_served_version(client: Emulator, host: str, version: str, served: str) -> None:
    """An expired or missing version shows in the header and in the links."""
    reply = client.get(f"{version}/{ACCOUNT}/insights", host=host, token=_TOKEN[host], metric="reach", period="day")
    header = "facebook-api-version" if host == FACEBOOK else "instagram-api-version"
    assert reply.headers[header] == served
    assert all(urlsplit(link).path == f"/{served}/{ACCOUNT}/insights" for link in _links(reply).values())


def _window(link: str) -> tuple[int, int]:
    query = parse_qs(urlsplit(link).query)
    return int(query["since"][0]), int(query["until"][0])


@pytest.mark.parametrize("width", [0, 1, DAY, 2 * DAY, 30 * DAY])
def test_links_lead_to_the_neighbouring_windows(client: Emulator, width: int) -> None:
    """Previous ends a second before the window, next begins a second after it, both as wide as it."""
    until = START - 5 * DAY
    reply = client.get(f"/v25.0/{ACCOUNT}/insights", metric="reach", period="day", since=until - width, until=until)
    links = _links(reply)
    assert _window(links["previous"]) == (until - width - 1 - width, until - width - 1)
    assert _window(links["next"]) == (until + 1, until + 1 + width)


def test_following_links_walks_through_time(client: Emulator) -> None:
    """Previous of next is the window itself, with the same data."""
    first = client.get(
        f"/v25.0/{ACCOUNT}/insights", metric="reach", period="day", since=START - 9 * DAY, until=START - 5 * DAY
    )
    target = _links(first)["next"].removeprefix(f"http://{FACEBOOK}")
    after = client.call("GET", target, headers={"Host": FACEBOOK})
    back = client.call("GET", _links(after)["previous"].removeprefix(f"http://{FACEBOOK}"), headers={"Host": FACEBOOK})
    assert back.data == first.data


@pytest.mark.parametrize(
    ("params", "order"),
    [
        ({"since": START - DAY, "until": START}, ["access_token", "since", "until", "metric", "period"]),
        ({}, ["access_token", "metric", "period", "since", "until"]),
        ({"since": START - DAY}, ["access_token", "since", "metric", "period", "until"]),
        ({"limit": 5}, ["access_token", "metric", "period", "since", "until"]),
        ({"metric_type": "time_series"}, ["access_token", "metric", "metric_type", "period", "since", "until"]),
    ],
)
def test_parameters_of_links(client: Emulator, params: dict[str, object], order: list[str]) -> None:
    """The token first, then sent ends, then the other parameters by name, then ends that were left out; no limit."""
    reply = client.get(f"/v25.0/{ACCOUNT}/insights", metric="reach", period="day", **params)
    for link in _links(reply).values():
        assert [name for name, _ in parse_qsl(urlsplit(link).query)] == order


@pytest.mark.parametrize(
    ("params", "since", "until"),
    [
        ({"period": "day"}, START - 2 * DAY, START),
        ({"period": "day", "metric_type": "total_value"}, START - DAY, START),
        ({"period": "day", "metric_type": "default"}, START - 2 * DAY, START),
        ({"period": "day", "since": START - 9 * DAY}, START - 9 * DAY, START - 8 * DAY),
        ({"period": "day", "until": START - 5 * DAY}, START - 7 * DAY, START - 5 * DAY),
        ({"period": "day", "since": "", "until": ""}, START - 2 * DAY, START),
    ],
)
def test_default_windows(client: Emulator, params: dict[str, object], since: int, until: int) -> None:
    """Two days for a series, one for a total, one after a lone since; the links show which window it was."""
    link = _links(client.get(f"/v25.0/{ACCOUNT}/insights", metric="reach", **params))["next"]
    assert _window(link) == (until + 1, until + 1 + until - since)


def test_media_and_demographics_have_no_paging(client: Emulator) -> None:
    """Only answers about a window have links."""
    assert set(client.get(f"/v25.0/{PHOTO}/insights", metric="reach").json) == {"data"}
    asked = {"metric": "follower_demographics", "period": "lifetime", "metric_type": "total_value", "breakdown": "age"}
    assert set(client.get(f"/v25.0/{ACCOUNT}/insights", **asked).json) == {"data"}


@pytest.mark.parametrize("host", _HOSTS)
@pytest.mark.parametrize("query", ["metric=reach", "metric=bogus", ""])
def test_head_is_get_without_a_body(client: Emulator, host: str, query: str) -> None:
    """HEAD has the status and the headers of GET, its Content-Length too, and nothing else."""
    target = f"/v25.0/{PHOTO}/insights?access_token={_TOKEN[host]}&{query}"
    head = client.call("HEAD", target, headers={"Host": host})
    got = client.call("GET", target, headers={"Host": host})
    assert head.body == b""
    assert head.status == got.status
    ids = {"x-fb-trace-id", "x-fb-request-id"}
    assert {n: v for n, v in head.headers.items() if n not in ids} == {
        n: v for n, v in got.headers.items() if n not in ids
    }
    assert head.headers["content-length"] == str(len(got.body))


@pytest.mark.parametrize("host", _HOSTS)
@pytest.mark.parametrize("path", [f"/v25.0/{PHOTO}/insights", "/", "/v25.0/me/insights"])
def test_options_tells_what_may_be_sent(client: Emulator, host: str, path: str) -> None:
    """OPTIONS needs no token, and names the methods for browsers."""
    reply = client.get(path, host=host, token=None, method="OPTIONS")
    assert (reply.status, reply.body) == (200, b"")
    assert {"GET", "HEAD", "OPTIONS"} <= {each.strip() for each in reply.headers["allow"].split(",")}
    assert reply.headers["access-control-allow-origin"] == "*"
    assert "GET" in reply.headers["access-control-allow-methods"]
    assert "authorization" in reply.headers["access-control-allow-headers"].lower()


@pytest.mark.parametrize("host", _HOSTS)
@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "TRACE", "CONNECT", "PROPFIND", "get", "X" * 50])
@pytest.mark.parametrize("object_id", [PHOTO, ACCOUNT])
def test_other_methods_are_unsupported(client: Emulator, object_id: str, method: str, host: str) -> None:
    """The edges are read only: error 100/33 names the method and the object."""
    reply = client.get(f"/v25.0/{object_id}/insights", host=host, token=_TOKEN[host], method=method, metric="reach")
    assert (reply.status, reply.error["code"], reply.error["error_subcode"]) == (400, 100, 33)
    assert reply.error["message"].startswith(
        f"Unsupported {method.lower()} request. Object with ID '{object_id}' does not"
    )


@pytest.mark.parametrize("host", _HOSTS)
@pytest.mark.parametrize(
    ("path", "components"),
    [
        (f"/v25.0/{PHOTO}/bogus", "/bogus"),
        (f"/v25.0/{PHOTO}/insights/extra", "/extra"),
        (f"/v25.0/{PHOTO}/insights/a/b", "/a/b"),
        (f"/v25.0/{PHOTO}/Insights", "/Insights"),
        ("/v99.0/1/insights", "/v99.0/1/insights"),
        ("/v27.0/1/insights", "/v27.0/1/insights"),
    ],
)
def test_unknown_paths(client: Emulator, host: str, path: str, components: str) -> None:
    """Code 2500 names what is not there."""
    reply = client.get(path, host=host, token=_TOKEN[host], metric="reach")
    assert (reply.error["code"], reply.error["message"]) == (2500, f"Unknown path components: {components}")
    assert reply.error["type"] == "OAuthException"


@pytest.mark.parametrize(
    "version", ["v", "v25.", "v25.0.0", "v-1.0", "V25.0", "v25,0", "vv25.0", "v٢٥.٠", "v25.0x", "v1234.0"]
)
def test_what_is_no_version_is_an_object(client: Emulator, version: str) -> None:
    """A first segment of another form is taken for an object, so the edge after the next one does not exist."""
    reply = client.get(f"/{version}/{PHOTO}/insights", metric="reach")
    assert reply.rule == "path_unknown"
    assert reply.headers["facebook-api-version"] == "v20.0"


@pytest.mark.parametrize("path", ["/", "", "/v25.0", "/v25.0/", "/graph.facebook.com", "/v25.0/insights"])
def test_paths_without_an_object(client: Emulator, path: str) -> None:
    """They get an error in Graph's form, which says that there is no such object or request."""
    reply = client.call("GET", f"{path}?access_token={READER}")
    assert (reply.status, reply.error["code"]) in ((400, 100), (404, 803))


@pytest.mark.parametrize(
    ("token", "host", "rule"),
    [
        (IG_READER, INSTAGRAM, "account_insights"),
        ("EAAmock-page", FACEBOOK, "page_metric_invalid"),
        (READER, FACEBOOK, "field_missing"),
        (None, FACEBOOK, "token_missing_me"),
        (None, INSTAGRAM, "token_missing_me"),
    ],
)
def test_me(client: Emulator, token: str | None, host: str, rule: str) -> None:
    """/me is the account of an Instagram User, the Page of a Page token, a Facebook user else."""
    reply = client.get("/v25.0/me/insights", token=token, host=host, metric="reach", period="day")
    assert reply.rule == rule
    if rule == "account_insights":
        assert reply.data[0]["id"] == f"{ACCOUNT}/insights/reach/day"


def test_me_of_an_instagram_token_is_the_only_account_that_it_sees(client: Emulator) -> None:
    """The token's own account answers, not the first of the world."""
    accounts = [{"id": "17841400000009001"}, {"id": "17841400000009002"}]
    token = {"token": "IGAAmock-second", "kind": "instagram_user", "accounts": ["17841400000009002"]}
    world = client.world(accounts=accounts, tokens=[token])
    reply = client.get("/me/insights", token="IGAAmock-second", host=INSTAGRAM, metric="reach", period="day")
    assert reply.data[0]["id"].startswith("17841400000009002/")
    world.delete()
