"""What a newcomer should ask first: a request that the served world answers, and one that it refuses."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import islice
from typing import NamedTuple

from mock_server.auth.rules import TOKEN_RULES, Bearer, granted
from mock_server.catalogue.account_metrics import ACCOUNT_METRICS
from mock_server.catalogue.hosts import HOSTS
from mock_server.catalogue.instagram_nodes import INSIGHTS_NEEDS
from mock_server.catalogue.media_metrics import MEDIA_METRICS, REACH_METRIC
from mock_server.catalogue.model import Host
from mock_server.engine import Engine
from mock_server.graph.message import Reply, Request
from mock_server.graph.versions import newest
from mock_server.world.model import Media, Token, World
from mock_server.world.moments import DAY

_MOST_TRIED = 12
_EMPTY = b'{"data":[]'
_OK = 200


class Invitation(NamedTuple):
    """A token, a path, a query that is answered, and one that is refused ("" if none was found)."""

    token: str
    path: str
    query: str
    illegal: str


def invitation(engine: Engine) -> Invitation | None:
    """The first request of the world that gets numbers; None for a world that has none to give."""
    world = engine.worlds.served().world
    for token in working_tokens(world, _now(engine)):
        for object_id, query in islice(_requests(world, token, _now(engine)), _MOST_TRIED):
            version = newest(datetime.fromtimestamp(_now(engine), tz=UTC).date()).name
            path = f"/{version}/{object_id}/insights"
            reply = _reply(engine, path, query, token)
            if reply.status == _OK and not reply.body.startswith(_EMPTY):
                return Invitation(token.token, path, query, _illegal(engine, path, query, token))
    return None


def working_tokens(world: World, now: int, host: Host | None = None) -> Iterator[Token]:
    """The tokens that may read insights now: of one host, or of any."""
    for token in world.tokens.values():
        for dialect in HOSTS if host is None else (host,):
            bearer = Bearer(token.token, token, world, dialect, now)
            if not any(rule(bearer) for rule in TOKEN_RULES) and not granted(token, dialect, INSIGHTS_NEEDS):
                yield token


def _now(engine: Engine) -> int:
    return engine.hear(Request("GET", "/")).now


def _requests(world: World, token: Token, now: int) -> Iterator[tuple[str, str]]:
    """What may be worth asking: media that are written down and not of today, then generated ones and accounts."""
    accounts = world.accounts_of(token)
    written = (each for each in world.objects.values() if isinstance(each, Media) and each.account in accounts)
    for media in islice(sorted(written, key=lambda media: now - media.created_at < DAY), _MOST_TRIED // 3):
        yield media.id, f"metric={REACH_METRIC.name}"
    for account in accounts[: _MOST_TRIED // 3]:
        for media in world.media_page(account, now, 0, 1):
            yield media.id, f"metric={REACH_METRIC.name}"
        yield account.id, f"metric={REACH_METRIC.name}&period=day"


def _illegal(engine: Engine, path: str, query: str, token: Token) -> str:
    """The query for the first retired metric that is refused here."""
    of_account = "&" in query
    for metric in ACCOUNT_METRICS if of_account else MEDIA_METRICS:
        asked = query.replace(REACH_METRIC.name, metric.name, 1)
        if metric.retired and metric.replacement and _reply(engine, path, asked, token).status != _OK:
            return asked
    return ""


def _reply(engine: Engine, path: str, query: str, token: Token) -> Reply:
    return engine.rehearsing().answer(Request("GET", path, f"{query}&access_token={token.token}", "localhost"))
