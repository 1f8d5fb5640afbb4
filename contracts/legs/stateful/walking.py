"""A walk through a world: one step after the other, and a look at everything after each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import cast
from urllib.parse import quote

from contracts.compare import Difference, Reply, at, shown
from contracts.files.promises import MISSING, Json
from contracts.legs.stateful.model import Model, instant
from contracts.legs.stateful.seeing import (
    OK,
    Sight,
    Window,
    adds_up,
    as_expected,
    counts,
    never_fell,
    same,
    see,
)
from contracts.legs.stateful.steps import Does, Step
from contracts.target import Target


@dataclass(frozen=True, slots=True)
class Walk:
    """Steps in a world of a version, and the window whose totals are looked at."""

    model: Model
    window: Window
    version: str
    steps: tuple[Step, ...]


@dataclass(slots=True)
class _Walker:
    """Where a walk has come to, and the counts that must not fall."""

    target: Target
    walk: Walk
    world: str
    now: int
    counts: dict[tuple[str, str], int] = field(default_factory=dict)

    def sees(self) -> Sight:
        return see(self.target, self.walk.model, self.walk.window, self.walk.version, self.now)

    def looks(self) -> tuple[Sight, list[Difference]]:
        """What is seen, and how it differs from what is seen once more and from what must be true."""
        sight = self.sees()
        found = counts(sight, self.walk.model)
        wrong = [
            *same(sight, self.sees(), "asked again at the same instant"),
            *as_expected(sight, self.walk.model),
            *adds_up(sight, self.walk.window),
            *never_fell(self.counts, found),
        ]
        self.counts |= found
        return sight, wrong

    def takes(self, step: Step) -> Iterator[Difference]:
        """Do what the step says. A clock that is later already stays."""
        if step.does is Does.DETOUR:
            yield from self._detour(step)
            return
        yield from self._go(step.at)
        if step.does is Does.PATCH:
            yield from self._patch(step)

    def _detour(self, step: Step) -> Iterator[Difference]:
        """Whatever happens after a snapshot is as if it had not been once the snapshot is put back."""
        before, counted, now = self.sees(), dict(self.counts), self.now
        path = f"/worlds/{quote(self.world, safe='')}/snapshot"
        taken = self.target.control("GET", path, "")
        yield from self._go(step.at)
        yield from self._patch(step)
        yield from self.looks()[1]
        yield from _obeyed(self.target.control("PUT", path, "", cast("Json", taken.body)))
        self.now, self.counts = now, counted
        yield from same(before, self.sees(), "a snapshot was put back")

    def _go(self, instant_: int) -> Iterator[Difference]:
        if instant_ > self.now:
            self.now = instant_
            yield from _obeyed(self.target.control("PUT", "/clock", self.world, {"now": instant(instant_)}))

    def _patch(self, step: Step) -> Iterator[Difference]:
        """Other viewers; from now on the media's numbers begin anew."""
        self.counts = {key: value for key, value in self.counts.items() if key[0] != step.media}
        path = f"/worlds/{quote(self.world, safe='')}/media/{step.media}"
        yield from _obeyed(self.target.control("PATCH", path, "", {"viewers": step.viewers}))


def first_trouble(target: Target, walk: Walk) -> tuple[int, list[Difference]]:
    """After how many steps something is wrong, and what. A walk without trouble is repeated in a fresh world."""
    sights: list[Sight] = []
    with target.world(walk.model.world()) as world:
        walker = _Walker(target, walk, world, walk.model.start)
        for number, step in enumerate((None, *walk.steps)):
            disobeyed = list(walker.takes(step)) if step else []
            sight, wrong = walker.looks()
            if disobeyed or wrong:
                return number, [*disobeyed, *wrong]
            sights.append(sight)
    return len(walk.steps), list(_again(target, walk, sights))


def shortest(target: Target, walk: Walk) -> Walk:
    """The walk without steps that its trouble does not need: a tail of it, and of that no step too many."""
    steps = walk.steps
    for length in (1, 2, 4, 8):
        if length < len(steps) and _is_trouble(target, walk, steps[-length:]):
            steps = steps[-length:]
            break
    for index in reversed(range(len(steps))):
        fewer = (*steps[:index], *steps[index + 1 :])
        if _is_trouble(target, walk, fewer):
            steps = fewer
    return replace(walk, steps=steps)


def _again(target: Target, walk: Walk, sights: Sequence[Sight]) -> Iterator[Difference]:
    """The same log in a fresh world gives the same bytes."""
    with target.world(walk.model.world()) as world:
        walker = _Walker(target, walk, world, walk.model.start)
        for step, sight in zip((None, *walk.steps), sights, strict=True):
            yield from walker.takes(step) if step else ()
            yield from same(sight, walker.sees(), "the same log in a fresh world")


def _is_trouble(target: Target, walk: Walk, steps: tuple[Step, ...]) -> bool:
    return bool(first_trouble(target, replace(walk, steps=steps))[1])


def _obeyed(reply: Reply) -> Iterator[Difference]:
    if reply.status != OK:
        told = at("body.error.message", reply.body)
        yield Difference("the control plane", str(OK), f"{reply.status} {'' if told is MISSING else shown(told)}")
