"""What a client does in trouble: it waits and asks again where that can help, within its budget, and else tells."""

from __future__ import annotations

from collections.abc import Iterator

from contracts.compare import Difference, Differences
from contracts.driving import Kind
from contracts.driving.answer import Failure
from contracts.driving.comparing import Refusal, unlike_refusal
from contracts.driving.questions import Question
from contracts.files.promises import Json
from contracts.legs.client_server.interview import Asked, Heard, Judge
from contracts.legs.client_server.judging import reads_rows
from contracts.legs.client_server.reading import HOSTS
from contracts.subjects import ACCOUNT

TIMES = 2
FOR_EVER = 60  # times: who asks again so often never gives up
AMPLE, TIGHT = 3600, 30  # seconds that retries may take
_MOST_REQUESTS = 20  # in a tight budget: a client that asks more often hammers
_IN_TROUBLE = (Kind.TRANSIENT, Kind.UNREADABLE, Kind.UNREACHABLE)

# Each with what a client tells when it lasts, and the numbers of the answer.
_ERRORS = {
    "api_unknown": Refusal((Kind.TRANSIENT,), 1, None, 500),
    "api_service": Refusal((Kind.TRANSIENT,), 2, None, 500),
    "service_unavailable": Refusal((Kind.TRANSIENT,), 2, None, 400),
    "rate_limited_app": Refusal((Kind.RATE_LIMITED,), 4, None, 403),
    "rate_limited_user": Refusal((Kind.RATE_LIMITED,), 17, None, 400),
    "rate_limited_page": Refusal((Kind.RATE_LIMITED,), 32, None, 400),
    "rate_limited_instagram": Refusal((Kind.RATE_LIMITED,), 80002, None, 400),
}
_EFFECTS = {
    "html_502": (Kind.TRANSIENT, Kind.UNREADABLE),
    "truncate": _IN_TROUBLE,
    "drop": (Kind.UNREACHABLE, Kind.TRANSIENT),
}


def troubles() -> Iterator[Asked]:
    """Trouble that passes, and trouble that lasts."""
    for host in HOSTS:
        for error, refusal in _ERRORS.items():
            yield Asked(_question(f"{error}, then an answer", host, AMPLE), recovers, {"error": error, "times": TIMES})
            yield Asked(
                _question(f"{error}, for ever", host, TIGHT), gives_up(refusal), {"error": error, "times": FOR_EVER}
            )
        for effect, kinds in _EFFECTS.items():
            yield Asked(
                _question(f"{effect}, then an answer", host, AMPLE), recovers, {"effect": effect, "times": TIMES}
            )
            yield Asked(
                _question(f"{effect}, for ever", host, TIGHT), breaks_off(kinds), {"effect": effect, "times": FOR_EVER}
            )


def _question(name: str, host: str, budget: int) -> Question:
    arguments: dict[str, Json] = {"account": ACCOUNT, "metrics": ["reach"]}
    return Question(name=name, call="account_series", arguments=arguments, host=host, options={"budget": budget})


def recovers(heard: Heard) -> Differences:
    """The answer is read after as many waits as there was trouble, with no request more."""
    yield from (each for each in reads_rows(heard) if each.where != "requests")
    if len(heard.requests) != TIMES + 1:
        yield Difference("requests", str(TIMES + 1), str(len(heard.requests)))
    yield from _waits_before_each(heard)


def gives_up(refusal: Refusal) -> Judge:
    """In the end the error itself is told, before the budget is spent."""

    def judge(heard: Heard) -> Differences:
        yield from unlike_refusal(refusal, heard.answer)
        yield from _keeps_its_budget(heard)

    return judge


def breaks_off(kinds: tuple[Kind, ...]) -> Judge:
    """In the end the trouble is told as one of these kinds: there is no error of Graph's to tell."""

    def judge(heard: Heard) -> Differences:
        status = heard.answer.status if isinstance(heard.answer, Failure) else None
        yield from unlike_refusal(Refusal(kinds, status=status), heard.answer)
        yield from _keeps_its_budget(heard)

    return judge


def _keeps_its_budget(heard: Heard) -> Differences:
    waited = sum(heard.answer.waited)
    if waited > TIGHT:
        yield Difference("waited", f"at most {TIGHT} s", f"{waited:g} s")
    if len(heard.requests) > _MOST_REQUESTS:
        yield Difference("requests", f"at most {_MOST_REQUESTS}", str(len(heard.requests)))
    yield from _waits_before_each(heard)


def _waits_before_each(heard: Heard) -> Differences:
    again, waits = len(heard.requests) - 1, len(heard.answer.waited)
    if again != waits:
        yield Difference("waited", f"before each of {again} repeated requests", f"{waits} times")
