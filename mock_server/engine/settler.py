"""Moves clocks: whatever falls due on the way has its effects, in order, before the move is over."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from heapq import merge
from operator import attrgetter
from typing import NamedTuple

from msgspec.structs import replace

from mock_server.catalogue.webhooks import STORY_INSIGHTS
from mock_server.engine.hosting import Hosting
from mock_server.engine.notifying import Notice, planned
from mock_server.engine.settling import Event, settled
from mock_server.engine.worlds import Worlds
from mock_server.store import Delivery, Hook, Settled, UnknownWorld, WorldRecord
from mock_server.store.usage import Counts
from mock_server.timeline.clock import Clock
from mock_server.traffic import Traffic
from mock_server.webhooks.handshake import asked
from mock_server.webhooks.log import replaced
from mock_server.webhooks.rounds import Rounds
from mock_server.webhooks.sending import Postman
from mock_server.world.model import World
from mock_server.world.moments import format_instant

ClockChange = Callable[[Clock, float], Clock]

_instant = attrgetter("at")


class SettledPast(Exception):  # noqa: N818 - reads as what it is
    """A clock cannot go back behind something that a move of it has told already."""


class AlreadySettled(Exception):  # noqa: N818 - the same
    """Another process has settled all that is due."""


class Move(NamedTuple):
    """A world after its clock was moved, and what fell due on the way."""

    record: WorldRecord
    events: list[Event]


class Span(NamedTuple):
    """A stretch of a world's time that is to be settled, and the deliveries that are due in it."""

    after: int
    until: int
    due: tuple[Delivery, ...]


class Claim(NamedTuple):
    """A span that nobody else settles any more: the world, what is told, and what has to be sent yet, and when."""

    record: WorldRecord
    until: int
    told: list[Event]
    sending: list[tuple[int, Delivery]]


class Settler:
    """Settles the worlds of a store."""

    def __init__(self, hosting: Hosting, worlds: Worlds, traffic: Traffic) -> None:
        self._hosting = hosting
        self._worlds = worlds
        self._traffic = traffic
        self._allowed = hosting.webhook_hosts

    def move(self, world_id: str, change: ClockChange) -> Move:
        """Move a world's clock and settle what fell due.

        Raises ValueError for an impossible time, SettledPast for one before the last event that was told.
        """
        self.introduce(world_id)

        def moved(record: WorldRecord, real: float) -> WorldRecord:
            clock = change(record.clock, real)
            _refuse_undoing(record, clock.now(real), record.clock.now(real))
            return replace(record, clock=clock)

        return self._settle(world_id, moved)

    def catch_up(self, world_id: str) -> Move:
        """Settle what fell due while real time passed. Raises AlreadySettled when another process did."""

        def unmoved(record: WorldRecord, real: float) -> WorldRecord:
            span = _span(record, record.clock.now(real), real)
            if span.after >= span.until and not span.due:
                raise AlreadySettled
            return record

        return self._settle(world_id, unmoved)

    def introduce(self, world_id: str) -> WorldRecord:
        """Ask the callbacks that were never asked whether they want notifications."""
        record = self._hosting.record(world_id)
        return self._ask(record, "new") if any(hook.state == "new" for hook in record.hooks) else record

    def verify(self, world_id: str) -> WorldRecord:
        """Ask all callbacks of a world again."""
        return self._ask(self._hosting.record(world_id), None)

    def redeliver(self, world_id: str, delivery_id: str, faults: tuple[str, ...]) -> Delivery:
        """Send a notification once more, with faults. Raises KeyError for an unknown delivery."""
        record = self._hosting.record(world_id)
        first = {each.id: each for each in record.deliveries}[delivery_id]
        at = record.clock.now(self._hosting.real())
        copy = replace(first, created_at=at, state="sending", attempts=(), next_at=None, faults=faults, again=first.id)
        listed: list[Delivery] = []

        def add(record: WorldRecord) -> WorldRecord:
            record, listed[:] = _listed(record, [copy])
            return record

        record = self._hosting.change(world_id, add)
        done = self._postman(self._world(world_id)).delivered(listed[0], at)
        self._note(record, [done])
        return done

    def _ask(self, record: WorldRecord, state: str | None) -> WorldRecord:
        """Ask the hooks in a state (None: all), each by one process alone."""
        claimed: list[Hook] = []

        def claim(record: WorldRecord) -> WorldRecord:
            claimed[:] = [hook for hook in record.hooks if state in (None, hook.state)]
            return replace(
                record, hooks=tuple(replace(each, state="asked") if each in claimed else each for each in record.hooks)
            )

        self._hosting.change(record.id, claim)
        answered = dict(zip(map(_callback, claimed), asked(claimed, self._allowed), strict=True))
        return self._hosting.change(
            record.id,
            lambda record: replace(record, hooks=tuple(answered.get(_callback(each), each) for each in record.hooks)),
        )

    def _settle(self, world_id: str, change: Callable[[WorldRecord, float], WorldRecord]) -> Move:
        """Change a world and give all that is due then its effects.

        What fell due stands in the world as soon as its clock has moved: nobody sets it back in between.
        """
        world, usage = self._world(world_id), self._traffic.counted(world_id)
        claims: list[Claim] = []

        def claim(record: WorldRecord) -> WorldRecord:
            real = self._hosting.real()
            moved = change(record, real)
            span = _span(record, moved.clock.now(real), real)
            claims.append(_claimed(moved, span, world, usage))
            return claims[-1].record

        record = self._hosting.change(world_id, claim)
        return self._sent(claims[-1]._replace(record=record), self._postman(world))

    def _sent(self, claim: Claim, postman: Postman) -> Move:
        """Deliver what is due, each as often as it has to be tried before the end of the span."""
        rounds = Rounds(postman, claim.until)
        effects = [_told(tried) for tried in rounds.run(claim.sending)]
        record = self._note(claim.record, rounds.done.values(), effects) if rounds.done else claim.record
        return Move(record, list(merge(claim.told, effects, key=_instant)))

    def _world(self, world_id: str) -> World:
        hosted = self._worlds.all()
        if world_id not in hosted:
            raise UnknownWorld(world_id)
        return hosted[world_id].world

    def _postman(self, world: World) -> Postman:
        return Postman(world.app.secret, self._allowed)

    def _note(self, listed: WorldRecord, done: Iterable[Delivery], told: Sequence[Event] = ()) -> WorldRecord:
        """The world with what came of deliveries, unless it was put back meanwhile to before they were listed."""
        newer = list(done)

        def note(record: WorldRecord) -> WorldRecord:
            if record.notified < listed.notified:
                return record
            return _remembering(replace(record, deliveries=replaced(record.deliveries, newer)), told)

        return self._hosting.change(listed.id, note)


