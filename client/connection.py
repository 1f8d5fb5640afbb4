"""One token at one host: a request is sent, again where that can help, until there is an answer or an error."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import NamedTuple, TypeAlias, TypeGuard
from urllib.parse import quote

import requests

from client.credentials import Credentials
from client.diagnosis import Answer, error_of
from client.errors import InsightsError, Unreachable
from client.json_values import Object, parsed
from client.retry import Retry

Params: TypeAlias = Mapping[str, str | None]


class Pace(NamedTuple):
    """How long a retry may last, how time is read, in seconds, and how it is spent."""

    retry: Retry
    clock: Callable[[], float]
    sleep: Callable[[float], None]


class _Request(NamedTuple):
    method: str
    url: str
    params: Params
    form: Params


@dataclass(frozen=True, slots=True, kw_only=True)
class Connection:
    """Sends requests to addresses below `root`, each answered within `timeout` seconds; leaves out what is None."""

    root: str
    credentials: Credentials
    session: requests.Session
    pace: Pace
    timeout: float

    def get(self, *path: str, params: Params | None = None) -> Object:
        """What the API answers to a question."""
        params = {**(params or {}), **self.credentials.proof}
        return self._answered(_Request("GET", self._url(path), params, {}))

    def post(self, *path: str, form: Params) -> Object:
        """What the API answers to a form: what it holds shows in no address."""
        return self._answered(_Request("POST", self._url(path), {}, form))

    def _url(self, path: tuple[str, ...]) -> str:
        steps = [str(step or "") for step in path]  # many keep ids as numbers
        if not all(step.strip(".") for step in steps):
            raise ValueError("an id cannot be empty, or made of dots")
        return "/".join([self.root, *(quote(step, safe="") for step in steps)])

    def _answered(self, request: _Request) -> Object:
        clock, start, retries = self.pace.clock, self.pace.clock(), 0
        while isinstance(outcome := self._outcome(request), InsightsError):
            wait = self.pace.retry.wait(retries, clock() - start, outcome.wait)
            if wait is None or not _may_help(outcome, request):
                raise outcome
            self.pace.sleep(wait)
            retries += 1
        return outcome

    def _outcome(self, request: _Request) -> Object | InsightsError:
        answer = self._sent(request)
        if isinstance(answer, InsightsError):
            return answer
        body = answer.body
        if requests.codes.ok <= answer.status < requests.codes.multiple_choices and _is_result(body):
            return body
        return error_of(answer._replace(body=self.credentials.masked(body)))

    def _sent(self, request: _Request) -> Answer | Unreachable:
        """An error is made of what requests raises, and never raised from it: it knows the address and the headers."""
        try:
            response = self.session.request(
                request.method,
                request.url,
                params=request.params,
                data=request.form or None,
                auth=self.credentials,
                timeout=self.timeout,
                allow_redirects=False,
            )
        except requests.Timeout:
            return Unreachable(f"no answer within {self.timeout:g} seconds")
        except requests.RequestException as error:
            return Unreachable(f"no whole answer: {type(error).__name__}")
        return Answer(response.status_code, response.headers, parsed(response.content))


def _is_result(body: object) -> TypeGuard[Object]:
    return isinstance(body, dict) and "error" not in body


def _may_help(error: InsightsError, request: _Request) -> bool:
    """Whether to ask again: never a form of which nobody knows whether it arrived."""
    return error.worth_retrying and (request.method == "GET" or not isinstance(error, Unreachable))
