"""Generated requests, an operation for each row, object and list: lawful ones are answered, all get what is told."""

from __future__ import annotations

import hmac
from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qs, parse_qsl, urlsplit

from contracts.bench import Bench
from contracts.compare import Difference, Differences, Reply
from contracts.legs.checking import checked, inside
from contracts.legs.spec.answer_rules import unkept
from contracts.legs.spec.asking import Asked, Desk, desk_of, headers_of, items_of, object_of
from contracts.legs.spec.generator import Generated, Generator
from contracts.legs.spec.known import Acquaintance
from contracts.legs.spec.refused import Refusals
from contracts.openapi.expansion import operation_name, to_be_answered, to_be_refused
from contracts.openapi.node_expansion import Readable, anything, legal
from contracts.openapi.public import PublicRow
from contracts.outcome import Checks
from contracts.subjects import FACEBOOK, SECRET, TOKENS, subjects_of, world_of

# Operations with a host of their own name it in their path.
_BEARER = {"Authorization": f"Bearer {TOKENS[FACEBOOK]}"}


def play(bench: Bench) -> Checks:
    """A check for each operation, the same requests each time for the same seed."""
    with desk_of(bench) as desk:
        yield from Rows(bench).checks()
        yield from _nodes(bench, desk)
    yield from _anything(bench)


def _generator(bench: Bench, mode: str) -> Generator:
    return Generator(bench.target, mode, bench.seed, bench.examples)


def _about(bench: Bench) -> str:
    return f"seed {bench.seed}, at most {bench.examples} requests"


def _ids_of(row: PublicRow) -> list[str]:
    return [subject.id for subject in subjects_of(row)]


class Rows:
    """Requests about insights, with and without a mistake."""

    def __init__(self, bench: Bench) -> None:
        self._bench = bench
        self._document = bench.document
        self._refusals = Refusals(bench.document)
        self._rows = {operation_name(row, host): (row, host) for row in bench.document.rows for host in row.hosts}

    def checks(self) -> Checks:
        """A check for the right requests, and one for those with a mistake, of each row and host."""
        right, wrong = (_generator(self._bench, mode) for mode in ("positive", "negative"))
        for name, operation in right.operations(to_be_answered(self._document, _ids_of)):
            found = right.differences(name, operation, self._headers(name), self._right)
            yield checked("rows: lawful requests", name, found, _about(self._bench))
        for name, operation in wrong.operations(to_be_refused(self._document, _ids_of)):
            found = wrong.differences(name, operation, self._headers(name), self._wrong)
            yield checked("rows: mistakes", name, found, _about(self._bench))

    def _headers(self, name: str) -> dict[str, str]:
        return headers_of(self._rows[name][1])

    def _asked(self, generated: Generated) -> Asked:
        row, host = self._rows[generated.operation]
        request = _read(urlsplit(generated.path).query)
        return Asked(subjects_of(row)[0], host, request, generated.reply)

    def _right(self, generated: Generated) -> Differences:
        """Whatever a row holds gets 200 and an answer of the row."""
        asked = self._asked(generated)
        if asked.is_answered:
            row, _ = self._rows[generated.operation]
            yield from inside(asked, unkept(asked, self._document, row))
            yield from inside(asked, generated.misfits())
        else:
            yield Difference(f"{asked}: status", "200", generated.told)

    def _wrong(self, generated: Generated) -> Differences:
        """A request with a mistake gets a documented error, unless the mistake makes it the request of another row."""
        asked = self._asked(generated)
        rows = [row for row in self._document.rows if row.speaks_of(asked.subject.kind, asked.subject.special)]
        is_admitted = any(row.admits(asked.request, asked.host) for row in rows)
        if asked.is_answered is not is_admitted:
            promised = "200, as a row holds it" if is_admitted else "a refusal, as no row holds it"
            yield Difference(f"{asked}: status", promised, generated.told)
        elif not asked.is_answered:
            yield from inside(asked, self._refusals.unkept(generated.reply, asked.host))


def _read(query: str) -> dict[str, str]:
    """The parameters as Graph reads them: blanks around a value do not count, and a blank one is not sent."""
    parts = {name: [part.strip() for part in value.split(",")] for name, value in parse_qsl(query)}
    return {name: ",".join(filter(None, each)) for name, each in parts.items() if any(each)}


def _nodes(bench: Bench, desk: Desk) -> Checks:
    """Any fields of an object and any page of its lists get 200, the closed schema, and no field that is not asked."""
    generator = _generator(bench, "positive")
    places = {place.title: (place, host) for place, host in _readable(desk)}
    document = legal(bench.document, (place for place, _ in places.values()))
    for name, operation in generator.operations(document):
        _, host = places[name]
        found = generator.differences(name, operation, headers_of(host), _lawful)
        yield checked("nodes and lists", name, found, _about(bench))


def _lawful(generated: Generated) -> Differences:
    if generated.reply.status != 200:  # noqa: PLR2004  OK
        yield Difference(f"{generated}: status", "200", generated.told)
        return
    yield from inside(generated, generated.misfits())
    asked = {name for names in parse_qs(urlsplit(generated.path).query).get("fields", []) for name in names.split(",")}
    told = {name for item in _items(generated.reply) for name in item}
    if asked and told - asked - {"id"}:
        yield Difference(f"{generated}: body", "only fields that were asked", ", ".join(sorted(told - asked)))


def _items(reply: Reply) -> list[dict[str, Any]]:
    """The items of a list, or the one node."""
    return items_of(reply) if "data" in object_of(reply) else [object_of(reply)]


def _readable(desk: Desk) -> Iterator[tuple[Readable, str]]:
    """One object of each type and kind on each of its hosts, and its lists."""
    known = Acquaintance(desk)
    types = desk.document.types
    firsts = {(each.type, each.kind): each for each in reversed(known.objects)}.values()
    for each in firsts:
        for host in each.hosts:
            title = f"{each.kind or each.type}@{host}"
            yield Readable(title, each.type, each.id, known.readable(types[each.type], host, each.kind)), host
            for edge in known.edges(each, host):
                # Fields of some kinds of media alone are left out where others are listed, never refused.
                told = known.readable(types[types[each.type].lists[edge.name]], host)
                listed = f"{each.kind or each.type}.{edge.name}@{host}"
                yield Readable(listed, f"{each.type}.{edge.name}", f"{each.id}/{edge.name}", told, is_list=True), host


def _anything(bench: Bench) -> Checks:
    """Every operation answers any parameters with a status, a content type and a body that the document has.

    Here permissions are taken back; the other requests need theirs.
    """
    generator = _generator(bench, "positive")
    with bench.target.world(world_of(bench.document)) as world:
        known = Acquaintance(Desk(bench.target, bench.document))
        document = anything(bench.document, [each.id for each in known.objects], _proof())
        for name, operation in generator.operations(document):
            found = generator.differences(name, operation, _BEARER, _documented)
            yield checked("all operations", name, found, _about(bench))
            bench.target.control("POST", "/reset", world)


def _documented(generated: Generated) -> Differences:
    yield from inside(generated, generated.misfits())


def _proof() -> str:
    return hmac.new(SECRET.encode(), TOKENS[FACEBOOK].encode(), "sha256").hexdigest()
