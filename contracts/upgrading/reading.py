"""Journals, HTTP archives and scenarios as recordings; what is none is refused with its place and what was expected."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit

from contracts.files.document import CaseError, Place, Table, read
from contracts.files.exchange import Call
from contracts.files.json_file import JsonFile
from contracts.files.promises import Json, kept_names
from contracts.files.scenario import Ask, chosen
from contracts.upgrading.questions import Question, Recording, batched, question

_GRAPH = ("graph.facebook.com", "graph.instagram.com")
_LOOPBACK = ("127.0.0.1", "localhost", "::1")
_VERSIONED = re.compile(r"/(graph\.(facebook|instagram)\.com/)?v\d{1,3}\.\d{1,3}/")
_METHOD = re.compile(r"[A-Z]{1,20}")

OF_OTHERS = "it goes to another host"
NO_BATCH = "it is a batch that cannot be read"
DEPENDENT = "it uses what an earlier one answered"
A_BATCH = "it is a batch; the requests in it are asked"

Key = tuple[str | int, ...]


def recording(source: str) -> Recording:
    """What a file holds: a journal, an archive or a scenario, or the shipped scenario of that name.

    Raises CaseError for a file that is none of them, with the place and what was expected.
    """
    if Path(source).suffix not in (".json", ".har"):
        return _of_scenario(source)
    file = JsonFile.read(Path(source))
    if file.has("steps"):
        return _of_scenario(source)
    if file.has("log"):
        return _of_archive(file)
    if file.has("entries"):
        return _of_journal(file)
    raise file.mistake("expected a journal (`entries`), an HTTP archive (`log`) or a scenario (`steps`)")


def read_world(path: Path) -> dict[str, Json]:
    """A world file or a snapshot. Raises CaseError for a file that is neither."""
    place = Place(str(path))
    try:
        return Table(place, {"world": read(path.read_text(encoding="utf-8"), place)}).document("world") or {}
    except RecursionError:
        raise CaseError("it is nested too deeply, or contains itself", Place(str(path), line=0)) from None
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or "not UTF-8"
        raise CaseError(f"cannot be read: {reason}", Place(str(path), line=0)) from None


def _of_scenario(source: str) -> Recording:
    scenario = chosen((source,))[0]
    world = {key: value for key, value in scenario.world.items() if key != "webhooks"}
    found = Recording(scenario.name, document=world)
    for step in scenario.steps:
        if isinstance(step.action, Ask):
            _note_call(found, step.action.call)
    return found


def _note_call(found: Recording, call: Call) -> None:
    if kept_names([call.path, call.headers, call.body, call.token]):
        found.unplayed[DEPENDENT] += 1
        return
    path, _, query = call.path.partition("?")
    known = {"fidelity": str(call.fidelity or "")}
    asked = question(unquote(path), parse_qsl(query, keep_blank_values=True), str(call.host), call.token, known)
    _note(found, call.method, asked, call.body)


def _of_journal(file: JsonFile) -> Recording:
    if file.has("more") and file.take(bool, "more"):
        raise file.mistake("the whole journal is expected, not a page: ask for ?limit=1000, or for journal.har", "more")
    world = file.take(str, "world") if file.has("world") else ""
    found = Recording(Path(file.name).name, world)
    for entry in file.each("entries"):
        method = _method(file, *entry, "method")
        path, query, body, token, kind = (
            file.take(str, *entry, key) for key in ("path", "query", "body", "token", "token_kind")
        )
        pairs = [*parse_qsl(query, keep_blank_values=True), *parse_qsl(body, keep_blank_values=True)]
        asked = question(path, pairs, file.take(str, *entry, "host"), token or None, {"kind": kind})
        if method == "POST" and "batch" in dict(pairs):
            found.unplayed[A_BATCH] += 1
        else:
            found.note(method, asked)
    return found


def _of_archive(file: JsonFile) -> Recording:
    """Archives often leave out the header that holds the token; then it is unknown, not missing.

    The emulator's own hold the requests of a batch once more, without their token.
    """
    found = Recording(Path(file.name).name)
    for entry in file.each("log", "entries"):
        request = (*entry, "request")
        method, url = _method(file, *request, "method"), _url(file, *request, "url")
        if not _is_graph(url.hostname or "", url.path):
            found.unplayed[OF_OTHERS] += 1
            continue
        headers = _headers(file, *request)
        token = headers.get("authorization", "").partition(" ")[2]
        known = {"fidelity": headers.get("x-mock-fidelity", "")}
        host = headers.get("host", url.netloc) if url.hostname in _LOOPBACK else url.netloc
        asked = question(unquote(url.path), parse_qsl(url.query, keep_blank_values=True), host, token, known)
        body = file.take(str, *request, "postData", "text") if file.has(*request, "postData", "text") else ""
        _note(found, method, asked, body)
    twice = [each for each in found.questions if not each.token and each in found.batched]
    for each in twice:
        del found.questions[each]
    return found


def _note(found: Recording, method: str, asked: Question, body: str) -> None:
    """The request; of a batch those that are in it."""
    sent = {**asked.params, **dict(parse_qsl(body, keep_blank_values=True))}
    if method != "POST" or "batch" not in sent:
        found.note(method, asked)
        return
    items = batched(sent["batch"])
    found.unplayed[NO_BATCH if items is None else A_BATCH] += 1
    for item_method, relative in items or ():
        path, _, query = relative.partition("?")
        token = sent.get("access_token") or asked.token
        item = question(unquote(path), parse_qsl(query, keep_blank_values=True), asked.host, token)
        if "{result=" in relative:
            found.unplayed[DEPENDENT] += 1
        else:
            found.note(item_method, item._replace(fidelity=asked.fidelity))
            found.batched.add(item._replace(token="", fidelity=asked.fidelity))


def _is_graph(host: str, path: str) -> bool:
    if path.startswith("/_mock"):
        return False
    return host in (*_GRAPH, *_LOOPBACK) or _VERSIONED.match(path) is not None


def _method(file: JsonFile, *where: str | int) -> str:
    method = file.take(str, *where)
    if not _METHOD.fullmatch(method):
        raise file.mistake("a method such as GET is expected", *where)
    return method


def _url(file: JsonFile, *where: str | int) -> SplitResult:
    try:
        url = urlsplit(file.take(str, *where))
    except ValueError:
        url = urlsplit("")
    if not url.netloc:
        raise file.mistake("a URL such as https://graph.facebook.com/v23.0/me is expected", *where)
    return url


def _headers(file: JsonFile, *request: str | int) -> dict[str, str]:
    if not file.has(*request, "headers"):
        return {}
    names = file.each(*request, "headers")
    return {file.take(str, *each, "name").lower(): file.take(str, *each, "value") for each in names}
