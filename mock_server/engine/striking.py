"""What faults want to know of a request."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mock_server.catalogue.limits import MOST_IDS
from mock_server.engine.finding import find
from mock_server.engine.heard import Heard
from mock_server.graph import params
from mock_server.graph.versions import newest
from mock_server.insights import eras, media_rules
from mock_server.timeline.pacific import DAY, long_date
from mock_server.traffic.error_values import Values, named
from mock_server.traffic.faults import Approach, Faults, Strike
from mock_server.world.model import Account

_EXPANDED = re.compile(r"\bmetric\(([^()]*)\)")
_HINT = "the error was asked for, by a fault or by X-Mock-Error: the request may be right"
_AN_HOUR = 3600


def struck(faults: Faults, heard: Heard, mock_error: str = "", *, in_batch: bool = False) -> Strike | None:
    """What strikes a request: the error that its header names, else the faults of its world. Raises Refused."""
    approach = approach_of(heard, in_batch=in_batch)
    if mock_error:
        return Strike((), named(mock_error, approach.values))
    return faults.strike(heard.hosted.faults, approach)


def approach_of(heard: Heard, *, in_batch: bool = False) -> Approach:
    """The request as faults see it."""
    place, hosted = heard.place, heard.hosted
    return Approach(
        world_id=hosted.world.id,
        seed=hosted.world.seed,
        now=heard.now,
        method=heard.method,
        paths=(place.path, "/" + "/".join(place.parts)),
        hosts=(place.site or heard.host.name,),
        token=heard.sent,
        metrics=metrics_asked(heard),
        accounts=frozenset(_accounts(heard)) if any(fault.match.account for fault in hosted.faults) else (),
        values=known_values(heard),
        in_batch=in_batch,
        is_batch=not in_batch and heard.method == "POST" and not place.parts and "batch" in heard.ask.sent,
    )


def metrics_asked(heard: Heard) -> tuple[str, ...]:
    """The metrics that a request names, those of an expansion among its fields too."""
    expanded = _EXPANDED.findall(heard.ask.sent.get("fields", ""))
    return (*heard.ask.metrics, *(name for names in expanded for name in params.names(names)))


def known_values(heard: Heard) -> Values:
    """What a request can tell about itself in the text of an error."""
    day = eras.day(heard.now // DAY)
    metrics = metrics_asked(heard)
    expired = heard.token.expires_at if heard.token and heard.token.expires_at else heard.now - _AN_HOUR
    told = {
        "id": _objects(heard)[0] if _objects(heard) else "",
        "verb": heard.method.lower(),
        "app": heard.hosted.world.app.id,
        "path": heard.place.path,
        "metric": metrics[0] if metrics else "",
        "metrics": ",".join(metrics),
        "now": long_date(heard.now),
        "expired": long_date(min(expired, heard.now)),
        "latest": newest(day).name,
        "values": ", ".join(media_rules.listing(heard.host.login, day)),
        "hint": _HINT,
    }
    return {name: value for name, value in told.items() if value}


def _objects(heard: Heard) -> tuple[str, ...]:
    """The ids or aliases that a request names."""
    first = heard.place.parts[:1]
    return heard.ask.ids[: MOST_IDS.value] or first


def _accounts(heard: Heard) -> Iterator[str]:
    """The accounts that a request is about: those it names, and those of the media that it names."""
    for object_id in _objects(heard):
        found = find(object_id, heard)
        account = found if isinstance(found, Account) else getattr(found, "account", None)
        if isinstance(account, Account):
            yield account.id
