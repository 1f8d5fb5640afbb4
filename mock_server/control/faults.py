"""/_mock/errors and /_mock/faults: the errors that there are, and those that are to come."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from flask import Response, request

from mock_server.catalogue.disturbances import DISTURBANCES
from mock_server.catalogue.error_rows import ERRORS
from mock_server.catalogue.hosts import HOSTS
from mock_server.catalogue.model import ErrorRow, Evidence, Host
from mock_server.control.control import Control
from mock_server.control.mistakes import Mistake
from mock_server.control.replying import answer
from mock_server.engine.worlds import Hosted
from mock_server.graph.refusal import Refusal, envelope, holes_of, status_on
from mock_server.store import Fault, WorldRecord
from mock_server.traffic import arming
from mock_server.traffic.error_values import refusal_of
from mock_server.traffic.faults import Faults
from mock_server.world.errors import WorldError
from mock_server.world.moments import format_instant
from mock_server.world.syntax import parse


def list_errors(_: Control) -> Response:
    effects = [
        {"name": row.name, "meaning": row.meaning, "status": row.status or None, **_evidence(row.evidence)}
        for row in DISTURBANCES
    ]
    return answer({"errors": [_error(row) for row in ERRORS], "effects": effects})


def list_faults(control: Control) -> Response:
    hosted = control.named_world()
    faults = control.hosting.store.records()[hosted.world.id].faults
    return answer(_told(faults, hosted, control))


def arm_faults(control: Control) -> Response:
    hosted = control.named_world()
    tree = parse(request.get_data(), "the request body")
    real = control.real()

    def change(record: WorldRecord) -> WorldRecord:
        return arming.armed(record, tree, hosted.world, record.clock.now(real))

    record = control.hosting.change(hosted.world.id, change)
    made = record.faults[-arming.how_many(tree) :]
    return answer(_told(made, hosted, control))


def disarm_faults(control: Control) -> Response:
    hosted = control.named_world()
    left = control.hosting.change(hosted.world.id, lambda record: arming.disarmed(record, None))
    return answer(_told(left.faults, hosted, control))


def disarm_fault(control: Control, name: str) -> Response:
    hosted = control.named_world()
    try:
        left = control.hosting.change(hosted.world.id, lambda record: arming.disarmed(record, name))
    except WorldError as error:
        raise Mistake(error.message, status=404, path=error.path, allowed=error.allowed) from None
    return answer(_told(left.faults, hosted, control))


FAULT_CALLS: tuple[tuple[str, str, Callable[..., Response]], ...] = (
    ("GET", "/errors", list_errors),
    ("GET", "/faults", list_faults),
    ("POST", "/faults", arm_faults),
    ("DELETE", "/faults", disarm_faults),
    ("DELETE", "/faults/<name>", disarm_fault),
)


def faults_left(hosted: Hosted, real: float) -> dict[str, int]:
    """How many faults of a world can still strike, as its clock stands."""
    now = hosted.clock.now(real)
    return {"faults": sum(not fault.is_over(now) for fault in hosted.faults)}


def _told(faults: Sequence[Fault], hosted: Hosted, control: Control) -> dict[str, Any]:
    """Faults with their state and how often they have struck."""
    now = hosted.clock.now(control.real())
    struck = Faults(control.hosting.store).told(hosted.world.id, faults)
    listed = [_fault(fault, struck[fault.id], now) for fault in faults]
    return {"world": hosted.world.id, "now": format_instant(now), "faults": listed}


def _fault(fault: Fault, struck: int, now: int) -> dict[str, Any]:
    span = {
        "begins": format_instant(fault.begins),
        "ends": None if fault.ends is None else format_instant(fault.ends),
    }
    state = {"id": fault.id, "state": _state(fault, struck, now), **span, "struck": struck}
    return state | ({"incident": fault.incident} if fault.incident else {}) | fault.told()


def _state(fault: Fault, struck: int, now: int) -> str:
    if fault.spent or (fault.times and struck >= fault.times):
        return "used_up"
    if fault.is_over(now):
        return "expired"
    return "armed" if fault.begins <= now else "waiting"


def _error(row: ErrorRow) -> dict[str, Any]:
    """An error row, worded as each host words it; what its texts leave open, with a sample of each."""
    holes = holes_of(row)
    blank = Refusal(row, {hole: f"{{{hole}}}" for hole in holes})
    return {
        "name": row.name,
        "code": row.code,
        "subcode": row.subcode,
        "is_transient": row.is_transient,
        "hosts": {host.name: _worded(blank, host) for host in HOSTS},
        "values": dict(refusal_of(row.name, {}, {}, "").values),
        "fix": blank.fix,
        **_evidence(row.evidence),
    }


def _worded(blank: Refusal, host: Host) -> dict[str, Any]:
    error = envelope(blank, host)
    told = {key: error[key] for key in ("type", "message", "error_user_title", "error_user_msg") if key in error}
    return {"status": status_on(blank.row, host)} | told


def _evidence(evidence: Evidence) -> dict[str, Any]:
    source = evidence.source
    told = {"title": source.title, "where": source.where, "date": source.date.isoformat()}
    return {"grade": evidence.grade.value, "source": told, "note": evidence.note}
