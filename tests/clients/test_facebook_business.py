"""Meta's own SDK, unmodified but for the host that it calls, reads all that leads to insights, and the insights."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from facebook_business.adobjects.business import Business
from facebook_business.adobjects.igcomment import IGComment
from facebook_business.adobjects.igmedia import IGMedia
from facebook_business.adobjects.iguser import IGUser
from facebook_business.adobjects.instagraminsightsresult import InstagramInsightsResult
from facebook_business.adobjects.page import Page
from facebook_business.adobjects.user import User
from facebook_business.api import FacebookAdsApi, FacebookResponse
from facebook_business.exceptions import FacebookRequestError
from facebook_business.session import FacebookSession

from tests.clients.served import (
    ACCOUNT,
    ALBUM,
    ALBUM_CHILDREN,
    APP,
    EXPIRED,
    LIVE,
    NOBODYS,
    PAGE,
    PAGE_TOKEN,
    PHOTO,
    READER,
    SECRET,
    STORY,
    STORY_OF_FEW,
    OwnWorld,
)

Connect = Callable[..., FacebookAdsApi]

# The SDK knows some fields and no expansion, warns of the others and sends them all the same.
pytestmark = pytest.mark.filterwarnings("ignore:.*does not allow field:UserWarning")


@pytest.fixture
def connect(emulator_url: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[Connect]:
    """Makes the SDK, pointed at the emulator, for a token."""
    monkeypatch.setattr(FacebookSession, "GRAPH", emulator_url)
    yield lambda token, **options: FacebookAdsApi.init(
        access_token=token, api_version="v25.0", crash_log=False, **options
    )
    FacebookAdsApi.set_default_api(None)


@pytest.fixture
def api(connect: Connect) -> FacebookAdsApi:
    """The SDK for the token that sees everything."""
    return connect(READER)


# ----------------------------------------------------------------------------------------------- on the way to insights


def test_pages_of_the_user(api: FacebookAdsApi) -> None:
    """The summary counts the Pages, and the cursor follows the links to all of them."""
    pages = User("me", api=api).get_accounts(
        fields=["id", "instagram_business_account"], params={"summary": True, "limit": 2}
    )

    assert pages.total() == 6
    found = list(pages)
    assert len({page["id"] for page in found}) == 6
    assert (found[0]["id"], found[0]["instagram_business_account"]["id"]) == (PAGE, ACCOUNT)
    assert api.get_num_requests_attempted() == 3


def test_page_leads_to_the_account(api: FacebookAdsApi) -> None:
    """A Page names the account that is linked to it, by its field and by its edge."""
    page = Page(PAGE, api=api)

    assert page.api_get(fields=["instagram_business_account"])["instagram_business_account"]["id"] == ACCOUNT
    assert [each["username"] for each in page.get_instagram_accounts(fields=["username"])] == ["blue.bottle"]


def test_page_token(connect: Connect) -> None:
    """A Page's own token comes with the Page, and is the Page for /me."""
    token = Page(PAGE, api=connect(READER)).api_get(fields=["access_token"])["access_token"]

    assert token == PAGE_TOKEN
    assert User("me", api=connect(token)).api_get(fields=["name"])["id"] == PAGE


def test_business_leads_to_the_account(api: FacebookAdsApi) -> None:
    """A business lists its Pages and its accounts."""
    [found] = User("me", api=api).get_businesses()
    business = Business(found["id"], api=api)

    assert [page["id"] for page in business.get_owned_pages()] == [PAGE]
    assert [account["id"] for account in business.get_owned_instagram_accounts()] == [ACCOUNT]


def test_account(api: FacebookAdsApi) -> None:
    """An account tells its fields, and how many posts its listing holds."""
    account = IGUser(ACCOUNT, api=api).api_get(fields=["username", "followers_count", "media_count", "owner_business"])

    assert (account["username"], account["followers_count"]) == ("blue.bottle", 12_000)
    assert account["media_count"] == len(list(IGUser(ACCOUNT, api=api).get_media(params={"limit": 100})))


def test_account_of_somebody_else(api: FacebookAdsApi) -> None:
    """Business discovery shows another account and its newest posts."""
    wish = "business_discovery.username(kissa.kyoto){username,followers_count,media.limit(2){like_count,media_type}}"

    found = IGUser(ACCOUNT, api=api).api_get(fields=[wish])["business_discovery"]

    assert (found["username"], found["followers_count"]) == ("kissa.kyoto", 5400)
    assert [set(media) for media in found["media"]["data"]] == [{"like_count", "media_type", "id"}] * 2


# ---------------------------------------------------------------------------------------------------------------- media


def test_all_posts(api: FacebookAdsApi) -> None:
    """The SDK's cursor brings each post once, newest first, and stops after the last page."""
    posts = list(IGUser(ACCOUNT, api=api).get_media(fields=["id", "timestamp"], params={"limit": 50, "summary": True}))

    times = [post["timestamp"] for post in posts]
    assert times == sorted(times, reverse=True)
    assert len({post["id"] for post in posts}) == len(posts) == 129
    assert api.get_num_requests_attempted() == 3


