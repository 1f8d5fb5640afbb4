"""facebook-sdk, unmodified but for the host that it calls: old versions are answered by the oldest that lives."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from urllib.parse import parse_qs, urlsplit

import facebook
import pytest

from tests.clients.served import (
    ACCOUNT,
    ALBUM,
    APP,
    EXPIRED,
    NOBODYS,
    PAGE,
    PHOTO,
    READER,
    SECRET,
    VIDEO,
    OwnWorld,
    allow,
    requests_of,
)

REDIRECT = "https://app.example/"


@pytest.fixture(autouse=True)
def _redirected(emulator_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The hosts of the API and of the login dialog lead to the emulator."""
    monkeypatch.setattr(facebook, "FACEBOOK_GRAPH_URL", f"{emulator_url}/")
    monkeypatch.setattr(facebook, "FACEBOOK_WWW_URL", f"{emulator_url}/")


@pytest.fixture
def graph() -> facebook.GraphAPI:
    """The client for the token that sees everything."""
    return facebook.GraphAPI(READER, version="3.1")


@pytest.mark.parametrize("version", facebook.VALID_API_VERSIONS)
def test_every_version(version: str) -> None:
    """Whatever version the client asks, it gets an answer, and the header tells of which version."""
    graph = facebook.GraphAPI(READER, version=version)

    assert graph.get_object(PHOTO, fields="media_type")["media_type"] == "IMAGE"
    assert graph.get_version() == "20.0"


def test_way_to_the_account(graph: facebook.GraphAPI) -> None:
    """The user, its Pages, and the account of the first."""
    user = graph.get_object("me")
    pages = list(graph.get_all_connections(user["id"], "accounts", limit=4))

    assert len(pages) == 6
    linked = graph.get_object(pages[0]["id"], fields="instagram_business_account")
    assert linked == {"id": PAGE, "instagram_business_account": {"id": ACCOUNT}}


def test_all_posts(graph: facebook.GraphAPI) -> None:
    """The client takes the token out of each link before it follows it; it is there."""
    asked = requests_of(graph.session)

    posts = list(graph.get_all_connections(ACCOUNT, "media", fields="id,media_type", limit=50))

    assert len({post["id"] for post in posts}) == 129
    assert len(asked) == 3


def test_several_objects(graph: facebook.GraphAPI) -> None:
    """`ids` brings objects of different kinds, and fails as a whole for an unknown one."""
    assert {key: each["username"] for key, each in graph.get_objects([ACCOUNT, ALBUM], fields="username").items()} == {
        ACCOUNT: "blue.bottle",
        ALBUM: "blue.bottle",
    }
    with pytest.raises(facebook.GraphAPIError):
        graph.get_objects([PHOTO, NOBODYS], fields="like_count")


def test_insights(graph: facebook.GraphAPI) -> None:
    """Insights by the edge are those inside of the node."""
    by_edge = graph.get_connections(VIDEO, "insights", metric="reach,saved,likes")["data"]

    inside = graph.get_object(VIDEO, fields="id,insights.metric(reach,saved,likes)")["insights"]["data"]

    assert [each["name"] for each in by_edge] == ["reach", "saved", "likes"]
    assert inside == by_edge


def test_series_goes_on(graph: facebook.GraphAPI) -> None:
    """The links of a series lead back in time, window by window."""
    ends = []
    page = graph.get_connections(ACCOUNT, "insights", metric="reach", period="day")
    for _ in range(3):
        ends += [value["end_time"] for value in reversed(page["data"][0]["values"])]
        window = {name: found[0] for name, found in parse_qs(urlsplit(page["paging"]["previous"]).query).items()}
        page = graph.get_connections(ACCOUNT, "insights", **window)

    assert len(ends) == 6
    assert all(later > earlier for later, earlier in itertools.pairwise(ends))


@pytest.mark.parametrize(
    ("ask", "code", "message"),
    [
        (lambda graph: graph.get_object(NOBODYS), 100, "Unsupported get request"),
        (lambda graph: graph.get_connections(PHOTO, "insights", metric="navigation"), 100, "does not support"),
        (lambda graph: graph.get_object("me", access_token=EXPIRED), 190, "Session has expired"),
        (lambda graph: graph.put_comment(PHOTO, "hello"), 100, "Unsupported post request"),
    ],
)
def test_errors(graph: facebook.GraphAPI, ask: Callable[[facebook.GraphAPI], object], code: int, message: str) -> None:
    """The client raises its own error with the API's code and message."""
    with pytest.raises(facebook.GraphAPIError) as caught:
        ask(graph)

    assert caught.value.code == code
    assert message in caught.value.message


def test_permissions(graph: facebook.GraphAPI) -> None:
    """The client names what was granted."""
    assert {"instagram_basic", "instagram_manage_insights"} < graph.get_permissions("me")


def test_app_token(graph: facebook.GraphAPI) -> None:
    """The token that the client makes for an app itself is the one that the API gives."""
    assert graph.get_app_access_token(APP, SECRET) == graph.get_app_access_token(APP, SECRET, offline=True)


def test_extended_token(graph: facebook.GraphAPI) -> None:
    """A token is extended to 60 days; what it may do stays."""
    longer = graph.extend_access_token(APP, SECRET)

    assert longer["expires_in"] == 60 * 86_400
    before, after = (graph.debug_access_token(token, APP, SECRET)["data"] for token in (READER, longer["access_token"]))
    assert after["is_valid"]
    assert sorted(after["scopes"]) == sorted(before["scopes"])


def test_login(own_world: OwnWorld) -> None:
    """Facebook Login, from the dialog over the code to a token that reads the account; a code works once."""
    graph = facebook.GraphAPI(version="3.1")
    dialog = graph.get_auth_url(own_world.app, REDIRECT, perms=["instagram_basic", "pages_show_list"], state="s")

    back = parse_qs(urlsplit(allow(dialog)).query)
    token = graph.get_access_token_from_code(back["code"][0], REDIRECT, own_world.app, "own-secret")["access_token"]

    assert back["state"] == ["s"]
    [page] = facebook.GraphAPI(token).get_connections("me", "accounts", fields="instagram_business_account")["data"]
    assert page["instagram_business_account"]["id"] == own_world.account
    with pytest.raises(facebook.GraphAPIError, match="This authorization code has been used"):
        graph.get_access_token_from_code(back["code"][0], REDIRECT, own_world.app, "own-secret")