def _claimed(record: WorldRecord, span: Span, world: World, usage: Mapping[str, Counts]) -> Claim:
    """The world whose span is settled, but for what has to be sent."""
    plan = planned(world, record, span.after, span.until)
    told = list(merge(settled(world, span.after, span.until, usage, record.faults), plan.silent, key=_instant))
    sending = [replace(each, state="sending", next_at=None) for each in span.due]
    record = replace(record, settled_until=span.until, deliveries=replaced(record.deliveries, sending))
    record, new = _listed(_remembering(record, told), [_delivery(notice) for notice in plan.notices])
    due = [(max(span.after, each.next_at or 0), each) for each in span.due]
    return Claim(record, span.until, told, [*due, *((each.created_at, each) for each in new)])


def _listed(record: WorldRecord, new: Sequence[Delivery]) -> tuple[WorldRecord, list[Delivery]]:
    """The world with new deliveries, and these with their ids."""
    listed = [replace(each, id=f"delivery-{number}") for number, each in enumerate(new, start=record.notified + 1)]
    deliveries = replaced(record.deliveries, listed)
    return replace(record, deliveries=deliveries, notified=record.notified + len(listed)), listed


def _remembering(record: WorldRecord, told: Sequence[Event]) -> WorldRecord:
    """The world that knows the last of the events that were told, in order."""
    last = [Settled(each.at, each.event, each.delivery or each.what) for each in told[-1:]]
    known = [record.last_settled] if record.last_settled else []
    return replace(record, last_settled=max(last + known, key=_instant, default=None))


def _span(record: WorldRecord, now: int, real: float) -> Span:
    """What a clock that shows `now` leaves to be settled."""
    after = record.clock.now(real) if record.settled_until is None else record.settled_until
    if now >= after:
        due = (each for each in record.deliveries if each.next_at is not None and each.next_at <= now)
        return Span(after, now, tuple(due))
    return Span(now, now, ())


def _refuse_undoing(record: WorldRecord, now: int, shown: int) -> None:
    """Refuse a clock that showed `shown` and goes back behind the last event that was told. Raises SettledPast."""
    last = record.last_settled
    if last is not None and now < min(last.at, shown):
        raise SettledPast(
            f"the clock cannot go back to {format_instant(now)}: {last.event} ({last.what}) was settled at "
            f"{format_instant(last.at)}; POST /_mock/reset puts the world back to its file"
        )
    on_the_way = next((each.id for each in record.deliveries if each.state == "sending" and not each.again), None)
    if on_the_way and now < shown:
        raise SettledPast(
            f"the clock cannot go back to {format_instant(now)} while {on_the_way} is being sent; "
            f"POST /_mock/reset puts the world back to its file"
        )


def _delivery(notice: Notice) -> Delivery:
    return Delivery(
        id="",
        callback_url=notice.callback_url,
        field=STORY_INSIGHTS,
        about=notice.media,
        body=notice.body,
        created_at=notice.at,
        state="sending",
    )


def _told(tried: Delivery) -> Event:
    """An attempt to deliver something, as an event."""
    last = tried.attempts[-1]
    name = "webhook_sent" if tried.state == "delivered" else "webhook_failed"
    if len(tried.attempts) > 1:
        name = "webhook_dropped" if tried.state == "dropped" else "webhook_retried"
    return Event(last.at, name, ",".join(tried.about), tried.id, last.reason)


def _callback(hook: Hook) -> tuple[str, str]:
    return hook.callback_url, hook.verify_token
