"""The parameters of an operation as one closed object: unknown, repeated, missing and wrong ones are told apart."""

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

import jsonschema_rs

from contracts.compare import Difference
from contracts.files.promises import Json
from contracts.matching.asking import Pair
from contracts.matching.explaining import choice, nearest, refusals
from contracts.matching.locating import Operation

WHERE = "parameter"
IGNORED = "ignored by the API"
TOKEN = "access_token"
METHOD = "method"

_FORM = "application/x-www-form-urlencoded"


class Values(NamedTuple):
    """Parameters that were read, and what is wrong with them; `ignored` are those that change nothing."""

    sent: dict[str, str]
    breaches: list[Difference]
    ignored: list[Difference]


class Parameters:
    """The parameters of an operation: in its path, its query and the form of its body."""

    def __init__(self, operation: Operation, raw: Mapping[str, Any]) -> None:
        told = [_followed(each, raw) for each in operation.told.get("parameters", ())]
        form = operation.told.get("requestBody", {}).get("content", {}).get(_FORM, {}).get("schema", {})
        self._id = operation.id
        self._schemas: dict[str, Any] = {each["name"]: each["schema"] for each in told if each["in"] != "header"}
        self._schemas |= form.get("properties", {})
        self._schemas.pop(METHOD, None)  # it was heard before the operation was found
        self._repeatable = {each["name"] for each in told if each["in"] == "query" and each.get("explode", True)}
        self._repeatable &= {name for name, schema in self._schemas.items() if schema.get("type") == "array"}
        required = [each["name"] for each in told if each.get("required")] + form.get("required", [])
        self._validator = jsonschema_rs.Draft202012Validator(
            {"type": "object", "properties": self._schemas, "required": required, "components": raw["components"]}
        )

    def read(self, in_path: Mapping[str, str], pairs: Sequence[Pair]) -> Values:
        """The parameters of a request, and what the document says against them."""
        sent = {**dict(pairs), **in_path}
        known = {name: value for name, value in sent.items() if name in self._schemas}
        read = {name: self._parsed(name, value) for name, value in known.items()}
        breaches = [*self._repeated(pairs), *refusals(self._validator, read, WHERE)]
        unknown = [self._unknown(name) for name in sent if name not in self._schemas]
        return Values(_as_text(read, known), [_named(each) for each in breaches], unknown)

    def _parsed(self, name: str, value: str) -> Json:
        """A value as its style says it: lists as `a,b` or as the JSON array that Meta's own libraries send."""
        schema = self._schemas[name]
        if schema.get("type") == "array":
            return [*names_in(value)]
        if schema.get("type") == "integer" and value.isascii() and value.isdecimal():
            return int(value)
        return value

    def _repeated(self, pairs: Sequence[Pair]) -> Iterator[Difference]:
        for name, times in Counter(name for name, _ in pairs).items():
            if times > 1 and name not in self._repeatable:
                yield Difference(f"{WHERE}.{name}", "once: of several the last one counts", f"{times} times")

    def _unknown(self, name: str) -> Difference:
        meant = nearest(name, [*self._schemas])
        instead = f"; `{meant[0]}` is meant?" if meant else ""
        return Difference(f"{WHERE} {name}", f"{IGNORED}: not a parameter of {self._id}{instead}", "sent")


def names_in(value: str) -> list[Json]:
    """The names of a list parameter, as they stand there."""
    if value.startswith("["):
        try:
            items: list[Json] = json.loads(value)
        except (ValueError, RecursionError):
            return [value]
        return items
    return [*value.split(",")]


def allowed(values: Sequence[str], received: str) -> str:
    """The values that a parameter takes, or that it must be left out."""
    return choice(values, received) if values else "(absent)"


def _as_text(read: Mapping[str, Json], known: Mapping[str, str]) -> dict[str, str]:
    """The parameters as rows have them: lists as names with commas."""
    lists = {name: ",".join(map(str, value)) for name, value in read.items() if isinstance(value, list)}
    return {**known, **lists}


def _named(difference: Difference) -> Difference:
    """`parameter.metric[1]` as people say it."""
    head, dot, name = difference.where.partition(f"{WHERE}.")
    return Difference(f"{WHERE} {name}", difference.promised, difference.received) if dot and not head else difference


def _followed(parameter: Mapping[str, Any], raw: Mapping[str, Any]) -> Mapping[str, Any]:
    name = parameter.get("$ref", "").rpartition("/")[2]
    found: Mapping[str, Any] = raw["components"]["parameters"][name] if name else parameter
    return found
