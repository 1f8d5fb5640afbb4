"""The default world's objects, changes and headers are as the document describes them."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest

from contracts.openapi.public import PublicDocument
from tests.conftest import FACEBOOK, INSTAGRAM, Reply
from tests.spec.emulated import Emulated
from tests.spec.well_known import KNOWN, PAGE, TOKENS, Known, scopes_of


@cache
def public() -> PublicDocument:
    return PublicDocument.committed()


@cache
def emulated() -> Emulated:
    return Emulated(public())


@cache
def scopes(host: str) -> frozenset[str]:
    return scopes_of(emulated(), host)


def ask(known: Known, host: str, edge: str = "", token: str = "", **params: Any) -> Reply:
    path = f"/{public().version}/{known.id}/{edge}".rstrip("/")
    return emulated().emulator.get(path, token=token or TOKENS[host], host=host, **params)


def readable(known: Known, host: str) -> list[str]:
    """The fields of the object that can be asked as they stand; business discovery wants to know of whom."""
    found = public().types[known.type].readable(host, scopes(host), known.kind)
    return [field.name for field in found if field.name != "business_discovery"]


def places() -> Iterator[tuple[Known, str]]:
    for known in KNOWN:
        yield from ((known, host) for host in known.hosts)


each_place = pytest.mark.parametrize(("known", "host"), [*places()], ids=str)


@each_place
def test_all_fields_at_once_fit_the_closed_schema(known: Known, host: str) -> None:
    """Whatever can be asked of a well-known object is answered, and its type's schema knows it."""
    names = readable(known, host)
    reply = ask(known, host, fields=",".join(names))
    assert reply.status == 200, reply.body
    public().schema(known.type).validate(reply.json)
    assert set(reply.json) <= {*names, "id"}


def test_changes_fit_their_schema() -> None:
    """A Page's own token subscribes the app to it and back again, and the subscription shows."""
    page = Known("Page", PAGE)
    asked = {"token": "EAAmock-page", "edge": "subscribed_apps"}
    done = emulated().emulator.get(
        f"/{public().version}/{PAGE}/subscribed_apps",
        method="POST",
        token="EAAmock-page",
        subscribed_fields="feed,mention",
    )
    public().schema("Success").validate(done.json)
    shown = ask(page, FACEBOOK, **asked)
    public().schema("Page.subscribed_apps").validate(shown.json)
    assert shown.data[0]["subscribed_fields"] == ["feed", "mention"]
    emulated().emulator.get(f"/{public().version}/{PAGE}/subscribed_apps", method="DELETE", token="EAAmock-page")
    assert ask(page, FACEBOOK, **asked).data == []


def test_headers_are_documented() -> None:
    """An answer has the headers that the document requires, and none of the Graph's that it does not describe."""
    account = next(known for known in KNOWN if known.type == "IGUser")
    described = {name.lower() for name in public().raw["components"]["headers"]}
    for host in (FACEBOOK, INSTAGRAM):
        reply = ask(account, host)
        told = {name for name in reply.headers if name.startswith(("x-app", "x-business", "x-fb", "etag"))}
        assert {"x-fb-trace-id", "etag"} < told <= described
        assert ask(account, host, headers={"If-None-Match": reply.headers["etag"]}).status == 304
