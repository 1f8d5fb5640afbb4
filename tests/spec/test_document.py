"""The document: valid, readable, the same as its source, and true to what the emulator says."""

from __future__ import annotations

import json
import re
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

import jsonschema_rs
import pytest
import yaml
from openapi_spec_validator import validate

from contracts.openapi.public import COMMITTED as FILE
from contracts.openapi.public import Example, PublicDocument
from mock_server.catalogue.error_rows import ERRORS
from mock_server.catalogue.model import ApiVersion
from mock_server.catalogue.nodes import NODE_TYPES
from mock_server.catalogue.samples import SAMPLES
from mock_server.catalogue.versions import VERSIONS
from mock_server.graph.refusal import holes_of
from mock_server.spec import as_yaml, document
from mock_server.spec.__main__ import NOTICE
from mock_server.spec.edition import AS_OF, COMMITTED
from mock_server.spec.failures import failures
from mock_server.spec.occasions import Occasion

Part = dict[str, Any]

# The first version, one of the legacy metrics, one that spares old media, and the newest.
MILESTONES = tuple(version for version in VERSIONS if version.name in ("v2.9", "v17.0", "v21.0", "v26.0"))
OTHERS = tuple(version for version in VERSIONS if version not in MILESTONES)


def test_the_committed_document_is_fresh() -> None:
    """openapi.yaml says what the catalogue says; if not, run `make generate`."""
    assert FILE.read_text(encoding="utf-8") == NOTICE + as_yaml(document(*COMMITTED))


def test_the_committed_document_speaks_of_the_newest_version() -> None:
    """Its version is the newest, and its day one on which that version lives."""
    public = PublicDocument.committed()
    assert public.version == VERSIONS[-1].name
    assert public.day == AS_OF.isoformat()
    assert VERSIONS[-1].released <= AS_OF


def test_a_document_is_written_quickly() -> None:
    """Whoever asks the control plane for a document hardly waits."""
    took = []
    for _ in range(3):
        start = time.process_time()
        as_yaml(document(*COMMITTED))
        took.append(time.process_time() - start)
    # It takes a third of a second; under coverage's tracing, with other tests on the same cores, more.
    assert min(took) < 3


@pytest.mark.parametrize("version", MILESTONES, ids=lambda version: version.name)
def test_documents_are_valid_openapi(version: ApiVersion) -> None:
    """A validator accepts the document on the version's first day and on the newest day."""
    for day in (version.released, AS_OF):
        validate(json.loads(json.dumps(document(version, day))))


@pytest.mark.parametrize("share", range(4))
def test_every_version_has_a_document(share: int) -> None:
    """Each version's first day has rows, and examples that are valid."""
    for version in OTHERS[share::4]:
        public = PublicDocument(document(version, version.released))
        assert public.rows, version.name
        assert _invalid_examples(public) == [], version.name


def test_yaml_needs_nothing_that_parsers_disagree_on() -> None:
    """No anchors, no aliases, no tags, no key twice, no flow collections but empty ones."""
    for event in yaml.parse(FILE.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader):
        assert not isinstance(event, yaml.AliasEvent)
        assert getattr(event, "anchor", None) is None, event
        assert getattr(event, "tag", None) is None, event
    for node in _mappings(yaml.compose(FILE.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)):
        twice = [key for key, count in Counter(key.value for key, _ in node.value).items() if count > 1]
        assert not twice, node.start_mark


def _mappings(node: yaml.Node | None) -> Iterator[yaml.MappingNode]:
    if isinstance(node, yaml.MappingNode):
        yield node
        for _, value in node.value:
            yield from _mappings(value)
    elif isinstance(node, yaml.SequenceNode):
        for each in node.value:
            yield from _mappings(each)


def test_yaml_and_json_say_the_same() -> None:
    """What is read from the YAML text is what was written, dates and numbers included."""
    written = document(*COMMITTED)
    assert yaml.load(as_yaml(written), Loader=yaml.CSafeLoader) == json.loads(json.dumps(written))


