"""What can happen to the world of a walk, chosen by chance and told in words."""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum
from random import Random
from typing import NamedTuple

from contracts.legs.stateful.model import DAY, HOUR, Model, instant

_VIEWERS = (5, 50_000)  # with fewer a story tells nothing


class Does(Enum):
    """The kinds of steps, each as often as it stands in _CHANCES."""

    ADVANCE = "advance"
    JUMP = "jump"
    PATCH = "patch"
    DETOUR = "detour"


_NEAR = 3  # so many of the next deadlines can be chosen, so that few are jumped over
_LONGEST = 2 * HOUR
_AROUND = ((-1, "a second before "), (0, ""), (1, "a second after "))
_CHANCES = {Does.ADVANCE: 2, Does.JUMP: 6, Does.PATCH: 1, Does.DETOUR: 2}


class Step(NamedTuple):
    """One thing that happens: the clock goes to `at`, or a media gets `viewers`; a detour does both, and is undone."""

    does: Does
    at: int
    about: str = ""
    media: str = ""
    viewers: int = 0

    def __str__(self) -> str:
        to = f"to {instant(self.at)}"
        match self.does:
            case Does.PATCH:
                return f"give {self.media} {self.viewers} viewers"
            case Does.DETOUR:
                return f"take a snapshot, go {to}, give {self.media} {self.viewers} viewers, put the snapshot back"
            case Does.JUMP:
                return f"go {to}: {self.about}"
            case Does.ADVANCE:
                return f"go on {to}"


def steps_of(chance: Random, model: Model, choices: int) -> Iterator[Step]:
    """The steps of so many choices. Where a deadline is chosen it is met a second early, on time and a second late."""
    now = model.start
    for _ in range(choices):
        (does,) = chance.choices(list(_CHANCES), list(_CHANCES.values()))
        for step in _chosen(does, chance, model, now):
            now = now if step.does is Does.DETOUR else step.at
            yield step


def _chosen(does: Does, chance: Random, model: Model, now: int) -> list[Step]:
    seen = [post.id for post in model.posts if post.created <= now]
    match does:
        case Does.PATCH:
            return [Step(does, now, media=chance.choice(seen), viewers=chance.randint(*_VIEWERS))]
        case Does.DETOUR:
            later, viewers = now + chance.randint(0, DAY), chance.randint(*_VIEWERS)
            return [Step(does, later, media=chance.choice(seen), viewers=viewers)]
        case Does.JUMP if ahead := sorted(each for each in model.deadlines() if each.at - 1 > now):
            deadline = chance.choice(ahead[:_NEAR])
            return [Step(does, deadline.at + off, f"{told}{deadline.about}") for off, told in _AROUND]
        case _:
            return [Step(Does.ADVANCE, now + chance.randint(1, _LONGEST))]
