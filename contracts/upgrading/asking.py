"""Asks the questions of a recording again, in every edition, in the world that they came from."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any, NamedTuple
from urllib.parse import quote

from contracts.compare import at
from contracts.files.promises import Json, Received
from contracts.openapi.public import PublicDocument
from contracts.target import Target, TargetError
from contracts.upgrading.answers import answered, token_for
from contracts.upgrading.editions import Edition, UpgradeError
from contracts.upgrading.findings import Finding
from contracts.upgrading.questions import Recording

Progress = Callable[[int], None]


class Standing(NamedTuple):
    """A world that stands at the target: its id, its time, its tokens."""

    id: str
    now: str
    tokens: list[Mapping[str, Json]]


@contextmanager
def standing(target: Target, named: str, document: dict[str, Json] | None) -> Iterator[Standing]:
    """The world of a recording: made of the document for as long as the block lasts, else the one of this name.

    Without both it is the world that is served. Raises UpgradeError if the target has no such world.
    """
    with target.world(document) as made:
        world_id = made or named or _served(target)
        reply = target.control("GET", f"/worlds/{quote(world_id, safe='')}", "")
        now, tokens = at("body.now", reply.body), at("body.tokens", reply.body)
        if not isinstance(now, str) or not isinstance(tokens, list):
            raise UpgradeError(
                f"the target has no world `{world_id}`, of which the requests are; --world FILE brings it"
            )
        yield Standing(world_id, now, [each for each in tokens if isinstance(each, dict)])


def findings_of(
    recording: Recording, target: Target, world: Standing, editions: list[Edition], own_token: str = ""
) -> Iterator[Finding]:
    """What becomes of each question; `own_token` asks in place of the world's tokens."""
    for question, times in recording.questions.items():
        token = own_token if own_token and question.token is not None else token_for(question, world.tokens)
        answers = {edition: answered(target, question, token, edition) for edition in editions}
        yield Finding(question, times, answers)


def document_of(target: Target, version: str, day: str = "") -> PublicDocument:
    """The target's document of a version, as of a day (of the world's own without one). Raises UpgradeError."""
    reply = target.control("GET", f"/openapi/{quote(version, safe='')}.json", "", query={"at": day} if day else {})
    if not isinstance(reply.body, dict) or "x-insights-version" not in reply.body:
        raise UpgradeError(_refusal(version, reply.body))
    raw: dict[str, Any] = reply.body
    return PublicDocument(raw)


def _refusal(version: str, body: Received) -> str:
    message = at("body.error.message", body)
    allowed = at("body.error.allowed", body)
    names = f"; allowed: {', '.join(map(str, allowed))}" if isinstance(allowed, list) and allowed else ""
    return f"the target has no document of {version}: {message if isinstance(message, str) else 'no answer'}{names}"


def _served(target: Target) -> str:
    world = at("body.world", target.control("GET", "/health", "").body)
    if not isinstance(world, str):
        raise TargetError("the target does not tell which world it serves: /_mock/health names none")
    return world
