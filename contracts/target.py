"""What cases are played against: an emulator, reached over HTTP and its control plane under `/_mock`."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import cast
from urllib.parse import quote, urlencode

import requests

from contracts.compare import Reply
from contracts.files.exchange import Call
from contracts.files.promises import MISSING, Json, Received

SECONDS = 10.0  # how long one reply may take
_NO_URL = (requests.exceptions.InvalidSchema, requests.exceptions.InvalidURL, requests.exceptions.MissingSchema)


class TargetError(Exception):
    """The target cannot be reached, or it refuses what it needs to be a target."""


class NoEmulatorError(TargetError):
    """Nobody answers at the target, or somebody else."""


class RefusedWorldError(TargetError):
    """The target does not take a world: it is malformed, or another one has its app or its tokens."""


class Target:
    """An emulator at a base URL. The session decides how it is reached: a socket, or an adapter that a test mounts."""

    def __init__(
        self,
        base_url: str,
        session: requests.Session | None = None,
        admin_token: str | None = None,
    ) -> None:
        self._base_url = base_url.rstrip("/")
        self._session = session or _own_session()
        self._admin = {"Authorization": f"Bearer {admin_token}"} if admin_token else {}

    @property
    def base_url(self) -> str:
        """Where it is, without a slash at the end."""
        return self._base_url

    @contextmanager
    def world(self, document: Mapping[str, Json] | None) -> Iterator[str]:
        """The world stands at the target inside of the block, under this id; without a document nothing is done."""
        if document is None:
            yield ""
            return
        world_id = self._create(document)
        try:
            yield world_id
        finally:
            self._request("DELETE", f"/_mock/worlds/{quote(world_id, safe='')}", self._admin)

    def check(self) -> None:
        """Raise TargetError unless an emulator answers here, and to this admin token."""
        response = self._request("GET", "/_mock/health", self._admin)
        if response.status_code == requests.codes.unauthorized:
            raise TargetError(
                f"{self._base_url} guards its control plane: --admin-token T gives the token that it wants"
            )
        if not response.ok:
            raise NoEmulatorError(f"no emulator at {self._base_url}: /_mock/health answers {response.status_code}")

    def send(self, call: Call) -> Reply:
        """The reply to a request of the Graph API."""
        return _reply(self._request(call.method, _with_token(call), _headers(call), body=call.body.encode()))

    def ask(self, method: str, path: str, headers: Mapping[str, str], body: bytes = b"") -> Reply:
        """The reply to a request that is sent as it stands: path with query, `Host`, `Authorization` and all."""
        return _reply(self._request(method, path, headers, body=body))

    def control(
        self, method: str, path: str, world_id: str, document: Json = None, query: Mapping[str, object] | None = None
    ) -> Reply:
        """The reply of the control plane to a call about a world, the served one for an empty id."""
        target = f"/_mock{path}?{urlencode({**(query or {}), **({'world': world_id} if world_id else {})})}"
        return _reply(self._request(method, target, self._admin, document=document))

    def _create(self, document: Mapping[str, Json]) -> str:
        response = self._request("POST", "/_mock/worlds", self._admin, document=dict(document))
        body = _body(response)
        if response.status_code != requests.codes.created or not isinstance(body, dict) or "id" not in body:
            raise RefusedWorldError(
                f"{self._base_url} refuses a world ({response.status_code}): {_problem(response, body)}"
                + (self._cure(document) if response.status_code == requests.codes.conflict else "")
            )
        return str(body["id"])

    def _cure(self, document: Mapping[str, Json]) -> str:
        """What helps against the world that has the app of this one already."""
        listed = _body(self._request("GET", "/_mock/worlds", self._admin))
        worlds = listed.get("worlds") if isinstance(listed, dict) else None
        app = document.get("app")
        app_id = app.get("id") if isinstance(app, dict) else None
        for world in worlds if isinstance(worlds, list) and app_id else ():
            if isinstance(world, dict) and world.get("app_id") == app_id:
                url = f"{self._base_url}/_mock/worlds/{world.get('id')}"
                return f"\nAnother run is on, or one was killed and left its world: curl -X DELETE {url}"
        return ""

    def _request(
        self,
        method: str,
        path: str,
        headers: Mapping[str, str],
        *,
        document: Json = None,
        body: bytes = b"",
    ) -> requests.Response:
        try:
            return self._session.request(
                method,
                self._base_url + path,
                headers=headers,
                json=document,
                data=body or None,
                timeout=SECONDS,
                allow_redirects=False,
            )
        except _NO_URL:
            raise NoEmulatorError(f"the target {self._base_url!r} is no URL such as http://127.0.0.1:8080") from None
        except requests.RequestException as error:
            raise NoEmulatorError(f"no answer from {self._base_url}: {_cause(error)}") from error


def _own_session() -> requests.Session:
    """A session without proxies and without credentials of ~/.netrc: a case sends what it says and nothing else."""
    session = requests.Session()
    session.trust_env = False
    return session


def _headers(call: Call) -> dict[str, str]:
    asked = {"X-Mock-Now": call.now, "X-Mock-Fidelity": call.fidelity}
    return {"Host": call.host.value, **{name: value for name, value in asked.items() if value}, **call.headers}


def _with_token(call: Call) -> str:
    if call.token is None:
        return call.path
    return f"{call.path}{'&' if '?' in call.path else '?'}access_token={quote(call.token, safe='')}"


def _reply(response: requests.Response) -> Reply:
    headers = {name.lower(): value for name, value in response.headers.items()}
    return Reply(response.status_code, headers, _body(response), response.content)


def _body(response: requests.Response) -> Received:
    try:
        return cast("Json", response.json())
    except requests.JSONDecodeError:
        return MISSING


def _problem(response: requests.Response, body: Received) -> str:
    """Where the world is wrong and why, else the beginning of what came back."""
    error = body.get("error") if isinstance(body, dict) else None
    if not isinstance(error, dict):
        return response.text[:500]
    return ": ".join(str(error[key]) for key in ("path", "message") if error.get(key))


def _cause(error: BaseException) -> str:
    """The innermost reason, which is the readable one."""
    while (inner := error.__cause__ or error.__context__) is not None:
        error = inner
    return str(error) or type(error).__name__
