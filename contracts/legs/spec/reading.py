"""Reads the request off an example of an answer about insights."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from contracts.openapi.public import Example, PublicDocument
from contracts.subjects import ACCOUNT, FACEBOOK, subjects_of

_NOT_ASKED = ("access_token", "since", "until")


def insights_request(document: PublicDocument, example: Example) -> Iterator[tuple[str, dict[str, str]]]:
    """The id of a subject and the parameters that get such an answer on graph.facebook.com; none for an empty one."""
    entries: list[dict[str, Any]] = example.value["data"]
    if not entries:
        return
    request = _linked(example.value) or _read_off(entries)
    about_account = entries[0]["id"].startswith(ACCOUNT[:4])
    for row in document.rows:
        if (row.object == "account") is about_account and row.admits(request, FACEBOOK):
            yield from ((subject.id, request) for subject in subjects_of(row)[:1])
            return


def _linked(value: dict[str, Any]) -> dict[str, str]:
    """What the links to other pages repeat."""
    link = value.get("paging", {}).get("next", "")
    return {name: each for name, each in parse_qsl(urlsplit(link).query) if name not in _NOT_ASKED}


def _read_off(entries: list[dict[str, Any]]) -> dict[str, str]:
    """What the entries themselves tell."""
    request = {"metric": ",".join(dict.fromkeys(entry["name"] for entry in entries))}
    if "values" not in entries[0]:
        request |= {"period": entries[0]["period"], "metric_type": "total_value"}
    for parts in entries[0].get("total_value", {}).get("breakdowns", ())[:1]:
        keys = [key for key in parts["dimension_keys"] if key != "timeframe"]
        request["breakdown"] = ",".join(keys)
        if keys != parts["dimension_keys"]:
            request["timeframe"] = parts["results"][0]["dimension_values"][0].lower()
    return request
