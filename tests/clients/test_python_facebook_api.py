"""python-facebook-api, unmodified, reads all that leads to insights, and the insights, through its base_url setting."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from pyfacebook import BasicDisplayAPI, FacebookError, GraphAPI, IGBasicDisplayApi, IGBusinessApi

from tests.clients.served import (
    ACCOUNT,
    ALBUM,
    ALBUM_CHILDREN,
    APP,
    EXPIRED,
    INSTAGRAM_READER,
    LIVE,
    NOBODYS,
    OTHER_ACCOUNT,
    PAGE,
    PAGE_TOKEN,
    PHOTO,
    READER,
    SECRET,
    STORY,
    VIDEO,
    OwnWorld,
    allow,
    requests_of,
)

REDIRECT = "https://app.example/"


@pytest.fixture
def api(emulator_url: str) -> IGBusinessApi:
    """The client, pointed at the emulator."""
    return IGBusinessApi(
        access_token=READER, base_url=f"{emulator_url}/", version="v24.0", instagram_business_id=ACCOUNT
    )


@pytest.fixture
def graph(emulator_url: str) -> GraphAPI:
    """The client's door to any node, with an app that signs its requests."""
    return GraphAPI(
        app_id=APP,
        app_secret=SECRET,
        access_token=READER,
        base_url=f"{emulator_url}/",
        access_token_url=f"{emulator_url}/oauth/access_token",
    )


@pytest.fixture
def display(emulator_url: str) -> IGBasicDisplayApi:
    """The client for tokens of Instagram users, on graph.instagram.com."""
    return IGBasicDisplayApi(
        app_id=APP,
        app_secret=SECRET,
        access_token=INSTAGRAM_READER,
        base_url=f"{emulator_url}/graph.instagram.com/",
    )


# ------------------------------------------------------------------------------------------------------------- accounts


def test_page_leads_to_the_account(graph: GraphAPI) -> None:
    """A Page names its account, and gives its own token."""
    page = graph.get_object(PAGE, fields="id,name,instagram_business_account")

    assert page == {"id": PAGE, "name": "Blue Bottle", "instagram_business_account": {"id": ACCOUNT}}
    assert graph.exchange_page_access_token(PAGE) == PAGE_TOKEN


def test_pages_of_the_user(graph: GraphAPI) -> None:
    """The user's Pages come with their tokens."""
    found = graph.get_full_connections("me", "accounts", count=None, limit=4)["data"]

    assert found[0]["id"] == PAGE
    assert len({page["access_token"] for page in found}) == len(found) == 6


def test_account(api: IGBusinessApi) -> None:
    """The client's default fields of an account are all known."""
    account = api.user.get_info()

    assert (account.id, account.username, account.followers_count) == (ACCOUNT, "blue.bottle", 12_000)
    assert account.media_count == 129


def test_account_of_somebody_else(api: IGBusinessApi) -> None:
    """Business discovery shows another account; a name that nobody has is code 110."""
    found = api.user.discovery_user(username=OTHER_ACCOUNT).business_discovery

    assert (found.username, found.followers_count) == (OTHER_ACCOUNT, 5400)
    with pytest.raises(FacebookError) as caught:
        api.user.discovery_user(username="nobody.has.this.name")
    assert caught.value.code == 110


def test_posts_of_somebody_else(api: IGBusinessApi) -> None:
    """The client pages through discovered posts by their cursors, for these pages have no links."""
    count = api.user.discovery_user(username=OTHER_ACCOUNT).business_discovery.media_count
    asked = requests_of(api.session)

    found = api.discovery_user_media(username=OTHER_ACCOUNT, fields="id,view_count", count=None, limit=20)

    assert len({media["id"] for media in found["data"]}) == count == 50
    assert len(asked) == 4  # the last one is empty
    page = api.discovery_user_media(username=OTHER_ACCOUNT, fields="id", count=5, limit=20)
    assert set(page["paging"]) == {"cursors"}


def test_publishing_limit(api: IGBusinessApi) -> None:
    """Nothing was published through the emulator."""
    [limit] = api.user.get_content_publishing_limit().data

    assert (limit.quota_usage, limit.config.quota_total) == (0, 100)


# ---------------------------------------------------------------------------------------------------------------- media


def test_all_posts(api: IGBusinessApi) -> None:
    """The client reads the query of each link anew and comes to the end."""
    asked = requests_of(api.session)

    posts = api.user.get_media(count=None, limit=50).data

    assert len({post.id for post in posts}) == 129
    assert len(asked) == 3


