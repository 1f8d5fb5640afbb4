"""The client: what one can ask."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from itertools import islice
from types import TracebackType
from typing import Literal, Self

import requests

from client.asking import Question, insights, listed, names_of
from client.connection import Connection, Pace, Params
from client.credentials import Credentials
from client.hosts import HOSTS, Login, login_of
from client.json_values import Object
from client.nodes import AccessToken, Account, Media, Page
from client.paging import items
from client.reading import account_of, media_of, page_of, token_of
from client.results import Insights
from client.retry import Retry
from client.windows import Span, When, cut, span_of

MEDIA_FIELDS = ("id", "caption", "media_type", "media_product_type", "permalink", "timestamp")
EVER = Span()
PAGE_FIELDS = ("id", "name", "instagram_business_account")
_VERSION = re.compile(r"v\d+(\.\d+)?")


class InsightsClient:
    """Reads Instagram Insights through the Graph API, with one token.

        with InsightsClient("EAA…") as client:
            post = client.media_insights("17900000000000001", ["reach", "likes"])
            print(post.value("reach"))

    The token decides the login, and the login the host, unless `login` and `base_url` do. It is sent in a header and
    stands in no address; with `app_secret` a proof of it goes along. Passing troubles and full budgets are
    waited for as `retry` says. A refused metric fails the whole call, as it does in the API; with
    `on_unsupported="skip"` the others are told.

    Calls raise `InsightsError` and nothing else, but for arguments that make no sense: those are ValueErrors.
    """

    def __init__(  # noqa: PLR0913 - all but the token may be left out; each is a thing that a program may have to set
        self,
        token: str,
        *,
        version: str | None = "v26.0",
        base_url: str | None = None,
        login: Login | str | None = None,
        app_id: str | None = None,
        app_secret: str | None = None,
        on_unsupported: Literal["raise", "skip"] = "raise",
        retry: Retry | None = None,
        timeout: float = 30.0,
        session: requests.Session | None = None,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        """Say who asks, whom, and how patiently.

        Args:
            token: of a person, a Page, or an Instagram account.
            version: of the API; None leaves it to the app's settings.
            base_url: where the API is, if not at its host, such as http://127.0.0.1:8080/graph.facebook.com.
            login: `facebook` or `instagram`; by default what the token looks like.
            app_id: needed, with `app_secret`, to refresh a token of Facebook Login.
            app_secret: makes every request carry `appsecret_proof`.
            on_unsupported: `skip` gives refused metrics up and tells the others.
            retry: how long to go on trying; by default up to a minute.
            timeout: the seconds without a word after which an answer is given up.
            session: how requests are sent; yours stays open when the client is closed.
            clock: tells the time in seconds, to measure how long retries take.
            sleep: waits for some seconds.
        """
        if on_unsupported not in {"raise", "skip"}:
            raise ValueError("on_unsupported is raise or skip")
        if version is not None and not _VERSION.fullmatch(version):
            raise ValueError("a version is written like v26.0")
        self._credentials = Credentials(token, app_id, app_secret)
        self._login = Login(login) if login else login_of(token)
        self._host = HOSTS[self._login]
        self._skips = on_unsupported == "skip"
        self._session = session or requests.Session()
        self._owns_session = session is None
        self._unversioned = Connection(
            root=_root(base_url or self._host.url),
            credentials=self._credentials,
            session=self._session,
            pace=Pace(retry or Retry(), clock, sleep),
            timeout=timeout,
        )
        root = self._unversioned.root
        self._graph = replace(self._unversioned, root=f"{root}/{version}" if version else root)

    def __enter__(self) -> Self:
        """The client, closed when the block ends."""
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        """Close the client."""
        self.close()

    def close(self) -> None:
        """Close the connections, unless the session is yours."""
        if self._owns_session:
            self._session.close()

    # ------------------------------------------------------------------------------------------------------- insights

    def account_series(
        self,
        account: str,
        metrics: Iterable[str] = (),
        *,
        period: str = "day",
        since: When | None = None,
        until: When | None = None,
    ) -> Insights:
        """Numbers of an account in time, such as its `reach` on each day.

        A day belongs to the answer when it ends between `since` and `until`; days end at midnight in California. A
        span that is longer than the host allows is asked in several requests.
        """
        question = Question(names_of(metrics), {"period": period, "metric_type": "time_series"})
        return self._insights(account, question, span_of(since, until))

    def account_totals(
        self,
        account: str,
        metrics: Iterable[str] = (),
        *,
        period: str = "day",
        since: When | None = None,
        until: When | None = None,
        breakdowns: Iterable[str] = (),
    ) -> Insights:
        """Numbers of an account for a whole span of time, such as its `views`, and perhaps their parts.

        A span that is longer than the host allows, 30 days at graph.facebook.com, is told as one total for each
        window. Counts such as `likes` may be added up; numbers of people such as `reach` may not, for somebody who
        was reached in both windows would count twice.
        """
        params = {"period": period, "metric_type": "total_value", "breakdown": listed(breakdowns)}
        return self._insights(account, Question(names_of(metrics), params), span_of(since, until))

    def account_demographics(
        self,
        account: str,
        metrics: Iterable[str] = (),
        *,
        timeframe: str | None = None,
        breakdowns: Iterable[str] = (),
    ) -> Insights:
        """Who the people are, such as `follower_demographics` by `age` and `gender`: parts without a total."""
        params = {
            "period": "lifetime",
            "metric_type": "total_value",
            "timeframe": timeframe,
            "breakdown": listed(breakdowns),
        }
        return self._insights(account, Question(names_of(metrics), params))

    def media_insights(
        self,
        media: str,
        metrics: Iterable[str] = (),
        *,
        period: str | None = None,
        breakdowns: Iterable[str] = (),
    ) -> Insights:
        """Numbers of a post, reel or album over its whole life; the API takes a `period`, and ignores it."""
        params = {"period": period, "breakdown": listed(breakdowns)}
        return self._insights(media, Question(names_of(metrics), params))

    def story_insights(self, story: str, metrics: Iterable[str] = (), *, breakdowns: Iterable[str] = ()) -> Insights:
        """Numbers of a story, for the 24 hours that it lives. Raises NotEnoughViewers below five viewers."""
        return self.media_insights(story, metrics, breakdowns=breakdowns)

    # ----------------------------------------------------------------------------------------------- what has insights

    def account(self, account: str, *, fields: Iterable[str] | None = None) -> Account:
        """An account, with all that `Account` names. With Instagram Login `me` is the token's own."""
        wanted = self._host.account_fields if fields is None else fields
        return account_of(self._graph.get(account, params={"fields": listed(wanted)}))

    def accounts(self, *, page_size: int | None = None, at_most: int | None = None) -> Iterator[Page]:
        """The Pages of a person, with the accounts that are linked to them; Facebook Login alone has them.

        This list and the others are read while you go through them: `page_size` items with each request, the API's 25
        by default, and not more than `at_most` in all.
        """
        params = _page(PAGE_FIELDS, page_size)
        return map(page_of, self._items("me", "accounts", params=params, at_most=at_most))

    def media(
        self,
        account: str,
        *,
        fields: Iterable[str] = MEDIA_FIELDS,
        page_size: int | None = None,
        at_most: int | None = None,
    ) -> Iterator[Media]:
        """The posts, reels and albums of an account, newest first; `raw` holds other `fields` that you ask for."""
        params = _page(fields, page_size)
        return map(media_of, self._items(account, "media", params=params, at_most=at_most))

    def stories(
        self,
        account: str,
        *,
        fields: Iterable[str] = MEDIA_FIELDS,
        page_size: int | None = None,
        at_most: int | None = None,
    ) -> Iterator[Media]:
        """The stories of the last 24 hours."""
        params = _page(fields, page_size)
        return map(media_of, self._items(account, "stories", params=params, at_most=at_most))

    # ---------------------------------------------------------------------------------------------------------- tokens

    def refresh_token(self) -> AccessToken:
        """A new token in place of this client's, for another 60 days. The client goes on with the one it has.

        Instagram refreshes tokens that are a day old and have not expired. With Facebook Login the app has to vouch
        for itself: raises ValueError without `app_id` and `app_secret`.
        """
        if self._login is Login.INSTAGRAM:
            return token_of(self._unversioned.get("refresh_access_token", params={"grant_type": "ig_refresh_token"}))
        return token_of(self._graph.post("oauth", "access_token", form=self._credentials.exchange))

    # ------------------------------------------------------------------------------------------------------------------

    def _insights(self, node: str, question: Question, span: Span = EVER) -> Insights:
        page_of = self._reader(node, "insights")
        return insights(question, cut(span, self._host.widest_window), page_of, skips=self._skips)

    def _items(self, *path: str, params: Params, at_most: int | None) -> Iterator[Object]:
        return islice(items(self._reader(*path), params), at_most)

    def _reader(self, *path: str) -> Callable[[Params], Object]:
        return lambda params: self._graph.get(*path, params=params)


def _page(fields: Iterable[str], size: int | None) -> Params:
    return {"fields": listed(fields), "limit": None if size is None else str(size)}


def _root(base_url: str) -> str:
    if not base_url.startswith(("http://", "https://")):
        raise ValueError("base_url begins with http:// or https://")
    return base_url.rstrip("/")