def test_fields_of_posts(api: FacebookAdsApi) -> None:
    """What a post does not have is absent: children but on albums, a still but on videos."""
    fields = ["caption", "children", "comments_count", "like_count", "media_type", "permalink", "thumbnail_url"]

    for post in IGUser(ACCOUNT, api=api).get_media(fields=fields, params={"limit": 100}):
        assert ("children" in post) == (post["media_type"] == "CAROUSEL_ALBUM")
        assert ("thumbnail_url" in post) == (post["media_type"] == "VIDEO")
        assert post["permalink"].startswith("https://www.instagram.com/")


def test_children(api: FacebookAdsApi) -> None:
    """An album's children come in order, and each is an object of its own."""
    children = list(IGMedia(ALBUM, api=api).get_children(fields=["id", "media_type", "media_url"]))

    assert [child["id"] for child in children] == ALBUM_CHILDREN
    for child in children:
        assert IGMedia(child["id"], api=api).api_get(fields=["media_url"])["media_url"] == child["media_url"]


def test_comments(api: FacebookAdsApi) -> None:
    """A post has as many comments as it counts; each can be read on its own and has no replies."""
    media = IGMedia(PHOTO, api=api)
    comments = list(media.get_comments(fields=["text", "username", "like_count"], params={"limit": 1}))

    assert len(comments) == media.api_get(fields=["comments_count"])["comments_count"] == 2
    comment = IGComment(comments[0]["id"], api=api)
    assert comment.api_get(fields=["text"])["text"] == comments[0]["text"]
    assert list(comment.get_replies()) == []


def test_stories(api: FacebookAdsApi) -> None:
    """The stories of the last 24 hours, none of them among the posts."""
    account = IGUser(ACCOUNT, api=api)
    stories = {story["id"] for story in account.get_stories(fields=["id"], params={"summary": True})}

    assert {STORY, STORY_OF_FEW} < stories
    assert stories.isdisjoint(post["id"] for post in account.get_media(params={"limit": 100}))


def test_live_media_and_tags(api: FacebookAdsApi) -> None:
    """What is broadcast now has a list of its own; nobody tags anybody."""
    account = IGUser(ACCOUNT, api=api)

    assert [media["id"] for media in account.get_live_media()] == [LIVE]
    assert list(account.get_tags()) == []


# ------------------------------------------------------------------------------------------------------------- insights


def test_media_insights(api: FacebookAdsApi) -> None:
    """The SDK sends its metrics as a JSON list and reads one object per metric."""
    found = list(IGMedia(PHOTO, api=api).get_insights(params={"metric": ["reach", "saved", "likes"]}))

    assert [each[InstagramInsightsResult.Field.name] for each in found] == ["reach", "saved", "likes"]
    assert all(isinstance(each["values"][0]["value"], int) for each in found)


def test_insights_agree_with_the_post(api: FacebookAdsApi) -> None:
    """Likes and comments are the same, asked as insights, as fields and as insights inside of fields."""
    media = IGMedia(PHOTO, api=api)
    likes, comments = media.get_insights(params={"metric": ["likes", "comments"]})

    post = media.api_get(fields=["like_count", "comments_count", "insights.metric(likes)"])

    assert likes["values"][0]["value"] == post["like_count"]
    assert comments["values"][0]["value"] == post["comments_count"]
    assert post["insights"]["data"][0]["values"] == likes["values"]


def test_story_insights(api: FacebookAdsApi) -> None:
    """A story that enough people saw has numbers; one that few saw is error 10."""
    metrics = ["reach", "replies", "follows", "profile_visits", "shares", "total_interactions"]

    assert [each["name"] for each in IGMedia(STORY, api=api).get_insights(params={"metric": metrics})] == metrics
    with pytest.raises(FacebookRequestError) as caught:
        list(IGMedia(STORY_OF_FEW, api=api).get_insights(params={"metric": metrics}))
    assert caught.value.api_error_code() == 10
    assert "Not enough viewers for the media to show insights" in caught.value.api_error_message()


def test_account_series(api: FacebookAdsApi) -> None:
    """A series comes with values and the ends of their days."""
    found = list(IGUser(ACCOUNT, api=api).get_insights(params={"metric": ["reach"], "period": ["day"]}))

    assert found[0]["id"] == f"{ACCOUNT}/insights/reach/day"
    assert all(point["end_time"].endswith(":00:00+0000") for point in found[0]["values"])


def test_account_totals(api: FacebookAdsApi) -> None:
    """Totals come as total_value, without values."""
    params = {"metric": ["views", "reach"], "period": ["day"], "metric_type": "total_value"}

    found = list(IGUser(ACCOUNT, api=api).get_insights(params=params))

    views, reach = (each["total_value"]["value"] for each in found)
    assert views >= reach > 0


