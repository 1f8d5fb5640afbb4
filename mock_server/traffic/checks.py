"""Assertions about what a client asked. Each looks at the entries of a journal and tells what is wrong with them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Final, NamedTuple

from mock_server.catalogue.limit_errors import LIMIT_ERRORS
from mock_server.store import Entry
from mock_server.traffic.selecting import Selection
from mock_server.world.moments import DAY

_THROTTLES: Final = frozenset(row.code for row in LIMIT_ERRORS)
_OF_THE_APP: Final = frozenset({4})
_MICROSECONDS: Final = 1_000_000
_MOST_NAMED: Final = 5
_OK: Final = 200


class Finding(NamedTuple):
    """Something wrong: the check that found it, what it is, and the numbers of the entries that show it."""

    check: str
    message: str
    entries: tuple[int, ...]


def retired_metrics(entries: Iterable[Entry]) -> Iterator[Finding]:
    """Metrics that were asked after their end."""
    by_metric: dict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        for metric in entry.retired:
            by_metric[metric].append(entry)
    for metric, asked in by_metric.items():
        yield _finding("no_retired_metric", f"{metric} is retired and was asked {_times(asked)}", asked)


def calls(
    entries: Iterable[Entry],
    selection: Selection,
    *,
    at_most: int | None = None,
    at_least: int | None = None,
    exactly: int | None = None,
) -> Iterator[Finding]:
    """Too many or too few exchanges of a kind."""
    found = [entry for entry in entries if selection.holds(entry)]
    wanted = {"at most": at_most, "at least": at_least, "exactly": exactly}
    wrong = {"at most": len(found).__gt__, "at least": len(found).__lt__, "exactly": len(found).__ne__}
    for words, number in wanted.items():
        if number is not None and wrong[words](number):
            yield _finding("calls", f"{len(found)} calls of {selection}, where {words} {number} were promised", found)


def order(entries: Iterable[Entry], selections: Sequence[Selection]) -> Iterator[Finding]:
    """Exchanges that did not come one after the other, whatever came between them."""
    left, shown = iter(_in_time(entries)), list[Entry]()
    for number, selection in enumerate(selections):
        found = next((entry for entry in left if selection.holds(entry)), None)
        if found is None:
            after = f" after {selections[number - 1]}" if number else ""
            yield _finding("order", f"nothing came of {selection}{after}", shown)
            return
        shown.append(found)


def budget(entries: Iterable[Entry], account: str, most: int, within: int | None = None) -> Iterator[Finding]:
    """More calls about an account than are allowed, in all or in any so many seconds of the world."""
    about = [entry for entry in entries if account in entry.accounts]
    about.sort(key=lambda entry: (entry.at, entry.number))
    span = "" if within is None else f" within {within} s"
    first = 0
    for last, entry in enumerate(about):
        while within is not None and entry.at - about[first].at >= within:
            first += 1
        if last - first >= most:
            shown = about[first:] if within is None else about[first : last + 1]
            message = f"{len(shown)} calls about the account {account}{span}, where {most} were promised"
            yield _finding("budget", message, shown)
            return


def impatience(entries: Iterable[Entry], seconds: int) -> Iterator[Finding]:
    """Calls that came sooner after a throttle than so many seconds, by the world's clock and by the real one.

    A throttle of the app concerns everybody, another one its token. What was in the same batch could not wait.
    """
    throttles: dict[str, Entry] = {}
    batched: set[str] = set()
    for entry in _in_time(entries):
        since = max(filter(None, map(throttles.get, ("", entry.token))), key=_instant, default=None)
        if since and not (entry.token in batched and (entry.in_batch or entry.rule == "batch")):
            waited = max(entry.at - since.at, (entry.real - entry.took - since.real) // _MICROSECONDS)
            if waited < seconds:
                message = (
                    f"a call came {max(waited, 0)} s after the throttle {since.rule}, where {seconds} s were promised"
                )
                yield _finding("backoff_after_throttle", message, [since, entry])
        if entry.rule == "batch":
            batched.discard(entry.token)
        if entry.code in _THROTTLES:
            throttles["" if entry.code in _OF_THE_APP else entry.token] = entry
            batched |= {entry.token} if entry.in_batch else set()


def silent_zeros(entries: Iterable[Entry]) -> Iterator[Finding]:
    """Metrics that successful answers left out. Whether the client takes them for zeros, a server cannot see."""
    by_metric: dict[tuple[str, str], list[Entry]] = defaultdict(list)
    for entry in entries:
        for metric, because in entry.left_out.items():
            by_metric[metric, because].append(entry)
    for (metric, because), asked in by_metric.items():
        message = f"left out: {metric} was asked {_times(asked)}, and the answer does not hold it ({because})"
        yield _finding("no_silent_zero", f"{message}; a client must not read that as 0", asked)


def repetitions(entries: Iterable[Entry], within: int = DAY) -> Iterator[Finding]:
    """Reading requests that were answered and came again within so many seconds of the world."""
    seen: dict[tuple[str, ...], Entry] = {}
    again: dict[tuple[str, ...], list[Entry]] = defaultdict(list)
    for entry in _in_time(entries):
        key = entry.host, entry.path, entry.query, entry.sent, entry.token
        if entry.method != "GET" or entry.status != _OK:
            continue
        before = seen.get(key)
        if before and 0 <= entry.at - before.at < within:
            again[key] += [entry] if again[key] else [before, entry]
        seen[key] = entry
    for (_, path, *_), asked in again.items():
        yield _finding("nothing_twice", f"{path} was asked and answered {_times(asked)}, word for word", asked)


def assert_no_retired_metrics(entries: Iterable[Entry]) -> None:
    """No metric was asked after its end."""
    _assert_nothing(retired_metrics(entries))


def assert_calls(
    entries: Iterable[Entry],
    selection: Selection,
    *,
    at_most: int | None = None,
    at_least: int | None = None,
    exactly: int | None = None,
) -> None:
    """So many exchanges of a kind."""
    _assert_nothing(calls(entries, selection, at_most=at_most, at_least=at_least, exactly=exactly))


def assert_order(entries: Iterable[Entry], *selections: Selection) -> None:
    """Exchanges came one after the other."""
    _assert_nothing(order(entries, selections))


def assert_budget(entries: Iterable[Entry], account: str, most: int, within: int | None = None) -> None:
    """No more calls about an account than are allowed."""
    _assert_nothing(budget(entries, account, most, within))


def assert_backoff_after_throttle(entries: Iterable[Entry], seconds: int) -> None:
    """After a throttle the client waited."""
    _assert_nothing(impatience(entries, seconds))


def assert_no_silent_zero(entries: Iterable[Entry]) -> None:
    """No successful answer left a metric out."""
    _assert_nothing(silent_zeros(entries))


def assert_nothing_twice(entries: Iterable[Entry], within: int = DAY) -> None:
    """Nothing that was answered was asked again."""
    _assert_nothing(repetitions(entries, within))


def _assert_nothing(findings: Iterable[Finding]) -> None:
    found = [f"{finding.message} ({_named(finding.entries)})" for finding in findings]
    if found:
        raise AssertionError("\n".join(found))


def _named(entries: Sequence[int]) -> str:
    named = ", ".join(map(str, entries[:_MOST_NAMED]))
    return f"entries {named}{' and more' if len(entries) > _MOST_NAMED else ''}" if entries else "no entry"


def _finding(check: str, message: str, entries: Iterable[Entry]) -> Finding:
    return Finding(check, message, tuple(entry.number for entry in entries))


def _times(asked: Sequence[Entry]) -> str:
    return "once" if len(asked) == 1 else f"{len(asked)} times"


def _in_time(entries: Iterable[Entry]) -> list[Entry]:
    """In the order in which they were answered; processes may have written theirs in another one."""
    return sorted(entries, key=_instant)


def _instant(entry: Entry) -> tuple[int, int]:
    return entry.real, entry.number
