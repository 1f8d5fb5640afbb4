"""The words of an error without what changes from one request to the next."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from contracts.openapi.public import AXES, PublicDocument

PLACE = re.compile(r"\[\d+\]")  # in a list: scalars have none
# What is masked beside the words that may be sent; each pattern leaves the rest of the message as it is.
MASKS = (
    r"(?<=following values:).*",  # listed by host and day; the lists are compared elsewhere
    r"(?<=components: ).*|(?<=nonexisting field ).*",
    r"(?<=^Unsupported )\w+|(?<=The parameter )\w+",
    r"\b\w+day, |(?<=-)[A-Z][a-z]{2}(?=-)|\bP[DS]T\b",
    r"'[^']*'",
    r"\d+",
)
# Words that examples quote, though a document of another day may not list them.
QUOTED = (
    "metric", "since", "until", "plays", "views", "accounts_engaged", "reposts", "threads_likes",
    "engaged_audience_demographics", "subscribed_fields", "object", "insights",
)  # fmt: skip


class Wording:
    """Masks what the requests of a document's day may hold."""

    def __init__(self, document: PublicDocument) -> None:
        listed = {word for axis in AXES for word in document.values_of(axis)}
        metrics = {each["name"] for each in document.raw["x-insights-metrics"]} | {*document.values_of("metric")}
        self._words = _any_of(sorted({*AXES, *QUOTED, *listed, *metrics}))
        self.masked = lru_cache(maxsize=4096)(self._masked)

    def of(self, error: dict[str, Any]) -> dict[str, Any]:
        """An error of which only this is left that is the same in each error of its sort."""
        return {**error, "message": self.masked(str(error["message"])), "fbtrace_id": ""}

    def _masked(self, message: str) -> str:
        message = self._words.sub("…", PLACE.sub("", message))
        for mask in MASKS:
            message = re.sub(mask, "…", message)
        return message


def _any_of(words: Iterable[str]) -> re.Pattern[str]:
    """One of the words, or several with commas."""
    word = "|".join(sorted(words, key=len, reverse=True))
    return re.compile(rf"\b(?:{word})\b(?:, ?(?:{word})\b)*")
