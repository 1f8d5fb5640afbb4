"""The client as a program: calls in, answers out, a line each."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import requests

from client.__main__ import main
from client.program import CALLS, CallError, answer
from contracts import driving
from tests.client.conftest import Script, Scripted, data, error

ACCOUNT = "17841400000000001"
PHOTO = "17900000000000001"
TOKEN = "EAAmock-reader"
OWN = {"base_url": "http://x/graph.facebook.com", "token": TOKEN, "version": "v26.0"}
APP = {"app_id": "1000000000000001", "app_secret": "mock-app-secret"}
ROOT = Path(__file__).parents[2]


def called(name: str, session: requests.Session | None = None, own: Any = None, **arguments: Any) -> dict[str, Any]:
    """The answer to a call."""
    return answer({"call": name, "client": {**OWN, **(own or {})}, "arguments": arguments}, session)


def scripted(script: Script, *replies: Scripted | Exception) -> requests.Session:
    """A session that gives these replies."""
    script.replies += replies
    session = requests.Session()
    session.mount("http://", script)
    return session


def test_it_knows_every_call_of_the_protocol() -> None:
    documented = [line.split()[0] for line in (driving.__doc__ or "").splitlines() if line.startswith("    ")]

    assert [name for name in CALLS if name not in documented] == []


def test_numbers(emulated: requests.Session) -> None:
    metrics = ["reach", "plays", "likes"]
    told = called("media_insights", emulated, {"on_unsupported": "skip"}, media=PHOTO, metrics=metrics)

    reach = {
        "metric": "reach",
        "period": "lifetime",
        "value": 840,
        "end_time": None,
        "breakdown": None,
        "shape": "values",
        "id": f"{PHOTO}/insights/reach/lifetime",
    }
    assert told["result"]["rows"][0] == reach
    assert (told["result"]["missing"], told["result"]["skipped"], told["waited"]) == ([], ["plays"], [])


def test_numbers_in_time_and_in_parts(emulated: requests.Session) -> None:
    span = {"since": "2026-10-01", "until": "2026-10-03T00:00:00+00:00", "breakdowns": None}
    series = called("account_series", emulated, account=ACCOUNT, metrics=["reach"], **span)
    parts = called("account_totals", emulated, account=ACCOUNT, metrics=["views"], breakdowns=["media_product_type"])

    assert [row["end_time"] for row in series["result"]["rows"]] == [
        "2026-10-01T07:00:00+00:00",
        "2026-10-02T07:00:00+00:00",
    ]
    assert parts["result"]["rows"][1]["breakdown"] == {"media_product_type": "POST"}


def test_objects_and_lists(emulated: requests.Session) -> None:
    [account] = called("account", emulated, account=ACCOUNT, fields=["username"])["result"]["items"]
    media = called("media", emulated, account=ACCOUNT, fields=["id"], page_size=2, at_most=3)["result"]["items"]
    pages = called("accounts", emulated, at_most=1)["result"]["items"]

    assert account == {"username": "blue.bottle", "id": ACCOUNT}
    assert [list(each) for each in media] == [["id"]] * 3
    assert pages[0]["instagram_business_account"] == {"id": ACCOUNT}


def test_a_new_token(emulated: requests.Session) -> None:
    told = called("refresh_token", emulated, APP)["result"]

    assert told["token"] != TOKEN
    assert told["expires_in"] == 5184000


def test_a_refusal(emulated: requests.Session) -> None:
    told = called("account_series", emulated, {"token": "EAAmock-expired"}, account=ACCOUNT, metrics=["reach"])

    message = told["error"].pop("message")
    assert told == {"error": {"kind": "token_expired", "code": 190, "subcode": 463, "status": 400}, "waited": []}
    assert message.startswith("Error validating access token: Session has expired on")


def test_it_waits_without_sleeping(script: Script) -> None:
    session = scripted(script, error(2), error(4, headers={"Retry-After": "50"}), data())
    told = called("media_insights", session, {"budget": 100}, media="17", metrics=["reach"])

    assert told["result"]["missing"] == ["reach"]
    assert (len(told["waited"]), told["waited"][1]) == (2, 50.0)


def test_its_clock_goes_on_with_the_waits(script: Script) -> None:
    session = scripted(script, *[error(4, headers={"Retry-After": "40"})] * 3)
    told = called("media_insights", session, {"budget": 100}, media="17", metrics=["reach"])

    assert (told["error"]["kind"], told["waited"]) == ("rate_limited", [40.0, 40.0])


def test_no_answer(script: Script) -> None:
    session = scripted(script, requests.ConnectionError())
    told = called("media_insights", session, {"budget": 0}, media="17", metrics=["reach"])

    assert told["error"]["kind"] == "unreachable"
    assert (told["error"]["code"], told["error"]["status"]) == (None, None)


@pytest.mark.parametrize(
    ("name", "own", "arguments"),
    [
        ("refresh_token", {}, {}),
        ("account_series", {"on_unsupported": "ignore"}, {"account": "17"}),
        ("account_series", {}, {"account": "17", "since": "yesterday"}),
        ("account_series", {}, {"account": "17", "since": "2026-07-01T00:00:00"}),
        ("account", {}, {"account": ""}),
    ],
)
def test_arguments_that_make_no_sense(name: str, own: dict[str, Any], arguments: dict[str, Any]) -> None:
    """The client refuses them itself, before it asks anybody."""
    told = called(name, None, own, **arguments)

    assert (told["error"]["kind"], told["error"]["status"]) == ("invalid_parameter", None)


@pytest.mark.parametrize(
    ("call", "problem"),
    [
        ([], "a call is an object"),
        ({}, "call: None: must be one of account_series, account_totals"),
        ({"call": "close", "client": OWN}, "call: 'close': must be one of"),
        ({"call": "account", "client": []}, "client: must be an object"),
        ({"call": "account", "client": OWN, "arguments": "x"}, "arguments: must be an object"),
        ({"call": "account", "client": {}}, "missing a required argument: 'token'"),
        ({"call": "account", "client": OWN}, "missing a required argument: 'account'"),
        ({"call": "account", "client": OWN, "arguments": {"acount": "17"}}, "argument"),
    ],
)
def test_calls_that_are_not_in_the_protocol(call: Any, problem: str) -> None:
    with pytest.raises(CallError, match=problem.replace("[", "\\[")):
        answer(call)


def test_lines(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """A line that is no call ends the program with its number."""
    refused = {"call": "refresh_token", "client": OWN}
    monkeypatch.setattr(sys, "stdin", io.StringIO(f"{json.dumps(refused)}\n{{}}\n"))

    assert main() == 2

    told = capsys.readouterr()
    assert json.loads(told.out)["error"]["kind"] == "invalid_parameter"
    assert told.err.startswith("line 2: call: None")


def test_the_program() -> None:
    """`python -m client` answers until its input ends."""
    refused = json.dumps({"call": "refresh_token", "client": OWN})
    done = subprocess.run(
        [sys.executable, "-m", "client"],
        input=f"{refused}\n{refused}\n",
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=30,
        check=False,
    )

    assert done.returncode == 0, done.stderr
    assert [json.loads(line)["waited"] for line in done.stdout.splitlines()] == [[], []]
