"""How a live reply differs from the fingerprint that is kept: what drifted, what is new, and what varies anyway."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from enum import StrEnum
from typing import NamedTuple, cast

from contracts.compare import Difference, at
from contracts.drift.listing import Where, noted, published
from contracts.files.promises import Json
from contracts.fingerprinting.fingerprint import Fingerprint, unlike
from contracts.openapi.public import PublicDocument


class Change(StrEnum):
    """What a difference means. DRIFT is a finding; of what is VOLATILE nothing is told."""

    DRIFT = "drift"
    NEW = "new"
    LEFT_OUT = "left out"
    WORDING = "wording"
    VOLATILE = "volatile"


class Changed(NamedTuple):
    """A difference and what it means."""

    change: Change
    difference: Difference


_STABLE_HEADERS = frozenset({"content-type", "facebook-api-version", "instagram-api-version"})
_ENUMERATION = re.compile(r"(?P<parameter>\w+)(\[\d+\])? must be one of the following values: (?P<values>.*)")
_METRIC = "metric"
_KEYS = "keys of "
_DATA = f"{_KEYS}body.data"
_NOTHING_GONE = "no more than that"  # said of lists that only grew
_WORDS = (".title", ".description")
_OF_THE_AUDIENCE = ".results"  # which parts of an audience there are


def changes(promised: Fingerprint, received: Fingerprint) -> Iterator[Changed]:
    """What changed from one fingerprint to the other; values that errors enumerate are not looked at."""
    for difference in unlike(_comparable(promised), _comparable(received)):
        change = _change(difference)
        if change is not Change.VOLATILE:
            yield Changed(change, difference)


def enumerated(
    document: PublicDocument, host: str, edge: str, promised: Fingerprint, received: Fingerprint
) -> Iterator[Changed]:
    """What changed in the values that an error enumerates: metrics against the document, others against those kept."""
    parameter, theirs = _enumeration(received)
    of_kept, mine = _enumeration(promised)
    if parameter != of_kept:
        return
    where = Where(host, edge, parameter)
    if parameter == _METRIC:
        mine = published(document)[where]
    for value in (each for each in mine if each not in theirs):
        yield Changed(Change.DRIFT, Difference(value, noted("listed", document, where, value), "not listed"))
    for value in (each for each in theirs if each not in mine):
        told = noted("not in the document", document, where, value)
        yield Changed(Change.NEW, Difference(value, told, f"a value of {parameter}"))


def _enumeration(looks: Fingerprint) -> tuple[str, tuple[str, ...]]:
    """The parameter of which an error enumerates the values, and the values."""
    message = at("body.error.message", looks.body)
    found = _ENUMERATION.search(message) if isinstance(message, str) else None
    return (found["parameter"], tuple(found["values"].split(", "))) if found else ("", ())


def _comparable(looks: Fingerprint) -> Fingerprint:
    """The fingerprint without what varies: whose ids there are, headers of a moment, lists that errors enumerate."""
    body = cast("Json", json.loads(re.sub("<id>:(own|FOREIGN)", "<id>", json.dumps(looks.body))))
    headers = {name: value for name, value in looks.headers.items() if name in _STABLE_HEADERS}
    return Fingerprint(looks.status, headers, _named(_without_values(body)))


def _named(body: Json) -> Json:
    """The body with its entries under their names, so that each is compared with its like."""
    data = at("body.data", body)
    if not (isinstance(body, dict) and isinstance(data, list)):
        return body
    entries = [each for each in data if isinstance(each, dict)]
    return {**body, "data": {f"{each.get('name')} {each.get('period')}": each for each in entries}}


def _without_values(body: Json) -> Json:
    error = body.get("error") if isinstance(body, dict) else None
    if not (isinstance(body, dict) and isinstance(error, dict) and isinstance(error.get("message"), str)):
        return body
    message = _ENUMERATION.sub(r"\g<parameter> must be one of the following values", str(error["message"]))
    return {**body, "error": {**error, "message": message}}


def _change(difference: Difference) -> Change:
    if _OF_THE_AUDIENCE in difference.where:
        return Change.VOLATILE
    if difference.where.endswith(_WORDS):
        return Change.WORDING
    if difference.promised == _NOTHING_GONE:
        return Change.NEW
    return _change_of_keys(difference) if difference.where.startswith(_KEYS) else Change.DRIFT


def _change_of_keys(difference: Difference) -> Change:
    """Keys that came are new; an entry that is left out has no data, or has gone."""
    before, after = (set(keys.split(", ")) - {"none"} for keys in (difference.promised, difference.received))
    if before < after:
        return Change.NEW
    return Change.LEFT_OUT if difference.where == _DATA and after < before else Change.DRIFT
