"""The values of people, Pages, businesses and apps."""

from __future__ import annotations

from typing import Any

from mock_server.auth.page_tokens import page_token
from mock_server.auth.rules import granted
from mock_server.catalogue.facebook_nodes import PAGE_SCOPES
from mock_server.catalogue.instagram_nodes import ACCOUNT_NODE
from mock_server.catalogue.model import TokenKind
from mock_server.graph.wire import Json
from mock_server.nodes.objects import Business, User
from mock_server.nodes.reading import Reading
from mock_server.world.identity import app_name, facebook_name
from mock_server.world.model import Account, Page

_TASKS = ["ANALYZE", "ADVERTISE", "MESSAGING", "MODERATE", "CREATE_CONTENT", "MANAGE"]
_CATEGORY = "Product/service"
_CATEGORY_ID = "2201"
_PICTURE_SIZE = 50


def _name(user: User, reading: Reading) -> str:
    return facebook_name(reading.setting.world, user.id)


def _email(user: User, reading: Reading) -> str | None:
    return f"{user.id}@users.example" if "email" in reading.token.scopes else None


def _picture(owner_id: str) -> Json:
    picture: Json = {
        "height": _PICTURE_SIZE,
        "is_silhouette": False,
        "url": f"https://cdn.facebook.invalid/{owner_id}/picture.jpg",
        "width": _PICTURE_SIZE,
    }
    return {"data": picture}


def _page_token(page: Page, reading: Reading) -> str | None:
    token = reading.token
    if token.kind is TokenKind.PAGE:
        return token.token
    return None if token.scopes.isdisjoint(PAGE_SCOPES) else page_token(reading.setting.world, token, page.account)


def _connected(page: Page, reading: Reading) -> Account | None:
    """The linked account, if the token may know of it."""
    return None if granted(reading.token, reading.setting.host, ACCOUNT_NODE.needs) else page.account


def _professional(page: Page, reading: Reading) -> Account | None:
    return _connected(page, reading) if page.account.account_type.professional else None


def _business_name(business: Business, reading: Reading) -> str:
    owned = next(each for each in reading.setting.world.accounts if each.business_id == business.id)
    return owned.given_page_name or owned.name


FACEBOOK_VALUES: dict[str, dict[str, Any]] = {
    "User": {
        "id": lambda user, _: user.id,
        "name": _name,
        "first_name": lambda user, reading: _name(user, reading).partition(" ")[0],
        "last_name": lambda user, reading: _name(user, reading).partition(" ")[2] or None,
        "email": _email,
        "picture": lambda user, _: _picture(user.id),
    },
    "Permission": {
        "permission": lambda permission, _: permission.scope,
        "status": lambda *_: "granted",
    },
    "Page": {
        "id": lambda page, _: page.id,
        "name": lambda page, _: page.name,
        "access_token": _page_token,
        "category": lambda *_: _CATEGORY,
        "category_list": lambda *_: [{"id": _CATEGORY_ID, "name": _CATEGORY}],
        "tasks": lambda _, reading: None if reading.token.kind is TokenKind.PAGE else [*_TASKS],
        "instagram_business_account": _professional,
        "connected_instagram_account": _connected,
        "username": lambda page, _: page.account.username,
        "link": lambda page, _: f"https://www.facebook.com/{page.id}",
        "fan_count": lambda page, _: page.account.followers // 3,
        "followers_count": lambda page, _: page.account.followers // 3,
        "picture": lambda page, _: _picture(page.id),
    },
    "PagePost": {"id": lambda post, _: post.id},
    "Business": {
        "id": lambda business, _: business.id,
        "name": _business_name,
    },
    "Application": {
        "id": lambda app, _: app.id,
        "name": lambda _, reading: app_name(reading.setting.world),
        "category": lambda *_: "Business",
        "link": lambda app, _: f"https://www.facebook.com/games/?app_id={app.id}",
        "subscribed_fields": lambda app, _: [*app.fields] or None,
    },
}
