"""Questions for clients: calls of the protocol, and the requests of the Graph API that answer them.

The requests are the harness' own translation of a call, made without looking at any client.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import cast
from urllib.parse import urlencode

from contracts.files.promises import Json
from contracts.openapi.public import PublicDocument, PublicRow
from contracts.subjects import APP, FACEBOOK, INSTAGRAM, SECRET, TOKENS, Subject, subjects_of

WIDEST = timedelta(days=30)  # between since and until on graph.facebook.com
_SECOND = timedelta(seconds=1)
LOGINS = {FACEBOOK: "facebook", INSTAGRAM: "instagram"}
LISTS = ("account", "media", "stories", "accounts")

Arguments = Mapping[str, Json]


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A call, on which host and with which token it is made, and what else the client is told."""

    name: str
    call: str
    arguments: Arguments = field(default_factory=dict)
    host: str = FACEBOOK
    token: str = ""
    options: Arguments = field(default_factory=dict)

    @property
    def topic(self) -> str:
        """What the question is about, for a report."""
        return f"{self.call} on {self.host}"

    @property
    def bearer(self) -> str:
        """Its token, left out: that of somebody who may read all."""
        return self.token or TOKENS[self.host]

    def spoken(self, base_url: str, version: str) -> dict[str, Json]:
        """The call as a program gets it, for the API at this URL."""
        client = {"base_url": base_url, "token": self.bearer, "version": version, "login": LOGINS[self.host]}
        return {"call": self.call, "client": {**client, **self.options}, "arguments": dict(self.arguments)}

    @property
    def is_about_media(self) -> bool:
        """Whether it is about one media, a story among them."""
        return not self.arguments.keys().isdisjoint(("media", "story"))

    @property
    def metrics(self) -> list[str]:
        """The metrics that it asks for."""
        return cast("list[str]", self.arguments.get("metrics", []))


def graph_requests(question: Question, version: str) -> list[str]:
    """The paths that answer a question; several where the window is wider than Facebook's host lets it be."""
    if question.call in LISTS:
        return [_list_request(question, version)]
    subject = next(question.arguments[name] for name in ("account", "media", "story") if name in question.arguments)
    asked = {**_ALWAYS.get(question.call, {}), **_params(question.arguments)}
    windows = _windows(asked) if question.host == FACEBOOK else [{}]
    return [f"/{version}/{subject}/insights?{_query({**asked, **window})}" for window in windows]


def day_before(document: PublicDocument, days: int) -> str:
    """An instant so many days before the document's."""
    then = datetime.fromisoformat(document.day).replace(tzinfo=UTC) - timedelta(days=days)
    return then.isoformat()


_ALWAYS: dict[str, dict[str, str]] = {
    "account_series": {"period": "day", "metric_type": "time_series"},
    "account_totals": {"period": "day", "metric_type": "total_value"},
    "account_demographics": {"period": "lifetime", "metric_type": "total_value"},
}
_PARAMS = {"metrics": "metric", "breakdowns": "breakdown", "period": "period", "timeframe": "timeframe",
           "since": "since", "until": "until"}  # fmt: skip


def _params(arguments: Arguments) -> dict[str, str]:
    named = {param: arguments[name] for name, param in _PARAMS.items() if name in arguments}
    return {
        param: ",".join(map(str, value)) if isinstance(value, list) else str(value) for param, value in named.items()
    }


def _query(params: Mapping[str, str]) -> str:
    return urlencode(params, safe=",")


def _windows(asked: Mapping[str, str]) -> list[dict[str, str]]:
    """Windows that lie side by side: both ends of one belong to it, so it ends a second before the next begins."""
    if "since" not in asked or "until" not in asked:
        return [{}]
    since, until = (instant_of(asked[name]) for name in ("since", "until"))
    starts = [since]
    while starts[-1] + WIDEST < until:
        starts.append(starts[-1] + WIDEST)
    ends = [*(start - _SECOND for start in starts[1:]), until]
    return [
        {"since": str(int(start.timestamp())), "until": str(int(end.timestamp()))}
        for start, end in zip(starts, ends, strict=True)
    ]


def instant_of(written: str) -> datetime:
    """A day or an instant as calls write it; what has no offset is in UTC. Raises ValueError."""
    instant = datetime.fromisoformat(written)
    return instant if instant.tzinfo else instant.replace(tzinfo=UTC)


def _list_request(question: Question, version: str) -> str:
    arguments = question.arguments
    if question.call == "accounts":
        return f"/{version}/me/accounts?fields=instagram_business_account&limit=100"
    edge = "" if question.call == "account" else f"/{question.call}"
    fields = cast("Sequence[str]", arguments.get("fields", ["id"]))
    paging = {"limit": "100"} if edge else {}
    return f"/{version}/{arguments['account']}{edge}?{_query({'fields': ','.join(fields), **paging})}"


def row_questions(document: PublicDocument) -> Iterator[Question]:
    """Each row of the document as calls: all of its metrics at once, with each choice of what else it takes."""
    for row in document.rows:
        if row.object == "account" and not _has_a_type(row):
            continue  # a client that names the type cannot ask without one
        for host in row.hosts:
            for choice in _choices(row):
                for subject in subjects_of(row):
                    yield _row_question(row, host, choice, subject)


def _has_a_type(row: PublicRow) -> bool:
    return not {"time_series", "total_value"}.isdisjoint(row.params["metric_type"])


def _choices(row: PublicRow) -> list[dict[str, Json]]:
    """What varies inside of a row: not the type, which the call says, and not the period of media, which is one."""
    fixed = {"metric_type"} if row.object == "account" else {"period"}
    choices = [{name: value for name, value in each.items() if name not in fixed} for each in row.choices()]
    return cast(
        "list[dict[str, Json]]", [dict(each) for each in dict.fromkeys(tuple(each.items()) for each in choices)]
    )


def _row_question(row: PublicRow, host: str, choice: dict[str, Json], subject: Subject) -> Question:
    arguments: dict[str, Json] = {**choice, "metrics": list(row.metrics)}
    if "breakdown" in arguments:
        arguments["breakdowns"] = cast("list[Json]", str(arguments.pop("breakdown")).split(","))
    said = " ".join(str(value) for value in choice.values())
    call = _call_of(row)
    if call == "account_demographics":
        del arguments["period"]
    return Question(
        name=" ".join(part for part in (row.name, subject.special, said) if part),
        call=call,
        arguments={_SUBJECTS.get(call, "account"): subject.id, **arguments},
        host=host,
    )


_SUBJECTS = {"media_insights": "media", "story_insights": "story"}


def _call_of(row: PublicRow) -> str:
    if row.object != "account":
        return "story_insights" if row.object == "story" else "media_insights"
    if "total_value" not in row.params["metric_type"]:
        return "account_series"
    return "account_demographics" if row.params["period"] == ["lifetime"] else "account_totals"


def with_secret() -> dict[str, Json]:
    """What a client is told of the harness' app."""
    return {"app_id": APP, "app_secret": SECRET}
