"""/_mock/clock: what time it is in a world, and moving it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import Response

from mock_server.control import reading
from mock_server.control.control import Control
from mock_server.control.mistakes import Mistake, only
from mock_server.control.replying import answer
from mock_server.engine.settler import ClockChange, SettledPast
from mock_server.engine.settling import Event
from mock_server.timeline.clock import FASTEST, SLOWEST, Clock
from mock_server.world.moments import format_instant

_KEYS = ("now", "frozen", "speed")
_REAL = "real"


def show_clock(control: Control) -> Response:
    hosted = control.named_world()
    return answer({"world": hosted.world.id, **clock_told(hosted.clock, control)})


def set_clock(control: Control) -> Response:
    body = reading.body()
    only(body, _KEYS)
    if not body:
        raise Mistake("say what to change", allowed=_KEYS)
    speed = _speed(body["speed"]) if "speed" in body else None
    at = _instant(body["now"], control.real()) if "now" in body else None
    # A speed means that the clock is to run, and so does the real time.
    runs = None if speed is None and body.get("now") != _REAL else False
    frozen = _frozen(body["frozen"]) if "frozen" in body else runs
    return _moved(
        control,
        "now",
        lambda clock, real: clock.moved_to(clock.now(real) if at is None else at, real, frozen=frozen, speed=speed),
    )


def advance_clock(control: Control) -> Response:
    body = reading.body()
    only(body, ("by", "to"))
    if len(body) != 1:
        raise Mistake("an advance goes either by a duration or to an instant", allowed=("by", "to"))
    if "by" in body:
        seconds = reading.duration(body["by"], "by")
        return _moved(control, "by", lambda clock, real: clock.advanced(seconds, real))
    to = reading.instant(body["to"], "to")
    return _moved(control, "to", lambda clock, real: clock.advanced(to - clock.now(real), real))


def clock_told(clock: Clock, control: Control) -> dict[str, Any]:
    """What a clock shows, and how it goes."""
    return {"now": format_instant(clock.now(control.real())), "frozen": clock.frozen, "speed": clock.speed}


CLOCK_CALLS: tuple[tuple[str, str, Callable[..., Response]], ...] = (
    ("GET", "/clock", show_clock),
    ("PUT", "/clock", set_clock),
    ("POST", "/clock/advance", advance_clock),
)


def _moved(control: Control, path: str, change: ClockChange) -> Response:
    """Move the named world's clock and tell what fell due on the way."""
    try:
        move = control.settler.move(control.named_world().world.id, change)
    except ValueError as error:
        raise Mistake(str(error), path=path) from None
    except SettledPast as error:
        raise Mistake(str(error), status=409, path=path) from None
    told = [_event(each) for each in move.events]
    return answer({"world": move.record.id, **clock_told(move.record.clock, control), "settled": told})


def _event(event: Event) -> dict[str, str]:
    told = {"at": format_instant(event.at), "event": event.event, "what": event.what}
    more = {"delivery": event.delivery, "result": event.result}
    return told | {name: text for name, text in more.items() if text}


def _instant(value: object, real: float) -> int:
    return int(real) if value == _REAL else reading.instant(value, "now")


def _frozen(value: object) -> bool:
    if not isinstance(value, bool):
        raise Mistake("frozen is true or false", path="frozen", allowed=("true", "false"))
    return value


def _speed(value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not SLOWEST <= value <= FASTEST:
        message = f"speed is how many seconds go by in a real one, a number from {SLOWEST:g} to {FASTEST:g}"
        raise Mistake(message, path="speed")
    return float(value)
