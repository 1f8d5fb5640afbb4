"""What surrounds the reading of a node, and how much of it is left."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from mock_server.catalogue.model import Login
from mock_server.catalogue.object_errors import TOO_MUCH_DATA
from mock_server.graph.refusal import Refused
from mock_server.insights.lifetime import Lifetime
from mock_server.insights.setting import Omission, Setting
from mock_server.world.model import Media, Token

MOST_WORK = 10_000
"""How many objects and metrics one request may read."""

MOST_WORK_OF_BATCH = 50_000
"""How many all requests of a batch may read together."""


@dataclass(slots=True)
class Work:
    """How much a request may still read; expansions of expansions grow without end. `whole` is that of its batch."""

    left: int = MOST_WORK
    whole: Work | None = None

    def spend(self, count: int = 1) -> None:
        """Read so many more. Raises Refused when it is too much."""
        self.left -= count
        if self.left < 0:
            raise Refused(TOO_MUCH_DATA, "more objects and metrics were asked than one request or batch may read")
        if self.whole:
            self.whole.spend(count)


class Reading(NamedTuple):
    """The circumstances of a reading. `arguments` are those of the field that is read.

    `omissions` gathers what insights that are asked as a field leave out, of all objects together.
    `listed` tells that the object is an item of a list, where errors do not name the field. `subscribed` are the fields
    of webhooks to which the app is subscribed, by object.
    """

    setting: Setting
    token: Token
    work: Work
    omissions: dict[Omission, None]
    subscribed: Mapping[str, tuple[str, ...]] = {}
    arguments: Mapping[str, str] = {}
    listed: bool = False

    @property
    def login(self) -> Login:
        """The family of the API that is spoken."""
        return self.setting.host.login

    def numbers(self, media: Media) -> Lifetime:
        """What a media has collected by now. Nodes tell it at once, insights after the world's delay."""
        return Lifetime(media, self.setting.now, self.setting.world.start)
