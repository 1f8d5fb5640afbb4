"""What a store keeps of the exchanges that a world answered."""

from __future__ import annotations

from typing import Annotated

import msgspec

MOST_ANSWERS = 500
"""Of how many exchanges, the latest of a world, the answers are kept too."""


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """An exchange, without any token that could be used. The store sets `number`, from 1 on within the world.

    `at` is the world's time; `real` the real time at the end of the exchange and `took` its length, both in
    microseconds. `accounts` and `media` are what was asked, `kinds` the kinds of that media, `left_out` the metrics
    that a successful answer lacks, each with the reason; `retired` are metrics that were asked after their end. `sent`
    are the parameters of the body.
    Headers and answer are kept of the latest exchanges only; `answer` is None where it is not.
    """

    number: Annotated[int, msgspec.Meta(ge=0, le=2**53)] = 0
    world: str
    at: int
    real: int
    took: int
    method: str
    scheme: str
    host: str
    path: str
    query: str = ""
    sent: str = ""
    token: str = ""
    token_kind: str = ""
    version: str = ""
    accounts: tuple[str, ...] = ()
    media: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    metrics: tuple[str, ...] = ()
    retired: tuple[str, ...] = ()
    status: int
    rule: str = ""
    grade: str = ""
    code: int | None = None
    subcode: int | None = None
    because: str = ""
    left_out: dict[str, str] = {}
    near_misses: tuple[str, ...] = ()
    fault: str = ""
    in_batch: bool = False
    bytes: int = 0
    headers: tuple[tuple[str, str], ...] = ()
    answer: str | None = None
