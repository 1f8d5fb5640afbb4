"""Drift of the live API, with an emulator in its place: as it is, and with something changed in its answers."""

import json
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from typing import Any

import pytest
import requests
from click.testing import CliRunner, Result
from requests.adapters import BaseAdapter

from contracts.drift import command
from contracts.drift.command import drift
from contracts.drift.likeness import Change
from contracts.drift.live import EnoughError, Live, LiveError, host_of
from contracts.drift.probing import Shown, kept_of, kind_of, probed, probes_of
from contracts.fingerprinting.probes import load_probes
from contracts.openapi.public import PublicDocument
from contracts.target import Target
from tests.conftest import FACEBOOK, INSTAGRAM, Emulator
from tests.wsgi_transport import WsgiTransport, session_to

NAMES = load_probes().names
OBJECTS = {name: NAMES[name] for name in ("account", "photo", "story")}
TOKENS = {FACEBOOK: "EAAmock-probe", INSTAGRAM: "IGAAmock-probe"}
Spoil = Callable[[Any], object]


class _Changed(BaseAdapter):
    """Meta, who has changed something: an emulator whose bodies and status pass through a function."""

    def __init__(self, inner: BaseAdapter, spoil: Spoil) -> None:
        super().__init__()
        self._inner = inner
        self._spoil = spoil
        self.asked: list[requests.PreparedRequest] = []

    def send(self, request: requests.PreparedRequest, *_: Any, **__: Any) -> requests.Response:
        self.asked.append(request)
        response = self._inner.send(request)
        body = response.json()
        self._spoil(body)
        response._content = json.dumps(body).encode()
        return response

    def close(self) -> None:
        """Nothing is open."""


@pytest.fixture(scope="module")
def document() -> PublicDocument:
    return PublicDocument.committed()


@pytest.fixture(scope="module", autouse=True)
def _world(client: Emulator, document: PublicDocument) -> Iterator[None]:
    with Target("http://emulator", session_to(client.app)).world(load_probes().world_of(document)):
        yield


@pytest.fixture
def live(client: Emulator) -> Callable[..., tuple[Live, _Changed]]:
    def made(spoil: Spoil = lambda body: None, host: str = FACEBOOK, most: int = 200) -> tuple[Live, _Changed]:
        session, adapter = requests.Session(), _Changed(WsgiTransport(client.app), spoil)
        session.mount("http://", adapter)
        url = f"http://127.0.0.1/{host}"
        return Live(url, TOKENS[host], session=session, sleep=lambda _: None, most=most), adapter

    return made


_kept = cache(lambda: kept_of(PublicDocument.committed()))
Made = Callable[..., tuple[Live, _Changed]]


def _shown(live: Live, document: PublicDocument, objects: Mapping[str, str] = OBJECTS) -> list[Shown]:
    kept = _kept()
    return list(probed(live, document, objects, probes_of(document, live.host, objects, kept), kept))


def _found(shown: list[Shown]) -> set[tuple[str, str, str]]:
    return {(each.where, each.promised, each.received) for one in shown for each in one.check.differences}


def _remarks(shown: list[Shown]) -> set[tuple[Change, str]]:
    return {(change, difference.where) for one in shown for change, difference in one.remarks}


@pytest.mark.parametrize("host", [FACEBOOK, INSTAGRAM])
def test_what_has_not_changed_is_no_drift(live: Made, document: PublicDocument, host: str) -> None:
    shown = _shown(live(host=host)[0], document)
    assert _found(shown) == set()
    assert _remarks(shown) == set()
    assert len([each for each in shown if not each.check.skipped]) > 40


def _enumerate(old: str, new: str) -> Spoil:
    def spoil(body: Any) -> None:
        if "error" in body:
            body["error"]["message"] = body["error"]["message"].replace(old, new)

    return spoil


def test_a_metric_that_errors_no_longer_list_is_drift(live: Made, document: PublicDocument) -> None:
    assert _found(_shown(live(_enumerate(", saved,", ","))[0], document)) == {("saved", "listed", "not listed")}


def test_what_the_document_knows_of_a_lost_metric_is_told(live: Made, document: PublicDocument) -> None:
    [(_, promised, _)] = _found(_shown(live(_enumerate("impressions, reach, replies", "reach, replies"))[0], document))
    assert promised == "listed (retired from v22.0 on; everywhere on 2025-04-21; use views)"


def test_a_metric_that_is_new_is_told_and_no_finding(live: Made, document: PublicDocument) -> None:
    shown = _shown(live(_enumerate(", saved,", ", saved, teleported_views,"))[0], document)
    assert _found(shown) == set()
    assert _remarks(shown) == {(Change.NEW, "teleported_views")}


def test_any_media_makes_errors_enumerate(live: Made, document: PublicDocument) -> None:
    of_story = {"story": NAMES["story"]}
    shown = _shown(live(_enumerate(", saved,", ","))[0], document, of_story)
    assert _found(shown) == {("saved", "listed", "not listed")}


