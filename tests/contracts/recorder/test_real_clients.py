"""Clients that nobody here wrote, recorded in process: what they send is in the document, and what it answers too."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import requests
from facebook_business.adobjects.iguser import IGUser
from facebook_business.adobjects.user import User
from facebook_business.api import FacebookAdsApi
from flask import Flask
from pyfacebook import IGBusinessApi

from contracts.openapi.public import PublicDocument
from contracts.recorder import Recorder, record
from tests.wsgi_transport import WsgiTransport

DOCUMENT = PublicDocument.committed()
TOKEN = "EAAmock-reader"
ACCOUNT = "17841400000000001"
PHOTO = "17900000000000001"


@pytest.fixture
def sdk(app: Flask) -> Iterator[FacebookAdsApi]:
    """Meta's own SDK, in front of the application."""
    yield FacebookAdsApi.init(
        app_id="1000000000000001",
        app_secret="mock-app-secret",
        access_token=TOKEN,
        api_version=DOCUMENT.version,
        crash_log=False,
    )
    FacebookAdsApi.set_default_api(None)


def recorded(session: requests.Session, app: Flask) -> Recorder:
    session.mount("https://", WsgiTransport(app))
    return record(session, DOCUMENT)


def test_facebook_business(sdk: FacebookAdsApi, app: Flask) -> None:
    """It sends JSON lists, an appsecret_proof, slashes that say nothing, tokens in URLs, and batches."""
    recorder = recorded(sdk._session.requests, app)

    list(User("me", api=sdk).get_accounts(fields=["id", "instagram_business_account"], params={"limit": 2}))
    IGUser(ACCOUNT, api=sdk).api_get(fields=["username", "followers_count"])
    IGUser(ACCOUNT, api=sdk).get_insights(params={"metric": ["reach"], "period": ["day"]})
    IGUser(ACCOUNT, api=sdk).get_insights(params={"metric": ["views"], "metric_type": "total_value", "period": ["day"]})
    batch = sdk.new_batch()
    batch.add("GET", f"{PHOTO}/insights", params={"metric": ["reach"]})
    batch.add("GET", f"{ACCOUNT}/media", params={"limit": 2})
    batch.execute()

    recorder.assert_kept()
    used = {(each.operation, each.row) for each in recorder.exchanges}
    assert used == {
        ("getAccounts", ""),
        ("getObject", ""),
        ("getInsights", "account_day_series_facebook"),
        ("getInsights", "account_day_total"),
        ("batch", ""),
    }
    assert {each.where for each in recorder.remarks} == {"path", "token"}


def test_what_facebook_business_asks_wrongly_is_seen(sdk: FacebookAdsApi, app: Flask) -> None:
    recorder = recorded(sdk._session.requests, app)
    batch = sdk.new_batch()
    batch.add("GET", f"{PHOTO}/insights", params={"metric": ["impressions"]})
    batch.execute()

    assert [each.where for each in recorder.breaches] == ["batch[0] parameter metric"]


def test_pyfacebook(app: Flask) -> None:
    """Its default fields, with children inside of media, are all known."""
    api = IGBusinessApi(access_token=TOKEN, version=DOCUMENT.version, instagram_business_id=ACCOUNT)
    recorder = recorded(api.session, app)

    api.user.get_info()
    api.user.get_media(limit=4, count=6)
    api.media.get_batch(ids=[PHOTO])
    api.media.get_insights(PHOTO, metric="reach,likes")
    api.user.get_insights(user_id=ACCOUNT, metric="reach", period="day")

    recorder.assert_kept()
    assert {each.operation for each in recorder.exchanges} == {"getObject", "getMedia", "getObjects", "getInsights"}
