"""How any layer says no: raise `Refused` with an error row; it is rendered in one place."""

from __future__ import annotations

from collections.abc import Mapping
from string import Formatter
from typing import NamedTuple

from mock_server.catalogue.model import (
    AccountMetric,
    Difference,
    ErrorRow,
    Grade,
    Host,
    Login,
    MediaMetric,
    Verdict,
    Wording,
)
from mock_server.graph import wire

_AS_THE_ROW_SAYS = Wording()

Reason = AccountMetric | MediaMetric | Difference | None


class Refusal(NamedTuple):
    """An error row, the values that fill its template, and the row that gave the reason.

    Where the documents and the recordings disagree, `verdict` is the side that was followed. `inside` is the field that
    was expanded when it came up.
    """

    row: ErrorRow
    values: Mapping[str, str] = {}
    because: str = ""
    about: Reason = None
    verdict: Verdict | None = None
    inside: str = ""

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

    @classmethod
    def of(cls, refusal: Refusal) -> Refused:
        """What carries this refusal."""
        refused = cls(refusal.row, refusal.because)
        refused.refusal = refusal
        return refused


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


def holes_of(row: ErrorRow) -> set[str]:
    """The names that a row's texts leave open."""
    texts = (row.message, row.user_message, row.fix, row.instagram.message)
    return {name for text in texts if text for _, name, _, _ in Formatter().parse(text) if name}


def status_on(row: ErrorRow, host: Host) -> int:
    """The HTTP status of an error row on a host."""
    return _wording(row, host).status or row.status


def envelope(refusal: Refusal, host: Host) -> dict[str, wire.Json]:
    """The error object without its trace id, keys in the order of the recordings."""
    row, wording = refusal.row, _wording(refusal.row, host)
    message = (wording.message or row.message).format_map(refusal.values)
    if refusal.inside and row.prefixed:
        message = f"For field '{refusal.inside}': {message}"
    error: dict[str, wire.Json] = {
        "message": f"(#{row.code}) {message}" if host.prefixes_code and row.prefixed else message,
        "type": wording.type or row.type or host.error_type,
    }
    if row.is_transient:
        error["is_transient"] = True
    error["code"] = row.code
    error.update(_details(refusal, with_user_texts=wording.user_texts))
    return error


def _wording(row: ErrorRow, host: Host) -> Wording:
    """How the host words the error where it does not go by the row."""
    return row.instagram if host.login is Login.INSTAGRAM else _AS_THE_ROW_SAYS


def _details(refusal: Refusal, *, with_user_texts: bool) -> dict[str, wire.Json]:
    row = refusal.row
    details: dict[str, wire.Json] = {
        "error_data": {"blame_field_specs": [[""]]} if row.blames_nothing and with_user_texts else None,
        "error_subcode": row.subcode,
        "is_transient": False if row.is_transient is False and with_user_texts else None,
        "error_user_title": row.user_title if with_user_texts else None,
        "error_user_msg": (row.user_message or "").format_map(refusal.values) or None if with_user_texts else None,
    }
    return {key: value for key, value in details.items() if value is not None}


def _challenge(error: Mapping[str, wire.Json]) -> str:
    kind = "invalid_token" if error["code"] == 190 else "invalid_request"  # noqa: PLR2004 - the code of dead tokens
    text = str(error.get("error_user_msg") or error["message"])
    return f'OAuth "Facebook Platform" "{kind}" "{wire.header_text(text)}"'