def _entries(change: Callable[[dict[str, Any]], object]) -> Spoil:
    def spoil(body: Any) -> None:
        for entry in body.get("data", ()):
            change(entry)

    return spoil


def _of(metric: str, change: Callable[[dict[str, Any]], object]) -> Spoil:
    return _entries(lambda entry: change(entry) if entry["name"] == metric else None)


def _drop(body: Any) -> None:
    if "data" in body:
        body["data"] = [entry for entry in body["data"] if entry["name"] != "likes"]


def _error(**changes: Any) -> Spoil:
    return lambda body: body["error"].update(changes) if "error" in body else None


@pytest.mark.parametrize(
    ("spoil", "where"),
    [
        (_of("reach", lambda entry: entry.update(period=7)), "keys of body.data"),
        (_of("likes", lambda entry: entry.update(values="many")), "body.data.likes lifetime.values"),
        (_of("likes", lambda entry: entry.pop("title")), "keys of body.data.likes lifetime"),
        (_error(code=99), "body.error.code"),
        (_error(message="Something else"), "body.error.message"),
    ],
)
def test_what_has_changed_is_drift(live: Made, document: PublicDocument, spoil: Spoil, where: str) -> None:
    assert where in {each for each, _, _ in _found(_shown(live(spoil)[0], document))}


@pytest.mark.parametrize(
    ("spoil", "remark"),
    [
        (_of("likes", lambda entry: entry.update(hint="x")), (Change.NEW, "keys of body.data.likes lifetime")),
        (
            _of("likes", lambda entry: entry.update(title="Gefällt mir")),
            (Change.WORDING, "body.data.likes lifetime.title"),
        ),
        (_drop, (Change.LEFT_OUT, "keys of body.data")),
    ],
)
def test_what_may_be_so_is_told_and_no_finding(
    live: Made, document: PublicDocument, spoil: Spoil, remark: tuple[Change, str]
) -> None:
    shown = _shown(live(spoil)[0], document)
    assert _found(shown) == set()
    assert remark in _remarks(shown)


def test_numbers_are_no_drift(live: Made, document: PublicDocument) -> None:
    spoil = _of("likes", lambda entry: entry.get("values", [{}])[0].update(value=987654321))
    assert _found(_shown(live(spoil)[0], document)) == set()


def test_only_get_is_sent_and_the_token_is_in_the_header_alone(live: Made, document: PublicDocument) -> None:
    asking, adapter = live()
    _shown(asking, document)
    assert {request.method for request in adapter.asked} == {"GET"}
    assert {request.headers["Authorization"] for request in adapter.asked} == {"Bearer EAAmock-probe"}
    assert not [request.url for request in adapter.asked if "EAAmock" in (request.url or "")]
    assert not [request for request in adapter.asked if any(name.startswith("X-Mock") for name in request.headers)]


def test_no_more_is_sent_than_may_be(live: Made, document: PublicDocument) -> None:
    asking, adapter = live(most=3)
    *_, last = _shown(asking, document)
    assert len(adapter.asked) == 3
    assert last.check.skipped == "as many requests were sent as may be"
    assert last.check.name.endswith(" more")


@pytest.mark.parametrize("code", [4, 17, 32, 613])
def test_nothing_is_sent_after_a_throttle(live: Made, document: PublicDocument, code: int) -> None:
    asking, adapter = live(_error(code=code))
    shown = _shown(asking, document)
    assert len(adapter.asked) == 1
    assert shown[0].check.skipped == "throttled (status 400): nothing more is asked"


def test_a_pause_is_made_between_requests(client: Emulator) -> None:
    pauses: list[float] = []
    asking = Live("http://127.0.0.1", "EAAmock-probe", session=session_to(client.app), sleep=pauses.append)
    for _ in range(3):
        asking.get("/v26.0/me")
    assert pauses == [1.0, 1.0]


class _Says(BaseAdapter):
    """Answers anything with these bytes."""

    def __init__(self, status: int, body: bytes) -> None:
        super().__init__()
        self._status, self._body = status, body

    def send(self, request: requests.PreparedRequest, *_: Any, **__: Any) -> requests.Response:
        response = requests.Response()
        response.status_code, response._content = self._status, self._body
        return response

    def close(self) -> None:
        """Nothing is open."""


def _saying(status: int, body: bytes) -> Live:
    session = requests.Session()
    session.mount("http://", _Says(status, body))
    return Live("http://127.0.0.1", "EAAsecret", session=session, sleep=lambda _: None)


def test_status_429_is_a_throttle() -> None:
    with pytest.raises(EnoughError, match="status 429"):
        _saying(429, b"<html>").get("/me")


def test_a_token_that_is_repeated_is_blotted_out() -> None:
    reply = _saying(400, b'{"error": {"message": "Malformed access token EAAsecret"}}').get("/me")
    assert reply.body == {"error": {"message": "Malformed access token <token>"}}


