"""The metrics that an edition lists or has retired, with their evidence, and the sources of all that it tells."""

from __future__ import annotations

from typing import Any

from mock_server.catalogue.account_metrics import ACCOUNT_METRICS
from mock_server.catalogue.hosts import HOSTS
from mock_server.catalogue.media_metrics import MEDIA_METRICS
from mock_server.catalogue.model import AccountMetric, MediaMetric, Source
from mock_server.insights import account_terms, media_rules
from mock_server.spec.edition import Edition
from mock_server.spec.fields import field_sources


def metric_list(edition: Edition) -> list[dict[str, Any]]:
    """The metrics of both edges, in the order in which error texts enumerate them, then those that were retired.

    Media's have the hosts that list them. `listed` is false where nothing enumerates a metric any more.
    """
    media = [_told("media", metric, _of_media(metric, edition)) for metric in MEDIA_METRICS if _hosts(metric, edition)]
    account = [_told("account", metric, _other_name(metric)) for metric in _of_accounts(edition)]
    return [*media, *account, *_forgotten(edition)]


def source_list(edition: Edition) -> dict[str, Any]:
    """Where metrics, fields and edges were read, by the key that they name."""
    named = {each["source"] for each in metric_list(edition)}
    sources = {metric.evidence.source.key: metric.evidence.source for metric in (*MEDIA_METRICS, *ACCOUNT_METRICS)}
    used = [sources[key] for key in named] + field_sources(edition)
    return {source.key: _source(source) for source in sorted(used, key=lambda source: source.key)}


def _forgotten(edition: Edition) -> list[dict[str, Any]]:
    """Metrics that were retired and have been struck off the lists since."""
    listed = {*account_terms.listing(edition.era)}
    media = [metric for metric in MEDIA_METRICS if _is_retired(metric, edition) and not _hosts(metric, edition)]
    account = [metric for metric in ACCOUNT_METRICS if _is_retired(metric, edition) and metric.name not in listed]
    return [
        *(_told("media", metric, {"listed": False, **_of_media(metric, edition)}) for metric in media),
        *(_told("account", metric, {"listed": False, **_other_name(metric)}) for metric in account),
    ]


def _is_retired(metric: MediaMetric | AccountMetric, edition: Edition) -> bool:
    return metric.retired is not None and metric.retired.applies(edition.version, edition.day)


def _of_media(metric: MediaMetric, edition: Edition) -> dict[str, Any]:
    return {"hosts": _hosts(metric, edition), "unit": metric.unit.value}


def _hosts(metric: MediaMetric, edition: Edition) -> list[str]:
    return [host.name for host in HOSTS if metric.name in media_rules.listing(host.login, edition.era)]


def _of_accounts(edition: Edition) -> list[AccountMetric]:
    return [account_terms.metric_named(name) for name in account_terms.listing(edition.era)]


def _other_name(metric: AccountMetric) -> dict[str, str]:
    return {"also_called": metric.documented_name} if metric.documented_name else {}


def _told(edge: str, metric: MediaMetric | AccountMetric, own: dict[str, Any]) -> dict[str, Any]:
    told: dict[str, Any] = {"name": metric.name, "edge": edge, **own}
    if metric.retired:
        told["retired"] = f"from {metric.retired.in_version} on; everywhere on {metric.retired.everywhere_on}"
    if metric.replacement:
        told["replacement"] = metric.replacement
    evidence = metric.evidence
    note = {"note": evidence.note} if evidence.note else {}
    return {**told, "grade": evidence.grade.value, "source": evidence.source.key, **note}


def _source(source: Source) -> dict[str, str]:
    return {"title": source.title, "where": source.where, "date": source.date.isoformat()}
