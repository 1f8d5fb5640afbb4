"""A document as an outsider reads it: nothing here knows the catalogue."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from functools import cached_property
from itertools import product
from pathlib import Path
from typing import Any, NamedTuple

import jsonschema_rs
import yaml

COMMITTED = Path(__file__).parents[2] / "openapi.yaml"
PATH = "/{version}/{object-id}/insights"
AXES = ("period", "metric_type", "breakdown", "timeframe")
_REFUSED = 400

Request = Mapping[str, str]


class PublicRow:
    """A row of `x-insights-rows`."""

    def __init__(self, row: dict[str, Any], breakdowns: dict[str, list[str]]) -> None:
        self.name: str = row["name"]
        self.object: str = row["object"]
        self.only: tuple[str, ...] = tuple(row.get("only", ()))
        self.hosts: list[str] = row["hosts"]
        self.metrics: list[str] = row["metrics"]
        self.params: dict[str, list[str]] = row["params"]
        self.optional: list[str] = row["optional"]
        self.windowed: bool = row["windowed"]
        self.ignored: list[str] = row["ignored"]
        self.answers: list[str] = row["answers"]
        self._breakdowns = breakdowns[_edge(self.object)]

    def speaks_of(self, kind: str, special: str) -> bool:
        """Whether the row holds for objects of the kind that are special in this way ("" for none)."""
        return self.object == kind and all(each == special for each in self.only)

    def admits(self, request: Request, host: str) -> bool:
        """Whether the request, made on the host about an object of the row, is one of the row's."""
        metrics = request.get("metric", "").split(",")
        return host in self.hosts and set(metrics) <= set(self.metrics) and all(self.takes(request, a) for a in AXES)

    def takes(self, request: Request, axis: str) -> bool:
        """Whether the row holds the request so far as this parameter goes."""
        if axis in self.ignored:
            return axis != "breakdown" or axis not in request or {*request[axis].split(",")} <= {*self._breakdowns}
        if axis not in request:
            return axis in self.optional or axis not in self.params
        sent = request[axis].split(",") if axis == "period" else [request[axis]]
        return all(value in self.params.get(axis, ()) for value in sent)

    def choices(self) -> Iterator[dict[str, str]]:
        """Every combination of the parameters' values, those of optional ones left out too."""
        values = [[*({} for _ in range(axis in self.optional)), *each] for axis, each in self._sent()]
        yield from ({name: value for part in parts for name, value in part.items()} for parts in product(*values))

    def _sent(self) -> Iterator[tuple[str, list[dict[str, str]]]]:
        yield from ((axis, [{axis: value} for value in values]) for axis, values in self.params.items())

    def within(self, other: PublicRow) -> bool:
        """Whether the other row holds every request of this one."""
        objects = self.object == other.object and set(other.only) <= set(self.only)
        metrics = ",".join(self.metrics)
        return objects and all(
            other.admits({"metric": metrics, **choice}, host) for host in self.hosts for choice in self.choices()
        )


class PublicField(NamedTuple):
    """A field of a type, or an edge: who knows it, what it needs, and on which kinds of media it is."""

    name: str
    hosts: list[str]
    scopes: dict[str, list[list[str]]]
    kinds: list[str]
    refused: str

    def is_granted(self, host: str, scopes: frozenset[str]) -> bool:
        """Whether a token with these scopes may read it on the host."""
        return all(not scopes.isdisjoint(group) for group in self.scopes.get(host, ()))


class PublicType:
    """An entry of `x-insights-fields`."""

    def __init__(self, name: str, told: dict[str, Any]) -> None:
        self.name = name
        self.is_asked_by_id: bool = told["asked_by_id"]
        self.fields = [_field(each) for each in told["fields"]]
        self.edges = {each["name"]: _field(each) for each in told["edges"]}
        self.lists: dict[str, str] = {each["name"]: each["lists"] for each in told["edges"]}
        self._nodes: dict[str, str] = {each["name"]: each["node"] for each in told["fields"] if "node" in each}

    def leads_to(self, name: str) -> str:
        """The type of the objects behind a field or an edge, "" for none."""
        return self.lists.get(name, self._nodes.get(name, ""))

    def readable(self, host: str, scopes: frozenset[str], kind: str = "") -> list[PublicField]:
        """The fields that can be asked of an object on the host, a media of this kind."""
        return [
            field
            for field in self.fields
            if host in field.hosts and field.is_granted(host, scopes) and (not field.refused or kind in field.kinds)
        ]


def _field(told: dict[str, Any]) -> PublicField:
    kinds, refused = told.get("kinds", []), told.get("refused", "")
    return PublicField(told["name"], told["hosts"], told.get("scopes", {}), kinds, refused)


class Example(NamedTuple):
    """An example of a response, and its schema."""

    place: str
    name: str
    schema: dict[str, Any]
    value: Any


