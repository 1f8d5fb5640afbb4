"""Faults of an emulator: in the shape of its answers, in its errors, and in what it knows."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date, timedelta
from itertools import count
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl, urlencode

import pytest

from mock_server.catalogue import limits, metric_errors, object_errors, token_lives
from mock_server.catalogue.kinds import EUROPE, JAPAN
from mock_server.catalogue.retired_media_metrics import PLAYS
from mock_server.graph import batch, paging
from mock_server.insights import media_edge
from tests.faults.ground import Fault, Seed, reading, replies, rows
from tests.spoiling import Sent, Spoil, in_body, in_error

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIEnvironment

Patch = pytest.MonkeyPatch
Entry = dict[str, Any]


class _FieldsOf:
    """The fields of a frozen row as a table, so that a patch can be taken back."""

    def __init__(self, row: object) -> None:
        self._row = row

    def get(self, name: str, default: object) -> object:
        return getattr(self._row, name, default)

    def __setitem__(self, name: str, value: object) -> None:
        object.__setattr__(self._row, name, value)


def row(of: object, **fields: object) -> Seed:
    """A row says something else."""

    def patch(monkeypatch: Patch) -> None:
        for name, value in fields.items():
            monkeypatch.setitem(_FieldsOf(of), name, value)  # type: ignore[arg-type]  # as much of a table as it needs

    return rows(patch)


# ------------------------------------------------------------------------------------------------ the shape of answers


def entries(change: Callable[[Entry], object]) -> Seed:
    """Every entry of an answer is changed."""

    def each(body: Any) -> None:
        for entry in body["data"]:
            change(entry)

    return replies(in_body(each))


def values(change: Callable[[Entry], object]) -> Seed:
    """Everything that has a value is changed: points, totals and parts."""

    def of_entry(entry: Entry) -> None:
        for place in (*entry.get("values", ()), entry.get("total_value", {}), *results(entry)):
            if isinstance(place.get("value"), int):
                change(place)

    return entries(of_entry)


def results(entry: Entry) -> list[Entry]:
    """The parts of a total."""
    return [each for part in breakdowns(entry) for each in part.get("results", ())]


def breakdowns(entry: Entry) -> list[Entry]:
    """The breakdowns of a total."""
    found: list[Entry] = entry.get("total_value", {}).get("breakdowns", [])
    return found


def data(change: Callable[[list[Entry]], object]) -> Seed:
    """The list of entries is changed."""
    return replies(in_body(lambda body: change(body["data"])))


def _other_container(entry: Entry) -> None:
    if "total_value" in entry and "value" in entry["total_value"]:
        entry["values"] = [entry.pop("total_value")]


def _both_containers(entry: Entry) -> None:
    if "total_value" in entry:
        entry["values"] = [{"value": 1}]


def _swap_keys(entry: Entry) -> None:
    for each in breakdowns(entry):
        each["dimension_keys"].reverse()


def _one_value_more(entry: Entry) -> None:
    for each in results(entry):
        each["dimension_values"].append("X")


def _no_breakdowns(entry: Entry) -> None:
    entry.get("total_value", {}).pop("breakdowns", None)


def _more_parts_than_whole(entry: Entry) -> None:
    for each in results(entry)[:1]:
        each["value"] += 1


def _same_end(entry: Entry) -> None:
    for each in entry.get("values", ())[1:]:
        each["end_time"] = entry["values"][0]["end_time"]


def _end_with_z(entry: Entry) -> None:
    for each in entry.get("values", ()):
        if "end_time" in each:
            each["end_time"] = each["end_time"].replace("+0000", "Z")


def _backwards(entry: Entry) -> None:
    turned = dict(reversed(entry.items()))
    entry.clear()
    entry.update(turned)


def _random() -> Spoil:
    numbers = count()

    def change(body: Any) -> None:
        for entry in body["data"]:
            for place in (*entry.get("values", ()), entry.get("total_value", {})):
                if isinstance(place.get("value"), int):
                    place["value"] += next(numbers)

    return in_body(change)


def _header(name: str, value: str | None) -> Seed:
    def spoil(sent: Sent) -> None:
        sent.headers = {key: each for key, each in sent.headers.items() if key.lower() != name.lower()}
        if value is not None:
            sent.headers[name] = value

    return replies(spoil)


def _link(old: str, new: Callable[[str], str]) -> Seed:
    """A parameter of the links to other pages is changed."""

    def spoil(sent: Sent) -> None:
        body = sent.json
        paging = body.get("paging") if isinstance(body, dict) else None
        for key in ("next", "previous"):
            if paging and key in paging:
                address, _, query = paging[key].partition("?")
                pairs = [(name, new(value) if name == old else value) for name, value in parse_qsl(query)]
                paging[key] = f"{address}?{urlencode([pair for pair in pairs if pair[1]])}"
        if paging:
            sent.json = body

    return replies(spoil)


def _item_lost(sent: Sent) -> None:
    body = sent.json
    if sent.path.endswith("/media") and isinstance(body, dict) and len(body.get("data", ())) > 1:
        body["data"].pop()
        sent.json = body


def _object_in_batch(sent: Sent) -> None:
    body = sent.json
    if isinstance(body, list):
        sent.json = [{**each, "body": json.loads(each["body"])} if each and "body" in each else each for each in body]


SHAPES = (
    Fault(
        "number-as-text", "Numbers are texts.", "rows", values(lambda place: place.update(value=str(place["value"])))
    ),
    Fault(
        "number-as-float",
        "Whole numbers are written as 12.0.",
        "rows",
        values(lambda place: place.update(value=float(place["value"]))),
    ),
    Fault("null-value", "A number is null.", "rows", values(lambda place: place.update(value=None))),
    Fault("negative", "Numbers are below zero.", "rows", values(lambda place: place.update(value=-1 - place["value"]))),
    Fault("no-title", "An entry has no title.", "rows", entries(lambda entry: entry.pop("title"))),
    Fault("no-description", "An entry has no description.", "rows", entries(lambda entry: entry.pop("description"))),
    Fault("no-id", "An entry has no id.", "rows", entries(lambda entry: entry.pop("id"))),
    Fault(
        "one-key-more", "An entry has a key that nobody knows.", "rows", entries(lambda entry: entry.update(extra=1))
    ),
    Fault(
        "data-as-object",
        "The list of entries is an object.",
        "rows",
        replies(in_body(lambda body: body.update(data={"0": body["data"]}))),
    ),
    Fault(
        "other-metric",
        "An entry has the name of another metric.",
        "rows",
        entries(lambda entry: entry.update(name="reach" if entry["name"] != "reach" else "views")),
    ),
    Fault(
        "capital-metric",
        "The names of metrics have a capital letter.",
        "rows",
        entries(lambda entry: entry.update(name=entry["name"].capitalize())),
    ),
    Fault(
        "order-reversed", "Metrics come in another order than asked.", "rows", data(lambda entries: entries.reverse())
    ),
    Fault(
        "last-dropped",
        "The last of several metrics is left out.",
        "rows",
        data(lambda entries: entries.pop() if len(entries) > 1 else None),
    ),
    Fault("nothing-told", "Every data set is empty.", "rows", data(lambda entries: entries.clear())),
    Fault(
        "foreign-id",
        "The id of an entry is of another object.",
        "rows",
        entries(lambda entry: entry.update(id=f"1{entry['id']}")),
    ),
    Fault(
        "other-period-in-id",
        "The id of an entry names another period.",
        "rows",
        entries(lambda entry: entry.update(id=entry["id"].rpartition("/")[0] + "/month")),
    ),
    Fault("other-period", "An entry has another period.", "rows", entries(lambda entry: entry.update(period="month"))),
    Fault("both-shapes", "An entry has both shapes.", "rows", entries(_both_containers)),
    Fault("other-shape", "A total comes as a series.", "rows", entries(_other_container)),
    Fault("keys-swapped", "The dimensions come in another order than asked.", "rows", entries(_swap_keys)),
    Fault("values-more-than-keys", "A part has a value without a dimension.", "rows", entries(_one_value_more)),
    Fault("no-breakdowns", "The breakdown that was asked is left out.", "rows", entries(_no_breakdowns)),
    Fault("parts-exceed-total", "The parts are more than the whole.", "rows", entries(_more_parts_than_whole)),
    Fault("end-with-z", "Times end with Z.", "rows", entries(_end_with_z)),
    Fault("same-end-twice", "All days of a series end at the same time.", "invariants", entries(_same_end)),
    Fault("not-repeatable", "The same question gets other numbers.", "invariants", replies(_random())),
    Fault("keys-backwards", "The keys of an entry come in another order.", "fingerprints", entries(_backwards)),
    Fault("plain-text", "The content type is another one.", "rows", _header("Content-Type", "text/plain")),
    Fault(
        "no-version-header", "The header with the version is missing.", "rows", _header("facebook-api-version", None)
    ),
    Fault(
        "page-of-a-second",
        "The link to the next page is a second off.",
        "witnesses",
        _link("until", lambda value: str(int(value) + 1)),
    ),
    Fault(
        "link-without-token",
        "The link to the next page has no token.",
        "witnesses",
        _link("access_token", lambda _: ""),
    ),
    Fault("item-lost", "The last item of each page is lost.", "client_server", replies(_item_lost)),
    Fault("batch-of-objects", "The bodies in a batch are objects.", "witnesses", replies(_object_in_batch)),
)

# ------------------------------------------------------------------------------------------------------------- errors


def errors(change: Callable[[dict[str, Any]], object]) -> Seed:
    """The error object of every refusal is changed."""
    return replies(in_error(change))


def status(new: Callable[[int], int]) -> Seed:
    """Refusals have another status."""

    def spoil(sent: Sent) -> None:
        sent.status = new(sent.status)

    return replies(spoil)


def _html(sent: Sent) -> None:
    if sent.status >= 400:
        sent.content = b"<!DOCTYPE html><title>400</title>"
        sent.headers["Content-Type"] = "text/html"


def _bare(sent: Sent) -> None:
    if isinstance(sent.json, dict) and "error" in sent.json:
        sent.json = sent.json["error"]


def _leaks(sent: Sent) -> None:
    body = sent.json
    if isinstance(body, dict) and isinstance(body.get("error"), dict):
        body["error"]["message"] += f" {sent.query.get('access_token') or sent.authorization[7:]}"
        sent.json = body


ERRORS = (
    Fault("error-with-200", "Refusals have the status 200.", "rows", status(lambda _: 200)),
    Fault(
        "error-with-422",
        "Refusals have the status 422.",
        "rows",
        status(lambda status: 422 if status == 400 else status),
    ),
    Fault("code-as-text", "The code is a text.", "rows", errors(lambda error: error.update(code=str(error["code"])))),
    Fault(
        "other-code",
        "Refused metrics have code 10.",
        "witnesses",
        errors(lambda error: error.update(code=10) if error["code"] == 100 else None),
    ),
    Fault(
        "no-error-subcode",
        "Errors have no subcode.",
        "witnesses",
        errors(lambda error: error.pop("error_subcode", None)),
    ),
    Fault(
        "other-subcode",
        "An expired token has the subcode of a changed password.",
        "witnesses",
        errors(lambda error: error.update(error_subcode=460) if error.get("error_subcode") == 463 else None),
    ),
    Fault(
        "other-type",
        "Errors have another type.",
        "rows",
        errors(lambda error: error.update(type="GraphMethodException")),
    ),
    Fault("no-trace", "Errors have no fbtrace_id.", "rows", errors(lambda error: error.pop("fbtrace_id"))),
    Fault(
        "same-trace",
        "All errors have the same fbtrace_id.",
        "rows",
        errors(lambda error: error.update(fbtrace_id="AbCdEfGhIjKlMnOpQrStUvW")),
    ),
    Fault(
        "no-prefix",
        "Messages have no (#100).",
        "rows",
        errors(lambda error: error.update(message=error["message"].removeprefix("(#100) "))),
    ),
    Fault(
        "other-words",
        "Messages have other words.",
        "rows",
        errors(lambda error: error.update(message=error["message"].replace("must be one of", "has to be one of"))),
    ),
    Fault("page-for-error", "Refusals are HTML pages.", "rows", replies(_html)),
    Fault("no-envelope", "The error is not inside of `error`.", "rows", replies(_bare)),
    Fault("leaked-token", "A message holds the token.", "rows", replies(_leaks)),
)

# --------------------------------------------------------------------------------------------- what the emulator knows


def _query(environ: WSGIEnvironment, change: Callable[[dict[str, str]], object]) -> None:
    pairs = dict(parse_qsl(environ["QUERY_STRING"], keep_blank_values=True))
    change(pairs)
    environ["QUERY_STRING"] = urlencode(pairs)


def query(change: Callable[[dict[str, str]], object]) -> Seed:
    """The query is misread."""
    return reading(lambda environ: _query(environ, change))


def _comma(environ: WSGIEnvironment) -> None:
    environ["QUERY_STRING"] = environ["QUERY_STRING"].replace("%2C", "%20")


def _deaf(environ: WSGIEnvironment) -> None:
    environ.pop("HTTP_AUTHORIZATION", None)


def _version(environ: WSGIEnvironment) -> None:
    steps = environ["PATH_INFO"].split("/")
    environ["PATH_INFO"] = "/".join(
        "v26.0" if step.startswith("v") and step[1:2].isdecimal() else step for step in steps
    )


def _first_metric(pairs: dict[str, str]) -> None:
    if "metric" in pairs:
        pairs["metric"] = pairs["metric"].split(",")[0]


def _as_get(environ: WSGIEnvironment) -> None:
    if environ["PATH_INFO"].endswith("/insights"):
        environ["REQUEST_METHOD"] = "GET"


def _retired(days: int) -> Seed:
    retired = PLAYS.retired
    assert retired is not None
    return row(retired, everywhere_on=retired.everywhere_on + timedelta(days=days))


def constant(module: object, name: str, value: object) -> Seed:
    """A module knows another number."""
    return rows(lambda patch: patch.setattr(module, name, value))


KNOWLEDGE = (
    Fault(
        "four-viewers-are-enough",
        "A story with four viewers shows insights.",
        "witnesses",
        row(limits.FEWEST_VIEWERS, value=4),
    ),
    Fault(
        "five-viewers-are-not-enough",
        "A story with five viewers shows none.",
        "witnesses",
        row(limits.FEWEST_VIEWERS, value=6),
    ),
    Fault("retired-a-day-late", "`plays` is retired a day late.", "deadlines", _retired(1)),
    Fault("retired-a-day-early", "`plays` is retired a day early.", "deadlines", _retired(-1)),
    Fault(
        "token-lives-59-days",
        "A long-lived token dies a day early.",
        "deadlines",
        row(token_lives.LONG_LIFE, value=59 * 86_400),
    ),
    Fault(
        "japan-replies", "Replies in Japan are counted.", "witnesses", row(JAPAN, replies_hidden_from=date(2030, 1, 1))
    ),
    Fault(
        "germany-replies",
        "Replies in Germany are counted.",
        "witnesses",
        row(EUROPE, countries=EUROPE.countries - {"DE"}),
    ),
    Fault(
        "code-of-viewers",
        "Too few viewers have another code.",
        "witnesses",
        row(metric_errors.NOT_ENOUGH_VIEWERS, code=100),
    ),
    Fault(
        "words-of-viewers",
        "Too few viewers have other words.",
        "witnesses",
        row(metric_errors.NOT_ENOUGH_VIEWERS, message="Not enough viewers"),
    ),
    Fault(
        "code-of-unknown",
        "An unknown object has another subcode.",
        "witnesses",
        row(object_errors.OBJECT_MISSING, subcode=34),
    ),
    Fault(
        "status-of-permission",
        "A lacking permission has another status.",
        "witnesses",
        row(object_errors.PERMISSION_MISSING, status=403),
    ),
    Fault(
        "kept-for-a-year",
        "Media insights are kept for a year.",
        "witnesses",
        constant(media_edge, "_KEPT", 365 * 86_400),
    ),
    Fault("pages-of-24", "A page of a list has one item too few.", "witnesses", constant(paging, "DEFAULT_LIMIT", 24)),
    Fault("batches-of-51", "A batch may have one request too many.", "witnesses", constant(batch, "MOST_ITEMS", 51)),
    Fault("first-metric-only", "Only the first metric is looked at.", "rows", query(_first_metric)),
    Fault(
        "breakdown-ignored", "A breakdown is not looked at.", "rows", query(lambda pairs: pairs.pop("breakdown", None))
    ),
    Fault(
        "period-ignored",
        "The period is not looked at.",
        "rows",
        query(lambda pairs: pairs.update(period="day") if "period" in pairs else None),
    ),
    Fault("type-ignored", "The type is not looked at.", "rows", query(lambda pairs: pairs.pop("metric_type", None))),
    Fault(
        "timeframe-ignored",
        "The timeframe is not looked at.",
        "rows",
        query(lambda pairs: pairs.pop("timeframe", None)),
    ),
    Fault("commas-only", "A list with %2C is refused.", "invariants", reading(_comma)),
    Fault("deaf-to-bearer", "A token in the header is not read.", "witnesses", reading(_deaf)),
    Fault("any-version", "Every version is served as the newest.", "witnesses", reading(_version)),
    Fault("posts-answered", "A POST to insights is answered like a GET.", "witnesses", reading(_as_get)),
)

SERVER_FAULTS = (*SHAPES, *ERRORS, *KNOWLEDGE)
