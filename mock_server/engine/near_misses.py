"""What a client may have meant: names, hosts, tokens and ids that are nearly right. The wire never tells."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from difflib import get_close_matches
from functools import lru_cache
from itertools import islice
from typing import Final

from mock_server.catalogue.breakdowns import (
    ACCOUNT_BREAKDOWNS,
    MEDIA_BREAKDOWNS,
    METRIC_TYPES,
    PERIODS,
    TIMEFRAMES,
)
from mock_server.catalogue.hosts import HOSTS, SITES
from mock_server.catalogue.model import AccountMetric, MediaMetric
from mock_server.catalogue.nodes import NODE_TYPES
from mock_server.catalogue.object_errors import (
    ALIAS_UNKNOWN,
    FIELD_MISSING,
    FIELD_MISSING_ON_TYPE,
    OBJECT_MISSING,
    PAGE_METRIC_INVALID,
    PAGE_METRIC_MISSING,
    PATH_UNKNOWN,
)
from mock_server.catalogue.token_errors import TOKEN_OF_OTHER_HOST
from mock_server.engine.finding import find
from mock_server.engine.heard import Heard
from mock_server.engine.near_ids import near_ids
from mock_server.engine.nearness import nearly
from mock_server.engine.worlds import Hosted, Worlds
from mock_server.graph.message import Request
from mock_server.graph.place import locate
from mock_server.graph.refusal import Refusal
from mock_server.insights.account_terms import METRICS as ACCOUNT_METRICS
from mock_server.insights.media_rules import METRICS as MEDIA_METRICS
from mock_server.insights.rules import retirement_hint, shortened
from mock_server.nodes.read import INSIGHTS
from mock_server.world.model import Account, Media, Token

MOST_MISSES: Final = 8

_MOST_TOKENS: Final = 10_000
_MOST_NAMES: Final = 20
_LONGEST_NAME: Final = 80
_SIMILAR_HOST: Final = 0.85
_SIMILAR_NAME: Final = 0.6
_HOST_NAMES: Final = tuple(row.name for row in (*HOSTS, *SITES))
_EDGES: Final = (INSIGHTS, *dict.fromkeys(edge.name for node in NODE_TYPES for edge in node.edges))
_ROWS: Final[Mapping[type, Mapping[str, AccountMetric] | Mapping[str, MediaMetric]]] = {
    Account: ACCOUNT_METRICS,
    Media: MEDIA_METRICS,
}
_BREAKDOWNS: Final = {Account: ACCOUNT_BREAKDOWNS, Media: MEDIA_BREAKDOWNS}
_OF_OBJECTS: Final = (OBJECT_MISSING, ALIAS_UNKNOWN, PAGE_METRIC_INVALID, PAGE_METRIC_MISSING)
_OF_EDGES: Final = (FIELD_MISSING, FIELD_MISSING_ON_TYPE, PATH_UNKNOWN)


def near_misses(request: Request, heard: Heard | None, outcome: object, worlds: Worlds) -> tuple[str, ...]:
    """What was nearly right in a request, each in a sentence; a host even where the request was answered."""
    found = dict.fromkeys(_of_host(request.host, request.path))
    if isinstance(outcome, Refusal) and heard is not None:
        found |= dict.fromkeys(islice(_of_refusal(heard, outcome, worlds), MOST_MISSES))
    return tuple(found)[:MOST_MISSES]


def _of_refusal(heard: Heard, refusal: Refusal, worlds: Worlds) -> Iterator[str]:
    if heard.token is None:
        yield from _of_token(heard, worlds)
    elif refusal.row is TOKEN_OF_OTHER_HOST:
        yield _of_other_host(heard.token)
    elif refusal.row in _OF_OBJECTS:
        yield from near_ids(heard)
    elif refusal.row in _OF_EDGES:
        yield from _of_edge(heard)
    elif heard.place.parts[1:] == (INSIGHTS,):
        yield from _of_names(heard)


def _of_host(host_header: str, path: str) -> Iterator[str]:
    """A name that is nearly one of Meta's, in the Host header or in front of the path."""
    place = locate(host_header, path)
    if place.host is None:
        for name in (host_header.partition(":")[0], path.lstrip("/").partition("/")[0]):
            if meant := _host_meant(name.lower().rstrip(".")):
                yield f"host {shortened(name)}: did you mean {meant}?"