@pytest.mark.parametrize(
    ("url", "host"),
    [
        ("https://graph.facebook.com", FACEBOOK),
        ("https://graph.instagram.com/", INSTAGRAM),
        ("http://127.0.0.1:8080", FACEBOOK),
        ("http://localhost:8080/graph.instagram.com", INSTAGRAM),
    ],
)
def test_hosts_that_may_be_asked(url: str, host: str) -> None:
    assert host_of(url) == host


@pytest.mark.parametrize(
    "url",
    [
        "http://graph.facebook.com",
        "https://graph.facebook.com.evil.example",
        "https://graph.facebook.com:8443",
        "https://me@graph.facebook.com",
        "https://graph.facebook.com/v26.0",
        "https://example.org",
        "ftp://127.0.0.1",
        "nonsense",
    ],
)
def test_hosts_that_may_not_be_asked(url: str) -> None:
    with pytest.raises(LiveError, match=r"allowed: https://graph\.facebook\.com"):
        host_of(url)


@pytest.mark.parametrize("kind", ["photo", "video", "album", "reel", "story"])
def test_the_kind_of_a_media_is_asked(live: Made, document: PublicDocument, kind: str) -> None:
    assert kind_of(live()[0], document, NAMES[kind]) == kind


def test_a_media_whose_kind_is_not_told_is_an_error(live: Made, document: PublicDocument) -> None:
    with pytest.raises(LiveError, match=r"does not tell what kind of media it is \(status 400\)"):
        kind_of(live()[0], document, "17999999999999999")


# The command


def _run(*arguments: str, token: str = TOKENS[FACEBOOK]) -> Result:
    return CliRunner().invoke(drift, arguments, env={"MY_TOKEN": token})


@pytest.fixture
def served(monkeypatch: pytest.MonkeyPatch, client: Emulator) -> Callable[[Spoil], None]:
    """The command asks the emulator in this process, its answers changed."""

    def serve(spoil: Spoil) -> None:
        def made(url: str, token: str, *, most: int) -> Live:
            session = requests.Session()
            session.mount("http://", _Changed(WsgiTransport(client.app), spoil))
            return Live(url, token, session=session, sleep=lambda _: None, most=most)

        monkeypatch.setattr(command, "Live", made)

    serve(lambda body: None)
    return serve


ASKED = ("--target", "http://127.0.0.1/graph.facebook.com", "--token-env", "MY_TOKEN", "--account", NAMES["account"])


@pytest.mark.usefixtures("served")
def test_no_drift_ends_with_0() -> None:
    done = _run(*ASKED, "--media", NAMES["story"], "--media", f"photo={NAMES['photo']}", "--most", "200")
    assert done.exit_code == 0, done.output
    assert "1 comparison, as expected" in done.output


def test_drift_ends_with_1_and_tells_it(served: Callable[[Spoil], None]) -> None:
    served(_enumerate(", saved,", ", teleported_views,"))
    done = _run(*ASKED, "--media", f"photo={NAMES['photo']}")
    assert done.exit_code == 1
    assert "saved\n      expected  listed\n      received  not listed" in done.output
    assert "  new: teleported_views: a value of metric" in done.output
    assert TOKENS[FACEBOOK] not in done.output
    assert max(map(len, done.output.splitlines())) <= 80


@pytest.mark.usefixtures("served")
def test_a_dry_run_lists_the_requests_and_sends_none() -> None:
    done = _run(*ASKED[:2], "--media", "123", "--media", "reel=124", "--dry-run", "--most", "4", token="")
    lines = done.output.splitlines()
    base = "GET http://127.0.0.1/graph.facebook.com/v26.0"
    assert lines[0] == f"{base}/123?fields=media_product_type,media_type"
    assert lines[1] == f"{base}/124/insights?metric=bogus"
    assert (done.exit_code, len(lines), lines[-1]) == (0, 5, "and, up to 4 in all, what fits the kinds of 1 media")


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ((), "nothing to compare with: name --codegen DIR, or --target URL and --token-env NAME"),
        (("--target", "https://graph.facebook.com"), "--token-env names the environment variable that holds it"),
        (("--target", "https://graph.facebook.com", "--token-env", "NO_TOKEN"), "NO_TOKEN holds no token"),
        (("--target", "https://example.org", "--token-env", "MY_TOKEN"), "that address is not asked"),
        ((*ASKED, "--media", "carousel=1"), "expected an id, or a kind and an id such as reel="),
        ((*ASKED[:4], "--account", "me/x"), "expected an id of digits"),
        (("--dry-run",), "a dry run lists what would be asked of --target URL"),
        (("--codegen", "/nowhere"), "no checkout of Meta's SDK metadata"),
    ],
)
def test_what_cannot_run_ends_with_2(arguments: tuple[str, ...], told: str) -> None:
    done = _run(*arguments)
    assert done.exit_code == 2
    assert told in done.output


def test_lists_that_differ_end_with_1() -> None:
    done = _run("--codegen", "tests/contracts/drift/codegen")
    assert done.exit_code == 1
    assert "teleported_views" in done.output
    assert max(map(len, done.output.splitlines())) <= 80
