"""Exchanges of anybody's client, held against the document.

A request is matched with an operation, its parameters are read and validated, and one for insights must be one of a
row's. What the API ignores stands apart from what breaks the contract.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from types import MappingProxyType
from typing import Final, NamedTuple

from contracts.compare import Difference
from contracts.files.promises import MISSING
from contracts.matching import batching
from contracts.matching.admitting import NOBODY_KNOWS, Admissions, Kind, ignored
from contracts.matching.answering import Answers, fitting
from contracts.matching.asking import Answered, Asked, Pair, pairs_of
from contracts.matching.explaining import REQUIRED, choice, nearest
from contracts.matching.field_lists import Field, FieldRules, parse
from contracts.matching.locating import Atlas, Operation, Place
from contracts.matching.parameters import IGNORED, METHOD, TOKEN, WHERE, Parameters
from contracts.openapi.public import PATH, PublicDocument, PublicRow

_METHODS: Final = ("GET", "POST", "DELETE")
_BATCH: Final = "batch"
_FIELDS: Final = {"$ref": "#/components/parameters/Fields"}
_EDGE: Final = re.compile(r"/\{version\}/\{object-id\}/(\w+)")
_HEADER: Final = re.compile(r"(?:Bearer|OAuth)\s+(\S+)", re.IGNORECASE)
_DISGUISES: Final = frozenset({"callback", "suppress_http_code"})
_NOTHING_KNOWN: Final[Mapping[str, Kind]] = MappingProxyType({})


@dataclass(frozen=True, slots=True, kw_only=True)
class Matched:
    """The verdict on an exchange: the operation ("" for none), the row that admits it, and what is wrong.

    `breaches` are against the document; `ignored` was sent and changes nothing. What is said of a batch's items stands
    in both, and `items` has each of them by itself.
    """

    operation: str = ""
    row: str = ""
    breaches: tuple[Difference, ...] = ()
    ignored: tuple[Difference, ...] = ()
    items: tuple[Matched, ...] = ()


class Matcher:
    """Holds exchanges against a document.

    `at` is the URL of an emulator elsewhere than on loopback. `kinds` tells of some objects by their ids what they are;
    of the others that is taken from the answer, as far as it shows.
    """

    def __init__(self, document: PublicDocument, at: str = "", kinds: Mapping[str, Kind] = _NOTHING_KNOWN) -> None:
        self._document = document
        self._atlas = Atlas(document, at)
        self._kinds = kinds
        self._admissions = Admissions(document)
        self._rules = FieldRules(document, self._admissions)
        self._parameters = cache(lambda operation: Parameters(operation, document.raw))
        self._answers = cache(lambda operation: Answers(operation, document))

    @property
    def hosts(self) -> tuple[str, ...]:
        """The hosts of the API itself."""
        return self._atlas.hosts

    def match(self, asked: Asked, answered: Answered | None = None) -> Matched:
        """The verdict on an exchange; without an answer, on the request alone."""
        return self._match(asked, answered, None)

    def _match(self, asked: Asked, answered: Answered | None, batch_token: str | None) -> Matched:
        """The same for a request by itself, and for an item of a batch, which has the batch's token and few headers."""
        try:
            heard = self._heard(asked, batch_token or "")
        except _NowhereError as nowhere:
            return Matched(breaches=(nowhere.difference,))
        rows = fitting(heard.rows, answered, self._document)
        items = self._items(heard, answered) if heard.operation.id == _BATCH else ()
        return Matched(
            operation=heard.operation.id,
            row=rows[0].name if rows else "",
            breaches=(
                *self._breaches(heard),
                *(self._of_answer(heard, answered, rows, is_item=batch_token is not None) if answered else ()),
                *_numbered([item.breaches for item in items]),
            ),
            ignored=(
                *_out_of_place(heard),
                *heard.unknown,
                *(ignored(heard.sent, rows) if rows else ()),
                *_numbered([item.ignored for item in items]),
            ),
            items=items,
        )

    def _heard(self, asked: Asked, batch_token: str) -> _Heard:
        """What a request says. Raises _NowhereError if no operation is meant."""
        pairs = pairs_of(asked)
        token = token_of(asked, pairs) or batch_token
        place = self._atlas.locate(asked, token)
        operation = self._operation(place, _method(asked, pairs))
        needs_token = bool(operation.told.get("security", self._document.raw["security"]))
        meant = [pair for pair in pairs if pair[0] != METHOD and not (needs_token and pair[0] == TOKEN)]
        path = operation.path_values(place) | (
            {"version": place.version} if operation.versioned and place.version else {}
        )
        values = self._parameters(operation).read(path, meant)
        kind = self._kinds.get(path.get("object-id", ""), NOBODY_KNOWS)
        rows = self._admissions.rows(values.sent, place.host, kind) if operation.path == PATH else []
        missing = [Difference("token", REQUIRED, MISSING.value)] if needs_token and not token else []
        return _Heard(operation, place, token, kind, values.sent, [*missing, *values.breaches], values.ignored, rows)

    def _operation(self, place: Place, method: str) -> Operation:
        """The operation that is meant. Raises _NowhereError if host, path or method belong to none."""
        if not place.host:
            raise _NowhereError(Difference("host", choice(self.hosts), place.said))
        found = self._atlas.operations_at(place.segments)
        if not found:
            raise _NowhereError(self._no_such_path(place))
        here = [each for each in found if place.host in self._hosts_of(each)]
        if not here:
            raise _NowhereError(
                Difference("host", choice(sorted(set().union(*map(self._hosts_of, found)))), place.host)
            )
        meant = [each for each in here if each.method == method]
        if not meant:
            raise _NowhereError(Difference("method", choice([each.method for each in here]), method))
        return meant[0]

    def _hosts_of(self, operation: Operation) -> set[str]:
        """The hosts of an operation; some edges are on one host only."""
        edge = _EDGE.fullmatch(operation.path)
        return {*operation.hosts} & ((edge and self._rules.hosts_of(edge[1])) or {*operation.hosts})

    def _no_such_path(self, place: Place) -> Difference:
        written = "/".join(place.segments)
        *_, last = place.segments
        meant = nearest(last, [*self._last_words])
        return Difference("path", self._last_words[meant[0]] if meant else "a path of the document", f"/{written}")

    @cached_property
    def _last_words(self) -> dict[str, str]:
        """The paths of the document by their last word."""
        return {each.path.rpartition("/")[2]: each.path for each in self._atlas.all() if not each.path.endswith("}")}

    def _breaches(self, heard: _Heard) -> Iterator[Difference]:
        """What the document says against a request."""
        yield from self._refused(heard)
        if heard.operation.path == PATH and not heard.rows and not heard.refused:
            yield from self._admissions.why_none(heard.sent, heard.place.host, heard.kind)
        if heard.asks_fields:
            try:
                yield from self._rules.refusals(heard.fields, heard.edge, heard.place.host)
            except ValueError as error:
                yield Difference(f"{WHERE} fields", str(error), heard.sent["fields"])

    def _refused(self, heard: _Heard) -> Iterator[Difference]:
        """What is wrong with the parameters; of a metric that is not listed any more, when it was retired."""
        struck_off = self._admissions.struck_off(heard.sent) if heard.operation.path == PATH else []
        known = {each.where for each in struck_off}
        yield from struck_off
        yield from (each for each in heard.refused if each.where not in known)

    def _of_answer(
        self, heard: _Heard, answered: Answered, rows: Sequence[PublicRow], *, is_item: bool
    ) -> Iterator[Difference]:
        """What the document says against an answer."""
        answers = self._answers(heard.operation)
        shapes = () if heard.is_disguised else rows
        yield from answers.differences(answered, shapes, of_any_form=heard.renames, with_headers=not is_item)

    def _items(self, heard: _Heard, answered: Answered | None) -> tuple[Matched, ...]:
        asked = batching.items(heard.sent.get(_BATCH, ""), heard.place.host, heard.place.version)
        answers = batching.results(answered)
        padded = [*answers, *(None for _ in asked[len(answers) :])]
        return tuple(
            self._match(item.asked, answer, item.token or heard.token)
            for item, answer in zip(asked, padded, strict=False)
        )


