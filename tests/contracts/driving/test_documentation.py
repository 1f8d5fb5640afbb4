"""The page about clients under test says what is so."""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path

import pytest

from contracts.bench import Bench
from contracts.driving import Kind
from contracts.driving.answer import Unsupported, read
from contracts.driving.program import Subprocess
from contracts.driving.questions import Question
from contracts.legs import answers
from contracts.openapi.public import PublicDocument
from contracts.target import Target

ROOT = Path(__file__).parents[3]
PAGE = (ROOT / "docs/clients-under-test.md").read_text("utf-8")
EXAMPLE = ROOT / "tests/examples/programs/media_insights.py"
LINES = [json.loads(line) for block in re.findall(r"```json\n(.*?)```", PAGE, re.DOTALL) for line in block.splitlines()]


def test_the_page_shows_the_program() -> None:
    assert f"```python\n{EXAMPLE.read_text('utf-8')}```\n" in PAGE


def test_the_page_knows_every_kind_of_error() -> None:
    assert [kind for kind in Kind if f"`{kind}`" not in PAGE] == []


def test_the_page_shows_a_call_as_it_is_sent() -> None:
    (call,) = [line for line in LINES if "call" in line]
    question = Question(name="", call=call["call"], arguments=call["arguments"], token="…")

    assert question.spoken("http://127.0.0.1:8080/graph.facebook.com", "v26.0") == call


def test_the_page_shows_answers_that_the_protocol_knows() -> None:
    shown = [line for line in LINES if "call" not in line]

    assert [type(read(each)).__name__ for each in shown[:-1]] == ["Rows", "Items", "Token", "Failure"]
    with pytest.raises(Unsupported):
        read(shown[-1])


def test_the_page_tells_what_is_found_in_the_program() -> None:
    with Subprocess([sys.executable, str(EXAMPLE)]) as program:
        bench = Bench(target=Target("http://emulator"), document=PublicDocument.committed(), program=program)
        checks = list(answers.play(bench))

    found = [check.name for check in checks if not check.kept]
    assert len(found) == 8
    assert [name for name in found if f"`{name}`" not in PAGE] == []
    assert any(check.kept and not check.skipped for check in checks)