def test_posts_with_children(api: IGBusinessApi) -> None:
    """The client expands children by default: albums have them, other posts do not."""
    posts = {post.id: post for post in api.user.get_media(count=20, limit=20).data}

    assert [child.id for child in posts[ALBUM].children.data] == ALBUM_CHILDREN
    assert posts[PHOTO].children is None
    assert all((post.children is not None) == (post.media_type == "CAROUSEL_ALBUM") for post in posts.values())


def test_several_media(api: IGBusinessApi) -> None:
    """`ids` brings several media at once, each as it is alone."""
    found = api.media.get_batch(ids=[PHOTO, VIDEO], return_json=True)

    assert set(found) == {PHOTO, VIDEO}
    assert found[PHOTO] == api.media.get_info(media_id=PHOTO, return_json=True)


def test_several_media_with_a_stranger(api: IGBusinessApi) -> None:
    """One unknown id makes the whole request fail."""
    with pytest.raises(FacebookError) as caught:
        api.media.get_batch(ids=[PHOTO, NOBODYS])

    assert caught.value.code == 100


def test_children(api: IGBusinessApi) -> None:
    """The children of an album, by the edge."""
    assert [child.id for child in api.media.get_children(media_id=ALBUM).data] == ALBUM_CHILDREN


def test_comments(api: IGBusinessApi) -> None:
    """Comments of a media are those that can be read one by one, and several at once."""
    comments = api.media.get_comments(media_id=PHOTO, limit=1, count=None).data

    assert len(comments) == api.media.get_info(media_id=PHOTO).comments_count
    again = api.comment.get_batch(ids=[comment.id for comment in comments])
    assert {comment.id: comment.text for comment in comments} == {id_: each.text for id_, each in again.items()}
    assert api.comment.get_replies(comment_id=comments[0].id).data == []


def test_stories_and_live_media(api: IGBusinessApi) -> None:
    """Stories and live media have lists of their own."""
    assert STORY in {story.id for story in api.user.get_stories().data}
    assert [media.id for media in api.user.get_live_media().data] == [LIVE]


# ------------------------------------------------------------------------------------------------------------- insights


def test_media_insights(api: IGBusinessApi) -> None:
    """The client reads a media's numbers into its models."""
    found = api.media.get_insights(media_id=PHOTO, metric=["reach", "saved", "likes"])

    assert [each.name for each in found.data] == ["reach", "saved", "likes"]
    assert found.data[0].values[0].value > 0


def test_media_breakdown(api: IGBusinessApi) -> None:
    """The parts of profile_activity add up to its total."""
    found = api.media.get_insights(media_id=PHOTO, metric="profile_activity", breakdown="action_type", return_json=True)

    total = found["data"][0]["total_value"]
    assert sum(row["value"] for row in total["breakdowns"][0]["results"]) == total["value"]


def test_account_series(api: IGBusinessApi) -> None:
    """A series without a window covers the last two days."""
    found = api.user.get_insights(metric="reach", period="day")

    assert len(found.data[0].values) == 2
    assert found.data[0].values[0].end_time.endswith("+0000")


def test_account_demographics(api: IGBusinessApi) -> None:
    """Demographics come as rows of the breakdown that was asked."""
    found = api.user.get_insights(
        metric="follower_demographics",
        period="lifetime",
        metric_type="total_value",
        breakdown="country",
        timeframe="this_month",
        return_json=True,
    )

    rows = found["data"][0]["total_value"]["breakdowns"][0]["results"]
    assert 1 <= len(rows) <= 45
    assert all(row["value"] > 0 for row in rows)


def test_usage(emulator_url: str, own_world: OwnWorld) -> None:
    """The client reads the app's usage from the headers; it rises with each call, until one is refused."""
    api = GraphAPI(access_token=own_world.token, base_url=f"{emulator_url}/")
    usages = []
    for _ in range(20):
        api.get_object("me")
        usages.append(api.rate_limit.get_limit().call_count)

    with pytest.raises(FacebookError) as caught:
        api.get_object("me")

    assert usages == sorted(set(usages))
    assert caught.value.code == 17


def test_usage_of_a_business(emulator_url: str, own_world: OwnWorld) -> None:
    """Calls for an account count for the account; the client knows every key of that header."""
    api = IGBusinessApi(
        access_token=own_world.token, base_url=f"{emulator_url}/", instagram_business_id=own_world.account
    )

    api.user.get_insights(metric="reach", period="day")

    assert api.rate_limit.get_limit(object_id=own_world.account, rate_limit_type="instagram").type == "instagram"