# ---------------------------------------------------------------------------------------------------------------- batch


class Answers:
    """Collects what a batch calls back with."""

    def __init__(self) -> None:
        self.bodies: list[Any] = []
        self.codes: list[int] = []

    def succeeded(self, response: FacebookResponse) -> None:
        """A part that worked."""
        self.bodies.append(response.json())

    def failed(self, response: FacebookResponse) -> None:
        """A part that did not."""
        self.codes.append(response.error().api_error_code())


def test_batch(api: FacebookAdsApi) -> None:
    """Parts of a batch succeed and fail each on their own, in one request."""
    answers, batch = Answers(), api.new_batch()
    for media in (PHOTO, NOBODYS, ALBUM):
        IGMedia(media, api=api).get_insights(
            params={"metric": ["reach"]}, batch=batch, success=answers.succeeded, failure=answers.failed
        )

    assert batch.execute() is None
    assert [body["data"][0]["id"].split("/")[0] for body in answers.bodies] == [PHOTO, ALBUM]
    assert answers.codes == [100]
    assert api.get_num_requests_attempted() == 1


def test_batch_of_references(api: FacebookAdsApi) -> None:
    """A part of a batch may take its ids from the answer of another."""
    parts = [
        {"method": "GET", "name": "posts", "relative_url": f"{ACCOUNT}/media?limit=3&fields=id"},
        {"method": "GET", "relative_url": "?ids={result=posts:$.data.*.id}&fields=like_count"},
    ]

    first, second = api.call("POST", [], params={"batch": parts}).json()

    assert first is None
    assert len(json.loads(second["body"])) == 3


# --------------------------------------------------------------------------------------------- permissions and webhooks


def test_permissions(api: FacebookAdsApi) -> None:
    """A token tells what was granted to it."""
    granted = {each["permission"] for each in User("me", api=api).get_permissions() if each["status"] == "granted"}

    assert {"instagram_basic", "instagram_manage_insights", "pages_show_list"} <= granted


def test_removed_app(connect: Connect, own_world: OwnWorld) -> None:
    """A user who removes the app takes its token away."""
    user = User("me", api=connect(own_world.token))
    user.delete_permissions()

    with pytest.raises(FacebookRequestError) as caught:
        user.api_get()
    assert (caught.value.api_error_code(), caught.value.api_error_subcode()) == (190, 458)


def test_subscription(connect: Connect, own_world: OwnWorld) -> None:
    """An app subscribes to a Page's webhooks, is listed, and leaves."""
    token = Page(own_world.page, api=connect(own_world.token)).api_get(fields=["access_token"])["access_token"]
    page = Page(own_world.page, api=connect(token))
    page.create_subscribed_app(params={"subscribed_fields": ["feed"]})

    assert [(app["id"], app["subscribed_fields"]) for app in page.get_subscribed_apps()] == [(own_world.app, ["feed"])]
    page.delete_subscribed_apps()
    assert list(page.get_subscribed_apps()) == []


def test_proof(connect: Connect) -> None:
    """The SDK signs its token with the app's secret; a wrong secret is found out."""
    assert User("me", api=connect(READER, app_id=APP, app_secret=SECRET)).api_get()["id"]
    with pytest.raises(FacebookRequestError) as caught:
        User("me", api=connect(READER, app_id=APP, app_secret="another")).api_get()
    assert "Invalid appsecret_proof" in caught.value.api_error_message()


# --------------------------------------------------------------------------------------------------------------- errors


def test_refused_metric(api: FacebookAdsApi) -> None:
    """The SDK understands the error body: code, type and message."""
    with pytest.raises(FacebookRequestError) as caught:
        list(IGMedia(PHOTO, api=api).get_insights(params={"metric": ["navigation"]}))

    assert caught.value.http_status() == 400
    assert caught.value.api_error_code() == 100
    assert "does not support the navigation metric" in caught.value.api_error_message()


def test_unknown_object(api: FacebookAdsApi) -> None:
    """An id that the token does not see is subcode 33."""
    with pytest.raises(FacebookRequestError) as caught:
        list(IGMedia(NOBODYS, api=api).get_insights(params={"metric": ["reach"]}))

    assert caught.value.api_error_subcode() == 33


def test_unknown_field(api: FacebookAdsApi) -> None:
    """A field that accounts do not have is named."""
    with pytest.raises(FacebookRequestError) as caught:
        IGUser(ACCOUNT, api=api).api_get(fields=["username", "shoe_size"])

    assert caught.value.api_error_code() == 100
    assert "nonexisting field (shoe_size)" in caught.value.api_error_message()


def test_expired_token(connect: Connect) -> None:
    """An expired token is code 190, whatever is asked."""
    with pytest.raises(FacebookRequestError) as caught:
        list(User("me", api=connect(EXPIRED)).get_accounts())

    assert (caught.value.api_error_code(), caught.value.api_error_subcode()) == (190, 463)
