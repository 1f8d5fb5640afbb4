"""A recorder around a session: what it keeps, what it says, and what it never shows."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import requests
from flask import Flask
from requests.adapters import BaseAdapter

from contracts.matching.asking import Answered, Asked
from contracts.openapi.public import PublicDocument
from contracts.recorder import BreachError, Exchange, Recorder, record
from contracts.recorder.har import write
from contracts.recorder.masking import mask, masked
from tests.wsgi_transport import session_to

DOCUMENT = PublicDocument.committed()
VERSION = DOCUMENT.version
PHOTO = "17900000000000001"
TOKEN = "EAAmock-reader"
BEARER = {"Authorization": f"Bearer {TOKEN}"}
BASE = f"http://127.0.0.1:8080/{VERSION}"


@pytest.fixture
def session(app: Flask) -> requests.Session:
    return session_to(app)


def ask(session: requests.Session, path: str, headers: dict[str, str] | None = None, **params: Any) -> int:
    return session.get(f"{BASE}/{path}", params=params, headers=BEARER if headers is None else headers).status_code


def wheres(exchange: Exchange) -> list[str]:
    return [each.where for each in exchange.breaches]


def test_a_clean_client_breaks_nothing(session: requests.Session) -> None:
    """Without a document that which is shipped counts."""
    recorder = record(session)

    assert ask(session, f"{PHOTO}/insights", metric="reach,likes") == 200
    assert ask(session, "me/accounts", fields="id,instagram_business_account", limit=2) == 200

    recorder.assert_kept()
    assert [each.operation for each in recorder.exchanges] == ["getInsights", "getAccounts"]
    assert recorder.remarks == ()


def test_breaches_are_told_with_their_request(session: requests.Session) -> None:
    recorder = record(session, DOCUMENT)
    ask(session, f"{PHOTO}/insights", metric="plays")

    with pytest.raises(BreachError) as told:
        recorder.assert_kept()

    assert "1 exchange breaks the contract" in str(told.value)
    assert f"GET /{VERSION}/{PHOTO}/insights?metric=plays -> 400" in str(told.value)
    assert [each.where for each in recorder.breaches] == ["parameter metric[0]"]


def test_a_strict_recorder_raises_at_once(session: requests.Session) -> None:
    record(session, DOCUMENT, strict=True)

    with pytest.raises(BreachError, match="parameter metric"):
        ask(session, f"{PHOTO}/insights", metric="plays")


def test_what_the_api_ignores_is_a_remark(session: requests.Session) -> None:
    recorder = record(session, DOCUMENT)
    ask(session, f"{PHOTO}/insights", metric="reach", locale="en")

    recorder.assert_kept()
    assert [each.where for each in recorder.remarks] == ["parameter locale"]


def test_a_token_in_the_url_is_a_remark_and_two_tokens_are_a_breach(session: requests.Session) -> None:
    recorder = record(session, DOCUMENT)
    ask(session, PHOTO, headers={}, access_token=TOKEN)
    ask(session, PHOTO, access_token=TOKEN)

    once, twice = recorder.exchanges
    assert (once.breaches, [each.where for each in once.habits]) == ((), ["token"])
    assert wheres(twice) == ["token"]


@pytest.mark.parametrize("metric", ["reach,likes,reach", '["reach","reach"]'])
def test_a_metric_twice_in_a_list_is_a_breach(session: requests.Session, metric: str) -> None:
    recorder = record(session, DOCUMENT)
    ask(session, f"{PHOTO}/insights", metric=metric)

    assert [each.received for each in recorder.breaches] == ["`reach` 2 times"]


def test_the_control_plane_is_not_recorded(session: requests.Session) -> None:
    recorder = record(session, DOCUMENT)
    session.get("http://127.0.0.1:8080/_mock/health")

    assert recorder.count == 0


def test_a_request_without_an_answer_is_recorded() -> None:
    session = requests.Session()
    session.mount("http://", Unreachable())
    recorder = record(session, DOCUMENT)

    with pytest.raises(requests.ConnectionError):
        ask(session, PHOTO)

    [exchange] = recorder.exchanges
    assert (exchange.answered, exchange.line) == (None, f"GET /{VERSION}/{PHOTO} -> no answer")


def test_closing_the_session_closes_what_was_mounted() -> None:
    session, unreachable = requests.Session(), Unreachable()
    session.mount("http://", unreachable)
    record(session, DOCUMENT)
    session.close()

    assert unreachable.is_closed


def test_old_exchanges_are_forgotten_but_for_breaches() -> None:
    recorder = Recorder(DOCUMENT, keep=2)
    for path in ("nowhere/at/all", "1", "2", "3"):
        recorder.note(Asked("GET", f"{BASE}/{path}?fields=id", {"authorization": "Bearer EAAx"}), None)

    assert [each.number for each in recorder.exchanges] == [1, 3, 4]
    assert (recorder.count, recorder.broken_count) == (4, 1)


# -------------------------------------------------------------------------------------------------------------- secrets


def everything(recorder: Recorder, tmp_path: Path) -> str:
    recorder.write_har(tmp_path / "one.har")
    return repr(recorder.exchanges) + (tmp_path / "one.har").read_text(encoding="utf-8")


def test_no_secret_is_kept(session: requests.Session, tmp_path: Path) -> None:
    """Neither of the request, in its URL, header and body, nor those that an answer tells."""
    recorder = record(session, DOCUMENT)
    ask(session, "me/accounts", fields="id,access_token", limit=1)
    ask(session, "me/accounts", headers={}, access_token=TOKEN, appsecret_proof="f" * 64, limit=1)
    items = json.dumps([{"relative_url": f"{PHOTO}?access_token={TOKEN}"}])
    session.post(BASE, data={"access_token": TOKEN, "batch": items})
    ask(session, f"{PHOTO}/insights", metric=TOKEN)

    kept = everything(recorder, tmp_path)
    assert recorder.count == 4
    assert TOKEN not in kept
    assert "f" * 64 not in kept
    assert "EAAmock-blue-bottle-page" not in kept
    assert mask(TOKEN) in kept


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("access_token=secret-one&x=1", f"access_token={mask('secret-one')}&x=1"),
        ('{"access_token": "secret-one"}', f'{{"access_token": "{mask("secret-one")}"}}'),
        (r"{\"access_token\":\"secret-one\"}", rf"{{\"access_token\":\"{mask('secret-one')}\"}}"),
        ("Bearer EAAsecret-one", f"Bearer {mask('EAAsecret-one')}"),
        ('{"error": {"code": 190}}', '{"error": {"code": 190}}'),
        ("a word of its own: known-one", f"a word of its own: {mask('known-one')}"),
    ],
)
def test_secrets_are_masked_wherever_they_stand(text: str, shown: str) -> None:
    assert masked(text, ["known-one"]) == shown
    assert masked(shown, ["known-one"]) == shown


def test_a_token_is_shown_as_the_journal_shows_it() -> None:
    assert mask("EAAmock-reader") == "EAAmock-~76433eee"


# ----------------------------------------------------------------------------------------------------------------- HAR


def test_the_archive_has_each_exchange_and_what_is_said_of_it(session: requests.Session, tmp_path: Path) -> None:
    recorder = record(session, DOCUMENT)
    ask(session, f"{PHOTO}/insights", metric="reach", locale="en")
    session.post(BASE, data={"batch": "[]"})
    recorder.note(Asked("GET", f"{BASE}/1"), None)

    recorder.write_har(tmp_path / "one.har")

    first, second, third = json.loads((tmp_path / "one.har").read_text(encoding="utf-8"))["log"]["entries"]
    assert first["request"]["queryString"] == [{"name": "metric", "value": "reach"}, {"name": "locale", "value": "en"}]
    assert first["response"]["status"] == 200
    assert json.loads(first["response"]["content"]["text"])["data"][0]["name"] == "reach"
    assert first["comment"].startswith("getInsights photo_facebook\nremark: parameter locale")
    assert second["request"]["postData"]["text"] == "batch=%5B%5D"
    assert third["response"]["status"] == 0


def test_an_archive_that_cannot_be_written_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="directory"):
        write(tmp_path, [])


class Unreachable(BaseAdapter):
    """Nobody answers."""

    is_closed = False

    def send(self, *_: object, **__: object) -> requests.Response:
        raise requests.ConnectionError

    def close(self) -> None:
        self.is_closed = True


def test_bytes_that_are_no_text_are_kept() -> None:
    exchange = Recorder(DOCUMENT).note(Asked("GET", f"{BASE}/1", BEARER, b"\xff"), Answered(200, {}, b"\xfe"))

    assert exchange.answered is not None
    assert (exchange.asked.body, exchange.answered.body) == (b"\xff", b"\xfe")
