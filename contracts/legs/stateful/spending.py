"""Calls are spent from a budget that refills: a call is forgotten when it is an hour old, and nothing is overdrawn."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

from contracts.compare import Difference, Reply, shown
from contracts.files.exchange import Host
from contracts.files.promises import Json
from contracts.legs.stateful.model import HOUR, instant
from contracts.target import Target

_BUDGET = 10
_BURST = 6
_MINUTE = 60  # to which the API counts at most
_OK = 200
_TOKEN = "EAAmock-machine-spends"


def spends(target: Target, chance: Random, start: int, version: str, bursts: int) -> Iterator[Difference]:
    """Bursts of calls by one person, with pauses that often end just when the oldest call is an hour old."""
    with target.world(_world(start)) as world:
        now, made = start, list[tuple[int, bool]]()
        for _ in range(bursts):
            for _ in range(chance.randint(1, _BURST)):
                reply = _me(target, version)
                yield from _judged(reply, now, made)
                made.append((now, reply.status == _OK))
            now += chance.choice((_until_forgotten(made, now), chance.randint(1, HOUR // 2)))
            target.control("PUT", "/clock", world, {"now": instant(now)})


def _judged(reply: Reply, now: int, made: list[tuple[int, bool]]) -> Iterator[Difference]:
    """Whether refused calls count nobody has told, so both ways are allowed."""
    surely = sum(answered for at, answered in made if now - at < HOUR - _MINUTE)
    perhaps = sum(now - at < HOUR for at, _ in made)
    if reply.status == _OK and surely >= _BUDGET:
        yield Difference(f"{instant(now)} call {surely + 1} of an hour", "refused", "answered")
    if reply.status != _OK and perhaps < _BUDGET:
        yield Difference(
            f"{instant(now)} call {perhaps + 1} of an hour", "answered", f"{reply.status} {shown(reply.body)}"
        )


def _until_forgotten(made: list[tuple[int, bool]], now: int) -> int:
    """Seconds until the oldest call of the last hour is an hour old."""
    return min(at for at, _ in made if now - at < HOUR) + HOUR - now


def _me(target: Target, version: str) -> Reply:
    return target.ask("GET", f"/{version}/me", {"Host": Host.FACEBOOK.value, "Authorization": f"Bearer {_TOKEN}"})


def _world(start: int) -> dict[str, Json]:
    return {
        "name": "machine-that-spends",
        "now": instant(start),
        "app": {"id": "1000000000000592"},
        "limits": {"enforced": True, "users": 1, "calls_per_user": _BUDGET, "impressions": 1000},
        "accounts": [{"id": "17841400000000592", "followers": 900, "media": []}],
        "tokens": [{"token": _TOKEN, "kind": "facebook_user"}],
    }