@lru_cache(maxsize=256)
def _host_meant(name: str) -> str:
    if "." not in name or len(name) > _LONGEST_NAME:
        return ""
    return next(iter(get_close_matches(name, _HOST_NAMES, 1, _SIMILAR_HOST)), "")


def _of_token(heard: Heard, worlds: Worlds) -> Iterator[str]:
    """A token that nearly is one that some world knows. What it should be is described, never spelt out."""
    sent = heard.sent.strip().strip("\"'")
    if not sent:
        return
    known = ((hosted, token) for hosted in worlds.all().values() for token in hosted.world.tokens.values())
    for hosted, token in islice(known, _MOST_TOKENS):
        if difference := _difference(heard.sent, sent, token.token):
            yield f"token: did you mean {_described(hosted, token)}? What was sent {difference}"
            return


def _difference(sent: str, stripped: str, known: str) -> str:
    if stripped == known:
        return "stands in blanks or quotes" if sent != known else ""
    if stripped.lower() == known.lower():
        return "has other capital letters"
    return "differs in one place" if nearly(stripped, known) else ""


def _described(hosted: Hosted, token: Token) -> str:
    """A token by its kind, its world and what it sees."""
    names = [account.username for account in hosted.world.accounts_of(token)]
    sees = names[0] if len(names) == 1 else f"{len(names)} accounts"
    return f"the {token.kind} token of the world {hosted.world.id} that sees {sees}"


def _of_other_host(token: Token) -> str:
    hosts = [host.name for host in HOSTS if token.kind in host.token_kinds]
    return f"token: did you mean to ask {' or '.join(hosts)}, where {token.kind} tokens belong?"


def _of_edge(heard: Heard) -> Iterator[str]:
    for name in heard.place.parts[1:2]:
        yield from _close("edge", name, _EDGES)


def _of_names(heard: Heard) -> Iterator[str]:
    """Metrics, periods, types, breakdowns and timeframes of the insights of what was asked."""
    found, ask = find(heard.place.parts[0], heard), heard.ask
    if not isinstance(found, (Account, Media)):
        return
    for name in ask.metrics[:_MOST_NAMES]:
        yield from _of_metric(name, found)
    yield from _each("period", ask.periods, PERIODS)
    yield from _each("breakdown", ask.breakdowns, [row.name for row in _BREAKDOWNS[type(found)]])
    if isinstance(found, Account):
        yield from _each("metric_type", filter(None, (ask.metric_type,)), METRIC_TYPES)
        yield from _each("timeframe", filter(None, (ask.timeframe,)), TIMEFRAMES)


def _each(parameter: str, names: Iterable[str], known: Collection[str]) -> Iterator[str]:
    for name in islice(names, _MOST_NAMES):
        yield from _close(parameter, name, known)


def _of_metric(name: str, found: Account | Media) -> Iterator[str]:
    rows = _ROWS[type(found)]
    if name in rows:
        return
    kind, other = ("an account", Media) if isinstance(found, Account) else ("a media", Account)
    if name in _ROWS[other]:
        yield f"metric {name}: {kind} has no such metric; did you mean to ask {_asked_of(other)}?"
    else:
        yield from _close("metric", name, rows, lambda meant: _fate(rows[meant]))


def _asked_of(kind: type) -> str:
    return "one of its media" if kind is Media else "the account that posted it"


def _fate(metric: AccountMetric | MediaMetric) -> str:
    """What became of the metric that was meant."""
    return f" ({retirement_hint(metric)})" if metric.retired else ""


def _close(
    parameter: str, name: str, known: Collection[str], more: Callable[[str], str] = lambda _: ""
) -> Iterator[str]:
    if name in known:
        return
    for meant in get_close_matches(name[:_LONGEST_NAME].lower(), known, 1, _SIMILAR_NAME):
        yield f"{parameter} {shortened(name)}: did you mean {meant}{more(meant)}?"
