"""The reference client with one fault each: in what it makes of an answer, or in how it asks."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeAlias

Called: TypeAlias = dict[str, Any]
Ask: TypeAlias = Callable[[Called], Called]
Fault: TypeAlias = Callable[[Called, Ask], Called]


def result(change: Callable[[Any], Any]) -> Fault:
    """Changes a result; an error stays."""

    def fault(call: Called, ask: Ask) -> Called:
        answer = ask(call)
        return {**answer, "result": change(answer["result"])} if "result" in answer else answer

    return fault


def rows(change: Callable[[list[Any]], list[Any]]) -> Fault:
    """Changes the rows of a result that has some."""
    return result(lambda told: {**told, "rows": change(told["rows"])} if "rows" in told else told)


def values(change: Callable[[Any], Any]) -> Fault:
    """Changes each number."""
    return rows(lambda told: [{**row, "value": change(row["value"])} for row in told])


def items(change: Callable[[list[Any]], list[Any]]) -> Fault:
    """Changes the items of a list."""
    return result(lambda told: {**told, "items": change(told["items"])} if "items" in told else told)


def error(**parts: Any) -> Fault:
    """Tells errors with other parts."""

    def fault(call: Called, ask: Ask) -> Called:
        answer = ask(call)
        return {**answer, "error": {**answer["error"], **parts}} if "error" in answer else answer

    return fault


def waits(change: Callable[[list[float]], list[float]]) -> Fault:
    """Waits otherwise."""

    def fault(call: Called, ask: Ask) -> Called:
        answer = ask(call)
        return {**answer, "waited": change(answer["waited"])}

    return fault


def client(**told: Any) -> Fault:
    """Does as if it was told something else."""
    return lambda call, ask: ask({**call, "client": {**call["client"], **told}})


def arguments(change: Callable[[Called], Called]) -> Fault:
    """Asks for something else."""
    return lambda call, ask: ask({**call, "arguments": change(call["arguments"])})


def no_data_is_zero(told: Any) -> Any:
    empty = {"period": "day", "value": 0, "end_time": None, "breakdown": None, "shape": "values", "id": None}
    return {**told, "rows": [*told["rows"], *({"metric": name, **empty} for name in told.get("missing", ()))]}


def added_up(told: list[Any]) -> list[Any]:
    sums: dict[str, Any] = {}
    for row in told:
        key = str({**row, "value": 0})
        both_count = key in sums and isinstance(row["value"], int)
        sums[key] = {**row, "value": sums[key]["value"] + row["value"]} if both_count else row
    return list(sums.values())


def twice(call: Called, ask: Ask) -> Called:
    ask(call)
    return ask(call)


def swallowed(call: Called, ask: Ask) -> Called:
    answer = ask(call)
    return {"result": {"rows": []}, "waited": answer["waited"]} if "error" in answer else answer


def leaking(call: Called, ask: Ask) -> Called:
    return error(message=f"cannot get /me?access_token={call['client']['token']}")(call, ask)


def without_secret(call: Called, ask: Ask) -> Called:
    return ask({**call, "client": {key: value for key, value in call["client"].items() if key != "app_secret"}})


def not_refreshed(call: Called, ask: Ask) -> Called:
    return result(lambda told: {**told, "token": "EAAmock-of-yesterday"} if "token" in told else told)(call, ask)


def without_the_next_link(call: Called, ask: Ask) -> Called:
    return ask({**call, "arguments": {**call["arguments"], "at_most": 1}})


def a_day_less(told: Called) -> Called:
    return {**told, "until": told["since"]} if "until" in told else told


def ids_as_numbers(told: list[Any]) -> list[Any]:
    return [{**item, "id": float(item["id"])} for item in told]


def ids_alone(told: list[Any]) -> list[Any]:
    return [{"id": item["id"]} for item in told]
