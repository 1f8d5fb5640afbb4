"""A request at first hearing: where it goes, what it asks, in which world, dialect and time, and on whose behalf."""

from __future__ import annotations

from typing import NamedTuple

from mock_server.auth.rules import Bearer
from mock_server.catalogue.model import Fidelity, Host
from mock_server.engine.worlds import Hosted
from mock_server.graph.place import Place
from mock_server.insights.ask import Ask
from mock_server.world.model import Token

_READING = ("GET", "HEAD")


class Heard(NamedTuple):
    """All that is known of a request before anything but its headers could be refused."""

    place: Place
    method: str
    ask: Ask
    sent: str
    hosted: Hosted
    token: Token | None
    host: Host
    now: int
    fidelity: Fidelity

    @property
    def reads(self) -> bool:
        """Whether the request only reads."""
        return self.method in _READING

    @property
    def bearer(self) -> Bearer:
        """Who asks."""
        asked = self.place.parts[0] if self.place.parts else ""
        proof = self.ask.sent.get("appsecret_proof")
        return Bearer(self.sent, self.token, self.hosted.world, self.host, self.now, asked, proof)
