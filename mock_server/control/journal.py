"""/_mock/journal: what the world was asked and answered, as a list, as an HTTP archive, and held against promises."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from flask import Response, request

from mock_server.control import reading
from mock_server.control.checks import checked
from mock_server.control.control import Control
from mock_server.control.mistakes import Mistake, only
from mock_server.control.replying import answer
from mock_server.store import Entry
from mock_server.traffic.har import archive
from mock_server.traffic.selecting import Selection
from mock_server.world.moments import format_instant

_OF_SELECTION = Selection._fields
_FILTERS = ("since", *_OF_SELECTION, "after")
_PAGE = 100
_LARGEST_PAGE = 1000
_HIGHEST_NUMBER = 2**53
_FULL = "the journal is full: what was asked before is not checked any more (--journal N keeps more)"


def show_journal(control: Control) -> Response:
    only(request.args, ("world", *_FILTERS, "limit"))
    limit = reading.number(request.args.get("limit", str(_PAGE)), "limit", 1, _LARGEST_PAGE)
    world_id = control.named_world().world.id
    found = _selected(control, world_id)
    page = found[:limit]
    told = {"world": world_id, "entries": [entry_told(entry) for entry in page], "more": len(found) > limit}
    return answer(told | ({"after": page[-1].number} if page else {}))


def show_archive(control: Control) -> Response:
    only(request.args, ("world", *_FILTERS))
    return answer(archive(_selected(control, control.named_world().world.id)))


def clear_journal(control: Control) -> Response:
    world_id = control.named_world().world.id
    journal = control.engine.recorder.journal
    cleared = len(journal.entries(world_id))
    journal.forget(world_id)
    return answer({"world": world_id, "cleared": cleared})


def check_journal(control: Control) -> Response:
    body = reading.body()
    world_id = control.named_world().world.id
    journal = control.engine.recorder.journal
    if not journal.most:
        raise Mistake("the server keeps no journal (--journal 0) that could be checked", status=409)
    entries = journal.entries(world_id)
    note = {"note": _FULL} if len(entries) >= journal.most else {}
    return answer({"world": world_id, **checked(body, entries), **note})


JOURNAL_CALLS: tuple[tuple[str, str, Callable[..., Response]], ...] = (
    ("GET", "/journal", show_journal),
    ("DELETE", "/journal", clear_journal),
    ("GET", "/journal.har", show_archive),
    ("GET", "/journal/check", check_journal),
    ("POST", "/journal/check", check_journal),
)


def entry_told(entry: Entry) -> dict[str, Any]:
    """An entry as the journal tells it."""
    return {
        "number": entry.number,
        "at": format_instant(entry.at),
        "real": datetime.fromtimestamp(entry.real / 1_000_000, UTC).isoformat(timespec="milliseconds"),
        "took_us": entry.took,
        "method": entry.method,
        "host": entry.host,
        "path": entry.path,
        "query": entry.query,
        "body": entry.sent,
        "token": entry.token,
        "token_kind": entry.token_kind,
        "accounts": entry.accounts,
        "media": entry.media,
        "kinds": entry.kinds,
        "metrics": entry.metrics,
        "retired": entry.retired,
        "status": entry.status,
        "rule": entry.rule,
        "grade": entry.grade,
        "code": entry.code,
        "subcode": entry.subcode,
        "because": entry.because,
        "left_out": entry.left_out,
        "did_you_mean": entry.near_misses,
        "fault": entry.fault,
        "in_batch": entry.in_batch,
        "bytes": entry.bytes,
    }


def _selected(control: Control, world_id: str) -> list[Entry]:
    """The entries that the filters in the query let through. Raises Mistake."""
    sent = request.args
    after = reading.number(sent.get("after", "0"), "after", 0, _HIGHEST_NUMBER)
    since = reading.instant(sent["since"], "since") if "since" in sent else 0
    selection = reading.selection({name: sent[name] for name in _OF_SELECTION if name in sent}, "")
    entries = control.engine.recorder.journal.entries(world_id, after)
    return [entry for entry in entries if entry.at >= since and selection.holds(entry)]
