"""A recorder around the adapters of a requests session."""

from __future__ import annotations

import time
from collections.abc import Mapping
from datetime import UTC, datetime

import requests
from requests.adapters import BaseAdapter

from contracts.matching.admitting import Kind
from contracts.matching.asking import Answered, Asked
from contracts.openapi.public import PublicDocument
from contracts.recorder.recorder import Recorder

_CONTROL_PLANE = "/_mock"


def record(
    session: requests.Session,
    document: PublicDocument | None = None,
    *,
    at: str = "",
    kinds: Mapping[str, Kind] | None = None,
    strict: bool = False,
) -> Recorder:
    """A recorder of all that the session sends from now on, over the adapters that are mounted there.

    The arguments are those of Recorder.
    """
    recorder = Recorder(document, at=at, kinds=kinds, strict=strict)
    listen(session, recorder)
    return recorder


def listen(session: requests.Session, recorder: Recorder) -> None:
    """Let the recorder hear what the session sends."""
    for prefix, adapter in [*session.adapters.items()]:
        session.mount(prefix, _Recording(adapter, recorder))


class _Recording(BaseAdapter):
    """Sends requests through another adapter and tells the recorder of them."""

    def __init__(self, inner: BaseAdapter, recorder: Recorder) -> None:
        super().__init__()
        self._inner = inner
        self._recorder = recorder

    def send(self, request: requests.PreparedRequest, *args: object, **options: object) -> requests.Response:
        """The answer to a request. The emulator's own control plane is no part of the API."""
        if request.path_url.startswith(_CONTROL_PLANE):
            return self._inner.send(request, *args, **options)  # type: ignore[arg-type]  # passed on as they come
        started, clock = datetime.now(UTC), time.perf_counter()
        try:
            response = self._inner.send(request, *args, **options)  # type: ignore[arg-type]  # the same
            answered = Answered(response.status_code, _small(response.headers), response.content)
        except requests.RequestException:
            self._recorder.note(_asked(request), None, started, time.perf_counter() - clock)
            raise
        self._recorder.note(_asked(request), answered, started, time.perf_counter() - clock)
        return response

    def close(self) -> None:
        """Close the adapter that is used."""
        self._inner.close()


def _asked(request: requests.PreparedRequest) -> Asked:
    body = request.body or b""
    sent = body.encode() if isinstance(body, str) else body
    return Asked(
        request.method or "GET", request.url or "", _small(request.headers), sent if isinstance(sent, bytes) else b""
    )


def _small(headers: Mapping[str, str | bytes]) -> dict[str, str]:
    return {
        name.lower(): value.decode("latin-1") if isinstance(value, bytes) else value for name, value in headers.items()
    }
