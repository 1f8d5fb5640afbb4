"""The refusals of an occasion as named examples, worded as each host words them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from mock_server.catalogue.model import ErrorRow, Host
from mock_server.graph.refusal import Refusal, envelope, holes_of, status_on
from mock_server.graph.versions import newest
from mock_server.insights import account_terms, media_rules
from mock_server.spec.edition import COMMITTED, Edition
from mock_server.spec.occasions import GRAPH_OCCASIONS, Occasion

Failure = dict[str, Any]
Failures = dict[int, dict[str, Failure]]

TRACE_ID = "AbCdEfGhIjKlMnOpQrStUvW"


def failures(occasion: Occasion, edition: Edition) -> Failures:
    """The examples by HTTP status and name; where the hosts differ, each has its own: `window_too_wide.instagram`."""
    found: Failures = {}
    for row in occasion.on(edition):
        for name, host in _told_by(row, occasion, edition):
            refusal = filled(row, host, occasion, edition)
            value = {"error": {**envelope(refusal, host), "fbtrace_id": TRACE_ID}}
            found.setdefault(status_on(row, host), {})[name] = example_of(refusal, value)
    return dict(sorted(found.items()))


def occurring(key: str) -> list[Any]:
    """All values that a key of the envelope takes on any occasion."""
    envelopes = (
        envelope(filled(row, host, occasion, COMMITTED), host)
        for occasion in GRAPH_OCCASIONS
        for row in occasion.on(COMMITTED)
        for host in occasion.hosts
    )
    return sorted({error[key] for error in envelopes if key in error})


def example_of(refusal: Refusal, value: Any) -> Failure:  # noqa: ANN401 - whatever is shown
    """An example with what to do about it, and how good the evidence is."""
    evidence = refusal.row.evidence
    return {
        "summary": _capital(refusal.fix or refusal.row.name),
        "description": f"Evidence: {evidence.grade}, {evidence.source.title} ({evidence.source.date}).",
        "value": value,
    }


def filled(row: ErrorRow, host: Host, occasion: Occasion, edition: Edition) -> Refusal:
    """A refusal with an error row, its template filled."""
    # graph.instagram.com did not always list metrics of media; then it enumerates those of accounts alone.
    listed = media_rules.listing(host.login, edition.era) or account_terms.listing(edition.era)
    values = {"values": ", ".join(listed), "latest": newest(edition.day).name, **occasion.sample(row)}
    if holes := holes_of(row) - values.keys():
        names = ", ".join(sorted(holes))
        raise LookupError(f"mock_server/catalogue/samples.py has no {names} for the error {row.name}")
    return Refusal(row, values)


def _told_by(row: ErrorRow, occasion: Occasion, edition: Edition) -> Iterator[tuple[str, Host]]:
    """The names of a row's examples, each with the host whose words it shows."""
    hosts = occasion.hosts
    told = [(status_on(row, host), envelope(filled(row, host, occasion, edition), host)) for host in hosts]
    if all(each == told[0] for each in told):
        yield row.name, hosts[0]
    else:
        yield from ((f"{row.name}.{host.login}", host) for host in hosts)


def _capital(sentence: str) -> str:
    return sentence[:1].upper() + sentence[1:] + "."
