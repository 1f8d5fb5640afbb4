"""Batches: each of their requests is answered as if it came alone."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlencode

from mock_server.catalogue.model import Grade
from mock_server.engine.heard import Heard
from mock_server.graph import batch, params, wire
from mock_server.graph.message import Reply, Request
from mock_server.graph.versions import is_version
from mock_server.insights.setting import Answer

_OFF = ("false", "0")
_OF_TOKEN = ("access_token", "appsecret_proof")


def batched(request: Request, heard: Heard, answer: Callable[[Request], Reply]) -> Answer:
    """The answers to all requests of a batch. Raises Refused for a batch that cannot be read."""
    sent = heard.ask.sent
    items = batch.read(sent["batch"])
    include_headers = sent.get("include_headers", "").lower() not in _OFF
    results = batch.run(items, lambda item: answer(_request(item, request, heard)), include_headers=include_headers)
    return Answer(wire.text(results), Grade.DOCUMENTED, rule="batch")


def _request(item: batch.Item, outer: Request, heard: Heard) -> Request:
    """The request that an item stands for; host, version and token are those of the batch where it names none."""
    first = item.path.lstrip("/").partition("/")[0]
    version = "" if is_version(first) or not heard.place.version else f"/{heard.place.version}"
    headers = {name.lower(): value for name, value in item.headers}
    return outer._replace(
        method=item.method,
        path=f"{heard.place.prefix}{version}{item.path}",
        query=_query(item, heard.ask.sent.get("appsecret_proof", "")),
        authorization=f"Bearer {item.access_token or heard.sent}",
        content_type="application/x-www-form-urlencoded",
        body=item.body.encode(),
        if_none_match=headers.get("if-none-match", ""),
    )


def _query(item: batch.Item, proof: str) -> str:
    """The item's query, with the proof of the batch's token unless the item brings a token or a proof of its own."""
    own = {*params.pairs(item.query), *params.pairs(item.body)}
    if not proof or item.access_token or not own.isdisjoint(_OF_TOKEN):
        return item.query
    return "&".join(filter(None, (item.query, urlencode({"appsecret_proof": proof}))))
