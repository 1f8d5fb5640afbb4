"""Every metric that an edition lists, with its evidence, and the sources of all that the document lists."""

from __future__ import annotations

from typing import Any

from mock_server.catalogue.hosts import HOSTS
from mock_server.catalogue.media_metrics import MEDIA_METRICS
from mock_server.catalogue.model import AccountMetric, MediaMetric, Source
from mock_server.insights import account_terms, media_rules
from mock_server.spec.edition import Edition
from mock_server.spec.fields import field_sources


def metric_list(edition: Edition) -> list[dict[str, Any]]:
    """The metrics of both edges, in the order in which error texts enumerate them, with the hosts that list them."""
    of_media = ((metric, _hosts(metric, edition)) for metric in MEDIA_METRICS)
    media = [_told("media", metric, {"hosts": hosts, "unit": metric.unit.value}) for metric, hosts in of_media if hosts]
    return media + [_told("account", metric, _other_name(metric)) for metric in _of_accounts(edition)]


def source_list(edition: Edition) -> dict[str, Any]:
    """Where metrics, fields and edges were read, by the key that they name."""
    named = [metric.evidence.source for metric in MEDIA_METRICS if _hosts(metric, edition)]
    named += [metric.evidence.source for metric in _of_accounts(edition)]
    named += field_sources(edition)
    return {source.key: _source(source) for source in sorted(named, key=lambda source: source.key)}


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
