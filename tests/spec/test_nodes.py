"""Nodes and edges as the document describes them are what the emulator answers."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest

from contracts.openapi.public import PublicDocument, PublicField
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


def edges(known: Known, host: str) -> Iterator[PublicField]:
    """The lists of nodes that hang on the object."""
    of_type = public().types[known.type]
    for name, edge in of_type.edges.items():
        if host in edge.hosts and of_type.lists[name] in public().types and edge.is_granted(host, scopes(host)):
            yield edge


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


@each_place
def test_default_fields_are_told(known: Known, host: str) -> None:
    """Without `fields` the ones that are marked as default are told, so far as the object has them."""
    reply = ask(known, host)
    told = public().raw["x-insights-fields"][known.type]["fields"]
    default = [each["name"] for each in told if each.get("default") and host in each["hosts"]]
    assert reply.status == 200, reply.body
    public().schema(known.type).validate(reply.json)
    assert [name for name in default if name in reply.json] == list(reply.json)
    assert set(default) - set(reply.json) <= {"subscribed_fields"}


@each_place
def test_edges_fit_their_schemas(known: Known, host: str) -> None:
    """Every edge that can be read lists what its schema describes, with default fields and with all."""
    for edge in edges(known, host):
        target = public().types[public().types[known.type].lists[edge.name]]
        names = [field.name for field in target.readable(host, scopes(host)) if field.name != "business_discovery"]
        schema = public().schema(f"{known.type}.{edge.name}")
        for params in (dict[str, Any](), {"fields": ",".join(names), "limit": 3, "summary": 1}):
            reply = ask(known, host, edge.name, **params)
            assert reply.status == 200, (edge.name, reply.body)
            schema.validate(reply.json)


@each_place
def test_fields_of_other_hosts_and_kinds_are_told_apart(known: Known, host: str) -> None:
    """A field of the other host does not exist; one of other kinds of media is left out or gets its own refusal."""
    for field in public().types[known.type].fields:
        if host not in field.hosts:
            refused = ask(known, host, fields=field.name)
            assert refused.rule == "field_missing", field.name
            public().errors.validate(refused.json)
        elif field.refused and known.kind not in field.kinds:
            assert ask(known, host, fields=field.name).rule == field.refused
        elif field.kinds and known.kind not in field.kinds:
            assert field.name not in ask(known, host, fields=field.name).json


def test_scopes_that_are_lacking_refuse() -> None:
    """A field whose scopes the token has not is refused with a documented error."""
    account = next(known for known in KNOWN if known.type == "IGUser")
    lacking = [
        field
        for field in public().types["IGUser"].fields
        if FACEBOOK in field.hosts and not field.is_granted(FACEBOOK, scopes(FACEBOOK))
    ]
    assert lacking
    for field in lacking:
        reply = ask(account, FACEBOOK, fields=field.name)
        assert reply.rule == "permission_missing"
        assert public().documents(reply.status, reply.json)


def test_discovery_fits_its_schema() -> None:
    """Business discovery, asked as a field with all that it tells, has a schema of its own."""
    account = next(known for known in KNOWN if known.type == "IGUser")
    of_user = ",".join(field.name for field in public().types["DiscoveredUser"].fields)
    of_media = ",".join(field.name for field in public().types["DiscoveredMedia"].fields)
    asked = f"business_discovery.username(kissa.kyoto){{{of_user},media.limit(3){{{of_media},children{{id}}}}}}"
    reply = ask(account, FACEBOOK, fields=asked)
    assert reply.status == 200, reply.body
    public().schema("IGUser").validate(reply.json)
    assert len(reply.json["business_discovery"]["media"]["data"]) == 3


def test_me_on_instagram_is_wrapped_as_documented() -> None:
    """/me of graph.instagram.com is the account inside `data`."""
    me = Known("IGUser", "me", (INSTAGRAM,))
    reply = ask(me, INSTAGRAM, fields=",".join(readable(me, INSTAGRAM)))
    public().schema("WrappedUser").validate(reply.json)


def test_insights_inside_nodes_fit_the_schema() -> None:
    """Insights that are asked as a field have the schema of the insights edges."""
    for known in KNOWN:
        if known.kind in ("photo", "reel"):
            reply = ask(known, FACEBOOK, fields="insights.metric(reach)")
            assert reply.status == 200 or public().documents(reply.status, reply.json), reply.body
            if reply.status == 200:
                public().schema(known.type).validate(reply.json)


def test_debug_messages_and_several_objects_fit_the_schemas() -> None:
    """What `debug` adds is in the schemas, and so are the answers for several objects."""
    ids = ",".join(known.id for known in KNOWN if known.type in ("IGMedia", "IGUser"))
    version = public().version
    reply = emulated().emulator.get(f"/{version}", ids=ids, debug="all")
    assert reply.status == 200, reply.body
    assert "__debug__" in reply.json
    public().schema("ObjectsById").validate(reply.json)


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


ACCOUNT = next(known for known in KNOWN if known.type == "IGUser")
PHOTO = next(known for known in KNOWN if known.kind == "photo")

# Refusals that are easily had, by the examples that show them.
REFUSED: dict[str, tuple[Known, str, dict[str, str]]] = {
    "field_twice": (ACCOUNT, "", {"fields": "id,id"}),
    "field_name_expected": (ACCOUNT, "", {"fields": "id,"}),
    "field_list_goes_on": (ACCOUNT, "", {"fields": "id}"}),
    "field_sign_expected": (ACCOUNT, "", {"fields": "media.limit{id}"}),
    "field_list_ends": (ACCOUNT, "", {"fields": "media{id"}),
    "fields_too_deep": (PHOTO, "", {"fields": "owner{" * 16 + "id" + "}" * 16}),
    "field_needs_discovery": (PHOTO, "", {"fields": "view_count"}),
    "video_missing": (PHOTO, "", {"fields": "copyright_check_information"}),
    "username_unknown": (ACCOUNT, "", {"fields": "business_discovery.username(red.bottle)"}),
    "field_requires_argument": (ACCOUNT, "", {"fields": "business_discovery"}),
    "field_missing": (KNOWN[0], "insights", {"metric": "reach"}),
    "cursor_invalid": (ACCOUNT, "media", {"after": "forged"}),
    "limit_invalid": (ACCOUNT, "media", {"limit": "many"}),
    "time_unreadable": (ACCOUNT, "media", {"since": "when?"}),
    "callback_invalid": (ACCOUNT, "", {"callback": "alert(1)"}),
}


@pytest.mark.parametrize("name", REFUSED)
def test_error_examples_are_what_the_emulator_answers(name: str) -> None:
    """On each host the reply is the example, but for its trace id; of fields too deep, the part that is quoted."""
    known, edge, params = REFUSED[name]
    shown = {each.name: each.value["error"] for each in public().examples() if each.place == "getMedia 400"}
    for host in known.hosts:
        if "business_discovery" in params.get("fields", "") and host == INSTAGRAM:
            continue
        reply = ask(known, host, edge, **params)
        error = shown.get(name) or shown[f"{name}.{'facebook' if host == FACEBOOK else 'instagram'}"]
        assert reply.rule == name
        assert _comparable(reply.error) == _comparable(error)


def _comparable(error: dict[str, Any]) -> dict[str, Any]:
    message = error["message"]
    return error | {"fbtrace_id": "", "message": message.partition(" at character 96")[0]}
