"""What a recording shows, as checks: one for each operation, and for insights each row."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from contracts.compare import Difference
from contracts.outcome import Check
from contracts.recorder.exchange import Exchange

NO_OPERATION = "no operation"
_QUOTED = 3


def checks(exchanges: Iterable[Exchange]) -> Iterator[Check]:
    """A check for what was asked together, with each breach once and the first requests that show it."""
    groups: dict[tuple[str, str], list[Exchange]] = defaultdict(list)
    for exchange in exchanges:
        groups[exchange.operation or NO_OPERATION, exchange.row].append(exchange)
    for (operation, row), group in groups.items():
        broken = [exchange for exchange in group if exchange.breaches]
        yield Check(
            topic=operation,
            name=row or "all",
            differences=distinct(each for exchange in broken for each in exchange.breaches),
            about=tuple(exchange.line for exchange in broken[:_QUOTED]),
            seconds=sum(exchange.seconds for exchange in group),
        )


def distinct(differences: Iterable[Difference]) -> tuple[Difference, ...]:
    """The differences, each once."""
    return tuple(dict.fromkeys(differences))
