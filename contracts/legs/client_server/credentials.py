"""What a client does with credentials: tokens that it refreshes, and the proof that it knows the app's secret."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from http import HTTPStatus

from contracts.compare import Difference, Differences
from contracts.driving.answer import Failure, Token
from contracts.driving.comparing import told
from contracts.driving.questions import Question, with_secret
from contracts.files.promises import Json
from contracts.legs.client_server.interview import Asked, Heard
from contracts.legs.client_server.reading import HOSTS, PHOTO
from contracts.subjects import ACCOUNT

_SIXTY_DAYS = 60 * 24 * 60 * 60
_INVALID = 100


def refreshing() -> Iterator[Asked]:
    """Both logins give a fresh token for sixty days."""
    for host in HOSTS:
        yield Asked(Question(name="a fresh one", call="refresh_token", host=host, options=with_secret()), refreshes)


def refreshes(heard: Heard) -> Differences:
    """The token is another one, it works, and it is said how long."""
    if not isinstance(heard.answer, Token):
        yield Difference("answer", "a token", told(heard.answer))
        return
    if heard.answer.expires_in != _SIXTY_DAYS:
        yield Difference("expires_in", str(_SIXTY_DAYS), str(heard.answer.expires_in))
    path = f"/{heard.interview.document.version}/{ACCOUNT}?fields=id"
    status = heard.interview.get(replace(heard.question, token=heard.answer.token), path).status
    if status != HTTPStatus.OK:
        yield Difference("a request with the token", str(int(HTTPStatus.OK)), str(status))


def proofs() -> Iterator[Asked]:
    """Where an app asks for it, a client that knows the secret proves it, and one that does not is refused."""
    arguments: dict[str, Json] = {"media": PHOTO, "metrics": ["reach"]}
    proven = Question(name="with appsecret_proof", call="media_insights", arguments=arguments, options=with_secret())
    yield Asked(proven, is_let_in)
    listed = Question(name="with appsecret_proof", call="media", arguments={"account": ACCOUNT}, options=with_secret())
    yield Asked(listed, is_let_in)
    yield Asked(Question(name="without appsecret_proof", call="media_insights", arguments=arguments), is_kept_out)


def is_let_in(heard: Heard) -> Differences:
    """There is no error."""
    if isinstance(heard.answer, Failure):
        yield Difference("answer", "no error", told(heard.answer))


def is_kept_out(heard: Heard) -> Differences:
    """The error is told with its code, and nothing is asked again."""
    if not isinstance(heard.answer, Failure) or heard.answer.code != _INVALID:
        yield Difference("answer", f"error {_INVALID}", told(heard.answer))
