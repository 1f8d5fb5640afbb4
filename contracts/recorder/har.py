"""Exchanges as an HTTP archive (HAR 1.2)."""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping
from http.client import responses
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

import harfile

from contracts.matching.asking import Answered, Asked
from contracts.recorder.exchange import Exchange, told

_MILLISECONDS = 1000
_UNKNOWN = -1


def write(path: Path, exchanges: Iterable[Exchange]) -> None:
    """Write the exchanges; the verdict on each is its comment. Raises OSError."""
    written = io.StringIO()
    with harfile.HarFile(written, creator=harfile.Creator("insights-contracts", "")) as har:
        for exchange in exchanges:
            took = round(exchange.seconds * _MILLISECONDS, 3)
            har.add_entry(
                startedDateTime=exchange.started,
                time=took,
                request=_request(exchange.asked),
                response=_response(exchange.answered),
                timings=harfile.Timings(send=0, wait=took, receive=0),
                comment=_comment(exchange),
            )
    path.write_text(written.getvalue(), encoding="utf-8")


def _comment(exchange: Exchange) -> str:
    breaches = (f"breach: {told(each)}" for each in exchange.breaches)
    remarks = (f"remark: {told(each)}" for each in exchange.remarks)
    return "\n".join((f"{exchange.operation or 'no operation'} {exchange.row}".strip(), *breaches, *remarks))


def _request(asked: Asked) -> harfile.Request:
    body = asked.body.decode("utf-8", "replace")
    query = parse_qsl(urlsplit(asked.url).query, keep_blank_values=True)
    return harfile.Request(
        method=asked.method,
        url=asked.url,
        httpVersion="HTTP/1.1",
        headers=_records(asked.headers),
        queryString=[harfile.Record(name=name, value=value) for name, value in query],
        postData=harfile.PostData(mimeType=asked.headers.get("content-type", ""), text=body) if body else None,
        bodySize=len(asked.body),
    )


def _response(answered: Answered | None) -> harfile.Response:
    """An answer; none at all is written with the status 0, as browsers do."""
    status, headers, body = answered or Answered(0)
    content = harfile.Content(
        size=len(body), mimeType=headers.get("content-type", ""), text=body.decode("utf-8", "replace")
    )
    return harfile.Response(
        status=status,
        statusText=responses.get(status, ""),
        httpVersion="HTTP/1.1",
        headers=_records(headers),
        content=content,
        redirectURL=headers.get("location", ""),
        headersSize=_UNKNOWN,
        bodySize=len(body),
    )


def _records(headers: Mapping[str, str]) -> list[harfile.Record]:
    return [harfile.Record(name=name, value=value) for name, value in headers.items()]
