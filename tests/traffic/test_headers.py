"""The usage headers, in the keys of each host, and what a client makes of them."""

from __future__ import annotations

import json

import pytest
from pyfacebook.ratelimit import RateLimit
from requests.structures import CaseInsensitiveDict

from mock_server.catalogue.hosts import FACEBOOK, INSTAGRAM
from mock_server.catalogue.model import Host
from mock_server.traffic.headers import Headers, usage_headers
from tests.traffic.making import ACCOUNT, BUSINESS, IG_TOKEN, PAGE, PAGE_TOKEN, READER, make_world, subject

WORLD = make_world()


def headers(token: str, asked: str, percent: int, host: Host = FACEBOOK, wait: int = 0) -> Headers:
    """The headers of a call, at a percentage."""
    return usage_headers(subject(WORLD, token, asked, host), percent, wait)


def test_a_page_as_recorded() -> None:
    """A Page's usage is word for word what the live API sent."""
    recorded = (
        '{"%s":[{"type":"pages","call_count":0,"total_cputime":0,"total_time":0,"estimated_time_to_regain_access":0}]}'
    )
    assert headers(PAGE_TOKEN, PAGE, 0) == (("x-business-use-case-usage", recorded % PAGE),)


def test_an_account_of_a_business_is_told_twice() -> None:
    """An Instagram read is reported under the business and under the account, with the same numbers."""
    [(name, value)] = headers(READER, ACCOUNT, 1)
    told = json.loads(value)
    assert name == "x-business-use-case-usage"
    assert list(told) == [BUSINESS, ACCOUNT]
    assert told[BUSINESS] == told[ACCOUNT]
    assert told[ACCOUNT] == [
        {
            "type": "instagram",
            "call_count": 1,
            "total_cputime": 1,
            "total_time": 1,
            "estimated_time_to_regain_access": 0,
        }
    ]


def test_the_platform_has_a_header_of_its_own() -> None:
    """Calls of a person tell the app's usage, with the documents' sample of 28 and 25 per cent."""
    assert headers(READER, "", 28) == (("x-app-usage", '{"call_count":28,"total_cputime":25,"total_time":25}'),)


def test_graph_instagram_com_has_keys_of_its_own() -> None:
    """The other host names the same percentages differently, and tells no business."""
    assert headers(IG_TOKEN, ACCOUNT, 0, INSTAGRAM) == (("x-app-usage", '{"call_volume":0,"cpu_time":0}'),)


@pytest.mark.parametrize("percent", range(101))
def test_times_are_plausible(percent: int) -> None:
    """Time is used up as calls are, and never beyond."""
    told = json.loads(headers(READER, "", percent)[0][1])
    assert told["call_count"] == percent
    assert 0 <= told["total_time"] == told["total_cputime"] <= percent


@pytest.mark.parametrize(
    ("token", "asked", "host"),
    [(READER, ACCOUNT, FACEBOOK), (READER, "", FACEBOOK), (PAGE_TOKEN, PAGE, FACEBOOK), (IG_TOKEN, ACCOUNT, INSTAGRAM)],
)
def test_python_facebook_api_reads_them(token: str, asked: str, host: Host) -> None:
    """A client that fails at keys that it does not know takes all of them."""
    limit = RateLimit()
    limit.set_limit(CaseInsensitiveDict(headers(token, asked, 42, host, wait=7)))
    business = limit.get_limit(asked, "instagram" if asked == ACCOUNT else "pages") if asked else limit.get_limit()
    told = max(limit.get_limit().max_percent(), business.max_percent())
    assert told == 42
    assert business.estimated_time_to_regain_access == (7 if asked and host is FACEBOOK else None)
