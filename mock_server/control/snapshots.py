"""/_mock/worlds/ID/snapshot: a world with all that became of it, as a file, and back."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from flask import Response, request

from mock_server.control import reading
from mock_server.control.mistakes import Mistake, only
from mock_server.control.replying import answer
from mock_server.engine import snapshots
from mock_server.engine.snapshots import Snapshot
from mock_server.world.moments import format_instant

if TYPE_CHECKING:
    from mock_server.control.api import Control


def take_snapshot(control: Control, world_id: str) -> Response:
    only(request.args, ("journal",))
    wanted = reading.one_of("journal", request.args.get("journal", "false"), ("true", "false"))
    hosted = control.world_called(world_id)
    journal = control.engine.recorder.journal.entries(world_id) if wanted == "true" else ()
    calls = control.engine.traffic.counted(world_id)
    record = control.hosting.store.records()[world_id]
    now = hosted.clock.now(control.real())
    return Response(snapshots.taken(record, calls, journal, now), mimetype="application/json")


def restore_snapshot(control: Control, world_id: str) -> Response:
    control.world_called(world_id)
    snapshot = snapshots.restored(request.get_data())
    if snapshot.record.id != world_id:
        message = f"the snapshot is of the world {snapshot.record.id}; POST /_mock/worlds adds that world"
        raise Mistake(message, path="world", allowed=(world_id,))
    control.hosting.change(world_id, lambda _: snapshot.record)
    _put_back(control, snapshot)
    hosted = control.world_called(world_id)
    told = {"restored": world_id, "now": format_instant(hosted.clock.now(control.real()))}
    return answer(told | {"entries": len(snapshot.journal)})


def created_from_snapshot(control: Control, text: bytes) -> str:
    """The id of a world that a snapshot added: the id that it had. Raises WorldError, or Taken."""
    snapshot = snapshots.restored(text)
    control.hosting.store.create(lambda _: snapshot.record, snapshot.record.id)
    _put_back(control, snapshot)
    return snapshot.record.id


SNAPSHOT_CALLS: tuple[tuple[str, str, Callable[..., Response]], ...] = (
    ("GET", "/worlds/<world_id>/snapshot", take_snapshot),
    ("PUT", "/worlds/<world_id>/snapshot", restore_snapshot),
)


def _put_back(control: Control, snapshot: Snapshot) -> None:
    """What is kept of a world beside its record."""
    world_id = snapshot.record.id
    control.engine.traffic.forget(world_id)
    control.hosting.store.count({(world_id, budget): counts for budget, counts in snapshot.calls.items()})
    control.engine.recorder.journal.restore(world_id, snapshot.journal)