class _Heard(NamedTuple):
    """A request that was understood; `refused` and `unknown` are what its parameters are against, and ignore."""

    operation: Operation
    place: Place
    token: str
    kind: Kind
    sent: dict[str, str]
    refused: list[Difference]
    unknown: list[Difference]
    rows: list[PublicRow]

    @property
    def asks_fields(self) -> bool:
        """Whether it says which fields it wants."""
        return "fields" in self.sent and _FIELDS in self.operation.told.get("parameters", ())

    @property
    def fields(self) -> tuple[Field, ...]:
        """The fields that it wants. Raises ValueError where they are no list."""
        return parse(self.sent["fields"])

    @property
    def edge(self) -> str:
        """The edge whose objects it wants, "" for objects by their ids."""
        found = _EDGE.fullmatch(self.operation.path)
        return found[1] if found else ""

    @property
    def is_disguised(self) -> bool:
        """Whether its answer can be a script, or a refusal with the status of a success."""
        return not _DISGUISES.isdisjoint(self.sent)

    @property
    def renames(self) -> bool:
        """Whether a field is answered under another name; such an answer fits no schema."""
        return self.asks_fields and ".as(" in self.sent["fields"]


class _NowhereError(Exception):
    """A request that is none of the document's."""

    def __init__(self, difference: Difference) -> None:
        super().__init__(difference.where)
        self.difference = difference


def token_of(asked: Asked, pairs: Sequence[Pair]) -> str:
    """The token of a request, in its parameters or in its header."""
    return dict(pairs).get(TOKEN, "") or token_in_header(asked)


def token_in_header(asked: Asked) -> str:
    """The token in the header Authorization."""
    found = _HEADER.fullmatch(asked.headers.get("authorization", "").strip())
    return found[1] if found else ""


def _method(asked: Asked, pairs: Sequence[Pair]) -> str:
    """The method that is meant, which a parameter can say. Raises _NowhereError if it says another word."""
    said = dict(pairs).get(METHOD, asked.method).upper()
    if said not in _METHODS:
        raise _NowhereError(Difference("method", choice(_METHODS), said))
    return said


def _out_of_place(heard: _Heard) -> Iterator[Difference]:
    """What the API overlooks in a path."""
    if not heard.place.is_tidy:
        yield Difference("path", f"{IGNORED}: slashes that end it or follow each other", "sent")
    if heard.place.version and not heard.operation.versioned:
        yield Difference("version", f"{IGNORED} at {heard.operation.path}", heard.place.version)


def _numbered(items: Sequence[Sequence[Difference]]) -> Iterator[Difference]:
    """What is said of a batch's items, with their numbers."""
    for number, differences in enumerate(items):
        for each in differences:
            yield Difference(f"batch[{number}] {each.where}", each.promised, each.received)