# --------------------------------------------------------------------------------------------------------------- errors


def test_refused_period(api: IGBusinessApi) -> None:
    """The client raises its own error with the code and the message of the API."""
    with pytest.raises(FacebookError) as caught:
        api.user.get_insights(metric="online_followers", period="day")

    assert caught.value.code == 100
    assert "periods (day) are incompatible with the metric (online_followers)" in caught.value.message


def test_expired_token(emulator_url: str) -> None:
    """An expired token is code 190 for the client."""
    api = IGBusinessApi(access_token=EXPIRED, base_url=f"{emulator_url}/", version="v24.0")

    with pytest.raises(FacebookError) as caught:
        api.media.get_insights(media_id=PHOTO, metric="reach")

    assert caught.value.code == 190


@pytest.mark.parametrize("call", [lambda api: api.get_object(NOBODYS), lambda api: api.get_connection("me", "shoes")])
def test_nothing_there(graph: GraphAPI, call: Callable[[GraphAPI], object]) -> None:
    """Unknown objects and edges are errors of the client, not of its parser."""
    with pytest.raises(FacebookError) as caught:
        call(graph)

    assert caught.value.code in {100, 2500}


# --------------------------------------------------------------------------------------------------------------- tokens


def test_app_token(graph: GraphAPI) -> None:
    """An app has a token of its own."""
    assert graph.get_app_token()["access_token"] == f"{APP}|{SECRET}"


def test_debugged_token(graph: GraphAPI) -> None:
    """What a token may do, and why one may do nothing any more."""
    alive, dead = graph.debug_token(READER)["data"], graph.debug_token(EXPIRED)["data"]

    assert alive["is_valid"]
    assert "instagram_manage_insights" in alive["scopes"]
    assert (dead["is_valid"], dead["error"]["subcode"]) == (False, 463)


def test_long_lived_token(graph: GraphAPI, emulator_url: str) -> None:
    """A token is exchanged for one of 60 days, and that one works."""
    answer = graph.exchange_long_lived_user_access_token()

    assert answer["expires_in"] == 60 * 86_400
    longer = GraphAPI(access_token=answer["access_token"], base_url=f"{emulator_url}/")
    assert longer.get_object("me") == graph.get_object("me")


def test_instagram_login(emulator_url: str, own_world: OwnWorld, monkeypatch: pytest.MonkeyPatch) -> None:
    """Instagram Login, from the dialog over the code to a short-lived token, a long-lived one and the account."""
    monkeypatch.setenv("OAUTHLIB_INSECURE_TRANSPORT", "1")  # oauthlib's own switch for plain HTTP
    api = BasicDisplayAPI(
        app_id=own_world.app,
        app_secret="own-secret",
        oauth_flow=True,
        base_url=f"{emulator_url}/graph.instagram.com/",
        authorization_url=f"{emulator_url}/www.instagram.com/oauth/authorize",
        access_token_url=f"{emulator_url}/api.instagram.com/oauth/access_token",
    )
    dialog, _ = api.get_authorization_url(redirect_uri=REDIRECT, scope=["instagram_business_basic"])

    token = api.exchange_user_access_token(
        response=allow(dialog), redirect_uri=REDIRECT, scope=["instagram_business_basic"]
    )

    assert api.get_object("me", fields="user_id") == {"user_id": own_world.account, "id": str(token["user_id"])}
    assert api.exchange_long_lived_user_access_token()["expires_in"] == 60 * 86_400


# -------------------------------------------------------------------------------------------------- graph.instagram.com


def test_posts_on_instagrams_host(display: IGBasicDisplayApi) -> None:
    """The prefix of the path stays in the links, and the client follows them to the end."""
    asked = requests_of(display.session)

    posts = display.user.get_media(count=None, limit=50).data

    assert len({post.id for post in posts}) == 129
    assert len(asked) == 3


def test_media_on_instagrams_host(display: IGBasicDisplayApi) -> None:
    """A media, several media, and an album's children."""
    assert display.media.get_info(media_id=VIDEO).media_type == "VIDEO"
    assert set(display.media.get_batch(ids=[PHOTO, VIDEO])) == {PHOTO, VIDEO}
    assert [child.id for child in display.media.get_children(media_id=ALBUM).data] == ALBUM_CHILDREN


def test_refreshed_token(display: IGBasicDisplayApi) -> None:
    """A long-lived token is renewed for 60 days."""
    answer = display.refresh_access_token(INSTAGRAM_READER)

    assert answer["access_token"] != INSTAGRAM_READER
    assert answer["expires_in"] == 60 * 86_400
