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

Lists are lists of texts; `since` and `until` are instants with an offset, or days (2026-07-01), which begin at midnight
UTC. The answer is one of

    {"result": {"rows": [ROW, …], "missing": ["follows"], "skipped": ["plays"]}, "waited": []}    the insights calls
    {"result": {"items": [{"id": "…", …}, …]}, "waited": []}                                       account and the lists
    {"result": {"token": "…", "expires_in": 5184000}, "waited": []}                                refresh_token
    {"error": {"kind": "rate_limited", "code": 4, "subcode": null, "status": 400, "message": "…"}, "waited": [1.5, 3.0]}
    {"unsupported": "stories"}                                             what the client does not have: it is skipped

A ROW is one number: {"metric", "period", "value", "end_time", "breakdown", "shape", "id"}. `value` is the number as it
came, an object as it came, or null where the API told the metric without a number; `end_time` is an instant in ISO
8601 or null; `breakdown` maps dimensions to values, or is null; `shape` is `values` or `total_value`, the key under
which it stood; `id` is that of the metric's entry. A total with parts gives a row for the total, if there is one, and
one for each part; an entry that holds both shapes gives rows of both. An entry without any number gives one row whose
value is null, of shape `values` if it has that key, else `total_value`. A window that had to be split gives the rows
of all its parts: days one after the other, totals side by side, since unique counts do not add up. The order of rows
does not matter.

`missing` are metrics that were asked and left out, `skipped` those that were refused and given up. An item is the
object as it came, and items keep the order of the API; those of `accounts`, which Facebook Login alone has, are Pages
with their `instagram_business_account`, or these accounts themselves. `waited` are the seconds for which the client
would have slept: under test it does not sleep, and its clock moves on by them.

`kind` is one of those below, or null from a client that tells codes alone. What is no answer of Graph's has no code,
and no answer at all has no status. The program answers a line for each line, at once, until its input ends; what it
writes to stderr is shown when it dies.
"""

from collections.abc import Mapping
from enum import StrEnum
from typing import Protocol

from contracts.files.promises import Json


class Kind(StrEnum):
    """What a client can tell its caller about a refusal, and the codes that say so."""

    TOKEN_EXPIRED = "token_expired"  # 190 with 463
    PASSWORD_CHANGED = "password_changed"  # 190 with 460
    TOKEN_INVALID = "token_invalid"  # the other 190, 102, 104, 2500 about a token
    PERMISSION = "permission"  # 3, 10, 200 to 299
    RATE_LIMITED = "rate_limited"  # 4, 17, 32, 341, 613, 80001, 80002
    TRANSIENT = "transient"  # 1, 2, is_transient, a status from 500 on
    NOT_ENOUGH_VIEWERS = "not_enough_viewers"  # 10, by its text
    POSTED_BEFORE_CONVERSION = "posted_before_conversion"  # 100 with 2108006
    METRIC_RETIRED = "metric_retired"  # 100: "no longer supported"
    METRIC_UNSUPPORTED = "metric_unsupported"  # 100: not in the list, not for this object; -1 with 2207086
    UNKNOWN_OBJECT = "unknown_object"  # 100 with 33, 803
    INVALID_PARAMETER = "invalid_parameter"  # the rest of 100
    UNREADABLE = "unreadable"  # no JSON, or none of the form that is expected
    UNREACHABLE = "unreachable"  # no answer at all
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
