"""From what somebody says of faults to faults: checked against the catalogue and the world, with all times settled."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import Final, NamedTuple

from msgspec.structs import replace

from mock_server.catalogue.account_metrics import ACCOUNT_METRICS
from mock_server.catalogue.hosts import HOSTS, SITES
from mock_server.catalogue.media_metrics import MEDIA_METRICS
from mock_server.graph.refusal import holes_of
from mock_server.store import Fault, Match, WorldRecord
from mock_server.traffic.error_values import ROWS
from mock_server.traffic.fault_document import FaultDocument, IncidentDocument, MatchDocument
from mock_server.world.errors import WorldError
from mock_server.world.loader import converted
from mock_server.world.mistakes import suggestion
from mock_server.world.model import World
from mock_server.world.moments import Moment, format_instant

MOST_LIVE: Final = 100
_MOST_OVER: Final = 50
_LONGEST_VALUE: Final = 1000

_INCIDENT = "incident"
_HOW_OFTEN = ("times", "every", "probability")
_METHODS = ("GET", "HEAD", "POST", "DELETE")
_METRICS = tuple(dict.fromkeys(row.name for row in (*MEDIA_METRICS, *ACCOUNT_METRICS)))
_HOST_NAMES = tuple(row.name for row in (*HOSTS, *SITES))


class _Entry(NamedTuple):
    """A fault that is asked for, and where in the call it stands."""

    document: FaultDocument
    path: str


def read(tree: object) -> tuple[list[FaultDocument], str]:
    """The faults that plain values describe: one, a list of them, or those of an incident. Raises WorldError."""
    if isinstance(tree, Mapping) and _INCIDENT in tree:
        return list(converted(tree, IncidentDocument).incident), _INCIDENT
    if isinstance(tree, list):
        return [_read_one(each, number) for number, each in enumerate(tree)], ""
    return [converted(_mapping(tree, ""), FaultDocument)], ""


def armed(record: WorldRecord, tree: object, world: World, now: int) -> WorldRecord:
    """The record with the faults that plain values describe. Raises WorldError, and then nothing is changed."""
    documents, kind = read(tree)
    several = bool(kind) or isinstance(tree, list)
    entries = [_Entry(document, f"{kind}[{n}]" if several else "") for n, document in enumerate(documents)]
    if not entries:
        raise WorldError("no fault is named", kind)
    incident = f"{kind}-{record.faults_armed + 1}" if kind else ""
    made = [_fault(entry, record.faults_armed + n, world, now) for n, entry in enumerate(entries, start=1)]
    if incident:
        made = [replace(fault, incident=incident) for fault in _in_turn(made, entries)]
    return replace(record, faults=_kept(record.faults, made, now), faults_armed=record.faults_armed + len(made))


def how_many(tree: object) -> int:
    """How many faults plain values describe that were armed."""
    return len(read(tree)[0])


def disarmed(record: WorldRecord, name: str | None) -> WorldRecord:
    """The record without the fault or the incident that the name means; with None without any. Raises WorldError."""
    if name is None:
        return replace(record, faults=())
    left = tuple(fault for fault in record.faults if name not in (fault.id, fault.incident))
    if len(left) == len(record.faults):
        names = dict.fromkeys(each for fault in record.faults for each in (fault.id, fault.incident) if each)
        raise WorldError(f"there is no fault {name!r}", "fault", names)
    return replace(record, faults=left)


def _read_one(tree: object, number: int) -> FaultDocument:
    try:
        return converted(_mapping(tree, ""), FaultDocument)
    except WorldError as error:
        raise WorldError(error.message, _below(f"[{number}]", error.path), error.allowed) from None


def _mapping(tree: object, path: str) -> object:
    if not isinstance(tree, Mapping):
        raise WorldError('expected a fault such as {"error": "api_service", "times": 2}', path)
    return tree


def _below(path: str, key: str) -> str:
    return f"{path}.{key}" if path and key else path or key


def _fault(entry: _Entry, serial: int, world: World, now: int) -> Fault:
    document, path = entry
    _check_deeds(document, path)
    begins, ends = _span(document, path, now)
    return Fault(
        id=f"fault-{serial}",
        begins=begins,
        ends=ends,
        error=_known(document.error, tuple(ROWS), "error", path),
        values=_values(document, path),
        effect=document.effect,
        latency_ms=document.latency_ms or 0,
        times=document.times or 0,
        every=document.every or 0,
        probability=document.probability or 0,
        match=_match(document.match, world, _below(path, "match")),
    )


def _check_deeds(document: FaultDocument, path: str) -> None:
    """Refuse a fault that does nothing, or two things of which only one can be."""
    if not (document.error or document.effect or document.latency_ms):
        raise WorldError("a fault needs an error, an effect or a latency_ms", path, ("error", "effect", "latency_ms"))
    if document.error and document.effect:
        raise WorldError("a fault has either an error or an effect", _below(path, "effect"), ("error", "effect"))
    said = [name for name in _HOW_OFTEN if getattr(document, name) is not None]
    if len(said) > 1:
        raise WorldError(f"{' and '.join(said)} exclude each other", _below(path, said[1]), _HOW_OFTEN)
    if document.values and not document.error:
        raise WorldError("values fill the text of an error, and none is named", _below(path, "values"), ("error",))


def _known(name: str | None, allowed: tuple[str, ...], key: str, path: str) -> str:
    """The name, or nothing for none. Raises WorldError for one that is not among the allowed."""
    if name is None or name in allowed:
        return name or ""
    raise WorldError(f"{key} cannot be {name!r}{suggestion(name, allowed)}", _below(path, key), allowed)


def _values(document: FaultDocument, path: str) -> dict[str, str]:
    """What fills the text of the error. Raises WorldError for a name that it has no place for."""
    if not document.values:
        return {}
    holes = tuple(sorted(holes_of(ROWS[document.error or ""])))
    found: dict[str, str] = {}
    for name, value in document.values.items():
        where = _below(path, f"values.{name}")
        if name not in holes:
            raise WorldError(f"the texts of {document.error} have no place for {name!r}", where, holes)
        if isinstance(value, bool) or not isinstance(value, str | int | float):
            raise WorldError("expected a text or a number", where)
        if len(str(value)) > _LONGEST_VALUE:
            raise WorldError(f"expected a text of up to {_LONGEST_VALUE} characters", where)
        found[name] = str(value)
    return found


def _match(document: MatchDocument, world: World, path: str) -> Match:
    accounts = tuple(account.id for account in world.accounts)
    method = document.method.upper() if document.method else None
    return Match(
        path=document.path or "",
        metric=_known(document.metric, _METRICS, "metric", path),
        method=_known(method, _METHODS, "method", path),
        token=_known(document.token, tuple(world.tokens), "token", path),
        account=_known(document.account, accounts, "account", path),
        host=_known(document.host, _HOST_NAMES, "host", path),
    )


def _span(document: FaultDocument, path: str, now: int) -> tuple[int, int | None]:
    """When a fault begins and ends; durations count from now, `for` from the beginning."""
    for one, other in (("from_", "at"), ("until", "for_")):
        if getattr(document, one) and getattr(document, other):
            names = one.rstrip("_"), other.rstrip("_")
            raise WorldError(f"{' and '.join(names)} exclude each other", _below(path, names[1]), names)
    begins = _at(document.from_ or document.at, now, _below(path, "at" if document.at else "from")) or now
    if document.for_:
        ends: int | None = _at(document.for_, begins, _below(path, "for"))
    else:
        ends = _at(document.until, now, _below(path, "until"))
    if ends is not None and ends <= max(begins, now):
        key = _below(path, "for" if document.for_ else "until")
        raise WorldError(f"the fault would have ended at {format_instant(ends)}, before it could strike", key)
    return begins, ends


def _at(moment: Moment | None, start: int, path: str) -> int | None:
    try:
        return moment.at(start) if moment else None
    except ValueError as error:
        raise WorldError(str(error), path) from None


def _in_turn(faults: Sequence[Fault], entries: Sequence[_Entry]) -> Iterable[Fault]:
    """The faults of an incident: one that names no end lasts until a later one begins."""
    begins = sorted({fault.begins for fault in faults})
    after = dict(pairwise(begins))
    for fault, (document, _) in zip(faults, entries, strict=True):
        open_ended = document.until is None and document.for_ is None
        yield replace(fault, ends=after.get(fault.begins)) if open_ended else fault


def _kept(before: Iterable[Fault], made: Sequence[Fault], now: int) -> tuple[Fault, ...]:
    """All faults that still count, and of those that are over the latest."""
    both = (*before, *made)
    live = sum(not fault.is_over(now) for fault in both)
    if live > MOST_LIVE:
        raise WorldError(f"a world has at most {MOST_LIVE} faults at a time; DELETE /_mock/faults forgets them")
    over = [fault.id for fault in both if fault.is_over(now)]
    forgotten = set(over[:-_MOST_OVER])
    return tuple(fault for fault in both if fault.id not in forgotten)
