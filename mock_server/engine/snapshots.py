"""A world with all that became of it, as a file: written down, read back, and refused when anything in it is wrong."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any, Final, TypeVar, get_args

import msgspec
from msgspec.structs import replace

from mock_server.engine.worlds import compiled
from mock_server.store import Entry, Snapshot, WorldRecord
from mock_server.store.usage import Counts
from mock_server.traffic.error_values import ROWS
from mock_server.world.converting import convert
from mock_server.world.errors import WorldError
from mock_server.world.loader import dump, read
from mock_server.world.moments import format_instant
from mock_server.world.real_tokens import REFUSAL, holds_real
from mock_server.world.vocabulary import Role

VERSION: Final = 1
"""The version of the file; it is raised whenever older ones mean something else."""

_MARK: Final = "snapshot"
_MOST_BYTES: Final = 64_000_000
_LATEST: Final = 2**33
# What the store sets, and what follows from the document: both are left out.
_DERIVED: Final = ("id", "revision", "tokens", "app_id")
_TIMES: Final = frozenset(
    {
        "at",
        "begins",
        "created_at",
        "ends",
        "expires_at",
        "issued_at",
        "loaded_at",
        "next_at",
        "settled_until",
        "since",
    }
)

Tree = dict[str, Any]
Kind = TypeVar("Kind")


class _File(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """The file. `record` holds the world's document as it stands in a world file."""

    snapshot: int
    world: str
    taken_at: str
    record: Tree
    calls: dict[str, Counts]
    journal: tuple[Entry, ...] = ()


class _WholeRecord(WorldRecord, frozen=True, forbid_unknown_fields=True):
    """A record none of whose keys is unknown."""


def taken(record: WorldRecord, calls: Mapping[str, Counts], journal: Iterable[Entry], now: int) -> bytes:
    """The file of a world."""
    told = {key: value for key, value in _plain(record).items() if key not in _DERIVED}
    told["document"] = msgspec.json.decode(record.document)
    return msgspec.json.encode(
        {
            _MARK: VERSION,
            "world": record.id,
            "taken_at": format_instant(now),
            "record": told,
            "calls": calls,
            "journal": list(journal),
        }
    )


def is_snapshot(text: bytes) -> bool:
    """Whether a text is meant as a snapshot, and not as a world file."""
    try:
        return _MARK in msgspec.json.decode(text, type=dict[str, msgspec.Raw])
    except (msgspec.DecodeError, RecursionError):
        return False


def restored(text: bytes) -> Snapshot:
    """The world of a file, looked at as a whole. Raises WorldError, with the place of the mistake."""
    file = _file(_tree(text))
    record = _record(file)
    _refuse_foreign(file)
    return Snapshot(record, file.calls, file.journal)


def _tree(text: bytes) -> Tree:
    if len(text) > _MOST_BYTES:
        raise WorldError(f"a snapshot has at most {_MOST_BYTES // 1_000_000} MB; take it without the journal")
    try:
        if holds_real(text.decode()):
            raise WorldError(REFUSAL)
        tree = msgspec.json.decode(text)
    except (ValueError, RecursionError) as error:
        raise WorldError(f"this is no JSON: {error}") from None
    if not isinstance(tree, dict) or _MARK not in tree:
        raise WorldError("this is no snapshot of a world; GET /_mock/worlds/ID/snapshot makes one", _MARK)
    if type(tree[_MARK]) is not int or tree[_MARK] != VERSION:
        said = msgspec.json.encode(tree[_MARK]).decode()[:20]
        raise WorldError(f"snapshots of version {VERSION} are read, not of {said}", _MARK, (str(VERSION),))
    return tree


def _file(tree: Tree) -> _File:
    _refuse_impossible_times(tree.get("record"), "record")
    _refuse_impossible_times(tree.get("journal"), "journal")
    file = _converted(tree, _File, "")
    _refuse_unknown(tree.get("journal", []), _plain(file.journal), "journal")
    return file


