"""The live API, asked with care: GET alone, known hosts alone, so often, one a second, no more once it throttles."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from urllib.parse import urlsplit

import requests

from contracts.compare import Reply, at
from contracts.files.promises import MISSING, Json, Received
from contracts.subjects import FACEBOOK, INSTAGRAM

MOST = 40
"""So many requests are sent, where nobody says otherwise."""

_LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})
_THROTTLED = frozenset({4, 17, 32, 613})
_TOO_MANY = 429
_PAUSE = 1.0
_SECONDS = 30.0


class LiveError(Exception):
    """The address is none that may be asked, or it does not answer."""


class EnoughError(Exception):
    """No further request is sent, and why."""


class Live:
    """An API at a base URL, and the token that goes in the header of each request and nowhere else.

    `host` is the host of Graph's that it speaks as. `sleep` gets seconds.
    """

    def __init__(
        self,
        base_url: str,
        token: str,
        *,
        session: requests.Session | None = None,
        sleep: Callable[[float], None] = time.sleep,
        most: int = MOST,
    ) -> None:
        self.base_url = base_url.rstrip("/")
        self.host = host_of(base_url)
        self._token = token
        self._session = session or requests.Session()
        self._session.trust_env = False  # no proxy, and no other credentials from ~/.netrc
        self._sleep = sleep
        self._left = most
        self._began = False

    def get(self, path: str) -> Reply:
        """The reply to a request. Raises EnoughError when no more may be sent, LiveError when none comes."""
        self._take_turn()
        try:
            response = self._session.get(
                self.base_url + path,
                headers={"Authorization": f"Bearer {self._token}"},
                timeout=_SECONDS,
                allow_redirects=False,
            )
        except requests.RequestException as error:
            raise LiveError(f"no answer from {self.base_url}: {type(error).__name__}") from None
        reply = self._reply(response)
        if reply.status == _TOO_MANY or at("body.error.code", reply.body) in _THROTTLED:
            self._left = 0
            raise EnoughError(f"throttled (status {reply.status}): nothing more is asked")
        return reply

    def _take_turn(self) -> None:
        if not self._left:
            raise EnoughError("as many requests were sent as may be")
        self._left -= 1
        if self._began:
            self._sleep(_PAUSE)
        self._began = True

    def _reply(self, response: requests.Response) -> Reply:
        """What came, the token blotted out wherever it is repeated."""
        headers = {name.lower(): value for name, value in response.headers.items()}
        return Reply(response.status_code, headers, _json(response.text.replace(self._token, "<token>")))


def host_of(base_url: str) -> str:
    """The host of Graph's at an address; on loopback an emulator names it in the path. Raises LiveError for others."""
    url = urlsplit(base_url)
    prefix = url.path.strip("/")
    if url.scheme == "https" and url.netloc in (FACEBOOK, INSTAGRAM) and not prefix:
        return url.netloc
    if url.scheme in ("http", "https") and url.hostname in _LOOPBACK and prefix in ("", FACEBOOK, INSTAGRAM):
        return prefix or FACEBOOK
    allowed = f"https://{FACEBOOK}, https://{INSTAGRAM}, or an emulator such as http://127.0.0.1:8080/{FACEBOOK}"
    raise LiveError(f"that address is not asked; allowed: {allowed}")


def _json(text: str) -> Received:
    try:
        read: Json = json.loads(text)
    except ValueError:
        return MISSING
    return read
