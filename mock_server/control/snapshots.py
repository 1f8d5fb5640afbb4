"""/_mock/worlds/ID/snapshot: a world with all that became of it, as a file, and back."""

from __future__ import annotations

from collections.abc import Callable

from flask import Response, request

from mock_server.control import reading
from mock_server.control.control import Control
from mock_server.control.mistakes import Mistake, only
from mock_server.control.replying import answer
from mock_server.engine import snapshots
from mock_server.store import Snapshot
from mock_server.world.moments import format_instant


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
    _put_back(control, snapshot, new=False)
    hosted = control.world_called(world_id)
    told = {"restored": world_id, "now": format_instant(hosted.clock.now(control.real()))}
    return answer(told | {"entries": len(snapshot.journal)})


def created_from_snapshot(control: Control, text: bytes) -> str:
    """The id of a world that a snapshot added: the id that it had. Raises WorldError, or Taken."""
    snapshot = snapshots.restored(text)
    _put_back(control, snapshot, new=True)
    return snapshot.record.id


SNAPSHOT_CALLS: tuple[tuple[str, str, Callable[..., Response]], ...] = (
    ("GET", "/worlds/<world_id>/snapshot", take_snapshot),
    ("PUT", "/worlds/<world_id>/snapshot", restore_snapshot),
)


def _put_back(control: Control, snapshot: Snapshot, *, new: bool) -> None:
    """Replace all that is kept of a world, in one piece; what this process has not handed over yet is let go of."""
    journal = control.engine.recorder.journal
    journal.let_go(snapshot.record.id)
    control.hosting.store.restore(snapshot, journal.most, new=new)
    control.engine.traffic.let_go(snapshot.record.id)
