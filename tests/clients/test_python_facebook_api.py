"""python-facebook-api, unmodified, reads both insights edges through its own base_url setting."""

from __future__ import annotations

import pytest
from pyfacebook import FacebookError, IGBusinessApi

from tests.clients.served import ACCOUNT, EXPIRED, PHOTO, READER


@pytest.fixture
def api(emulator_url: str) -> IGBusinessApi:
    """The client, pointed at the emulator."""
    return IGBusinessApi(
        access_token=READER, base_url=f"{emulator_url}/", version="v24.0", instagram_business_id=ACCOUNT
    )


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
