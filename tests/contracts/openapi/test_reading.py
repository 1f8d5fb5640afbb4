"""A document in a file: what is not one is refused with its place and what was expected."""

from collections.abc import Callable
from pathlib import Path

import pytest

from contracts.files.document import CaseError
from contracts.openapi.public import COMMITTED, PATH
from contracts.openapi.reading import read_document

NO_ROWS = """\
{openapi: 3.1.0, paths: {}, components: {},
x-insights-version: v26.0, x-insights-as-of: '2026-10-09', x-insights-fields: {}}
"""


def test_the_shipped_document_is_read() -> None:
    assert read_document(COMMITTED).version == "v26.0"


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("openapi: 3.1.0\npaths: [\n", "api.yaml, line 3: "),
        ("openapi: \x01", "api.yaml: unacceptable character #x0001"),
        (f"a: {'9' * 5_000}", "api.yaml: Exceeds the limit"),
        (NO_ROWS.replace("v26.0", "26"), "api.yaml, line 1: `x-insights-version` is 26; expected a document of"),
        (NO_ROWS.replace("paths: {}", f"paths: {{'{PATH}': 3}}"), "with `x-insights-rows` is missing among the paths"),
        (
            NO_ROWS.replace("paths: {}", f"paths: {{'{PATH}': {{get: {{x-insights-rows: []}}}}}}"),
            "api.yaml: KeyError 'parameters': expected a document of `insights-mock openapi`",
        ),
        ("- a list", "api.yaml, line 1: expected an OpenAPI document, a mapping"),
        ("openapi: 3.1.0\n", "api.yaml, line 1: `paths` is missing; expected a document of `insights-mock openapi`"),
        (
            NO_ROWS,
            "api.yaml, line 1: `GET /{version}/{object-id}/insights` with `x-insights-rows` is missing among the paths",
        ),
    ],
)
def test_what_is_no_document(write: Callable[..., Path], text: str, problem: str) -> None:
    with pytest.raises(CaseError) as raised:
        read_document(write(text, "api.yaml"))

    assert problem in str(raised.value)


def test_what_cannot_be_read(tmp_path: Path) -> None:
    (tmp_path / "latin.yaml").write_bytes(b"openapi: \xe9")

    for name, problem in (("none.yaml", "cannot be read: No such file"), ("latin.yaml", "is not UTF-8")):
        with pytest.raises(CaseError, match=problem):
            read_document(tmp_path / name)
