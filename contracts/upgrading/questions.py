"""Requests as they are asked again: without their version, without their token, each of them once."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple
from urllib.parse import parse_qsl, urlencode

from contracts.files.promises import Json

_PLACE = re.compile(r"/*(?:(graph\.(?:facebook|instagram)\.com)/+)?(?:v\d{1,3}\.\d{1,3}(?=/|$)/*)?(.*)", re.DOTALL)
_LOGIN = re.compile(r"(oauth|dialog|debug_token|access_token|refresh_access_token)(/|$)")
_SECRETS = ("access_token", "appsecret_proof")
_LONGEST = 2_048  # characters that a journal keeps of a text

NOT_A_GET = "it changes something"
OF_LOGIN = "it belongs to a login"
CUT = "it is longer than what a journal keeps"


class Question(NamedTuple):
    """A request: a path without its version and with its query, a host, and who asks in which fidelity.

    `token` is as it was written down, perhaps masked, "" if unknown; None if none was sent. `kind` is that of the
    token, "" if unknown.
    """

    path: str
    host: str
    token: str | None
    kind: str = ""
    fidelity: str = ""

    def at(self, version: str) -> str:
        """The URL in a version."""
        return f"https://{self.host}/{version}{self.path}"

    @property
    def params(self) -> dict[str, str]:
        """The query."""
        return dict(parse_qsl(self.path.partition("?")[2], keep_blank_values=True))

    @property
    def told(self) -> str:
        """The request on one line, as it can be read."""
        path, _, query = self.path.partition("?")
        readable = "&".join(f"{name}={value}" for name, value in parse_qsl(query, keep_blank_values=True))
        fidelity = f" ({self.fidelity})" if self.fidelity else ""
        return f"{self.host}{path}{f'?{readable}' if readable else ''}{fidelity}"


@dataclass(slots=True)
class Recording:
    """What a client asked: its questions with how often each came, and why others cannot be asked again.

    `world` names the world that was asked ("" where nobody knows); `document` is a world that came with the file;
    `batched` are the questions that stood in batches, without their tokens.
    """

    name: str
    world: str = ""
    document: dict[str, Json] | None = None
    questions: Counter[Question] = field(default_factory=Counter)
    unplayed: Counter[str] = field(default_factory=Counter)
    batched: set[Question] = field(default_factory=set)

    def note(self, method: str, question: Question) -> None:
        """Add a request, or why it is not asked again."""
        reason = _reason(method, question)
        if reason:
            self.unplayed[reason] += 1
        else:
            self.questions[question] += 1


def question(
    path: str, params: Iterable[tuple[str, str]], host: str, token: str | None, known: Mapping[str, str] | None = None
) -> Question:
    """The question of a request; a token among the parameters goes before the one given. `known`: kind, fidelity."""
    prefix, rest = _PLACE.findall(path)[0]
    pairs = list(params)
    sent = next((value for name, value in pairs if name == "access_token" and value), token)
    query = urlencode([(name, value) for name, value in pairs if name not in _SECRETS], safe=",(){}.:")
    return Question(f"/{rest}{f'?{query}' if query else ''}", prefix or host, sent, **(known or {}))


def batched(text: str) -> list[tuple[str, str]] | None:
    """Method and relative URL of each request of a batch; None for what is no batch."""
    try:
        items = json.loads(text)
    except ValueError:
        return None
    if not isinstance(items, list) or not all(isinstance(item, dict) for item in items):
        return None
    return [(str(item.get("method", "GET")).upper(), str(item.get("relative_url", ""))) for item in items]


def _reason(method: str, asked: Question) -> str:
    if method != "GET":
        return NOT_A_GET
    if _LOGIN.match(asked.path.removeprefix("/").partition("?")[0]):
        return OF_LOGIN
    return CUT if any(len(value) >= _LONGEST for value in (asked.path, *asked.params.values())) else ""
