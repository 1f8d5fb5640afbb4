import json
import sys
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from click.testing import CliRunner, Result
from werkzeug.serving import make_server

from contracts.files.document import CaseError
from contracts.pact import verifying
from contracts.pact.command import pact
from contracts.pact.pact_file import read_pact
from contracts.pact.state import load_states
from tests.conftest import Emulator

needs_pact = pytest.mark.skipif(find_spec("pact") is None, reason=f"needs pact-python: {verifying.INSTALL}")

REQUEST: dict[str, Any] = {
    "method": "GET",
    "path": "/v26.0/17900000000000601/insights",
    "query": {"metric": ["reach"]},
    "headers": {"Authorization": "Bearer EAAmock-pact"},
}
FEW: dict[str, Any] = {
    "description": "the reach of a story that hardly anybody saw",
    "providerStates": [{"name": "a story with four viewers"}],
    "request": REQUEST,
    "response": {"status": 400, "body": {"error": {"code": 10, "type": "OAuthException"}}},
}
PHOTO: dict[str, Any] = {
    "description": "the reach of a photo",
    "providerStates": [{"name": "a photo", "params": {"viewers": 7}}],
    "request": REQUEST,
    "response": {"status": 200, "body": {"data": [{"name": "reach", "values": [{"value": 7}]}]}},
}
SERVED: dict[str, Any] = {
    "description": "the reach of a photo of the served world",
    "request": {
        **REQUEST,
        "path": "/v25.0/17900000000000001/insights",
        "headers": {"Authorization": "Bearer EAAmock-reader"},
    },
    "response": {"status": 200, "body": {"data": [{"name": "reach"}]}},
}


@pytest.fixture(scope="module")
def url(client: Emulator) -> Iterator[str]:
    server = make_server("127.0.0.1", 0, client.app.wsgi_app, threaded=True)
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
    thread.join()


def _file(folder: Path, *interactions: Any, **changes: Any) -> str:
    told = {
        "consumer": {"name": "reports"},
        "provider": {"name": "graph.facebook.com"},
        "interactions": interactions,
        "metadata": {"pactSpecification": {"version": "3.0.0"}},
        **changes,
    }
    path = folder / "pact.json"
    path.write_text(json.dumps(told, indent=1))
    return str(path)


def _run(*arguments: str) -> Result:
    return CliRunner().invoke(pact, arguments)


@needs_pact
def test_a_pact_that_is_kept(tmp_path: Path, url: str, capfd: pytest.CaptureFixture[str]) -> None:
    done = _run(_file(tmp_path, FEW, PHOTO, SERVED), "--target", url)
    assert done.exit_code == 0, done.output
    assert "3 interactions, as expected" in done.output
    assert capfd.readouterr().out == "", "the verifier writes nothing of its own"


@needs_pact
@pytest.mark.parametrize(
    ("response", "told"),
    [
        ({"status": 200}, ["status", "expected  200", "received  400"]),
        ({"status": 400, "body": {"error": {"code": 11}}}, ["body $.error.code", "expected  11", "received  10"]),
        ({"status": 400, "headers": {"X-Odd": "yes"}}, ["header X-Odd"]),
    ],
)
def test_a_pact_that_is_broken_says_where(tmp_path: Path, url: str, response: dict[str, Any], told: list[str]) -> None:
    done = _run(_file(tmp_path, {**FEW, "response": response}, PHOTO), "--target", url)
    assert done.exit_code == 1, done.output
    assert "2 interactions, 1 broken" in done.output
    for line in told:
        assert line in done.output
    assert "EAAmock-pact" not in done.output


@needs_pact
@pytest.mark.parametrize(("provider", "code"), [("Meta", 0), ("graph.facebook.com", 0), ("graph.instagram.com", 1)])
def test_the_provider_s_name_chooses_the_host(tmp_path: Path, url: str, provider: str, code: int) -> None:
    """graph.instagram.com does not take the token of the other host."""
    assert _run(_file(tmp_path, PHOTO, provider={"name": provider}), "--target", url).exit_code == code


@needs_pact
def test_older_pacts_name_their_state_as_a_text(tmp_path: Path, url: str) -> None:
    older = {key: value for key, value in FEW.items() if key != "providerStates"}
    older |= {"providerState": "a story with four viewers", "request": {**REQUEST, "query": "metric=reach"}}
    done = _run(_file(tmp_path, older, metadata={"pactSpecification": {"version": "2.0.0"}}), "--target", url)
    assert done.exit_code == 0, done.output


@needs_pact
def test_a_state_whose_token_is_taken_ends_with_2(tmp_path: Path, url: str, client: Emulator) -> None:
    world = client.world(tokens=[{"token": "EAAmock-pact"}])
    done = _run(_file(tmp_path, PHOTO), "--target", url)
    world.delete()
    assert done.exit_code == 2
    assert "the state `a photo`" in done.output
    assert "(409)" in done.output


def test_states_are_listed() -> None:
    done = _run("--list")
    assert done.exit_code == 0
    assert "a story with four viewers\n    A story that too few accounts have seen to have insights.\n" in done.output


def test_without_the_package_the_command_says_how_to_install_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pact", None)
    done = _run(_file(tmp_path, PHOTO))
    assert (done.exit_code, verifying.INSTALL in done.output) == (2, True)


def test_no_pact_ends_with_2() -> None:
    done = _run()
    assert (done.exit_code, done.output) == (2, "no pact: name at least one file\n")


@pytest.mark.parametrize(
    ("interactions", "told"),
    [
        ([], "line 8: interactions: there are none: at least one is expected"),
        ([3], r"interactions\[0\]: `0` must be an object"),
        ([{**PHOTO, "description": None}], r"line 10: interactions\[0\].description: .* must be a text"),
        ([{**PHOTO, "request": {"method": "GET"}}], r"interactions\[0\].request: `path` is missing: a text"),
        ([{**PHOTO, "request": {**REQUEST, "path": "v26.0"}}], "a path begins with /"),
        ([{**PHOTO, "response": {"status": "200"}}], r"response.status: `status` must be a number"),
        ([{**PHOTO, "response": {"status": 20}}], "a status from 100 to 599 is expected"),
        ([{**PHOTO, "type": "Asynchronous/Messages"}], "`Asynchronous/Messages` cannot be verified"),
        ([{**PHOTO, "providerStates": [{"name": "a foto"}]}], "`a foto` is not described: did you mean `a photo`"),
        ([{**PHOTO, "providerStates": [{"name": "xyz"}]}], "--list names those that are, --states DIR adds yours"),
        ([{**PHOTO, "providerStates": [{"name": "a photo"}] * 2}], "more than one state"),
        (
            [{**PHOTO, "providerStates": [{"name": "a photo", "params": {"likes": 1}}]}],
            "no parameter `likes`; it has: viewers",
        ),
    ],
)
def test_a_malformed_pact_is_refused_with_its_place(tmp_path: Path, interactions: list[Any], told: str) -> None:
    with pytest.raises(CaseError, match=told):
        read_pact(Path(_file(tmp_path, *interactions)), load_states(()))


def test_a_malformed_pact_ends_with_2(tmp_path: Path) -> None:
    done = _run(_file(tmp_path, PHOTO, consumer={}))
    assert done.exit_code == 2
    assert "pact.json, line 2: consumer: `name` is missing: a text is expected" in done.output
