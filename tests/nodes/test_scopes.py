"""Whoever lacks a scope that a node, a field or an edge needs is refused; so are people whom the app does not serve."""

from __future__ import annotations

from typing import Any, NamedTuple

import pytest

from mock_server.catalogue.hosts import HOSTS
from mock_server.catalogue.model import Edge, ErrorRow, Field, Login, NodeType
from mock_server.catalogue.nodes import NODE_TYPES
from tests.conftest import FACEBOOK, INSTAGRAM, Emulator, emulator
from tests.nodes.gallery import ACCOUNT, BUSINESS, CHILD, LOGINS, PAGE, PHOTO, PLACES, Gallery, gallery, granted

_HOSTS = {login: name for name, login in LOGINS.items()}
_OBJECTS = {"User": "me", "Page": PAGE, "Business": BUSINESS, "IGUser": ACCOUNT, "IGMedia": PHOTO}
_READY = {
    "insights": {"metric": "reach", "period": "day"},
    "business_discovery": {"fields": "business_discovery.username(other.account){id}"},
}


class Need(NamedTuple):
    """A group of scopes of which one is needed, and the request that needs it."""

    login: Login
    group: tuple[str, ...]
    path: str
    params: dict[str, str]
    row: str

    def __str__(self) -> str:
        return f"{self.path}?{self.params.get('fields', '')} {self.group[0]}"


def _needs() -> list[Need]:
    found: list[Need] = []
    for node in NODE_TYPES:
        found += _of(node, _OBJECTS.get(node.name, PLACES.get(node.name, PLACES["IGComment"])[0].path), {}, node)
        if node.name in _OBJECTS:
            path = _OBJECTS[node.name]
            for field in node.fields:
                found += _of(field, path, _READY.get(field.name, {"fields": field.name}), node)
            for edge in node.edges:
                found += _of(edge, f"{path}/{edge.name}", _READY.get(edge.name, {}), node)
    return found


def _of(row: NodeType | Field | Edge, path: str, params: dict[str, str], node: NodeType) -> list[Need]:
    lacking: ErrorRow | None = getattr(row, "lacking", None)
    return [
        Need(login, group, path, params, lacking.name if lacking else "permission_missing")
        for login, groups in row.needs.items()
        for group in groups
        if group not in node.needs.get(login, ()) or row is node
    ]


_NEEDS = _needs()


@pytest.fixture(scope="module")
def lacking() -> Gallery:
    """The gallery with a token for each group of scopes that lacks all of it."""
    tokens: list[dict[str, Any]] = [
        {"kind": "facebook_user", "scopes": granted(Login.FACEBOOK)},
        {"kind": "instagram_user", "scopes": granted(Login.INSTAGRAM), "accounts": [ACCOUNT]},
    ]
    tokens += [
        {
            "token": _token(need),
            "kind": f"{need.login}_user",
            "scopes": granted(need.login, need.group),
            "accounts": [ACCOUNT],
        }
        for need in {(need.login, need.group): need for need in _NEEDS}.values()
    ]
    return gallery(emulator(), tokens=tokens)


def _token(need: Need) -> str:
    return f"mock-lacks-{sorted({(each.login, each.group) for each in _NEEDS}).index((need.login, need.group))}"


@pytest.mark.parametrize("need", _NEEDS, ids=str)
def test_each_scope_is_needed(lacking: Gallery, need: Need) -> None:
    """Without the scopes of a group the request is refused, with all scopes it is answered."""
    host = _HOSTS[need.login]
    reply = lacking.get(need.path, host, token=_token(need), **need.params)
    assert reply.rule == need.row, reply.body
    assert lacking.get(need.path, host, **need.params).rule not in ("permission_missing", need.row)


@pytest.mark.parametrize("login", Login)
def test_a_scope_of_a_group_is_enough(login: Login) -> None:
    """Of a group with several scopes any one will do."""
    groups = sorted({need.group for need in _NEEDS if need.login is login and len(need.group) > 1})
    for group in groups:
        need = next(need for need in _NEEDS if need.group == group)
        tokens = [{"kind": f"{login}_user", "scopes": granted(login, set(group) - {scope})} for scope in group]
        rooms = gallery(emulator(), tokens=tokens)
        for token in rooms.world.tokens:
            assert rooms.get(need.path, _HOSTS[login], token=token, **need.params).status == 200
    assert bool(groups) is (login is Login.FACEBOOK)


def test_scopes_count_inside_of_expansions(lacking: Gallery) -> None:
    """What is refused on its own is refused as a field of something else, which then fails whole."""
    need = next(need for need in _NEEDS if need.path == f"{PHOTO}/comments" and need.login is Login.FACEBOOK)
    reply = lacking.get(f"{ACCOUNT}/media", token=_token(need), fields="id,comments{text}")
    assert (reply.rule, reply.status) == ("permission_missing", 400)


def test_pages_are_not_listed_without_their_scopes(lacking: Gallery) -> None:
    """Without any scope of Pages the list of Pages is empty rather than refused; without Instagram's no account is."""
    no_pages = next(need for need in _NEEDS if need.path == PAGE)
    assert lacking.get("me/accounts", token=_token(no_pages)).json == {"data": []}
    no_instagram = next(need for need in _NEEDS if need.path == ACCOUNT and need.login is Login.FACEBOOK)
    listed = lacking.get("me/accounts", token=_token(no_instagram), fields="name,instagram_business_account").data
    assert [set(page) for page in listed] == [{"name", "id"}]


