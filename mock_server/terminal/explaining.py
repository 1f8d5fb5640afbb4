"""An explanation of the engine, to be read from top to bottom."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from mock_server.terminal.paper import Paper, cut, entries, wrapped

Told = Mapping[str, Any]

_MOST_LINES = 5
_MOST_ENTRIES = 8
_MOST_NUMBERS = 5
_LONGEST_VALUE = 200
_GUESS = "did you mean "


def explanation_lines(told: Told, request: str, paper: Paper) -> list[str]:
    """The decision about a request: how it was understood, what was tried, what decided, and what would help."""
    return [
        *cut(request),
        *_understood(told.get("understood", {}), paper),
        *_steps(told.get("steps", ()), paper),
        *(_refusal(told, paper) if "error" in told else _answer(told, paper)),
        *_evidence(told.get("evidence", ()), paper),
        *_other(told, paper),
        *_fix(told.get("fix", ""), told.get("did_you_mean", ()), paper),
    ]


def _understood(understood: Told, paper: Paper) -> list[str]:
    told = entries((name.replace("_", " "), str(value)) for name, value in understood.items())
    return [*paper.title("Understood"), *told] if told else []


def _steps(steps: Sequence[Told], paper: Paper) -> Iterator[str]:
    if steps:
        yield from paper.title("Rules, in their order")
    for step in steps:
        passed = step["result"] == "passed"
        first, *rest = wrapped(step["promise"], 4, f"  {paper.marks['yes' if passed else 'no']}")
        yield paper.styled(first, "good" if passed else "bad")
        yield from rest
        yield from wrapped(step["because"], 4) if step.get("because") else ()


def _refusal(told: Told, paper: Paper) -> Iterator[str]:
    yield from paper.title(f"Refused: {told['status']} {told['rule']}")
    if not told.get("steps") and told.get("because"):
        yield from wrapped(told["because"], 2)
    error = told["error"]
    yield from _message(str(error.get("message", "")), paper)
    numbers = [f"{name} {error[name]}" for name in ("type", "code", "error_subcode") if name in error]
    yield from wrapped(", ".join(numbers), 2) if numbers else ()
    yield from (
        wrapped(f"{error['error_user_title']}: {error['error_user_msg']}", 2) if "error_user_msg" in error else ()
    )


def _message(text: str, paper: Paper) -> list[str]:
    return wrapped(text, 2, lines=_MOST_LINES, more=paper.marks["more"])


def _answer(told: Told, paper: Paper) -> Iterator[str]:
    found = list(_told_of(told["answer"], paper))
    yield from paper.title(f"Answered: {told['status']} {told['rule']}{'' if found else ', an empty data set'}")
    yield from entries(found[:_MOST_ENTRIES])
    if len(found) > _MOST_ENTRIES:
        yield f"  {paper.marks['more']} and {len(found) - _MOST_ENTRIES} more"
    for left_out in told.get("left_out", ()):
        yield from wrapped(f"{left_out['metric']} is left out: {left_out['because']}", 4, f"  {paper.marks['no']}")
        yield from wrapped(f"{left_out['fix']}", 4) if left_out.get("fix") else ()
        yield from _proof(left_out["evidence"])


def _told_of(answer: object, paper: Paper) -> Iterator[tuple[str, str]]:
    """What an answer tells, by name: entries of insights, items of a list, fields of a node."""
    if isinstance(answer, list):
        answer = {"data": answer}
    if not isinstance(answer, dict):
        return
    for name, value in answer.items():
        if name == "data":
            yield from (_item(number, entry, paper) for number, entry in enumerate(value, 1))
        elif isinstance(value, dict) and "data" in value:
            yield from (_item(name, entry, paper) for entry in value["data"])
        elif name != "paging":
            yield name, _json(value, paper)


def _item(name: object, entry: object, paper: Paper) -> tuple[str, str]:
    if isinstance(entry, dict) and "period" in entry:
        return f"{entry['name']}, {entry['period']}", _numbers(entry, paper)
    return str(name), _json(entry, paper)


def _json(value: object, paper: Paper) -> str:
    """A value as JSON, in short."""
    return paper.shortened(json.dumps(value, ensure_ascii=False), _LONGEST_VALUE)


def _numbers(entry: Told, paper: Paper) -> str:
    """The values of an entry, in short."""
    total = entry.get("total_value", {})
    told = [_number(point.get("value"), paper) for point in entry.get("values", ())]
    told += [str(total["value"])] if "value" in total and not told else []
    for division in total.get("breakdowns", ()):
        results = division.get("results", ())
        told += [f"{'/'.join(result['dimension_values'])} {result['value']}" for result in results]
    shown, hidden = told[:_MOST_NUMBERS], len(told) - _MOST_NUMBERS
    return ", ".join(shown) + (f" {paper.marks['more']} and {hidden} more" if hidden > 0 else "") or "no values"


def _number(value: object, paper: Paper) -> str:
    if isinstance(value, dict):
        return paper.shortened(", ".join(f"{name} {count}" for name, count in value.items()) or "{}", 60)
    return str(value)


def _evidence(rows: Iterable[Told], paper: Paper) -> Iterator[str]:
    known = list(rows)
    if known:
        yield from paper.title("Evidence")
    for row in known:
        yield from _proof(row)


def _proof(row: Told) -> Iterator[str]:
    """A row of the catalogue with where it was read."""
    yield from wrapped(row["row"], 2)
    yield from wrapped(f"{row['source']}, {row['date']} ({row['grade']})", 4)
    yield from wrapped(row["where"], 4) if " " in row["where"] else cut(row["where"], 4)
    yield from wrapped(f"note: {row['note']}", 4) if row.get("note") else ()


def _other(told: Told, paper: Paper) -> list[str]:
    other = told.get("other_fidelity")
    if not other:
        return []
    heading = f"With --fidelity {other['fidelity']}:"
    if _outcome(other) == _outcome(told):
        return paper.title(f"{heading} the same")
    left_out = f", without {', '.join(other['left_out'])}" if other.get("left_out") else ""
    lines = paper.title(f"{heading} {other['status']} {other['rule']}{left_out}")
    return [*lines, *_message(other["message"], paper)] if "message" in other else lines


def _outcome(told: Told) -> tuple[object, ...]:
    """What tells outcomes apart: the status, the rule, what is left out, the message."""
    left_out = [each["metric"] if isinstance(each, Mapping) else each for each in told.get("left_out", ())]
    return told["status"], told["rule"], left_out, told.get("message") or told.get("error", {}).get("message")


def _fix(fix: str, meant: Sequence[str], paper: Paper) -> list[str]:
    # The error's own guess knows less than what was found out about the request.
    fixes = () if meant and fix.startswith(_GUESS) else (fix,)
    told = [line for text in (*fixes, *meant) if text for line in wrapped(text, 2)]
    return [*paper.title("What to do"), *told] if told else []
