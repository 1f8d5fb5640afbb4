"""Programs of clients: how they are started, spoken to and given up."""

from __future__ import annotations

import sys
from typing import Any

import pytest

from contracts.driving import ProgramError
from contracts.driving.program import PATIENCE, InProcess, Subprocess

TOKEN = "EAAmock-secret"
CALL: dict[str, Any] = {"call": "accounts", "client": {"token": TOKEN, "app_secret": "hush"}, "arguments": {}}

ECHO = """
import json, sys
for number, line in enumerate(sys.stdin, 1):
    print(json.dumps({"line": number, "call": json.loads(line)["call"], "é": "東京"}), flush=True)
"""


def python(code: str, seconds: float = 20.0) -> Subprocess:
    return Subprocess([sys.executable, "-X", "utf8", "-c", code], seconds)


def test_each_line_is_answered_by_a_line_of_the_same_process() -> None:
    with python(ECHO) as program:
        answers = [program.ask(CALL) for _ in range(3)]

    assert [answer["line"] for answer in answers] == [1, 2, 3]
    assert answers[0] == {"line": 1, "call": "accounts", "é": "東京"}


def test_a_program_that_is_not_there_is_told_when_it_is_started() -> None:
    with pytest.raises(ProgramError, match=r"`/nowhere/client --json` cannot be started: .*No such file"):
        Subprocess(["/nowhere/client", "--json"]).__enter__()


def test_no_command_is_told_too() -> None:
    with pytest.raises(ProgramError, match="cannot be started"):
        Subprocess([]).__enter__()


def test_a_program_that_dies_is_told_with_its_last_words_and_without_secrets() -> None:
    dying = "import sys; line = sys.stdin.readline(); sys.stderr.write('first\\nno such thing in ' + line); sys.exit(3)"

    with python(dying) as program, pytest.raises(ProgramError) as told:
        program.ask(CALL)

    assert "has ended: exit code 3\nfirst\nno such thing in" in str(told.value)
    assert TOKEN not in str(told.value)
    assert "hush" not in str(told.value)


def test_a_program_that_died_is_started_anew_for_the_next_call() -> None:
    once = "import sys; sys.stdin.readline(); print('{\"result\": 1}', flush=True); sys.stdin.readline(); sys.exit(1)"

    with python(once) as program:
        assert program.ask(CALL) == {"result": 1}
        with pytest.raises(ProgramError, match="has ended: exit code 1"):
            program.ask(CALL)
        assert program.ask(CALL) == {"result": 1}


def test_a_program_that_hangs_is_ended_at_its_deadline() -> None:
    with python("import sys; sys.stdin.read()", 0.2) as program, pytest.raises(ProgramError) as told:
        program.ask(CALL)

    assert "gave no answer within 0.2 s" in str(told.value)


def test_a_program_that_hangs_at_every_call_is_not_waited_for_any_more() -> None:
    with python("import sys; sys.stdin.read()", 0.05) as program:
        for _ in range(PATIENCE):
            with pytest.raises(ProgramError, match=r"gave no answer within 0\.05 s"):
                program.ask(CALL)
        with pytest.raises(ProgramError, match="is not asked any more: 3 calls had no answer"):
            program.ask(CALL)


@pytest.mark.parametrize("line", ["hello", "[1]", '{"value": NaN}', "{", f"no {TOKEN}"])
def test_a_line_that_is_no_json_object_is_quoted_without_secrets(line: str) -> None:
    code = f"import sys; sys.stdin.readline(); print({line!r}, flush=True)"

    with python(code) as program, pytest.raises(ProgramError, match="answered no JSON object: ") as told:
        program.ask(CALL)

    assert TOKEN not in str(told.value)


def test_a_program_that_writes_much_to_stderr_does_not_stop() -> None:
    chatty = "import sys; sys.stderr.write('x' * 1_000_000); sys.stdin.readline(); print('{}', flush=True)"

    with python(chatty) as program:
        assert program.ask(CALL) == {}


def test_a_function_gets_and_gives_what_json_can_say() -> None:
    answer: Any = {"breakdown": {1: ("a", "b")}}
    program = InProcess(lambda call: {"call": call, **answer})

    assert program.ask(CALL) == {"call": CALL, "breakdown": {"1": ["a", "b"]}}


def test_a_function_that_fails_is_told_without_secrets() -> None:
    def failing(call: dict[str, Any]) -> dict[str, Any]:
        raise LookupError(f"nothing for {call['client']['token']}")

    with pytest.raises(ProgramError, match="the client's function fails: LookupError: nothing for …"):
        InProcess(failing).ask(CALL)
