"""Nodes and edges: what the document lists of each object is told, fits its closed schema, and nothing else is."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import parse_qsl, urlsplit

from contracts.bench import Bench
from contracts.compare import Difference, Differences, Reply, shown
from contracts.legs.checking import checked, inside
from contracts.legs.spec.answer_rules import headers_unkept
from contracts.legs.spec.asking import Desk, desk_of, items_of, object_of, unfit
from contracts.legs.spec.error_examples import ErrorExamples
from contracts.legs.spec.known import Acquaintance, Known
from contracts.openapi.public import PublicField
from contracts.outcome import Checks
from contracts.subjects import ACCOUNT, FACEBOOK, INSTAGRAM

_ALWAYS = "id"
_MANY = 20  # pages that are followed
# A list that is told only when it is not empty.
_MAY_LACK = ("subscribed_fields",)


def play(bench: Bench) -> Checks:
    """A check for the fields, and one for each list, of every known object on each of its hosts."""
    with desk_of(bench) as desk:
        nodes = Nodes(desk)
        for known, host in nodes.known.places():
            yield checked(known.type, f"{known}, {host}: fields", nodes.fields_unkept(known, host))
            for edge in nodes.known.edges(known, host):
                title = f"{known}, {host}: {edge.name}"
                yield checked(known.type, title, nodes.edge_unkept(known, host, edge))
        yield checked("IGUser", f"{ACCOUNT}, {FACEBOOK}: business discovery", nodes.discovery_unkept())
        yield checked("IGUser", f"me, {INSTAGRAM}", nodes.me_unkept())
        for host in (FACEBOOK, INSTAGRAM):
            yield checked("IGUser", f"{ACCOUNT}, {host}: ETag", nodes.etag_unkept(host))
            yield checked("ids", host, nodes.ids_unkept(host))


class Nodes:
    """Asks for objects and their lists."""

    def __init__(self, desk: Desk) -> None:
        self.known = Acquaintance(desk)
        self._desk = desk
        self._document = desk.document
        self._errors = ErrorExamples(desk.document)

    def fields_unkept(self, known: Known, host: str) -> Differences:
        """All fields at once, those that come unasked, and those that this object has not."""
        names = self.known.readable(self._document.types[known.type], host, known.kind)
        all_at_once = self._desk.get(host, known.id, {"fields": ",".join(names)})
        yield from inside("all fields", self._told_unkept(all_at_once, host, known.type, names))
        unasked = self._desk.get(host, known.id)
        default = self._default(known.type, host)
        yield from inside("no fields", self._told_unkept(unasked, host, known.type, default))
        yield from inside("no fields", _defaults_unkept(unasked, default))
        for field in self._document.types[known.type].fields:
            reply = self._desk.get(host, known.id, {"fields": field.name})
            yield from inside(f"fields={field.name}", self._field_unkept(reply, field, known, host))

    def edge_unkept(self, known: Known, host: str, edge: PublicField) -> Differences:
        """A list with the fields that come unasked, with all, and page by page."""
        schema = f"{known.type}.{edge.name}"
        listed = self._document.types[self._document.types[known.type].lists[edge.name]]
        path = f"{known.id}/{edge.name}"
        names = ",".join(self.known.readable(listed, host))
        for params in ({}, {"fields": names, "limit": "3", "summary": "1"}):
            reply = self._desk.get(host, path, params)
            yield from inside("all fields" if params else "no fields", self._answer_unkept(reply, host, schema))
        yield from inside("page by page", self._pages_unkept(host, path))

    def discovery_unkept(self) -> Differences:
        """Business discovery, asked with all that it tells."""
        user, media = (self._document.types.get(name) for name in ("DiscoveredUser", "DiscoveredMedia"))
        if user and media:
            of_user, of_media = (",".join(field.name for field in each.fields) for each in (user, media))
            asked = f"business_discovery.username(harness){{{of_user},media.limit(3){{{of_media},children{{id}}}}}}"
            reply = self._desk.get(FACEBOOK, ACCOUNT, {"fields": asked})
            yield from self._told_unkept(reply, FACEBOOK, "IGUser", ["business_discovery"])

    def me_unkept(self) -> Differences:
        """/me of graph.instagram.com is the account, inside of `data`."""
        names = self.known.readable(self._document.types["IGUser"], INSTAGRAM)
        reply = self._desk.get(INSTAGRAM, "me", {"fields": ",".join(names)})
        yield from self._answer_unkept(reply, INSTAGRAM, "WrappedUser")

    def etag_unkept(self, host: str) -> Differences:
        """Who knows the answer already gets no body."""
        tag = self._desk.get(host, ACCOUNT).headers.get("etag", "")
        again = self._desk.get(host, ACCOUNT, headers={"If-None-Match": tag})
        if not tag or again.status != 304 or again.content:  # noqa: PLR2004  Not Modified
            yield Difference("If-None-Match", "304 without a body", f"{again.status} {again.content!r}")

    def ids_unkept(self, host: str) -> Differences:
        """Several objects in one answer, each under its id, with what `debug` adds."""
        ids = [each.id for each in self.known.objects if each.id.isdecimal() and host in each.hosts]
        reply = self._desk.get(host, "", {"ids": ",".join(ids), "debug": "all"})
        yield from self._answer_unkept(reply, host, "ObjectsById")
        missing = [each for each in (*ids, "__debug__") if each not in list(object_of(reply))]
        if missing:
            yield Difference("body", f"{', '.join(missing)} too", shown(reply.body))

    def _answer_unkept(self, reply: Reply, host: str, schema: str) -> Differences:
        yield from headers_unkept(reply, host, self._document)
        if reply.status != 200:  # noqa: PLR2004  OK
            yield Difference("status", "200", f"{reply.status} {shown(reply.body)}")
        else:
            yield from unfit(self._document.schema(schema), reply)

    def _told_unkept(self, reply: Reply, host: str, schema: str, names: list[str]) -> Differences:
        yield from self._answer_unkept(reply, host, schema)
        told = list(object_of(reply))
        strange = [name for name in told if name not in (*names, _ALWAYS)]
        if strange:
            yield Difference("body", "only fields that were asked", ", ".join(strange))

    def _default(self, type_: str, host: str) -> list[str]:
        told = self._document.raw["x-insights-fields"][type_]["fields"]
        return [each["name"] for each in told if each.get("default") and host in each["hosts"]]

    def _field_unkept(self, reply: Reply, field: PublicField, known: Known, host: str) -> Differences:
        """A field that the object cannot have gets its refusal, or is left out."""
        if host not in field.hosts:
            yield from self._errors.unlike("field_missing", host, reply)
        elif not field.is_granted(host, self.known.scopes(host)):
            yield from self._errors.unlike("permission_missing", host, reply)
        elif field.refused and known.kind not in field.kinds:
            yield from self._errors.unlike(field.refused, host, reply)
        elif field.kinds and known.kind not in field.kinds and field.name in list(object_of(reply)):
            yield Difference("body", f"no {field.name}", shown(reply.body))

    def _pages_unkept(self, host: str, path: str) -> Differences:
        """Page by page come the same objects as at once, each once, in the same order."""
        at_once = _ids(self._desk.get(host, path, {"limit": "100"}))
        by_pages = [each for page in self._pages(host, path) for each in _ids(page)]
        if by_pages != at_once:
            yield Difference("ids", shown(list(at_once)), shown(list(by_pages)))

    def _pages(self, host: str, path: str) -> Iterator[Reply]:
        params: dict[str, str] = {"limit": "2"}
        for _ in range(_MANY):
            page = self._desk.get(host, path, params)
            yield page
            link = object_of(page).get("paging", {}).get("next")
            if not link:
                return
            params = {key: value for key, value in parse_qsl(urlsplit(link).query) if key != "access_token"}


def _defaults_unkept(reply: Reply, default: list[str]) -> Differences:
    """The fields that come unasked, in the document's order; of some objects one may be missing."""
    told = list(object_of(reply))
    if [name for name in default if name in told or name not in _MAY_LACK] != told:
        yield Difference("body", shown(list(default)), shown(list(told)))


def _ids(reply: Reply) -> list[str]:
    return [str(each.get("id", "")) for each in items_of(reply)]
