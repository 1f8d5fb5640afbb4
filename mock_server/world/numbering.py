"""Ids of generated media: numbers that look drawn, yet tell without a table which media they name."""

from __future__ import annotations

from typing import Final, NamedTuple

from msgspec import Struct

from mock_server.world.chance import draw, key_of

ACCOUNT_BITS: Final = 11
STREAM_BITS: Final = 2
SERIAL_BITS: Final = 32
CHILD_BITS: Final = 4
_BITS: Final = ACCOUNT_BITS + STREAM_BITS + SERIAL_BITS + CHILD_BITS
_MASK: Final = (1 << _BITS) - 1
_PREFIX: Final = "18"
_LENGTH: Final = 17
_STREAM: Final = (1 << STREAM_BITS) - 1
_SERIAL: Final = (1 << SERIAL_BITS) - 1
_CHILD: Final = (1 << CHILD_BITS) - 1


class Place(NamedTuple):
    """Which generated media an id names: `child` 0 is the media itself, 1 the first inside the album."""

    account: int
    stream: int
    serial: int
    child: int = 0


class Numbering(Struct, frozen=True):
    """An affine permutation of all places, and its inverse."""

    factor: int
    offset: int
    inverse: int

    @classmethod
    def seeded(cls, seed: int) -> Numbering:
        """The permutation of this seed."""
        key = key_of("numbering", seed)
        factor = draw(key, "factor") & _MASK | 1  # odd numbers have an inverse
        return cls(factor, draw(key, "offset") & _MASK, pow(factor, -1, _MASK + 1))

    def encode(self, account: int, stream: int, serial: int, child: int = 0) -> str:
        """The id of the place."""
        place = ((account << STREAM_BITS | stream) << SERIAL_BITS | serial) << CHILD_BITS | child
        return f"{_PREFIX}{place * self.factor + self.offset & _MASK:015d}"

    def decode(self, object_id: str) -> Place | None:
        """The place that the id names; None for an id of another form."""
        if len(object_id) != _LENGTH or not object_id.startswith(_PREFIX):
            return None
        if not (object_id.isascii() and object_id.isdecimal()):
            return None
        number = int(object_id[len(_PREFIX) :])
        if number > _MASK:
            return None
        place = (number - self.offset) * self.inverse & _MASK
        rest, child = place >> CHILD_BITS, place & _CHILD
        rest, serial = rest >> SERIAL_BITS, rest & _SERIAL
        return Place(rest >> STREAM_BITS, rest & _STREAM, serial, child)
