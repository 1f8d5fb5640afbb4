"""What holds of every answer about insights, whatever its numbers are."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from itertools import pairwise
from typing import Any, TypeAlias
from urllib.parse import parse_qsl, urlsplit

from contracts.compare import Difference, Differences, Reply, shown
from contracts.legs.spec.asking import Asked, object_of, unfit
from contracts.openapi.public import PublicDocument, PublicRow
from contracts.subjects import FACEBOOK, INSTAGRAM

Entry: TypeAlias = dict[str, Any]
Rule: TypeAlias = Callable[[Asked, PublicDocument], Differences]

JSON = "application/json; charset=UTF-8"
VERSION_HEADERS = {FACEBOOK: "facebook-api-version", INSTAGRAM: "instagram-api-version"}

# Without a breakdown these tell no number: Graph's pages know them by their parts alone.
ONLY_BY_PARTS = (
    "follows_and_unfollows",
    "follower_demographics",
    "engaged_audience_demographics",
    "reached_audience_demographics",
)
_WINDOW = ("since", "until")


def unkept(asked: Asked, document: PublicDocument, row: PublicRow) -> Differences:
    """Where an answer to a request of the row is not what such answers are."""
    yield from headers_unkept(asked.reply, asked.host, document)
    if document.answers(row).is_valid(asked.reply.body):
        for rule in RULES:
            yield from rule(asked, document)
    else:
        yield from unfit(document.answers(row), asked.reply)


def headers_unkept(reply: Reply, host: str, document: PublicDocument) -> Differences:
    """Where the headers are not those of every reply on the host."""
    promised = {"content-type": JSON, VERSION_HEADERS[host]: document.version}
    for name, value in promised.items():
        if reply.headers.get(name) != value:
            yield Difference(f"header {name}", value, reply.headers.get(name, "(absent)"))
    other = next(name for each, name in VERSION_HEADERS.items() if each != host)
    if other in reply.headers:
        yield Difference(f"header {other}", "(absent)", reply.headers[other])
    yield from _described_headers(reply, document)


def _described_headers(reply: Reply, document: PublicDocument) -> Differences:
    response = document.response(document.operation, str(reply.status))
    described = document.raw["components"]["headers"]
    for name in (each for each in response.get("headers", ()) if each in described):
        header, received = described[name], reply.headers.get(name.lower())
        if received is None and header.get("required"):
            yield Difference(f"header {name}", "a value", "(absent)")
        elif received is not None and not re.search(header["schema"].get("pattern", ""), received):
            yield Difference(f"header {name}", header["schema"]["pattern"], received)


def _names(asked: Asked, document: PublicDocument) -> Differences:
    """Every metric that comes in the asked form is told once, in each period, in the order asked."""
    periods = asked.values("period") if asked.is_about_an_account else ["lifetime"]
    told = [name for name in dict.fromkeys(asked.values("metric")) if comes(name, asked, document)]
    promised = [[name, period] for name in told for period in periods]
    received = [[entry["name"], entry["period"]] for entry in asked.entries]
    if promised != received:
        yield Difference("metrics and periods", shown(promised), shown(received))


def comes(name: str, asked: Asked, document: PublicDocument) -> bool:
    """Whether a metric is told at all: where a series is wanted, one that has none is left out."""
    if asked.wants_totals or not asked.is_about_an_account:
        return True
    rows = [row for row in document.rows if row.object == "account" and name in row.metrics and asked.host in row.hosts]
    types = [type_ for row in rows for type_ in row.params.get("metric_type", ["time_series"])]
    return "time_series" in types


def _ids(asked: Asked, document: PublicDocument) -> Differences:
    for index, entry in enumerate(asked.entries):
        promised = f"{asked.subject.id}/insights/{entry['name']}/{entry['period']}"
        if entry["id"] != promised:
            yield Difference(f"body.data[{index}].id", promised, entry["id"])


def _containers(asked: Asked, document: PublicDocument) -> Differences:
    """`values` or `total_value`, as the type and the breakdown ask for it."""
    for index, entry in enumerate(asked.entries):
        for key, is_there in _promised_containers(asked, entry).items():
            if (key in entry) is not is_there:
                yield Difference(f"body.data[{index}].{key}", "a value" if is_there else "(absent)", shown(entry))


def _promised_containers(asked: Asked, entry: Entry) -> dict[str, bool]:
    divided = bool(asked.values("breakdown"))
    if not asked.is_about_an_account:
        return {"values": True, "total_value": divided}
    if not asked.wants_totals:
        return {"values": True, "total_value": False}
    return {"values": False, "total_value": divided or entry["name"] not in ONLY_BY_PARTS}


def _totals(asked: Asked, document: PublicDocument) -> Differences:
    for index, entry in enumerate(asked.entries):
        total = entry.get("total_value")
        if total is not None:
            yield from _total(asked, entry, total, f"body.data[{index}].total_value")


def _total(asked: Asked, entry: Entry, total: Entry, where: str) -> Differences:
    """A total has the parts that were asked, they are told apart, and add up to it."""
    wanted = asked.values("breakdown")
    if ("breakdowns" in total) is not bool(wanted):
        yield Difference(f"{where}.breakdowns", shown(list(wanted)) if wanted else "(absent)", shown(total))
    if ("value" in total) is (entry["name"] in ONLY_BY_PARTS):
        yield Difference(f"{where}.value", "(absent)" if "value" in total else "a number", shown(total))
    for index, parts in enumerate(total.get("breakdowns", ())):
        yield from _parts(asked, parts, f"{where}.breakdowns[{index}]")
        results = parts.get("results", ())
        value = sum(part["value"] for part in results)
        if "value" in total and value != total["value"]:
            yield Difference(f"{where}.breakdowns[{index}]", f"parts that add up to {total['value']}", str(value))
    if "values" in entry and entry["values"][0]["value"] != total["value"]:
        yield Difference(f"{where}.value", f"{entry['values'][0]['value']}, as in values", str(total["value"]))


def _parts(asked: Asked, parts: Entry, where: str) -> Differences:
    dated = "timeframe" in asked.request and "timeframe" in parts["dimension_keys"]
    promised = [*(["timeframe"] if dated else []), *asked.values("breakdown")]
    if parts["dimension_keys"] != promised:
        yield Difference(f"{where}.dimension_keys", shown(list(promised)), shown(parts["dimension_keys"]))
    seen: set[tuple[str, ...]] = set()
    for index, part in enumerate(parts.get("results", ())):
        values = tuple(part["dimension_values"])
        if len(values) != len(parts["dimension_keys"]) or values in seen:
            promise = f"one value of its own for each of {shown(parts['dimension_keys'])}"
            yield Difference(f"{where}.results[{index}].dimension_values", promise, shown(list(values)))
        seen.add(values)


def _days(asked: Asked, document: PublicDocument) -> Differences:
    """The points of a series are days that follow each other, the same days for each metric."""
    series = [
        (index, [point["end_time"] for point in entry["values"] if "end_time" in point])
        for index, entry in enumerate(asked.entries)
        if "values" in entry
    ]
    for index, ends in series:
        where = f"body.data[{index}].values"
        if any(not _follows(first, second) for first, second in pairwise(ends)):
            yield Difference(where, "end_time a day later each time", shown(list(ends)))
        if asked.values("period") != ["lifetime"] and ends != series[0][1]:
            yield Difference(where, f"the days of the first metric: {shown(list(series[0][1]))}", shown(list(ends)))


def _follows(first: str, second: str) -> bool:
    """Whether the one Pacific midnight comes after the other; twice a year a day has an hour more or less."""
    hours = (datetime.fromisoformat(second) - datetime.fromisoformat(first)).total_seconds() / 3600
    return hours in (23, 24, 25)


def _numbers(asked: Asked, document: PublicDocument) -> Differences:
    """Counts are written without a fraction, not even `12.0`, which a schema cannot see."""
    percents = {each["name"] for each in document.raw["x-insights-metrics"] if each.get("unit") == "percent"}
    for index, entry in enumerate(asked.entries):
        if entry["name"] not in percents:
            for number in _fractions([entry.get("values"), entry.get("total_value")]):
                yield Difference(f"body.data[{index}]", "numbers without a fraction", str(number))


def _fractions(part: object) -> Iterator[float]:
    children = part.values() if isinstance(part, dict) else part if isinstance(part, list) else ()
    for child in children:
        if isinstance(child, float):
            yield child
        else:
            yield from _fractions(child)


def _links(asked: Asked, document: PublicDocument) -> Differences:
    """The links lead to the windows just before and just after, as wide as this one, and ask the same."""
    paging: dict[str, str] = object_of(asked.reply).get("paging", {})
    if not paging:
        return
    links = {name: dict(parse_qsl(urlsplit(link).query, keep_blank_values=True)) for name, link in paging.items()}
    for name, link in links.items():
        again = {key: value for key, value in link.items() if key not in (*_WINDOW, "access_token")}
        promised = {key: value for key, value in asked.request.items() if key not in _WINDOW}
        if again != promised:
            yield Difference(f"body.paging.{name}", shown(dict(promised)), shown(dict(again)))
    yield from _windows(asked, links)


def _windows(asked: Asked, links: Mapping[str, Mapping[str, str]]) -> Differences:
    if links.keys() != {"previous", "next"} or any(not set(_WINDOW) <= link.keys() for link in links.values()):
        yield Difference("body.paging", "previous and next, with since and until", shown(sorted(links)))
        return
    (before, start), (end, after) = ([int(links[name][key]) for key in _WINDOW] for name in ("previous", "next"))
    since, until = start + 1, end - 1
    for name, width in (("previous", start - before), ("next", after - end)):
        if width != until - since:
            yield Difference(f"body.paging.{name}", f"a window of {until - since} s", f"{width} s")
    for index, entry in enumerate(asked.entries):
        for point in entry.get("values", ()):
            if not since <= datetime.fromisoformat(point["end_time"]).timestamp() <= until:
                yield Difference(f"body.data[{index}].values", f"days between {since} and {until}", point["end_time"])


RULES: tuple[Rule, ...] = (_names, _ids, _containers, _totals, _days, _numbers, _links)
