"""The document: valid, readable, the same as its source, and true to what the emulator says."""

from __future__ import annotations

import json
import re
import time
from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import Any

import jsonschema_rs
import pytest
import yaml
from openapi_spec_validator import validate

from mock_server.catalogue.error_rows import ERRORS
from mock_server.catalogue.model import ApiVersion
from mock_server.catalogue.versions import VERSIONS
from mock_server.spec import as_yaml, document
from mock_server.spec.__main__ import NOTICE
from mock_server.spec.edition import AS_OF, COMMITTED
from tests.spec.public import COMMITTED as FILE
from tests.spec.public import PublicDocument

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
    components = public.raw["components"]
    found = []
    for response in public.operation["responses"].values():
        content = response["content"]["application/json"]
        validator = jsonschema_rs.Draft202012Validator({**content["schema"], "components": components})
        found += [name for name, each in content["examples"].items() if not validator.is_valid(each["value"])]
    return found


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
    names = {name for _, name, _ in PublicDocument.committed().error_examples()}
    for row in ERRORS:
        # Paths that lead to no edge are not this operation's, and a title was written otherwise in 2018.
        expected = row.name not in ("request_unsupported", "media_before_conversion_2018")
        assert (row.name in names or {f"{row.name}.facebook", f"{row.name}.instagram"} <= names) is expected, row.name
    assert {name.partition(".")[0] for name in names} <= {row.name for row in ERRORS}


def test_error_texts_have_no_gaps() -> None:
    """Every template is filled."""
    for _, name, body in PublicDocument.committed().error_examples():
        assert not re.search(r"[{}]|…", body["error"]["message"]), name


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
