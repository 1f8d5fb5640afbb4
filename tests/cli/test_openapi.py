"""`insights-mock openapi`."""

from __future__ import annotations

import json
import shlex

import pytest
import yaml

from tests.cli.conftest import Run


def test_the_document_is_printed_as_yaml_or_json(run: Run) -> None:
    asked = ("openapi", "--version", "v23.0", "--at", "2026-07-16")
    document = json.loads(run(*asked, "--json", wide=True).out)
    assert document["openapi"].startswith("3.1")
    assert yaml.load(run(*asked, wide=True).out, yaml.CSafeLoader) == document


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ("openapi --version 23", "'23' is none of v2.9"),
        ("openapi --at soon", "'soon' is no day"),
        ("openapi --yaml", "No such option"),
    ],
)
def test_wrong_input_is_refused_with_exit_code_2(run: Run, arguments: str, said: str) -> None:
    told = run(*shlex.split(arguments))
    assert (told.code, told.out) == (2, "")
    assert said in told.err