class PublicDocument:
    """A document, its operation about insights, and validators of its schemas."""

    def __init__(self, raw: dict[str, Any]) -> None:
        self.raw = raw
        self.version: str = raw["x-insights-version"]
        self.day: str = raw["x-insights-as-of"]
        self.operation: dict[str, Any] = raw["paths"][PATH]["get"]
        self.parameters = {each["name"]: each for each in self.operation["parameters"] if "name" in each}
        breakdowns = self.parameters["breakdown"]["x-insights-listed"]
        self.rows = [PublicRow(row, breakdowns) for row in self.operation["x-insights-rows"]]
        self.types = {name: PublicType(name, told) for name, told in raw["x-insights-fields"].items()}
        self._validators: dict[str, jsonschema_rs.Validator] = {}

    @classmethod
    def committed(cls) -> PublicDocument:
        """The document in the repository."""
        return cls(yaml.load(COMMITTED.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader))

    def values_of(self, name: str) -> list[str]:
        """The values that a parameter lists."""
        schema = self.parameters[name]["schema"]
        listed: list[str] = schema.get("items", schema)["enum"]
        return listed

    def breakdowns_of(self, kind: str) -> list[str]:
        """The breakdowns that the edge of such objects lists."""
        listed: list[str] = self.parameters["breakdown"]["x-insights-listed"][_edge(kind)]
        return listed

    @cached_property
    def errors(self) -> jsonschema_rs.Validator:
        """Validates refusals."""
        return self.schema("Error")

    def schema(self, name: str) -> jsonschema_rs.Validator:
        """Validates what the schema of this name describes."""
        if name not in self._validators:
            self._validators[name] = self._validator({"$ref": f"#/components/schemas/{name}"})
        return self._validators[name]

    def operations(self) -> Iterator[tuple[str, dict[str, Any]]]:
        """All operations by their ids, references to responses followed."""
        for item in self.raw["paths"].values():
            for operation in (each for key, each in item.items() if key in ("get", "post", "delete")):
                responses = {status: self._followed(each) for status, each in operation["responses"].items()}
                yield operation["operationId"], {**operation, "responses": responses}

    def examples(self) -> Iterator[Example]:
        """The examples of all responses."""
        for name, operation in self.operations():
            for status, response in operation["responses"].items():
                for content in response.get("content", {}).values():
                    for key, each in content.get("examples", {}).items():
                        yield Example(f"{name} {status}", key, content["schema"], each["value"])

    def is_valid(self, example: Example) -> bool:
        """Whether an example fits its schema."""
        return self.validator(example.schema).is_valid(example.value)

    def validator(self, schema: dict[str, Any]) -> jsonschema_rs.Validator:
        """Validates what a schema of the document describes."""
        key = json.dumps(schema)
        if key not in self._validators:
            self._validators[key] = self._validator(schema)
        return self._validators[key]

    def response(self, operation: dict[str, Any], status: str) -> dict[str, Any]:
        """What the operation says of a status; nothing where it does not know it."""
        found = operation["responses"].get(status)
        return self._followed(found) if found else {}

    def _followed(self, response: dict[str, Any]) -> dict[str, Any]:
        """The response itself, in place of a reference to it."""
        name = response.get("$ref", "").rpartition("/")[2]
        found: dict[str, Any] = self.raw["components"]["responses"][name] if name else response
        return found

    def answers(self, row: PublicRow) -> jsonschema_rs.Validator:
        """Validates the answers of a row."""
        key = f"row {row.name}"
        if key not in self._validators:
            self._validators[key] = self._validator(answer_schema(self.raw, row))
        return self._validators[key]

    def error_examples(self) -> Iterator[tuple[int, str, dict[str, Any]]]:
        """The status, name and body of each error."""
        for status, response in self.operation["responses"].items():
            if int(status) >= _REFUSED:
                examples = response["content"]["application/json"]["examples"]
                yield from ((int(status), name, example["value"]) for name, example in examples.items())

    def documents(self, status: int, body: dict[str, Any]) -> bool:
        """Whether some example is a refusal of this status, code and subcode."""
        return _numbers(status, body) in {_numbers(each, example) for each, _, example in self.error_examples()}

    def _validator(self, schema: dict[str, Any]) -> jsonschema_rs.Validator:
        return jsonschema_rs.Draft202012Validator({**schema, "components": self.raw["components"]})


def _edge(kind: str) -> str:
    return "account" if kind == "account" else "media"


def _numbers(status: int, body: dict[str, Any]) -> tuple[int, int, int | None]:
    return status, body["error"]["code"], body["error"].get("error_subcode")


def answer_schema(raw: dict[str, Any], row: PublicRow) -> dict[str, Any]:
    """The schema of successful answers, narrowed down to the shapes of a row."""
    schema = raw["components"]["schemas"]["Insights"]
    entries = {"anyOf": [{"$ref": f"#/components/schemas/{name}"} for name in row.answers]}
    return {**schema, "properties": {**schema["properties"], "data": {"type": "array", "items": entries}}}
