"""What a request would be answered at another version and time, asked of `explain`: nothing is counted or changed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import Enum
from hashlib import blake2b
from typing import NamedTuple

from contracts.compare import at, shown
from contracts.files.promises import MISSING, Json, Received
from contracts.target import Target, TargetError
from contracts.upgrading.editions import Edition
from contracts.upgrading.questions import Question

_OK = 200
_BEFORE_THE_API = ("token_", "object_")  # the rules about who asks, and whether the object is there
# What ends because time passes in the world, whatever the API does.
_OF_AGE = frozenset(
    {
        "story_still_exists",
        "since_is_in_the_store",
        "recent_metrics_are_asked_recently",
        "story_expired",
        "media_too_old",
        "not_yet_computed",
        "account_data_gone",
        "recent_days_only",
    }
)


class Fate(Enum):
    """What became of a request that was answered before."""

    OK = "ok"
    ERROR = "error"
    LESS = "less"  # it is answered, with less in it
    PAST = "past"  # time has passed in the world: a story is over, a token has expired


class Answer(NamedTuple):
    """An answer and its reason. `names` are the metrics or fields in it; `left_out` those that are not, and why."""

    code: str
    names: frozenset[str]
    left_out: Mapping[str, str]
    message: str
    rule: str
    because: str
    fix: str
    is_of_world: bool

    @property
    def is_ok(self) -> bool:
        """Whether it is no refusal."""
        return not self.code

    def fate(self, before: Answer) -> Fate:
        """What became of the request, by what it was answered before."""
        if self.is_ok and before.names <= self.names:
            return Fate.OK
        if self.is_of_world:
            return Fate.PAST
        if not self.is_ok:
            return Fate.ERROR
        lost = before.names - self.names
        return Fate.PAST if all(self.left_out.get(name, "") in _OF_AGE for name in lost) else Fate.LESS


def answered(target: Target, question: Question, token: str, edition: Edition) -> Answer:
    """The answer of the edition. Raises TargetError if the target does not explain."""
    query = {"url": question.at(edition.version), "now": edition.now, "token": token, "fidelity": question.fidelity}
    reply = target.control("GET", "/explain", "", query={name: value for name, value in query.items() if value})
    body = reply.body
    if reply.status != _OK or not isinstance(body, dict):
        raise TargetError(f"the target does not explain ({reply.status}): {shown(at('body.error.message', body))}")
    refused = [_text(step, "rule") for step in _list(body, "steps") if _text(step, "result") == "refused"]
    rule = _text(body, "rule")
    return Answer(
        code="" if body.get("status") == _OK else shown(at("body.error.code", body)),
        names=_names(body.get("answer")),
        left_out={_text(each, "metric"): _text(each, "rule") for each in _list(body, "left_out")},
        message=_text(body.get("error"), "message"),
        rule=rule,
        because=_text(body, "because") or "; ".join(_text(each, "because") for each in _list(body, "left_out")),
        fix=_text(body, "fix") or "; ".join(_text(each, "fix") for each in _list(body, "left_out")),
        is_of_world=any(each.startswith(_BEFORE_THE_API) or each in _OF_AGE for each in (*refused, rule)),
    )


def token_for(question: Question, tokens: Sequence[Mapping[str, Json]]) -> str:
    """The world's token that asked, which a journal tells by its hash; else the first of its kind; "" for none."""
    if question.token is None:
        return ""
    kind = question.kind or _kind(question)
    by_name = [each for each in tokens if _is(str(each.get("token")), question.token)]
    by_kind = [each for each in tokens if each.get("kind") == kind]
    return str((by_name or by_kind or [{"token": ""}])[0]["token"])


def _is(token: str, written: str) -> bool:
    return written == token or written.endswith(f"~{blake2b(token.encode(), digest_size=4).hexdigest()}")


def _kind(question: Question) -> str:
    """The kind of a token of which nobody noted it."""
    is_instagram = question.host == "graph.instagram.com" or (question.token or "").startswith("IG")
    return "instagram_user" if is_instagram else "facebook_user"


def _names(answer: Json) -> frozenset[str]:
    """The metrics of an answer to insights, the keys of any other."""
    if not isinstance(answer, dict):
        return frozenset()
    data = answer.get("data")
    if isinstance(data, list):
        return frozenset(
            _text(entry, "name") for entry in data if "period" in (entry if isinstance(entry, dict) else {})
        )
    return frozenset(answer)


def _text(told: Received, key: str) -> str:
    value = told.get(key, "") if isinstance(told, dict) else MISSING
    return value if isinstance(value, str) else ""


def _list(told: dict[str, Json], key: str) -> list[Json]:
    value = told.get(key)
    return value if isinstance(value, list) else []
