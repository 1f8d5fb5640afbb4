"""The items of each edge: a function of the object and the circumstances."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from mock_server.auth.rules import granted
from mock_server.catalogue.facebook_nodes import PAGE_NODE
from mock_server.catalogue.limits import MOST_LISTED_MEDIA
from mock_server.catalogue.parameter_errors import TIME_UNREADABLE
from mock_server.graph import params
from mock_server.graph.paging import Listing
from mock_server.graph.refusal import Refused
from mock_server.nodes.instagram_values import comments_count
from mock_server.nodes.objects import Application, Business, Permission, PublishingLimit, User
from mock_server.nodes.reading import Reading
from mock_server.world.model import STORY_LIFE, Account, Comment, Media, Page

List = Callable[[Any, Reading], Listing[Any]]


def _whole(items: Sequence[Any]) -> Listing[Any]:
    """A list that is known in full."""
    return Listing(len(items), 0, lambda offset, limit: items[offset : offset + limit])


def _none(_: object, __: Reading) -> Listing[Any]:
    return _whole(())


def _posts(account: Account, reading: Reading) -> Listing[Media]:
    """Posts of the asked span, newest first; of very many the newest."""
    world, now = reading.setting.world, reading.setting.now
    until = min(_end("until", reading, now), now)
    above = world.media_count(account, until)
    below = world.media_count(account, _end("since", reading, 0) - 1)
    lowest = max(below, above - MOST_LISTED_MEDIA.value)
    count = max(above - lowest, 0)
    return Listing(count, lowest, lambda offset, limit: world.media_page(account, until, offset, limit))


def _end(name: str, reading: Reading, default: int) -> int:
    text = reading.arguments.get(name, "").strip()
    if not text:
        return default
    try:
        return params.moment(text, reading.setting.now)
    except ValueError:
        raise Refused(TIME_UNREADABLE, f"{name} is no time", parameter=name) from None


def _stories(account: Account, reading: Reading) -> Listing[Media]:
    world, now = reading.setting.world, reading.setting.now
    ever = world.story_count(account, now)
    count = ever - world.story_count(account, now - STORY_LIFE)

    def items(offset: int, limit: int) -> Sequence[Media]:
        return world.media_page(account, now, offset, limit, stories=True)

    return Listing(count, ever - count, items)


def _live(account: Account, reading: Reading) -> Listing[Media]:
    return _whole(reading.setting.world.live_media(account, reading.setting.now))


def _comments(media: Media, reading: Reading) -> Listing[Comment]:
    count = comments_count(media, reading)

    def items(offset: int, limit: int) -> Sequence[Comment]:
        newest = count - 1 - offset
        return [Comment(media=media, number=number) for number in range(newest, max(newest - limit, -1), -1)]

    return Listing(count, 0, items)


def _pages(_: User, reading: Reading) -> Listing[Page]:
    """The Pages of the accounts that the token sees, if it may see Pages at all."""
    if granted(reading.token, reading.setting.host, PAGE_NODE.needs):
        return _whole(())
    accounts = reading.setting.world.accounts_of(reading.token)
    return _whole([account.page for account in accounts if account.page])


def _permissions(_: User, reading: Reading) -> Listing[Permission]:
    return _whole([Permission(scope) for scope in dict.fromkeys(("public_profile", *sorted(reading.token.scopes)))])


def _businesses(_: User, reading: Reading) -> Listing[Business]:
    accounts = reading.setting.world.accounts_of(reading.token)
    return _whole([Business(each) for each in dict.fromkeys(account.business_id for account in accounts) if each])


def _owned(business: Business, reading: Reading) -> list[Account]:
    return [each for each in reading.setting.world.accounts_of(reading.token) if each.business_id == business.id]


def _owned_accounts(business: Business, reading: Reading) -> Listing[Account]:
    return _whole(_owned(business, reading))


def _owned_pages(business: Business, reading: Reading) -> Listing[Page]:
    return _whole([account.page for account in _owned(business, reading) if account.page])


def _linked(page: Page, _: Reading) -> Listing[Account]:
    return _whole([page.account] if page.account.account_type.professional else [])


def _subscribed(item: Account | Page, reading: Reading) -> Listing[Application]:
    fields = reading.subscribed.get(item.id)
    return _whole([] if fields is None else [Application(reading.setting.world.app.id, fields)])


LISTS: dict[tuple[str, str], List] = {
    ("User", "accounts"): _pages,
    ("User", "permissions"): _permissions,
    ("User", "businesses"): _businesses,
    ("Page", "subscribed_apps"): _subscribed,
    ("Page", "instagram_accounts"): _linked,
    ("Page", "feed"): _none,
    ("Page", "posts"): _none,
    ("Page", "published_posts"): _none,
    ("Page", "conversations"): _none,
    ("Business", "owned_pages"): _owned_pages,
    ("Business", "client_pages"): _none,
    ("Business", "owned_instagram_accounts"): _owned_accounts,
    ("Business", "instagram_business_accounts"): _owned_accounts,
    ("IGUser", "media"): _posts,
    ("IGUser", "stories"): _stories,
    ("IGUser", "live_media"): _live,
    ("IGUser", "tags"): _none,
    ("IGUser", "collaborative_media"): _none,
    ("IGUser", "content_publishing_limit"): lambda account, _: _whole([PublishingLimit(account)]),
    ("IGUser", "subscribed_apps"): _subscribed,
    ("IGUser", "conversations"): _none,
    ("IGMedia", "children"): lambda media, _: _whole(media.children),
    ("IGMedia", "comments"): _comments,
    ("IGMedia", "collaborators"): _none,
    ("IGComment", "replies"): _none,
    ("DiscoveredUser", "media"): _posts,
    ("DiscoveredMedia", "children"): lambda media, _: _whole(media.children),
}
