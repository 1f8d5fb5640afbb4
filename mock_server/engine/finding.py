"""The object that an id names, if the token sees it, and whether the token may read it."""

from __future__ import annotations

from mock_server.auth.rules import app_serves, granted, unseen
from mock_server.catalogue.instagram_nodes import INSIGHTS_NEEDS
from mock_server.catalogue.kinds import STORY
from mock_server.catalogue.model import Login, TokenKind
from mock_server.catalogue.object_errors import (
    ACCOUNT_NOT_PROFESSIONAL,
    ALIAS_UNKNOWN,
    APP_SCOPED_ID_USED,
    PAGE_LINK_MISSING,
    STORY_GONE,
)
from mock_server.engine.heard import Heard
from mock_server.engine.routes import ME
from mock_server.engine.worlds import token_named
from mock_server.graph.refusal import Refusal
from mock_server.insights.lifetime import Lifetime
from mock_server.nodes.instagram_values import comments_of
from mock_server.nodes.objects import Application, Business, Node, User, type_of
from mock_server.nodes.read import INSIGHTS
from mock_server.world.identity import app_scoped_id
from mock_server.world.model import Account, Comment, Media, Token


def find(object_id: str, heard: Heard) -> Node | Refusal:
    """The object that an id names, if the token sees it."""
    if object_id == ME:
        return _me(heard)
    if not _is_id(object_id):
        return Refusal(ALIAS_UNKNOWN, {"alias": object_id}, because="this is no id")
    found = heard.hosted.world.find(object_id, heard.now)
    if found is None:
        return _beside(object_id, heard)
    account = found if type(found) is Account else found.account  # type: ignore[union-attr]
    seen = heard.token is not None and account.id in heard.token.accounts
    return found if seen and heard.host.login in type_of(found).logins else unseen(object_id)


def may_read(found: Node, heard: Heard, edge: str) -> Refusal | None:
    """Why the token may not read the object or its insights: the app's access, the token's scopes."""
    token = heard.token
    if token is None:
        return None
    if edge == INSIGHTS and type(found) in (Account, Media):
        return _linked(found, heard) or _insights_refused(token, heard)
    if refusal := app_serves(token, heard.hosted.world.app, heard.host) or _linked(found, heard):
        return refusal
    return _readable(found, heard) or granted(token, heard.host, type_of(found).needs, type_of(found).lacking)


def _insights_refused(token: Token, heard: Heard) -> Refusal | None:
    """Why the token may read no insights at all; what was found out about a token of the world is remembered."""
    remembered = heard.hosted.permits
    key = heard.sent, heard.host
    if key in remembered:
        return remembered[key]
    refusal = app_serves(token, heard.hosted.world.app, heard.host) or granted(token, heard.host, INSIGHTS_NEEDS)
    if token is token_named(heard.hosted, heard.sent):
        remembered[key] = refusal
    return refusal


def _linked(found: Node, heard: Heard) -> Refusal | None:
    """Facebook Login sees a professional account through its Facebook Page alone."""
    account = found if isinstance(found, Account) else getattr(found, "account", None)
    if (
        account is None
        or account.page_id
        or not account.account_type.professional
        or heard.host.login is Login.INSTAGRAM
    ):
        return None
    return Refusal(PAGE_LINK_MISSING, {"id": found.id}, f"account {account.id} is linked to no Facebook Page")


def _readable(found: Node, heard: Heard) -> Refusal | None:
    """Objects that are there and yet cannot be read: those of personal accounts, and stories that have expired."""
    if isinstance(found, Account | Media | Comment):
        account = found if isinstance(found, Account) else found.account
        if not account.account_type.professional:
            return Refusal(ACCOUNT_NOT_PROFESSIONAL, {"id": found.id}, "the account is personal")
    expires = found.expires_at if isinstance(found, Media) and found.kind is STORY else None
    if expires is not None and heard.now >= expires:
        return Refusal(STORY_GONE, {"id": found.id}, "the story has expired")
    return None


def _is_id(text: str) -> bool:
    return text.isascii() and text.isdigit()


def _seen_comment(comment: Comment, heard: Heard) -> Node | Refusal:
    """The comment, if its media has so many by now and the token sees it."""
    numbers = Lifetime(comment.media, heard.now, heard.hosted.world.start)
    seen = heard.token is not None and comment.account.id in heard.token.accounts
    return comment if seen and comment.number < comments_of(comment.media, numbers) else unseen(comment.id)


def _me(heard: Heard) -> Node | Refusal:
    """Whom the token speaks for: a Facebook user, a Page or an Instagram account."""
    token = heard.token
    if token is None:
        return unseen(ME)
    if token.kind is TokenKind.FACEBOOK_USER:
        return User(token.user_id)
    mine = next(iter(heard.hosted.world.accounts_of(token)), None)
    if mine is None:
        return unseen(ME)
    return mine if token.kind is TokenKind.INSTAGRAM_USER else mine.page or unseen(ME)


def _beside(object_id: str, heard: Heard) -> Node | Refusal:
    """An object that the world does not list: a comment, a person, a business, the app."""
    world = heard.hosted.world
    if comment := world.comment(object_id, heard.now):
        return _seen_comment(comment, heard)
    own = _of_facebook if heard.host.login is Login.FACEBOOK else _of_instagram
    return own(object_id, heard) or unseen(
        object_id, because=f"the world {world.id} has no object {object_id} at this time"
    )


def _of_facebook(object_id: str, heard: Heard) -> Node | None:
    world, token = heard.hosted.world, heard.token
    if object_id == world.app.id:
        return Application(object_id)
    if token is None:
        return None
    if token.kind is TokenKind.FACEBOOK_USER and object_id == token.user_id:
        return User(object_id)
    owned = any(account.business_id == object_id for account in world.accounts_of(token))
    return Business(object_id) if owned else None


def _of_instagram(object_id: str, heard: Heard) -> Refusal | None:
    world = heard.hosted.world
    for account in world.accounts_of(heard.token) if heard.token else ():
        if object_id == app_scoped_id(world, account):
            return Refusal(APP_SCOPED_ID_USED, {"user_id": account.id}, "this id is scoped to the app")
    return None
