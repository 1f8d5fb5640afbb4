"""The well-known ids and tokens of the default world: what each shows, and a request that shows it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from mock_server.catalogue.model import Fidelity

_READER: Final = "EAAmock-reader"
_BLUE_BOTTLE: Final = "17841400000000001"
_DAILY_REACH: Final = "metric=reach&period=day"


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """An id or a token, what it shows, and the request whose answer shows it.

    `expect` is the metric that is answered, `empty data set`, or `error CODE` or `error CODE/SUBCODE`; `fidelity` is
    set where the answer needs that one.
    """

    name: str
    value: str
    shows: str
    ask: str
    expect: str
    token: str = _READER
    fidelity: Fidelity | None = None


def _of_media(name: str, number: int, shows: str, metric: str, expect: str = "") -> Card:
    media = f"179{number:014d}"
    return Card(name=name, value=media, shows=shows, ask=_path(media, f"metric={metric}"), expect=expect or metric)


def _of_account(name: str, number: int, shows: str, query: str, expect: str) -> Card:
    account = f"17841{number + 400000000000:012d}"
    return Card(name=name, value=account, shows=shows, ask=_path(account, query), expect=expect)


def _of_token(name: str, token: str, shows: str, expect: str) -> Card:
    return Card(name=name, value=token, shows=shows, ask=_path(_BLUE_BOTTLE, _DAILY_REACH), token=token, expect=expect)


def _path(object_id: str, query: str) -> str:
    return f"/v23.0/{object_id}/insights?{query}"


CARDS: Final = (
    _of_account("account", 1, "blue.bottle: all insights", _DAILY_REACH, "reach"),
    _of_account("account, Japan", 2, "creator in Japan", _DAILY_REACH, "reach"),
    _of_account("account, Germany", 3, "creator in Germany", _DAILY_REACH, "reach"),
    _of_account("account, small", 4, "80 followers: some gaps", "metric=follower_count&period=day", "empty data set"),
    _of_account("account, personal", 5, "no insights at all", _DAILY_REACH, "error 100/33"),
    _of_account("account, converted", 6, "professional for a month", _DAILY_REACH, "reach"),
    _of_account("account, dormant", 7, "no post for half a year", _DAILY_REACH, "reach"),
    Card(
        name="page",
        value="100000000000001",
        shows="a Page has no such insights",
        ask=_path("100000000000001", "metric=reach"),
        expect="error 100",
    ),
    _of_media("photo", 1, "photo post", "reach"),
    _of_media("video", 2, "video post", "views"),
    _of_media("reel", 3, "reel, not on Facebook", "facebook_views", "error -1/2207086"),
    _of_media("reel, shared", 4, "reel shared to Facebook", "crossposted_views"),
    _of_media("carousel", 5, "carousel album", "saved"),
    _of_media("carousel's child", 6, "no insights of its own", "reach", "empty data set"),
    Card(
        name="photo, old",
        value="17900000000000008",
        shows="from before 2 July 2024",
        ask=_path("17900000000000008", "metric=impressions"),
        expect="impressions",
        fidelity=Fidelity.OBSERVED,
    ),
    _of_media("photo, very old", 9, "older than two years", "reach", "empty data set"),
    _of_media("photo, too early", 10, "from before the conversion", "reach", "error 100/2108006"),
    _of_media("live video", 11, "being broadcast: no insights", "reach", "error 100"),
    _of_media("photo, fresh", 12, "posted minutes ago", "reach"),
    _of_media("story, 4 viewers", 13, "too few viewers", "reach", "error 10"),
    _of_media("story, 5 viewers", 14, "just enough viewers", "reach"),
    _of_media("story, expired", 15, "gone after 24 hours", "reach", "empty data set"),
    _of_media("story, highlighted", 16, "outlives its 24 hours", "reach"),
    _of_media("story, Japan", 17, "replies are not counted", "replies"),
    _of_media("story, Germany", 18, "replies are not counted", "replies"),
    _of_media("photo, gap", 19, "a number that is unavailable", "saved", "empty data set"),
    _of_token("user token", "EAAmock-reader", "sees every account", "reach"),
    _of_token("page token", "EAAmock-page", "sees blue.bottle", "reach"),
    _of_token("instagram token", "IGAAmock-reader", "speaks the Instagram dialect", "reach"),
    _of_token("expired", "EAAmock-expired", "expired yesterday", "error 190/463"),
    _of_token("expired", "IGAAmock-expired", "expired yesterday", "error 190/463"),
    _of_token("password changed", "EAAmock-password-changed", "the user changed it", "error 190/460"),
    _of_token("logged out", "EAAmock-logged-out", "the user logged out", "error 190/467"),
    _of_token("not authorized", "EAAmock-not-authorized", "the user removed the app", "error 190/458"),
    _of_token("checkpointed", "EAAmock-checkpointed", "the user must log in", "error 190/459"),
    _of_token("malformed", "EAAmock-malformed", "cannot be parsed", "error 190"),
    _of_token("no insights scope", "EAAmock-no-insights", "may not read insights", "error 10"),
    _of_token("one account", "EAAmock-one-account", "sees kissa.kyoto only", "error 100/33"),
    _of_token("via business", "EAAmock-via-business", "lacks an ads scope", "error 10"),
)
