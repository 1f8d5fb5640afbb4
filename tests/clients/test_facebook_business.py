"""Meta's own SDK, unmodified but for the host that it calls, reads both insights edges."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from facebook_business.adobjects.igmedia import IGMedia
from facebook_business.adobjects.iguser import IGUser
from facebook_business.adobjects.instagraminsightsresult import InstagramInsightsResult
from facebook_business.api import FacebookAdsApi
from facebook_business.exceptions import FacebookRequestError
from facebook_business.session import FacebookSession

from tests.clients.served import ACCOUNT, PHOTO, READER


@pytest.fixture
def api(emulator_url: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[FacebookAdsApi]:
    """The SDK, pointed at the emulator."""
    monkeypatch.setattr(FacebookSession, "GRAPH", emulator_url)
    yield FacebookAdsApi.init(access_token=READER, api_version="v25.0", crash_log=False)
    FacebookAdsApi.set_default_api(None)


def test_media_insights(api: FacebookAdsApi) -> None:
    """The SDK sends its metrics as a JSON list and reads one object per metric."""
    found = list(IGMedia(PHOTO, api=api).get_insights(params={"metric": ["reach", "saved", "likes"]}))

    assert [each[InstagramInsightsResult.Field.name] for each in found] == ["reach", "saved", "likes"]
    assert all(isinstance(each["values"][0]["value"], int) for each in found)


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
        list(IGMedia("17999999999999999", api=api).get_insights(params={"metric": ["reach"]}))

    assert caught.value.api_error_subcode() == 33
