"""An exchange as a recording keeps it: masked, and with what is said against it."""

from dataclasses import dataclass
from datetime import datetime
from urllib.parse import parse_qsl, urlencode, urlsplit

from contracts.compare import Difference
from contracts.matching.asking import Answered, Asked
from contracts.recorder.masking import SECRETS

_WIDEST = 120
_PLAIN = ',:{}()[]"'  # is read better as it stands


@dataclass(frozen=True, slots=True, kw_only=True)
class Exchange:
    """A request and its answer (None where none came), without any secret.

    `breaches` are against the document, `ignored` is what was sent and changes nothing, `habits` do no harm yet.
    """

    number: int
    started: datetime
    seconds: float
    asked: Asked
    answered: Answered | None
    operation: str = ""
    row: str = ""
    breaches: tuple[Difference, ...] = ()
    ignored: tuple[Difference, ...] = ()
    habits: tuple[Difference, ...] = ()

    @property
    def remarks(self) -> tuple[Difference, ...]:
        """What is to be said of it that breaks no contract."""
        return (*self.ignored, *self.habits)

    @property
    def line(self) -> str:
        """The exchange on one line: what was asked, but for its secrets, and the status."""
        parts = urlsplit(self.asked.url)
        sent = [pair for pair in parse_qsl(parts.query, keep_blank_values=True) if pair[0] not in SECRETS]
        target = parts.path + (f"?{urlencode(sent, safe=_PLAIN)}" if sent else "")
        target = target if len(target) <= _WIDEST else f"{target[:_WIDEST]}…"
        return f"{self.asked.method} {target} -> {self.answered.status if self.answered else 'no answer'}"


def told(difference: Difference) -> str:
    """A difference on one line."""
    return f"{difference.where}: {difference.promised}; received {difference.received}"
