"""Plays scenarios against a target, step by step."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from urllib.parse import quote

from contracts.compare import Difference, Reply, at, differences, shown, unlike
from contracts.files.document import CaseError
from contracts.files.keeping import filled, filled_call, filled_expectation, filled_promise, missing_names
from contracts.files.promises import MISSING, Json, Promise, Received
from contracts.files.scenario import RECEIVER, Ask, Await, Order, Scenario, Step
from contracts.receiver import receiver
from contracts.target import RefusedWorldError, Target


@dataclass(frozen=True, slots=True)
class StepOutcome:
    """A step that was played: how what came back differs from what is expected, and how long it took."""

    step: Step
    differences: tuple[Difference, ...]
    seconds: float

    @property
    def kept(self) -> bool:
        """Whether everything came as expected."""
        return not self.differences


@dataclass(slots=True)
class _Stage:
    """Where a scenario is played, what it has kept so far, and which webhooks it has seen."""

    target: Target
    world: str
    kept: dict[str, Json]
    seen: set[str] = field(default_factory=set)


def play_steps(scenario: Scenario, target: Target) -> Iterator[StepOutcome]:
    """The steps one after the other; after an order that was refused nothing more is played.

    Raises CaseError where the target refuses the scenario's world.
    """
    with ExitStack() as around:
        kept: dict[str, Json] = {RECEIVER: around.enter_context(receiver())} if scenario.needs_receiver else {}
        try:
            world = around.enter_context(target.world(filled(scenario.world, kept)))
        except RefusedWorldError as error:
            raise CaseError(str(error), scenario.place) from error
        stage = _Stage(target, world, kept)
        for step in scenario.steps:
            started = time.perf_counter()
            found = tuple(_play(step, stage))
            yield StepOutcome(step, found, time.perf_counter() - started)
            if any(difference.where == _OBEYED for difference in found):
                return


_OBEYED = "the control plane"


def _play(step: Step, stage: _Stage) -> Iterator[Difference]:
    if missing := missing_names(step.action.said, stage.kept):
        yield Difference(f"${{{missing[0]}}}", "a value kept by an earlier step", MISSING.value)
        return
    match step.action:
        case Ask():
            yield from _ask(step.action, stage)
        case Order():
            yield from _order(step.action, stage)
        case Await():
            yield from _await(step.action, stage)


def _ask(ask: Ask, stage: _Stage) -> Iterator[Difference]:
    """Send the request as often as it says, up to the first reply that differs."""
    call = filled_call(ask.call, stage.kept)
    expect = filled_expectation(ask.expect, stage.kept) if ask.expect else None
    for time_of in range(1, ask.repeat + 1):
        reply = stage.target.send(call)
        found = differences(expect, reply) if expect else []
        if found:
            which = f"time {time_of} of {ask.repeat}: " if ask.repeat > 1 else ""
            yield from (Difference(f"{which}{each.where}", each.promised, each.received) for each in found)
            break
    yield from _keep(ask.keep, reply, stage)


def _keep(places: dict[str, str], reply: Reply, stage: _Stage) -> Iterator[Difference]:
    for name, place in places.items():
        value = _value(place, reply)
        if value is MISSING:
            yield Difference(place, f"a value, to be kept as {name}", MISSING.value)
        else:
            stage.kept[name] = value


def _value(place: str, reply: Reply) -> Received:
    kind, _, name = place.partition(" ")
    return reply.headers.get(name.lower(), MISSING) if kind == "header" else at(place, reply.body)


def _order(order: Order, stage: _Stage) -> Iterator[Difference]:
    path = order.path.replace("{world}", quote(stage.world, safe=""))
    reply = stage.target.control(order.method, path, stage.world, filled(order.document, stage.kept))
    if not 200 <= reply.status < 300:  # noqa: PLR2004  HTTP's successes
        message = at("body.error.message", reply.body)
        yield Difference(_OBEYED, "200", f"{reply.status} {shown(message)}")
        return
    if order.settled is not None:
        yield from _settled(filled_promise(order.settled, stage.kept), at("body.settled", reply.body))


def _settled(promise: Promise, received: Received) -> Iterator[Difference]:
    """A list promises its elements in this order, whatever else falls due between them; a word promises the whole."""
    if not isinstance(promise, list):
        yield from unlike(promise, received, "settled")
        return
    left = list(received) if isinstance(received, list) else []
    for index, each in enumerate(promise):
        found = next((place for place, event in enumerate(left) if not any(unlike(each, event, ""))), None)
        if found is None:
            yield Difference(f"settled[{index}]", shown(each), shown(left) if left else "nothing more fell due")
            return
        left = left[found + 1 :]


def _await(wait: Await, stage: _Stage) -> Iterator[Difference]:
    """Hold the newest delivery that was not expected yet against the promise."""
    reply = stage.target.control("GET", "/webhooks/deliveries", stage.world)
    deliveries = at("body.deliveries", reply.body)
    fresh = [each for each in deliveries if _id(each) not in stage.seen] if isinstance(deliveries, list) else []
    if not fresh:
        yield Difference("webhook", shown(filled_promise(wait.promise, stage.kept)), "no new delivery")
        return
    newest = max(fresh, key=_age)
    stage.seen.add(_id(newest))
    yield from unlike(filled_promise(wait.promise, stage.kept), newest, "webhook")
    yield from _keep(wait.keep, Reply(reply.status, {}, newest), stage)


def _id(delivery: Json) -> str:
    return str(delivery.get("id")) if isinstance(delivery, dict) else ""


def _age(delivery: Json) -> tuple[int, str]:
    """Ids count up: the longer is the newer, of two of one length the greater."""
    return len(_id(delivery)), _id(delivery)