@pytest.mark.parametrize("restricted", [{"mode": "development"}, {"access": "standard"}])
@pytest.mark.parametrize("host", LOGINS)
def test_roles(client: Emulator, restricted: dict[str, str], host: str) -> None:
    """An app in development or with standard access serves people with a role on it and refuses all others."""
    kind = f"{LOGINS[host]}_user"
    tokens = [{"kind": kind, "role": role} for role in ("admin", "developer", "tester", "none", None)]
    world = client.world(app=restricted, accounts=[{"id": "17841400000000811", "media": []}], tokens=tokens)
    asked = {"host": host, "fields": "username"}
    replies = [client.get("/v25.0/17841400000000811", token=token, **asked) for token in world.tokens]
    assert [reply.status for reply in replies] == [200, 200, 200, 400, 400]
    row = "app_not_for_everybody" if host == FACEBOOK else "app_invitation_pending"
    assert {reply.rule for reply in replies[3:]} == {row}
    told = client.control(
        "GET", "/explain", url=f"https://{host}/v25.0/17841400000000811?access_token={world.tokens[3]}"
    ).json
    assert told["steps"][-1]["result"] == "refused"
    assert ("tester" in told["fix"], "advanced access" in told["fix"]) == (True, True)


def test_roles_of_a_business_manager(client: Emulator) -> None:
    """A role that comes from a Business Manager needs an ads scope besides; explain says which."""
    usual = list(HOSTS[0].usual_scopes)
    tokens = [{"via_business": True, "scopes": scopes} for scopes in (usual, [*usual, "ads_read"])]
    world = client.world(accounts=[{"id": "17841400000000812", "media": []}], tokens=tokens)
    without, with_ads = (client.get("/17841400000000812", token=token, fields="username") for token in world.tokens)
    assert (without.rule, with_ads.status) == ("permission_missing", 200)
    told = client.control("GET", "/explain", url=f"/17841400000000812?access_token={world.tokens[0]}").json
    assert told["fix"] == "the token lacks ads_management or ads_read"


def test_accounts_without_a_page(client: Emulator) -> None:
    """Facebook Login does not see a professional account without a Page, nor anything of it; Instagram Login does."""
    media = [{"id": "17900000000081301", "media_type": "IMAGE", "created_at": "-P3D", "comments": ["one"]}]
    world = client.world(accounts=[{"id": "17841400000000813", "page": None, "media": media}])
    facebook, instagram = world.tokens
    for path in ("17841400000000813", "17841400000000813/media", "17900000000081301", "17900000000081301/comments"):
        assert client.get(f"/{path}", token=facebook).rule == "page_link_missing"
        assert client.get(f"/{path}", token=instagram, host=INSTAGRAM).status == 200
    told = client.control("GET", "/explain", url=f"/17841400000000813?access_token={facebook}").json
    assert "link the account to a Facebook Page" in told["fix"]
    assert client.get("/me/accounts", token=facebook).json == {"data": []}


def test_personal_accounts(client: Emulator) -> None:
    """Objects of a personal account are refused; its Page tells it as connected and not as professional."""
    media = [{"id": "17900000000081401", "media_type": "IMAGE", "created_at": "-P3D"}]
    account = {"id": "17841400000000814", "account_type": "PERSONAL", "page": {"id": "100000000000814"}, "media": media}
    world = client.world(accounts=[account])
    for path in ("17841400000000814", "17841400000000814/media", "17900000000081401"):
        assert client.get(f"/{path}", token=world.tokens[0]).rule == "account_not_professional"
    fields = "instagram_business_account,connected_instagram_account"
    answer = client.get("/100000000000814", token=world.tokens[0], fields=fields).json
    assert answer == {"connected_instagram_account": {"id": "17841400000000814"}, "id": "100000000000814"}


def test_expired_stories(client: Emulator) -> None:
    """A story is gone after 24 hours, from its list and by its id; a highlighted one can still be asked."""
    media: list[dict[str, object]] = [
        {"id": "17900000000081501", "media_product_type": "STORY", "created_at": "-PT23H"},
        {"id": "17900000000081502", "media_product_type": "STORY", "created_at": "-PT22H", "highlighted": True},
    ]
    world = client.world_of_media(*media, account={"id": "17841400000000815"})
    asked: dict[str, Any] = {"token": world.tokens[0], "fields": "media_product_type"}
    before = client.get("/17841400000000815/stories", **asked).data
    assert [each["id"] for each in before] == ["17900000000081502", "17900000000081501"]
    world.advance("PT3H")
    assert client.get("/17841400000000815/stories", **asked).json == {"data": []}
    assert client.get("/17900000000081501", **asked).rule == "story_gone"
    assert client.get("/17900000000081502", **asked).status == 200


def test_children_belong_to_their_album(rooms: Gallery) -> None:
    """A media inside an album is asked by its id, tells its owner, and has no comments or children of its own."""
    answer = rooms.get(CHILD, fields="media_type,owner,children,comments,comments_count,permalink").json
    assert answer == {"media_type": "IMAGE", "owner": {"id": ACCOUNT}, "id": CHILD}
