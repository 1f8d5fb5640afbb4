"""What the calls of the control plane work on."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field

from flask import request

from mock_server.control.mistakes import Mistake
from mock_server.engine import Engine
from mock_server.engine.hosting import Hosting
from mock_server.engine.settler import Settler
from mock_server.engine.worlds import Hosted


@dataclass(frozen=True, slots=True, kw_only=True)
class Control:
    """The engine and its worlds. `real` tells real time."""

    engine: Engine
    hosting: Hosting
    admin_token: str = ""
    real: Callable[[], float] = field(default=time.time)

    @property
    def settler(self) -> Settler:
        """What moves clocks."""
        return Settler(self.hosting, self.engine.worlds, self.engine.traffic)

    def named_world(self) -> Hosted:
        """The world that `?world=` names, else the one that is served."""
        return self.world_called(request.args.get("world", ""))

    def world_called(self, world_id: str) -> Hosted:
        """The world with this id; the one that is served for none."""
        worlds = self.engine.worlds
        hosted = worlds.all().get(world_id) if world_id else worlds.served()
        if hosted is None:
            raise Mistake(f"there is no world {world_id!r}", status=404, path="world", allowed=worlds.all())
        return hosted
