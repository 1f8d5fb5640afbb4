"""Put this folder on PYTHONPATH, and a program that calls graph.facebook.com by `requests` calls the emulator instead.

Python imports a module of this name when it starts. INSIGHTS_MOCK_URL says where the emulator is.
"""

from __future__ import annotations

import os
from typing import Any
from urllib.parse import urlsplit

from requests import PreparedRequest, Response
from requests.adapters import HTTPAdapter

EMULATOR = os.environ.get("INSIGHTS_MOCK_URL", "http://127.0.0.1:8080").rstrip("/")
META_HOSTS = ("graph.facebook.com", "graph.instagram.com")
LOOPBACK = ("127.0.0.1", "localhost", "::1")

_send = HTTPAdapter.send


def send(adapter: HTTPAdapter, request: PreparedRequest, **options: Any) -> Response:
    """Send what is for Meta to the emulator and tell it which host was meant; refuse to call anybody else."""
    url = urlsplit(request.url or "")
    if url.hostname in META_HOSTS:
        request = request.copy()
        request.url = f"{EMULATOR}{url.path}" + (f"?{url.query}" if url.query else "")
        request.headers.update({"X-Forwarded-Host": url.hostname, "X-Forwarded-Proto": "https"})
        options["proxies"] = None  # chosen for Meta's host
    elif url.hostname not in LOOPBACK:
        raise ConnectionRefusedError(f"this process talks to the emulator alone, not to {url.hostname}")
    return _send(adapter, request, **options)


HTTPAdapter.send = send  # type: ignore[assignment,method-assign] # the point of this module