def test_examples_are_valid() -> None:
    """Each example fits its closed schema."""
    assert _invalid_examples(PublicDocument.committed()) == []


def _invalid_examples(public: PublicDocument) -> list[str]:
    return [f"{each.place}: {each.name}" for each in public.examples() if not public.is_valid(each)]


def test_every_json_response_has_an_example() -> None:
    """Whoever reads an operation sees what comes back."""
    for name, operation in PublicDocument.committed().operations():
        for status, response in operation["responses"].items():
            content = response.get("content", {}).get("application/json", {"examples": True})
            assert content.get("examples"), (name, status)


def test_each_shape_has_an_example() -> None:
    """Whoever writes a client finds every shape of answer once."""
    public = PublicDocument.committed()
    examples = public.operation["responses"]["200"]["content"]["application/json"]["examples"]
    shapes = {shape for row in public.rows for shape in row.answers}
    shown = set()
    for name in shapes:
        schema = {"$ref": f"#/components/schemas/{name}", "components": public.raw["components"]}
        validator = jsonschema_rs.Draft202012Validator(schema)
        entries = [entry for example in examples.values() for entry in example["value"]["data"]]
        shown |= {name} if any(map(validator.is_valid, entries)) else set()
    assert shown == shapes


def test_each_error_has_an_example_in_the_words_of_each_host() -> None:
    """Every error row of the day is there, once for both hosts or once for each."""
    names = {each.name for each in PublicDocument.committed().examples() if not each.place.endswith(" 200")}
    for row in ERRORS:
        # Both were worded so before a day that is over.
        expected = row.name not in ("field_missing_on_type", "media_before_conversion_2018")
        shown = row.name in names or {f"{row.name}.facebook", f"{row.name}.instagram"} <= names
        assert shown is expected, f"{row.name}: does an occasion in mock_server/spec/occasions.py hold it?"
    assert {name.partition(".")[0] for name in names} <= {row.name for row in ERRORS}


def test_templates_of_errors_can_be_filled() -> None:
    """A row whose template has a hole says where its sample belongs, and none is kept for a row that is gone."""
    for row in ERRORS:
        missing = holes_of(row) - {"values", "latest", *SAMPLES.get(row.name, {})}
        assert not missing, f"mock_server/catalogue/samples.py has no {missing} for {row.name}"
    assert SAMPLES.keys() <= {row.name for row in ERRORS}


def test_a_row_without_a_sample_is_named() -> None:
    """Whoever adds a row and forgets its sample is told so by `make generate`."""
    row = replace(ERRORS[0], message="{nobody} {knows}", name="mystery")
    with pytest.raises(LookupError, match=r"samples\.py has no knows, nobody for the error mystery"):
        failures(Occasion("Mystery", (row,)), COMMITTED)


@pytest.mark.parametrize(
    ("operation", "holds", "others"),
    [
        ("getInsights", ("parameter_required", "metric_unsupported", "rate_limited_instagram"), ("cursor_invalid",)),
        ("getObject", ("field_twice", "field_needs_discovery", "too_much_data"), ("metric_unsupported",)),
        ("getMedia", ("cursor_invalid", "time_unreadable", "limit_invalid"), ("batch_too_long",)),
        ("subscribe", ("page_token_required", "value_not_listed"), ("cursor_invalid",)),
        ("batch", ("batch_too_long", "body_unreadable", "token_expired"), ("cursor_invalid",)),
        ("exchangeAtFacebook", ("code_used", "client_secret_wrong"), ("platform_app_invalid",)),
        ("exchangeAtInstagram", ("platform_code_unmatched",), ("code_used",)),
        ("refresh", ("token_too_young",), ("code_used",)),
        ("debugToken", ("debugger_not_allowed",), ("token_too_young",)),
        ("openInstagramDialog", ("dialog_scope_missing",), ("token_expired",)),
    ],
)
def test_errors_stand_where_they_occur(operation: str, holds: tuple[str, ...], others: tuple[str, ...]) -> None:
    """Each operation shows its own errors, and not those of others."""
    shown = {each.name.partition(".")[0] for each in _examples_of(operation)}
    assert {*holds} <= shown
    assert shown.isdisjoint(others)


