"""Which document is written: that of a version, as of a day."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from mock_server.catalogue import sources
from mock_server.catalogue.model import ApiVersion, Source
from mock_server.catalogue.versions import LATEST
from mock_server.graph.versions import served
from mock_server.insights import eras

_EPOCH = date(1970, 1, 1)

# The committed document changes with the catalogue alone: its day is the newest of which any source speaks.
AS_OF = max(
    source.date for source in vars(sources).values() if isinstance(source, Source) and source is not sources.OUR_CHOICE
)


class Edition(NamedTuple):
    """A version of the API as it stands on a day."""

    version: ApiVersion
    day: date

    @property
    def era(self) -> date:
        """The day as the rules know it."""
        return eras.era((self.day - _EPOCH).days)

    @property
    def life(self) -> str:
        """A sentence about the version's place in time."""
        version, answering = self.version, served(self.version.name, self.day, "")
        if answering is None:
            return f"{version.name} is not released on that day: requests for it are refused."
        if answering is not version:
            return f"{version.name} has expired by that day: requests for it are answered by {answering.name}."
        until = f"until {version.last_day}" if version.last_day else "with no announced end"
        return f"{version.name} lives from {version.released} {until}."


COMMITTED = Edition(LATEST, AS_OF)
