"""Drives a client under test: a program of any language that reads calls and writes what it read, a line of JSON each.

A call says which method of the client is meant, with what it is made, and its arguments:

    {"call": "media_insights",
     "client": {"base_url": "http://127.0.0.1:9000/graph.facebook.com", "token": "…", "version": "v26.0"},
     "arguments": {"media": "17900000000000001", "metrics": ["reach", "likes"]}}

`client` may also hold `login` (`facebook` or `instagram`), `app_id` and `app_secret`, `on_unsupported` (`raise` or
`skip`) and `budget` (seconds that retries may take). The calls and their arguments; all but the first may be left out:

    account_series        account, metrics, period, since, until
    account_totals        account, metrics, period, since, until, breakdowns
    account_demographics  account, metrics, timeframe, breakdowns
    media_insights        media, metrics, period, breakdowns
    story_insights        story, metrics, breakdowns
    account               account, fields
    media                 account, fields, page_size, at_most
    stories               account, fields, page_size, at_most
    accounts              page_size, at_most
    refresh_token

Lists are lists of texts; `since` and `until` are days (2026-07-01) or instants with an offset. The answer is one of

    {"result": {"rows": [ROW, …], "missing": ["follows"], "skipped": ["plays"]}, "waited": []}    the insights calls
    {"result": {"items": [{"id": "…", …}, …]}, "waited": []}                                       account and the lists
    {"result": {"token": "…", "expires_in": 5184000}, "waited": []}                                refresh_token
    {"error": {"kind": "rate_limited", "code": 4, "subcode": null, "status": 400, "message": "…"}, "waited": [1.5, 3.0]}

A ROW is one number: {"metric", "period", "value", "end_time", "breakdown", "shape", "id"}. `value` is the number as it
came, an object as it came, or null where the API told the metric without a number; `end_time` is an instant in ISO 8601
or null; `breakdown` maps dimensions to values, or is null; `shape` is `values` or `total_value`. `missing` are metrics
that were asked and left out, `skipped` those that were refused and given up. An item is the object as it came. `waited`
are the seconds for which the client would have slept: under test it does not sleep, and its clock moves on by them.

`kind` is one of KINDS. What went wrong without an answer of Graph's has neither code nor status.
"""

from collections.abc import Mapping
from enum import StrEnum
from typing import Protocol

from contracts.promises import Json


class Kind(StrEnum):
    """What a client can tell its caller about a refusal."""

    TOKEN_EXPIRED = "token_expired"
    PASSWORD_CHANGED = "password_changed"
    TOKEN_INVALID = "token_invalid"
    PERMISSION = "permission"
    RATE_LIMITED = "rate_limited"
    TRANSIENT = "transient"
    NOT_ENOUGH_VIEWERS = "not_enough_viewers"
    POSTED_BEFORE_CONVERSION = "posted_before_conversion"
    METRIC_RETIRED = "metric_retired"
    METRIC_UNSUPPORTED = "metric_unsupported"
    UNKNOWN_OBJECT = "unknown_object"
    INVALID_PARAMETER = "invalid_parameter"
    UNREADABLE = "unreadable"
    UNREACHABLE = "unreachable"
    OTHER = "other"


class Program(Protocol):
    """A client under test."""

    def ask(self, call: Mapping[str, Json]) -> dict[str, Json]:
        """The program's answer to a call. Raises ProgramError when it gives none that can be read."""
        ...

    def close(self) -> None:
        """End the program."""
        ...


class ProgramError(Exception):
    """The client's program cannot be started, has ended, or writes something that is no answer."""
