"""What can be reached: a goal is a list of things that the document knows, and which of them an exchange reaches."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from contracts.coverage.exchange import Exchange
from contracts.openapi.public import PublicDocument, PublicRow

_ACCOUNT = "account"
_OWN_ERRORS = frozenset({"emulator_mistake", "mock_header_invalid", "token_of_meta"})  # no other API answers these


class Goal(NamedTuple):
    """Things that a test run can reach: all that there are, and those that its exchanges reach."""

    name: str
    things: Callable[[PublicDocument], Iterable[str]]
    reached: Callable[[Sequence[Exchange]], Iterable[str]]


class Reach(NamedTuple):
    """How far a goal was reached; both lists are in the document's order."""

    goal: str
    reached: tuple[str, ...]
    missing: tuple[str, ...]

    @property
    def total(self) -> int:
        """How many things there are."""
        return len(self.reached) + len(self.missing)

    @property
    def percent(self) -> int:
        """How many in a hundred were reached, rounded down."""
        return 100 * len(self.reached) // self.total if self.total else 100


def reach(exchanges: Sequence[Exchange], document: PublicDocument) -> list[Reach]:
    """How far a run of these exchanges reached each goal."""
    return [_reach(goal, exchanges, document) for goal in GOALS]


def _reach(goal: Goal, exchanges: Sequence[Exchange], document: PublicDocument) -> Reach:
    things, found = dict.fromkeys(goal.things(document)), set(goal.reached(exchanges))
    return Reach(
        goal.name, tuple(each for each in things if each in found), tuple(each for each in things if each not in found)
    )


def _errors(document: PublicDocument) -> Iterator[str]:
    """The errors of the insights operation; one that the hosts word differently is one."""
    names = (name.partition(".")[0] for _, name, _ in document.error_examples())
    yield from (name for name in names if name not in _OWN_ERRORS)


def _refusals(exchanges: Sequence[Exchange]) -> Iterator[str]:
    yield from (each.rule for each in exchanges)


def _metrics(document: PublicDocument) -> Iterator[str]:
    yield from (f"{row.object} {metric}" for row in document.rows for metric in row.metrics)


def _told_metrics(exchanges: Sequence[Exchange]) -> Iterator[str]:
    for each in exchanges:
        subjects = (_ACCOUNT,) if each.is_about_an_account else each.kinds
        yield from (f"{subject} {metric}" for subject in subjects for metric in each.told)


def _kinds(document: PublicDocument) -> Iterator[str]:
    yield from (row.object for row in document.rows if row.object != _ACCOUNT)


def _told_kinds(exchanges: Sequence[Exchange]) -> Iterator[str]:
    yield from (kind for each in exchanges if each.told for kind in each.kinds)


def _breakdowns(document: PublicDocument) -> Iterator[str]:
    """Pairs are named once, whatever their order."""
    for row in document.rows:
        yield from (f"{_edge(row)} {_paired(value)}" for value in row.params.get("breakdown", ()))


def _told_breakdowns(exchanges: Sequence[Exchange]) -> Iterator[str]:
    for each in exchanges:
        if each.told and "breakdown" in each.params:
            yield f"{'media' if each.kinds else _ACCOUNT} {_paired(each.params['breakdown'])}"


def _periods(document: PublicDocument) -> Iterator[str]:
    """Those of accounts: media take any and answer all alike."""
    yield from (period for row in document.rows if row.object == _ACCOUNT for period in row.params.get("period", ()))


def _told_periods(exchanges: Sequence[Exchange]) -> Iterator[str]:
    for each in exchanges:
        if each.told and each.is_about_an_account:
            yield from each.params.get("period", "").split(",")


_EXPIRIES = {
    "story expired": ("story_expired", "story_gone"),
    "token expired": ("token_expired",),
    "media older than two years": ("media_too_old",),
    "account data older than 90 days": ("account_data_gone",),
}
_RETIRED = "metric asked after its end"
_CROSSED = "metric asked before and after its end"


def _expiries(_: PublicDocument) -> Iterator[str]:
    yield from (*_EXPIRIES, _RETIRED, _CROSSED)


def _seen_expiries(exchanges: Sequence[Exchange]) -> Iterator[str]:
    rules = {each.rule for each in exchanges}
    yield from (name for name, named in _EXPIRIES.items() if not rules.isdisjoint(named))
    ended = {metric for each in exchanges for metric in each.retired}
    if ended:
        yield _RETIRED
    if any(metric in ended for each in exchanges for metric in each.told if metric not in each.retired):
        yield _CROSSED


def _edge(row: PublicRow) -> str:
    return _ACCOUNT if row.object == _ACCOUNT else "media"


def _paired(breakdown: str) -> str:
    return "+".join(sorted(breakdown.split(",")))


GOALS = (
    Goal("errors", _errors, _refusals),
    Goal("metrics", _metrics, _told_metrics),
    Goal("kinds", _kinds, _told_kinds),
    Goal("breakdowns", _breakdowns, _told_breakdowns),
    Goal("periods", _periods, _told_periods),
    Goal("expiries", _expiries, _seen_expiries),
)
