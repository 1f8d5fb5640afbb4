"""Which error an answer means: by its code and subcode, and by its words only where one code means several things."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from client.errors import (
    GraphError,
    InsightsError,
    InvalidParameter,
    MetricIncompatible,
    MetricRetired,
    MetricUnsupported,
    NotEnoughViewers,
    PasswordChanged,
    PermissionMissing,
    PostedBeforeConversion,
    RateLimited,
    TokenExpired,
    TokenInvalid,
    Transient,
    UnknownObject,
    Unreadable,
)
from client.json_values import Json, Object, integer, text
from client.usage import wait_of

TOO_MANY_REQUESTS = 429
SERVER_ERRORS = range(500, 600)


class Answer(NamedTuple):
    """What came back: `body` is JSON, or None where that is not what came. Header names may be of any case."""

    status: int
    headers: Mapping[str, str]
    body: Json


# (code, subcode); a subcode of None means any other.
BY_CODE: dict[tuple[int, int | None], type[GraphError]] = {
    (-1, 2207086): MetricUnsupported,  # numbers of Facebook, for media that is not there
    (1, None): Transient,
    (2, None): Transient,
    (3, None): PermissionMissing,
    (4, None): RateLimited,
    (10, None): PermissionMissing,
    (15, None): PermissionMissing,  # wants a token of an app
    (17, None): RateLimited,
    (32, None): RateLimited,
    (100, None): InvalidParameter,
    (100, 33): UnknownObject,
    (100, 2108006): PostedBeforeConversion,
    (100, 2874010): NotEnoughViewers,  # demographics of under a hundred people
    (101, None): InvalidParameter,  # app_id
    (102, None): TokenInvalid,
    (102, 460): PasswordChanged,
    (102, 463): TokenExpired,
    (104, None): TokenInvalid,
    (110, None): UnknownObject,
    (190, None): TokenInvalid,
    (190, 460): PasswordChanged,
    (190, 463): TokenExpired,
    (191, None): InvalidParameter,
    **{(code, None): PermissionMissing for code in range(200, 300)},
    (341, None): RateLimited,
    (613, None): RateLimited,
    (803, None): UnknownObject,
    (2500, None): InvalidParameter,
    (2642, None): InvalidParameter,
    (3001, None): InvalidParameter,
    (9005, None): InvalidParameter,
    (36104, None): PermissionMissing,
    **{(code, None): RateLimited for code in range(80000, 80015)},  # one for each kind of business use
}
# (code, a pattern that is found in the message): asked where the subcode says nothing, the first that fits counts.
BY_MESSAGE: tuple[tuple[int, re.Pattern[str], type[GraphError]], ...] = (
    (1, re.compile(r"client.secret|not specified|^Missing "), InvalidParameter),
    (10, re.compile(r"Not enough (viewers|users)"), NotEnoughViewers),
    (100, re.compile(r"no longer supported"), MetricRetired),
    (100, re.compile(r"metric\[\d+\] must be one of"), MetricUnsupported),
    (100, re.compile(r"does not support the .*metric"), MetricUnsupported),
    (100, re.compile(r"not supported on this Instagram account"), MetricUnsupported),
    (100, re.compile(r"must be a valid insights metric"), MetricUnsupported),
    (100, re.compile(r"[Ii]ncompatible .*metric"), MetricIncompatible),
    (2500, re.compile(r"access token must be used"), TokenInvalid),
)


def error_of(answer: Answer) -> InsightsError:
    """The error that an answer is."""
    error = answer.body.get("error") if isinstance(answer.body, dict) else None
    if not isinstance(error, dict):
        return _foreign(answer)
    message = text(error.get("message")) or "The Graph API gives no message"
    return _class_of(error, message, answer.status)(
        message,
        status=answer.status,
        code=integer(error.get("code")),
        subcode=integer(error.get("error_subcode")),
        type=text(error.get("type")),
        user_title=text(error.get("error_user_title")),
        user_message=text(error.get("error_user_msg")),
        trace_id=text(error.get("fbtrace_id")) or answer.headers.get("x-fb-trace-id"),
        wait=wait_of(answer.headers),
        raw=error,
    )


def _foreign(answer: Answer) -> InsightsError:
    """The error of an answer that no Graph API wrote: a gateway's page, or half a body."""
    by_status = _by_status(answer.status)
    return (by_status or Unreadable)(
        f"HTTP {answer.status} without an answer of the Graph API",
        status=answer.status,
        trace_id=answer.headers.get("x-fb-trace-id"),
        wait=wait_of(answer.headers),
    )


def _class_of(error: Object, message: str, status: int) -> type[GraphError]:
    known = _by_code(integer(error.get("code")), integer(error.get("error_subcode")), message)
    if error.get("is_transient") is True and known is not RateLimited:
        return Transient
    return known or _by_status(status) or GraphError


def _by_code(code: int | None, subcode: int | None, message: str) -> type[GraphError] | None:
    if code is None:
        return None
    if subcode is not None and (code, subcode) in BY_CODE:
        return BY_CODE[code, subcode]
    for of_code, pattern, error in BY_MESSAGE:
        if of_code == code and pattern.search(message):
            return error
    return BY_CODE.get((code, None))


def _by_status(status: int) -> type[GraphError] | None:
    if status == TOO_MANY_REQUESTS:
        return RateLimited
    return Transient if status in SERVER_ERRORS else None
