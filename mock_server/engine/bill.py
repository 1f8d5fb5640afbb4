"""What a request is charged for the calls that it makes, and the headers that tell how much of the budget is used."""

from __future__ import annotations

from collections.abc import Sequence

from mock_server.catalogue.account_metrics import VIEWS
from mock_server.engine.heard import Heard
from mock_server.graph.refusal import Refusal
from mock_server.insights.daily import Days
from mock_server.nodes.read import INSIGHTS
from mock_server.nodes.reading import Work
from mock_server.timeline.pacific import last_midnight
from mock_server.traffic import Traffic, subject_of
from mock_server.traffic.faults import Strike
from mock_server.world.model import Account, World

_DISCOVERY = "business_discovery"


class Bill:
    """What one request is charged, may read, and is struck by.

    Without traffic nothing is counted, as when a request is only explained. `of_batch` is the work that all requests of
    its batch may do.
    """

    __slots__ = ("_of_batch", "_traffic", "_work", "headers", "strike")

    def __init__(self, traffic: Traffic | None, of_batch: Work | None = None) -> None:
        self._traffic = traffic
        self._of_batch = of_batch
        self._work: Work | None = None
        self.headers: Sequence[tuple[str, str]] = ()
        self.strike: Strike | None = None

    @property
    def fault(self) -> str:
        """The ids of the faults that struck the request, joined by commas."""
        return ",".join(self.strike.faults) if self.strike else ""

    @property
    def in_batch(self) -> bool:
        """Whether the request is one of a batch."""
        return self._of_batch is not None

    @property
    def work(self) -> Work:
        """How much the request may still read; most requests, those for insights, never ask."""
        self._work = self._work or Work(whole=self._of_batch)
        return self._work

    def charge(self, heard: Heard, found: object = None) -> Refusal | None:
        """Count a call about an object. The refusal says that the budget is used up."""
        if self._traffic is None:
            return None
        world = heard.hosted.world
        subject = subject_of(world, heard.host, heard.token, found, _words(heard))
        toll = self._traffic.charge(world, subject, heard.now)
        self.headers = toll.headers
        return toll.refusal


def impressions(world: World, account_id: str, now: int) -> int:
    """How often an account's content was seen on the last full day."""
    account = world.objects[account_id]
    assert isinstance(account, Account)  # noqa: S101  budgets are those of accounts
    return Days(world, account).count(VIEWS, [last_midnight(now)])


def _words(heard: Heard) -> Sequence[str]:
    """What may decide alone under which budget a call comes: the path, and business discovery among the fields."""
    if heard.ask.plain:
        return heard.place.parts if heard.place.parts[-1:] != (INSIGHTS,) else ()
    parts = heard.place.parts
    return (*parts, _DISCOVERY) if _DISCOVERY in heard.ask.sent.get("fields", "") else parts
