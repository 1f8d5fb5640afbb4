"""The parameters of the insights operation, with the values that a version lists on a day."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain
from typing import Any

from mock_server.catalogue.account_metrics import ACCOUNT_METRICS
from mock_server.catalogue.breakdowns import ACCOUNT_BREAKDOWNS, MEDIA_BREAKDOWNS, METRIC_TYPES, PERIODS, TIMEFRAMES
from mock_server.catalogue.hosts import HOSTS
from mock_server.insights import account_terms, media_rules
from mock_server.spec.edition import Edition
from mock_server.spec.rows import breakdown_names

Parameter = dict[str, Any]

# Ways to write a time that both hosts understand; they understand more, as PHP's strtotime does.
TIME: Parameter = {
    "type": "string",
    "pattern": r"^(\d{1,12}|\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}:\d{2}(Z|[+-]\d{2}:?\d{2})?)?)$",
}


def parameters(edition: Edition) -> list[Parameter]:
    """All parameters; the access token is in the security schemes."""
    return [
        _version(edition),
        _object_id(),
        _list("metric", metric_names(edition), _METRIC, required=True),
        _list("period", PERIODS, _PERIOD),
        {**_list("breakdown", _once(chain(*by_edge().values())), _BREAKDOWN), "x-insights-listed": by_edge()},
        _one("metric_type", METRIC_TYPES, _METRIC_TYPE),
        _one("timeframe", TIMEFRAMES, _TIMEFRAME),
        _time("since", "Where the window begins." + _WINDOW, ["2026-07-01", "1782864000"]),
        _time("until", "Where the window ends." + _WINDOW, ["2026-07-15", "1784073600"]),
    ]


def metric_names(edition: Edition) -> tuple[str, ...]:
    """The metrics that some host lists on the day, and other names for them that the documents use."""
    of_media = (name for host in HOSTS for name in media_rules.listing(host.login, edition.era))
    documented = (metric.documented_name for metric in ACCOUNT_METRICS if metric.documented_name)
    return _once([*of_media, *account_terms.listing(edition.era), *documented])


def by_edge() -> dict[str, list[str]]:
    """The breakdowns that each edge lists."""
    of_accounts = [name for breakdown in ACCOUNT_BREAKDOWNS for name in breakdown_names(breakdown)]
    return {"media": [breakdown.name for breakdown in MEDIA_BREAKDOWNS], "account": of_accounts}


def _once(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(names))


def _version(edition: Edition) -> Parameter:
    schema = {"type": "string", "enum": [edition.version.name]}
    return {"name": "version", "in": "path", "required": True, "description": VERSION, "schema": schema}


def _object_id() -> Parameter:
    schema = {"type": "string", "pattern": r"^(\d{1,20}|me)$"}
    return {"name": "object-id", "in": "path", "required": True, "description": _OBJECT_ID, "schema": schema}


def _list(name: str, values: Iterable[str], description: str, *, required: bool = False) -> Parameter:
    # `uniqueItems` is left out on purpose: a name that is sent twice counts once.
    schema = {"type": "array", "minItems": 1, "items": {"type": "string", "enum": [*values]}}
    return {**_query(name, description), "required": required, "style": "form", "explode": False, "schema": schema}


def _one(name: str, values: Iterable[str], description: str) -> Parameter:
    return {**_query(name, description), "schema": {"type": "string", "enum": [*values]}}


def _time(name: str, description: str, examples: list[str]) -> Parameter:
    return {**_query(name, description), "schema": {**TIME, "examples": examples}}


def _query(name: str, description: str) -> Parameter:
    return {"name": name, "in": "query", "description": description}


VERSION = (
    "The version of the Graph API. A path without a version, or with an expired one, is answered by the oldest version "
    "that is still alive; this document speaks of one version only."
)
_OBJECT_ID = (
    "The id of a media or of a professional account. `me` is the token's own account, for Instagram User tokens only."
)
_METRIC = (
    "One metric or more, separated by commas. One metric that does not fit refuses the whole request. The list holds "
    "what error texts of that day enumerate, which is more than is answered: see `x-insights-rows` and "
    "`x-insights-metrics`. The latter remembers retired metrics too that are not enumerated any more (`listed: false`)."
)
_PERIOD = (
    "Accounts need it; every period that is listed brings an entry of its own. Media take any of these values and "
    "answer `lifetime` whatever was sent."
)
_BREAKDOWN = (
    "How to divide the numbers. Two together must be a pair that the metric takes. Series of accounts ignore it. "
    "`x-insights-listed` tells the edges apart: what is not on the edge's own list is refused even where the parameter "
    "is ignored."
)
_METRIC_TYPE = (
    "For accounts: `time_series` is a value for each day, `total_value` one number for the window. A metric without a "
    "series needs it: else graph.facebook.com refuses the request and graph.instagram.com leaves the metric out. "
    "Media ignore it."
)
_TIMEFRAME = "For demographics, in place of since and until: which days count. Other metrics ignore it."
_WINDOW = (
    " For accounts: Unix seconds, a date or an ISO 8601 date-time; both ends belong to the window. Without the two, "
    "series tell the last two days and totals the last one. graph.facebook.com takes at most 30 days. Demographics "
    "and media ignore it."
)
