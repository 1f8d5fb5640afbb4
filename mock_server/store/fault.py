"""What a store remembers of a fault: what it does, to which requests, from when until when."""

from __future__ import annotations

from typing import Annotated, Any, Literal

import msgspec
from msgspec import Meta

Effect = Literal["drop", "truncate", "html_502"]
"""What happens to a reply on its way: no answer at all, half a body, the error page of a proxy."""


MOST_REQUESTS = 1_000_000
MOST_MILLISECONDS = 60_000
Requests = Annotated[int, Meta(ge=0, le=MOST_REQUESTS)]


class Match(msgspec.Struct, frozen=True, omit_defaults=True):
    """The requests that a fault is meant for; an empty text means any."""

    path: str = ""
    metric: str = ""
    method: str = ""
    token: str = ""
    account: str = ""
    host: str = ""


class Fault(msgspec.Struct, frozen=True, omit_defaults=True):
    """A fault of a world, from `begins` up to but without `ends` (None: for good).

    It answers with an error row or has an effect, or it only delays the reply by `latency_ms`. It strikes all requests
    that it is meant for, or the next `times` of them, or each `every`-th, or some by `probability`. A `spent` one has
    struck as often as it was to; its strikes are counted in the store, under the name `counter`.
    """

    id: Annotated[str, Meta(pattern=r"^fault-[0-9]{1,9}\Z")]
    begins: int
    ends: int | None = None
    error: str = ""
    values: dict[str, str] = {}
    effect: Effect | None = None
    latency_ms: Annotated[int, Meta(ge=0, le=MOST_MILLISECONDS)] = 0
    times: Requests = 0
    every: Requests = 0
    probability: Annotated[float, Meta(ge=0, le=1)] = 0
    match: Match = Match()
    incident: str = ""
    spent: bool = False

    @property
    def counter(self) -> str:
        """Where the store counts the requests that it met."""
        return f"fault {self.id}"

    @property
    def finishes(self) -> bool:
        """Whether the request ends here: a mere delay lets it go on."""
        return bool(self.error or self.effect)

    def lasts(self, now: int) -> bool:
        """Whether it has begun and not ended."""
        return self.begins <= now and not self.is_over(now)

    def is_over(self, now: int) -> bool:
        """Whether it will not strike any more, unless the clock is set back."""
        return self.spent or (self.ends is not None and self.ends <= now)

    def told(self) -> dict[str, Any]:
        """What it does and to what, in the words of those who arm it."""
        keys = ("error", "values", "effect", "latency_ms", "times", "every", "probability")
        found = {key: getattr(self, key) for key in keys if getattr(self, key)}
        match = msgspec.to_builtins(self.match)
        return found | ({"match": match} if match else {})
