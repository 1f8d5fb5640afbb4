"""Chance without state: what is drawn for a coordinate is the same in every process, on every day, in any order.

Two generators feed both edges, so an account's day always carries at least what one of its media can bring.
"""

from __future__ import annotations

import math
from datetime import date
from functools import lru_cache
from hashlib import blake2b
from struct import Struct

from mock_server.catalogue.model import Quantity
from mock_server.catalogue.quantities import QUANTITIES
from mock_server.timeline.pacific import DAY
from mock_server.world.model import Account, Persona

Draws = tuple[int, ...]

LEVEL_SLOT = len(QUANTITIES)
SLOT = {quantity: slot for slot, quantity in enumerate(QUANTITIES)}

# A generated media reaches between these shares of its account's followers in the end, a day of the account more.
MEDIA_REACH = (0.05, 0.30)
DAILY_EXPOSURE = (0.35, 0.60)

_SIXTY_FOUR_BYTES = Struct("<32H")
FULL = 65535
_VIRAL_ODDS = 45
_GROWTH_PER_DAY = 0.002
_DORMANT = 0.02
_EPOCH = date(1970, 1, 1).toordinal()


def draws(key: bytes, coordinate: str) -> Draws:
    """Thirty-two numbers of sixteen bits: one for each quantity, and one for levels."""
    return _SIXTY_FOUR_BYTES.unpack(blake2b(coordinate.encode(), key=key, digest_size=64).digest())


@lru_cache(maxsize=8192)
def daily_draws(key: bytes, day: int) -> Draws:
    """The draws of an account's day (its ordinal)."""
    return draws(key, f"day {day}")


def between(bounds: tuple[float, float], number: int) -> float:
    """A drawn number brought between two bounds."""
    low, high = bounds
    return low + (high - low) * number / FULL


def share(quantity: Quantity, drawn: Draws) -> float:
    """How much of a media's reach the quantity is."""
    return between(quantity.per_reach, drawn[SLOT[quantity]])


def mood(account: Account, day: int, start_day: int) -> float:
    """How much livelier than usual a day (its ordinal) is, by the account's persona."""
    persona = account.persona
    if persona is Persona.STEADY:
        return 1.0
    if persona is Persona.GROWING:
        return math.exp(_GROWTH_PER_DAY * max(-1000, min(700, day - start_day)))
    return _DORMANT if persona is Persona.DORMANT else _viral(account.seed_key, day)


def ordinal(epoch: int) -> int:
    """The ordinal of the UTC day of an instant."""
    return _EPOCH + epoch // DAY


@lru_cache(maxsize=8192)
def _viral(key: bytes, day: int) -> float:
    first, second, *_ = draws(key, f"viral {day}")
    return 4.0 + 8.0 * second / FULL if first % _VIRAL_ODDS == 0 else 1.0