def _record(file: _File) -> WorldRecord:
    """The record, with what follows from the document."""
    for key in _DERIVED:
        if key in file.record:
            raise WorldError(f"unknown key {key!r}: it follows from the document", f"record.{key}")
    if "document" not in file.record:
        raise WorldError("the key document is needed here", "record")
    with _within("record.document"):
        document = read(msgspec.json.encode(file.record["document"]), "the document")
    tree = file.record | {"id": file.world, "document": "", "tokens": (), "app_id": ""}
    whole = _converted(tree, _WholeRecord, "record")
    _refuse_unknown(tree, _plain(whole), "record")
    _refuse_unusable(whole)
    kept = {name: getattr(whole, name) for name in WorldRecord.__struct_fields__}
    record = WorldRecord(**(kept | {"document": dump(document)}))
    with _within("record.document"):
        world = compiled(replace(record, patches=()))
    with _within("record.patches"):
        compiled(record)
    return replace(record, tokens=tuple(world.tokens), app_id=world.app.id)


def _refuse_unusable(record: WorldRecord) -> None:
    """Refuse names that nothing in the catalogue has, and what cannot be sent."""
    for number, fault in enumerate(record.faults):
        if fault.error and fault.error not in ROWS:
            raise WorldError(f"no error is called {fault.error!r}", f"record.faults[{number}].error", tuple(ROWS))
        if not fault.finishes and not fault.latency_ms:
            raise WorldError("a fault has an error, an effect or a latency", f"record.faults[{number}]")
    for number, delivery in enumerate(record.deliveries):
        if not _is_sendable(delivery.body):
            raise WorldError("the text of a notification is JSON in ASCII", f"record.deliveries[{number}].body")
    for number, token in enumerate(record.issued):
        if token.role not in (None, *get_args(Role)):
            raise WorldError(f"there is no role {token.role!r}", f"record.issued[{number}].role", get_args(Role))


def _is_sendable(text: str) -> bool:
    try:
        msgspec.json.decode(text)
    except msgspec.DecodeError:
        return False
    return text.isascii()


def _refuse_foreign(file: _File) -> None:
    """Refuse entries of another world's journal, and counts that cannot be."""
    for number, entry in enumerate(file.journal):
        if entry.world != file.world:
            raise WorldError(f"this entry is of another world than {file.world}", f"journal[{number}].world")
        if not 0 <= entry.took <= entry.real < _LATEST * 1_000_000:
            raise WorldError("there is no such time", f"journal[{number}].real")
    for budget, counts in file.calls.items():
        if any(calls < 0 for calls in counts.values()):
            raise WorldError("calls are not counted below 0", f"calls.{budget}")


def _refuse_impossible_times(tree: object, path: str) -> None:
    """Refuse times that no calendar has, wherever they stand; what is no number is refused by its type."""
    for key, value, place in _items(tree, path):
        if key in _TIMES and isinstance(value, (int, float)) and not 0 <= value < _LATEST:
            raise WorldError("there is no such time", place)
        if key != "document":
            _refuse_impossible_times(value, place)


def _refuse_unknown(given: object, kept: object, path: str) -> None:
    """Refuse what was given and would not be kept."""
    if not isinstance(given, (dict, list)):
        return
    for key, value, place in _items(given, path):
        inner = kept[key] if isinstance(kept, (dict, list)) and _has(kept, key) else None
        if inner is None and value is not None:
            raise WorldError("unknown key, or a value that goes without saying", place)
        _refuse_unknown(value, inner, place)


def _has(kept: Tree | list[Any], key: str | int) -> bool:
    return key in kept if isinstance(kept, dict) else isinstance(key, int) and key < len(kept)


def _items(tree: object, path: str) -> Iterator[tuple[Any, object, str]]:
    if isinstance(tree, dict):
        yield from ((key, value, f"{path}.{key}") for key, value in tree.items())
    elif isinstance(tree, list):
        yield from ((number, value, f"{path}[{number}]") for number, value in enumerate(tree))


def _plain(value: object) -> Any:  # noqa: ANN401  any JSON
    """A value as it comes back from JSON."""
    return msgspec.json.decode(msgspec.json.encode(value))


def _converted(tree: Tree, kind: type[Kind], place: str) -> Kind:
    try:
        return convert(tree, kind, strict=True, str_keys=True)
    except msgspec.ValidationError as error:
        message, _, where = str(error).partition(" - at `$")
        path = f"{place}{where.rstrip('`')}".lstrip(".")
        raise WorldError(message.replace("`", ""), path) from None


@contextmanager
def _within(place: str) -> Iterator[None]:
    """Mistakes of the world that is put back, with the place where it stands in the file."""
    try:
        yield
    except WorldError as error:
        path = f"{place}.{error.path}" if error.path else place
        raise WorldError(error.message, path, error.allowed) from None
