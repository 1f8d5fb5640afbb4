"""How any layer says no: raise `Refused` with an error row; it is rendered in one place."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from mock_server.catalogue.model import AccountMetric, Difference, ErrorRow, Grade, Host, MediaMetric, Verdict
from mock_server.graph import wire

type_of_row = AccountMetric | MediaMetric | Difference | None


class Refusal(NamedTuple):
    """An error row, the values that fill its template, and the row that gave the reason.

    Where the documents and the recordings disagree, `verdict` is the side that was followed.
    """

    row: ErrorRow
    values: Mapping[str, str] = {}
    because: str = ""
    about: type_of_row = None
    verdict: Verdict | None = None

    @property
    def grade(self) -> Grade:
        """How good the evidence for this refusal is."""
        return self.verdict.evidence.grade if self.verdict else self.row.evidence.grade

    def of(self, object_id: str) -> Refusal:
        """The refusal with the object that it is about; rules decide for many objects at once and do not know it."""
        return self._replace(values={"id": object_id, "verb": "get", **self.values})

    @property
    def fix(self) -> str:
        """What the developer can do about it."""
        return self.row.fix.format_map(self.values)


class Refused(Exception):  # noqa: N818 - it says what happened, not that something broke
    """Carries a refusal from wherever it is found to where it is rendered."""

    def __init__(self, row: ErrorRow, because: str, **values: str) -> None:
        super().__init__(row.name)
        self.refusal = Refusal(row, values, because)


class Rendered(NamedTuple):
    """An error as a host words it."""

    status: int
    body: bytes
    challenge: str


def render(refusal: Refusal, host: Host, trace_id: str) -> Rendered:
    """The error body and the WWW-Authenticate challenge in the host's dialect."""
    error = envelope(refusal, host)
    challenge = _challenge(error)
    error["fbtrace_id"] = trace_id
    return Rendered(status_on(refusal.row, host), wire.dumps({"error": error}), challenge)


def status_on(row: ErrorRow, host: Host) -> int:
    """The HTTP status of an error row on a host."""
    return row.status if host.prefixes_code else row.instagram.status or row.status


def envelope(refusal: Refusal, host: Host) -> dict[str, wire.Json]:
    """The error object without its trace id, keys in the order of the recordings."""
    row = refusal.row
    error: dict[str, wire.Json] = {
        "message": _message(row, host).format_map(refusal.values),
        "type": _type(row, host),
        "code": row.code,
    }
    if host.prefixes_code and row.prefixed:
        error["message"] = f"(#{row.code}) {error['message']}"
    error.update(_details(row, with_user_texts=host.prefixes_code or row.instagram.user_texts))
    return error


def _message(row: ErrorRow, host: Host) -> str:
    return row.message if host.prefixes_code else row.instagram.message or row.message


def _type(row: ErrorRow, host: Host) -> str:
    own = row.type if host.prefixes_code else row.instagram.type
    return own or host.error_type


def _details(row: ErrorRow, *, with_user_texts: bool) -> dict[str, wire.Json]:
    details: dict[str, wire.Json] = {
        "error_data": {"blame_field_specs": [[""]]} if row.blames_nothing and with_user_texts else None,
        "error_subcode": row.subcode,
        "is_transient": row.is_transient if with_user_texts else None,
        "error_user_title": row.user_title if with_user_texts else None,
        "error_user_msg": row.user_message if with_user_texts else None,
    }
    return {key: value for key, value in details.items() if value is not None}


def _challenge(error: Mapping[str, wire.Json]) -> str:
    kind = "invalid_token" if error["code"] == 190 else "invalid_request"  # noqa: PLR2004 - the code of dead tokens
    text = str(error.get("error_user_msg") or error["message"])
    return f'OAuth "Facebook Platform" "{kind}" "{wire.header_text(text)}"'
