"""One exchange as files say it: the request that is sent and what is expected of the reply."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

from contracts.files.document import CaseError, Table
from contracts.files.promises import Json, Promise

NO_TOKEN = "none"  # what `token:` says for a request without one
REQUEST_KEYS = ("method", "path", "headers", "body")
_EXPECT_KEYS = ("status", "headers", "error", "body", "key_order", "names")


class Fidelity(StrEnum):
    """Whom the emulator is asked to follow where documents and recordings disagree."""

    DOCUMENTED = "documented"
    OBSERVED = "observed"


class Host(StrEnum):
    """The host that a request is sent to; the last one exchanges codes and nothing else."""

    FACEBOOK = "graph.facebook.com"
    INSTAGRAM = "graph.instagram.com"
    CODES = "api.instagram.com"


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """A request as the file has it; `path` carries the query, but not the token. A `body` is sent as it stands."""

    method: str
    path: str
    host: Host
    headers: dict[str, str]
    body: str
    token: str | None
    now: str | None
    fidelity: Fidelity | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Expectation:
    """What is expected of the reply; what nothing is said about is None or empty."""

    status: range | None = None
    headers: dict[str, Promise] = field(default_factory=dict)
    error: dict[str, Promise] | None = None
    body: Promise = None
    key_order: dict[str, tuple[str, ...]] = field(default_factory=dict)
    names: tuple[str, ...] | None = None


class Sent(NamedTuple):
    """What a request says, whoever asks."""

    method: str
    path: str
    headers: dict[str, str]
    body: str


def sent(table: Table, pattern: str = r"/\S*") -> Sent:
    """The request under `get`, or in full under `request`."""
    if "request" in table:
        return written_out(table.table("request", REQUEST_KEYS, ("path",)), pattern)
    return Sent("GET", _path(table, "get", pattern), {}, "")


def written_out(request: Table, pattern: str = r"/\S*") -> Sent:
    """The request of a table with method, path, headers and body."""
    path = _path(request, "path", pattern)
    return Sent(request.text("method", "GET"), path, request.text_map("headers"), request.text("body"))


def token_of(table: Table, known: list[str]) -> str | None:
    """The token that is named; the first of the world's if none is."""
    token = table.text("token") or next(iter(known), NO_TOKEN)
    if token == NO_TOKEN:
        return None
    if token not in known:
        allowed = ", ".join((*known, NO_TOKEN))
        raise CaseError(f"the world has no token `{token}`; allowed: {allowed}", table.where("token"))
    return token


def tokens_of(world: Mapping[str, Json] | None) -> list[str]:
    """The tokens that a world writes down."""
    rows = (world or {}).get("tokens")
    rows = rows if isinstance(rows, list) else []
    return [str(row["token"]) for row in rows if isinstance(row, dict) and "token" in row]


def expectation(table: Table, key: str = "expect") -> Expectation:
    """What stands under `expect`, or another key."""
    expect = table.table(key, _EXPECT_KEYS)
    if not expect.nodes:
        raise CaseError(f"nothing is expected; allowed: {', '.join(_EXPECT_KEYS)}", expect.place)
    return Expectation(
        status=_status(expect),
        headers=expect.promises("headers"),
        error=expect.promises("error") if "error" in expect else None,
        body=expect.promise("body") if "body" in expect else None,
        key_order=expect.texts_map("key_order"),
        names=expect.texts("names") if "names" in expect else None,
    )


def matching(table: Table, key: str, pattern: str, expected: str) -> str:
    """The text under a key, if it has this form."""
    value = table.text(key)
    if not re.fullmatch(pattern, value):
        raise CaseError(f"`{key}` is `{value}`; expected {expected}", table.where(key))
    return value


def _path(table: Table, key: str, pattern: str) -> str:
    return matching(table, key, pattern, "a path from the root, with its query")


def _status(expect: Table) -> range | None:
    """`400` is that status, `4xx` any of its hundred."""
    if "status" not in expect:
        return None
    written = expect.written("status")
    if not re.fullmatch(r"[1-5](\d\d|xx)", written):
        raise CaseError(f"`status` is `{written}`; expected a status like 400, or 4xx", expect.where("status"))
    first = int(written.replace("x", "0"))
    return range(first, first + (100 if written.endswith("x") else 1))
