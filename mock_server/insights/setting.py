"""What surrounds a request: the world and its clock, the host's dialect, the version that serves, and the fidelity."""

from __future__ import annotations

from typing import NamedTuple

from mock_server.catalogue.model import Absence, ApiVersion, Fidelity, Grade, Host
from mock_server.graph.refusal import Refusal
from mock_server.world.model import World


class Setting(NamedTuple):
    """The circumstances of a request.

    Data are computed up to `computed_until`, which lags behind `now` where the world delays them. `origin` is where
    links lead: scheme, host and path prefix; `token` goes along.
    """

    world: World
    now: int
    computed_until: int
    host: Host
    version: ApiVersion
    fidelity: Fidelity
    origin: tuple[str, str, str]
    token: str

    @property
    def base(self) -> str:
        """The URL that links begin with."""
        scheme, host, prefix = self.origin
        return f"{scheme}://{host}{prefix}"


class Omission(NamedTuple):
    """A metric that a successful answer leaves out, and why."""

    metric: str
    absence: Absence


class Answer(NamedTuple):
    """A successful answer: its JSON text, how good its evidence is, what it leaves out, and what decided it."""

    body: str
    grade: Grade
    omissions: tuple[Omission, ...] = ()
    rule: str = ""


Outcome = Answer | Refusal

_WORST_LAST = tuple(Grade)


def weakest(grades: list[Grade]) -> Grade:
    """The worst of the grades: an answer is as good as its weakest part."""
    return max(grades, key=_WORST_LAST.index, default=Grade.DOCUMENTED)
