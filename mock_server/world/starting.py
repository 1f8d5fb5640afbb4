"""The moment at which a world starts; the times of its file count from it."""

from __future__ import annotations

from typing import overload

from msgspec import Struct

from mock_server.world.errors import WorldError
from mock_server.world.moments import Moment


class Start(Struct, frozen=True):
    """When the world starts, in epoch seconds."""

    moment: int

    @overload
    def at(self, moment: Moment, path: str) -> int: ...
    @overload
    def at(self, moment: Moment | None, path: str) -> int | None: ...
    def at(self, moment: Moment | None, path: str) -> int | None:
        """A time of the file in epoch seconds; `path` is where it stands."""
        if moment is None:
            return None
        try:
            return moment.at(self.moment)
        except ValueError as error:
            raise WorldError(str(error), path) from None