def _examples_of(operation: str) -> Iterator[Example]:
    for each in PublicDocument.committed().examples():
        name, _, status = each.place.partition(" ")
        if name == operation and status != "200":
            yield each


def test_every_type_is_listed_with_its_fields_and_edges() -> None:
    """`x-insights-fields` has every field and edge of the day, with a source that the document names."""
    raw = PublicDocument.committed().raw
    for row in NODE_TYPES:
        told = raw["x-insights-fields"][row.name]
        assert [each["name"] for each in told["fields"]] == [field.name for field in row.fields]
        assert [each["name"] for each in told["edges"]] == [edge.name for edge in row.edges]
        assert {each["source"] for each in (told, *told["fields"], *told["edges"])} <= raw["x-insights-sources"].keys()
    assert raw["x-insights-fields"].keys() == {row.name for row in NODE_TYPES}


def test_fields_that_came_later_are_not_in_older_documents() -> None:
    """A document of a day before a field's first day does not know it, in its list or in its schemas."""
    older = PublicDocument(document(COMMITTED.version, date(2026, 4, 21)))
    newer = PublicDocument(document(COMMITTED.version, date(2026, 4, 22)))
    for name, is_there in (("saved_count", True), ("is_ai_generated", False)):
        assert not _has(older, name)
        assert _has(newer, name) is is_there


def _has(public: PublicDocument, field: str) -> bool:
    listed = any(each.name == field for each in public.types["IGMedia"].fields)
    properties = public.raw["components"]["schemas"]["IGMedia"]["properties"]
    assert listed is (field in properties)
    return listed


def test_components_are_closed() -> None:
    """No schema of an answer lets unknown properties through."""
    open_ones = ("ObjectsById",)
    for name, schema in PublicDocument.committed().raw["components"]["schemas"].items():
        for part in _objects(schema):
            assert part.get("additionalProperties") is False or name in (*open_ones, "AudienceTable"), (name, part)


def _objects(part: Any) -> Iterator[Part]:
    if isinstance(part, dict):
        if part.get("type") == "object":
            yield part
        for each in part.values():
            yield from _objects(each)
    elif isinstance(part, list):
        for each in part:
            yield from _objects(each)


def test_error_texts_have_no_gaps() -> None:
    """Every template is filled."""
    for each in PublicDocument.committed().examples():
        if isinstance(each.value, dict) and "error" in each.value:
            # Lists of fields have braces of their own, which these errors quote.
            text = each.value["error"]["message"].partition(" at character ")[0]
            assert not re.search(r"{\w+}|…", text), each


def test_enumerations_name_each_value_once() -> None:
    """No enumeration is empty or repeats itself."""
    for path, values in _enumerations(PublicDocument.committed().raw, "#"):
        assert values, path
        assert len({*map(str, values)}) == len(values), path


def _enumerations(part: Any, path: str) -> Iterator[tuple[str, list[Any]]]:
    children = part.items() if isinstance(part, dict) else enumerate(part) if isinstance(part, list) else ()
    for key, value in children:
        if key == "enum" and isinstance(value, list):
            yield path, value
        else:
            yield from _enumerations(value, f"{path}/{key}")


@pytest.mark.parametrize(
    ("name", "day", "told"),
    [
        ("v26.0", AS_OF, "v26.0 lives from 2026-07-29"),
        ("v2.9", AS_OF, "answered by v21.0"),
        ("v26.0", date(2026, 1, 1), "not released on that day"),
    ],
)
def test_a_document_says_whether_its_version_lives(name: str, day: date, told: str) -> None:
    """A document of a version that nobody serves on the day says so."""
    version = next(each for each in VERSIONS if each.name == name)
    assert told in document(version, day)["info"]["description"]
